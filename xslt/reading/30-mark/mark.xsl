<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3: TEI element to reading element, with its signs and its explanation. This file holds what all rules share:
     witnesses, the sorting of blocks from running text, the marks of an element, the span with its signs.
     Rules for blocks are in 31, for running text in 32, for notes and gaps in 33, explanations in 34. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="block" on-no-match="fail"/>
  <xsl:mode name="inline" on-no-match="fail"/>

  <!-- ============================================================ witnesses -->
  <!-- Each translation or transcription that is a division of the body is a witness, each text of a group likewise, and
       divisions in several languages that correspond part by part; a body without them is one. What stands beside them belongs to the witness before it (before the first: to the first), pages
       that begin to the next. -->
  <xsl:template name="witnesses" as="element(r:witness)+">
    <xsl:param name="text" as="element(text)+"/>
    <xsl:variable name="members" as="element()+" select="$text ! f:members(.)"/>
    <xsl:variable name="starts" as="element()*" select="$members[self::text or f:is-witness(.)]"/>
    <xsl:for-each-group select="$members" group-starting-with="*[f:starts-witness(., $starts)]">
      <xsl:call-template name="witness">
        <xsl:with-param name="members" select="current-group()"/>
        <xsl:with-param name="start" select="(current-group() intersect $starts)[1]"/>
        <xsl:with-param name="n" select="position()"/>
        <xsl:with-param name="starts" select="$starts"/>
      </xsl:call-template>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:variable name="witness-kinds" as="xs:string*" static="yes" select="'translation', 'transcription', 'original'"/>
  <xsl:function name="f:is-witness" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::div][parent::body][@type = $witness-kinds or @xml:lang and f:has-counterpart(.)])"/>
  </xsl:function>

  <!-- Whether a division beside it in another language corresponds to it, part by part: an original and its translation. -->
  <xsl:function name="f:has-counterpart" as="xs:boolean">
    <xsl:param name="division" as="element(div)"/>
    <xsl:variable name="points" as="xs:string*" select="$division/descendant-or-self::*/@corresp ! tokenize(.)"/>
    <xsl:sequence select="
        some $other in $division/../div[@xml:lang != $division/@xml:lang] satisfies (
          $other/descendant-or-self::*/@xml:id ! ('#' || .) = $points
          or $other/descendant-or-self::*/@corresp ! tokenize(.) = $division/descendant-or-self::*/@xml:id ! ('#' || .))"/>
  </xsl:function>

  <!-- The elements that are shared out to witnesses: whole texts, or the divisions of a text that holds several. -->
  <xsl:function name="f:members" as="element()*">
    <xsl:param name="text" as="element(text)"/>
    <xsl:sequence select="
        if ($text/group) then ($text/front, $text/group/(text/f:members(.), *[not(self::text)]), $text/back)/.
        else if ($text/body/*[f:is-witness(.)]) then ($text/(* except body), $text/body/*)/.
        else $text"/>
  </xsl:function>

  <xsl:function name="f:starts-witness" as="xs:boolean">
    <xsl:param name="member" as="element()"/>
    <xsl:param name="starts" as="element()+"/>
    <xsl:variable name="before" as="element()?" select="$member/preceding-sibling::*[1][f:begins-page(.)]"/>
    <xsl:variable name="next" as="element()?" select="$member/following-sibling::*[not(f:begins-page(.))][1]"/>
    <xsl:sequence select="
        if (not($member >> $starts[1])) then false()
        else if ($member intersect $starts) then empty($before)
        else f:begins-page($member) and empty($before) and exists($next intersect $starts)"/>
  </xsl:function>

  <xsl:function name="f:begins-page" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::pb | self::cb | self::gb | self::fw | self::milestone])"/>
  </xsl:function>

  <xsl:template name="witness" as="element(r:witness)">
    <xsl:param name="members" as="element()+"/>
    <xsl:param name="start" as="element()"/>
    <xsl:param name="n" as="xs:integer"/>
    <xsl:param name="starts" as="element()+"/>
    <xsl:variable name="kind" as="xs:string" select="($start/@type[. = $witness-kinds], 'text')[1]"/>
    <witness id="{($start/@xml:id, f:free-id($start, 'w' || $n))[1]}" n="{$n}" kind="{$kind}" label="{f:witness-label($start, $starts, $n)}"
             xml:lang="{f:nearest-language($start)}">
      <xsl:for-each select="f:target($start/@corresp)"><xsl:attribute name="corresp" select="."/></xsl:for-each>
      <xsl:for-each select="$members">
        <xsl:call-template name="blocks"><xsl:with-param name="nodes" select="f:content(., $start)"/></xsl:call-template>
      </xsl:for-each>
    </witness>
  </xsl:template>

  <!-- How a witness is called: by its kind where it is the only one of it, else by its number; in several languages, by its
       language besides. -->
  <xsl:function name="f:witness-label" as="xs:string">
    <xsl:param name="start" as="element()"/>
    <xsl:param name="starts" as="element()+"/>
    <xsl:param name="n" as="xs:integer"/>
    <xsl:variable name="several" as="xs:boolean" select="count(distinct-values($starts ! f:nearest-language(.))) gt 1"/>
    <xsl:variable name="kind" as="xs:string" select="f:witness-kind($start, $starts)"/>
    <xsl:variable name="alike" as="element()+" select="$starts[f:witness-kind(., $starts) = $kind][not($several) or f:nearest-language(.) = f:nearest-language($start)]"/>
    <xsl:variable name="called" as="xs:string?" select="if (count($alike) = 1) then f:name-of('witness', $kind) else m:message('witness.several', 'number', string($n))"/>
    <xsl:sequence select="
        if (not($several)) then $called
        else string-join(($called[not($kind = 'text' and count($alike) = 1)], f:language-name(f:nearest-language($start))), ', ')"/>
  </xsl:function>

  <!-- A transcription beside its translation is the original; what does not say what it is, is so by the language of the source. -->
  <xsl:function name="f:witness-kind" as="xs:string">
    <xsl:param name="start" as="element()"/>
    <xsl:param name="starts" as="element()+"/>
    <xsl:variable name="type" as="xs:string" select="($start/@type[. = $witness-kinds], 'text')[1]"/>
    <xsl:variable name="source" as="xs:string?" select="($header//textLang/@mainLang)[1] ! f:language-tag(.)"/>
    <xsl:variable name="others" as="element()*" select="$starts[f:nearest-language(.) ne f:nearest-language($start)]"/>
    <xsl:sequence select="
        if ($type = 'transcription' and $others/@type = 'translation') then 'original'
        else if ($type = 'text' and exists($others) and $source = $starts ! f:nearest-language(.))
        then (if ($source = f:nearest-language($start)) then 'original' else 'translation')
        else $type"/>
  </xsl:function>

  <xsl:template match="sourceDoc" mode="appendix" as="element(r:witness)">
    <witness id="{f:free-id(., 'source')}" n="{count(preceding-sibling::*) + 1}" kind="text" label="{m:message('witness.source')}" xml:lang="{f:nearest-language(.)}">
      <xsl:call-template name="blocks"/>
    </witness>
  </xsl:template>

  <!-- What stands apart from the text, behind it. An empty part is none. -->
  <xsl:mode name="appendix" on-no-match="fail"/>
  <xsl:template match="standOff | particDesc | settingDesc" mode="appendix" as="element(r:appendix)?">
    <xsl:variable name="content" as="element()*"><xsl:call-template name="blocks"><xsl:with-param name="nodes" select="*[parent::standOff or starts-with(local-name(), 'list')]"/></xsl:call-template></xsl:variable>
    <xsl:if test="$content//text()[normalize-space()]">
      <appendix id="{f:free-id(., 'appendix-' || (count(preceding-sibling::*[not(self::text)]) + 1))}" kind="register" label="{m:message('witness.register')}" xml:lang="{f:nearest-language(.)}">
        <xsl:sequence select="$content"/>
      </appendix>
    </xsl:if>
  </xsl:template>

  <!-- The nodes of a member: those of the witness itself lie directly in it. -->
  <xsl:function name="f:content" as="node()*">
    <xsl:param name="member" as="element()"/>
    <xsl:param name="start" as="element()"/>
    <xsl:sequence select="
        if (not($member is $start)) then $member
        else if ($member/self::text) then $member/(node() except body, body/node())/.
        else $member/node()"/>
  </xsl:function>

  <!-- An id that no element of the text has. -->
  <xsl:function name="f:free-id" as="xs:string">
    <xsl:param name="context" as="element()"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="if (key('by-id', $id, root($context))) then f:free-id($context, $id || '-') else $id"/>
  </xsl:function>

  <!-- ============================================================ blocks and running text -->
  <xsl:variable name="blocks" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'p', 'ab', 'head', 'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'list', 'item', 'table', 'row', 'lg', 'l',
      'opener', 'closer', 'postscript', 'trailer', 'argument', 'epigraph', 'floatingText', 'front', 'back', 'body', 'text', 'group',
      'titlePage', 'listBibl', 'sp', 'speaker', 'figure', 'docTitle', 'titlePart', 'docImprint', 'docEdition', 'imprimatur',
      'listPerson', 'listPlace', 'listOrg', 'listEvent', 'listObject', 'listNym', 'listRelation', 'listWit', 'listApp', 'listAnnotation', 'castList', 'castGroup',
      'person', 'personGrp', 'place', 'org', 'event', 'object', 'nym', 'msDesc', 'set', 'prologue', 'epilogue', 'performance', 'spGrp', 'entry', 'entryFree', 'superEntry', 'u', 'divGen', 'surface', 'surfaceGrp', 'zone', 'line') ! map:entry(., true()))"/>
  <!-- A line of its own where it stands among blocks, running text where it stands in a paragraph. -->
  <xsl:variable name="lines" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'salute', 'signed', 'dateline', 'byline', 'docAuthor', 'docDate', 'address', 'stamp', 'stage', 'move', 'camera', 'sound', 'tech', 'view', 'caption', 'fs', 'fLib', 'fvLib') ! map:entry(., true()))"/>
  <xsl:variable name="holders" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'body', 'front', 'back', 'opener', 'closer', 'postscript', 'titlePage',
      'argument', 'epigraph', 'text', 'add', 'del', 'damage', 'lg', 'list', 'sp', 'castList', 'set', 'prologue', 'epilogue', 'performance') ! map:entry(., true()))"/>
  <xsl:variable name="asides" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'note', 'pb', 'cb', 'gb', 'lb', 'fw', 'gap', 'milestone', 'anchor', 'space', 'addSpan', 'delSpan', 'damageSpan') ! map:entry(., true()))"/>

  <xsl:function name="f:is-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($node)"/>
    <xsl:sequence select="
        $node instance of element() and (
          $blocks($name)
          or $lines($name) and $holders(local-name($node/..)) and not(f:runs-on($node/..))
          or $node[self::seg]/..[self::opener | self::closer] and not(f:runs-on($node/..))
          or $node/* and not($asides($name) or $name = 'cell') and (some $child in f:in-text($node) satisfies f:is-block($child)))"/>
  </xsl:function>

  <!-- The elements in an element that stand in the text: of the readings of an apparatus the first alone. -->
  <xsl:function name="f:in-text" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/(if (self::app) then (lem, rdg, rdgGrp/(lem, rdg))[1][not(f:is-beside($element))] else *)"/>
  </xsl:function>

  <!-- An opener, closer or the like with words of its own between its elements is running text. -->
  <xsl:function name="f:runs-on" as="xs:boolean">
    <xsl:param name="holder" as="element()"/>
    <xsl:sequence select="exists($holder/text()[matches(., '[\p{L}\p{N}]')])"/>
  </xsl:function>

  <xsl:function name="f:is-aside" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$asides(local-name($node)) or $node instance of text() and not(normalize-space($node))"/>
  </xsl:function>

  <!-- Nodes as blocks: what is running text among them becomes a paragraph (or a line) of its own. The first of these takes
       the marks of `owner`, the others continue it. -->
  <xsl:template name="blocks" as="element()*">
    <xsl:param name="nodes" as="node()*" select="node()"/>
    <xsl:param name="loose" as="xs:string" select="'paragraph'"/>
    <xsl:for-each-group select="$nodes" group-adjacent="f:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="block"/></xsl:when>
        <xsl:when test="every $node in current-group() satisfies f:is-aside($node)">
          <xsl:variable name="asides" as="node()*"><xsl:apply-templates select="current-group()[not(self::text() or self::lb)]" mode="inline"/></xsl:variable>
          <xsl:sequence select="$asides[self::*[not(self::r:span)]]"/>
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
  <!-- What an element carries whatever it is: its id, view, language, hand, place … and its explanation in words. -->
  <xsl:template name="marks" as="attribute()*">
    <xsl:param name="kind" as="xs:string?" select="()"/>
    <xsl:apply-templates select="@*" mode="mark"/>
    <xsl:variable name="explanation" as="xs:string?"><xsl:apply-templates select="." mode="explain"/></xsl:variable>
    <xsl:for-each select="$explanation[normalize-space()]"><xsl:attribute name="label" select="."/></xsl:for-each>
    <xsl:if test="@p:alternatives or $kind ! $sign-of(.)[@noted = 'yes' or @noted = 'by-hand' and current()/@hand]"><xsl:attribute name="note" select="'yes'"/></xsl:if>
  </xsl:template>

  <xsl:mode name="mark" on-no-match="deep-skip"/>

  <xsl:template match="@xml:id[. castable as xs:NCName]" mode="mark" as="attribute()"><xsl:attribute name="id" select="."/></xsl:template>
  <xsl:template match="@xml:lang[. castable as xs:language]" mode="mark" as="attribute()"><xsl:attribute name="xml:lang" select="f:language-tag(.)"/></xsl:template>
  <xsl:template match="@cert[. = ('low', 'medium')] | @p:pair | @p:piece" mode="mark" as="attribute()"><xsl:copy/></xsl:template>
  <xsl:template match="@p:view[not(. = ../ancestor::*/@p:view)]" mode="mark" as="attribute()"><xsl:attribute name="view" select="."/></xsl:template>
  <xsl:template match="@hand | @corresp | @next | @prev | @change" mode="mark" as="attribute()?">
    <xsl:variable name="name" as="xs:string" select="local-name()"/>
    <xsl:for-each select="f:target(.)"><xsl:attribute name="{$name}" select="."/></xsl:for-each>
  </xsl:template>
  <xsl:template match="@place[normalize-space()] | @rend[normalize-space()] | @when[normalize-space()]" mode="mark" as="attribute()">
    <xsl:attribute name="{local-name()}" select="normalize-space()"/>
  </xsl:template>

  <xsl:template match="@facs" mode="mark" as="attribute()?">
    <xsl:for-each select="f:facs(.)"><xsl:attribute name="facs" select="."/></xsl:for-each>
  </xsl:template>

  <!-- ============================================================ spans and signs -->
  <xsl:template name="span" as="element(r:span)">
    <xsl:param name="kind" as="xs:string"/>
    <span kind="{$kind}">
      <xsl:call-template name="marks"><xsl:with-param name="kind" select="$kind"/></xsl:call-template>
      <xsl:call-template name="signed"><xsl:with-param name="kind" select="$kind"/></xsl:call-template>
    </span>
  </xsl:template>

  <!-- Content between the signs of its kind. -->
  <xsl:template name="signed" as="node()*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="reference" as="xs:string?" select="@ref ! f:safe-target(.)"/>
    <xsl:variable name="row" as="xs:string" select="f:sign-kind($kind, .)"/>
    <xsl:sequence select="f:sign($row, 'open')"/>
    <xsl:choose>
      <xsl:when test="$reference"><link target="{$reference}"><xsl:call-template name="lettered"><xsl:with-param name="row" select="$row"/></xsl:call-template></link></xsl:when>
      <xsl:otherwise><xsl:call-template name="lettered"><xsl:with-param name="row" select="$row"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
    <xsl:sequence select="f:sign($row, 'close')"/>
  </xsl:template>

  <!-- A sign behind each letter (a dot below), where the table has one. -->
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
