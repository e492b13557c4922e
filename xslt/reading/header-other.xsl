<?xml version="1.0" encoding="UTF-8"?>
<!-- The other statements of the header (Guidelines 2, 11): all that header.xsl does not show, each with its label, in the
     order of the header; the stages of the writing (11.7.2), which the genetic view shows. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="other" on-no-match="fail"/>

  <!-- Shown elsewhere on the page. -->
  <xsl:template mode="other" priority="2" as="empty-sequence()" match="
      titleStmt/title[. is ../title[1]] | titleStmt/respStmt | titleStmt/funder
      | fileDesc/publicationStmt/(publisher | authority | distributor) | fileDesc/publicationStmt/idno[@type = ('URL', 'record')]
      | fileDesc/publicationStmt/availability/*[. is ../(licence, p)[1]]
      | fileDesc/sourceDesc/bibl[@type = ('transcript', 'citation')] | msIdentifier
      | profileDesc/creation/date[. is ../date[1]] | profileDesc/creation/listChange | profileDesc/abstract | profileDesc/langUsage/language[not(normalize-space())]
      | correspAction/*[self::persName | self::orgName | self::name | self::rs | self::placeName | self::settlement | self::address | self::note]
      | handNote | textLang[f:names-language(., @mainLang)] | appInfo/application/desc[@xml:id = 'convention' or @type = 'generated'] | revisionDesc/descendant::change[. is (ancestor::revisionDesc//change)[1]]
      | particDesc/*[starts-with(local-name(), 'list')] | settingDesc/*[starts-with(local-name(), 'list')] | xenoData"/>

  <!-- An element without text of its own is replaced by the statements in it. -->
  <xsl:template match="*" mode="other" as="element(r:fact)*">
    <xsl:choose>
      <xsl:when test="text()[normalize-space()] or self::p or self::ab or self::address or self::date or self::dimensions">
        <xsl:if test="normalize-space()"><fact name="other" label="{f:fact-label(.)}">{normalize-space(f:text-of(.))}</fact></xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="*" mode="other"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="langUsage/language[f:names-language(., @ident)]" mode="other" as="element(r:fact)" priority="1">
    <fact name="other" label="{f:fact-label(.)}">{f:language-name(@ident)}</fact>
  </xsl:template>

  <xsl:template match="witness" mode="other" as="element(r:fact)" priority="1">
    <fact name="other" label="{f:capital(f:label(.))} {f:siglum('#' || @xml:id)}">{normalize-space(f:text-of(.))}</fact>
  </xsl:template>

  <!-- The statements about one program are one fact. -->
  <xsl:template match="application" mode="other" as="element(r:fact)?" priority="1">
    <xsl:variable name="statements" as="element(r:fact)*"><xsl:apply-templates select="*" mode="other"/></xsl:variable>
    <xsl:if test="exists($statements)"><fact name="other" label="{f:fact-label(.)}">{string-join($statements, '; ')}</fact></xsl:if>
  </xsl:template>

  <!-- The text of an element; elements without text around them are separated by a blank. -->
  <xsl:function name="f:text-of" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="apart" as="xs:boolean" select="empty($element/text()[normalize-space()])"/>
    <xsl:sequence select="string-join($element/node()[self::* or self::text()] ! (if (self::*) then f:text-of(.) else string()), if ($apart) then ' ' else '')"/>
  </xsl:function>

  <!-- The label of a paragraph is the name of its parent. -->
  <xsl:function name="f:fact-label" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="named" as="element()" select="if ($element/(self::p | self::ab | self::item | self::term | self::label | self::head)) then $element/.. else $element"/>
    <xsl:variable name="name" as="xs:string" select="f:label($named)"/>
    <xsl:sequence select="f:capital($name)"/>
  </xsl:function>

  <!-- ============================================================ stages of the making -->
  <!-- The changes that the text names, in the order of the header. -->
  <xsl:variable name="layers" as="element(change)*" select="
      if (empty($text//@change)) then () else
      let $named := $text//@change ! tokenize(.) ! f:target(.) return $header//listChange//change[@xml:id = $named]"/>

  <xsl:template name="layers" as="element(r:layers)?">
    <xsl:if test="exists($layers)">
      <layers>
        <xsl:for-each select="$layers">
          <layer id="{@xml:id}" n="{position()}" label="{m:message('layer.label', 'number', string(position()))}">{normalize-space(string-join(((@when, @notBefore)[1], f:text-of(.)), ' '))}</layer>
        </xsl:for-each>
      </layers>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
