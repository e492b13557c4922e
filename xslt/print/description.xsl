<?xml version="1.0" encoding="UTF-8"?>
<!-- Groups of labelled statements: the description of the document, and descriptions of manuscripts in the text. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="urn:teikit:print:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:r="urn:teikit:reading" xmlns="urn:teikit:print"
  xpath-default-namespace="urn:teikit:reading" expand-text="yes" exclude-result-prefixes="#all">

  <!-- The notes on the words of a statement follow it. -->
  <xsl:template match="fact" mode="render" as="element()">
    <fact name="{@name}" label="{@label}">
      <xsl:call-template name="number"/>
      <xsl:apply-templates mode="plain"/>
      <xsl:for-each select=".//note[@n-of]">
        <xsl:text> </xsl:text>
        <span kind="note"><span kind="note-mark">{@n-of}</span><xsl:text> </xsl:text><xsl:apply-templates mode="plain"/></span>
      </xsl:for-each>
    </fact>
  </xsl:template>
  <xsl:template match="group" mode="render" as="element()">
    <description kind="{@name}" label="{@label}"><xsl:call-template name="marks"/><xsl:apply-templates mode="render"/></description>
  </xsl:template>
  <!-- The description of the document has no margin and no foot: its running text is set in place. -->
  <xsl:template match="description//*[self::paragraph|self::line|self::heading|self::stamp|self::label|self::cell|self::caption|self::verseline]" mode="render" priority="3" as="element()">
    <xsl:element name="{if (self::paragraph) then 'p' else if (self::heading) then 'head' else local-name()}">
      <xsl:copy-of select="@kind[current()/self::line], @level, @xml:lang, @column, @cols, @rows, @heads, @style, @dir"/>
      <xsl:call-template name="number"/>
      <xsl:choose>
        <xsl:when test="self::cell[f:holds-blocks(.)]"><xsl:apply-templates mode="render"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates mode="plain"/></xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>
  <xsl:template match="description//break" mode="render" priority="3" as="empty-sequence()"/>
</xsl:stylesheet>
