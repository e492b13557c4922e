<?xml version="1.0" encoding="UTF-8"?>
<!-- Passes 5 and 6: every noted span gets an id, and its entry in the apparatus; the kinds that occur, their line in the legend. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="number" on-no-match="shallow-copy"/>

  <xsl:key name="pair" match="r:*[@p:pair]" use="@p:pair"/>

  <!-- Of the two halves of a choice the one to be read has the entry, the other points to it; of the pieces of what lies
       between addSpan and anchor the first; a substitution has one for both its parts. -->
  <xsl:function name="f:is-noted" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[@note][not(@p:piece)][not(ancestor::r:statement)][not(@p:pair and @view = 'diplomatic')][not(parent::r:span/@kind = 'substitution' and self::r:span)])"/>
  </xsl:function>

  <xsl:template match="document-node()" mode="number" as="document-node()">
    <xsl:variable name="prefix" as="xs:string" select="if (r:witness/descendant-or-self::*/@id[matches(., '^n\d+$')]) then 'note-' else 'n'"/>
    <xsl:variable name="footnotes" as="element()*" select=".//r:note[@kind = 'footnote']"/>
    <xsl:variable name="nameless" as="element()*" select=".//r:*[@note][not(@id)][f:is-noted(.)]"/>
    <xsl:document>
      <xsl:apply-templates mode="number">
        <xsl:with-param name="ids" tunnel="yes" select="f:in-order($nameless)"/>
        <xsl:with-param name="prefix" tunnel="yes" select="$prefix"/>
        <xsl:with-param name="numbers" tunnel="yes" select="f:in-order($footnotes)"/>
      </xsl:apply-templates>
    </xsl:document>
  </xsl:template>

  <!-- The position of each of some elements, by generated id. -->
  <xsl:function name="f:in-order" as="map(xs:string, xs:integer)">
    <xsl:param name="elements" as="element()*"/>
    <xsl:sequence select="map:merge(for-each-pair($elements, 1 to count($elements), function($e, $n) { map:entry(generate-id($e), $n) }))"/>
  </xsl:function>

  <xsl:template match="r:*" mode="number" as="element()" priority="-1">
    <xsl:param name="ids" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:param name="prefix" as="xs:string" tunnel="yes"/>
    <xsl:param name="numbers" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:copy copy-namespaces="no">
      <xsl:copy-of select="@* except (@p:*, @note)"/>
      <xsl:for-each select="$ids(generate-id())"><xsl:attribute name="id" select="$prefix || ."/></xsl:for-each>
      <xsl:for-each select=".[not(@n-of)] ! $numbers(generate-id())"><xsl:attribute name="n-of" select="."/></xsl:for-each>
      <xsl:if test="f:is-noted(.)"><xsl:attribute name="note" select="'yes'"/></xsl:if>
      <xsl:for-each select="f:pair-of(.)"><xsl:attribute name="corresp" select="(@id, $ids(generate-id()) ! ($prefix || .))[1]"/></xsl:for-each>
      <xsl:apply-templates select="node()" mode="number"/>
    </xsl:copy>
  </xsl:template>

  <!-- The noted half of the choice whose paper half this is. -->
  <xsl:function name="f:pair-of" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element[@view = 'diplomatic']/@p:pair ! key('pair', ., root($element))[@view = 'reading'][f:is-noted(.)][1]"/>
  </xsl:function>

  <!-- ============================================================ entries -->
  <xsl:template name="apparatus" as="element(r:apparatus)">
    <xsl:param name="witnesses" as="element()+"/>
    <xsl:param name="spaced" as="document-node()"/>
    <xsl:variable name="stated" as="element()*" select="if ($spaced//r:statement) then $spaced//r:*[f:is-noted(.)] else ()"/>
    <apparatus>
      <xsl:for-each select="$witnesses//r:*[@note = 'yes']">
        <entry ref="{@id}" kind="{(@rend[. = 'app'] ! 'variant', @kind)[1]}">
          <xsl:copy-of select="(., r:span)/@hand => head()"/>
          <lemma>{f:lemma(.)}</lemma>
          <xsl:variable name="place" as="xs:integer" select="position()"/>
          <statement>
            <xsl:choose>
              <xsl:when test="$stated[$place]/r:statement"><xsl:apply-templates select="$stated[$place]/r:statement/node()" mode="quote"/></xsl:when>
              <xsl:otherwise>{@says}</xsl:otherwise>
            </xsl:choose>
          </statement>
        </entry>
      </xsl:for-each>
    </apparatus>
  </xsl:template>

  <!-- A reading in the apparatus: what it holds is quoted there, and has no place, id or entry of its own. -->
  <xsl:mode name="quote" on-no-match="shallow-copy"/>
  <xsl:template match="@id | @note | @p:* | @next | @prev | @corresp" mode="quote" as="empty-sequence()"/>
  <!-- A variant in a variant has its readings behind it, in brackets. -->
  <xsl:template match="r:statement" mode="quote" as="node()*"><sign> [</sign><xsl:apply-templates mode="quote"/><sign>]</sign></xsl:template>
  <xsl:template match="r:statement" mode="number" as="empty-sequence()"/>

  <!-- What the entry speaks of: its words, the middle of more than two left out. -->
  <xsl:function name="f:lemma" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(string-join(f:words($element, ($element/ancestor-or-self::*/@view, 'reading')[1])))"/>
    <xsl:sequence select="
        if (empty($words)) then normalize-space($element)
        else if (count($words) gt 2) then $words[1] || ' … ' || $words[last()]
        else string-join($words, ' ')"/>
  </xsl:function>

  <!-- The words of an element in a view, without signs and without the notes in it. -->
  <xsl:function name="f:words" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="view" as="xs:string"/>
    <xsl:for-each select="$element/node()">
      <xsl:choose>
        <xsl:when test="self::text()"><xsl:sequence select="string()"/></xsl:when>
        <xsl:when test="self::r:sign | self::r:statement | self::r:note | self::r:furniture | self::r:*[@view != $view]"/>
        <xsl:when test="self::r:break[not(@word)]"><xsl:sequence select="' '"/></xsl:when>
        <xsl:when test="self::r:gap"><xsl:sequence select="translate(string(), ' ', '&#160;')"/></xsl:when>
        <xsl:when test="self::r:span | self::r:link"><xsl:sequence select="f:words(., $view)"/></xsl:when>
        <xsl:otherwise><xsl:sequence select="f:words(., $view), ' '"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- ============================================================ legend -->
  <xsl:template name="legend" as="element(r:legend)">
    <xsl:param name="witnesses" as="element()+"/>
    <xsl:variable name="met" as="xs:string*" select="
        distinct-values($witnesses//(r:span | r:gap | r:unhandled | r:section[@kind = ('addition', 'deletion')]) ! (@kind, local-name())[1]),
        distinct-values($witnesses//r:note/@kind) ! f:note-sign(.)"/>
    <legend>
      <xsl:for-each select="$sign-table[@kind = $met][@specimen]">
        <entry kind="{@kind}" says="{@says}">
          <xsl:element name="{(@as, 'span')[1]}" namespace="urn:teikit:reading">
            <xsl:attribute name="kind" select="if (@kind = 'original-word') then 'original' else @kind"/>
            <xsl:sequence select="f:sign(@kind, 'open')"/>
            <xsl:text>{@specimen}</xsl:text>
            <xsl:sequence select="f:sign(@kind, 'close')"/>
          </xsl:element>
        </entry>
      </xsl:for-each>
    </legend>
  </xsl:template>
</xsl:stylesheet>
