<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of a site: header and footer, which are put into every page, and the pages of the site itself (start, texts of the
     edition, principles, imprint, page not found). The data is small XML that teikit/site/frame/ makes: the name of its root
     element says what is made of it. -->
<xsl:package name="urn:teikit:site:frame" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="urn:teikit:html"
  xmlns:m="urn:teikit:messages" exclude-result-prefixes="#all">

  <xsl:include href="shell.xsl"/>
  <xsl:include href="list-parts.xsl"/>
  <xsl:include href="frame/around.xsl"/>
  <xsl:include href="frame/start.xsl"/>
  <xsl:include href="frame/texts.xsl"/>
  <xsl:include href="frame/principles.xsl"/>
  <xsl:include href="frame/imprint.xsl"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- The text of a link that leads to another page. -->
  <xsl:function name="h:link" as="element()">
    <xsl:param name="target" as="element()"/>
    <a href="{$target/@href}"><xsl:value-of select="$target/@label"/></a>
  </xsl:function>

  <!-- Items with a middle dot between them. -->
  <xsl:function name="h:in-row" as="item()*">
    <xsl:param name="items" as="item()*"/>
    <xsl:for-each select="$items"><xsl:if test="position() gt 1"><xsl:text> · </xsl:text></xsl:if><xsl:sequence select="."/></xsl:for-each>
  </xsl:function>
</xsl:package>
