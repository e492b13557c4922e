<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3: a TEI element becomes an element of the reading document, with its signs and its explanation. This file has
     what all rules share: what is a block and what is running text, the marks of an element, the span with its signs. The
     other files of this folder have the rules. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="block" on-no-match="fail"/>
  <xsl:mode name="inline" on-no-match="fail"/>

  <!-- ============================================================ blocks and running text -->
  <xsl:variable name="blocks" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'p', 'ab', 'head', $division-names, 'list', 'item', 'table', 'row', 'lg', 'l',
      'opener', 'closer', 'postscript', 'trailer', 'argument', 'epigraph', 'floatingText', 'front', 'back', 'body', 'text', 'group',
      'titlePage', 'listBibl', 'sp', 'speaker', 'figure', 'docTitle', 'titlePart', 'docImprint', 'docEdition', 'imprimatur',
      $register-names, 'listApp',
      'person', 'personGrp', 'place', 'org', 'event', 'object', 'nym', 'msDesc', 'set', 'prologue', 'epilogue', 'performance', 'spGrp', 'entry', 'entryFree', 'superEntry', 'u', 'annotationBlock', 'divGen', 'surface', 'surfaceGrp', 'zone', 'line') ! map:entry(., true()))"/>
  <!-- Elements that are a line among blocks, and running text in a paragraph. -->
  <xsl:variable name="lines" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'salute', 'signed', 'dateline', 'byline', 'docAuthor', 'docDate', 'address', 'stamp', 'stage', 'incident', 'kinesic', 'vocal', 'writing', 'move', 'camera', 'sound', 'tech', 'view', 'caption', 'fs', 'fLib', 'fvLib') ! map:entry(., true()))"/>
  <xsl:variable name="holders" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      $division-names, 'body', 'front', 'back', 'opener', 'closer', 'postscript', 'titlePage',
      'argument', 'epigraph', 'text', 'add', 'del', 'damage', 'lg', 'list', 'sp', 'castList', 'set', 'prologue', 'epilogue', 'performance') ! map:entry(., true()))"/>
  <xsl:variable name="asides" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'note', 'pb', 'cb', 'gb', 'lb', 'fw', 'gap', 'milestone', 'anchor', 'space', 'addSpan', 'delSpan', 'damageSpan') ! map:entry(., true()))"/>

  <xsl:function name="f:is-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($node)"/>
    <xsl:sequence select="
        $node instance of element() and (
          $blocks($name) and not($node/self::figure[f:is-described(.)])
          or $lines($name) and $holders(local-name($node/..)) and not(f:runs-on($node/..))
          or $node[self::seg]/..[self::opener | self::closer] and not(f:runs-on($node/..))
          or $node/* and not($asides($name) or $name = 'cell') and (some $child in f:in-text($node) satisfies f:is-block($child)))"/>
  </xsl:function>

  <!-- The child elements that are shown in the text: of an apparatus entry the first reading only. -->
  <xsl:function name="f:in-text" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/(if (self::app) then (lem, rdg, rdgGrp/(lem, rdg))[1][not(f:is-beside($element))] else *)"/>
  </xsl:function>

  <!-- An opener or closer with text between its elements is running text. -->
  <xsl:function name="f:runs-on" as="xs:boolean">
    <xsl:param name="holder" as="element()"/>
    <xsl:sequence select="exists($holder/text()[matches(., '[\p{L}\p{N}]')])"/>
  </xsl:function>

  <xsl:function name="f:is-aside" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$asides(local-name($node)) or exists($node/self::app[not(lem | rdg | rdgGrp)]) or $node instance of text() and not(normalize-space($node))"/>
  </xsl:function>

  <!-- Nodes as blocks: running text among them becomes a paragraph, or an element named by `loose`. -->
  <xsl:template name="blocks" as="element()*">
    <xsl:param name="nodes" as="node()*" select="node()"/>
    <xsl:param name="loose" as="xs:string" select="'paragraph'"/>
    <xsl:choose>
      <xsl:when test="$nodes/self::l">
        <xsl:call-template name="verse-and-blocks">
          <xsl:with-param name="nodes" select="$nodes"/>
          <xsl:with-param name="loose" select="$loose"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="blocks-and-text">
          <xsl:with-param name="nodes" select="$nodes"/>
          <xsl:with-param name="loose" select="$loose"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="blocks-and-text" as="element()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="loose" as="xs:string"/>
    <xsl:for-each-group select="$nodes" group-adjacent="f:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="block"/></xsl:when>
        <xsl:when test="every $node in current-group() satisfies f:is-aside($node)">
          <xsl:variable name="asides" as="node()*"><xsl:apply-templates select="current-group()[not(self::text() or self::lb)]" mode="inline"/></xsl:variable>
          <xsl:for-each select="$asides[self::*]">
            <xsl:choose>
              <xsl:when test="not(self::r:span)"><xsl:sequence select="."/></xsl:when>
              <!-- a note of the header is running text -->
              <xsl:when test=".//text()[normalize-space()][not(parent::r:sign)]"><paragraph><xsl:sequence select="."/></paragraph></xsl:when>
            </xsl:choose>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:element name="{$loose}" namespace="urn:teikit:reading">
            <xsl:if test="$loose = 'line'"><xsl:attribute name="kind" select="'other'"/></xsl:if>
            <xsl:apply-templates select="current-group()" mode="inline"/>
          </xsl:element>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- ============================================================ marks -->
  <!-- The attributes of any element: id, view, language, hand, place …, its explanation, and whether it has an entry in the
       apparatus. -->
  <xsl:template name="marks" as="attribute()*">
    <xsl:param name="kind" as="xs:string?" select="()"/>
    <xsl:apply-templates select="@*" mode="mark"/>
    <xsl:if test="@rend or @rendition or @style or $has-selectors"><xsl:call-template name="styles"/></xsl:if>
    <xsl:if test="$has-rtl"><xsl:for-each select="f:direction(.)"><xsl:attribute name="dir" select="."/></xsl:for-each></xsl:if>
    <xsl:variable name="explanation" as="xs:string?"><xsl:apply-templates select="." mode="explain"/></xsl:variable>
    <xsl:for-each select="$explanation[normalize-space()]"><xsl:attribute name="label" select="."/></xsl:for-each>
    <xsl:if test="@p:alternatives or $kind ! $sign-of(.)[@noted = 'yes' or @noted = 'by-hand' and current()/@hand]"><xsl:attribute name="note" select="'yes'"/><xsl:call-template name="traits"/></xsl:if>
  </xsl:template>

  <!-- How it looks in the source. -->
  <xsl:template name="styles" as="attribute()?">
    <xsl:variable name="styles" as="xs:string*" select="f:styles(.)"/>
    <xsl:if test="exists($styles)"><xsl:attribute name="style" select="$styles" separator=" "/></xsl:if>
  </xsl:template>

  <xsl:mode name="mark" on-no-match="fail"/>

  <!-- Any other attribute is no mark. -->
  <xsl:template match="@*" mode="mark" priority="-1" as="empty-sequence()"/>

  <xsl:template match="@xml:id[. castable as xs:NCName]" mode="mark" as="attribute()"><xsl:attribute name="id" select="."/></xsl:template>
  <xsl:template match="@xml:lang[. castable as xs:language]" mode="mark" as="attribute()"><xsl:attribute name="xml:lang" select="f:language-tag(.)"/></xsl:template>
  <xsl:template match="@cert[. = ('low', 'medium')] | @p:pair | @p:piece | @p:number" mode="mark" as="attribute()"><xsl:copy/></xsl:template>
  <xsl:template match="@p:view[not(. = ../ancestor::*/@p:view)]" mode="mark" as="attribute()"><xsl:attribute name="view" select="."/></xsl:template>
  <xsl:template match="@hand | @corresp | @next | @prev | @change" mode="mark" as="attribute()?">
    <xsl:variable name="name" as="xs:string" select="local-name()"/>
    <xsl:for-each select="f:target(.)"><xsl:attribute name="{$name}" select="."/></xsl:for-each>
  </xsl:template>
  <xsl:template match="@rend[normalize-space()] | @when[normalize-space()]" mode="mark" as="attribute()">
    <xsl:attribute name="{local-name()}" select="normalize-space()"/>
  </xsl:template>
  <xsl:template match="@place[normalize-space()]" mode="mark" as="attribute()"><xsl:attribute name="place" select="f:place-of(.)"/></xsl:template>

  <xsl:template match="@facs" mode="mark" as="attribute()?">
    <xsl:for-each select="f:facs(.)"><xsl:attribute name="facs" select="."/></xsl:for-each>
  </xsl:template>

  <!-- ============================================================ spans and signs -->
  <xsl:template name="span" as="element(r:span)">
    <xsl:param name="kind" as="xs:string"/>
    <span kind="{$kind}">
      <xsl:call-template name="marks"><xsl:with-param name="kind" select="$kind"/></xsl:call-template>
      <xsl:if test="$page"><xsl:call-template name="entity"/></xsl:if>
      <xsl:call-template name="signed"><xsl:with-param name="kind" select="$kind"/></xsl:call-template>
    </span>
  </xsl:template>

  <!-- The content between the signs of its kind. -->
  <xsl:template name="signed" as="node()*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="reference" as="xs:string?" select="@ref ! f:safe-target(.)"/>
    <xsl:variable name="row" as="xs:string" select="f:sign-kind($kind, .)"/>
    <xsl:sequence select="f:sign($row, 'open')"/>
    <xsl:choose>
      <xsl:when test="$reference"><link target="{$reference}"><xsl:sequence select="f:name-there(@ref)"/><xsl:call-template name="lettered"><xsl:with-param name="row" select="$row"/></xsl:call-template></link></xsl:when>
      <xsl:otherwise><xsl:call-template name="lettered"><xsl:with-param name="row" select="$row"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
    <xsl:sequence select="f:sign($row, 'close')"/>
  </xsl:template>

  <!-- A sign after each letter (a dot below), if the table has one. -->
  <xsl:template name="lettered" as="node()*">
    <xsl:param name="row" as="xs:string"/>
    <xsl:variable name="sign" as="xs:string?" select="f:sign-text($sign-of($row)/@letter)"/>
    <xsl:choose>
      <xsl:when test="$sign">
        <xsl:variable name="content" as="node()*"><xsl:apply-templates select="node()" mode="inline"/></xsl:variable>
        <xsl:apply-templates select="$content" mode="letters"><xsl:with-param name="sign" tunnel="yes" select="$sign"/></xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="node()" mode="inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:mode name="letters" on-no-match="shallow-copy"/>
  <xsl:template match="r:sign | r:note | r:statement" mode="letters" as="element()"><xsl:copy-of select="."/></xsl:template>
  <xsl:template match="text()" mode="letters" as="node()*">
    <xsl:param name="sign" as="xs:string" tunnel="yes"/>
    <xsl:analyze-string select="." regex="[\p{{L}}\p{{N}}]\p{{M}}*">
      <xsl:matching-substring>{.}<sign>{$sign}</sign></xsl:matching-substring>
      <xsl:non-matching-substring>{.}</xsl:non-matching-substring>
    </xsl:analyze-string>
  </xsl:template>

  <!-- The kind of an element in the table of signs: with a value of the element, where there is a row for it. -->
  <xsl:function name="f:sign-kind" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if (not($has-special-rows($kind))) then $kind
        else ((($element/@unit ! f:unit-name(.), $element/@place ! f:place-of(.), $element/(@reason, @rend, @cert), 'paired'[$element/@p:pair]) ! tokenize(.) ! ($kind || '.' || .))[map:contains($sign-of, .)], $kind)[1]"/>
  </xsl:function>

  <xsl:function name="f:sign" as="element(r:sign)?">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="side" as="xs:string"/>
    <xsl:for-each select="$sign-of($kind)/(if ($side = 'open') then @open else @close)[string()]">
      <sign>
        <xsl:for-each select="../@view"><xsl:attribute name="view" select="."/></xsl:for-each>
        <xsl:text>{f:sign-text(.)}</xsl:text>
      </sign>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
