<?xml version="1.0" encoding="UTF-8"?>
<!-- Functions that all parts of the reading use: messages with a detail, phrases, pointers, sets of names. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:m="urn:teikit:messages" exclude-result-prefixes="#all">

  <xsl:include href="language-codes.xsl"/>

  <!-- A message with a detail, where the detail is known: KEY-NAME with the argument NAME, else KEY. -->
  <xsl:function name="f:message-with" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="detail" as="xs:string?"/>
    <xsl:sequence select="if (string($detail)) then m:message($key || '-' || $name, $name, $detail) else m:message($key)"/>
  </xsl:function>

  <!-- The name of a value in a group of messages, else the value itself. -->
  <xsl:function name="f:name-of" as="xs:string?">
    <xsl:param name="group" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$value ! (m:message($group || '.' || .), .)[1]"/>
  </xsl:function>

  <!-- The parts that are not empty, separated by commas. -->
  <xsl:function name="f:phrase" as="xs:string">
    <xsl:param name="parts" as="xs:string*"/>
    <xsl:sequence select="string-join($parts[normalize-space()], ', ')"/>
  </xsl:function>

  <!-- The id that a local pointer names; the empty sequence for any other pointer. -->
  <xsl:function name="f:target" as="xs:string?">
    <xsl:param name="pointer" as="xs:string?"/>
    <xsl:sequence select="tokenize($pointer)[1][starts-with(., '#')] ! substring(., 2)[. castable as xs:NCName]"/>
  </xsl:function>

  <!-- Words with a capital. -->
  <xsl:function name="f:capital" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="upper-case(substring($words, 1, 1)) || substring($words, 2)"/>
  </xsl:function>

  <!-- Names as a set. -->
  <xsl:function name="f:set" as="map(xs:string, xs:boolean)">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="map:merge($names ! map:entry(., true()))"/>
  </xsl:function>

  <!-- The name of a unit (@unit) in the messages: TEI and EpiDoc have several names for some. -->
  <xsl:variable name="unit-names" as="map(xs:string, xs:string)" static="yes" select="map {
      'chars': 'char', 'character': 'char', 'characters': 'char', 'letter': 'char', 'letters': 'char', 'graph': 'char', 'graphs': 'char', 'glyph': 'char',
      'akṣara': 'char', 'words': 'word', 'lines': 'line', 'pages': 'page', 'leaves': 'leaf', 'folio': 'leaf', 'folios': 'leaf', 'folia': 'leaf', 'leafs': 'leaf',
      'column': 'column', 'columns': 'column', 'verses': 'verse', 'l': 'verse', 'stanza': 'stanza', 'stanzas': 'stanza', 'syllables': 'syllable', 'syll': 'syllable',
      'components': 'component', 'quires': 'quire', 'paragraphs': 'paragraph', 'p': 'paragraph', 'sentences': 'sentence', 'minims': 'minim', 'strokes': 'minim',
      'centimetre': 'cm', 'millimetre': 'mm', 'inch': 'in', 'inches': 'in', 'seconds': 'second', 's': 'second', 'sec': 'second', 'minutes': 'minute' }"/>
  <xsl:function name="f:unit-name" as="xs:string">
    <xsl:param name="unit" as="xs:string"/>
    <xsl:sequence select="($unit-names(normalize-space($unit)), normalize-space($unit))[1]"/>
  </xsl:function>
</xsl:stylesheet>
