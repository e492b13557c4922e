<?xml version="1.0" encoding="UTF-8"?>
<!-- What attributes say, in words, as a part of a description: dates, amounts, scope, material … (locales/, groups
     `attribute`, `value`, `unit`). Words that are not text of the TEI are signs. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Attributes that tell a reader something that the words of the element do not. -->
  <xsl:variable name="telling" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'scope', 'script', 'medium', 'scribe', 'hands', 'form', 'material', 'columns', 'streams', 'ruledLines', 'writtenLines', 'topLine', 'pricking', 'mainStructures',
      'evidence', 'contemporary', 'defective', 'status', 'usage', 'method', 'marks', 'eol', 'calendar', 'precision', 'cert', 'resp', 'source', 'who', 'otherLangs', 'scheme', 'subtype', 'role', 'mode', 'degree', 'value', 'pattern', 'matchPattern', 'replacementPattern', 'assertedValue')
      ! map:entry(., true()))"/>
  <!-- Attributes that are shown as a date, as an amount, or as the link or the label of their element. -->
  <xsl:variable name="said-otherwise" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'when', 'from', 'to', 'notBefore', 'notAfter', 'when-iso', 'from-iso', 'to-iso', 'notBefore-iso', 'notAfter-iso', 'when-custom', 'from-custom', 'to-custom', 'notBefore-custom', 'notAfter-custom',
      'quantity', 'unit', 'extent', 'min', 'max', 'atLeast', 'atMost', 'type', 'n', 'id', 'lang', 'space', 'base') ! map:entry(., true()))"/>

  <!-- After the words of a statement: what its attributes add. -->
  <xsl:function name="f:attributes" as="element(r:sign)?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="said" as="xs:string*" select="
        if (empty($element/@*)) then ()
        else (f:period($element, true())[not($element/self::change)], f:unit-alone($element)[not($element/(self::height | self::width | self::depth | self::dim))],
          $element/@*[$telling(name())][not(. = ('unknown', '') or f:says($element, .))] ! f:attribute(.))"/>
    <xsl:if test="exists($said)"><sign> ({string-join($said, '; ')})</sign></xsl:if>
  </xsl:function>

  <!-- Whether the words of an element have the value of an attribute. -->
  <xsl:function name="f:says" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="contains(lower-case($element), lower-case($value))"/>
  </xsl:function>

  <!-- All that the attributes of an element without text say. -->
  <xsl:function name="f:all-attributes" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="f:period($element, false()), f:amount($element), $element/@*[not($said-otherwise(local-name()) or namespace-uri())][normalize-space()] ! f:attribute(.)"/>
  </xsl:function>

  <!-- What the attributes of a group say, as facts in it. -->
  <xsl:template name="attribute-facts" as="element(r:fact)*">
    <xsl:for-each select="@*[$telling(name())][not(. = ('unknown', ''))]">
      <fact name="{name()}" label="{f:capital(f:attribute-label(.))}"><sign>{f:value(.)}</sign></fact>
    </xsl:for-each>
    <xsl:for-each select="f:period(., true())"><fact name="date" label="{f:capital((m:message('element.date'), 'date')[1])}"><sign>{.}</sign></fact></xsl:for-each>
  </xsl:template>

  <xsl:function name="f:attribute" as="xs:string">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:sequence select="if (name($attribute) = 'cert') then f:name-of('cert', $attribute) else f:attribute-label($attribute) || ': ' || f:value($attribute)"/>
  </xsl:function>

  <xsl:function name="f:attribute-label" as="xs:string">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:sequence select="(m:message('attribute.' || local-name($attribute)), lower-case(replace(local-name($attribute), '(\p{Ll})(\p{Lu})', '$1 $2')))[1]"/>
  </xsl:function>

  <!-- The value in words: of pointers the names of their targets, of two numbers a range, of languages their names. -->
  <xsl:function name="f:value" as="xs:string">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($attribute)"/>
    <xsl:sequence select="
        if ($name = ('writtenLines', 'ruledLines', 'columns', 'streams') and matches($attribute, '^\s*\d+\s+\d+\s*$')) then replace(normalize-space($attribute), ' ', '–')
        else if ($name = ('mainLang', 'otherLangs')) then string-join(tokenize($attribute) ! f:language-name(.), ', ')
        else if ($name = 'usage') then normalize-space($attribute) || ' %'
        else if ($name = 'calendar') then string-join(tokenize($attribute) ! f:name-of('calendar', lower-case(replace(., '^#', ''))), ', ')
        else if (matches($attribute, '^\s*#')) then string(f:target-names($attribute))
        else f:name-of('value', normalize-space($attribute))"/>
  </xsl:function>

  <!-- ============================================================ dates -->
  <!-- The date or the limits of a date (13.4.7) in words; `beside` words: only what they do not say themselves. -->
  <xsl:function name="f:period" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="beside" as="xs:boolean"/>
    <xsl:variable name="attributes" as="attribute()*" select="$element[not(self::locus)]/@*[$dating(local-name())][normalize-space()]"/>
    <xsl:if test="exists($attributes) and not($beside and (every $date in $attributes satisfies contains($element, replace(f:written-date($date), '^-?(\d+).*$', '$1'))))">
      <xsl:variable name="moment" as="map(xs:string, xs:string)" select="map:merge($attributes ! map:entry(replace(local-name(), '-.*$', ''), f:written-date(.)), map { 'duplicates': 'use-first' })"/>
      <xsl:variable name="range" as="xs:string?" select="if (exists($moment?from) and exists($moment?to)) then $moment?from || '–' || $moment?to else ($moment?from ! m:message('date.from', 'date', .), $moment?to ! m:message('date.to', 'date', .))[1]"/>
      <xsl:sequence select="string-join(($moment?when, $range, $moment?notBefore ! m:message('date.not-before', 'date', .), $moment?notAfter ! m:message('date.not-after', 'date', .)), ', ')"/>
    </xsl:if>
  </xsl:function>
  <xsl:variable name="dating" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      for $name in ('when', 'from', 'to', 'notBefore', 'notAfter'), $kind in ('', '-iso', '-custom') return $name || $kind) ! map:entry(., true()))"/>

  <!-- A date of ISO 8601 without zeros before the year; a year before Christ by its name. -->
  <xsl:function name="f:written-date" as="xs:string">
    <xsl:param name="date" as="xs:string"/>
    <xsl:variable name="year" as="xs:string" select="replace(normalize-space($date), '^(-?)0+(\d)', '$1$2')"/>
    <xsl:sequence select="$year"/>
  </xsl:function>

  <!-- ============================================================ amounts -->
  <xsl:function name="f:unit" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/@unit, $element/../@unit[$element/parent::dimensions])[1] ! f:name-of('unit', normalize-space(.))"/>
  </xsl:function>

  <!-- "187 mm", "10–12 cm" by the attributes alone. -->
  <xsl:function name="f:amount" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="number" as="xs:string?" select="($element/@quantity/string(), string-join(distinct-values($element/(@atLeast, @min)[1] | $element/(@atMost, @max)[1]), '–')[.])[1]"/>
    <xsl:sequence select="
        if ($number) then string-join(($number, f:unit($element)), ' ')
        else $element/@extent ! normalize-space(.)"/>
  </xsl:function>

  <!-- The unit of a number that is written without one. -->
  <xsl:function name="f:unit-alone" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/@unit or $element/parent::dimensions/@unit) then f:unit($element)[not(matches($element, '\p{L}'))][matches($element, '\d')] else ()"/>
  </xsl:function>
</xsl:stylesheet>
