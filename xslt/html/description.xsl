<?xml version="1.0" encoding="UTF-8"?>
<!-- Groups of labelled statements: the description of the document after the text, descriptions of manuscripts in the text. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="urn:teikit:html"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <!-- A group of the description has a heading; a long one is a disclosure, which needs no script. -->
  <xsl:template match="description/group" as="element()+">
    <xsl:choose>
      <xsl:when test="@folded"><xsl:sequence select="h:folded(.)"/></xsl:when>
      <xsl:otherwise>
        <h3><xsl:value-of select="@label"/></h3>
        <div class="described"><xsl:sequence select="h:described(.)"/></div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="h:folded" as="element()">
    <xsl:param name="group" as="element(group)"/>
    <details class="described">
      <xsl:sequence select="$group/@id/h:attribute('id', .)"/>
      <summary><xsl:value-of select="$group/@label"/></summary>
      <xsl:sequence select="h:described($group)"/>
    </details>
  </xsl:function>

  <!-- A description of a manuscript in the text. -->
  <xsl:template match="group" mode="block" as="element()">
    <div class="described">
      <xsl:sequence select="@id/h:attribute('id', .), @xml:lang/h:attribute('lang', .)"/>
      <p class="name"><xsl:value-of select="@label"/></p>
      <xsl:sequence select="h:described(.)"/>
    </div>
  </xsl:template>

  <!-- Facts and groups that follow each other are one list, in which a label is once, at the place of the first. -->
  <xsl:function name="h:described" as="element()*">
    <xsl:param name="group" as="element(group)"/>
    <xsl:for-each-group select="$group/*" group-adjacent="exists((self::fact, self::group[not(@folded)]))">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <dl class="facts">
            <xsl:for-each-group select="current-group()" group-by="string(@label)">
              <div>
                <xsl:if test="current-group()/self::group"><xsl:attribute name="class" select="'nested'"/></xsl:if>
                <dt><xsl:value-of select="@label"/></dt>
                <xsl:for-each select="current-group()"><xsl:sequence select="h:statement(.)"/></xsl:for-each>
              </div>
            </xsl:for-each-group>
          </dl>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="current-group()">
            <xsl:choose>
              <xsl:when test="self::group"><xsl:sequence select="h:folded(.)"/></xsl:when>
              <xsl:otherwise><xsl:apply-templates select="." mode="block"/></xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="h:statement" as="element()">
    <xsl:param name="statement" as="element()"/>
    <dd>
      <xsl:sequence select="$statement/@id/h:attribute('id', .), $statement/@xml:lang/h:attribute('lang', .)"/>
      <xsl:choose>
        <xsl:when test="$statement/self::group"><xsl:sequence select="h:described($statement)"/></xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="$statement/node()" mode="running"/>
          <xsl:sequence select="h:side-notes(h:short-notes($statement))"/>
        </xsl:otherwise>
      </xsl:choose>
    </dd>
  </xsl:function>
</xsl:stylesheet>
