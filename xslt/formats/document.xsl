<?xml version="1.0" encoding="UTF-8"?>
<!-- Reading document to the print XML of other formats (DOCX, TeX): that of print, with the hand of each change. -->
<xsl:package version="3.0" name="urn:teikit:print-with-hands" package-version="0.1"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="urn:teikit:print:functions" xmlns:r="urn:teikit:reading" expand-text="yes" exclude-result-prefixes="#all">

  <xsl:import href="print.xsl"/>

  <xsl:output method="xml" indent="no" encoding="UTF-8" omit-xml-declaration="yes"/>
  <xsl:param name="view" as="xs:string" select="'diplomatic'"/>
  <xsl:key name="hand" match="r:hands/r:hand" use="@id"/>

  <xsl:mode on-no-match="fail"/>

  <!-- The marks that print has, and the label of the hand. -->
  <xsl:template name="marks" as="attribute()*">
    <xsl:copy-of select="@id, @xml:lang, @style, @dir"/>
    <xsl:if test="@place"><xsl:attribute name="place" select="normalize-space(@place)"/></xsl:if>
    <xsl:for-each select="@hand ! key('hand', .)[1]/@label"><xsl:attribute name="hand" select="."/></xsl:for-each>
  </xsl:template>

  <xsl:template match="/" as="element()">
    <xsl:variable name="rendered" as="document-node()">
      <xsl:document><xsl:apply-templates select="r:document" mode="render"/></xsl:document>
    </xsl:variable>
    <xsl:variable name="spaced" as="map(xs:string, xs:string)" select="f:spaced($rendered)"/>
    <xsl:apply-templates select="$rendered/*" mode="anchor">
      <xsl:with-param name="spaced" select="$spaced" tunnel="yes"/>
      <xsl:with-param name="places" select="f:places($rendered, $spaced)" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>
</xsl:package>
