<?xml version="1.0" encoding="UTF-8"?>
<!-- The index of an edition: a catalogue (title, description, a document element for each page, in order; corpus
     and register for those that are listed apart) becomes one page.
     teikit/publication/index.py makes the catalogue. -->
<xsl:package name="urn:teikit:html:index" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages"
  exclude-result-prefixes="#all">

  <xsl:include href="../messages.xsl"/>
  <xsl:include href="page.xsl"/>

  <xsl:output method="html" html-version="5.0" encoding="UTF-8" indent="no" include-content-type="no"
    escape-uri-attributes="no" use-character-maps="h:controls"/>

  <xsl:param name="edition" as="xs:string" select="''"/>
  <xsl:param name="assets" as="xs:string" select="'assets'"/>
  <xsl:param name="interface" as="xs:string" select="'en'"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:variable name="h:documents" as="element(document)*" select="/catalogue/document"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="catalogue"/>
  </xsl:template>

  <xsl:template match="catalogue" as="element()">
    <html lang="{$interface}">
      <xsl:call-template name="h:head"><xsl:with-param name="title" select="string(@title)"/><xsl:with-param name="framed" select="true()"/></xsl:call-template>
      <body class="index">
        <a class="skip" href="#page:text"><xsl:value-of select="m:message('page.skip')"/></a>
        <xsl:comment>teikit:header</xsl:comment>
        <header class="masthead column">
          <h1><xsl:value-of select="@title"/></h1>
          <xsl:if test="@description[normalize-space()]"><p class="lead"><xsl:value-of select="@description"/></p></xsl:if>
        </header>
        <main id="page:text" tabindex="-1" class="column">
          <xsl:sequence select="h:apart(corpus, 'page.corpora')"/>
          <xsl:call-template name="h:parts"/>
          <xsl:if test="document or not(corpus | register)"><xsl:call-template name="h:table"/></xsl:if>
          <xsl:sequence select="h:apart(register, 'page.registers')"/>
        </main>
        <xsl:comment>teikit:footer</xsl:comment>
      </body>
    </html>
  </xsl:template>

  <!-- What is listed apart from the documents, under a heading. -->
  <xsl:function name="h:apart" as="element()?">
    <xsl:param name="pages" as="element()*"/>
    <xsl:param name="heading" as="xs:string"/>
    <xsl:if test="exists($pages)">
      <section class="apart">
        <h2><xsl:value-of select="m:message($heading)"/></h2>
        <ul>
          <xsl:for-each select="$pages">
            <li>
              <a class="title" href="{@href}"><xsl:value-of select="@title"/></a>
              <xsl:for-each select="@number"><xsl:text> </xsl:text><span class="number"><xsl:value-of select="."/></span></xsl:for-each>
              <xsl:text> </xsl:text>
              <span class="files"><xsl:sequence select="h:file(@pdf, 'PDF', @title), h:file(@tei, 'TEI', @title)"/></span>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- A column has a heading, the attributes that fill it, and is there where a document has one of them. -->
  <xsl:variable name="h:columns" as="map(xs:string, xs:string+)" select="
      map { 'fact.date': 'when', 'page.document': 'title', 'page.place': 'place', 'fact.archive': 'archive', 'page.language': 'language',
            'page.doubtful': 'doubtful', 'page.files': ('pdf', 'tei') }"/>
  <xsl:variable name="h:headings" as="xs:string+" select="
      for $heading in ('fact.date', 'page.document', 'page.place', 'fact.archive', 'page.language', 'page.doubtful', 'page.files')
      return $heading[. = 'page.document' or exists($h:documents/@*[local-name() = $h:columns($heading)])]"/>

  <xsl:template name="h:table" as="element()">
    <table aria-label="{m:message('page.documents')}">
      <thead>
        <tr>
          <xsl:for-each select="$h:headings">
            <th scope="col"><xsl:if test=". = 'page.doubtful'"><xsl:attribute name="class" select="'count'"/></xsl:if><xsl:value-of select="m:message(.)"/></th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody><xsl:apply-templates select="document"/></tbody>
    </table>
  </xsl:template>

  <!-- Links to the parts of a long index: years, decades, or letters. -->
  <xsl:template name="h:parts" as="element()?">
    <xsl:variable name="parts" as="xs:string*" select="distinct-values(document/@part)"/>
    <xsl:if test="exists($parts[2])">
      <nav class="parts" aria-label="{m:message('page.on-this-page')}">
        <ul>
          <xsl:for-each select="$parts"><li><a href="#page:part-{position()}"><xsl:value-of select="."/></a></li></xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template match="document" as="element()">
    <tr>
      <xsl:if test="@part and not(@part = preceding-sibling::document[1]/@part)">
        <xsl:attribute name="id" select="'page:part-' || index-of(distinct-values(../document/@part), string(@part))"/>
      </xsl:if>
      <xsl:variable name="document" as="element(document)" select="."/>
      <xsl:for-each select="$h:headings"><xsl:sequence select="h:cell($document, .)"/></xsl:for-each>
    </tr>
  </xsl:template>

  <xsl:function name="h:cell" as="element()">
    <xsl:param name="document" as="element(document)"/>
    <xsl:param name="heading" as="xs:string"/>
    <td>
      <xsl:choose>
        <xsl:when test="$heading = 'fact.date'">
          <xsl:attribute name="class" select="'when'"/>
          <xsl:sequence select="if ($document/@when) then h:time($document/@when, $document/@earliest, $document/@latest) else m:message('page.undated')"/>
        </xsl:when>
        <xsl:when test="$heading = 'page.document'">
          <a class="title" href="{$document/@href}"><xsl:value-of select="$document/@title"/></a>
          <xsl:for-each select="$document/@translated"><xsl:text> </xsl:text><span class="translated"><xsl:value-of select="."/></span></xsl:for-each>
          <xsl:for-each select="$document/@number"><xsl:text> </xsl:text><span class="number"><xsl:value-of select="."/></span></xsl:for-each>
          <xsl:sequence select="h:parties($document)"/>
        </xsl:when>
        <xsl:when test="$heading = 'page.files'">
          <xsl:attribute name="class" select="'files'"/>
          <xsl:sequence select="h:file($document/@pdf, 'PDF', $document/@title), h:file($document/@tei, 'TEI', $document/@title)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="value" as="attribute()?" select="$document/@*[local-name() = $h:columns($heading)]"/>
          <xsl:attribute name="class" select="if ($heading = 'page.doubtful') then 'count' else 'place'"/>
          <xsl:if test="$value and $heading = ('page.language', 'page.doubtful')"><xsl:attribute name="data-label" select="m:message($heading)"/></xsl:if>
          <xsl:value-of select="$value"/>
        </xsl:otherwise>
      </xsl:choose>
    </td>
  </xsl:function>

  <!-- Sender and addressee, the arrow with a word as its label; else the authors. -->
  <xsl:function name="h:parties" as="element()?">
    <xsl:param name="document" as="element(document)"/>
    <xsl:if test="$document/(@sender | @addressee | @author)">
      <div class="parties">
        <xsl:value-of select="$document/(@sender, @author)[1]"/>
        <xsl:if test="$document/@addressee">
          <xsl:text> </xsl:text><span role="img" aria-label="{m:message('page.addressee')}">→</span><xsl:text> </xsl:text>
          <xsl:value-of select="$document/@addressee"/>
        </xsl:if>
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
