<?xml version="1.0" encoding="UTF-8"?>
<!-- The top of the page: title, main facts (the docket), links to files, switches of the view. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <!-- The facts below the title; all others follow the text. -->
  <xsl:variable name="h:docket" as="xs:string+" select="'series', 'sender', 'transmitter', 'addressee', 'archive'"/>

  <xsl:function name="h:title" as="xs:string">
    <xsl:param name="document" as="element(document)"/>
    <xsl:sequence select="normalize-space(($document/description/fact[@name = 'title'], $document/@title)[1])"/>
  </xsl:function>

  <xsl:template name="h:masthead" as="element()">
    <header class="masthead column">
      <h1>
        <xsl:sequence select="record/title[1]/@xml:lang ! h:attribute('lang', string())"/>
        <xsl:apply-templates select="description/fact[@name = 'title'][1]/node()" mode="running"/>
        <xsl:if test="empty(description/fact[@name = 'title'])"><xsl:value-of select="@title"/></xsl:if>
      </h1>
      <xsl:for-each select="record/title[@kind = 'sub'], record/title[@kind = 'parallel'][not(. = preceding-sibling::title)]">
        <p class="subtitle"><xsl:sequence select="@xml:lang ! h:attribute('lang', string())"/><xsl:value-of select="."/></p>
      </xsl:for-each>
      <xsl:sequence select="h:byline(record)"/>
      <xsl:sequence select="h:facts(description/fact[@name = $h:docket], 'docket')"/>
      <xsl:for-each select="description/fact[@name = 'summary']">
        <p class="summary"><xsl:apply-templates mode="running"/></p>
      </xsl:for-each>
      <xsl:call-template name="h:jumps"/>
    </header>
  </xsl:template>

  <!-- The authors and the date of the document. -->
  <xsl:function name="h:byline" as="element()?">
    <xsl:param name="record" as="element(record)?"/>
    <xsl:variable name="authors" as="xs:string*" select="distinct-values($record/person[@role = ('author', 'item-author')])"/>
    <xsl:variable name="date" as="element(date)?" select="$record/date[1][normalize-space()]"/>
    <xsl:if test="exists(($authors, $date))">
      <p class="byline">
        <xsl:for-each select="$authors">
          <xsl:if test="position() gt 1"><xsl:value-of select="if (some $name in $authors satisfies contains($name, ',')) then '; ' else ', '"/></xsl:if>
          <span class="author"><xsl:value-of select="."/></span>
        </xsl:for-each>
        <xsl:if test="exists($authors) and $date"><xsl:text> · </xsl:text></xsl:if>
        <xsl:sequence select="$date ! h:time(string(), @earliest, @latest)"/>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- Facts as a description list; facts with the same label are in one group, at the place of the first. -->
  <xsl:function name="h:facts" as="element()?">
    <xsl:param name="facts" as="element(fact)*"/>
    <xsl:param name="class" as="xs:string"/>
    <xsl:if test="exists($facts)">
      <dl class="{$class}">
        <xsl:for-each-group select="$facts" group-by="string(@label)">
          <div>
            <dt><xsl:value-of select="@label"/></dt>
            <xsl:for-each select="current-group()"><dd><xsl:apply-templates mode="running"/></dd></xsl:for-each>
          </div>
        </xsl:for-each-group>
      </dl>
    </xsl:if>
  </xsl:function>

  <xsl:template name="h:jumps" as="element()">
    <nav class="jumps" aria-label="{m:message('page.on-this-page')}">
      <ul>
        <xsl:sequence select="
          h:jump('#page:differences', 'differences')[current()/collation],
          h:jump('#page:foot-notes', 'foot-notes')[current()/(witness | appendix)//note[@size = 'long'][h:has-mark(.)]],
          h:jump('#page:notes', 'notes')[current()/apparatus/entry],
          h:jump('#page:sigla', 'sigla')[current()/sigla],
          h:jump('#page:signs', 'signs')[current()/(legend/entry | hands/hand | layers/layer)],
          h:jump('#page:about', 'about')[h:further(current()) or current()/description/group],
          h:jump('#page:cite', 'cite')[current()/description/fact/@name = 'citation'],
          $contents[@about and $h:part gt 1] ! h:jump(encode-for-uri(h:page[1]/@name) || '.html#page:about', 'about')"/>
      </ul>
      <xsl:sequence select="h:placeholder('downloads')"/>
    </nav>
  </xsl:template>

  <xsl:function name="h:jump" as="element()">
    <xsl:param name="href" as="xs:string"/>
    <xsl:param name="word" as="xs:string"/>
    <li><a href="{$href}"><xsl:value-of select="m:message('page.' || $word)"/></a></li>
  </xsl:function>

  <!-- A view or a switch is offered only where it changes something on this page. The reading view leaves out what is of the
       diplomatic view alone, and shows additions in the sentence; the genetic view distinguishes what was written later. -->
  <xsl:variable name="h:texts" as="element()*" select="$h:document/(witness, appendix)"/>
  <xsl:variable name="h:reading" as="xs:boolean" select="
    exists($h:texts//@view) or exists($h:texts//(span | section)[@kind = 'addition'][@place or @hand])"/>
  <xsl:variable name="h:genetic" as="xs:boolean" select="
    exists($h:texts//(span | section)[@kind = ('addition', 'deletion', 'substitution', 'restored', 'retraced', 'modification')])
    or exists($h:texts//note[@kind = 'marginalia']) or exists($h:texts//@change[map:contains($h:stages, .)])"/>

  <xsl:template name="h:switches" as="element()?">
    <xsl:variable name="switches" as="element()*">
      <xsl:if test="$h:reading or $h:genetic">
        <xsl:sequence select="h:switch('view', ('diplomatic', 'reading'[$h:reading], 'genetic'[$h:genetic]), ())"/>
      </xsl:if>
      <xsl:if test="$h:parallel"><xsl:sequence select="h:switch('layout', ('side-by-side', 'one-by-one'), ())"/></xsl:if>
      <xsl:if test="$h:facsimile"><xsl:sequence select="h:switch('facsimile', ('beside', 'hidden'), ())"/></xsl:if>
      <xsl:if test="collation"><xsl:sequence select="h:switch('differences', ('shown', 'hidden'), ())"/></xsl:if>
      <xsl:if test="$h:texts//note[@size][@kind = 'commentary']"><xsl:sequence select="h:switch('commentary', ('shown', 'hidden'), ())"/></xsl:if>
      <xsl:if test="$h:genetic"><xsl:sequence select="h:switch('layer', ('all', 'base'), h:layers(.))"/></xsl:if>
    </xsl:variable>
    <xsl:if test="exists($switches)">
      <div class="switches" role="region" aria-label="{m:message('page.view')}">
        <div class="column"><xsl:sequence select="$switches"/></div>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- The hands, then the stages, of the text that can be highlighted: value and label of the radio button. -->
  <xsl:function name="h:layers" as="map(xs:string, xs:string)*">
    <xsl:param name="document" as="element(document)"/>
    <xsl:sequence select="
      $document/hands/hand[xs:integer(@n) le $h:palette][@id = $h:texts//@hand] ! map {'value': 'hand-' || @n, 'label': string(@label)},
      $document/layers/layer[xs:integer(@n) le 9][@id = $h:texts//@change] ! map {'value': 'stage-' || @n, 'label': string(@label)}"/>
  </xsl:function>

  <!-- A group of radio buttons, the first one checked. The style sheet reads their state; no script is needed. Values are
       keys of messages; $further are buttons with labels of their own. -->
  <xsl:function name="h:switch" as="element()">
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
</xsl:stylesheet>
