<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, breaks, gaps: elements that occur among blocks and in running text. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- ============================================================ lines, pages, hands -->
  <!-- A line break of the document is in both views; one in prose, or inside a word, is in the diplomatic view only. -->
  <xsl:template match="lb" mode="inline" as="element()*">
    <xsl:variable name="prose" as="xs:boolean" select="exists(ancestor::*[local-name() = $line-holders][1][self::p | self::q | self::quote | self::said | self::item])"/>
    <xsl:if test="$prose and not(@break = 'no')"><span kind="blank" view="reading"><xsl:text> </xsl:text></span></xsl:if>
    <break kind="line">
      <xsl:for-each select="@n[normalize-space()]"><xsl:attribute name="n" select="normalize-space()"/></xsl:for-each>
      <xsl:if test="$prose or @break = 'no'"><xsl:attribute name="view" select="'diplomatic'"/></xsl:if>
      <xsl:if test="@break = 'no'"><xsl:attribute name="word" select="'no'"/></xsl:if>
      <xsl:call-template name="marks"/>
    </break>
  </xsl:template>

  <xsl:variable name="line-holders" as="xs:string*" static="yes" select="
      'p', 'q', 'quote', 'said', 'item', 'note', 'ab', 'head', 'salute', 'signed', 'dateline', 'seg', 'stamp', 'address', 'opener', 'closer', 'fw', 'cell', 'l', 'label', 'byline', 'postscript'"/>

  <xsl:template match="pb | cb" mode="inline" as="node()*">
    <xsl:if test="not(@break = 'no')"><xsl:text> </xsl:text></xsl:if>
    <break kind="{if (self::pb) then 'page' else 'column'}">
      <xsl:for-each select="@n"><xsl:attribute name="n" select="../@ed, ." separator=" "/></xsl:for-each>
      <xsl:if test="@break = 'no'"><xsl:attribute name="word" select="'no'"/></xsl:if>
      <xsl:call-template name="marks"/>
    </break>
    <xsl:sequence select="f:way-of-writing(.)"/>
  </xsl:template>

  <!-- Text that goes on in another direction or in a margin: said where it begins. -->
  <xsl:function name="f:way-of-writing" as="element(r:span)?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($element/@rend)"/>
    <xsl:variable name="way" as="xs:string?" select="
        if ($words = ('crosswise', 'upside-down')) then m:message('rend.' || $words[. = ('crosswise', 'upside-down')][1])
        else if ($words[1] = 'margin') then m:message('place.' || string-join($words, '-')) else ()"/>
    <xsl:for-each select="$way"><span kind="way" view="diplomatic"><sign>[{.}] </sign></span></xsl:for-each>
  </xsl:function>

  <xsl:template match="seg[tokenize(@rend)[1] = 'margin']" mode="inline" as="node()+" priority="1">
    <xsl:sequence select="f:way-of-writing(.)"/>
    <xsl:next-match/>
  </xsl:template>

  <!-- The hyphen of a word that continues after a line or page break is in the diplomatic view only. -->
  <xsl:template match="text()[following-sibling::node()[1]/self::*[self::lb | self::pb | self::cb][@break = 'no']][matches(., '\S[-‐‑¬⸗]\s*$')][not(f:in-lines(.))]" mode="inline" as="node()+">
    <xsl:value-of select="replace(., '[-‐‑¬⸗]\s*$', '')"/>
    <span kind="hyphen" view="diplomatic">{replace(., '^.*([-‐‑¬⸗])\s*$', '$1', 's')}</span>
  </xsl:template>

  <xsl:template match="gb | milestone" mode="inline" as="element()?">
    <xsl:if test="@n">
      <furniture kind="{local-name()}" view="diplomatic">
        <xsl:call-template name="marks"/>
        <xsl:if test="self::milestone[normalize-space(@n)]">
          <xsl:attribute name="n" select="normalize-space(@n)"/>
          <xsl:for-each select="@unit[normalize-space()]"><xsl:attribute name="unit" select="normalize-space()"/></xsl:for-each>
        </xsl:if>
        <sign>[{string-join((@unit, @n), ' ')}]</sign>
      </furniture>
    </xsl:if>
  </xsl:template>

  <xsl:template match="fw" mode="inline" as="element(r:furniture)">
    <furniture kind="{(@type[normalize-space()], 'other')[1]}">
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node()" mode="inline"/>
    </furniture>
  </xsl:template>

  <xsl:template match="handShift" mode="inline" as="element(r:span)">
    <xsl:variable name="hand" as="xs:string?" select="f:target(@new)"/>
    <span kind="hand-shift">
      <xsl:for-each select="$hand"><xsl:attribute name="hand" select="."/></xsl:for-each>
      <xsl:call-template name="marks"><xsl:with-param name="kind" select="'hand-shift'"/></xsl:call-template>
      <sign view="diplomatic">{f:sign-text($sign-of('hand-shift')/@open)}{(f:hand($hand), m:message('hand.other'))[1]}{f:sign-text($sign-of('hand-shift')/@close)}</sign>
    </span>
  </xsl:template>

  <!-- ============================================================ gaps -->
  <xsl:variable name="gap-kinds" as="map(xs:string, xs:string)" static="yes" select="map {
      'illegible': 'illegible', 'faded': 'illegible', 'smudged': 'illegible', 'lost': 'lost', 'missing': 'lost', 'torn': 'lost', 'damage': 'lost',
      'unencoded': 'unencoded', 'redacted': 'redacted', 'excised': 'redacted', 'signature': 'signature', 'inaudible': 'illegible',
      'sampling': 'omission', 'editorial': 'omission', 'omitted': 'omission', 'irrelevant': 'omission' }"/>

  <xsl:function name="f:gap-kind" as="xs:string">
    <xsl:param name="gap" as="element()"/>
    <xsl:sequence select="if ($gap/self::space) then 'blank' else (tokenize($gap/@reason) ! $gap-kinds(.), 'unexplained')[1]"/>
  </xsl:function>

  <!-- The words for a gap: of its kind, but for what is not understood, or not transcribed. -->
  <xsl:function name="f:gap-words" as="xs:string">
    <xsl:param name="gap" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="'gap.' || (map { 'inaudible': 'inaudible', 'editorial': 'untranscribed' }(string($gap/self::gap/@reason)), $kind)[1]"/>
  </xsl:function>

  <xsl:template match="gap | space" mode="inline block" as="element(r:gap)">
    <xsl:variable name="kind" as="xs:string" select="f:gap-kind(.)"/>
    <gap kind="{$kind}">
      <xsl:call-template name="marks"><xsl:with-param name="kind" select="$kind"/></xsl:call-template>
      <xsl:for-each select="f:scale(.)"><xsl:attribute name="scale" select="."/></xsl:for-each>
      <xsl:variable name="row" as="xs:string" select="f:sign-kind($kind, .)"/>
      <xsl:choose>
        <xsl:when test="desc">
          <xsl:sequence select="f:sign($row, 'open')"/>
          <xsl:apply-templates select="desc/node()" mode="inline"/>
          <xsl:sequence select="f:sign($row, 'close')"/>
        </xsl:when>
        <xsl:otherwise><sign>{f:sign-text($sign-of($row)/@open)}{f:shown(., $kind, $row)}{f:sign-text($sign-of($row)/@close)}</sign></xsl:otherwise>
      </xsl:choose>
    </gap>
  </xsl:template>

  <!-- What is shown in place of missing text: the table's sign for any gap or for a gap of unknown length; a filling sign
       for each character (a number if there are more than @most); or kind and amount in words. -->
  <xsl:function name="f:shown" as="xs:string">
    <xsl:param name="gap" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="row" as="xs:string"/>
    <xsl:variable name="sign" as="element(s:mark)?" select="$sign-of($row)"/>
    <xsl:variable name="fill" as="xs:string?" select="f:sign-text($sign/@fill)"/>
    <xsl:variable name="count" as="xs:integer?" select="$gap/@quantity[. castable as xs:integer] ! xs:integer(.)"/>
    <!-- a filling sign is one letter; what is measured otherwise, between bounds or roughly is a number -->
    <xsl:variable name="in-words" as="xs:boolean" select="exists($sign/@most) and ($gap/@unit[f:unit-name(.) ne 'char'] or $gap/@precision[. ne 'high'] or $gap/(@atLeast, @atMost, @min, @max))"/>
    <xsl:variable name="most" as="xs:integer" select="($sign/@most ! xs:integer(.), 12)[1]"/>
    <xsl:sequence select="
        if ($sign/@shown) then f:sign-text($sign/@shown)
        else if ($in-words and $gap/@unit[f:unit-name(.) ne 'char'] and f:extent($gap)) then f:extent($gap)
        else if ($in-words and ($count or $gap/(@atLeast, @atMost, @min, @max))) then string-join(('± '[$gap/@precision], ($count ! string(), string-join(distinct-values($gap/(@atLeast, @atMost, @min, @max)), '–'))[1]))
        else if (exists($sign/@unknown) and empty($count)) then f:sign-text($sign/@unknown)
        else if ($fill and $kind = 'blank') then $fill
        else if ($fill and $sign/@most and $count gt $most) then '± ' || $count
        else if ($fill) then string-join((1 to min((($count, 1)[1], $most))) ! $fill)
        else if ($kind = 'omission') then '…'
        else if ($kind = 'signature') then m:message('text.signature')
        else if ($kind = 'lost') then f:message-with('text.lost', 'extent', f:extent($gap))
        else if ($kind = ('illegible', 'redacted')) then f:message-with(f:gap-words($gap, $kind), 'extent', f:extent($gap))
        else string-join((f:extent($gap), '…'), ' ')"/>
  </xsl:function>

  <!-- The width or height of a gap in characters, words or lines, if it is known; of a range the greatest. -->
  <xsl:function name="f:scale" as="xs:string?">
    <xsl:param name="gap" as="element()"/>
    <xsl:variable name="unit" as="xs:string?" select="$gap/@unit ! f:unit-name(.)[. = ('char', 'word', 'line')]"/>
    <xsl:variable name="count" as="xs:integer?" select="($gap/@quantity, $gap/@atMost, $gap/@max, $gap/@atLeast)[. castable as xs:integer][1] ! xs:integer(.)"/>
    <xsl:sequence select="$unit[$count gt 0] ! (min(($count, 200)) || ' ' || .)"/>
  </xsl:function>

  <!-- How much is missing, in words: "2 words", "1–2 words", "about 12 characters", "several lines". An unknown extent is no amount. -->
  <xsl:function name="f:extent" as="xs:string?">
    <xsl:param name="gap" as="element()"/>
    <xsl:variable name="count" as="xs:string?" select="($gap/@quantity/string(), string-join(distinct-values($gap/(@atLeast, @atMost)), '–')[.], string-join(distinct-values($gap/(@min, @max)), '–')[.], $gap/@extent[$gap/@unit][. castable as xs:decimal]/string())[1]"/>
    <xsl:variable name="unit" as="xs:string?" select="$gap/@unit"/>
    <xsl:variable name="amount" as="xs:string?" select="
        if (empty($count)) then $gap/@extent[not(. = 'unknown')] ! normalize-space(.)[.]
        else if ($unit) then (m:message('extent.' || f:unit-name($unit), 'count', $count), $count || ' ' || $unit)[1]
        else $count"/>
    <xsl:sequence select="$amount ! (if ($gap/@precision[. ne 'high']) then m:message('text.about', 'amount', .) else .)"/>
  </xsl:function>
</xsl:stylesheet>
