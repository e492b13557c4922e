<?xml version="1.0" encoding="UTF-8"?>
<!-- The record of the document: what the TEI says of it as typed values, which title, index, citation, order and exports share
     (Guidelines 2). The header as it is written is in the facts (header.xsl). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Made once. -->
  <xsl:variable name="record" as="element(r:record)"><xsl:call-template name="record-of-document"/></xsl:variable>

  <xsl:template name="record-of-document" as="element(r:record)">
    <record>
      <xsl:call-template name="record-titles"/>
      <xsl:call-template name="record-persons"/>
      <xsl:call-template name="record-dates"/>
      <xsl:call-template name="record-places"/>
      <xsl:call-template name="record-languages"/>
      <xsl:call-template name="record-identifiers"/>
      <xsl:for-each select="$header/fileDesc/sourceDesc/msDesc[1]/msIdentifier/f:phrase(f:shelfmark(.))[.]"><archive>{.}</archive></xsl:for-each>
      <xsl:for-each select="f:publishers()"><publisher>{.}</publisher></xsl:for-each>
      <xsl:for-each select="f:address()[.]"><address>{.}</address></xsl:for-each>
      <xsl:if test="$page"><xsl:call-template name="holding"/><xsl:call-template name="changed"/><xsl:call-template name="kind"/></xsl:if>
    </record>
  </xsl:template>

  <!-- ============================================================ titles -->
  <!-- The statements of titles of the electronic file; a title made of titles is taken apart. -->
  <xsl:variable name="title-elements" as="element(title)*" select="$header/fileDesc/titleStmt/title/(if (title and not(text()[normalize-space()])) then title else .)[normalize-space()]"/>

  <!-- The title of the document itself: not that of a series or collection, no subtitle, no short form, no date. -->
  <xsl:variable name="main-title" as="element(title)?" select="
      let $own := $title-elements[f:title-kind(.) = 'main'] return ($own[@type = 'main'][@level = 'a'], $own[@level = 'a'], $own[@type = 'main'], $own)[1]"/>

  <xsl:function name="f:title-kind" as="xs:string">
    <xsl:param name="title" as="element(title)"/>
    <xsl:variable name="type" as="xs:string" select="string($title/@type)"/>
    <xsl:sequence select="
        if (f:is-date-title($title)) then 'date'
        else if ($title/@level = ('s', 'j') or $type = ('series', 'corpus', 'edition')) then 'series'
        else if ($type = 'collection') then 'collection'
        else if ($type = ('sub', 'subordinate', 'subtitle')) then 'sub'
        else if ($type = ('short', 'alt', 'desc')) then $type else 'main'"/>
  </xsl:function>

  <!-- Titles of the file, the main one first; of the source or the title page only where the file has none. -->
  <xsl:template name="record-titles" as="element(r:title)+">
    <xsl:choose>
      <xsl:when test="$main-title"><xsl:sequence select="f:title-of($main-title, 'main')"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="f:other-title()"/></xsl:otherwise>
    </xsl:choose>
    <xsl:for-each select="$title-elements[not(. is $main-title)]">
      <xsl:variable name="kind" as="xs:string" select="f:title-kind(.)"/>
      <xsl:if test="$kind != 'date'"><xsl:sequence select="f:title-of(., if ($kind = 'main') then 'parallel' else $kind)"/></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="f:title-of" as="element(r:title)">
    <xsl:param name="title" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <title kind="{$kind}">
      <xsl:for-each select="$title/ancestor-or-self::*[@xml:lang castable as xs:language][1][not(self::TEI)]/@xml:lang"><xsl:attribute name="xml:lang" select="f:language-tag(.)"/></xsl:for-each>
      <xsl:value-of select="f:plain($title)"/>
    </title>
  </xsl:function>

  <xsl:function name="f:other-title" as="element(r:title)">
    <xsl:variable name="stated" as="element()?" select="
        ($sources/(titleStmt/title, analytic/title, self::bibl/title, monogr/title)[f:title-kind(.) = 'main'][normalize-space()],
        $header/fileDesc/sourceDesc//msItem/title[normalize-space()], $text/front//docTitle[normalize-space()], $title-elements)[1]"/>
    <xsl:choose>
      <xsl:when test="$stated"><xsl:sequence select="f:title-of($stated, 'main')"/></xsl:when>
      <xsl:otherwise><title kind="main">{($tei/@xml:id, $id)[1]}</title></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:title" as="xs:string">
    <xsl:sequence select="string($record/r:title[1])"/>
  </xsl:function>

  <xsl:function name="f:date-shown" as="xs:string?">
    <xsl:sequence select="$record/r:date[1]/string()[.]"/>
  </xsl:function>

  <!-- The titles that the page shows above the text. -->
  <xsl:variable name="shown-titles" as="xs:string*" select="$record/r:title[@kind = ('main', 'sub', 'parallel', 'series', 'collection')] ! string()"/>

  <xsl:function name="f:date" as="xs:string?">
    <xsl:sequence select="$record/r:date[1]/(@earliest, @latest)[1]"/>
  </xsl:function>

  <!-- ============================================================ places, identifiers -->
  <xsl:template name="record-places" as="element(r:place)*">
    <xsl:for-each select="$described/descendant::origPlace"><xsl:sequence select="f:place(., 'origin')"/></xsl:for-each>
    <xsl:for-each select="$actions[@type]/(placeName, settlement)[1]"><xsl:sequence select="f:place(., ../@type)"/></xsl:for-each>
    <xsl:for-each select="($text/body/(., div, div1)/(dateline, opener/(., dateline))/(placeName, settlement))[1]"><xsl:sequence select="f:place(., 'dateline')"/></xsl:for-each>
    <xsl:for-each select="$sources/descendant::pubPlace"><xsl:sequence select="f:place(., 'printed')"/></xsl:for-each>
  </xsl:template>

  <xsl:function name="f:place" as="element(r:place)?">
    <xsl:param name="place" as="element()"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:variable name="words" as="xs:string" select="if ($place/text()[normalize-space()]) then f:plain($place) else f:phrase(distinct-values($place/(* except geo) ! f:plain(.)))"/>
    <xsl:if test="$words"><place role="{$role}"><xsl:copy-of select="$place/@ref"/><xsl:sequence select="f:key-mark($place)"/>{$words}</place></xsl:if>
  </xsl:function>

  <xsl:template name="record-identifiers" as="element(r:identifier)*">
    <xsl:for-each select="$header/fileDesc/(publicationStmt, sourceDesc/msDesc/msIdentifier)/(idno | idno/idno)[text()[normalize-space()]]">
      <identifier><xsl:copy-of select="@type"/>{normalize-space()}</identifier>
    </xsl:for-each>
  </xsl:template>

  <!-- ============================================================ text -->
  <!-- The words of an element as it is to be read, without notes; lines, and elements without text around them, are separated by a blank. -->
  <xsl:function name="f:plain" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="normalize-space(f:plain-parts($element))"/>
  </xsl:function>
  <xsl:function name="f:plain-parts" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="apart" as="xs:boolean" select="empty($element/text()[normalize-space()])"/>
    <xsl:sequence select="
        if ($element/self::choice) then string-join($element/(corr, reg, expan, *)[1] ! f:plain-parts(.))
        else string-join($element/(text() | (* except (note | index | del))) ! (if (self::text()) then string() else if (self::lb or self::pb) then ' ' else f:plain-parts(.)), if ($apart) then ' ' else '')"/>
  </xsl:function>
</xsl:stylesheet>
