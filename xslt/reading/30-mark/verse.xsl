<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, verse (Guidelines 6): stanzas, lines inside and outside stanzas, lines that speakers share. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- A stanza: each run of lines is one block. A group without lines of its own is a division. -->
  <xsl:template match="lg[l]" mode="block" as="element()*">
    <xsl:call-template name="verse-and-blocks"><xsl:with-param name="stanza" select="."/></xsl:call-template>
  </xsl:template>

  <xsl:template match="lg" mode="block" as="element(r:section)">
    <xsl:call-template name="section">
      <xsl:with-param name="kind" select="'division'"/>
      <xsl:with-param name="rend" select="'lg'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="l" mode="block" as="element(r:verse)">
    <verse><xsl:apply-templates select="." mode="verse"/></verse>
  </xsl:template>

  <!-- Nodes among which there are lines of verse: lines that follow one another are one block. The first block of a stanza
       has the marks of the stanza. -->
  <xsl:template name="verse-and-blocks" as="element()*">
    <xsl:param name="nodes" as="node()*" select="node()"/>
    <xsl:param name="loose" as="xs:string" select="'paragraph'"/>
    <xsl:param name="stanza" as="element(lg)?" select="()"/>
    <xsl:for-each-group select="$nodes" group-adjacent="f:in-verse(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <verse>
            <xsl:for-each select="$stanza[current-group() intersect l[1]]">
              <xsl:for-each select="@n[normalize-space()]"><xsl:attribute name="n" select="normalize-space()"/></xsl:for-each>
              <xsl:call-template name="marks"/>
            </xsl:for-each>
            <xsl:apply-templates select="current-group()[self::*]" mode="verse"/>
          </verse>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="blocks">
            <xsl:with-param name="nodes" select="current-group()"/>
            <xsl:with-param name="loose" select="$loose"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- A line, and what is between two lines without being text: a page break, a gap, white space. -->
  <xsl:function name="f:in-verse" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        if ($node/self::l) then true()
        else if ($node instance of text()) then not(normalize-space($node)) and $node/(preceding-sibling::*[1] | following-sibling::*[1])[f:in-verse(.)]
        else f:is-aside($node)
          and exists($node/preceding-sibling::*[not(f:is-aside(.))][1][self::l]) and ($node/self::note or exists($node/following-sibling::*[not(f:is-aside(.))][1][self::l]))"/>
  </xsl:function>

  <xsl:mode name="verse" on-no-match="fail"/>

  <xsl:template match="l" mode="verse" as="element(r:verseline)">
    <verseline>
      <xsl:for-each select="@n[normalize-space()]"><xsl:attribute name="n" select="normalize-space()"/></xsl:for-each>
      <xsl:sequence select="f:indent(.)"/>
      <xsl:for-each select="f:before(.)[.]"><xsl:attribute name="before" select="."/></xsl:for-each>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node(), f:notes-behind(.)" mode="inline"/>
    </verseline>
  </xsl:template>

  <!-- A note behind a line has its mark at the end of the line. -->
  <xsl:template match="note[preceding-sibling::*[not(f:is-aside(.))][1][self::l]]" mode="verse" as="empty-sequence()" priority="1"/>
  <xsl:function name="f:notes-behind" as="element(note)*">
    <xsl:param name="line" as="element(l)"/>
    <xsl:if test="$line/following-sibling::*[1][f:is-aside(.)]">
      <xsl:sequence select="$line/following-sibling::note[preceding-sibling::*[not(f:is-aside(.))][1] is $line]"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="*" mode="verse" priority="-1" as="element()*">
    <xsl:variable name="asides" as="node()*"><xsl:apply-templates select="." mode="inline"/></xsl:variable>
    <xsl:sequence select="$asides[self::*[not(self::r:span)]]"/>
  </xsl:template>

  <!-- How many steps a line is set in. Common values of @rend are indent, indent2, indent-2, indent(2); from 10 on the number is
       per cent of the width. -->
  <xsl:function name="f:indent" as="attribute(indent)?">
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="value" as="xs:string?" select="(tokenize($line/@rend)[matches(., '^indent(ed)?(-?\(?\d{1,3}\D*)?$')])[1]"/>
    <xsl:if test="$value">
      <xsl:variable name="number" as="xs:integer" select="(replace($value, '\D', '')[.] ! xs:integer(.), 1)[1]"/>
      <xsl:attribute name="indent" select="max((1, min((9, if ($number ge 10) then $number idiv 10 else $number))))"/>
    </xsl:if>
  </xsl:function>

  <!-- The words of the earlier parts of a line that is shared (@part M or F): the later part begins where they end. -->
  <xsl:function name="f:before" as="xs:string">
    <xsl:param name="line" as="element(l)"/>
    <xsl:variable name="earlier" as="element(l)?" select="$line[@part = ('M', 'F')]/preceding::l[1][@part = ('I', 'M')]"/>
    <xsl:sequence select="
        if (empty($earlier)) then ''
        else substring(normalize-space(f:before($earlier) || ' ' || string-join($earlier//text()[not(ancestor::note or ancestor::del or ancestor::stage or ancestor::rdg)])), 1, 60)"/>
  </xsl:function>
</xsl:stylesheet>
