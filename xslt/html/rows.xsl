<?xml version="1.0" encoding="UTF-8"?>
<!-- The rows of witnesses side by side: two or three witnesses whose blocks correspond are cut into the same number of rows. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:h="urn:teikit:html"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

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
