<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 1, an apparatus that names places by number (Guidelines 12.2.1, location-referenced): an entry of a listApp whose @loc
     is the number of one verse, paragraph or division (3, or 2.3 with the numbers of those around it) moves there, behind its
     lemma where that is found in it. Any other entry stays in its list. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:p="urn:teikit:reading:pass" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:variable name="entries-by-number" as="element(app)*" select="$tei//listApp//app[f:number($tei, string(@loc))][not(f:point(.))]"/>

  <!-- The numbers of a place in words: "1,3" and "1. 3" are 1.3; of "3–5" the first or the last. -->
  <xsl:function name="f:number" as="xs:string?">
    <xsl:param name="any" as="node()"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="first" as="xs:string?" select="tokenize($words, '\s*[-–—]\s*')[.][1]"/>
    <xsl:sequence select="$first ! string-join(tokenize(., '[\s.,:;§]+')[.], '.')[.]"/>
  </xsl:function>

  <!-- Verses, paragraphs and divisions by their numbers: with those around them, and alone. -->
  <xsl:variable name="places-by-number" as="map(xs:string, element()*)">
    <xsl:map>
      <xsl:if test="exists($entries-by-number)">
        <xsl:for-each-group select="$tei/text//(l | p | ab | seg | div | div1 | div2 | div3)[@n[normalize-space()]][not(ancestor::note or ancestor::rdg or ancestor::listApp)]"
                            group-by="distinct-values((string-join((ancestor::*[@n][not(self::TEI)], .)/normalize-space(@n), '.'), normalize-space(@n)))">
          <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
        </xsl:for-each-group>
      </xsl:if>
    </xsl:map>
  </xsl:variable>

  <!-- The one place that a number names: of those with it the only verse, else the only one. -->
  <xsl:function name="f:place-of-entry" as="element()?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="all" as="element()*" select="f:number($app, string($app/@loc)) ! $places-by-number(.)"/>
    <xsl:variable name="verses" as="element(l)*" select="$all[self::l]"/>
    <xsl:sequence select="if (count($verses) = 1) then $verses else if (count($all) = 1) then $all else ()"/>
  </xsl:function>

  <!-- The entries behind a text node that has their lemma, or at the end of an element, by generated id. -->
  <xsl:variable name="entries-at" as="map(xs:string, element(app)*)" select="
      map:merge($entries-by-number ! (let $app := ., $place := f:place-of-entry(.) return $place ! map:entry(generate-id((f:text-of-lemma($app, .), .)[1]), $app)), map { 'duplicates': 'combine' })"/>
  <xsl:variable name="placed-entries" as="element(app)*" select="map:for-each($entries-at, function($id, $apps) { $apps })/."/>

  <xsl:function name="f:text-of-lemma" as="text()?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:param name="place" as="element()"/>
    <xsl:variable name="lemma" as="xs:string" select="normalize-space($app/lem[1])"/>
    <xsl:sequence select="$place//text()[not(ancestor::note or ancestor::rdg)][$lemma and contains(normalize-space(), $lemma)][1]"/>
  </xsl:function>

  <xsl:template match="text()[map:contains($entries-at, generate-id())]" mode="select" as="node()+" priority="10">
    <xsl:variable name="text" as="xs:string" select="replace(., '\s+', ' ')"/>
    <xsl:variable name="ends" as="map(xs:integer, element(app)*)" select="
        map:merge($entries-at(generate-id()) ! (let $lemma := normalize-space(lem[1]) return map:entry(string-length(substring-before($text, $lemma)) + string-length($lemma), .)), map { 'duplicates': 'combine' })"/>
    <xsl:iterate select="sort(map:keys($ends))">
      <xsl:param name="start" as="xs:integer" select="0"/>
      <xsl:on-completion><xsl:value-of select="substring($text, $start + 1)"/></xsl:on-completion>
      <xsl:value-of select="substring($text, $start + 1, . - $start)"/>
      <xsl:sequence select="$ends(.) ! f:placed-entry(.)"/>
      <xsl:next-iteration><xsl:with-param name="start" select="."/></xsl:next-iteration>
    </xsl:iterate>
  </xsl:template>

  <xsl:template match="*[map:contains($entries-at, generate-id())]" mode="select" as="node()*" priority="8">
    <xsl:variable name="copy" as="node()*"><xsl:next-match/></xsl:variable>
    <xsl:variable name="entries" as="element(app)+" select="$entries-at(generate-id()) ! f:placed-entry(.)"/>
    <xsl:for-each select="$copy[1]"><xsl:copy><xsl:sequence select="@*, node(), $entries"/></xsl:copy></xsl:for-each>
    <xsl:sequence select="tail($copy)"/>
  </xsl:template>

  <xsl:function name="f:placed-entry" as="element(app)">
    <xsl:param name="app" as="element(app)"/>
    <xsl:for-each select="$app">
      <xsl:copy><xsl:attribute name="p:at-point" select="'yes'"/><xsl:apply-templates select="@*, node()" mode="select"/></xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="listApp//app[. intersect $placed-entries]" mode="select" as="empty-sequence()" priority="8"/>

  <!-- A division of which all entries are at their places, and that has no words of its own. -->
  <xsl:template match="div[listApp][not(normalize-space(string-join(.//text()[not(ancestor::app)])))][every $app in .//app satisfies (f:point($app) or $app intersect $placed-entries)]" mode="select" as="empty-sequence()" priority="8"/>
</xsl:stylesheet>
