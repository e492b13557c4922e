<?xml version="1.0" encoding="UTF-8"?>
<!-- The contents, the pages of a long document before and after this one, and links to places on its other pages. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <!-- Of a part of a long document (split.xsl): the contents of all its pages, the name of the page that has each id. -->
  <xsl:param name="contents" as="element(h:contents)?" select="()"/>
  <xsl:param name="places" as="map(xs:string, xs:string)?" select="()"/>

  <xsl:variable name="h:page" as="element(h:page)?" select="$contents/h:page[@name = $h:document/@page]"/>
  <xsl:variable name="h:part" as="xs:integer" select="count($h:page/preceding-sibling::h:page) + 1"/>

  <!-- Contents are worth their space from so many headings on. -->
  <xsl:variable name="h:few" as="xs:integer" static="yes" select="4"/>

  <!-- The link to an element of the text by its id: on this page, or on another page of the document. -->
  <xsl:function name="h:to" as="xs:string?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="
      if (map:contains($h:by-id, $id)) then '#' || $id
      else if (exists($places)) then $places($id) ! (encode-for-uri(.) || '.html#' || $id)
      else ()"/>
  </xsl:function>

  <!-- The link to the row in the table of differences of a place in the text. -->
  <xsl:function name="h:to-row" as="xs:string?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="($h:differences($id) ! ('#page:difference-' || .), $places ! .('row ' || $id))[1]"/>
  </xsl:function>

  <!-- The link to a row in the table of differences, which may be on another page. -->
  <xsl:function name="h:to-difference" as="xs:string">
    <xsl:param name="number" as="xs:string"/>
    <xsl:variable name="id" as="xs:string" select="'page:difference-' || $number"/>
    <xsl:sequence select="string-join($places($id)[. ne $h:document/@page] ! (encode-for-uri(.) || '.html')) || '#' || $id"/>
  </xsl:function>

  <!-- The number of a row in the table of differences: its own, in a part of a long document. -->
  <xsl:function name="h:row-number" as="xs:integer">
    <xsl:param name="row" as="element(variation)"/>
    <xsl:param name="position" as="xs:integer"/>
    <xsl:sequence select="($row/@n ! xs:integer(.), $position)[1]"/>
  </xsl:function>

  <xsl:function name="h:part-number" as="xs:string">
    <xsl:sequence select="m:message('page.number', 'number', $h:part || '/' || count($contents/h:page))"/>
  </xsl:function>

  <!-- ============================================================ contents -->
  <!-- The contents: of a long document on its first page, of any other with several headings. -->
  <xsl:template name="h:contents" as="element()?">
    <xsl:variable name="pages" as="element(h:page)*">
      <xsl:choose>
        <xsl:when test="exists($contents)"><xsl:sequence select="$contents[$h:part = 1]/h:page"/></xsl:when>
        <xsl:otherwise><h:page name=""><xsl:sequence select="h:entries(.)"/></h:page></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="count($pages/h:entry) ge $h:few or exists($pages[2])">
      <xsl:variable name="highest" as="xs:integer" select="min($pages/h:entry/@level ! xs:integer(.))"/>
      <details class="contents">
        <xsl:if test="exists($contents)"><xsl:attribute name="open" select="'open'"/></xsl:if>
        <summary id="page:contents"><xsl:value-of select="m:message('page.contents')"/></summary>
        <nav aria-labelledby="page:contents">
          <ol>
            <xsl:for-each select="$pages/h:entry">
              <li class="level-{min((xs:integer(@level) - $highest + 1, 4))}">
                <a href="{h:entry-href(.)}"><xsl:copy-of select="@xml:lang/h:attribute('lang', .)"/><xsl:value-of select="."/></a>
              </li>
            </xsl:for-each>
          </ol>
          <xsl:call-template name="h:jumps"/>
        </nav>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- Links to what follows the text. -->
  <xsl:template name="h:jumps" as="element()?">
    <xsl:variable name="sections" as="xs:string*" select="
      'differences'[current()/collation], 'foot-notes'[current()/(witness | appendix)//note[@size = 'long'][h:has-mark(.)]],
      'notes'[current()/apparatus/entry], 'sigla'[current()/sigla], 'signs'[current()/(legend/entry | hands/hand | layers/layer)]"/>
    <xsl:if test="exists($sections)">
      <ul class="jumps">
        <xsl:for-each select="$sections"><li><a href="#page:{.}"><xsl:value-of select="m:message('page.' || .)"/></a></li></xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:function name="h:entry-href" as="xs:string">
    <xsl:param name="entry" as="element(h:entry)"/>
    <xsl:variable name="page" as="element(h:page)" select="$entry/.."/>
    <xsl:sequence select="(if ($page/@name = '' or $page is $h:page) then '' else encode-for-uri($page/@name) || '.html')
      || (if ($entry/@page and not($page is $h:page)) then '' else '#' || $entry/@id)"/>
  </xsl:function>

  <!-- ============================================================ the pages before and after -->
  <xsl:template name="h:around" as="element()?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="within" as="xs:boolean" select="false()"/>
    <xsl:if test="exists($contents)">
      <nav class="around column" aria-label="{$label}">
        <ul>
          <xsl:sequence select="h:page-link($h:page/preceding-sibling::h:page[1], 'previous')"/>
          <li class="all">
            <a href="{if ($h:part = 1) then '' else encode-for-uri($contents/h:page[1]/@name) || '.html'}#page:contents"><xsl:value-of select="m:message('page.contents')"/></a>
            <xsl:text> </xsl:text><span><xsl:value-of select="h:part-number()"/></span>
          </li>
          <xsl:sequence select="h:page-link($h:page/following-sibling::h:page[1], 'next')"/>
        </ul>
        <xsl:for-each select="@within[$within]"><p class="within"><xsl:value-of select="m:message('page.goes-on', 'heading', string())"/></p></xsl:for-each>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:function name="h:page-link" as="element()?">
    <xsl:param name="page" as="element(h:page)?"/>
    <xsl:param name="word" as="xs:string"/>
    <xsl:for-each select="$page">
      <li class="{$word}">
        <a rel="{if ($word = 'next') then 'next' else 'prev'}" href="{encode-for-uri(@name)}.html">
          <xsl:value-of select="m:message('page.' || $word)"/>
          <xsl:for-each select="h:entry[1]">
            <xsl:text>: </xsl:text><span><xsl:copy-of select="@xml:lang/h:attribute('lang', .)"/><xsl:value-of select="."/></span>
          </xsl:for-each>
        </a>
      </li>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
