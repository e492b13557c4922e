<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 5: white space, and in the same copy the ids of pass 4. Input and output are a reading document. A run of white
     space becomes one blank. No blank is at the start or end of a piece of running text or next to a line break, and no
     view has two in a row: where a view leaves out a deletion, one of the blanks around it belongs to the other view only
     (span kind="blank"). No blank between words is lost. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="whitespace" on-no-match="fail"/>

  <xsl:template match="r:*" mode="whitespace" as="element()" priority="-1">
    <xsl:copy copy-namespaces="no">
      <xsl:call-template name="numbered-marks"/>
      <xsl:apply-templates select="node()" mode="whitespace"/>
    </xsl:copy>
  </xsl:template>

  <!-- A blank at an edge of marked words is outside of them: before their opening sign, behind their closing sign and
       the mark of their note. -->
  <xsl:template match="(r:span[not(@kind = 'blank')] | r:link)[f:white-edge(., false()) or f:white-edge(., true())]" mode="whitespace" as="node()*" priority="0">
    <xsl:variable name="content" as="node()*"><xsl:apply-templates select="node()" mode="whitespace"/></xsl:variable>
    <xsl:variable name="words" as="xs:integer*" select="for $n in 1 to count($content) return $n[not($content[$n]/self::r:sign or f:is-blank($content[$n]))]"/>
    <xsl:variable name="view" as="attribute()?" select="@view[not(. = current()/ancestor::*/@view)]"/>
    <xsl:sequence select="$content[position() lt head($words)][f:is-blank(.)] ! f:blank-of(., $view)"/>
    <xsl:copy copy-namespaces="no">
      <xsl:call-template name="numbered-marks"/>
      <xsl:sequence select="$content[position() = (head($words) to $words[last()]) or not(f:is-blank(.))]"/>
    </xsl:copy>
    <xsl:sequence select="$content[position() gt $words[last()]][f:is-blank(.)] ! f:blank-of(., $view)"/>
  </xsl:template>

  <!-- Whether a span begins, or ends, with white space: its own, or that of a span there. -->
  <xsl:function name="f:white-edge" as="xs:boolean">
    <xsl:param name="span" as="element()"/>
    <xsl:param name="last" as="xs:boolean"/>
    <xsl:variable name="nodes" as="node()*" select="$span/node()[not(self::r:sign or self::r:statement)]"/>
    <xsl:variable name="edge" as="node()?" select="if ($last) then $nodes[last()] else $nodes[1]"/>
    <xsl:sequence select="
        if ($edge instance of text()) then contains($white, substring($edge, if ($last) then string-length($edge) else 1, 1))
        else exists($edge[self::r:span or self::r:link][f:white-edge(., $last)])"/>
  </xsl:function>

  <xsl:function name="f:is-blank" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string($node) = ' ' and ($node instance of text() or exists($node/self::r:span[@kind = 'blank']))"/>
  </xsl:function>

  <!-- A blank that leaves a span of one view stays in that view. -->
  <xsl:function name="f:blank-of" as="node()">
    <xsl:param name="blank" as="node()"/>
    <xsl:param name="view" as="attribute()?"/>
    <xsl:choose>
      <xsl:when test="$view and $blank instance of text()"><span kind="blank" view="{$view}">{$blank}</span></xsl:when>
      <xsl:otherwise><xsl:sequence select="$blank"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Pieces of running text: white space at their ends is dropped. -->
  <xsl:template match="r:paragraph | r:fact | r:siglum | r:line | r:heading | r:stamp | r:verseline | r:cell | r:label | r:note | r:furniture | r:gap | r:image | r:caption | r:unhandled"
                mode="whitespace" as="element()">
    <xsl:copy copy-namespaces="no">
      <xsl:call-template name="numbered-marks"/>
      <xsl:call-template name="piece"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="r:cell[r:paragraph | r:section | r:list | r:table | r:figure | r:heading | r:verse | r:line | r:stamp]" mode="whitespace" as="element()" priority="1">
    <xsl:copy copy-namespaces="no">
      <xsl:call-template name="numbered-marks"/>
      <xsl:apply-templates select="*" mode="whitespace"/>
    </xsl:copy>
  </xsl:template>

  <!-- A note of several blocks. -->
  <xsl:template match="r:note[@p:blocks]" mode="whitespace" as="element()" priority="1">
    <xsl:copy copy-namespaces="no">
      <xsl:call-template name="numbered-marks"/>
      <xsl:apply-templates select="node()" mode="whitespace"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="piece" as="node()*">
    <xsl:choose>
      <xsl:when test="empty(*)"><xsl:value-of select="normalize-space()"/></xsl:when>
      <xsl:otherwise>
        <!-- text of one view has blanks in that view; without such text, both views have the same blanks -->
        <xsl:variable name="only" as="xs:string?" select="ancestor-or-self::*[@view][1]/@view"/>
        <xsl:variable name="views" as="xs:string*" select="if ($only) then $only else if (.//@view) then ('diplomatic', 'reading') else ''"/>
        <xsl:variable name="kept" as="map(xs:string, xs:boolean)*" select="$views ! f:blanks-of(f:atoms(current()/node(), .), .)"/>
        <xsl:apply-templates select="node()" mode="whitespace">
          <xsl:with-param name="diplomatic" tunnel="yes" select="if ($only = 'reading') then map { } else $kept[1]"/>
          <xsl:with-param name="reading" tunnel="yes" select="if ($only = 'diplomatic') then map { } else $kept[last()]"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A statement belongs to the apparatus, not to the text; one inside a reading follows it in brackets. -->
  <xsl:template match="r:statement" mode="whitespace" as="empty-sequence()"/>
  <xsl:template match="r:statement//r:statement" mode="whitespace" as="node()+" priority="1">
    <sign> [</sign>
    <xsl:call-template name="piece"/>
    <sign>]</sign>
  </xsl:template>

  <!-- The text nodes, signs, breaks and notes of a piece of running text, in order; an element of another view is one atom. -->
  <xsl:function name="f:atoms" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="view" as="xs:string"/>
    <xsl:sequence select="
        for $node in $nodes return
          if ($node instance of text()) then $node
          else if (($node/self::r:span or $node/self::r:link) and not($view and $node/@view != $view)) then f:atoms($node/node(), $view)
          else $node"/>
  </xsl:function>

  <!-- How an atom other than text counts for the blanks around it: in the line like a word (word), a line break (line),
       next to the line (beside), of the other view (hidden), or not at all (nothing). -->
  <xsl:function name="f:atom-kind" as="xs:string">
    <xsl:param name="atom" as="element()"/>
    <xsl:param name="view" as="xs:string"/>
    <xsl:sequence select="
        if ($view and $atom/@view != $view) then 'hidden'
        else if ($atom/self::r:sign) then (
          if ($atom/following-sibling::node()) then 'nothing' else if ($atom/preceding-sibling::node()) then 'beside' else 'word')
        else if ($atom/self::r:note) then (if ($atom/@kind = ('marginalia', 'footnote', 'commentary')) then 'beside' else 'word')
        else if ($atom/self::r:break) then (if ($atom/@kind = 'line') then 'line' else 'nothing')
        else if ($atom/self::r:furniture or $atom/self::r:statement) then 'nothing'
        else 'word'"/>
  </xsl:function>

  <xsl:variable name="white" as="xs:string" static="yes" select="' &#9;&#10;&#13;'"/>
  <!-- Punctuation that has no blank before it. -->
  <xsl:variable name="closing" as="xs:string" static="yes" select="',.;:!?)]»”…'"/>

  <!-- The blanks that a view keeps (the empty string for both views): ids of text nodes, with < for the blank before its
       words, > for the one after them. -->
  <xsl:function name="f:blanks-of" as="map(xs:string, xs:boolean)">
    <xsl:param name="atoms" as="node()*"/>
    <xsl:param name="view" as="xs:string"/>
    <xsl:map>
      <xsl:iterate select="$atoms">
        <!-- words: there are words before on this line; waiting: a blank not yet followed by words; passed: what came since
             that blank (beside, hidden, or nothing). -->
        <xsl:param name="words" as="xs:boolean" select="false()"/>
        <xsl:param name="waiting" as="xs:string?" select="()"/>
        <xsl:param name="passed" as="xs:string" select="'nothing'"/>
        <xsl:choose>
          <xsl:when test=". instance of text()">
            <xsl:variable name="core" as="xs:string" select="normalize-space()"/>
            <xsl:variable name="opens" as="xs:string?" select="if ($words and contains($white, substring(., 1, 1))) then generate-id() || '&lt;' else ()"/>
            <xsl:variable name="due" as="xs:string?" select="if (empty($opens)) then $waiting else if ($passed = 'beside') then $opens else ($waiting, $opens)[1]"/>
            <xsl:choose>
              <xsl:when test="$core = ''"><xsl:next-iteration><xsl:with-param name="waiting" select="$due"/></xsl:next-iteration></xsl:when>
              <xsl:otherwise>
                <xsl:if test="exists($due) and ($passed = 'nothing' or not(contains($closing, substring($core, 1, 1))))"><xsl:map-entry key="$due" select="true()"/></xsl:if>
                <xsl:next-iteration>
                  <xsl:with-param name="words" select="true()"/>
                  <xsl:with-param name="waiting" select="if (contains($white, substring(., string-length()))) then generate-id() || '>' else ()"/>
                  <xsl:with-param name="passed" select="'nothing'"/>
                </xsl:next-iteration>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:when>
          <xsl:otherwise>
            <xsl:variable name="kind" as="xs:string" select="f:atom-kind(., $view)"/>
            <xsl:choose>
              <xsl:when test="$kind = 'word'">
                <xsl:if test="exists($waiting)"><xsl:map-entry key="$waiting" select="true()"/></xsl:if>
                <xsl:next-iteration>
                  <xsl:with-param name="words" select="true()"/>
                  <xsl:with-param name="waiting" select="()"/>
                  <xsl:with-param name="passed" select="'nothing'"/>
                </xsl:next-iteration>
              </xsl:when>
              <xsl:when test="$kind = 'line'">
                <xsl:next-iteration>
                  <xsl:with-param name="words" select="false()"/>
                  <xsl:with-param name="waiting" select="()"/>
                </xsl:next-iteration>
              </xsl:when>
              <xsl:when test="$kind = 'beside' or $kind = 'hidden' and $passed = 'nothing'">
                <xsl:next-iteration><xsl:with-param name="passed" select="$kind"/></xsl:next-iteration>
              </xsl:when>
              <xsl:otherwise><xsl:next-iteration/></xsl:otherwise>
            </xsl:choose>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:iterate>
    </xsl:map>
  </xsl:function>

  <!-- Words of the editor are signs in running text only: an entry is the editor's. -->
  <xsl:template match="r:statement//r:span[@kind = 'said']/r:sign" mode="whitespace" as="text()"><xsl:value-of select="."/></xsl:template>

  <xsl:template match="r:sign/text()" mode="whitespace" as="text()" priority="1"><xsl:sequence select="."/></xsl:template>

  <xsl:template match="text()" mode="whitespace" as="node()*">
    <xsl:param name="diplomatic" as="map(xs:string, xs:boolean)" tunnel="yes" select="map { }"/>
    <xsl:param name="reading" as="map(xs:string, xs:boolean)" tunnel="yes" select="map { }"/>
    <!-- a blank can only be kept where there is one: most pieces of text have none at their ends -->
    <xsl:if test="contains($white, substring(., 1, 1))"><xsl:sequence select="f:kept(generate-id() || '&lt;', $diplomatic, $reading, .)"/></xsl:if>
    <xsl:value-of select="normalize-space()"/>
    <xsl:if test="contains($white, substring(., string-length()))"><xsl:sequence select="f:kept(generate-id() || '>', $diplomatic, $reading, .)"/></xsl:if>
  </xsl:template>

  <!-- A blank that a view keeps: as text if all views keep it, else as a span of the one view that does. -->
  <xsl:function name="f:kept" as="node()?">
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

  <xsl:template match="r:span[@kind = 'blank']" mode="whitespace" as="element()?">
    <xsl:variable name="content" as="node()*"><xsl:apply-templates mode="whitespace"/></xsl:variable>
    <xsl:if test="exists($content[string()])"><xsl:copy copy-namespaces="no"><xsl:copy-of select="@*"/><xsl:sequence select="$content"/></xsl:copy></xsl:if>
  </xsl:template>
</xsl:stylesheet>
