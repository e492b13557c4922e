<?xml version="1.0" encoding="UTF-8"?>
<!-- The start page. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages" exclude-result-prefixes="#all">

  <xsl:template match="start" as="element()">
    <xsl:call-template name="h:shell">
      <xsl:with-param name="class" select="'start-page'"/>
      <xsl:with-param name="description" select="string((@lead, @subtitle)[1])"/>
      <xsl:with-param name="content" as="element()*">
        <div class="start">
          <div class="start-grid">
            <div>
              <h1><xsl:value-of select="@title"/></h1>
              <xsl:for-each select="@subtitle"><p class="subtitle"><xsl:value-of select="."/></p></xsl:for-each>
              <xsl:for-each select="@lead"><p class="lead"><xsl:value-of select="."/></p></xsl:for-each>
              <xsl:if test="editor"><p class="editors"><xsl:value-of select="m:message('print.edited-by', 'editors', string-join(editor, ', '))"/></p></xsl:if>
              <xsl:apply-templates select="@search"/>
            </div>
            <dl class="start-facts"><xsl:apply-templates select="contents | dates | languages | facsimiles | licence | version"/></dl>
          </div>
          <xsl:if test="years"><h2><xsl:value-of select="m:message('list.by-year')"/></h2><xsl:apply-templates select="years"/></xsl:if>
          <xsl:if test="way"><div class="ways"><xsl:apply-templates select="way"/></div></xsl:if>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="start/@search" as="element()">
    <search>
      <form class="search-form" action="{.}">
        <label class="visually-hidden" for="q"><xsl:value-of select="m:message('site.search-edition')"/></label>
        <input type="search" id="q" name="q" placeholder="{m:message('site.search-hint')}"/>
        <button class="is-primary"><xsl:value-of select="m:message('menu.search')"/></button>
      </form>
    </search>
  </xsl:template>

  <xsl:template match="start/contents" as="element()">
    <div>
      <dt><xsl:value-of select="m:message('page.contents')"/></dt>
      <dd>
        <xsl:variable name="documents" as="xs:string" select="m:message('list.documents', 'count', @documents)"/>
        <xsl:choose>
          <xsl:when test="@href"><a href="{@href}"><xsl:value-of select="$documents"/></a></xsl:when>
          <xsl:otherwise><xsl:value-of select="$documents"/></xsl:otherwise>
        </xsl:choose>
        <xsl:for-each select="@words">, <xsl:value-of select="m:message('extent.word', 'count', .)"/></xsl:for-each>
      </dd>
    </div>
  </xsl:template>

  <xsl:template match="start/facsimiles" as="element()">
    <div>
      <dt><xsl:value-of select="m:message('site.facsimiles')"/></dt>
      <dd><xsl:value-of select="m:message('list.documents', 'count', @documents)"/></dd>
    </div>
  </xsl:template>

  <xsl:template match="start/dates | start/languages | start/version" as="element()">
    <div>
      <dt><xsl:value-of select="m:message(if (self::version) then 'site.edition-version' else if (self::dates) then 'site.dates' else 'site.languages')"/></dt>
      <dd><xsl:value-of select="."/></dd>
    </div>
  </xsl:template>

  <xsl:template match="start/licence" as="element()">
    <div>
      <dt><xsl:value-of select="m:message('site.licence')"/></dt>
      <dd><xsl:sequence select="h:licence(., @href)"/></dd>
    </div>
  </xsl:template>

  <xsl:template match="start/way" as="element()">
    <section>
      <h2><xsl:value-of select="@heading"/></h2>
      <ul>
        <xsl:for-each select="item">
          <li>
            <xsl:sequence select="h:link(.)"/>
            <xsl:for-each select="@count"><span class="count"><xsl:value-of select="."/></span></xsl:for-each>
          </li>
        </xsl:for-each>
      </ul>
      <xsl:for-each select="more"><p class="more"><xsl:sequence select="h:link(.)"/></p></xsl:for-each>
    </section>
  </xsl:template>
</xsl:stylesheet>
