<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, notes (Guidelines 3.9): what kind each is (notes.xml), and whether it is short enough to be beside the line. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:p="urn:teikit:reading:pass" xmlns:n="urn:teikit:notes"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="notes-table" as="element(n:notes)" static="yes" select="doc('../notes.xml')/n:notes"/>
  <xsl:variable name="note-types" as="map(xs:string, element(n:kind))" static="yes" select="map:merge($notes-table/n:kind ! (for $t in tokenize(@types) return map:entry($t, .)))"/>
  <xsl:variable name="note-places" as="map(xs:string, element(n:kind))" static="yes" select="map:merge($notes-table/n:kind ! (for $t in tokenize(@places) return map:entry($t, .)))"/>
  <xsl:variable name="side-words" as="xs:integer" static="yes" select="xs:integer($notes-table/n:side/@words)"/>

  <!-- Kinds that are never in the sentence: the source's own foot notes, the notes of the editor. -->
  <xsl:variable name="apart" as="map(xs:string, xs:boolean)" static="yes" select="map { 'footnote': true(), 'commentary': true() }"/>

  <!-- Whether teikit made the document from a transcript: its bracketed notes are brackets of the transcript. -->
  <xsl:variable name="own" as="xs:boolean" select="$header/encodingDesc/appInfo/application/@ident = 'teikit'"/>

  <xsl:template match="note" mode="inline block" as="element(r:note)">
    <xsl:call-template name="note"><xsl:with-param name="kind" select="f:note-kind(.)"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="note" as="element(r:note)">
    <xsl:param name="kind" as="xs:string"/>
    <note kind="{$kind}">
      <xsl:call-template name="marks"><xsl:with-param name="kind" select="f:note-sign($kind)"/></xsl:call-template>
      <xsl:for-each select="@type[normalize-space()]"><xsl:attribute name="type" select="normalize-space()"/></xsl:for-each>
      <xsl:for-each select="@n[$apart($kind)][normalize-space()]"><xsl:attribute name="n-of" select="normalize-space()"/></xsl:for-each>
      <xsl:choose>
        <xsl:when test="$apart($kind)"><xsl:call-template name="note-content"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="signed"><xsl:with-param name="kind" select="f:note-sign($kind)"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </note>
  </xsl:template>

  <!-- Running text, or blocks where the note has more than one paragraph. -->
  <xsl:template name="note-content" as="node()*">
    <xsl:variable name="only" as="element()?" select="(p | ab)[count(../*) = 1][not(../text()[normalize-space()])][not(f:holds-blocks(.))]"/>
    <xsl:variable name="blocks" as="xs:boolean" select="not($only) and f:holds-blocks(.)"/>
    <xsl:attribute name="size" select="if ($blocks or count(tokenize(string())) gt $side-words) then 'long' else 'short'"/>
    <xsl:choose>
      <xsl:when test="$blocks"><xsl:attribute name="p:blocks" select="'yes'"/><xsl:call-template name="blocks"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="($only, .)[1]/node()" mode="inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The kind of a note: by its type, else by its hand and place, else by its label. A note of the header is in brackets,
       as there is no line that it could be beside. -->
  <xsl:function name="f:note-kind" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="type" as="element(n:kind)?" select="$note-types(lower-case($note/@type))"/>
    <xsl:variable name="places" as="element(n:kind)*" select="tokenize($note/@place) ! $note-places(replace(., '-.*$', ''))"/>
    <xsl:sequence select="
        if ($note/ancestor::teiHeader) then ($type[@bracketed]/@name, 'editorial')[1]
        else if ($type/@bracketed) then (if (tokenize($note/@place) = 'inline' or f:is-bracketed($note, $type)) then $type/@name else 'commentary')
        else ($type/@name, 'marginalia'[$note/@hand], $places/@name, 'footnote'[$note[@n or @p:mark][not(@type or @resp)]], 'commentary')[1]"/>
  </xsl:function>

  <xsl:function name="f:is-bracketed" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:param name="type" as="element(n:kind)"/>
    <xsl:sequence select="$own or count(tokenize($note)) le xs:integer($type/@bracketed) and not(f:holds-blocks($note))"/>
  </xsl:function>

  <!-- The kind of a note in the table of signs: a spelling (orig) and a word of the original language have different rows. -->
  <xsl:function name="f:note-sign" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="if ($kind = 'original') then 'original-word' else $kind"/>
  </xsl:function>

  <!-- Words of a note that describe the paper. -->
  <xsl:template match="note/desc" mode="inline" as="element(r:span)" priority="1">
    <xsl:call-template name="span"><xsl:with-param name="kind" select="'description'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="noteGrp" mode="inline" as="node()*" priority="3"><xsl:apply-templates select="node()" mode="inline"/></xsl:template>
  <xsl:template match="noteGrp" mode="block" as="element()*" priority="3"><xsl:call-template name="blocks"/></xsl:template>

  <!-- ============================================================ labels -->
  <!-- The label of each note that has a mark in the text, by its generated id. The source's own labels are kept; its notes
       without one are counted; the editor's are a series of their own, in which no other label is. -->
  <xsl:function name="f:note-labels" as="map(xs:string, xs:string)">
    <xsl:param name="notes" as="element(r:note)*"/>
    <xsl:param name="apparatus" as="xs:string*"/>
    <xsl:variable name="given" as="element(r:note)*" select="$notes[@n-of]"/>
    <xsl:variable name="repeated" as="map(xs:string, xs:integer)" select="f:counts($given/@n-of ! f:bare-label(.))"/>
    <xsl:variable name="kept" as="element(r:note)*" select="$given[@kind = 'footnote' or $repeated(f:bare-label(@n-of)) = 1]"/>
    <xsl:variable name="taken" as="map(xs:string, xs:boolean)" select="f:set($kept/@n-of ! f:bare-label(.))"/>
    <xsl:variable name="others" as="element(r:note)*" select="($notes except $kept)[f:has-mark(.)]"/>
    <xsl:variable name="of-source" as="element(r:note)*" select="$others[@kind = 'footnote']"/>
    <xsl:variable name="numbers" as="xs:string*" select="((1 to count($notes)) ! string())[not($taken(.))]"/>
    <xsl:variable name="counted" as="xs:string*" select="subsequence($numbers, 1, count($of-source))"/>
    <xsl:variable name="of-editor" as="element(r:note)*" select="$others except $of-source"/>
    <xsl:sequence select="map:merge((
        $kept ! map:entry(generate-id(), string(@n-of)),
        for-each-pair($of-source, $counted, function($note, $label) { map:entry(generate-id($note), $label) }),
        for-each-pair($of-editor, f:series('commentary', count($of-editor), map:merge(($taken, f:set(($counted, $apparatus))))),
          function($note, $label) { map:entry(generate-id($note), $label) })))"/>
  </xsl:function>

  <!-- The ids of notes without one, by generated id: none that an element of the text has. -->
  <xsl:function name="f:note-ids" as="map(xs:string, xs:string)">
    <xsl:param name="notes" as="element(r:note)*"/>
    <xsl:param name="marked" as="document-node()"/>
    <xsl:variable name="prefix" as="xs:string" select="if (some $id in $marked//@id satisfies starts-with($id, 'foot-')) then 'foot-note-' else 'foot-'"/>
    <xsl:sequence select="map:merge(for-each-pair($notes, 1 to count($notes), function($note, $n) { map:entry(generate-id($note), $prefix || $n) }))"/>
  </xsl:function>

  <!-- As many labels as are needed, of the first series in which none is taken. -->
  <xsl:function name="f:series" as="xs:string*">
    <xsl:param name="of" as="xs:string"/>
    <xsl:param name="count" as="xs:integer"/>
    <xsl:param name="taken" as="map(xs:string, xs:boolean)"/>
    <xsl:variable name="free" as="xs:string*" select="
        ($notes-table/n:series[@of = $of]/@pictures ! tokenize(.))[every $n in 1 to $count satisfies not($taken(format-integer($n, .)))]"/>
    <xsl:sequence select="
        if (exists($free)) then (1 to $count) ! format-integer(., $free[1])
        else let $prefix := f:free-prefix('n', $taken) return (1 to $count) ! ($prefix || .)"/>
  </xsl:function>

  <xsl:function name="f:free-prefix" as="xs:string">
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:param name="taken" as="map(xs:string, xs:boolean)"/>
    <xsl:sequence select="if (some $label in map:keys($taken) satisfies starts-with($label, $prefix)) then f:free-prefix($prefix || 'n', $taken) else $prefix"/>
  </xsl:function>

  <!-- A label without brackets and capitals, to be compared: "(1)" and "1." are the same as "1". -->
  <xsl:function name="f:bare-label" as="xs:string">
    <xsl:param name="label" as="xs:string"/>
    <xsl:variable name="bare" as="xs:string" select="lower-case(replace($label, '[\s().\[\]]', ''))"/>
    <xsl:sequence select="($bare[.], $label)[1]"/>
  </xsl:function>

  <xsl:function name="f:counts" as="map(xs:string, xs:integer)">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:map><xsl:for-each-group select="$words" group-by="."><xsl:map-entry key="current-grouping-key()" select="count(current-group())"/></xsl:for-each-group></xsl:map>
  </xsl:function>

  <!-- Whether a note is on words of the text; among blocks it is at its place, without a mark. -->
  <xsl:function name="f:has-mark" as="xs:boolean">
    <xsl:param name="note" as="element(r:note)"/>
    <xsl:sequence select="empty($note/parent::*[self::r:witness | self::r:section | self::r:verse | self::r:list | self::r:item | self::r:appendix | self::r:note[@p:blocks]])"/>
  </xsl:function>
</xsl:stylesheet>
