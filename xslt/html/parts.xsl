<?xml version="1.0" encoding="UTF-8"?>
<!-- The parts of a long document: each a reading document with what belongs to its page. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:h="urn:teikit:html" xmlns="urn:teikit:reading" xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <xsl:variable name="entry-of" as="map(xs:string, element(entry)*)"
    select="map:merge($document/apparatus/entry ! map:entry(string(@ref), .), map {'duplicates': 'combine'})"/>
  <!-- Differences by their first place that is in the text. -->
  <xsl:variable name="variation-of" as="map(xs:string, element(variation)*)" select="
    let $ids := map:merge($document/witness//@id ! map:entry(string(.), true()))
    return map:merge($document/collation/variation ! map:entry(string((reading/@ref[map:contains($ids, .)], '')[1]), .), map {'duplicates': 'combine'})"/>
  <xsl:variable name="kinds-of-legend" as="map(xs:string, xs:boolean)" select="map:merge($document/(witness, appendix)//@kind ! map:entry(string(.), true()))"/>

  <xsl:function name="h:parts" as="document-node()+">
    <xsl:param name="bundles" as="map(*)+"/>
    <xsl:param name="starts" as="xs:integer+"/>
    <xsl:variable name="all" as="xs:integer+" select="1, $starts, count($bundles) + 1"/>
    <xsl:variable name="names" as="xs:string+" select="h:names(for $start in $starts return h:first-of($bundles[$start]?units))"/>
    <xsl:iterate select="1 to count($starts) + 1">
      <!-- the page of the source that goes on where this part begins -->
      <xsl:param name="page" as="element(break)?" select="()"/>
      <xsl:variable name="units" as="map(*)+" select="subsequence($bundles, $all[current()], $all[current() + 1] - $all[current()])?units"/>
      <xsl:document>
        <xsl:call-template name="h:part">
          <xsl:with-param name="of-page" select="$units"/>
          <xsl:with-param name="page" select="$names[current()]"/>
          <xsl:with-param name="number" select="."/>
          <xsl:with-param name="before" select="$page"/>
        </xsl:call-template>
      </xsl:document>
      <xsl:next-iteration>
        <xsl:with-param name="page" select="($page, $units?node/descendant-or-self::break[@kind = 'page'][@facs])[last()]"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- The name of each page: that of the document; with the id of the section that it begins with, else with its number. No
       two differ in letter case only, as some file systems know no case. -->
  <xsl:function name="h:names" as="xs:string+">
    <xsl:param name="firsts" as="map(*)+"/>
    <xsl:iterate select="$firsts">
      <xsl:param name="taken" as="map(xs:string, xs:boolean)" select="map:merge((tokenize($pages, '/'), $name, 'index') ! map:entry(lower-case(.), true()))"/>
      <xsl:param name="names" as="xs:string+" select="$name"/>
      <xsl:on-completion select="$names"/>
      <xsl:variable name="id" as="xs:string?" select="h:first-id(.)[matches(., '^[\p{L}\p{N}._-]{1,60}$')]"/>
      <xsl:variable name="own" as="xs:string" select="
        (($id ! ($name || '-' || .), $name || '-' || count($names) + 1, $name || '-page-' || count($names) + 1)[not($taken(lower-case(.)))],
         (1 to 999999) ! ($name || '-part-' || .)[not($taken(lower-case(.)))])[1]"/>
      <xsl:next-iteration>
        <xsl:with-param name="taken" select="map:put($taken, lower-case($own), true())"/>
        <xsl:with-param name="names" select="$names, $own"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- The unit that a page begins with: not a page break of the source, which can be at the end of the section before. -->
  <xsl:function name="h:first-of" as="map(*)">
    <xsl:param name="units" as="map(*)+"/>
    <xsl:sequence select="($units[not(?node[self::break or self::furniture])], $units)[1]"/>
  </xsl:function>

  <!-- The id of the section that a unit begins, or of the unit. Ids that the reading made (n1, w2) change when the text does. -->
  <xsl:function name="h:first-id" as="xs:string?">
    <xsl:param name="unit" as="map(*)"/>
    <xsl:variable name="begun" as="element()*" select="$unit?path[h:begins(., $unit)]"/>
    <xsl:sequence select="($begun/@id, $unit?node/@id)[not(matches(., '^(n|note-|w|d|difference-)\d'))][1]"/>
  </xsl:function>

  <xsl:template name="h:part" as="element(document)">
    <xsl:param name="of-page" as="map(*)+"/>
    <xsl:param name="page" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="before" as="element(break)?"/>
    <!-- those of texts side by side come in rows -->
    <xsl:variable name="units" as="map(*)+">
      <xsl:for-each-group select="$of-page" group-by="generate-id((?path[1], ?node)[1])"><xsl:sequence select="current-group()"/></xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="nodes" as="node()*" select="$units?node"/>
    <xsl:variable name="ids" as="attribute()*" select="($nodes/descendant-or-self::*, $units?path/.)/@id"/>
    <xsl:variable name="entries" as="element(entry)*" select="($ids ! $entry-of(.))/., $document/apparatus/entry[$number = 1][not(map:contains($ids-of-text, @ref))]"/>
    <document>
      <xsl:copy-of select="$document/@*"/>
      <xsl:attribute name="page" select="$page"/>
      <xsl:variable name="within" as="xs:string" select="h:within(h:first-of($units))"/>
      <xsl:if test="$within"><xsl:attribute name="within" select="$within"/></xsl:if>
      <!-- the header is on the first page; the title is on all -->
      <xsl:choose>
        <xsl:when test="$number = 1"><xsl:copy-of select="$document/hands/preceding-sibling::*"/></xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="$document/record"><record><xsl:copy-of select="title"/></record></xsl:for-each>
          <description/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:variable name="marks" as="map(xs:string, xs:boolean)" select="
        map:merge(($nodes/descendant-or-self::*/(@hand, @change), $entries/@hand) ! map:entry(string(.), true()), map {'duplicates': 'use-first'})"/>
      <hands><xsl:copy-of select="$document/hands/hand[$marks(@id)]"/></hands>
      <xsl:where-populated><layers><xsl:copy-of select="$document/layers/layer[$marks(@id)]"/></layers></xsl:where-populated>
      <xsl:variable name="kinds" as="map(xs:string, xs:boolean)" select="map:merge($nodes/descendant-or-self::*/@kind ! map:entry(string(.), true()), map {'duplicates': 'use-first'})"/>
      <!-- the list of sigla is on the first page; the apparatus of each page leads to it -->
      <xsl:if test="$number = 1"><xsl:copy-of select="$document/sigla"/></xsl:if>
      <legend><xsl:copy-of select="$document/legend/entry[$kinds(@kind) or $kinds(*/@kind) or not($kinds-of-legend(@kind) or $kinds-of-legend(*/@kind))]"/></legend>
      <xsl:call-template name="h:assembled"><xsl:with-param name="units" select="$units"/></xsl:call-template>
      <apparatus><xsl:copy-of select="$entries"/></apparatus>
      <xsl:sequence select="h:images-of($nodes, $before)"/>
      <xsl:where-populated><collation><xsl:sequence select="h:variations($ids, $number)"/></collation></xsl:where-populated>
    </document>
  </xsl:template>

  <xsl:variable name="ids-of-text" as="map(xs:string, xs:boolean)" select="map:merge($document/(witness, appendix)//@id ! map:entry(string(.), true()))"/>

  <!-- The elements around the units and the units: an element that a page before began is repeated without its id and label. -->
  <xsl:template name="h:assembled" as="node()*">
    <xsl:param name="units" as="map(*)*"/>
    <xsl:param name="depth" as="xs:integer" select="1"/>
    <xsl:for-each-group select="$units" group-adjacent="generate-id((?path[$depth], ?node)[1])">
      <xsl:variable name="around" as="element()?" select="?path[$depth]"/>
      <xsl:choose>
        <xsl:when test="empty($around)"><xsl:copy-of select="?node"/></xsl:when>
        <xsl:otherwise>
          <xsl:variable name="continued" as="xs:boolean" select="not(h:begins($around, .))"/>
          <xsl:element name="{local-name($around)}">
            <xsl:copy-of select="$around/@*[not($continued) or name() = ('kind', 'xml:lang', 'hand', 'view', 'rend', 'place', 'change')]"/>
            <xsl:if test="$continued and $around[self::witness | self::appendix]">
              <xsl:copy-of select="$around/(@id, @n, @label)"/>
              <xsl:attribute name="continued" select="'yes'"/>
            </xsl:if>
            <xsl:if test="$around[self::witness][h:is-labelled(.)]"><xsl:attribute name="labelled" select="'yes'"/></xsl:if>
            <xsl:call-template name="h:assembled">
              <xsl:with-param name="units" select="current-group()"/>
              <xsl:with-param name="depth" select="$depth + 1"/>
            </xsl:call-template>
          </xsl:element>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- Whether a unit is the beginning of an element around it. -->
  <xsl:function name="h:begins" as="xs:boolean">
    <xsl:param name="around" as="element()"/>
    <xsl:param name="unit" as="map(*)"/>
    <xsl:sequence select="every $inner in ($unit?path[. >> $around], $unit?node) satisfies empty($inner/preceding-sibling::*) and not($inner/preceding-sibling::text()[normalize-space()])"/>
  </xsl:function>

  <!-- The headings of the sections that go on where a part begins. -->
  <xsl:function name="h:within" as="xs:string">
    <xsl:param name="unit" as="map(*)"/>
    <xsl:sequence select="string-join($unit?path[heading][not(h:begins(., $unit))] ! h:words(heading[1]), ' · ')"/>
  </xsl:function>

  <!-- The images that the part points to, and that of the page of the source on which it begins. -->
  <xsl:function name="h:images-of" as="element(facsimile)?">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="before" as="element(break)?"/>
    <xsl:variable name="shown" as="map(xs:string, xs:boolean)" select="map:merge(($nodes/descendant-or-self::*/@facs, $before/@facs) ! map:entry(string(.), true()), map {'duplicates': 'use-first'})"/>
    <xsl:where-populated>
      <facsimile>
        <xsl:for-each select="$document/facsimile/surface[$shown(@id) or zone/$shown(@id) = true()]">
          <surface><xsl:copy-of select="@*, zone[$shown(@id)]"/></surface>
        </xsl:for-each>
      </facsimile>
    </xsl:where-populated>
  </xsl:function>

  <!-- The differences whose first reading is in the part; @n keeps their number in the document. -->
  <xsl:function name="h:variations" as="element(variation)*">
    <xsl:param name="ids" as="attribute()*"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:for-each select="($ids ! $variation-of(.), $variation-of('')[$number = 1])/.">
      <variation n="{count(preceding-sibling::variation) + 1}"><xsl:copy-of select="@*, *"/></variation>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
