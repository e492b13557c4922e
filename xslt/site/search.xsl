<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of the full-text search. What depends on the index (views, filters, results) is made by search-page.js. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:include href="shell.xsl"/>

  <!-- Messages that the script uses. -->
  <xsl:variable name="h:script-words" as="map(xs:string, xs:string)" select="map {
      'searching': m:message('search.searching'), 'nothing': m:message('search.nothing'), 'in': m:message('search.in'),
      'also': m:message('search.also'), 'absent': m:message('search.absent'), 'common': m:message('search.common'),
      'cut': m:message('search.cut'), 'missing': m:message('search.missing'), 'other': m:message('search.other-view'),
      'note': m:message('search.note'), 'header': m:message('search.header'),
      'person': m:message('search.person'), 'place': m:message('search.place'), 'organisation': m:message('search.organisation'),
      'work': m:message('search.work'), 'archive': m:message('search.archive'), 'language': m:message('search.language'),
      'hand': m:message('search.hand'), 'kind': m:message('search.kind') }"/>

  <xsl:template match="/" as="element()">
    <xsl:call-template name="h:shell">
      <xsl:with-param name="class" select="'search-page'"/>
      <xsl:with-param name="styles" select="'search-page.css'"/>
      <xsl:with-param name="scripts" select="'fold.js', 'search-files.js', 'search-query.js', 'search-page.js'"/>
      <xsl:with-param name="content"><xsl:call-template name="h:search-content"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="h:search-content" as="element()+">
    <div class="page-title"><h1>{m:message('search.title')}</h1></div>
    <noscript><p>
      <xsl:value-of select="m:message('search.no-script')"/>
      <xsl:for-each select="search/link"><xsl:text> </xsl:text><a href="{$root}{@href}">{.}</a></xsl:for-each>
    </p></noscript>
    <div id="search-all" hidden="hidden">
      <form id="search" role="search" action="search.html">
        <div class="search-form">
          <label class="visually-hidden" for="q">{m:message('search.words')}</label>
          <input id="q" name="q" type="search" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="search" aria-describedby="search-help"/>
          <button class="is-primary">{m:message('search.submit')}</button>
        </div>
        <p id="search-help" class="label">{m:message('search.help')}</p>
        <details class="search-syntax"><summary>{m:message('search.syntax')}</summary>
          <dl>
            <div><dt><code>{m:message('search.phrase')}</code></dt><dd>{m:message('search.phrase-sense')}</dd></div>
            <div><dt><code>{m:message('search.beginning')}</code></dt><dd>{m:message('search.beginning-sense')}</dd></div>
            <div><dt><code>{m:message('search.exact')}</code></dt><dd>{m:message('search.exact-sense')}</dd></div>
            <div><dt><code>{m:message('search.without')}</code></dt><dd>{m:message('search.without-sense')}</dd></div>
          </dl>
        </details>
      </form>
      <div class="search-layout">
        <details class="search-filters" id="filters"><summary>{m:message('search.filters')}</summary>
          <div class="filter-fields">
            <fieldset id="view"><legend>{m:message('page.view')}</legend>
              <label class="check"><input form="search" type="radio" name="view" value="reading" checked="checked"/><span>{m:message('page.reading')}</span></label>
              <label class="check"><input form="search" type="radio" name="view" value="diplomatic"/><span>{m:message('page.diplomatic')}</span></label>
            </fieldset>
            <fieldset id="where"><legend>{m:message('search.where')}</legend>
              <label class="check"><input form="search" type="checkbox" name="text" checked="checked"/><span>{m:message('search.in-text')}</span></label>
              <label class="check"><input form="search" type="checkbox" name="notes" checked="checked"/><span>{m:message('search.in-notes')}</span></label>
              <label class="check"><input form="search" type="checkbox" name="headers" checked="checked"/><span>{m:message('search.in-headers')}</span></label>
            </fieldset>
            <fieldset><legend>{m:message('search.years')}</legend>
              <div class="year-span">
                <label for="from">{m:message('search.from')}</label><input form="search" id="from" name="from" type="text" inputmode="numeric" pattern="-?[0-9]*" size="5"/>
                <label for="to">{m:message('search.to')}</label><input form="search" id="to" name="to" type="text" inputmode="numeric" pattern="-?[0-9]*" size="5"/>
              </div>
            </fieldset>
            <div id="facets"></div>
          </div>
        </details>
        <section class="search-results" id="search-results" aria-label="{m:message('search.results')}">
          <div class="search-status">
            <p role="status" id="status"></p>
            <div class="order" id="order-field" hidden="hidden"><label for="order">{m:message('search.order')}</label>
              <select form="search" id="order" name="order"><option value="score">{m:message('search.by-score')}</option><option value="edition">{m:message('search.by-edition')}</option></select>
            </div>
          </div>
          <p id="other-view" hidden="hidden"><button type="button"></button></p>
          <ol id="results"></ol>
          <button id="more" type="button" hidden="hidden">{m:message('search.more')}</button>
        </section>
      </div>
    </div>
    <template id="search-words">
      <xsl:for-each select="map:keys($h:script-words)">
        <xsl:sort select="."/>
        <p data-key="{.}">{$h:script-words(.)}</p>
      </xsl:for-each>
      <xsl:for-each select="'documents', 'places', 'more-here'">
        <xsl:variable name="key" as="xs:string" select="."/>
        <xsl:for-each select="'one', 'few', 'many', 'other'">
          <xsl:variable name="words" as="xs:string?" select="map:get($messages, 'search.' || $key || '.' || .)"/>
          <xsl:if test="$words"><p data-key="{$key}.{.}">{$words}</p></xsl:if>
        </xsl:for-each>
      </xsl:for-each>
    </template>
  </xsl:template>
</xsl:stylesheet>
