<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of a block or a name in one view, as the model of the edition has them. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="urn:teikit:html" xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <!-- The words of an element in a view: lines of the source are lines, signs of the edition and notes are left out. -->
  <xsl:function name="h:words" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="view" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$element/ancestor-or-self::*/@view != $view"><xsl:sequence select="''"/></xsl:when>
      <xsl:when test="empty($element/*)"><xsl:sequence select="normalize-space($element)"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="pieces" as="xs:string*">
          <xsl:apply-templates select="if ($element/self::item) then $element/label/node() else $element/node()" mode="words"><xsl:with-param name="view" tunnel="yes" select="$view"/></xsl:apply-templates>
        </xsl:variable>
        <xsl:sequence select="string-join(tokenize(string-join($pieces), '\n') ! normalize-space(.)[.], '&#10;')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:mode name="words" on-no-match="fail"/>

  <xsl:template match="text()" mode="words" as="xs:string"><xsl:sequence select="translate(., '&#10;', ' ')"/></xsl:template>

  <xsl:template match="*" mode="words" as="xs:string*">
    <xsl:param name="view" as="xs:string" tunnel="yes"/>
    <xsl:if test="not(@view != $view)"><xsl:apply-templates select="node()" mode="words"/></xsl:if>
  </xsl:template>

  <!-- Blocks in a note or a row begin on a new line. -->
  <xsl:template match="paragraph | heading | line | stamp | verse | verseline | row | cell | caption | item | item/label | section | list | table | figure" mode="words" as="xs:string*">
    <xsl:param name="view" as="xs:string" tunnel="yes"/>
    <xsl:if test="not(@view != $view)">
      <xsl:sequence select="'&#10;'"/>
      <xsl:apply-templates select="node()" mode="words"/>
      <xsl:sequence select="'&#10;'"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="break[@kind = 'line']" mode="words" as="xs:string*">
    <xsl:param name="view" as="xs:string" tunnel="yes"/>
    <xsl:if test="not(@word or @view != $view)"><xsl:sequence select="'&#10;'"/></xsl:if>
  </xsl:template>

  <!-- A sign between words separates them. -->
  <xsl:template match="sign[contains(., ' ')]" mode="words" as="xs:string" priority="1"><xsl:sequence select="' '"/></xsl:template>

  <xsl:template match="sign | note | gap | furniture | break | span[@kind = 'hyphen']" mode="words" as="empty-sequence()"/>
</xsl:stylesheet>
