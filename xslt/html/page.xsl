<?xml version="1.0" encoding="UTF-8"?>
<!-- What every page shares: the head element, the footer, the characters that HTML cannot hold. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages" exclude-result-prefixes="#all">

  <!-- Control characters that HTML does not allow (as references, browsers read them as letters of Windows-1252): the
       replacement character, so that the place stays visible. -->
  <xsl:character-map name="h:controls">
    <xsl:output-character character="&#x7F;" string="&#xFFFD;"/><xsl:output-character character="&#x80;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x81;" string="&#xFFFD;"/><xsl:output-character character="&#x82;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x83;" string="&#xFFFD;"/><xsl:output-character character="&#x84;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x85;" string="&#xFFFD;"/><xsl:output-character character="&#x86;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x87;" string="&#xFFFD;"/><xsl:output-character character="&#x88;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x89;" string="&#xFFFD;"/><xsl:output-character character="&#x8A;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x8B;" string="&#xFFFD;"/><xsl:output-character character="&#x8C;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x8D;" string="&#xFFFD;"/><xsl:output-character character="&#x8E;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x8F;" string="&#xFFFD;"/><xsl:output-character character="&#x90;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x91;" string="&#xFFFD;"/><xsl:output-character character="&#x92;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x93;" string="&#xFFFD;"/><xsl:output-character character="&#x94;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x95;" string="&#xFFFD;"/><xsl:output-character character="&#x96;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x97;" string="&#xFFFD;"/><xsl:output-character character="&#x98;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x99;" string="&#xFFFD;"/><xsl:output-character character="&#x9A;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x9B;" string="&#xFFFD;"/><xsl:output-character character="&#x9C;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x9D;" string="&#xFFFD;"/><xsl:output-character character="&#x9E;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x9F;" string="&#xFFFD;"/>
    <!-- also in attributes, so that no text looks like a placeholder of teikit/pages/draft.py -->
    <xsl:output-character character="&lt;" string="&amp;lt;"/>
  </xsl:character-map>

  <!-- Style sheet of a self-contained page, and its SHA-256 in base64. Such a page uses no other file: it has no script and
       no image. -->
  <xsl:param name="style" as="xs:string" select="''"/>
  <xsl:param name="style-digest" as="xs:string" select="''"/>

  <xsl:template name="h:head" as="element()">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="facsimile" as="xs:boolean" select="false()"/>
    <!-- whether the page is one of a site, which adds metadata -->
    <xsl:param name="framed" as="xs:boolean" select="false()"/>
    <!-- file names of its style sheets and scripts -->
    <xsl:param name="styles" as="xs:string*" select="'edition.css', 'renderings.css', 'kinds.css', 'margins.css', 'layers.css'"/>
    <xsl:param name="scripts" as="xs:string*" select="'view.js'"/>
    <!-- the servers that images come from -->
    <xsl:param name="origins" as="xs:string*" select="()"/>
    <head>
      <meta charset="utf-8"/>
      <xsl:choose>
        <xsl:when test="$style">
          <meta http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src 'sha256-{$style-digest}'; base-uri 'none'; form-action 'none'"/>
        </xsl:when>
        <xsl:otherwise>
          <!-- file: allows the style sheet when the page is opened from a folder, which has no origin -->
          <meta http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src 'self' file:; script-src 'self' file:; font-src 'self' file:; img-src {string-join(('''self''', 'file:', $origins), ' ')}; base-uri 'none'; form-action {if ($framed) then '''self'' file:' else '''none'''}"/>
        </xsl:otherwise>
      </xsl:choose>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title><xsl:value-of select="$title"/></title>
      <xsl:choose>
        <xsl:when test="$style"><style><xsl:value-of select="$style"/></style></xsl:when>
        <xsl:otherwise>
          <link rel="stylesheet" href="{$assets}/theme.css"/>
          <xsl:for-each select="$styles"><link rel="stylesheet" href="{$assets}/{.}"/></xsl:for-each>
          <xsl:for-each select="$scripts"><script src="{$assets}/{.}" defer="defer"/></xsl:for-each>
          <xsl:if test="$facsimile">
            <link rel="stylesheet" href="{$assets}/facsimile.css"/>
            <script src="{$assets}/facsimile.js" defer="defer"/>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$framed"><xsl:comment>teikit:head</xsl:comment></xsl:if>
    </head>
  </xsl:template>

  <!-- A date in words; a time element where it is one day, month or year that HTML can name. -->
  <xsl:function name="h:time" as="item()">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="earliest" as="xs:string?"/>
    <xsl:param name="latest" as="xs:string?"/>
    <xsl:variable name="day" as="xs:string" select="substring($earliest[. = $latest] || '-01-01', 1, 10)"/>
    <xsl:choose>
      <xsl:when test="$day castable as xs:date and matches($day, '^\d{4}-\d\d-\d\d$') and not(starts-with($day, '0000'))"><time datetime="{$earliest}"><xsl:value-of select="$words"/></time></xsl:when>
      <xsl:otherwise><xsl:sequence select="$words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The footer of a page that is not one of a site. -->
  <xsl:template name="h:footer" as="element()">
    <footer class="column colophon"><p><xsl:value-of select="m:message('page.made-with')"/></p></footer>
  </xsl:template>
</xsl:stylesheet>
