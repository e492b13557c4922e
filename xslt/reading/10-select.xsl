<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 1: which view a part of the text belongs to. Input and output are TEI; a part of one view only gets @p:view, and
     both halves of a choice are kept, one after the other (Guidelines 3.5, 11.3.1). Comments and processing instructions
     are dropped, so that the text around them is one text node. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:p="urn:teikit:reading:pass" xmlns:f="urn:teikit:reading:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:ge="http://www.tei-c.org/ns/geneticEditions" xmlns:faust="http://www.faustedition.net/ns" xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:mode name="select" on-no-match="shallow-copy"/>

  <xsl:template match="comment() | processing-instruction()" mode="select" as="empty-sequence()"/>

  <!-- Elements of other namespaces are read as TEI, by the table other-namespaces.xml. -->
  <xsl:variable name="other-names" as="map(xs:QName, element())" static="yes" select="
      map:merge(doc('other-namespaces.xml')/*/* ! map:entry(QName(string(@namespace), string(@name)), .))" xpath-default-namespace=""/>

  <xsl:template match="ge:* | faust:*" mode="select" as="element()*">
    <xsl:variable name="row" as="element()?" select="$other-names(node-name())"/>
    <xsl:if test="$row and $coverage">
      <xsl:message select="f:diagnostic('publish-other-namespace', ., name(), name() || ' is read as ' || $row/@as || ' of TEI')"/>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$row">
        <xsl:variable name="read-as" as="element()">
          <xsl:element name="{$row/@as}" namespace="http://www.tei-c.org/ns/1.0">
            <xsl:copy-of select="$row/*:with/@*, @*, node()"/>
          </xsl:element>
        </xsl:variable>
        <xsl:apply-templates select="$read-as" mode="select"/>
      </xsl:when>
      <xsl:otherwise><xsl:copy><xsl:apply-templates select="@*, node()" mode="select"/></xsl:copy></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- On the paper only: not in the reading view. -->
  <xsl:template match="del | delSpan | fw | metamark | surplus | am | restore/del/del" mode="select" as="element()">
    <xsl:copy>
      <xsl:attribute name="p:view" select="'diplomatic'"/>
      <xsl:apply-templates select="@*, node()" mode="select"/>
    </xsl:copy>
  </xsl:template>

  <!-- Words that someone other than the writer blacked out leave a gap in the reading view. -->
  <xsl:template match="del[gap/@reason = 'redacted'][not(normalize-space())]" mode="select" as="element(gap)+" priority="1">
    <xsl:for-each select="gap">
      <xsl:copy>
        <xsl:copy-of select="../(@hand, @cert), @*"/>
        <xsl:apply-templates select="node()" mode="select"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:template>

  <!-- A cancelled deletion is text again. -->
  <xsl:template match="restore/del" mode="select" as="element()">
    <xsl:copy><xsl:apply-templates select="@*, node()" mode="select"/></xsl:copy>
  </xsl:template>

  <!-- What is neither half is shown beside them. -->
  <xsl:template match="choice" mode="select" as="node()*">
    <xsl:variable name="paper" as="element()*" select="(sic, orig, abbr, am)"/>
    <xsl:variable name="text" as="element()*" select="(corr, reg, expan, ex)"/>
    <xsl:variable name="halves" as="element()*" select="if ($paper and $text) then ($paper, $text) else *[$alternatives(local-name())]"/>
    <xsl:apply-templates select="$halves" mode="choice"/>
    <xsl:apply-templates select="(* except $halves) | text()[normalize-space()]" mode="select"/>
  </xsl:template>

  <xsl:variable name="alternatives" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'sic', 'corr', 'orig', 'reg', 'abbr', 'expan', 'am', 'ex', 'seg', 'unclear', 'supplied', 'w', 'hi', 'choice', 'date', 'name', 'term', 'g', 'num', 'l', 's', 'persName', 'placeName') ! map:entry(., true()))"/>

  <xsl:mode name="choice" on-no-match="fail"/>

  <xsl:template match="sic | orig | abbr | am" mode="choice" as="element()">
    <xsl:copy>
      <xsl:if test="../(corr | reg | expan | ex)">
        <xsl:attribute name="p:view" select="'diplomatic'"/>
        <xsl:attribute name="p:pair" select="generate-id(..)"/>
        <xsl:attribute name="p:other" select="normalize-space(../(corr | reg | expan | ex)[1])"/>
      </xsl:if>
      <xsl:apply-templates select="@*, node()" mode="select"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="corr | reg | expan | ex" mode="choice" as="element()">
    <xsl:copy>
      <xsl:if test="../(sic | orig | abbr | am)">
        <xsl:attribute name="p:view" select="'reading'"/>
        <xsl:attribute name="p:pair" select="generate-id(..)"/>
        <xsl:attribute name="p:other" select="normalize-space(../(sic | orig | abbr | am)[1])"/>
      </xsl:if>
      <xsl:variable name="others" as="element()*" select="following-sibling::*[node-name() = node-name(current())]"/>
      <xsl:if test="$others">
        <xsl:attribute name="p:alternatives" select="string-join($others ! normalize-space(), '; ')"/>
      </xsl:if>
      <xsl:apply-templates select="@*, node()" mode="select"/>
      <xsl:call-template name="others"><xsl:with-param name="others" select="$others"/></xsl:call-template>
    </xsl:copy>
  </xsl:template>

  <!-- A second correction, or an alternative of equal rank, is shown in the apparatus only. -->
  <xsl:template match="*[preceding-sibling::*[node-name() = node-name(current())]]" mode="choice" priority="2" as="empty-sequence()"/>

  <xsl:template match="*" mode="choice" priority="-1" as="element()*">
    <xsl:variable name="first" as="element()" select="../*[$alternatives(local-name())][1]"/>
    <xsl:if test=". is $first">
      <xsl:copy>
        <xsl:attribute name="p:alternatives" select="string-join(../*[$alternatives(local-name())][not(. is $first)] ! normalize-space(), '; ')"/>
        <xsl:apply-templates select="@*, node()" mode="select"/>
        <xsl:call-template name="others"><xsl:with-param name="others" select="../*[$alternatives(local-name())][not(. is $first)]"/></xsl:call-template>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <!-- The alternatives travel with the one that is shown, for its entry in the apparatus. -->
  <xsl:template name="others" as="element(p:others)?">
    <xsl:param name="others" as="element()*"/>
    <xsl:if test="$others">
      <p:others>
        <xsl:for-each select="$others"><p:other><xsl:apply-templates select="@cert, @resp, @hand, node()" mode="select"/></p:other></xsl:for-each>
      </p:others>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
