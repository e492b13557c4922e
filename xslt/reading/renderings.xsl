<?xml version="1.0" encoding="UTF-8"?>
<!-- How writing looks: @rend, @rendition, @style and the renditions of the header (Guidelines 1.3.1.1.3, 2.3.4) become styles
     of the reading document, by the table renderings.xml. CSS is read as data: what the table does not name is left out, and
     nothing of it reaches an output. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:t="urn:teikit:renderings"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- ============================================================ of an element -->
  <!-- The styles of an element, in the order of the table: those of its kind in the header, then its own. A deletion and
       an addition have lines and places of their own. -->
  <xsl:function name="f:styles" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="stated" as="xs:string*" select="
        (if ($has-selectors) then f:of-selectors($element) else (),
         $element/@rendition ! tokenize(.) ! f:of-rendition(.), $element/@rend ! f:of-rend(.), $element/@style ! f:of-css(.))"/>
    <xsl:variable name="by-property" as="map(xs:string, xs:string)" select="
        if (empty($stated)) then map { } else map:merge($stated ! map:entry($property-of(.), .), map { 'duplicates': 'use-last' })"/>
    <xsl:variable name="last" as="xs:string*" select="if (count($stated) lt 2) then $stated else $styles[. = $by-property?*]"/>
    <xsl:sequence select="
        if (exists($last) and $set-in-italics(local-name($element)) and $last ! $property-of(.) = $faces and not($last ! $property-of(.) = 'slant')) then $styles[. = ($last, 'upright')]
        else if ($element/self::del) then $last[not(. = 'line-through')]
        else if ($element/self::add) then $last[not(. = ('superscript', 'subscript'))]
        else $last"/>
  </xsl:function>

  <!-- What the edition sets in italics is upright where the source distinguishes it otherwise: bold is not italic. -->
  <xsl:variable name="set-in-italics" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(('emph', 'foreign', 'mentioned', 'distinct', 'title') ! map:entry(., true()))"/>
  <xsl:variable name="faces" as="xs:string+" static="yes" select="'weight', 'case', 'face', 'under', 'spacing'"/>

  <!-- The styles of a value of @rend. -->
  <xsl:function name="f:of-rend" as="xs:string*">
    <xsl:param name="rend" as="xs:string"/>
    <xsl:sequence select="f:rend-parts($rend) ! (if (f:is-known-name(.)) then f:of-name(.) else if (matches(., '[:(]')) then f:of-css(f:as-css(.)) else ())"/>
  </xsl:function>

  <!-- The parts of a value that have a meaning of their own: declarations, the whole value ("small caps"), or each word of it. -->
  <xsl:function name="f:rend-parts" as="xs:string*">
    <xsl:param name="rend" as="xs:string"/>
    <xsl:variable name="value" as="xs:string" select="normalize-space(substring($rend, 1, 2000))"/>
    <xsl:sequence select="
        if (contains($value, ':') or contains($value, '(')) then tokenize($value, '\s*;\s*')[.] ! f:calls(.)
        else if (contains($value, ' ') and map:contains($value-styles, f:name-key($value))) then $value
        else tokenize($value, '[\s,;]+')[.]"/>
  </xsl:function>

  <!-- "bold color(red)" in its parts; a declaration of CSS as it is. -->
  <xsl:function name="f:calls" as="xs:string*">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="if (contains($value, '(') and not(contains(substring-before($value, '('), ':'))) then analyze-string($value, '[^\s(]+(\([^)]*\)?)?')/*:match ! string() else $value"/>
  </xsl:function>
  <xsl:function name="f:as-css" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="if (contains($value, ':')) then $value else translate($value, '()', ':')"/>
  </xsl:function>

  <!-- The styles of a name: as a whole, else without its number. -->
  <xsl:function name="f:of-name" as="xs:string*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="key" as="xs:string" select="f:name-key($name)"/>
    <xsl:sequence select="($value-styles($key), $value-styles(replace($key, '\d+$', '')))[1] ! tokenize(.)"/>
  </xsl:function>
  <xsl:function name="f:is-known-name" as="xs:boolean">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="let $key := f:name-key($name) return map:contains($value-styles, $key) or map:contains($value-styles, replace($key, '\d+$', ''))"/>
  </xsl:function>

  <!-- ============================================================ renditions of the header -->
  <!-- A pointer to a rendition: its declarations; without any (also: without a rendition of this name), what the name means. -->
  <xsl:function name="f:of-rendition" as="xs:string*">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="declared" as="element(rendition)?" select="$renditions(replace($pointer, '^.*#', ''))"/>
    <xsl:variable name="styles" as="xs:string*" select="$declared ! f:of-css(.)"/>
    <xsl:sequence select="if (exists($styles)) then $styles else f:of-name(replace($pointer, '^.*[#:/]', ''))"/>
  </xsl:function>
  <xsl:variable name="renditions" as="map(xs:string, element(rendition))" select="
      map:merge($headers//rendition[@xml:id] ! map:entry(string(@xml:id), .), map { 'duplicates': 'use-last' })"/>

  <!-- What a rendition says in words, where it is no CSS. -->
  <xsl:function name="f:rendition-words" as="xs:string*">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:sequence select="tokenize($pointers) ! $renditions(replace(., '^.*#', ''))[empty(f:of-css(.))] ! normalize-space()[. and string-length(.) lt 300]"/>
  </xsl:function>

  <!-- Renditions for all elements of a name, or with a value of @rend: selectors "head", ".red", "hi.red", "hi[rend=red]"; and
       those of tagUsage. -->
  <xsl:variable name="selecting" as="map(xs:string, xs:string*)" select="
      map:merge((
        $headers//tagUsage[@gi][@rendition] ! map:entry(string(@gi), tokenize(@rendition) ! f:of-rendition(.)),
        $headers//rendition[@selector][not(@scope)] ! (let $styles := f:of-css(.) return tokenize(@selector, '\s*,\s*') ! f:selector-key(.) ! map:entry(., $styles))
      ), map { 'duplicates': 'combine' })"/>
  <xsl:variable name="has-selectors" as="xs:boolean" select="map:size($selecting) gt 0"/>
  <xsl:function name="f:selector-key" as="xs:string?">
    <xsl:param name="selector" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="replace(normalize-space($selector), '\[(@?rend(ition)?)\s*~?=\s*[''&quot;]?#?([\w-]+)[''&quot;]?\]$', '.$3')"/>
    <xsl:sequence select="$plain[matches(., '^(\i\c*?)?(\.[\w-]+)?$')][.]"/>
  </xsl:function>
  <xsl:function name="f:of-selectors" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:variable name="classes" as="xs:string*" select="$element/(@rend, @rendition) ! tokenize(.) ! ('.' || replace(., '^#', ''))"/>
    <xsl:sequence select="$selecting($name), $classes ! ($selecting(.), $selecting($name || .))"/>
  </xsl:function>

  <!-- ============================================================ CSS -->
  <xsl:function name="f:of-css" as="xs:string*">
    <xsl:param name="css" as="xs:string"/>
    <xsl:sequence select="tokenize(lower-case(substring($css, 1, 2000)), ';')[contains(., ':')] ! f:of-declaration(normalize-space(substring-before(., ':')), normalize-space(substring-after(., ':')))"/>
  </xsl:function>

  <xsl:function name="f:of-declaration" as="xs:string*">
    <xsl:param name="property" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="rows" as="element(t:css)*" select="$css-rows(replace($property, '^.*[^a-z-]', ''))"/>
    <xsl:if test="exists($rows)">
      <xsl:variable name="words" as="xs:string*" select="tokenize($value, '[\s,:!&quot;'']+')[.]"/>
      <xsl:variable name="lengths" as="xs:double*" select="$words ! f:in-em(.)"/>
      <xsl:for-each select="$rows">
        <xsl:if test="tokenize(@values) = $words or exists($lengths[. gt 0 or . lt 0][(empty(current()/@above) or . gt number(current()/@above)) and (empty(current()/@below) or . lt number(current()/@below))][current()/(@above | @below)])">
          <xsl:sequence select="tokenize(@style)"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <!-- A length in em: a share of it, or points and pixels of a common size. -->
  <xsl:variable name="units" as="map(xs:string, xs:decimal)" static="yes" select="map {
      '%': 0.01, 'em': 1.0, 'rem': 1.0, 'ex': 0.5, 'ch': 0.5, 'pt': 0.0833, 'px': 0.0625, 'pc': 1.0, 'cm': 2.4, 'mm': 0.24, 'in': 6.0, '': 1.0 }"/>
  <xsl:function name="f:in-em" as="xs:double?">
    <xsl:param name="word" as="xs:string"/>
    <xsl:variable name="number" as="xs:string" select="replace($word, '[a-z%]+$', '')"/>
    <xsl:variable name="unit" as="xs:decimal?" select="$units(substring($word, string-length($number) + 1))"/>
    <xsl:if test="$number castable as xs:decimal"><xsl:sequence select="$unit ! (. * number($number))"/></xsl:if>
  </xsl:function>
</xsl:stylesheet>
