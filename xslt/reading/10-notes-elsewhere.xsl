<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 1, notes that are not at their place: a note behind the text or in standOff (Guidelines 3.9.1.2, 16.10) moves to the
     pointer that is its mark, else to the place that it points to; it is shown there and nowhere else. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:p="urn:teikit:reading:pass" xmlns:n="urn:teikit:notes"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:key name="by-pointer" match="ref | ptr" use="f:target(@target)"/>

  <!-- Notes that are among blocks, so that a place in the text can only be named. -->
  <xsl:variable name="far-notes" as="element(note)*" select="
      ($text | $tei/standOff)//note[@target or @xml:id][ancestor::back or parent::*[self::noteGrp or self::standOff or self::body or f:is-division(.)]][not(ancestor::note)]"/>

  <xsl:function name="f:is-division" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="local-name($element) = $division-names"/>
  </xsl:function>

  <!-- The note whose mark a pointer is, by the generated id of the pointer. Of several pointers to a note the first is
       its mark. -->
  <xsl:variable name="note-of-mark" as="map(xs:string, element(note))" select="
      map:merge($far-notes[@xml:id] ! (let $note := ., $mark := key('by-pointer', @xml:id, root($tei))[f:is-mark(.)][1] return $mark ! map:entry(generate-id(), $note)))"/>

  <xsl:function name="f:is-mark" as="xs:boolean">
    <xsl:param name="pointer" as="element()"/>
    <xsl:variable name="table" as="element(n:mark)" select="$notes-table/n:mark"/>
    <xsl:sequence select="
        f:is-place($pointer)
        and (string-length(normalize-space($pointer)) le xs:integer($table/@characters) or $pointer/@type = tokenize($table/@types))"/>
  </xsl:function>

  <!-- Whether an element is in the text and not where a note could get lost: in another note, in one half of a choice. -->
  <xsl:function name="f:is-place" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element[ancestor::text or ancestor::sourceDoc][not(ancestor-or-self::note or ancestor-or-self::listApp or parent::choice)])"/>
  </xsl:function>

  <!-- Notes by the id of the place that they point to. -->
  <xsl:variable name="notes-at" as="map(xs:string, element(note)+)" select="
      let $marked := f:set(map:for-each($note-of-mark, function($mark, $note) { generate-id($note) }))
      return map:merge(
        $far-notes[not($marked(generate-id()))] ! (let $note := ., $id := (f:target(@targetEnd), f:target(@target))[f:is-place-id(.)][1] return $id ! map:entry(., $note)),
        map { 'duplicates': 'combine' })"/>

  <xsl:function name="f:is-place-id" as="xs:boolean">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="exists(key('by-id', $id, root($tei))[1][f:is-place(.)])"/>
  </xsl:function>

  <xsl:variable name="moved-notes" as="map(xs:string, xs:boolean)" select="
      f:set((map:for-each($note-of-mark, function($mark, $note) { generate-id($note) }), map:for-each($notes-at, function($id, $notes) { $notes ! generate-id() })))"/>

  <xsl:template match="note[map:contains($moved-notes, generate-id())]" mode="select" as="empty-sequence()" priority="10"/>

  <!-- A mark becomes its note, with the words of the mark as its label. -->
  <xsl:template match="ref[map:contains($note-of-mark, generate-id())] | ptr[map:contains($note-of-mark, generate-id())]" mode="select" as="element()+" priority="10">
    <xsl:variable name="label" as="xs:string" select="normalize-space()"/>
    <xsl:if test="@xml:id"><xsl:element name="anchor" namespace="http://www.tei-c.org/ns/1.0"><xsl:copy-of select="@xml:id"/></xsl:element></xsl:if>
    <xsl:for-each select="$note-of-mark(generate-id())">
      <xsl:copy>
        <xsl:attribute name="p:mark" select="'yes'"/>
        <xsl:if test="$label"><xsl:attribute name="n" select="$label"/></xsl:if>
        <xsl:copy-of select="@* except @n[$label]"/>
        <xsl:apply-templates select="node()" mode="select"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:template>

  <!-- The notes on an element follow it; in a block of text they are at its end, in a block of blocks at its start. -->
  <xsl:template match="*[@xml:id][map:contains($notes-at, @xml:id)]" mode="select" as="node()*" priority="9">
    <xsl:variable name="notes" as="element()+">
      <xsl:for-each select="$notes-at(@xml:id)"><xsl:copy><xsl:apply-templates select="@*, node()" mode="select"/></xsl:copy></xsl:for-each>
    </xsl:variable>
    <xsl:variable name="copy" as="node()*"><xsl:next-match/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$copy[1] instance of element() and not($asides(local-name())) and ($blocks(local-name()) or $lines(local-name()) or $holds-elements(local-name(..)))">
        <xsl:variable name="first" as="xs:boolean" select="f:holds-elements(.)"/>
        <xsl:for-each select="$copy[1]">
          <xsl:copy>
            <xsl:variable name="headings" as="node()*" select="if ($first) then *[self::head or self::speaker][last()]/(preceding-sibling::node(), .) else node()"/>
            <xsl:sequence select="@*, $headings, $notes, node() except $headings"/>
          </xsl:copy>
        </xsl:for-each>
        <xsl:sequence select="tail($copy)"/>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$copy, $notes"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:holds-elements" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($holds-elements(local-name($element)))"/>
  </xsl:function>
</xsl:stylesheet>
