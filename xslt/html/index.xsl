<?xml version="1.0" encoding="UTF-8"?>
<!-- The index of an edition: a catalogue (title, description, a document element for each page, in order) becomes one page.
     teikit/publication/html.py makes the catalogue. -->
<xsl:package name="urn:teikit:html:index" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages"
  exclude-result-prefixes="#all">

  <xsl:include href="../messages.xsl"/>
  <xsl:include href="page.xsl"/>

  <xsl:output method="html" html-version="5.0" encoding="UTF-8" indent="no" include-content-type="no"
    escape-uri-attributes="no" use-character-maps="h:controls"/>

  <xsl:param name="home" as="xs:string" select="''"/>
  <xsl:param name="edition" as="xs:string" select="''"/>
  <xsl:param name="assets" as="xs:string" select="'assets'"/>
  <xsl:param name="interface" as="xs:string" select="'en'"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="catalogue"/>
  </xsl:template>

  <xsl:template match="catalogue" as="element()">
    <html lang="{$interface}">
      <xsl:call-template name="h:head"><xsl:with-param name="title" select="string(@title)"/></xsl:call-template>
      <body class="index">
        <a class="skip" href="#page:text"><xsl:value-of select="m:message('page.skip')"/></a>
        <header class="masthead column">
          <h1><xsl:value-of select="@title"/></h1>
          <xsl:if test="@description[normalize-space()]"><p class="lead"><xsl:value-of select="@description"/></p></xsl:if>
        </header>
        <main id="page:text" tabindex="-1" class="column">
          <xsl:call-template name="h:table"/>
        </main>
        <xsl:call-template name="h:footer"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="h:table" as="element()">
    <table aria-label="{m:message('page.documents')}">
      <thead>
        <tr>
          <xsl:for-each select="'fact.date', 'page.document', 'fact.archive', 'page.language', 'page.doubtful', 'page.files'">
            <th scope="col"><xsl:value-of select="m:message(.)"/></th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody><xsl:apply-templates select="document"/></tbody>
    </table>
  </xsl:template>

  <xsl:template match="document" as="element()">
    <tr>
      <td class="when"><xsl:sequence select="h:when(.)"/></td>
      <td>
        <a class="title" href="{@href}"><xsl:value-of select="@title"/></a>
        <xsl:sequence select="h:parties(.)"/>
      </td>
      <td class="place"><xsl:value-of select="@archive"/></td>
      <td data-label="{m:message('page.language')}"><xsl:value-of select="@language"/></td>
      <td class="count" data-label="{m:message('page.doubtful')}"><xsl:value-of select="@doubtful"/></td>
      <td class="files">
        <xsl:sequence select="h:file(@pdf, 'PDF', @title), h:file(@tei, 'TEI', @title)"/>
      </td>
    </tr>
  </xsl:template>

  <xsl:function name="h:when" as="item()">
    <xsl:param name="document" as="element(document)"/>
    <xsl:variable name="date" as="xs:string" select="($document/@when[. != ''], $document/@date[. != ''], m:message('page.undated'))[1]"/>
    <xsl:choose>
      <xsl:when test="matches($document/@date, '^\d{4}(-\d\d(-\d\d)?)?$')">
        <time datetime="{$document/@date}"><xsl:value-of select="$date"/></time>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$date"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Sender and addressee; the arrow has a word as its label. -->
  <xsl:function name="h:parties" as="element()?">
    <xsl:param name="document" as="element(document)"/>
    <xsl:variable name="parties" as="xs:string*" select="$document/(@sender, @addressee)[. != ''] ! string()"/>
    <xsl:if test="exists($parties)">
      <div class="parties">
        <xsl:value-of select="$document/@sender"/>
        <xsl:if test="$document/@addressee != ''">
          <xsl:text> </xsl:text><span role="img" aria-label="{m:message('page.addressee')}">→</span><xsl:text> </xsl:text>
        </xsl:if>
        <xsl:value-of select="$document/@addressee"/>
      </div>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:file" as="element()?">
    <xsl:param name="href" as="attribute()?"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="title" as="attribute()"/>
    <xsl:if test="$href != ''"><a href="{$href}" aria-label="{$name}: {$title}"><xsl:value-of select="$name"/></a></xsl:if>
  </xsl:function>
</xsl:package>
