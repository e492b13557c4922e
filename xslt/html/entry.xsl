<?xml version="1.0" encoding="UTF-8"?>
<!-- The record of a document, taken from its reading document, as JSON: teikit/publication/reading/record.py reads it. Values without
     text or attributes have none of the keys. -->
<xsl:package name="urn:teikit:html:entry" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="urn:teikit:html"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <xsl:include href="model.xsl"/>
  <xsl:include href="words.xsl"/>

  <xsl:output method="json" encoding="UTF-8" indent="no"/>

  <!-- Whether all is wanted that a site says of the document, not the record alone. -->
  <xsl:param name="whole" as="xs:boolean" select="false()"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="map(xs:string, item())">
    <xsl:apply-templates select="document"/>
  </xsl:template>

  <xsl:template match="document" as="map(xs:string, item())">
    <xsl:variable name="titles" as="element()*" select="record/title"/>
    <xsl:sequence select="map:merge((if ($whole) then h:model(.) else (), map {
      'title': normalize-space(($titles, @title)[1]),
      'titles': h:values($titles),
      'persons': h:values(record/person),
      'dates': h:values(record/date),
      'places': h:values(record/place),
      'languages': h:values(record/language),
      'identifiers': h:values(record/identifier),
      'archive': string(record/archive),
      'publishers': array { record/publisher ! string() },
      'address': string(record/address),
      'citation': normalize-space(description/fact[@name = 'citation'][1]),
      'doubtful': count(witness//*[@cert])}))"/>
  </xsl:template>

  <!-- A map for each element: its text and its attributes. -->
  <xsl:function name="h:values" as="array(map(xs:string, xs:string))">
    <xsl:param name="elements" as="element()*"/>
    <xsl:sequence select="array { $elements ! map:merge((map { 'text': normalize-space() }, @* ! map:entry(local-name(), string()))) }"/>
  </xsl:function>
</xsl:package>
