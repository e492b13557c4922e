<?xml version="1.0" encoding="UTF-8"?>
<!-- The two tables of data: the house's signs and the words of explanations. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:s="urn:teikit:signs" xmlns:w="urn:teikit:words" exclude-result-prefixes="#all">

  <!-- The house's tables are read when the package is compiled, once for all documents. -->
  <xsl:variable name="house-signs" as="document-node()" select="doc('signs/teikit.xml')" static="yes"/>
  <xsl:variable name="house-words" as="map(xs:string, map(xs:string, xs:string))" static="yes" select="
      map:merge(uri-collection('words?select=*.xml') ! doc(iri-to-uri(.))/w:words ! map:entry(string(@xml:lang), map:merge(.//w:word ! map:entry(../@of || '.' || @key, string(.)))))"/>

  <!-- An edition's own tables in their place: absolute URIs of files of the same form. -->
  <xsl:param name="signs" as="xs:string?" select="()"/>
  <xsl:param name="words" as="xs:string?" select="()"/>
  <!-- The language of the words: one of words/; what it lacks is English. -->
  <xsl:param name="interface" as="xs:string" select="'en'"/>

  <!-- A table's row counts for the house's row of the same kind; kinds that it does not name stay as the house has them. A row
       may be of a kind as it is told apart by its reason, place, unit or rend: kind="supplied.omitted", "addition.above". -->
  <xsl:variable name="house-sign-of" as="map(xs:string, element(s:mark))" static="yes"
                select="map:merge($house-signs/s:signs/s:mark ! map:entry(string(@kind), .))"/>
  <xsl:variable name="sign-of" as="map(xs:string, element(s:mark))" select="
      let $marks := $house-signs/s:signs/s:mark, $own := $signs ! doc(.)/s:signs/s:mark return
      if (empty($own) and $interface = 'en') then $house-sign-of
      else map:merge(($marks, $own) ! map:entry(string(@kind), f:in-words(.)), map { 'duplicates': 'use-last' })"/>
  <xsl:variable name="sign-table" as="element(s:mark)*" select="
      ($house-signs/s:signs/s:mark, $signs ! doc(.)/s:signs/s:mark[not(@kind = $house-signs/s:signs/s:mark/@kind)]) ! $sign-of(@kind)"/>
  <xsl:variable name="told-apart" as="map(xs:string, xs:boolean)" select="f:set(map:keys($sign-of)[contains(., '.')] ! substring-before(., '.'))"/>

  <!-- A row of a table in the language of the words: what it says as a table of signs/ of the same name does is translated there
       (group `sign`, TABLE.KIND.ATTRIBUTE); what an edition says itself stays as it is. -->
  <xsl:variable name="said-by-signs" as="map(xs:string, xs:string)" static="yes" select="
      map:merge(uri-collection('signs?select=*.xml') ! doc(iri-to-uri(.))/s:signs/s:mark/@* ! map:entry(string-join((../../@name, ../@kind, name()), '.'), string(.)))"/>
  <xsl:function name="f:in-words" as="element(s:mark)">
    <xsl:param name="mark" as="element(s:mark)"/>
    <xsl:choose>
      <xsl:when test="$interface = 'en'"><xsl:sequence select="$mark"/></xsl:when>
      <xsl:otherwise>
        <s:mark>
          <xsl:for-each select="$mark/@*">
            <xsl:variable name="key" as="xs:string" select="string-join(($mark/../@name, $mark/@kind, name()), '.')"/>
            <xsl:attribute name="{name()}" select="(f:word('sign.' || $key)[$said-by-signs($key) = current()], .)[1]"/>
          </xsl:for-each>
        </s:mark>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The kind of an element as the signs table tells it apart. -->
  <xsl:function name="f:sign-kind" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if (not($told-apart($kind))) then $kind
        else (($element/(@unit, @reason, @place, @rend) ! tokenize(.) ! ($kind || '.' || .))[map:contains($sign-of, .)], $kind)[1]"/>
  </xsl:function>
  <xsl:variable name="word-of" as="map(xs:string, xs:string)" select="
      if (empty($words) and $interface = 'en') then $house-words('en')
      else map:merge(($house-words('en'), $house-words($interface), $words ! doc(.)/w:words//w:word ! map:entry(../@of || '.' || @key, string(.))), map { 'duplicates': 'use-last' })"/>

  <!-- The words for a key, alone and with a detail; the empty sequence where the table has none. {} is where the detail goes;
       what stands before | is said without one, what stands behind with it: "illisible|illisible : {}". -->
  <xsl:function name="f:word" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="$word-of($key) ! replace(., '\|.*$', '', 's') ! f:without-detail(.)"/>
  </xsl:function>

  <xsl:function name="f:word" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="detail" as="xs:string?"/>
    <xsl:sequence select="
        if (string($detail)) then $word-of($key) ! replace(., '^[^|]*\|', '') ! string-join(tokenize(., '\{\}'), $detail) else f:word($key)"/>
  </xsl:function>

  <xsl:function name="f:without-detail" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="if (contains($words, '{}')) then normalize-space(string-join(tokenize($words, '\{\}'))) else $words"/>
  </xsl:function>

  <!-- Words with a detail that the table gives a place (else they stand side by side, in this order): "added {above the line}". -->
  <xsl:function name="f:with-detail" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="detail" as="xs:string?"/>
    <xsl:sequence select="if (contains($word-of($key), '{}')) then f:word($key, $detail) else string-join((f:word($key), $detail), ' ')"/>
  </xsl:function>
  <xsl:function name="f:with-extent" as="xs:string?">
    <xsl:param name="extent" as="xs:string?"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="if (contains($word-of($key), '{}')) then f:word($key, $extent) else string-join(($extent, f:word($key)), ' ')"/>
  </xsl:function>

  <!-- The words for a value in a group, or the value itself where the table does not know it. -->
  <xsl:function name="f:word-or-value" as="xs:string?">
    <xsl:param name="group" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$value ! (f:word($group || '.' || .), .)[1]"/>
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
