<?xml version="1.0" encoding="UTF-8"?>
<!-- The witnesses, one section each. Where there are two whose blocks correspond, both are cut into the same number of rows,
     so that the style sheet can set them side by side with corresponding blocks level; read aloud and on a narrow screen
     the one follows the other. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:h="urn:teikit:html"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <xsl:variable name="h:pairs" as="array(map(xs:string, xs:integer))" select="h:pairs($h:document)"/>
  <xsl:variable name="h:parallel" as="xs:boolean" select="array:size($h:pairs) gt 0"/>

  <xsl:template name="h:witnesses" as="element()">
    <div class="{if ($h:parallel) then 'column witnesses parallel' else 'column witnesses'}">
      <xsl:for-each select="witness">
        <xsl:variable name="side" as="xs:string" select="if (position() = 1) then 'first' else 'second'"/>
        <section class="witness" id="{@id}" lang="{@xml:lang}" aria-labelledby="page:{@id}">
          <h2 id="page:{@id}" lang="{$interface}"><xsl:value-of select="@label"/></h2>
          <xsl:sequence select="if ($h:parallel) then h:rows(*, array:flatten($h:pairs)?($side)) else h:blocks(*)"/>
        </section>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!-- What stands apart from the text: registers, annotations. -->
  <xsl:template match="appendix" as="element()">
    <section class="column back appendix" id="{@id}" lang="{@xml:lang}" aria-labelledby="page:{@id}">
      <h2 id="page:{@id}" lang="{$interface}"><xsl:value-of select="@label"/></h2>
      <xsl:sequence select="h:blocks(*)"/>
    </section>
  </xsl:template>

  <xsl:function name="h:blocks" as="element()*">
    <xsl:param name="blocks" as="element()*"/>
    <xsl:apply-templates select="$blocks" mode="block"/>
  </xsl:function>

  <!-- Blocks cut into rows at the given positions. What stands before the first cut is a row as well, even if empty:
       the other witness may have something there. -->
  <xsl:function name="h:rows" as="element()+">
    <xsl:param name="blocks" as="element()*"/>
    <xsl:param name="cuts" as="xs:integer+"/>
    <xsl:for-each select="0 to count($cuts)">
      <xsl:variable name="from" as="xs:integer" select="if (. = 0) then 1 else $cuts[current()]"/>
      <xsl:variable name="before" as="xs:integer" select="($cuts[current() + 1], count($blocks) + 1)[1]"/>
      <div class="row"><xsl:sequence select="h:blocks(subsequence($blocks, $from, $before - $from))"/></div>
    </xsl:for-each>
  </xsl:function>

  <!-- The pairs of blocks that begin a row, as positions among the blocks of the first and the second witness; both rise. -->
  <xsl:function name="h:pairs" as="array(map(xs:string, xs:integer))">
    <xsl:param name="document" as="element(document)"/>
    <xsl:variable name="first" as="element()*" select="$document[count(witness) = 2]/witness[1]/*"/>
    <xsl:variable name="second" as="element()*" select="$document[count(witness) = 2]/witness[2]/*"/>
    <xsl:variable name="places" as="map(xs:string, xs:integer*)" select="h:places($second)"/>
    <xsl:variable name="found" as="array(map(xs:string, xs:integer))">
      <xsl:iterate select="$first">
        <xsl:param name="pairs" as="array(map(xs:string, xs:integer))" select="[]"/>
        <xsl:param name="last" as="xs:integer" select="0"/>
        <xsl:on-completion select="$pairs"/>
        <xsl:variable name="partner" as="xs:integer?" select="h:partner(., $places)[. gt $last]"/>
        <xsl:variable name="place" as="xs:integer" select="position()"/>
        <xsl:next-iteration>
          <xsl:with-param name="pairs" select="
            if ($partner) then array:append($pairs, map {'first': $place, 'second': $partner}) else $pairs"/>
          <xsl:with-param name="last" select="($partner, $last)[1]"/>
        </xsl:next-iteration>
      </xsl:iterate>
    </xsl:variable>
    <!-- an opener and a closer level alone do not make two texts correspond -->
    <xsl:sequence select="if ($first/@corresp = $second/@id or $second/@corresp = $first/@id) then $found else []"/>
  </xsl:function>

  <!-- Where blocks stand, by what can name them: an id, the id of a partner, being the one opener or closer. -->
  <xsl:function name="h:places" as="map(xs:string, xs:integer*)">
    <xsl:param name="blocks" as="element()*"/>
    <xsl:variable name="named" as="map(xs:string, xs:integer)*">
      <xsl:for-each select="$blocks">
        <xsl:variable name="place" as="xs:integer" select="position()"/>
        <xsl:sequence select="(@id ! ('id ' || .), @corresp ! ('partner ' || .), h:edge(.)) ! map:entry(., $place)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="map:merge($named, map {'duplicates': 'combine'})"/>
  </xsl:function>

  <xsl:function name="h:partner" as="xs:integer?">
    <xsl:param name="block" as="element()"/>
    <xsl:param name="places" as="map(xs:string, xs:integer*)"/>
    <xsl:sequence select="
      (for $name in ($block/@corresp ! ('id ' || .), $block/@id ! ('partner ' || .), h:edge($block))
       return $places($name)[count($places($name)) = 1])[1]"/>
  </xsl:function>

  <xsl:function name="h:edge" as="xs:string?">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="$block[self::section]/@kind[. = ('opener', 'closer')] ! ('edge ' || .)"/>
  </xsl:function>
</xsl:stylesheet>
