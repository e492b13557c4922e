<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, lists and tables (Guidelines 3). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- ============================================================ lists -->
  <xsl:template match="list | listBibl" mode="block" as="element()+">
    <xsl:apply-templates select="head" mode="block"/>
    <list kind="{if (@rend = ('numbered', 'ordered') or @type = ('numbered', 'ordered')) then 'numbered' else 'plain'}">
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node() except head" mode="list"/>
    </list>
  </xsl:template>

  <xsl:mode name="list" on-no-match="fail"/>

  <xsl:template match="text()" mode="list" as="element(r:item)?">
    <xsl:if test="normalize-space()"><item><paragraph>{.}</paragraph></item></xsl:if>
  </xsl:template>

  <xsl:template match="item | add | del | supplied | damage | bibl | trailer | *[f:is-block(.)]" mode="list" as="element(r:item)">
    <item>
      <xsl:for-each select="self::item"><xsl:call-template name="item-marks"/></xsl:for-each>
      <xsl:variable name="label" as="element(label)?" select="self::item/label[f:leads(.)]"/>
      <xsl:for-each select="$label"><label><xsl:apply-templates select="node()" mode="inline"/></label></xsl:for-each>
      <!-- The number of an item in a numbered list without labels. -->
      <xsl:if test="empty($label) and self::item/..[@rend = ('numbered', 'ordered') or @type = ('numbered', 'ordered')]"><label><sign>{(@n, 1 + count(preceding-sibling::item))[1]}.</sign></label></xsl:if>
      <xsl:call-template name="blocks"><xsl:with-param name="nodes" select="if (self::item) then node() except $label else ."/></xsl:call-template>
    </item>
  </xsl:template>

  <!-- The marks of an item. An element that is not an item has its marks on itself, inside the item made for it. -->
  <xsl:template name="item-marks" as="attribute()*">
    <xsl:for-each select="@n"><xsl:attribute name="n" select="."/></xsl:for-each>
    <xsl:call-template name="marks"/>
  </xsl:template>

  <xsl:function name="f:leads" as="xs:boolean">
    <xsl:param name="label" as="element(label)"/>
    <xsl:sequence select="empty($label/preceding-sibling::node()[self::* or normalize-space()])"/>
  </xsl:function>

  <xsl:template match="list/label" mode="list" as="element(r:item)" priority="1">
    <item><label><xsl:apply-templates select="node()" mode="inline"/></label></item>
  </xsl:template>

  <xsl:template match="*" mode="list" priority="-1" as="element()*">
    <xsl:call-template name="blocks"><xsl:with-param name="nodes" select=".[f:is-aside(.)]"/></xsl:call-template>
    <xsl:if test="not(f:is-aside(.))"><item><paragraph><xsl:apply-templates select="." mode="inline"/></paragraph></item></xsl:if>
  </xsl:template>

  <xsl:template match="item" mode="block" as="element(r:paragraph)">
    <paragraph>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node()" mode="inline"/>
    </paragraph>
  </xsl:template>
</xsl:stylesheet>
