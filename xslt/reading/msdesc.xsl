<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts (Guidelines 11) in the header and in the text: identification, contents item by item,
     physical description, history, parts. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- In the text a description is a block, and an item of a list. -->
  <xsl:template match="msDesc | msPart | msFrag" mode="block" as="element(r:group)?" priority="3">
    <xsl:call-template name="group">
      <xsl:with-param name="label" select="if (self::msDesc) then f:fact-label(.) else f:numbered-label(.)"/>
      <xsl:with-param name="mixed" select="exists(text()[normalize-space()])"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="msDesc | msPart | msFrag" mode="list statement" as="element(r:item)" priority="3">
    <item><xsl:apply-templates select="." mode="block"/></item>
  </xsl:template>

  <!-- ============================================================ units: parts and items, numbered -->
  <xsl:template match="msPart | msFrag | msItem | msItemStruct" mode="describe" as="element(r:group)*" priority="1">
    <xsl:call-template name="group"><xsl:with-param name="label" select="f:numbered-label(.)"/></xsl:call-template>
  </xsl:template>

  <!-- "Item 3": the number that the description gives, else the position among others of its kind. -->
  <xsl:function name="f:numbered-label" as="xs:string">
    <xsl:param name="unit" as="element()"/>
    <xsl:variable name="others" as="element()*" select="$unit/../*[node-name() = node-name($unit)]"/>
    <xsl:variable name="number" as="xs:string?" select="($unit/@n/normalize-space()[.], (1 + count($unit/preceding-sibling::*[node-name() = node-name($unit)]))[count($others) gt 1] ! string())[1]"/>
    <xsl:sequence select="string-join((f:fact-label($unit), $number), ' ')"/>
  </xsl:function>

  <!-- ============================================================ identification -->
  <!-- Where it is kept and its first number are one statement; other numbers and names have their own. -->
  <xsl:template match="msIdentifier | altIdentifier | objectIdentifier" mode="describe" as="element()*" priority="1">
    <xsl:variable name="kept" as="element()*" select="* except (altIdentifier, msName, objectName, note, idno[position() gt 1])"/>
    <xsl:if test="exists($kept[normalize-space()])">
      <fact name="{local-name()}" label="{f:fact-label(.)}">
        <xsl:call-template name="described-marks"/>
        <xsl:for-each select="$kept[normalize-space()]">
          <xsl:if test="position() gt 1"><sign>,</sign><xsl:text> </xsl:text></xsl:if>
          <xsl:apply-templates select="." mode="sentence"/>
        </xsl:for-each>
        <xsl:for-each select="self::altIdentifier/note"><sign>;</sign><xsl:text> </xsl:text><xsl:call-template name="words"/></xsl:for-each>
      </fact>
    </xsl:if>
    <xsl:apply-templates select="idno[position() gt 1], msName, objectName, altIdentifier, note[not(parent::altIdentifier)]" mode="describe"/>
  </xsl:template>

  <!-- A number of several parts ("fond 1, opis 2"); an address is a link. -->
  <xsl:template match="idno" mode="sentence" as="node()*">
    <xsl:variable name="address" as="xs:string?" select="f:identifier-address(.)"/>
    <xsl:variable name="named" as="xs:string?" select="m:message('idno.' || @type, 'number', normalize-space())[not(current()/*)]"/>
    <xsl:choose>
      <xsl:when test="idno">{f:numbers(idno)}</xsl:when>
      <xsl:when test="$named and parent::idno | parent::bibl">{$named}</xsl:when>
      <xsl:when test="$address"><link target="{$address}">{normalize-space()}</link></xsl:when>
      <xsl:otherwise><xsl:call-template name="words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The address of a number: an address as it is written, or that of a number in a well-known authority file. -->
  <xsl:function name="f:identifier-address" as="xs:string?">
    <xsl:param name="number" as="element(idno)"/>
    <xsl:variable name="value" as="xs:string" select="normalize-space($number)"/>
    <xsl:sequence select="
        if ($number/* or $value = '') then ()
        else if (matches($value, '^(https?://\S+|doi:10\.\S+)$', 'i')) then f:safe-target($value)
        else $authorities(lower-case($number/@type))[matches($value, '^[\p{L}\p{N}][\p{L}\p{N}./:_()-]*$')] ! (. || $value)"/>
  </xsl:function>
  <xsl:variable name="authorities" as="map(xs:string, xs:string)" static="yes" select="map {
      'doi': 'https://doi.org/', 'gnd': 'https://d-nb.info/gnd/', 'viaf': 'https://viaf.org/viaf/', 'wikidata': 'https://www.wikidata.org/entity/',
      'orcid': 'https://orcid.org/', 'isni': 'https://isni.org/isni/', 'geonames': 'https://www.geonames.org/', 'pleiades': 'https://pleiades.stoa.org/places/' }"/>

  <xsl:template match="msDesc/head | msPart/head | msFrag/head" mode="describe" as="element(r:paragraph)?" priority="2">
    <xsl:if test="normalize-space()"><paragraph rend="lead"><xsl:call-template name="words"/></paragraph></xsl:if>
  </xsl:template>

  <!-- ============================================================ physical description -->
  <!-- An element that only groups is left out: its parts have their own labels. -->
  <xsl:template mode="describe" as="element()*" priority="1" match="
      objectDesc | supportDesc | layoutDesc | handDesc | scriptDesc | decoDesc | bindingDesc | sealDesc | typeDesc | adminInfo | msItem/msItem[false()]">
    <xsl:choose>
      <xsl:when test="text()[normalize-space()] or p or ab or list or summary"><xsl:next-match/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="attribute-facts"/>
        <xsl:apply-templates select="*" mode="describe"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A hand that has a number on the page is described there. -->
  <xsl:template match="handNote[@xml:id = $hand-ids][ancestor::teiHeader]" mode="describe" as="empty-sequence()" priority="3"/>

  <!-- "height 187 × width 132 mm". -->
  <xsl:template match="dimensions[not(text()[normalize-space()])]" mode="sentence inline words" as="node()*" priority="5">
    <xsl:if test="preceding-sibling::*[1]/self::dimensions and not(normalize-space(preceding-sibling::node()[1][self::text()]))"><sign>;</sign></xsl:if>
    <xsl:if test="preceding-sibling::node()[not(self::text()) or normalize-space()]"><xsl:text> </xsl:text></xsl:if>
    <xsl:variable name="measured" as="element()*" select="*[normalize-space() or f:amount(.)]"/>
    <xsl:variable name="units" as="xs:string*" select="distinct-values($measured ! f:unit(.))"/>
    <xsl:for-each select="@type[../../(self::*[$sentences(local-name())] | text()[normalize-space()])]"><sign>{f:name-of('value', .)}: </sign></xsl:for-each>
    <xsl:for-each select="$measured">
      <xsl:if test="position() gt 1"><xsl:text> </xsl:text><sign>× </sign></xsl:if>
      <sign>{f:label(.)} </sign>
      <xsl:call-template name="words"/>
      <xsl:if test="not(normalize-space())"><sign>{f:amount(.)}</sign></xsl:if>
      <xsl:if test="count($units) gt 1"><sign>{f:unit(.) ! (' ' || .)}</sign></xsl:if>
    </xsl:for-each>
    <xsl:for-each select="$units[count($units) = 1]"><sign> {.}</sign></xsl:for-each>
  </xsl:template>

  <xsl:template match="dimensions[not(normalize-space()) and not(* ! f:amount(.))]" mode="describe" as="empty-sequence()" priority="2"/>

  <!-- Leaves by the attributes, where no words name them. -->
  <xsl:template match="locus[not(normalize-space())]" mode="sentence inline words" as="element(r:sign)?" priority="5">
    <xsl:if test="@from | @to"><sign>{string-join(distinct-values((@from, @to)), '–')}</sign></xsl:if>
  </xsl:template>
  <xsl:template match="locus[not(normalize-space())]" mode="describe" as="element(r:fact)?" priority="2">
    <xsl:if test="@from | @to"><xsl:call-template name="fact"/></xsl:if>
  </xsl:template>

  <!-- The languages by their codes, where no words name them. -->
  <xsl:template match="textLang[not(normalize-space())]" mode="sentence" as="element(r:sign)?" priority="2">
    <sign>{string-join((@mainLang, tokenize(@otherLangs)) ! f:language-name(.), ', ')}</sign>
  </xsl:template>
  <xsl:template match="textLang[@mainLang | @otherLangs]" mode="describe" as="element(r:fact)" priority="2"><xsl:call-template name="fact"/></xsl:template>
  <!-- The name of the original language is among the first facts. -->
  <xsl:template match="teiHeader//textLang[not(@otherLangs)][f:names-language(., @mainLang)][count(ancestor::teiHeader//textLang) = 1]" mode="describe" as="empty-sequence()" priority="4"/>
</xsl:stylesheet>
