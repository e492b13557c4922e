<?xml version="1.0" encoding="UTF-8"?>
<!-- The table of renderings (schemas/renderings.rng): teikit's own (renderings.xml), with the rows of another table in their
     place; places in the words of the reading document. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:t="urn:teikit:renderings"
                exclude-result-prefixes="#all">

  <!-- The table of an edition: the absolute URI of a file of the same form. -->
  <xsl:param name="renderings" as="xs:string?" select="()"/>

  <!-- teikit's own table is read when the package is compiled, once for all documents. -->
  <xsl:variable name="own-table" as="element(t:renderings)" static="yes" select="doc('renderings.xml')/t:renderings"/>
  <xsl:variable name="own-values" as="map(xs:string, xs:string)" static="yes" select="
      map:merge($own-table/t:value ! (let $style := string(@style) return tokenize(@names) ! map:entry(., $style)))"/>
  <xsl:variable name="own-places" as="map(xs:string, xs:string)" static="yes" select="
      map:merge($own-table/t:place ! (let $is := string(@is) return tokenize(@names) ! map:entry(., $is)))"/>
  <xsl:variable name="own-css" as="map(xs:string, element(t:css)*)" static="yes" select="
      map:merge($own-table/t:css ! (let $row := . return tokenize(@property) ! map:entry(., $row)), map { 'duplicates': 'combine' })"/>
  <xsl:variable name="property-of" as="map(xs:string, xs:string)" static="yes" select="map:merge($own-table/t:style ! map:entry(string(@name), string(@property)))"/>
  <xsl:variable name="styles" as="xs:string+" static="yes" select="$own-table/t:style/@name ! string()"/>

  <xsl:variable name="edition-table" as="element(t:renderings)?" select="$renderings ! doc(.)/t:renderings"/>
  <xsl:variable name="value-styles" as="map(xs:string, xs:string)" select="
      if (empty($edition-table)) then $own-values
      else map:merge(($own-values, $edition-table/t:value ! (let $style := string(@style) return tokenize(@names) ! map:entry(f:name-key(.), $style))), map { 'duplicates': 'use-last' })"/>
  <xsl:variable name="place-words" as="map(xs:string, xs:string)" select="
      if (empty($edition-table)) then $own-places
      else map:merge(($own-places, $edition-table/t:place ! (let $is := string(@is) return tokenize(@names) ! map:entry(f:name-key(.), $is))), map { 'duplicates': 'use-last' })"/>
  <xsl:variable name="css-rows" as="map(xs:string, element(t:css)*)" select="
      if (empty($edition-table)) then $own-css
      else map:merge(($own-css, $edition-table/t:css ! (let $row := . return tokenize(@property) ! map:entry(., $row))), map { 'duplicates': 'combine' })"/>

  <!-- Names are compared without regard to case, hyphens, underscores and a leading #. -->
  <xsl:function name="f:name-key" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="lower-case(translate($name, '-_#&#32;.()', ''))"/>
  </xsl:function>
  <!-- ============================================================ places -->
  <!-- A value of @place in the words of the reading document. -->
  <xsl:function name="f:place-of" as="xs:string">
    <xsl:param name="place" as="xs:string"/>
    <xsl:sequence select="string-join(distinct-values(tokenize($place) ! ($place-words(f:name-key(.)), .)[1] ! tokenize(.)), ' ')"/>
  </xsl:function>
</xsl:stylesheet>
