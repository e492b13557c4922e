<?xml version="1.0" encoding="UTF-8"?>
<!-- The witnesses, one section each. If there are two or three whose blocks correspond, all are cut into the same number of
     rows, so that the style sheet can set them side by side with corresponding blocks level; on a narrow screen, and read
     aloud, one follows the other. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:h="urn:teikit:html"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <xsl:variable name="h:cuts" as="array(xs:integer+)" select="h:cuts($h:document/witness)"/>
  <xsl:variable name="h:parallel" as="xs:boolean" select="array:size($h:cuts) gt 0"/>

  <xsl:template name="h:witnesses" as="element()">
    <div class="{string-join(('column witnesses', if ($h:parallel) then ('parallel', 'three'[count(current()/witness) = 3]) else ()), ' ')}">
      <xsl:for-each select="witness">
        <xsl:variable name="n" as="xs:integer" select="position()"/>
        <section class="witness" id="{@id}" lang="{@xml:lang}" aria-labelledby="page:{@id}">
          <h2 id="page:{@id}" lang="{$interface}"><xsl:value-of select="@label"/></h2>
          <xsl:sequence select="if ($h:parallel) then h:rows(*, for $cut in 1 to array:size($h:cuts) return $h:cuts($cut)[$n]) else h:blocks(*)"/>
        </section>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!-- Registers and annotations after the text. -->
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

  <!-- Blocks cut into rows at the given positions. The blocks before the first cut are a row too, even without blocks:
       another witness may have some. -->
  <xsl:function name="h:rows" as="element()+">
    <xsl:param name="blocks" as="element()*"/>
    <xsl:param name="cuts" as="xs:integer+"/>
    <xsl:for-each select="0 to count($cuts)">
      <xsl:variable name="from" as="xs:integer" select="if (. = 0) then 1 else $cuts[current()]"/>
      <xsl:variable name="before" as="xs:integer" select="($cuts[current() + 1], count($blocks) + 1)[1]"/>
      <div class="row"><xsl:sequence select="h:blocks(subsequence($blocks, $from, $before - $from))"/></div>
    </xsl:for-each>
  </xsl:function>

  <!-- The blocks that begin a row, one in each witness, as positions among its blocks, in ascending order. -->
  <xsl:function name="h:cuts" as="array(xs:integer+)">
    <xsl:param name="witnesses" as="element(witness)*"/>
    <xsl:variable name="first" as="element()*" select="$witnesses[1]/*"/>
    <xsl:variable name="others" as="element(witness)*" select="$witnesses[position() gt 1]"/>
    <xsl:variable name="places" as="map(xs:string, xs:integer*)*" select="$others ! h:places(*)"/>
    <!-- a common opener and closer alone do not make two texts correspond -->
    <xsl:variable name="correspond" as="xs:boolean" select="
      count($witnesses) = (2, 3) and (every $other in $others satisfies ($first/@corresp = $other/*/@id or $other/*/@corresp = $first/@id))"/>
    <xsl:iterate select="$first[$correspond]">
      <xsl:param name="cuts" as="array(xs:integer+)" select="[]"/>
      <xsl:param name="last" as="xs:integer*" select="$others ! 0"/>
      <xsl:on-completion select="$cuts"/>
      <xsl:variable name="block" as="element()" select="."/>
      <xsl:variable name="partners" as="xs:integer*" select="for-each-pair($places, $last, function($of, $before) { h:partner($block, $of)[. gt $before] })"/>
      <xsl:variable name="level" as="xs:boolean" select="count($partners) = count($others)"/>
      <xsl:next-iteration>
        <xsl:with-param name="cuts" select="if ($level) then array:append($cuts, (position(), $partners)) else $cuts"/>
        <xsl:with-param name="last" select="if ($level) then $partners else $last"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- The positions of blocks by what identifies them: an id, the id of a partner, being the only opener or closer. -->
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
