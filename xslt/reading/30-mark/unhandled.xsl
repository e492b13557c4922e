<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, elements that no rule names: the content is shown between signs, and a message names the element. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="*" mode="inline" priority="-10" as="element(r:unhandled)">
    <xsl:message select="f:unhandled-diagnostic(.)"/>
    <unhandled name="{local-name()}">
      <xsl:call-template name="marks"/>
      <xsl:attribute name="label" select="m:message('explanation.unhandled', 'element', local-name())"/>
      <xsl:call-template name="signed"><xsl:with-param name="kind" select="'unhandled'"/></xsl:call-template>
    </unhandled>
  </xsl:template>

  <!-- A span whose end is not found has no text of its own. -->
  <xsl:template match="addSpan | delSpan | damageSpan" mode="inline" as="empty-sequence()">
    <xsl:message select="f:unhandled-diagnostic(.)"/>
  </xsl:template>

  <xsl:template match="*" mode="block" priority="-10" as="element()">
    <xsl:message select="f:unhandled-diagnostic(.)"/>
    <section kind="division" rend="unhandled">
      <xsl:call-template name="marks"/>
      <xsl:attribute name="label" select="m:message('explanation.unhandled', 'element', local-name())"/>
      <xsl:call-template name="blocks"/>
    </section>
  </xsl:template>

  <xsl:function name="f:unhandled-diagnostic" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:sequence select="
        if ($element[self::addSpan | self::delSpan | self::damageSpan])
        then f:diagnostic('publish-span-without-end', $element, $name, 'the end of ' || $name || ' (' || $element/@spanTo || ') does not follow it; where it ends is not known')
        else f:diagnostic('publish-unhandled-element', $element, $name, 'no rule shows the element ' || $name || '; its text is shown between signs')"/>
  </xsl:function>
</xsl:stylesheet>
