<?xml version="1.0" encoding="UTF-8"?>
<!-- The headings of a reading document, or of one of its parts, as the entries of a table of contents. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:h="urn:teikit:html"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <!-- Whether the label of a text is shown above it: not over the only text, nor over one that begins with its label. In a
       part of a long document, @labelled says so. -->
  <xsl:function name="h:is-labelled" as="xs:boolean">
    <xsl:param name="text" as="element()"/>
    <xsl:sequence select="exists($text/@labelled) or exists($text[self::appendix or ../witness[2]][not(@titled)])"/>
  </xsl:function>

  <!-- The number of each heading of the text on its page, by generated id. -->
  <xsl:function name="h:numbered" as="map(xs:string, xs:integer)">
    <xsl:param name="document" as="element(document)"/>
    <xsl:variable name="headings" as="element(heading)*" select="$document/(witness, appendix)//heading"/>
    <xsl:sequence select="map:merge(for-each-pair($headings, 1 to count($headings), function($heading, $n) { map:entry(generate-id($heading), $n) }))"/>
  </xsl:function>

  <!-- The id that a link to a heading leads to: its own, that of the section it begins, else one made from its number. -->
  <xsl:function name="h:heading-id" as="xs:string">
    <xsl:param name="heading" as="element(heading)"/>
    <xsl:param name="numbers" as="map(xs:string, xs:integer)"/>
    <xsl:sequence select="($heading/@id, $heading/parent::section[heading[1] is $heading]/@id, 'head:' || $numbers(generate-id($heading)))[1]"/>
  </xsl:function>

  <!-- The texts that are labelled, and all headings, in the order of the page; adjacent headings of one level are one entry. -->
  <xsl:function name="h:entries" as="element(h:entry)*">
    <xsl:param name="document" as="element(document)"/>
    <xsl:variable name="numbers" as="map(xs:string, xs:integer)" select="h:numbered($document)"/>
    <xsl:for-each select="$document/(witness, appendix)">
      <xsl:if test="h:is-labelled(.)"><h:entry level="0" id="{@id}"><xsl:value-of select="@label"/></h:entry></xsl:if>
      <xsl:variable name="under" as="xs:integer" select="count(@titled)"/>
      <xsl:for-each-group select=".//heading[h:words(.)]" group-starting-with="heading[not(@level = preceding-sibling::*[1][self::heading]/@level)]">
        <h:entry level="{xs:integer(@level) - $under}" id="{h:heading-id(., $numbers)}">
          <xsl:copy-of select="ancestor-or-self::*[@xml:lang][1]/@xml:lang"/>
          <xsl:value-of select="current-group() ! h:words(.)"/>
        </h:entry>
      </xsl:for-each-group>
    </xsl:for-each>
  </xsl:function>

  <!-- The words of an element in the reading view, without notes. -->
  <xsl:function name="h:words" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="normalize-space(string-join(h:pieces($element)))"/>
  </xsl:function>
  <xsl:function name="h:pieces" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/node()">
      <xsl:choose>
        <xsl:when test="self::text()"><xsl:sequence select="string()"/></xsl:when>
        <xsl:when test="self::note | self::furniture | self::*[@view = 'diplomatic']"/>
        <xsl:when test="self::break"><xsl:sequence select="' '[not(current()/@word)]"/></xsl:when>
        <xsl:when test="self::*"><xsl:sequence select="h:pieces(.), ' '[current()[not(self::span | self::sign | self::link)]]"/></xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
