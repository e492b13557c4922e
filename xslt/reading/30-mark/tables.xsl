<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, tables (Guidelines 15.1.1): rows and cells, each cell at a place of its own in the grid. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- What is between rows (a page begins) is at the start of the row after it, or after the table, as is text in a row outside
       its cells. A row without cells has nothing to show. -->
  <xsl:template match="table" mode="block" as="element()+">
    <xsl:variable name="rows" as="element(row)*" select="row[f:cells(.)]"/>
    <xsl:variable name="grid" as="map(xs:string, map(*))" select="f:grid($rows)"/>
    <table>
      <xsl:call-template name="marks"/>
      <xsl:if test="head">
        <caption>
          <xsl:for-each select="head">
            <xsl:if test="position() gt 1"><break kind="line"/></xsl:if>
            <xsl:call-template name="caption-part"><xsl:with-param name="alone" select="last() = 1"/></xsl:call-template>
          </xsl:for-each>
        </caption>
      </xsl:if>
      <xsl:for-each select="$rows">
        <xsl:call-template name="row">
          <xsl:with-param name="grid" select="$grid"/>
          <xsl:with-param name="before" select="f:between-rows(.)"/>
        </xsl:call-template>
      </xsl:for-each>
    </table>
    <xsl:call-template name="blocks"><xsl:with-param name="nodes" select="node() except (head, row, $rows ! f:between-rows(.))"/></xsl:call-template>
  </xsl:template>

  <!-- A row without a table around it. -->
  <xsl:template match="row" mode="block" as="element()*">
    <xsl:if test="f:cells(.)">
      <table>
        <xsl:call-template name="row"><xsl:with-param name="grid" select="f:grid(.)"/></xsl:call-template>
      </table>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:between-rows" as="node()*">
    <xsl:param name="row" as="element(row)"/>
    <xsl:variable name="last" as="element()?" select="$row/preceding-sibling::row[f:cells(.)][1]"/>
    <xsl:sequence select="$row/preceding-sibling::node()[f:is-aside(.)][empty($last) or . >> $last]"/>
  </xsl:function>

  <xsl:template name="row" as="element(r:row)">
    <xsl:param name="grid" as="map(xs:string, map(*))"/>
    <xsl:param name="before" as="node()*" select="()"/>
    <xsl:variable name="heads" as="xs:boolean" select="@role = 'label' or * and not(*[not(@role = 'label')])"/>
    <row>
      <xsl:call-template name="marks"/>
      <xsl:for-each select="f:cells(.)">
        <xsl:variable name="place" as="map(*)" select="$grid(generate-id())"/>
        <cell column="{$place?column}">
          <xsl:if test="$place?cols gt 1"><xsl:attribute name="cols" select="$place?cols"/></xsl:if>
          <xsl:if test="$place?rows gt 1"><xsl:attribute name="rows" select="$place?rows"/></xsl:if>
          <xsl:if test="$heads or @role = 'label'"><xsl:attribute name="heads" select="if ($heads) then 'column' else 'row'"/></xsl:if>
          <xsl:if test="self::cell"><xsl:call-template name="marks"/></xsl:if>
          <xsl:call-template name="in-cell"><xsl:with-param name="nodes" select="if (position() = 1) then $before else (), if (self::cell) then node() else ."/></xsl:call-template>
        </cell>
      </xsl:for-each>
    </row>
  </xsl:template>

  <!-- The cells of a row; anything else in it is one too. -->
  <xsl:function name="f:cells" as="node()*">
    <xsl:param name="row" as="element(row)"/>
    <xsl:sequence select="$row/(* | text()[normalize-space()])"/>
  </xsl:function>

  <!-- A cell has running text, or blocks if it has one. -->
  <xsl:template name="in-cell" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:choose>
      <xsl:when test="some $node in $nodes satisfies f:is-block($node)"><xsl:call-template name="blocks"><xsl:with-param name="nodes" select="$nodes"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$nodes" mode="inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ============================================================ the grid -->
  <!-- The place of each cell, by its id: its column, and how many columns and rows it spans. No cell reaches into another,
       below the last row or beyond column 1000, and in each column a cell begins. -->
  <xsl:function name="f:grid" as="map(xs:string, map(*))">
    <xsl:param name="rows" as="element(row)*"/>
    <xsl:choose>
      <xsl:when test="empty($rows/*/(@rows | @cols))">
        <xsl:sequence select="map:merge($rows ! (let $cells := f:cells(.) return for $n in 1 to count($cells) return map:entry(generate-id($cells[$n]), map { 'column': $n, 'cols': 1, 'rows': 1 })))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="placed" as="map(*)*" select="f:placed-cells($rows)"/>
        <xsl:variable name="begins" as="xs:integer*" select="sort(distinct-values($placed?from))"/>
        <xsl:variable name="number" as="map(xs:integer, xs:integer)" select="map:merge(for $n in 1 to count($begins) return map:entry($begins[$n], $n))"/>
        <xsl:sequence select="map:merge(for $cell in $placed return map:entry($cell?id, map {
            'column': $number($cell?from), 'rows': $cell?rows,
            'cols': if ($cell?to = $cell?from) then 1 else count($begins[. ge $cell?from and . le $cell?to])}))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:placed-cells" as="map(*)*">
    <xsl:param name="rows" as="element(row)*"/>
    <xsl:iterate select="$rows">
      <!-- the cells of rows above that reach down -->
      <xsl:param name="above" as="map(*)*" select="()"/>
      <xsl:variable name="y" as="xs:integer" select="position()"/>
      <xsl:variable name="left" as="xs:integer" select="count($rows) - $y + 1"/>
      <xsl:variable name="own" as="map(*)*">
        <xsl:iterate select="f:cells(.)">
          <xsl:param name="next" as="xs:integer" select="1"/>
          <xsl:variable name="from" as="xs:integer" select="f:free-column($next, $above)"/>
          <xsl:variable name="limit" as="xs:integer" select="min(($above?from[. gt $from], 1001)) - $from"/>
          <xsl:variable name="to" as="xs:integer" select="$from + max((1, min((f:span(@cols), $limit)))) - 1"/>
          <xsl:variable name="rows" as="xs:integer" select="min((f:span(@rows), $left))"/>
          <xsl:sequence select="map { 'id': generate-id(), 'from': $from, 'to': $to, 'rows': $rows, 'until': $y + $rows - 1 }"/>
          <xsl:next-iteration><xsl:with-param name="next" select="$to + 1"/></xsl:next-iteration>
        </xsl:iterate>
      </xsl:variable>
      <xsl:sequence select="$own"/>
      <xsl:next-iteration><xsl:with-param name="above" select="($above, $own)[?until gt $y]"/></xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <xsl:function name="f:free-column" as="xs:integer">
    <xsl:param name="column" as="xs:integer"/>
    <xsl:param name="above" as="map(*)*"/>
    <xsl:variable name="taken" as="map(*)?" select="$above[?from le $column and ?to ge $column][1]"/>
    <xsl:sequence select="if (exists($taken)) then f:free-column($taken?to + 1, $above) else $column"/>
  </xsl:function>

  <xsl:function name="f:span" as="xs:integer">
    <xsl:param name="span" as="attribute()?"/>
    <xsl:sequence select="($span[. castable as xs:integer][string-length() lt 6] ! max((1, xs:integer(.))), 1)[1]"/>
  </xsl:function>
</xsl:stylesheet>
