<?xml version="1.0" encoding="UTF-8"?>
<!-- The shell of every page of the site that is no document: head, header, content, footer. A stylesheet of xslt/site/ includes
     it (and the words and the head with it) and calls h:shell with the content of main. Header and footer are placeholders
     that teikit/pages/draft.py fills when all documents are read. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages" exclude-result-prefixes="#all">

  <xsl:include href="../messages.xsl"/>
  <xsl:include href="../html/page.xsl"/>

  <xsl:output method="html" html-version="5.0" encoding="UTF-8" indent="no" include-content-type="no"
    escape-uri-attributes="no" use-character-maps="h:controls"/>

  <!-- The way to the folder of the site: empty, or ../ for each folder. -->
  <xsl:param name="root" as="xs:string" select="''"/>
  <!-- The folder of style sheets and scripts, seen from the page. -->
  <xsl:param name="assets" as="xs:string" select="'assets'"/>
  <!-- The title of the page, and that of the edition. -->
  <xsl:param name="title" as="xs:string" select="''"/>
  <xsl:param name="edition" as="xs:string" select="''"/>
  <xsl:param name="interface" as="xs:string" select="'en'"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template name="h:shell" as="element()">
    <!-- all of main, with its h1 -->
    <xsl:param name="content" as="item()*"/>
    <!-- what search engines show -->
    <xsl:param name="description" as="xs:string" select="''"/>
    <!-- the class of body, which says what kind of page it is -->
    <xsl:param name="class" as="xs:string" select="'index'"/>
    <!-- file names of its style sheets and scripts in assets/, besides those of all pages -->
    <xsl:param name="styles" as="xs:string*" select="()"/>
    <xsl:param name="scripts" as="xs:string*" select="()"/>
    <html lang="{$interface}">
      <head>
        <meta charset="utf-8"/>
        <!-- file: allows style sheets and scripts when the page is opened from a folder, which has no origin -->
        <meta http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file:; font-src 'self' file:; connect-src 'self' file:; base-uri 'none'; form-action 'self' file:"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:value-of select="string-join(($title[.], $edition[. and not(. = $title)]), ' · ')"/></title>
        <xsl:if test="normalize-space($description)"><meta name="description" content="{normalize-space($description)}"/></xsl:if>
        <link rel="stylesheet" href="{$assets}/theme.css"/>
        <link rel="stylesheet" href="{$assets}/site.css"/>
        <xsl:for-each select="$styles"><link rel="stylesheet" href="{$assets}/{.}"/></xsl:for-each>
        <xsl:for-each select="$scripts"><script src="{$assets}/{.}" defer="defer"/></xsl:for-each>
        <xsl:comment>teikit:head</xsl:comment>
      </head>
      <body class="{$class}">
        <a class="skip" href="#page:text"><xsl:value-of select="m:message('page.skip')"/></a>
        <xsl:comment>teikit:header</xsl:comment>
        <main id="page:text" tabindex="-1"><div class="frame"><xsl:sequence select="$content"/></div></main>
        <xsl:comment>teikit:footer</xsl:comment>
      </body>
    </html>
  </xsl:template>
</xsl:stylesheet>
