<?xml version="1.0" encoding="UTF-8"?>
<!-- A page with a list of documents, or with the counts that lead to the lists of a large edition. teikit/site/lists/ makes the
     element list: back, lead, apart, years, other, filters, section, ways, groups, parts, each where the page has it. -->
<xsl:package name="urn:teikit:site:lists" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages"
  exclude-result-prefixes="#all">

  <xsl:include href="shell.xsl"/>
  <xsl:include href="list-parts.xsl"/>

  <xsl:variable name="h:facet-labels" as="map(xs:string, xs:string)" select="
      map { 'kind': 'list.kind', 'person': 'list.person', 'place': 'list.place', 'archive': 'list.archive', 'language': 'list.language', 'hand': 'list.hand',
            'intervention': 'list.intervention' }"/>

  <!-- The kinds of interventions that have words; another kind is shown as it is. -->
  <xsl:variable name="h:interventions" as="map(xs:string, xs:string)" select="
      map { 'addition': 'list.addition', 'deletion': 'list.deletion', 'substitution': 'list.substitution', 'marginalia': 'list.marginalia',
            'correction': 'list.correction', 'underlined': 'list.underlined', 'supplied': 'list.supplied', 'unclear': 'list.unclear',
            'stamp': 'list.stamp', 'hand-shift': 'list.hand-shift' }"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="list"/>
  </xsl:template>

  <xsl:template match="list" as="element()">
    <xsl:call-template name="h:shell">
      <xsl:with-param name="class" select="'lists'"/>
      <xsl:with-param name="styles" select="'lists.css'"/>
      <xsl:with-param name="scripts" select="'lists.js'[current()/filters]"/>
      <xsl:with-param name="content" as="item()*">
        <xsl:call-template name="h:page-title"/>
        <xsl:apply-templates select="apart[@kind = 'corpora'], years"/>
        <xsl:call-template name="h:others"/>
        <xsl:if test="filters or section">
          <div class="list-layout">
            <xsl:choose>
              <xsl:when test="filters"><xsl:apply-templates select="filters"/></xsl:when>
              <xsl:otherwise><xsl:call-template name="h:contents"/></xsl:otherwise>
            </xsl:choose>
            <div>
              <xsl:call-template name="h:status"/>
              <xsl:apply-templates select="ways"/>
              <div id="documents"><xsl:apply-templates select="section"/></div>
              <xsl:apply-templates select="parts[../section]"/>
            </div>
          </div>
        </xsl:if>
        <xsl:apply-templates select="groups, parts[not(../section)], apart[@kind = 'registers']"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Lists of documents that are in no year. -->
  <xsl:template name="h:others" as="element()?">
    <xsl:if test="other">
      <ul class="other-lists">
        <xsl:for-each select="other">
          <li><a href="{@href}"><xsl:value-of select="@text"/></a><xsl:text> </xsl:text><span class="count"><xsl:value-of select="@count"/></span></li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <!-- How many documents are shown, and the order; both change with the script only. -->
  <xsl:template name="h:status" as="element()?">
    <xsl:for-each select="filters">
      <div class="list-status">
        <span id="shown" role="status" data-all="{@all}" data-some="{@some}" data-loading="{m:message('list.loading')}"><xsl:value-of select="@all"/></span>
        <div class="field" data-needs-script="" hidden="hidden">
          <label for="sort"><xsl:value-of select="m:message('list.sort')"/></label>
          <select id="sort" name="sort">
            <xsl:if test="@order = 'edition'"><option value="edition"><xsl:value-of select="m:message('list.sort-edition')"/></option></xsl:if>
            <option value="date"><xsl:value-of select="m:message('list.sort-date')"/></option>
            <option value="title"><xsl:value-of select="m:message('list.sort-title')"/></option>
            <option value="sender"><xsl:value-of select="m:message('list.sort-sender')"/></option>
          </select>
        </div>
      </div>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="filters" as="element()">
    <search class="filters" data-needs-script="" hidden="hidden">
      <details>
        <summary><xsl:value-of select="m:message('list.filter')"/></summary>
        <form id="filter" data-to="{m:message('page.addressee')}" data-more="{m:message('list.more')}">
          <xsl:if test="@shards"><xsl:attribute name="data-shards" select="@shards"/><xsl:attribute name="data-folder" select="$root || 'documents/data/'"/></xsl:if>
          <div class="field">
            <label for="q"><xsl:value-of select="m:message('list.words')"/></label>
            <input type="search" id="q" name="q" autocomplete="off"/>
          </div>
          <xsl:call-template name="h:years-fields"/>
          <xsl:apply-templates select="facet"/>
          <button type="reset"><xsl:value-of select="m:message('list.clear')"/></button>
        </form>
      </details>
    </search>
  </xsl:template>

  <xsl:template name="h:years-fields" as="element()?">
    <xsl:if test="@first">
      <fieldset class="field-set year-range">
        <legend><xsl:value-of select="m:message('list.years')"/></legend>
        <xsl:for-each select="('from', 'to')">
          <div class="field">
            <label for="f-{.}"><xsl:value-of select="if (. = 'from') then m:message('list.from') else m:message('list.to')"/></label>
            <input type="number" id="f-{.}" name="{.}"/>
          </div>
        </xsl:for-each>
      </fieldset>
    </xsl:if>
  </xsl:template>

  <xsl:template match="facet" as="element()">
    <div class="field">
      <label for="f-{@key}"><xsl:value-of select="m:message($h:facet-labels(@key))"/></label>
      <select id="f-{@key}" name="{@key}" data-facet="{@key}">
        <option value=""><xsl:value-of select="m:message('list.any')"/></option>
        <xsl:for-each select="option">
          <xsl:variable name="text" as="xs:string" select="(if (../@key = 'intervention') then $h:interventions(@text) ! m:message(.) else (), string(@text))[1]"/>
          <option value="{@value}" data-text="{$text}"><xsl:value-of select="$text || ' (' || @count || ')'"/></option>
        </xsl:for-each>
      </select>
    </div>
  </xsl:template>

  <xsl:template match="ways" as="element()">
    <div class="ways" id="ways"><xsl:apply-templates select="way"/></div>
  </xsl:template>

  <xsl:template match="way" as="element()">
    <section>
      <h2><xsl:value-of select="@heading"/></h2>
      <ul><xsl:apply-templates select="group"/></ul>
      <xsl:if test="@href"><p class="more"><a href="{@href}"><xsl:value-of select="@text"/></a></p></xsl:if>
    </section>
  </xsl:template>

  <xsl:template match="groups" as="element()">
    <ul class="group-list"><xsl:apply-templates select="group"/></ul>
  </xsl:template>

  <xsl:template match="group" as="element()">
    <li><a href="{@href}"><xsl:value-of select="@name"/></a><xsl:text> </xsl:text><span class="count"><xsl:value-of select="@count"/></span></li>
  </xsl:template>
</xsl:package>
