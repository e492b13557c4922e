<?xml version="1.0" encoding="UTF-8"?>
<!-- The entry of a document in the index of the edition, taken from its reading document, as JSON. -->
<xsl:package name="urn:teikit:html:entry" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="urn:teikit:html"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <xsl:output method="json" encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="map(xs:string, item())">
    <xsl:apply-templates select="document"/>
  </xsl:template>

  <xsl:template match="document" as="map(xs:string, item())">
    <xsl:variable name="facts" as="element(fact)*" select="description/fact"/>
    <xsl:sequence select="map {
      'title': normalize-space(($facts[@name = 'title'], @title)[1]),
      'date': string(@date),
      'when': h:values($facts[@name = 'date']),
      'sender': h:values($facts[@name = 'sender']),
      'addressee': h:values($facts[@name = 'addressee']),
      'archive': h:values($facts[@name = 'archive']),
      'language': string-join((distinct-values($facts[@name = 'text-language'] ! normalize-space()),
        distinct-values(witness/@xml:lang)[empty($facts[@name = 'text-language'])]), ', '),
      'doubtful': count(witness//*[@cert])}"/>
  </xsl:template>

  <xsl:function name="h:values" as="xs:string">
    <xsl:param name="facts" as="element(fact)*"/>
    <xsl:sequence select="string-join($facts ! normalize-space(), '; ')"/>
  </xsl:function>
</xsl:package>
