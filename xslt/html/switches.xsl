<?xml version="1.0" encoding="UTF-8"?>
<!-- The switches of the page: views and layers are groups of radio buttons, all that is on or off is a checkbox. The style
     sheet reads their state; no script is needed. A switch is written only where it changes something on this page. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <!-- The reading view leaves out what is of the diplomatic view alone, and shows additions in the sentence; the genetic view
       distinguishes what was written later. -->
  <xsl:variable name="h:texts" as="element()*" select="$h:document/(witness, appendix)"/>
  <xsl:variable name="h:reading" as="xs:boolean" select="
    exists($h:texts//@view) or exists($h:texts//(span | section)[@kind = 'addition'][@place or @hand])"/>
  <xsl:variable name="h:genetic" as="xs:boolean" select="
    exists($h:texts//(span | section)[@kind = ('addition', 'deletion', 'substitution', 'restored', 'retraced', 'modification')])
    or exists($h:texts//note[@kind = 'marginalia']) or exists($h:texts//@change[map:contains($h:stages, .)])"/>

  <xsl:template name="h:switches" as="element()?">
    <xsl:variable name="switches" as="element()*">
      <xsl:if test="$h:reading or $h:genetic">
        <xsl:sequence select="h:choice('view', ('diplomatic', 'reading'[$h:reading], 'genetic'[$h:genetic]), ())"/>
      </xsl:if>
      <xsl:if test="$h:parallel"><xsl:sequence select="h:toggle('layout', m:message('page.side-by-side'))"/></xsl:if>
      <xsl:if test="collation"><xsl:sequence select="h:toggle('differences', m:message('page.differences'))"/></xsl:if>
      <xsl:if test="$h:texts//note[@size][@kind = 'commentary']"><xsl:sequence select="h:toggle('commentary', m:message('page.commentary'))"/></xsl:if>
      <xsl:if test="$h:facsimile"><xsl:sequence select="h:toggle('facsimile', h:image-place())"/></xsl:if>
      <xsl:if test="$h:genetic"><xsl:sequence select="h:choice('layer', ('all', 'base'), h:layers(.))"/></xsl:if>
    </xsl:variable>
    <xsl:if test="exists($switches)">
      <div class="switches{' layout-only'[$switches/input/@name = 'layout'][empty($switches[2])]}" role="group" aria-label="{m:message('page.view')}">
        <div class="column"><xsl:sequence select="$switches"/></div>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- Where the image is in a window of this width; parallel texts leave no space beside them. -->
  <xsl:function name="h:image-place" as="node()+">
    <xsl:choose>
      <xsl:when test="$h:parallel"><xsl:value-of select="m:message('page.image-below')"/></xsl:when>
      <xsl:otherwise>
        <span class="wide-only"><xsl:value-of select="m:message('page.image-beside')"/></span>
        <span class="narrow-only"><xsl:value-of select="m:message('page.image-below')"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The hands, then the stages, of the text that can be highlighted: value and label of the radio button. -->
  <xsl:function name="h:layers" as="map(xs:string, xs:string)*">
    <xsl:param name="document" as="element(document)"/>
    <xsl:sequence select="
      $document/hands/hand[xs:integer(@n) le $h:palette][@id = $h:texts//@hand] ! map {'value': 'hand-' || @n, 'label': string(@label)},
      $document/layers/layer[xs:integer(@n) le 9][@id = $h:texts//@change] ! map {'value': 'stage-' || @n, 'label': string(@label)}"/>
  </xsl:function>

  <!-- A group of radio buttons, the first one checked. Values are keys of messages; $further are buttons with labels of their
       own. -->
  <xsl:function name="h:choice" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="xs:string+"/>
    <xsl:param name="further" as="map(xs:string, xs:string)*"/>
    <fieldset class="switch {$name}">
      <legend><xsl:value-of select="m:message('page.' || $name)"/></legend>
      <xsl:for-each select="$values ! map {'value': ., 'label': m:message('page.' || .)}, $further">
        <label>
          <input type="radio" name="{$name}" value="{?value}">
            <xsl:if test="position() = 1"><xsl:attribute name="checked" select="'checked'"/></xsl:if>
          </input>
          <span>
            <xsl:if test="starts-with(?value, 'hand-')"><xsl:attribute name="class" select="'hand', ?value" separator=" "/></xsl:if>
            <xsl:value-of select="?label"/>
          </span>
        </label>
      </xsl:for-each>
    </fieldset>
  </xsl:function>

  <!-- A checkbox that is on. -->
  <xsl:function name="h:toggle" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="label" as="item()+"/>
    <label class="toggle"><input type="checkbox" name="{$name}" value="on" checked="checked"/><span><xsl:sequence select="$label"/></span></label>
  </xsl:function>
</xsl:stylesheet>
