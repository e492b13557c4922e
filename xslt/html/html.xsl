<?xml version="1.0" encoding="UTF-8"?>
<!-- The HTML output: one reading document becomes one page. It reads the reading document only and makes no editorial
     decision; xslt/reading/ has decided what is shown and in which words. Parameters: framed (whether the page is one of a
     site: then it is a draft with placeholders, teikit/pages/draft.py); edition (its title); assets (folder of the style sheets and
     view.js, relative to the page); pages (names of the pages of the edition, separated by slashes, for links to other documents); contents and places (of a part of a long document, split.xsl:
     the contents of all its pages, the page of each id); interface (language of the page's own words). -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages" xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <xsl:include href="../messages.xsl"/>
  <xsl:include href="page.xsl"/>
  <xsl:include href="marks.xsl"/>
  <xsl:include href="words.xsl"/>
  <xsl:include href="masthead.xsl"/>
  <xsl:include href="switches.xsl"/>
  <xsl:include href="contents.xsl"/>
  <xsl:include href="around.xsl"/>
  <xsl:include href="rows.xsl"/>
  <xsl:include href="witnesses.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="running.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="back.xsl"/>
  <xsl:include href="description.xsl"/>
  <xsl:include href="facsimile.xsl"/>

  <xsl:output method="html" html-version="5.0" encoding="UTF-8" indent="no" include-content-type="no"
    escape-uri-attributes="no" use-character-maps="h:controls"/>

  <xsl:param name="framed" as="xs:boolean" select="false()"/>
  <!-- Whether names are links to their entries in the registers of the site. -->
  <xsl:param name="entities" as="xs:boolean" select="false()"/>
  <xsl:param name="edition" as="xs:string" select="''"/>
  <xsl:param name="pages" as="xs:string" select="''"/>
  <xsl:param name="assets" as="xs:string" select="'assets'"/>
  <xsl:param name="interface" as="xs:string" select="'en'"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="document"/>
  </xsl:template>

  <xsl:template match="document" as="element()">
    <html lang="{$interface}">
      <xsl:call-template name="h:head">
        <xsl:with-param name="title" select="string-join((h:title(.), h:part-number()[$h:part gt 1], $edition[.]), ' · ')"/>
        <xsl:with-param name="facsimile" select="$h:facsimile"/>
        <xsl:with-param name="origins" select="$h:origins"/>
        <xsl:with-param name="framed" select="$framed"/>
      </xsl:call-template>
      <body>
        <a class="skip" href="#page:text"><xsl:value-of select="m:message('page.skip')"/></a>
        <xsl:sequence select="h:placeholder('header')"/>
        <main>
          <xsl:if test="$framed"><div class="column"><xsl:sequence select="h:placeholder('trail')"/></div></xsl:if>
          <xsl:call-template name="h:masthead"/>
          <xsl:call-template name="h:around">
            <xsl:with-param name="label" select="m:message('page.pages')"/>
            <xsl:with-param name="within" select="true()"/>
          </xsl:call-template>
          <xsl:call-template name="h:switches"/>
          <div id="page:text" tabindex="-1" class="{string-join(('text-layout', 'column', 'has-facsimile'[$h:facsimile], 'is-parallel'[$h:parallel]), ' ')}">
            <xsl:call-template name="h:witnesses"/>
            <xsl:call-template name="h:plates"/>
          </div>
          <xsl:apply-templates select="appendix"/>
          <xsl:call-template name="h:foot-notes"/>
          <xsl:call-template name="h:around"><xsl:with-param name="label" select="m:message('page.more-pages')"/></xsl:call-template>
          <xsl:call-template name="h:differences"/>
          <xsl:call-template name="h:notes"/>
          <xsl:call-template name="h:sigla"/>
          <xsl:call-template name="h:signs"/>
          <xsl:call-template name="h:about"/>
          <xsl:call-template name="h:cite"/>
          <xsl:if test="$framed"><div class="column"><xsl:sequence select="h:placeholder('neighbours')"/></div></xsl:if>
        </main>
        <xsl:sequence select="h:placeholder('footer')"/>
        <xsl:if test="not($framed)"><xsl:call-template name="h:footer"/></xsl:if>
      </body>
    </html>
  </xsl:template>

  <!-- The place of what is known when all documents of a site are read; nothing on a page that is not one of a site. -->
  <xsl:function name="h:placeholder" as="comment()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:if test="$framed"><xsl:comment select="'teikit:' || $name"/></xsl:if>
  </xsl:function>
</xsl:stylesheet>
