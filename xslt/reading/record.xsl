<?xml version="1.0" encoding="UTF-8"?>
<!-- What the TEI says of the document as values: title, date, persons, languages, archive, address, citation (Guidelines 2). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- ============================================================ the document -->
  <xsl:function name="f:title" as="xs:string">
    <xsl:sequence select="($header/fileDesc/titleStmt/title ! normalize-space()[.], $tei/@xml:id ! string(), $id)[1]"/>
  </xsl:function>

  <xsl:function name="f:date" as="xs:string?">
    <xsl:sequence select="($header/profileDesc/creation/date/(@when, @notBefore, @from, @notAfter)[1], $header//correspAction[@type = 'sent']/date/@when)[1]"/>
  </xsl:function>

  <xsl:function name="f:language" as="xs:string">
    <xsl:sequence select="($text/(@xml:lang, body/@xml:lang, body/div/@xml:lang), $tei/@xml:lang, $header//langUsage/language/@ident, 'und')[. castable as xs:language][1] ! f:language-tag(.)"/>
  </xsl:function>

  <xsl:function name="f:nearest-language" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/ancestor-or-self::*[@xml:lang castable as xs:language][1]/@xml:lang ! f:language-tag(.), f:language())[1]"/>
  </xsl:function>

  <!-- ============================================================ values of facts -->
  <xsl:function name="f:people" as="xs:string*">
    <xsl:param name="actions" as="element(correspAction)*"/>
    <xsl:sequence select="$actions ! f:phrase((persName | orgName | name | rs | placeName | settlement | address | note) ! normalize-space())"/>
  </xsl:function>

  <xsl:function name="f:date-shown" as="xs:string?">
    <xsl:sequence select="($header/profileDesc/creation/date ! normalize-space()[.], f:date())[1]"/>
  </xsl:function>

  <xsl:function name="f:archive" as="xs:string">
    <xsl:param name="identifier" as="element(msIdentifier)"/>
    <xsl:sequence select="string-join(($identifier, $identifier/altIdentifier) ! f:phrase(((country | settlement | institution | repository | collection | msName) ! normalize-space(), idno ! f:numbers(.))), '; ')"/>
  </xsl:function>

  <xsl:function name="f:numbers" as="xs:string">
    <xsl:param name="numbers" as="element(idno)+"/>
    <xsl:sequence select="f:phrase(for $n in $numbers return if ($n/idno) then f:numbers($n/idno) else (m:message('idno.' || $n/@type, 'number', normalize-space($n)), normalize-space($n))[1])"/>
  </xsl:function>

  <xsl:function name="f:language-name" as="xs:string">
    <xsl:param name="code" as="xs:string"/>
    <xsl:sequence select="(m:message('language.' || replace(f:language-tag($code), '-.*$', '')), $header//language[@ident = $code] ! normalize-space()[.], $code)[1]"/>
  </xsl:function>

  <!-- Whether words are only the name of a language, in any language of the interface. -->
  <xsl:function name="f:names-language" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="code" as="xs:string?"/>
    <xsl:sequence select="$language-names(normalize-space($element)) = replace(f:language-tag(string($code)), '-.*$', '')"/>
  </xsl:function>
  <!-- The code of a language by its name in each language of the interface. -->
  <xsl:param name="language-names" as="map(xs:string, xs:string)" select="map { }"/>

  <xsl:function name="f:address" as="xs:string?">
    <xsl:sequence select="$header/fileDesc/publicationStmt/(idno[@type = 'URL'], idno[@type = 'DOI'], ptr/@target)[1] ! normalize-space()"/>
  </xsl:function>

  <!-- The citation that the source states, else one made of title, date, archive, publisher and address. -->
  <xsl:function name="f:citation" as="xs:string">
    <xsl:sequence select="
        ($header/fileDesc/sourceDesc/bibl[@type = 'citation'] ! normalize-space(),
        f:phrase((f:quoted(f:title()), f:date-shown(), $header//msIdentifier[1] ! f:archive(.), $header/fileDesc/publicationStmt/publisher ! normalize-space(), f:address())))[1]"/>
  </xsl:function>
</xsl:stylesheet>
