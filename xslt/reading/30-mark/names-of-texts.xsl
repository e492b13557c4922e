<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, witnesses: the label of each text, in the words of the project where it has any. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- The label of a version: its kind if it is the only one of it, else its own name or number; with its language if there
       are several. -->
  <xsl:function name="f:witness-label" as="xs:string">
    <xsl:param name="start" as="element()"/>
    <xsl:param name="starts" as="element()+"/>
    <xsl:param name="n" as="xs:integer"/>
    <xsl:variable name="several" as="xs:boolean" select="count(distinct-values($starts ! f:nearest-language(.))) gt 1"/>
    <xsl:variable name="kind" as="xs:string" select="f:witness-kind($start, $starts)"/>
    <xsl:variable name="alike" as="element()+" select="$starts[f:witness-kind(., $starts) = $kind][not($several) or f:nearest-language(.) = f:nearest-language($start)]"/>
    <xsl:variable name="label" as="xs:string?" select="
        if (count($alike) = 1) then f:name-of('witness', $kind)
        else (f:witness-name($start), m:message('witness.several', 'number', string($n)))[1]"/>
    <xsl:sequence select="
        if (not($several)) then $label
        else string-join(($label[not($kind = 'text' and count($alike) = 1)], f:language-name(f:nearest-language($start))), ', ')"/>
  </xsl:function>

  <!-- A transcription with a translation is the original; a text without a type is the original or a translation by the
       language of the source. -->
  <xsl:function name="f:witness-kind" as="xs:string">
    <xsl:param name="start" as="element()"/>
    <xsl:param name="starts" as="element()+"/>
    <xsl:variable name="type" as="xs:string" select="($start/@type[. = $witness-kinds], 'text')[1]"/>
    <xsl:variable name="source" as="xs:string?" select="($header//textLang/@mainLang)[1] ! f:language-tag(.)"/>
    <xsl:variable name="others" as="element()*" select="$starts[f:nearest-language(.) ne f:nearest-language($start)]"/>
    <xsl:sequence select="
        if ($type = 'transcription' and $others/@type = 'translation') then 'original'
        else if ($type = 'text' and exists($others) and $source = $starts ! f:nearest-language(.))
        then (if ($source = f:nearest-language($start)) then 'original' else 'translation')
        else $type"/>
  </xsl:function>

  <!-- The label of registers: what they list. -->
  <xsl:variable name="what-lists-hold" as="map(xs:string, xs:string)" static="yes" select="map {
      'listPerson': 'persons', 'listPlace': 'places', 'listOrg': 'organisations', 'listEvent': 'events', 'listBibl': 'works' }"/>
  <xsl:function name="f:register-label" as="xs:string">
    <xsl:param name="lists" as="element()*"/>
    <xsl:variable name="listed" as="xs:string*" select="distinct-values($lists ! $what-lists-hold(local-name()))"/>
    <xsl:sequence select="if (count($listed) = (1, 2)) then f:phrase($listed ! m:message('witness.' || .)) else m:message('witness.register')"/>
  </xsl:function>

  <!-- The name of a version: of the witness of the header that it points to, its number, the first words of its heading. -->
  <xsl:function name="f:witness-name" as="xs:string?">
    <xsl:param name="start" as="element()"/>
    <xsl:variable name="witness" as="element(witness)?" select="$headers//witness[@xml:id = f:version-pointers($start)][1]"/>
    <xsl:sequence select="($witness ! (abbr[@type = 'siglum']/normalize-space(), @n/string(), @xml:id/string())[1], f:name-by-number($start))[1]"/>
  </xsl:function>

  <!-- The name of a text: its heading, else its number, else its title. -->
  <xsl:function name="f:own-name" as="xs:string?">
    <xsl:param name="start" as="element()"/>
    <xsl:sequence select="(f:name-heads($start)[1] ! f:name-words(.), f:name-by-number($start), ($start/front//titlePart)[1] ! f:name-words(.))[.][1]"/>
  </xsl:function>

  <!-- The heading that a text begins with: its own, or that of its only division. -->
  <xsl:function name="f:name-heads" as="element(head)*">
    <xsl:param name="start" as="element()"/>
    <xsl:variable name="body" as="element()" select="($start/body, $start)[1]"/>
    <xsl:variable name="only" as="element()?" select="$body/*[$division-names = local-name()][not(../*[$division-names = local-name()][2])]"/>
    <xsl:sequence select="if ($body/head) then $body/head else if ($start/front//head or $start/front//titlePart) then () else $only[not(preceding-sibling::*[not(f:belongs-to-next(.))])]/head"/>
  </xsl:function>

  <xsl:function name="f:name-words" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(string-join($element//text()[not(ancestor::note | ancestor::fw)][not(ancestor-or-self::*/@p:view = 'diplomatic')]))"/>
    <xsl:sequence select="string-join($words[position() le 16], ' ')[.] ! (. || ' …'[$words[17]])"/>
  </xsl:function>

  <!-- A number in the words of the project: "letter 3" of @type and @n. -->
  <xsl:function name="f:name-by-number" as="xs:string?">
    <xsl:param name="start" as="element()"/>
    <xsl:variable name="number" as="xs:string?" select="$start/@n[normalize-space()] ! normalize-space()"/>
    <xsl:sequence select="
        if (empty($number)) then ()
        else if ($start/@type[not(. = $witness-kinds)]) then f:type-name($start/@type) || ' ' || $number
        else if ($number castable as xs:integer) then m:message('witness.text-number', 'number', $number)
        else $number"/>
  </xsl:function>
  <xsl:function name="f:numbered-name" as="xs:string">
    <xsl:param name="start" as="element()"/>
    <xsl:param name="n" as="xs:integer"/>
    <xsl:sequence select="if ($start/@type) then f:type-name($start/@type) || ' ' || $n else m:message('witness.text-number', 'number', string($n))"/>
  </xsl:function>
  <xsl:function name="f:type-name" as="xs:string">
    <xsl:param name="type" as="attribute(type)"/>
    <xsl:sequence select="f:capital(translate(normalize-space($type), '_-', '  '))"/>
  </xsl:function>
</xsl:stylesheet>
