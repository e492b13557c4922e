<?xml version="1.0" encoding="UTF-8"?>
<!-- The texts of the edition, which are Markdown, and the page of an address that does not exist. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages" exclude-result-prefixes="#all">

  <!-- The content is XHTML without a namespace, which teikit made. -->
  <xsl:mode name="as-it-is" on-no-match="shallow-copy"/>

  <xsl:template match="text" as="element()">
    <xsl:call-template name="h:shell">
      <xsl:with-param name="class" select="'text-page'"/>
      <xsl:with-param name="description" select="string(@description)"/>
      <xsl:with-param name="content" as="element()*">
        <div class="page-title"><h1><xsl:value-of select="@title"/></h1></div>
        <xsl:sequence select="h:with-sections(section, content)"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A text, beside the list of its sections if there is one. -->
  <xsl:function name="h:with-sections" as="element()">
    <xsl:param name="sections" as="element(section)*"/>
    <xsl:param name="content" as="element()"/>
    <xsl:variable name="prose" as="element()"><div class="prose"><xsl:apply-templates select="$content/node()" mode="as-it-is"/></div></xsl:variable>
    <xsl:choose>
      <xsl:when test="exists($sections)">
        <div class="text-layout has-contents">
          <nav class="contents" aria-label="{m:message('page.contents')}">
            <details>
              <summary><xsl:value-of select="m:message('page.contents')"/></summary>
              <ol><xsl:for-each select="$sections"><li><a href="#{@id}"><xsl:value-of select="@label"/></a></li></xsl:for-each></ol>
            </details>
          </nav>
          <xsl:sequence select="$prose"/>
        </div>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$prose"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="not-found" as="element()">
    <xsl:call-template name="h:shell">
      <xsl:with-param name="class" select="'text-page'"/>
      <xsl:with-param name="content" as="element()*">
        <div class="page-title"><h1><xsl:value-of select="@title"/></h1></div>
        <div class="prose">
          <p><xsl:value-of select="m:message('site.not-found-here')"/></p>
          <ul><xsl:for-each select="link"><li><xsl:sequence select="h:link(.)"/></li></xsl:for-each></ul>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
