<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, figures and images (Guidelines 14.4, 3.10): what an image is called, and what is shown where it is not there. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- A figure: its images, the words in them, its caption. Its descriptions are the alternative text of its first image. -->
  <xsl:template match="figure" mode="block" as="element(r:figure)" priority="1">
    <xsl:variable name="images" as="element()*" select="graphic | media | binaryObject | formula[f:is-image(.)]"/>
    <figure>
      <xsl:call-template name="marks"/>
      <xsl:call-template name="images"/>
      <xsl:call-template name="blocks"><xsl:with-param name="nodes" select="node() except ($images, figDesc, head)"/></xsl:call-template>
      <xsl:if test="head">
        <caption>
          <xsl:for-each select="head">
            <xsl:if test="position() gt 1"><break kind="line"/></xsl:if>
            <xsl:call-template name="caption-part"><xsl:with-param name="alone" select="last() = 1"/></xsl:call-template>
          </xsl:for-each>
        </caption>
      </xsl:if>
    </figure>
  </xsl:template>

  <!-- The caption of a figure or table. The only one of it is the caption itself; of several each is a part of it. -->
  <xsl:template name="caption-part" as="node()*">
    <xsl:param name="alone" as="xs:boolean"/>
    <xsl:choose>
      <xsl:when test="$alone"><xsl:call-template name="marks"/><xsl:apply-templates select="node()" mode="inline"/></xsl:when>
      <xsl:otherwise><span kind="head"><xsl:call-template name="marks"/><xsl:apply-templates select="node()" mode="inline"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- In running text. -->
  <xsl:template match="figure" mode="inline" as="element(r:span)">
    <span kind="figure">
      <xsl:call-template name="marks"/>
      <xsl:call-template name="images"/>
      <xsl:for-each select="node() except (graphic | media | binaryObject | formula[f:is-image(.)] | figDesc)">
        <xsl:if test="self::*"><xsl:text> </xsl:text></xsl:if>
        <xsl:apply-templates select="." mode="inline"/>
      </xsl:for-each>
    </span>
  </xsl:template>

  <!-- The images of a figure; one without address where it has none. -->
  <xsl:template name="images" as="element(r:image)+">
    <xsl:variable name="described" as="element()*" select="figDesc[normalize-space()]"/>
    <xsl:for-each select="(graphic | media | binaryObject | formula[f:is-image(.)])[1]">
      <xsl:call-template name="image"><xsl:with-param name="description" select="$described"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="(graphic | media | binaryObject | formula[f:is-image(.)])[position() gt 1]"><xsl:call-template name="image"/></xsl:for-each>
    <xsl:if test="not(graphic | media | binaryObject | formula[f:is-image(.)])">
      <image><xsl:call-template name="instead-of-image"><xsl:with-param name="description" select="$described"/></xsl:call-template></image>
    </xsl:if>
  </xsl:template>

  <!-- A figure of which there is only a description: a seal or a drawing is then part of the sentence that it is in. -->
  <xsl:function name="f:is-described" as="xs:boolean">
    <xsl:param name="figure" as="element(figure)"/>
    <xsl:sequence select="exists($figure[figDesc][not(* except figDesc)][parent::p | parent::ab | parent::salute | parent::signed | parent::closer | parent::opener | parent::cell | parent::item])"/>
  </xsl:function>

  <xsl:function name="f:is-image" as="xs:boolean">
    <xsl:param name="formula" as="element(formula)"/>
    <xsl:sequence select="exists($formula[graphic][not(text()[normalize-space()])])"/>
  </xsl:function>

  <xsl:template match="graphic | media | binaryObject | formula[f:is-image(.)]" mode="inline" as="element(r:image)">
    <xsl:call-template name="image"/>
  </xsl:template>
  <!-- Of a page of the source: its facsimile shows it. -->
  <xsl:template match="surface/graphic | surfaceGrp/graphic" mode="inline" as="empty-sequence()" priority="2"/>

  <!-- An image. Its text is the alternative text, shown where the image is not: descriptions (figDesc, desc), else its address.
       The data of an image in the file itself (binaryObject) are not text. -->
  <xsl:template name="image" as="element(r:image)">
    <xsl:param name="description" as="element()*" select="()"/>
    <xsl:variable name="url" as="xs:string?" select="(@url, graphic[1]/@url)[1] ! normalize-space()"/>
    <image>
      <xsl:if test="$url and not(f:is-recording(.))"><xsl:attribute name="source" select="$url"/></xsl:if>
      <xsl:call-template name="marks"/>
      <xsl:call-template name="instead-of-image">
        <xsl:with-param name="description" select="($description, graphic/desc, desc)[normalize-space()]"/>
        <xsl:with-param name="url" select="$url"/>
      </xsl:call-template>
    </image>
  </xsl:template>

  <xsl:function name="f:is-recording" as="xs:boolean">
    <xsl:param name="media" as="element()"/>
    <xsl:sequence select="starts-with($media/@mimeType, 'audio/') or starts-with($media/@mimeType, 'video/')"/>
  </xsl:function>

  <xsl:template name="instead-of-image" as="node()*">
    <xsl:param name="description" as="element()*"/>
    <xsl:param name="url" as="xs:string?" select="()"/>
    <xsl:variable name="word" as="xs:string" select="(self::figure/@type ! m:message('figure.' || .), m:message(if (f:is-recording(.)) then 'gap.recording' else 'gap.figure'))[1]"/>
    <xsl:sequence select="f:sign('figure', 'open')"/>
    <xsl:choose>
      <xsl:when test="exists($description)">
        <sign>{$word}: </sign>
        <xsl:for-each select="$description">
          <xsl:if test="position() gt 1"><xsl:text> </xsl:text></xsl:if>
          <span kind="figDesc"><xsl:call-template name="marks"/><xsl:apply-templates select="node()" mode="inline"/></span>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="f:safe-target($url) and matches($url, '^https?:', 'i')"><link target="{f:safe-target($url)}"><sign>{$word}</sign></link></xsl:when>
      <xsl:otherwise><sign>{string-join(($word, ($url, @mimeType)[1]), ' ')}</sign></xsl:otherwise>
    </xsl:choose>
    <xsl:sequence select="f:sign('figure', 'close')"/>
  </xsl:template>
</xsl:stylesheet>
