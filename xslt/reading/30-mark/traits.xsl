<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, traits: what an entry of the apparatus, each statement in it, and a note come from. The print divides its notes
     into layers by them. Also the numbers that parts of a text have (div, p, ab, milestone). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Of an element that has an entry: its name and type, which the entry gets in pass 4. -->
  <xsl:template name="traits" as="attribute()*">
    <xsl:attribute name="p:element" select="local-name()"/>
    <xsl:for-each select="@type[normalize-space()]"><xsl:attribute name="p:type" select="normalize-space()"/></xsl:for-each>
  </xsl:template>

  <!-- Of a statement: the types, hands and witnesses of its reading; @shown: it is about the reading that the text shows. -->
  <xsl:function name="f:traits" as="attribute()*">
    <xsl:param name="reading" as="element()"/>
    <xsl:param name="shown" as="element()?"/>
    <xsl:variable name="types" as="xs:string*" select="$reading/(@type, ../self::rdgGrp/@type, @cause) ! tokenize(replace(., '#', ''))"/>
    <xsl:variable name="hands" as="xs:string*" select="$reading/@hand ! tokenize(.) ! replace(., '^.*#', '')"/>
    <xsl:variable name="witnesses" as="xs:string*" select="$reading/((@wit, @source, @resp) ! tokenize(.) ! replace(., '^.*#', ''))"/>
    <xsl:for-each select="distinct-values($types)[1]"><xsl:attribute name="types" select="distinct-values($types)"/></xsl:for-each>
    <xsl:for-each select="distinct-values($hands)[1]"><xsl:attribute name="hands" select="distinct-values($hands)"/></xsl:for-each>
    <xsl:for-each select="distinct-values($witnesses)[1]"><xsl:attribute name="witnesses" select="distinct-values($witnesses)"/></xsl:for-each>
    <xsl:if test="$reading is $shown"><xsl:attribute name="shown" select="'yes'"/></xsl:if>
  </xsl:function>

  <!-- The number of a part of the text. -->
  <xsl:template name="number-of-part" as="attribute()?">
    <xsl:for-each select="@n[normalize-space()][../(self::p | self::ab | self::div | self::div1 | self::div2 | self::div3 | self::div4 | self::div5 | self::div6 | self::div7)]">
      <xsl:attribute name="n" select="normalize-space()"/>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
