<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, transcribed speech (Guidelines 8): utterances, what happens between them. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- An utterance. The speaker is named before it, unless the text does: a note (type="speaker") before it, or the utterance
       before it, which it goes on with. -->
  <xsl:template match="u" mode="block" as="element()" priority="0.7">
    <xsl:variable name="speaker" as="xs:string?" select="@who[not(f:is-named(..))] ! f:target-names(.)"/>
    <xsl:choose>
      <xsl:when test="seg and not(text()[normalize-space()]) or f:holds-blocks(.)">
        <section kind="speech">
          <xsl:call-template name="marks"/>
          <xsl:for-each select="$speaker"><line kind="speaker"><sign>{.}</sign></line></xsl:for-each>
          <xsl:choose>
            <xsl:when test="text()[normalize-space()]"><xsl:call-template name="blocks"/></xsl:when>
            <xsl:otherwise><xsl:apply-templates select="*" mode="utterance"/></xsl:otherwise>
          </xsl:choose>
        </section>
      </xsl:when>
      <xsl:otherwise>
        <paragraph rend="utterance">
          <xsl:call-template name="marks"/>
          <xsl:for-each select="$speaker"><span kind="speaker"><sign>{.}: </sign></span></xsl:for-each>
          <xsl:apply-templates select="node()" mode="inline"/>
        </paragraph>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:is-named" as="xs:boolean">
    <xsl:param name="utterance" as="element(u)"/>
    <xsl:variable name="before" as="element()?" select="$utterance/preceding-sibling::*[not(self::pb or self::gap or self::incident or self::kinesic or self::vocal or self::note[not(@type = 'speaker')])][1]"/>
    <xsl:sequence select="exists($before[self::note[@type = 'speaker'] or self::u[@who = $utterance/@who]])"/>
  </xsl:function>

  <!-- The segments of an utterance are its paragraphs. -->
  <xsl:mode name="utterance" on-no-match="fail"/>
  <xsl:template match="seg[not(f:holds-blocks(.))]" mode="utterance" as="element(r:paragraph)">
    <paragraph><xsl:call-template name="marks"/><xsl:apply-templates select="node()" mode="inline"/></paragraph>
  </xsl:template>
  <xsl:template match="*" mode="utterance" as="element()*" priority="-1"><xsl:call-template name="blocks"><xsl:with-param name="nodes" select="."/></xsl:call-template></xsl:template>

  <xsl:template match="note[@type = 'speaker'][following-sibling::*[1][self::u] or preceding-sibling::*[1][self::u]]" mode="block inline" as="element(r:line)" priority="2">
    <line kind="speaker">
      <xsl:apply-templates select="@xml:id | @xml:lang" mode="mark"/>
      <xsl:apply-templates select="node()" mode="inline"/>
    </line>
  </xsl:template>

  <!-- What happens between utterances is a line like a stage direction. -->
  <xsl:template match="incident | kinesic | vocal | writing" mode="block" as="element(r:line)" priority="1">
    <line kind="stage"><xsl:apply-templates select="." mode="inline"/></line>
  </xsl:template>
  <!-- In a typed interview or minutes the transcript had it in brackets; brackets of the print are part of the description. -->
  <xsl:template match="incident[f:is-typed(.)] | kinesic[f:is-typed(.)] | vocal[f:is-typed(.)]" mode="inline" as="element(r:span)" priority="1">
    <xsl:variable name="printed" as="xs:boolean" select="matches(normalize-space(), '^[(\[]')"/>
    <span kind="{local-name()}">
      <xsl:call-template name="marks"/>
      <xsl:if test="not($printed)"><sign>[</sign></xsl:if>
      <xsl:apply-templates select="node()" mode="inline"/>
      <xsl:if test="not($printed)"><sign>]</sign></xsl:if>
    </span>
  </xsl:template>

  <xsl:function name="f:is-typed" as="xs:boolean">
    <xsl:param name="heard" as="element()"/>
    <xsl:sequence select="exists($heard[ancestor::sp or ../sp])"/>
  </xsl:function>

  <xsl:template match="annotationBlock" mode="block" as="element()*" priority="1"><xsl:call-template name="blocks"/></xsl:template>
</xsl:stylesheet>
