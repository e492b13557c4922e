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

  <!-- Whether there is anything in a text: words, a gap, the beginning of a page. -->
  <xsl:function name="h:is-empty" as="xs:boolean">
    <xsl:param name="text" as="element()"/>
    <xsl:sequence select="empty($text//text()[normalize-space()]) and empty($text//(gap | break[@kind = 'page' or @id[not(../@kind = 'line')]]))"/>
  </xsl:function>

  <xsl:template name="h:witnesses" as="element()?">
    <xsl:if test="exists(witness[not(h:is-empty(.))])"><xsl:call-template name="h:texts"/></xsl:if>
  </xsl:template>

  <xsl:template name="h:texts" as="element()">
    <div class="{string-join(('witnesses', if ($h:parallel) then ('parallel', 'three'[count(current()/witness) = 3]) else ()), ' ')}">
      <xsl:for-each select="witness">
        <xsl:variable name="n" as="xs:integer" select="position()"/>
        <section class="witness" id="{@id}" lang="{@xml:lang}">
          <xsl:if test="h:is-labelled(.)"><xsl:attribute name="aria-labelledby" select="'page:' || @id"/></xsl:if>
          <xsl:if test="h:is-labelled(.)"><h2 id="page:{@id}" class="of-text" lang="{$interface}"><xsl:value-of select="@label"/></h2></xsl:if>
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
</xsl:stylesheet>
