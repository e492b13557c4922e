<?xml version="1.0" encoding="UTF-8"?>
<!-- The HTML output as a package, in which a mode that is not declared is an error. An edition's own stylesheet imports html.xsl
     instead (teikit/publication/html/own_stylesheet.py). -->
<xsl:package name="urn:teikit:html" package-version="1.0" version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="html.xsl"/>
</xsl:package>
