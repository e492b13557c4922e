<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, divisions (Guidelines 4.1): their headings, and the labels of divisions that have none: an act by its number, the parts
     of an edition in EpiDoc (edition, apparatus, translation, commentary, bibliography, textpart). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7" mode="block" as="element(r:section)?">
    <xsl:if test="f:is-filled(.)">
      <section kind="division">
        <xsl:if test="@type = 'edition' and .//lb[@n]"><xsl:attribute name="rend" select="'edited-by-line'"/></xsl:if>
        <xsl:call-template name="marks"><xsl:with-param name="kind" select="'division'"/></xsl:call-template>
        <xsl:call-template name="number-of-part"/>
        <xsl:variable name="label" as="xs:string?" select="f:division-label(.)"/>
        <xsl:if test="$label"><heading level="{f:level(.)}"><sign>{$label}</sign></heading></xsl:if>
        <xsl:call-template name="blocks"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- Whether a division has anything to show: not one that waits for its text. -->
  <xsl:function name="f:is-filled" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="exists($division/descendant::node()[self::text()[normalize-space()] or self::*[not($frames(local-name()))]][1])"/>
  </xsl:function>
  <xsl:variable name="frames" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      $division-names, 'p', 'ab', 'head', 'list', 'item', 'listBibl', 'bibl', 'listApp', 'lg', 'l') ! map:entry(., true()))"/>

  <xsl:variable name="heads-of-divisions" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(($division-names, 'lg', 'group', 'body', 'front', 'back') ! map:entry(., true()))"/>

  <!-- The level is the number of enclosing divisions with a heading. -->
  <xsl:function name="f:level" as="xs:integer">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="count($division/ancestor-or-self::*[$heads-of-divisions(local-name())][head or not(self::group or self::body or self::front or self::back) and f:division-label(.)])"/>
  </xsl:function>

  <!-- The heading of a list or figure is one level lower. -->
  <xsl:template match="head" mode="block" as="element(r:heading)">
    <heading level="{f:level(..) + (if ($heads-of-divisions(local-name(..))) then 0 else 1)}">
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node()" mode="inline"/>
    </heading>
  </xsl:template>

  <!-- ============================================================ labels -->
  <!-- Types that are a heading by themselves; others (act, chapter) need a number. -->
  <xsl:variable name="self-named" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'edition', 'apparatus', 'translation', 'commentary', 'bibliography', 'prologue', 'epilogue') ! map:entry(., true()))"/>

  <!-- The words of the edition for a division without a heading of its own, if its type has any: "Translation (English)", "Face A",
       "Act 2". -->
  <xsl:function name="f:division-label" as="xs:string?">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="type" as="xs:string" select="string($division/@type)"/>
    <xsl:variable name="n" as="xs:string?" select="$division/@n[normalize-space()] ! normalize-space()"/>
    <xsl:if test="$type and not($division/head)">
      <xsl:choose>
        <xsl:when test="$type = 'textpart'"><xsl:sequence select="f:part-label($division, $n)"/></xsl:when>
        <xsl:when test="$self-named($type)"><xsl:sequence select="(m:message('division.' || $type) ! string-join((., f:kind-of-edition($division), $n), ' '))[not(f:is-alone($division))]"/></xsl:when>
        <xsl:when test="$n"><xsl:sequence select="m:message('division.' || $type) ! string-join((., $n), ' ')"/></xsl:when>
      </xsl:choose>
    </xsl:if>
  </xsl:function>

  <!-- A part of a text on one support: its subtype and number. -->
  <xsl:function name="f:part-label" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="n" as="xs:string?"/>
    <xsl:variable name="subtype" as="xs:string" select="(tokenize($part/@subtype)[1], 'textpart')[1]"/>
    <xsl:variable name="name" as="xs:string" select="(m:message('division.' || $subtype), f:capital($subtype))[1]"/>
    <xsl:if test="$n or $part/@subtype"><xsl:sequence select="string-join(($name, $n), ' ')"/></xsl:if>
  </xsl:function>

  <!-- In brackets: the kind of an edition (transliteration, diplomatic), the language of a translation, or of one of several
       editions. -->
  <xsl:function name="f:kind-of-edition" as="xs:string?">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="kind" as="xs:string?" select="$division/@subtype[normalize-space()][not(. = 'primary')] ! (m:message('division.' || .), string())[1]"/>
    <xsl:variable name="several" as="xs:boolean" select="$division/@type = 'edition' and $division/../div[@type = 'edition'][f:is-filled(.)]/@xml:lang != $division/@xml:lang"/>
    <xsl:variable name="language" as="xs:string?" select="$division[@type = 'translation' or $several]/@xml:lang ! f:language-name(.)"/>
    <xsl:if test="$kind or $language"><xsl:sequence select="'(' || f:phrase(($kind, $language)) || ')'"/></xsl:if>
  </xsl:function>

  <xsl:function name="f:is-alone" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="$division/@type = 'edition' and $division/parent::body and empty($division/../div[not(. is $division)][f:is-filled(.)])"/>
  </xsl:function>
</xsl:stylesheet>
