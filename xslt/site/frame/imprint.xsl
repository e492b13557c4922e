<?xml version="1.0" encoding="UTF-8"?>
<!-- The imprint. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages" exclude-result-prefixes="#all">

  <xsl:variable name="h:imprint-labels" as="map(xs:string, xs:string)" select="map {
      'publisher': 'site.publisher', 'institution': 'site.institution', 'editors': 'site.editors', 'contact': 'site.contact',
      'funders': 'site.funders', 'licence': 'site.licence', 'version': 'site.edition-version', 'accessibility': 'site.accessibility',
      'privacy': 'site.privacy' }"/>

  <xsl:template match="imprint" as="element()">
    <xsl:call-template name="h:shell">
      <xsl:with-param name="class" select="'text-page'"/>
      <xsl:with-param name="content" as="element()*">
        <div class="page-title"><h1><xsl:value-of select="@title"/></h1></div>
        <dl class="facts"><xsl:apply-templates select="*"/></dl>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="imprint/*" as="element()">
    <div>
      <dt><xsl:value-of select="m:message($h:imprint-labels(local-name()))"/></dt>
      <dd><xsl:apply-templates select="." mode="words"/></dd>
    </div>
  </xsl:template>

  <xsl:mode name="words" on-no-match="fail"/>

  <xsl:template match="imprint/*" mode="words" as="item()">
    <xsl:choose>
      <xsl:when test="@rel"><xsl:sequence select="h:licence(., @href)"/></xsl:when>
      <xsl:when test="@href"><a href="{@href}"><xsl:value-of select="."/></a></xsl:when>
      <xsl:otherwise><xsl:sequence select="string()"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="imprint/accessibility" mode="words" priority="1" as="item()"><xsl:sequence select="m:message('site.accessible')"/></xsl:template>

  <xsl:template match="imprint/privacy" mode="words" priority="1" as="item()">
    <xsl:sequence select="string-join((m:message('site.private'), string()[.]), ' ')"/>
  </xsl:template>
</xsl:stylesheet>
