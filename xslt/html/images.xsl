<?xml version="1.0" encoding="UTF-8"?>
<!-- The images of the edition that a reading document names, one on each line. -->
<xsl:package name="urn:teikit:html:images" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">
  <xsl:output method="text"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:template match="/" as="text()?">
    <xsl:value-of select="distinct-values(//(surface | image)/@source[not(matches(., '^[a-z][a-z0-9+.-]*:', 'i'))])" separator="&#10;"/>
  </xsl:template>
</xsl:package>
