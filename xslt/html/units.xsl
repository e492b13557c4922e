<?xml version="1.0" encoding="UTF-8"?>
<!-- Where a long document may be cut: its blocks in order, each with its size and the rank of a cut before it, and the choice
     of the cuts. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:h="urn:teikit:html"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <!-- The size of a node on the page, in characters: of its text, its tags, and its entries in the apparatus. -->
  <xsl:function name="h:weight" as="xs:integer">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string-length($node) + 40 * count($node/descendant::*) + 200 * count($node/descendant-or-self::*/@note)"/>
  </xsl:function>

  <!-- What is smaller than this is never cut. -->
  <xsl:variable name="grain" as="xs:integer" select="$limit idiv 3"/>

  <!-- ============================================================ units -->
  <!-- A unit is not cut: map {node, path (the elements around it, from the witness on), weight, rank (of the cut before it: a
       lower one is better; none: 99)}. An element is divided into the units of its content where these are many. -->
  <xsl:function name="h:units" as="map(*)*">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="path" as="element()*"/>
    <xsl:param name="rank" as="xs:integer"/>
    <xsl:choose>
      <xsl:when test="$node/(self::witness | self::appendix | self::section | self::list | self::item | self::table | self::verse)/*">
        <xsl:variable name="units" as="map(*)*">
          <xsl:for-each select="$node/*">
            <xsl:sequence select="h:units(., ($path, $node), if (position() = 1) then $rank else h:rank(., count($path)))"/>
          </xsl:for-each>
        </xsl:variable>
        <xsl:variable name="weight" as="xs:integer" select="sum($units?weight) + 40"/>
        <xsl:sequence select="if ($weight gt $grain) then $units else map {'node': $node, 'path': $path, 'weight': $weight, 'rank': $rank}"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="weight" as="xs:integer" select="h:weight($node)"/>
        <xsl:choose>
          <xsl:when test="$weight gt $limit and $node/(self::paragraph | self::line)">
            <xsl:for-each select="$node/node()">
              <xsl:sequence select="map {'node': ., 'path': ($path, $node), 'weight': h:weight(.), 'rank': if (position() = 1) then $rank else h:rank(., count($path))}"/>
            </xsl:for-each>
          </xsl:when>
          <xsl:otherwise><xsl:sequence select="map {'node': $node, 'path': $path, 'weight': $weight, 'rank': $rank}"/></xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="h:rank" as="xs:integer">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="depth" as="xs:integer"/>
    <xsl:sequence select="
      if ($node/parent::paragraph or $node/parent::line) then (if (h:is-apart($node)) then 40 else 99)
      else if ($node/self::section[heading]) then 1 + $depth
      else if ($node/self::heading) then 10
      else if ($node/(self::section | self::break[@kind = 'page'])) then 12 + $depth
      else if ($node/self::row[h:is-spanned(.)]) then 99
      else 30 + $depth"/>
  </xsl:function>

  <!-- Whether words end before a node of running text. -->
  <xsl:function name="h:is-apart" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      exists($node[self::break[not(@word)]]) or matches($node[self::text()], '^\s')
      or exists($node/preceding-sibling::node()[1][self::text()][matches(., '\s$')])"/>
  </xsl:function>

  <!-- Whether a cell of a row before reaches into this one. -->
  <xsl:function name="h:is-spanned" as="xs:boolean">
    <xsl:param name="row" as="element(row)"/>
    <xsl:sequence select="some $n in 1 to 20 satisfies $row/preceding-sibling::row[$n]/cell/@rows ! xs:integer(.) &gt; $n"/>
  </xsl:function>

  <!-- ============================================================ bundles -->
  <!-- Units that stay together: a heading, a label, the name of a speaker and a page break go with what follows. -->
  <xsl:function name="h:bundles" as="map(*)*">
    <xsl:param name="document" as="element(document)"/>
    <xsl:variable name="rows" as="array(xs:integer+)" select="h:cuts($document/witness)"/>
    <xsl:sequence select="if (array:size($rows) gt 0) then h:rows-of($document/witness, $rows) else ()"/>
    <xsl:variable name="units" as="map(*)*" select="$document/(witness[array:size($rows) = 0], appendix) ! h:units(., (), 0)"/>
    <xsl:variable name="states" as="map(*)*">
      <xsl:iterate select="$units">
        <xsl:param name="held" as="map(*)*" select="()"/>
        <xsl:on-completion select="if (exists($held)) then h:bundle($held) else ()"/>
        <xsl:variable name="all" as="map(*)+" select="$held, ."/>
        <xsl:choose>
          <xsl:when test="?node[self::heading or self::label or self::break or self::furniture or self::line[@kind = 'speaker']]">
            <xsl:next-iteration><xsl:with-param name="held" select="$all"/></xsl:next-iteration>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="h:bundle($all)"/>
            <xsl:next-iteration><xsl:with-param name="held" select="()"/></xsl:next-iteration>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:iterate>
    </xsl:variable>
    <xsl:sequence select="$states"/>
  </xsl:function>

  <xsl:function name="h:bundle" as="map(*)">
    <xsl:param name="units" as="map(*)+"/>
    <xsl:sequence select="map {'units': $units, 'weight': sum($units?weight), 'rank': min($units?rank)}"/>
  </xsl:function>

  <!-- Of witnesses side by side each row is a bundle, with the blocks of all witnesses. -->
  <xsl:function name="h:rows-of" as="map(*)+">
    <xsl:param name="witnesses" as="element(witness)+"/>
    <xsl:param name="rows" as="array(xs:integer+)"/>
    <xsl:for-each select="0 to array:size($rows)">
      <xsl:variable name="row" as="xs:integer" select="."/>
      <xsl:variable name="units" as="map(*)*">
        <xsl:for-each select="$witnesses">
          <xsl:variable name="n" as="xs:integer" select="position()"/>
          <xsl:variable name="from" as="xs:integer" select="if ($row = 0) then 1 else $rows($row)[$n]"/>
          <xsl:variable name="before" as="xs:integer" select="if ($row = array:size($rows)) then count(*) + 1 else $rows($row + 1)[$n]"/>
          <xsl:sequence select="subsequence(*, $from, $before - $from) ! map {'node': ., 'path': .., 'weight': h:weight(.), 'rank': h:rank(., 0)}"/>
        </xsl:for-each>
      </xsl:variable>
      <xsl:if test="exists($units)"><xsl:sequence select="map:put(h:bundle($units), 'rank', $units[1]?rank)"/></xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- ============================================================ pages -->
  <!-- The positions of the bundles that begin a page, from the second page on: of the best rank before the limit the last. -->
  <xsl:function name="h:page-starts" as="xs:integer*">
    <xsl:param name="bundles" as="map(*)*"/>
    <xsl:variable name="ranks" as="xs:integer*" select="$bundles?rank"/>
    <xsl:variable name="begins" as="xs:integer*">
      <xsl:iterate select="$bundles?weight">
        <xsl:param name="sum" as="xs:integer" select="0"/>
        <xsl:on-completion select="$sum"/>
        <xsl:sequence select="$sum"/>
        <xsl:next-iteration><xsl:with-param name="sum" select="$sum + ."/></xsl:next-iteration>
      </xsl:iterate>
    </xsl:variable>
    <xsl:iterate select="$bundles">
      <xsl:param name="from" as="xs:integer" select="1"/>
      <xsl:variable name="next" as="xs:integer?" select="
        if (empty($from) or $begins[last()] - $begins[$from] le $limit * 1.15) then () else h:next-start($from, $ranks, $begins)"/>
      <xsl:choose>
        <xsl:when test="empty($next)"><xsl:break/></xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$next"/>
          <xsl:next-iteration><xsl:with-param name="from" select="$next"/></xsl:next-iteration>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>

  <xsl:function name="h:next-start" as="xs:integer?">
    <xsl:param name="from" as="xs:integer"/>
    <xsl:param name="ranks" as="xs:integer*"/>
    <xsl:param name="begins" as="xs:integer*"/>
    <xsl:iterate select="$from + 1 to count($ranks)">
      <xsl:param name="best" as="xs:integer?" select="()"/>
      <xsl:on-completion select="$best"/>
      <xsl:variable name="size" as="xs:integer" select="$begins[current()] - $begins[$from]"/>
      <xsl:choose>
        <xsl:when test="$size gt $limit and exists($best)"><xsl:break select="$best"/></xsl:when>
        <xsl:when test="$size gt $limit and $ranks[current()] lt 99"><xsl:break select="."/></xsl:when>
        <xsl:otherwise>
          <xsl:variable name="good" as="xs:boolean" select="$ranks[current()] lt 99 and $size ge $limit * 0.25 and (empty($best) or $ranks[current()] le $ranks[$best])"/>
          <xsl:next-iteration><xsl:with-param name="best" select="if ($good) then . else $best"/></xsl:next-iteration>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>
</xsl:stylesheet>
