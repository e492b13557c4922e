<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes that are not in the sentence (note/@size): their marks, the short ones behind the block that has the mark (in a wide
     window beside it), the long ones behind the text. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <!-- What makes the ids of a note and of its mark single. -->
  <xsl:function name="h:note-key" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="($note/@id, replace(generate-id($note), '^d\d+', '.'))[1]"/>
  </xsl:function>

  <!-- The mark in the text; a quotation in the apparatus has no notes of its own (see xslt/reading/40-apparatus.xsl). -->
  <xsl:template match="note[@size]" mode="running" as="element()" priority="2">
    <a class="note-mark {h:kind(.)}" id="mark:{h:note-key(.)}" href="#foot:{h:note-key(.)}" role="doc-noteref" aria-label="{m:message('page.foot-note', 'label', string(@n-of))}">
      <xsl:if test="@view"><xsl:attribute name="class" select="'note-mark', h:kind(.), 'only-' || @view" separator=" "/></xsl:if>
      <xsl:value-of select="@n-of"/>
    </a>
  </xsl:template>

  <!-- A block of the page, followed by the short notes on its words. -->
  <xsl:template match="(heading | paragraph | line | stamp | table | figure | verse)[.//note[@size = 'short']]" mode="block" as="element()" priority="5">
    <xsl:variable name="notes" as="element(note)*" select="h:short-notes(.)"/>
    <xsl:choose>
      <xsl:when test="exists($notes)"><div class="noted"><xsl:next-match/><xsl:sequence select="h:side-notes($notes)"/></div></xsl:when>
      <xsl:otherwise><xsl:next-match/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A note among blocks is at its place; one on words of page furniture is behind them. -->
  <xsl:template match="note[@size]" mode="block" as="element()" priority="6">
    <xsl:element name="{if (parent::list) then 'li' else 'div'}">
      <xsl:attribute name="class" select="'aside'"/>
      <div role="note"><xsl:sequence select="h:note-body(.)"/></div>
    </xsl:element>
  </xsl:template>
  <xsl:template match="*[self::note[not(@size)] | self::furniture | self::gap | self::unhandled][.//note[@size = 'short']]" mode="block" as="element()" priority="5">
    <xsl:element name="{if (parent::list) then 'li' else 'div'}">
      <xsl:attribute name="class" select="'aside'"/>
      <xsl:apply-templates select="." mode="running"/>
      <xsl:sequence select="h:side-notes(h:short-notes(.))"/>
    </xsl:element>
  </xsl:template>

  <!-- Whether a note is on words: then it has a mark there. Among blocks it is at its place. -->
  <xsl:function name="h:has-mark" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="empty($note/parent::*[self::witness | self::section | self::verse | self::list | self::item | self::appendix | self::note[h:blocks-in(.)]])"/>
  </xsl:function>

  <xsl:function name="h:blocks-in" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="exists($note/(paragraph | section | list | table | figure | verse | line | heading | stamp))"/>
  </xsl:function>

  <!-- The short notes on words of an element, not those on words of a long note in it. -->
  <xsl:function name="h:short-notes" as="element(note)*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="outer" as="element(note)*" select="$element/ancestor-or-self::note"/>
    <xsl:sequence select="$element//note[@size = 'short'][h:has-mark(.)][empty(ancestor::note[@size = 'long'] except $outer)]
      [empty(ancestor::*[. >> $element][self::heading | self::paragraph | self::line | self::stamp | self::table | self::figure | self::verse])]"/>
  </xsl:function>

  <xsl:function name="h:side-notes" as="element()?">
    <xsl:param name="notes" as="element(note)*"/>
    <xsl:if test="exists($notes)">
      <div class="side-notes"><xsl:apply-templates select="$notes" mode="apart"/></div>
    </xsl:if>
  </xsl:function>

  <xsl:mode name="apart" on-no-match="fail"/>
  <xsl:template match="note" mode="apart" as="element()">
    <div id="foot:{h:note-key(.)}" role="doc-footnote">
      <xsl:sequence select="h:note-body(.)"/>
    </div>
  </xsl:template>

  <!-- The attributes and the content of a note, with the link back to its mark. -->
  <xsl:function name="h:note-body" as="node()*">
    <xsl:param name="note" as="element(note)"/>
    <xsl:attribute name="class" select="'note', h:kind($note), $note/@view ! ('only-' || .), $note/@rend ! tokenize(.) ! ('rend-' || h:token(.))" separator=" "/>
    <xsl:sequence select="$note/@xml:lang/h:attribute('lang', .)"/>
    <xsl:if test="$note/@label"><xsl:attribute name="tabindex" select="0"/><xsl:attribute name="aria-describedby" select="h:explanation-id($note)"/></xsl:if>
    <xsl:for-each select="$note/@id"><span id="{.}"/></xsl:for-each>
    <xsl:if test="h:has-mark($note)">
      <a class="number" href="#mark:{h:note-key($note)}" role="doc-backlink" aria-label="{m:message('page.foot-note', 'label', string($note/@n-of))}, {m:message('page.to-text-of-note')}">
        <xsl:value-of select="$note/@n-of"/>
      </a>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:if test="not(h:has-mark($note)) and $note/@n-of"><span class="number"><xsl:value-of select="$note/@n-of"/></span><xsl:text> </xsl:text></xsl:if>
    <xsl:choose>
      <xsl:when test="h:blocks-in($note)"><xsl:apply-templates select="$note/node()" mode="block"/></xsl:when>
      <xsl:when test="$note/@size = 'long'">
        <p><xsl:apply-templates select="$note/node()" mode="running"/></p>
        <xsl:sequence select="h:side-notes(h:short-notes($note))"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$note/node()" mode="running"/></xsl:otherwise>
    </xsl:choose>
    <xsl:for-each select="$note/@label"><xsl:text> </xsl:text><span class="says by" id="{h:explanation-id($note)}" lang="{$interface}"><xsl:value-of select="."/></span></xsl:for-each>
  </xsl:function>

  <!-- The long notes on the given part of the text. -->
  <xsl:template name="h:foot-notes" as="element()?">
    <xsl:param name="of" as="element()*" select="witness, appendix"/>
    <xsl:variable name="notes" as="element(note)*" select="$of//note[@size = 'long'][h:has-mark(.)]"/>
    <xsl:if test="exists($notes)">
      <section class="column back foot-notes{' is-commentary'[every $note in $notes satisfies $note/@kind = 'commentary']}" aria-labelledby="page:foot-notes">
        <h2 id="page:foot-notes"><xsl:value-of select="m:message('page.foot-notes')"/></h2>
        <xsl:apply-templates select="$notes" mode="apart"/>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
