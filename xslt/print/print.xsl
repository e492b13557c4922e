<?xml version="1.0" encoding="UTF-8"?>
<!-- Reading document to print XML (schemas/print.rng): structure and data for print.typ, no typesetting commands. Two
     passes: `render` takes one view of the document, decides for each element what it is on the page, and flattens what is
     nested too deeply for the typesetter; `anchor` normalises white space and sets the anchors by which the typesetter
     finds lines again. Only the reading document is read, never TEI. -->
<xsl:package version="3.0" name="urn:teikit:print" package-version="0.1"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:f="urn:teikit:print:functions" xmlns:r="urn:teikit:reading" xmlns="urn:teikit:print"
  expand-text="yes" exclude-result-prefixes="#all">

  <xsl:output method="xml" indent="no" encoding="UTF-8" omit-xml-declaration="yes"/>
  <xsl:param name="view" as="xs:string" select="'diplomatic'"/>

  <xsl:include href="depths.xsl"/>
  <xsl:include href="10-placement.xsl"/>
  <xsl:include href="units.xsl"/>
  <xsl:include href="description.xsl"/>
  <xsl:include href="20-anchors.xsl"/>
  <xsl:include href="indexes.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="r:document"/>
  </xsl:template>

  <xsl:template match="r:document" as="element()">
    <xsl:variable name="rendered" as="document-node()">
      <xsl:document><xsl:apply-templates select="." mode="render"/></xsl:document>
    </xsl:variable>
    <xsl:variable name="spaced" as="map(xs:string, xs:string)" select="f:spaced($rendered)"/>
    <xsl:apply-templates select="$rendered/*" mode="anchor">
      <xsl:with-param name="spaced" select="$spaced" tunnel="yes"/>
      <xsl:with-param name="places" select="f:places($rendered, $spaced)" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>
</xsl:package>
