<?xml version="1.0" encoding="UTF-8"?>
<!-- What pages with lists of documents share: title, bars of years, sections with rows, links to the parts of a long list.
     teikit/site/lists/ makes the elements that are rendered here. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages" exclude-result-prefixes="#all">

  <xsl:template name="h:page-title" as="element()+">
    <xsl:for-each select="back"><div class="trail"><a href="{@href}"><xsl:value-of select="@text"/></a></div></xsl:for-each>
    <div class="page-title">
      <h1><xsl:value-of select="@heading"/></h1>
      <xsl:for-each select="lead"><p><xsl:value-of select="@text"/></p></xsl:for-each>
    </div>
  </xsl:template>

  <!-- Corpora and registers, which are no documents of the edition. -->
  <xsl:template match="apart" as="element()">
    <section class="apart">
      <h2><xsl:value-of select="m:message(if (@kind = 'corpora') then 'page.corpora' else 'page.registers')"/></h2>
      <ul><xsl:for-each select="page"><li><a href="{@href}"><xsl:value-of select="@title"/></a></li></xsl:for-each></ul>
    </section>
  </xsl:template>

  <!-- One link a year: its count, a bar, the year. -->
  <xsl:template match="years" as="element()">
    <nav aria-label="{m:message('list.by-year')}">
      <ol>
        <xsl:attribute name="class" select="string-join(('years', 'is-dense'[current()/@dense], 'is-many'[current()/@many]), ' ')"/>
        <xsl:apply-templates/>
      </ol>
    </nav>
  </xsl:template>

  <xsl:template match="year" as="element()">
    <li>
      <a href="{@href}">
        <xsl:if test="@current"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
        <span class="count" aria-hidden="true"><xsl:value-of select="@count"/></span>
        <svg width="10" height="{@height}" viewBox="0 0 10 10" preserveAspectRatio="none" aria-hidden="true"><rect width="10" height="10"/></svg>
        <span class="year"><xsl:value-of select="@label"/></span>
        <xsl:text> </xsl:text>
        <span class="visually-hidden"><xsl:value-of select="@words"/></span>
      </a>
    </li>
  </xsl:template>

  <xsl:template match="empty | gap" as="element()">
    <li>
      <span class="year">
        <span class="visually-hidden"><xsl:value-of select="@words"/></span>
        <span aria-hidden="true"><xsl:value-of select="(@label, '…')[1]"/></span>
      </span>
    </li>
  </xsl:template>

  <!-- The sections of a page, with links to them where there are several and nothing else is beside the list. -->
  <xsl:template name="h:contents" as="element()?">
    <xsl:if test="count(section) gt 1">
      <nav class="contents is-short" aria-label="{m:message('page.on-this-page')}">
        <ol><xsl:for-each select="section"><li><a href="#{@id}"><xsl:value-of select="@heading"/></a></li></xsl:for-each></ol>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template match="section" as="element()">
    <section class="year-group" id="{@id}">
      <h2><xsl:value-of select="@heading"/><xsl:text> </xsl:text><span class="count"><xsl:value-of select="@count"/></span></h2>
      <ol class="document-list"><xsl:apply-templates select="document"/></ol>
    </section>
  </xsl:template>

  <xsl:template match="document" as="element()">
    <li>
      <xsl:copy-of select="@id"/>
      <xsl:for-each select="data/@*"><xsl:attribute name="data-{local-name()}" select="."/></xsl:for-each>
      <span class="when">
        <xsl:choose>
          <xsl:when test="row/@datetime"><time datetime="{row/@datetime}"><xsl:value-of select="row/@when"/></time></xsl:when>
          <xsl:otherwise><xsl:value-of select="row/@when"/></xsl:otherwise>
        </xsl:choose>
      </span>
      <xsl:text> </xsl:text>
      <span class="what">
        <a href="{row/@href}"><xsl:value-of select="row/@title"/></a>
        <xsl:for-each select="row/@number"><xsl:text> </xsl:text><span class="number"><xsl:value-of select="."/></span></xsl:for-each>
        <xsl:for-each select="row/@kind"><xsl:text> </xsl:text><span class="kind"><xsl:value-of select="."/></span></xsl:for-each>
        <xsl:for-each select="row/@translated"><xsl:text> </xsl:text><span class="translated"><xsl:value-of select="."/></span></xsl:for-each>
        <xsl:apply-templates select="row"/>
      </span>
      <xsl:text> </xsl:text>
      <span class="where"><xsl:value-of select="row/@place"/></span>
    </li>
  </xsl:template>

  <!-- Sender and addressee, with an arrow for the eye and a word for the ear. -->
  <xsl:template match="row" as="item()*">
    <xsl:if test="@sender | @addressee">
      <xsl:text> </xsl:text>
      <span class="parties">
        <xsl:value-of select="@sender"/>
        <xsl:if test="@addressee">
          <span class="arrow" aria-hidden="true"> → </span>
          <span class="visually-hidden"><xsl:value-of select="' ' || m:message('page.addressee') || ' '"/></span>
          <xsl:value-of select="@addressee"/>
        </xsl:if>
      </span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="parts" as="element()">
    <nav class="pages" aria-label="{m:message('list.parts')}">
      <xsl:for-each select="part">
        <xsl:choose>
          <xsl:when test="@current"><span aria-current="page"><xsl:value-of select="@text"/></span></xsl:when>
          <xsl:otherwise><a href="{@href}"><xsl:value-of select="@text"/></a></xsl:otherwise>
        </xsl:choose>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </nav>
  </xsl:template>
</xsl:stylesheet>
