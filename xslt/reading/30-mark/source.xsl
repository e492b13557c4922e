<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, transcriptions by surfaces, zones and lines (Guidelines 11.2.2), and what was done to the writing there (mod). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- A surface begins a page; the only one, without a number, does not. -->
  <xsl:template match="surface" mode="block" as="element()*" priority="1">
    <xsl:if test="@n or @xml:id or preceding::surface[f:in-source(.)] or following::surface[f:in-source(.)]">
      <break kind="page">
        <xsl:for-each select="@n"><xsl:attribute name="n" select="normalize-space()"/></xsl:for-each>
        <xsl:apply-templates select="@xml:id" mode="mark"/>
      </break>
    </xsl:if>
    <xsl:call-template name="blocks"/>
  </xsl:template>

  <xsl:template match="surfaceGrp" mode="block" as="element()*" priority="1"><xsl:call-template name="blocks"/></xsl:template>

  <!-- A zone is a section; one without anything to show is left out. -->
  <xsl:template match="zone" mode="block" as="element(r:section)?" priority="1">
    <xsl:if test="node() or @xml:id">
      <section kind="zone">
        <xsl:call-template name="marks"/>
        <xsl:for-each select="f:turned(.)"><xsl:attribute name="label" select="."/></xsl:for-each>
        <xsl:call-template name="blocks"><xsl:with-param name="loose" select="'line'"/></xsl:call-template>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:turned" as="xs:string?">
    <xsl:param name="zone" as="element(zone)"/>
    <xsl:sequence select="$zone/@rotate[. castable as xs:decimal][xs:decimal(.) mod 360 ne 0] ! m:message('explanation.turned', 'degrees', string())"/>
  </xsl:function>

  <!-- A line of the document. One that was written between two others is marked as such. -->
  <xsl:template match="*[local-name() = 'line'][f:in-source(.)]" mode="block" as="element(r:line)" priority="1">
    <line kind="{if (@type = ('inter', 'interlinear')) then 'interlinear' else 'of-source'}">
      <xsl:sequence select="f:indent(.)"/>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node()" mode="inline"/>
    </line>
  </xsl:template>

  <xsl:function name="f:in-source" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor::sourceDoc)"/>
  </xsl:function>

  <!-- Space between lines: as high as it is, without a sign. -->
  <xsl:template match="space[@dim = 'vertical'][parent::zone | parent::surface | parent::div | parent::body | parent::sp | parent::lg]" mode="inline block" as="element(r:gap)" priority="1">
    <gap kind="blank" scale="{max((1, min((8, ceiling((@quantity[. castable as xs:decimal] ! xs:decimal(.), 1)[1]))))) => xs:integer()} line">
      <xsl:apply-templates select="@xml:id" mode="mark"/>
      <xsl:attribute name="label" select="m:message('gap.blank')"/>
      <xsl:apply-templates select="node()" mode="inline"/>
    </gap>
  </xsl:template>

  <!-- A change that takes words out and puts others in is a substitution. -->
  <xsl:template match="mod[del and add]" mode="inline" as="element(r:span)">
    <xsl:call-template name="span"><xsl:with-param name="kind" select="'substitution'"/></xsl:call-template>
  </xsl:template>

  <!-- A hand that goes on writing is not named again. -->
  <xsl:template match="handShift[f:in-source(.)][@new = preceding::handShift[1]/@new]" mode="inline" as="empty-sequence()" priority="1"/>
</xsl:stylesheet>
