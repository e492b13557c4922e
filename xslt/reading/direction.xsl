<?xml version="1.0" encoding="UTF-8"?>
<!-- The direction of writing, by the letters of the text and its language (right-to-left.xml). A document without letters that are
     written from right to left has no directions. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:l="urn:teikit:right-to-left"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:variable name="right-to-left" as="element(l:right-to-left)" static="yes" select="doc('right-to-left.xml')/l:right-to-left"/>
  <xsl:variable name="rtl-languages" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(tokenize($right-to-left/@languages) ! map:entry(., true()))"/>
  <xsl:variable name="rtl-scripts" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(tokenize($right-to-left/@scripts) ! map:entry(lower-case(.), true()))"/>
  <xsl:variable name="rtl-letter" as="xs:string" static="yes" select="'[' || $right-to-left/@letters || ']'"/>
  <xsl:variable name="no-rtl-letter" as="xs:string" static="yes" select="'[^' || $right-to-left/@letters || ']+'"/>

  <xsl:variable name="has-rtl" as="xs:boolean" select="some $part in ($text, $source, $stand-off) satisfies matches($part, $rtl-letter)"/>

  <!-- Running text whose direction is its own: other words keep the order of the line that they are in. -->
  <xsl:variable name="own-direction" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(('q', 'quote', 'said', 'cit', 'foreign', 'mentioned', 'title', 'rdg', 'lem') ! map:entry(., true()))"/>

  <xsl:function name="f:direction" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@xml:lang or f:is-block($element) or f:is-aside($element) or $own-direction(local-name($element)) or $element/self::cell or $element/self::label">
      <xsl:variable name="words" as="xs:string" select="substring($element, 1, 4000)"/>
      <xsl:variable name="right" as="xs:integer" select="string-length(replace($words, $no-rtl-letter, ''))"/>
      <xsl:variable name="all" as="xs:integer" select="string-length(replace($words, '\P{L}+', ''))"/>
      <xsl:variable name="stated" as="xs:string?" select="$element/ancestor-or-self::*[@xml:lang][1]/@xml:lang ! f:tag-direction(.)"/>
      <xsl:sequence select="
          if ($right gt 0 and ($stated = 'rtl' or $right * 2 gt $all)) then 'rtl'
          else if ($all gt 0) then 'ltr'
          else ()"/>
    </xsl:if>
  </xsl:function>

  <!-- The direction that a language tag states: that of its script, else of its language. -->
  <xsl:function name="f:tag-direction" as="xs:string">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(lower-case($tag), '-')"/>
    <xsl:variable name="script" as="xs:string?" select="$parts[position() gt 1][string-length() = 4][1]"/>
    <xsl:sequence select="if (if ($script) then $rtl-scripts($script) else $rtl-languages(f:language-tag($parts[1]))) then 'rtl' else 'ltr'"/>
  </xsl:function>
</xsl:stylesheet>
