<?xml version="1.0" encoding="UTF-8"?>
<!-- The two tables of data: the house's signs and the words of explanations. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:s="urn:teikit:signs" xmlns:w="urn:teikit:words" exclude-result-prefixes="#all">

  <!-- The house's tables are read when the package is compiled, once for all documents. -->
  <xsl:variable name="house-signs" as="document-node()" select="doc('signs/teikit.xml')" static="yes"/>
  <xsl:variable name="house-words" as="document-node()" select="doc('words/en.xml')" static="yes"/>

  <!-- An edition's own tables in their place: absolute URIs of files of the same form. -->
  <xsl:param name="signs" as="xs:string?" select="()"/>
  <xsl:param name="words" as="xs:string?" select="()"/>

  <!-- A table's row counts for the house's row of the same kind; kinds that it does not name stay as the house has them. A row
       may be of a kind as it is told apart by its reason, place, unit or rend: kind="supplied.omitted", "addition.above". -->
  <xsl:variable name="house-sign-of" as="map(xs:string, element(s:mark))" static="yes"
                select="map:merge($house-signs/s:signs/s:mark ! map:entry(string(@kind), .))"/>
  <xsl:variable name="sign-of" as="map(xs:string, element(s:mark))" select="
      if ($signs) then map:merge(($house-sign-of, doc($signs)/s:signs/s:mark ! map:entry(string(@kind), .)), map { 'duplicates': 'use-last' })
      else $house-sign-of"/>
  <xsl:variable name="sign-table" as="element(s:mark)*" select="
      $house-signs/s:signs/s:mark ! $sign-of(@kind), (if ($signs) then doc($signs)/s:signs/s:mark[not(@kind = $house-signs/s:signs/s:mark/@kind)] else ())"/>
  <xsl:variable name="told-apart" as="map(xs:string, xs:boolean)" select="f:set(map:keys($sign-of)[contains(., '.')] ! substring-before(., '.'))"/>

  <!-- The kind of an element as the signs table tells it apart. -->
  <xsl:function name="f:sign-kind" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if (not($told-apart($kind))) then $kind
        else (($element/(@unit, @reason, @place, @rend) ! tokenize(.) ! ($kind || '.' || .))[map:contains($sign-of, .)], $kind)[1]"/>
  </xsl:function>
  <xsl:variable name="house-word-of" as="map(xs:string, xs:string)" static="yes"
                select="map:merge($house-words/w:words//w:word ! map:entry(../@of || '.' || @key, string(.)))"/>
  <xsl:variable name="word-of" as="map(xs:string, xs:string)" select="
      if ($words) then map:merge(($house-word-of, doc($words)/w:words//w:word ! map:entry(../@of || '.' || @key, string(.))), map { 'duplicates': 'use-last' })
      else $house-word-of"/>

  <!-- The words for a key, `{}` replaced by the detail; the empty sequence where the table has none. -->
  <xsl:function name="f:word" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="$word-of($key)"/>
  </xsl:function>

  <xsl:function name="f:word" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="detail" as="xs:string?"/>
    <xsl:sequence select="$word-of($key) ! string-join(tokenize(., '\{\}'), string($detail))"/>
  </xsl:function>

  <!-- The words for a value in a group, or the value itself where the table does not know it. -->
  <xsl:function name="f:word-or-value" as="xs:string?">
    <xsl:param name="group" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$value ! ($word-of($group || '.' || .), .)[1]"/>
  </xsl:function>

  <!-- The parts that are there, parted by commas. -->
  <xsl:function name="f:phrase" as="xs:string">
    <xsl:param name="parts" as="xs:string*"/>
    <xsl:sequence select="string-join($parts[normalize-space()], ', ')"/>
  </xsl:function>

  <!-- The id that a local pointer names; the empty sequence for any other pointer. -->
  <xsl:function name="f:target" as="xs:string?">
    <xsl:param name="pointer" as="xs:string?"/>
    <xsl:sequence select="tokenize($pointer)[1][starts-with(., '#')] ! substring(., 2)[. castable as xs:NCName]"/>
  </xsl:function>

  <!-- A language as browsers want it (BCP 47): the two letters where the source has three (ISO 639-2). -->
  <xsl:variable name="short-codes" as="map(xs:string, xs:string)" static="yes" select="map {
      'ger': 'de', 'deu': 'de', 'eng': 'en', 'fre': 'fr', 'fra': 'fr', 'ita': 'it', 'spa': 'es', 'por': 'pt', 'rus': 'ru', 'ukr': 'uk', 'bel': 'be',
      'bul': 'bg', 'srp': 'sr', 'hrv': 'hr', 'slv': 'sl', 'pol': 'pl', 'cze': 'cs', 'ces': 'cs', 'slo': 'sk', 'slk': 'sk', 'hun': 'hu', 'rum': 'ro', 'ron': 'ro',
      'lat': 'la', 'gre': 'el', 'ell': 'el', 'chu': 'cu', 'dut': 'nl', 'nld': 'nl', 'swe': 'sv', 'dan': 'da', 'nor': 'no', 'fin': 'fi', 'ice': 'is', 'isl': 'is',
      'gle': 'ga', 'wel': 'cy', 'cym': 'cy', 'cat': 'ca', 'tur': 'tr', 'ara': 'ar', 'heb': 'he', 'per': 'fa', 'fas': 'fa', 'chi': 'zh', 'zho': 'zh', 'jpn': 'ja',
      'kor': 'ko', 'mon': 'mn', 'geo': 'ka', 'kat': 'ka', 'arm': 'hy', 'hye': 'hy', 'san': 'sa', 'yid': 'yi' }"/>
  <xsl:function name="f:language-tag" as="xs:string">
    <xsl:param name="code" as="xs:string"/>
    <xsl:variable name="first" as="xs:string" select="tokenize($code, '-')[1]"/>
    <xsl:sequence select="if ($short-codes(lower-case($first))) then $short-codes(lower-case($first)) || substring($code, string-length($first) + 1) else $code"/>
  </xsl:function>

  <!-- Names as a set, to be asked for one. -->
  <xsl:function name="f:set" as="map(xs:string, xs:boolean)">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="map:merge($names ! map:entry(., true()))"/>
  </xsl:function>
</xsl:stylesheet>
