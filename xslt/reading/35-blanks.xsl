<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 4: blanks, and in the same copying the numbers of 40-apparatus.xsl. Reading document in and out. Runs of white space become one blank; none stands at the start or end of a
     piece of running text or beside a line end, and no view has two in a row: where a deletion is not shown, one of the
     blanks around it belongs to the other view alone (span kind="blank"). No blank between words is lost. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="blanks" on-no-match="fail"/>

  <xsl:template match="r:*" mode="blanks" as="element()" priority="-1">
    <xsl:copy copy-namespaces="no">
      <xsl:call-template name="numbered-marks"/>
      <xsl:apply-templates select="node()" mode="blanks"/>
    </xsl:copy>
  </xsl:template>

  <!-- Pieces of running text that end for themselves. -->
  <xsl:template match="r:paragraph | r:line | r:heading | r:stamp | r:verseline | r:cell | r:label | r:note | r:furniture | r:gap | r:unhandled"
                mode="blanks" as="element()">
    <xsl:copy copy-namespaces="no">
      <xsl:call-template name="numbered-marks"/>
      <xsl:call-template name="piece"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="piece" as="node()*">
    <xsl:choose>
      <xsl:when test="empty(*)"><xsl:value-of select="normalize-space()"/></xsl:when>
      <xsl:otherwise>
        <!-- what stands in one view only has blanks in that view; where nothing does, both views have the same -->
        <xsl:variable name="only" as="xs:string?" select="ancestor-or-self::*[@view][1]/@view"/>
        <xsl:variable name="views" as="xs:string*" select="if ($only) then $only else if (.//@view) then ('diplomatic', 'reading') else ''"/>
        <xsl:variable name="kept" as="map(xs:string, xs:boolean)*" select="$views ! f:blanks-of(f:atoms(current()/node(), .), .)"/>
        <xsl:apply-templates select="node()" mode="blanks">
          <xsl:with-param name="diplomatic" tunnel="yes" select="if ($only = 'reading') then map { } else $kept[1]"/>
          <xsl:with-param name="reading" tunnel="yes" select="if ($only = 'diplomatic') then map { } else $kept[last()]"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Told in the apparatus, not in the text; what varies in a reading, behind it in brackets. -->
  <xsl:template match="r:statement" mode="blanks" as="empty-sequence()"/>
  <xsl:template match="r:statement//r:statement" mode="blanks" as="node()+" priority="1">
    <sign> [</sign>
    <xsl:call-template name="piece"/>
    <sign>]</sign>
  </xsl:template>

  <!-- The text nodes, signs, breaks and asides of a piece of running text, in order; of what a view does not show, the whole. -->
  <xsl:function name="f:atoms" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="view" as="xs:string"/>
    <xsl:sequence select="
        for $node in $nodes return
          if ($node[self::r:span | self::r:link] and not($view and $node/@view != $view)) then f:atoms($node/node(), $view) else $node"/>
  </xsl:function>

  <!-- What an atom is to the blanks around it: text, another thing in the line (word), a line end (line), something that
       stands beside the line (beside), of the other view (hidden), or nothing. -->
  <xsl:function name="f:atom-kind" as="xs:string">
    <xsl:param name="atom" as="node()"/>
    <xsl:param name="view" as="xs:string"/>
    <xsl:sequence select="
        if ($view and $atom/@view != $view) then 'hidden'
        else if ($atom instance of text()) then 'text'
        else if ($atom/self::r:break) then ($atom/@kind[. = 'line'], 'nothing')[1]
        else if ($atom/self::r:furniture | $atom/self::r:statement) then 'nothing'
        else if ($atom/self::r:note[@kind = ('marginalia', 'footnote')]) then 'beside'
        else if ($atom/self::r:sign[following-sibling::node()]) then 'nothing'
        else if ($atom/self::r:sign[preceding-sibling::node()]) then 'beside'
        else 'word'"/>
  </xsl:function>

  <xsl:variable name="white" as="xs:string" select="' &#9;&#10;&#13;'"/>
  <!-- Signs that no blank stands before. -->
  <xsl:variable name="closing" as="xs:string" select="',.;:!?)]»”…'"/>

  <!-- The blanks that a view keeps (the empty string for both): ids of text nodes, with < for the blank before the words, > for the one behind. -->
  <xsl:function name="f:blanks-of" as="map(xs:string, xs:boolean)">
    <xsl:param name="atoms" as="node()*"/>
    <xsl:param name="view" as="xs:string"/>
    <xsl:variable name="ids" as="xs:string*">
      <xsl:iterate select="$atoms">
        <!-- words: words stand before on this line; waiting: a blank not yet followed by words;
             passed: what was passed since that blank (beside, hidden, or nothing). -->
        <xsl:param name="words" as="xs:boolean" select="false()"/>
        <xsl:param name="waiting" as="xs:string?" select="()"/>
        <xsl:param name="passed" as="xs:string" select="'nothing'"/>
        <xsl:variable name="kind" as="xs:string" select="f:atom-kind(., $view)"/>
        <xsl:variable name="core" as="xs:string" select="if ($kind = 'text') then normalize-space() else ''"/>
        <xsl:variable name="text" as="xs:string" select="if ($kind = 'text') then string() else ''"/>
        <xsl:variable name="opens" as="xs:string?" select="if ($text and contains($white, substring($text, 1, 1))) then generate-id() || '&lt;' else ()"/>
        <xsl:variable name="ends" as="xs:string?" select="if ($core and contains($white, substring($text, string-length($text)))) then generate-id() || '>' else ()"/>
        <xsl:variable name="due" as="xs:string?" select="if ($words and $kind ne 'line') then ($opens[$passed = 'beside'], $waiting, $opens)[1] else ()"/>
        <xsl:variable name="shows" as="xs:boolean" select="$core ne '' or $kind = 'word'"/>
        <xsl:sequence select="if ($shows and not($passed ne 'nothing' and $core and contains($closing, substring($core, 1, 1)))) then $due else ()"/>
        <xsl:next-iteration>
          <xsl:with-param name="words" select="$kind ne 'line' and ($words or $shows)"/>
          <xsl:with-param name="waiting" select="if ($shows) then $ends else $due"/>
          <xsl:with-param name="passed" select="if ($shows) then 'nothing' else ($kind[. = 'beside'], $passed[. ne 'nothing'], $kind[. = 'hidden'], 'nothing')[1]"/>
        </xsl:next-iteration>
      </xsl:iterate>
    </xsl:variable>
    <xsl:sequence select="map:merge($ids ! map:entry(., true()))"/>
  </xsl:function>

  <xsl:template match="r:sign/text()" mode="blanks" as="text()" priority="1"><xsl:sequence select="."/></xsl:template>

  <xsl:template match="text()" mode="blanks" as="node()*">
    <xsl:param name="diplomatic" as="map(xs:string, xs:boolean)" tunnel="yes" select="map { }"/>
    <xsl:param name="reading" as="map(xs:string, xs:boolean)" tunnel="yes" select="map { }"/>
    <xsl:variable name="id" as="xs:string" select="generate-id()"/>
    <xsl:sequence select="f:blank($id || '&lt;', $diplomatic, $reading, .)"/>
    <xsl:value-of select="normalize-space()"/>
    <xsl:sequence select="f:blank($id || '>', $diplomatic, $reading, .)"/>
  </xsl:template>

  <!-- A blank as text where every view that has the place keeps it, else as a span of the one view that does. -->
  <xsl:function name="f:blank" as="node()?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="diplomatic" as="map(xs:string, xs:boolean)"/>
    <xsl:param name="reading" as="map(xs:string, xs:boolean)"/>
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="on-paper" as="xs:boolean" select="map:contains($diplomatic, $id)"/>
    <xsl:variable name="read" as="xs:boolean" select="map:contains($reading, $id)"/>
    <xsl:choose>
      <xsl:when test="not($on-paper or $read)"/>
      <xsl:when test="$on-paper and $read or $text/ancestor::*/@view = (if ($read) then 'reading' else 'diplomatic')"><xsl:text> </xsl:text></xsl:when>
      <xsl:otherwise><span kind="blank" view="{if ($read) then 'reading' else 'diplomatic'}"><xsl:text> </xsl:text></span></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="r:span[@kind = 'blank']" mode="blanks" as="element()?">
    <xsl:variable name="content" as="node()*"><xsl:apply-templates mode="blanks"/></xsl:variable>
    <xsl:if test="exists($content[string()])"><xsl:copy copy-namespaces="no"><xsl:copy-of select="@*"/><xsl:sequence select="$content"/></xsl:copy></xsl:if>
  </xsl:template>
</xsl:stylesheet>
