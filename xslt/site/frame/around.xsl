<?xml version="1.0" encoding="UTF-8"?>
<!-- Header and footer of a page of the site. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages" exclude-result-prefixes="#all">

  <xsl:template match="header" as="element()">
    <header class="site-header">
      <div class="frame">
        <a class="site-name" href="{@href}">
          <xsl:if test="@current = 'page'"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
          <xsl:choose>
            <xsl:when test="@logo"><img src="{@logo}" alt="{@title}"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="@title"/></xsl:otherwise>
          </xsl:choose>
        </a>
        <xsl:if test="entry">
          <nav class="site-menu" aria-label="{m:message('page.edition')}"><ul><xsl:apply-templates select="entry"/></ul></nav>
        </xsl:if>
        <xsl:for-each select="@search">
          <a class="site-search" href="{.}">
            <xsl:if test="../@current = 'search'"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
            <xsl:value-of select="m:message('menu.search')"/>
          </a>
        </xsl:for-each>
      </div>
    </header>
  </xsl:template>

  <xsl:template match="header/entry" as="element()">
    <li>
      <a href="{@href}">
        <xsl:for-each select="@current"><xsl:attribute name="aria-current" select="."/></xsl:for-each>
        <xsl:value-of select="@label"/>
      </a>
    </li>
  </xsl:template>

  <xsl:template match="footer" as="element()">
    <footer class="site-footer">
      <div class="frame">
        <div>
          <h2><xsl:value-of select="@title"/></h2>
          <xsl:if test="editor or @institution or @date">
            <p>
              <xsl:if test="editor"><xsl:value-of select="m:message('print.edited-by', 'editors', string-join(editor, ', ')) || '.'"/></xsl:if>
              <xsl:if test="editor and (@institution or @date)"><xsl:text> </xsl:text></xsl:if>
              <xsl:for-each select="@institution">
                <xsl:choose>
                  <xsl:when test="../@url"><a href="{../@url}"><xsl:value-of select="."/></a></xsl:when>
                  <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
                </xsl:choose>
              </xsl:for-each>
              <xsl:if test="@date"><xsl:value-of select="', '[current()/@institution] || @date || '.'"/></xsl:if>
            </p>
          </xsl:if>
          <xsl:if test="link"><p><xsl:sequence select="h:in-row(link ! h:link(.))"/></p></xsl:if>
        </div>
        <xsl:if test="@licence | @version"><div class="rights"><xsl:call-template name="h:rights"/></div></xsl:if>
        <div>
          <xsl:if test="data">
            <h2><xsl:value-of select="m:message('site.data')"/></h2>
            <p><xsl:sequence select="h:in-row(data ! h:link(.))"/></p>
          </xsl:if>
          <p>
            <xsl:value-of select="
                m:message('site.no-tracking'),
                if (host) then m:message('site.other-hosts', 'hosts', string-join(host, ', ')) else m:message('site.no-hosts'),
                m:message('page.made-with') || '.'"/>
          </p>
        </div>
      </div>
    </footer>
  </xsl:template>

  <xsl:template name="h:rights" as="element()*">
    <h2><xsl:value-of select="m:message(if (@licence) then 'site.licence' else 'site.edition-version')"/></h2>
    <xsl:if test="@licence">
      <p><xsl:value-of select="m:message('site.rights')"/><xsl:text> </xsl:text><xsl:sequence select="h:licence(@licence, @licence_url)"/></p>
    </xsl:if>
    <xsl:for-each select="@version"><p><xsl:value-of select="m:message('site.version', 'number', .)"/></p></xsl:for-each>
  </xsl:template>

  <!-- The name of a licence, a link that says what it is where it has an address. -->
  <xsl:function name="h:licence" as="item()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="address" as="xs:string?"/>
    <xsl:choose>
      <xsl:when test="$address"><a rel="license" href="{$address}"><xsl:value-of select="$name"/></a></xsl:when>
      <xsl:otherwise><xsl:sequence select="$name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
