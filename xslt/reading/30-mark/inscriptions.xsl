<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, inscriptions and papyri (EpiDoc): lines with numbers, direction of writing, glyphs. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- A text edited line by line: its lines are lines in both views, and a word that goes on has a hyphen. -->
  <xsl:function name="f:in-lines" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$edited-by-line and exists($node/ancestor::div[@type = 'edition'])"/>
  </xsl:function>

  <xsl:template match="lb[f:in-lines(.)]" mode="inline" as="node()+" priority="1">
    <xsl:variable name="starts" as="xs:boolean" select="f:starts-piece(.)"/>
    <xsl:if test="@break = 'no' and not($starts) and not(preceding-sibling::node()[1][self::text()][matches(., '[-‐‑¬⸗]\s*$')])"><sign>-</sign></xsl:if>
    <break kind="line">
      <xsl:for-each select="@n[normalize-space()]"><xsl:attribute name="n" select="normalize-space()"/></xsl:for-each>
      <xsl:if test="@break = 'no' and not($starts)"><xsl:attribute name="word" select="'no'"/></xsl:if>
      <xsl:if test="$starts"><xsl:attribute name="starts" select="'yes'"/></xsl:if>
      <xsl:call-template name="marks"/>
    </break>
    <xsl:for-each select="$directions(replace(string(@style), '^(.*;)?\s*text-direction:\s*([\w-]+).*$', '$2'))"><sign>{.} </sign></xsl:for-each>
  </xsl:template>

  <!-- The direction of writing (EpiDoc: @style of lb). -->
  <xsl:variable name="directions" as="map(xs:string, xs:string)" static="yes" select="map { 'r-to-l': '←', 'l-to-r': '→', 'downwards': '↓', 'upwards': '↑' }"/>

  <!-- Whether nothing is before a line break in its piece of text, so that no line ends there. -->
  <xsl:function name="f:starts-piece" as="xs:boolean">
    <xsl:param name="break" as="element(lb)"/>
    <xsl:variable name="piece" as="element()?" select="$break/ancestor::*[local-name() = $line-holders][1]"/>
    <xsl:sequence select="exists($piece/descendant::node()[self::lb or self::gap or self::g or self::space or self::text()[normalize-space()]][1][. is $break])"/>
  </xsl:function>

  <!-- ============================================================ glyphs -->
  <!-- A glyph without text is shown by the mapping of its declaration (Guidelines 5.2), by a character of its own (glyphs.xml),
       else by its name in double brackets, as the Leiden conventions do. -->
  <xsl:template match="g[not(normalize-space())]" mode="inline" as="element(r:span)">
    <xsl:variable name="name" as="xs:string" select="replace(string((@ref, @type)[1]), '^.*[#:/]', '')"/>
    <xsl:variable name="declared" as="element()?" select="f:target(@ref) ! key('by-id', ., root($tei))[self::char or self::glyph][1]"/>
    <xsl:variable name="mapping" as="xs:string?" select="($declared/mapping[normalize-space()] ! normalize-space(), $glyphs($name))[1]"/>
    <span kind="g">
      <xsl:call-template name="marks"/>
      <xsl:attribute name="label" select="f:phrase(($declared/(charName, glyphName, localProp[@name = 'Name']/@value, desc)[normalize-space()][1] ! normalize-space(), replace($name, '[-_]', ' '))[1])"/>
      <sign>{($mapping, '((' || $name || '))')[1]}</sign>
    </span>
  </xsl:template>
  <xsl:variable name="glyphs" as="map(xs:string, xs:string)" static="yes" select="map:merge(doc('../glyphs.xml')/*/* ! map:entry(string(@name), string(@as)))"/>
</xsl:stylesheet>
