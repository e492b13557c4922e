<?xml version="1.0" encoding="UTF-8"?>
<!-- The levels of the headings of texts in the outline of the PDF: the title of a document is 1, the label of a text 2. No
     level is left out from one heading to the next, as PDF/UA requires. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:f="urn:teikit:print:functions" xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <!-- Whether the label of a text is set above it. -->
  <xsl:function name="f:is-labelled" as="xs:boolean">
    <xsl:param name="text" as="element()"/>
    <xsl:sequence select="exists($text[not(@titled)]/..[count(witness | appendix) gt 1])"/>
  </xsl:function>

  <!-- The level and the number in the document of each heading, by generated id. -->
  <xsl:variable name="outline" as="map(xs:string, map(*))" select="
    let $depths := /document/(witness, appendix) ! f:depths(.)
    return map:merge(for-each-pair($depths, 1 to count($depths), function($one, $n) { map:entry($one?id, map {'depth': $one?depth, 'number': $n}) }))"/>

  <xsl:function name="f:depths" as="map(*)*">
    <xsl:param name="text" as="element()"/>
    <xsl:variable name="headings" as="element(heading)*" select="$text//heading[not(ancestor-or-self::*/@view[. ne $view])][normalize-space()][not(ancestor::note)]"/>
    <xsl:variable name="above" as="xs:integer" select="if (f:is-labelled($text)) then 2 else 1"/>
    <xsl:variable name="highest" as="xs:integer?" select="min($headings/@level ! xs:integer(.))"/>
    <xsl:iterate select="$headings">
      <xsl:param name="before" as="xs:integer" select="$above"/>
      <xsl:variable name="depth" as="xs:integer" select="min(($above + 1 + xs:integer(@level) - $highest, $before + 1))"/>
      <xsl:sequence select="map {'id': generate-id(), 'depth': $depth}"/>
      <xsl:next-iteration><xsl:with-param name="before" select="$depth"/></xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>
</xsl:stylesheet>
