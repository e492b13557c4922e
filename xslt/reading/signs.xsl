<?xml version="1.0" encoding="UTF-8"?>
<!-- The table of signs (schemas/signs.rng): teikit's own (signs/teikit.xml), with the rows of another table in their place. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:s="urn:teikit:signs" xmlns:t="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- The other table: the absolute URI of a file of the same form. Where none is chosen, a text with an edition in EpiDoc (a division
       of the type edition) is shown with the signs of Leiden. -->
  <xsl:param name="signs" as="xs:string?" select="()"/>

  <!-- teikit's own rows are read when the package is compiled, once for all documents. -->
  <xsl:variable name="default-rows" as="element(s:mark)+" static="yes" select="doc('signs/teikit.xml')/s:signs/s:mark"/>
  <xsl:variable name="default-row-of" as="map(xs:string, element(s:mark))" static="yes"
                select="map:merge($default-rows ! map:entry(string(@kind), .))"/>
  <xsl:variable name="leiden-rows" as="element(s:mark)+" static="yes" select="doc('signs/leiden.xml')/s:signs/s:mark"/>
  <xsl:variable name="other-rows" as="element(s:mark)*" select="if ($signs) then doc($signs)/s:signs/s:mark else if ($edited-by-line) then $leiden-rows else ()"/>

  <!-- Whether the text is edited line by line, as EpiDoc does. -->
  <xsl:variable name="edited-by-line" as="xs:boolean" select="exists((/t:TEI, /t:teiCorpus/t:TEI)[1]/t:text//t:div[@type = 'edition'])"/>

  <!-- A row of the other table replaces the row of the same kind. A row may be of a kind with a value of its @unit, @reason, @place,
       @rend or @cert: kind="supplied.omitted", "addition.above". -->
  <xsl:variable name="sign-of" as="map(xs:string, element(s:mark))" select="
      if (empty($other-rows)) then $default-row-of
      else map:merge(($default-row-of, $other-rows ! map:entry(string(@kind), .)), map { 'duplicates': 'use-last' })"/>
  <!-- All rows, in the order of the legend. -->
  <xsl:variable name="sign-rows" as="element(s:mark)*" select="
      ($default-rows ! $sign-of(@kind), $other-rows[not(map:contains($default-row-of, @kind))])"/>
  <xsl:variable name="has-special-rows" as="map(xs:string, xs:boolean)"
                select="f:set(map:keys($sign-of)[contains(., '.')] ! substring-before(., '.'))"/>

  <!-- A sign of a row: the value of an attribute, with a message in place of its key in braces: {specimen.word}. -->
  <xsl:function name="f:sign-text" as="xs:string?">
    <xsl:param name="sign" as="attribute()?"/>
    <xsl:variable name="key" as="xs:string" select="substring-before(substring-after($sign, '{'), '}')"/>
    <xsl:sequence select="
        if (contains($key, '.')) then substring-before($sign, '{') || m:message($key) || substring-after($sign, '}') else $sign ! string()"/>
  </xsl:function>

  <!-- What the legend says of a row: the table's own words, else the message for this row of the table, else that for the kind. -->
  <xsl:function name="f:sign-label" as="xs:string?">
    <xsl:param name="row" as="element(s:mark)"/>
    <xsl:sequence select="(
        $row/@label ! f:sign-text(.), m:message('sign.' || $row/../@name || '.' || $row/@kind), m:message('sign.' || $row/@kind))[1]"/>
  </xsl:function>

  <!-- The words that the legend shows the signs on; without any, the row is not in the legend. -->
  <xsl:function name="f:specimen" as="attribute()?">
    <xsl:param name="row" as="element(s:mark)"/>
    <xsl:sequence select="($row/@specimen, $default-row-of($row/@kind)/@specimen)[1]"/>
  </xsl:function>
</xsl:stylesheet>
