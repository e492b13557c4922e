<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 2: white space, and the anchors that connect apparatus and margin with the lines of the page. The typesetter may
     break a line after an anchor before a word, and would count the anchor to the line before; so a start anchor is put
     after the first letter of its word, and an end anchor before the space that follows. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:f="urn:teikit:print:functions" xmlns="urn:teikit:print"
  xpath-default-namespace="urn:teikit:print" expand-text="yes" exclude-result-prefixes="#all">

  <xsl:mode name="anchor" on-no-match="fail"/>

  <xsl:key name="flow" match="text()" use="generate-id(f:flow(.))"/>

  <!-- The element in whose lines a node is set: a block of text or a note. -->
  <xsl:function name="f:flow" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor::*[self::p|self::head|self::line|self::stamp|self::label|self::cell[not(p | head | line | stamp | group | list | table | figure | verse)]|self::caption|self::verseline|self::margin|self::foot
      |self::fact|self::hand|self::siglum|self::specimen|self::lemma|self::statement|self::report][1]"/>
  </xsl:function>

  <xsl:function name="f:aside" as="xs:boolean">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="exists($node[self::margin|self::foot|self::point])"/>
  </xsl:function>

  <!-- ============================================================ white space -->
  <xsl:function name="f:spaced" as="map(xs:string, xs:string)">
    <xsl:param name="tree" as="document-node()"/>
    <xsl:map>
      <xsl:for-each-group select="$tree//text()[f:flow(.)]" group-by="generate-id(f:flow(.))">
        <xsl:sequence select="f:spaced-flow(current-group())"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

  <!-- One blank between words, none at the ends of a flow; a blank before a note moves to the text after the note. -->
  <xsl:function name="f:spaced-flow" as="map(xs:string, xs:string)*">
    <xsl:param name="texts" as="text()*"/>
    <xsl:iterate select="$texts">
      <xsl:param name="pending" as="xs:boolean" select="false()"/>
      <xsl:param name="separated" as="xs:boolean" select="true()"/>
      <xsl:variable name="own" as="xs:string" select="replace(., '\s+', ' ')"/>
      <xsl:variable name="bare" as="xs:string" select="replace($own, '^ ', '')"/>
      <xsl:variable name="blank" as="xs:string" select="
        if (preceding-sibling::node()[1][self::lb]) then ''
        else if ($pending) then (if (matches($bare, '^[.,;:!?)\]»”]')) then '' else ' ')
        else if ($own ne $bare and (not($separated) or preceding-sibling::node()[1][self::image])) then ' ' else ''"/>
      <xsl:variable name="text" as="xs:string" select="$blank || $bare"/>
      <xsl:variable name="next" as="node()?" select="following::node()[1]"/>
      <xsl:variable name="last" as="xs:boolean" select=". is $texts[last()]"/>
      <xsl:variable name="moved" as="xs:boolean" select="ends-with($text, ' ') and not($last) and f:aside($next)"/>
      <xsl:map-entry key="generate-id()" select="if ($last or $moved or $next[self::lb]) then replace($text, ' $', '') else $text"/>
      <xsl:next-iteration>
        <xsl:with-param name="pending" select="if ($text eq '') then $pending else $moved"/>
        <xsl:with-param name="separated" select="if ($text eq '') then $separated else ends-with($text, ' ')"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- ============================================================ where anchors go -->
  <!-- What is put where, by position and generated id. Of a text node: after its first letter (start-), its first word
       (word-), its last word (end-, close-). Of a block: before (lead-) and after (tail-) its text. Of an aside: its name
       (name-), and whether it moves into the text that follows it (carried-), as margin notes and page breaks among blocks
       do. -->
  <xsl:function name="f:places" as="map(xs:string, item()*)">
    <xsl:param name="tree" as="document-node()"/>
    <xsl:param name="spaced" as="map(xs:string, xs:string)"/>
    <xsl:variable name="refs" as="xs:string*" select="distinct-values($tree/*/entry/@ref)"/>
    <xsl:variable name="entries" as="map(xs:string, element()*)">
      <xsl:map><xsl:for-each-group select="$tree/*/entry" group-by="string(@ref)"><xsl:map-entry key="current-grouping-key()" select="current-group()"/></xsl:for-each-group></xsl:map>
    </xsl:variable>
    <xsl:variable name="positions" as="map(*)*">
      <xsl:sequence select="$tree/*/witness//span[@entity] ! f:mention(.)"/>
      <xsl:for-each select="$tree//(margin|foot|pb)"><xsl:map-entry key="'name-' || generate-id()" select="'m' || position()"/></xsl:for-each>
      <xsl:for-each select="$tree/*/witness">
        <xsl:variable name="texts" as="text()*" select=".//text()[map:get($spaced, generate-id()) ! normalize-space()][not(ancestor::margin|ancestor::foot)]"/>
        <xsl:sequence select=".//*[@id = $refs][not(ancestor::margin|ancestor::foot)] ! f:anchors-of(., $entries(string(@id)), $texts, f:first-of(., $entries(string(@id))/@from, $texts))"/>
        <xsl:sequence select=".//(margin|foot|pb|point)[not(f:flow(.))] ! f:carried(., $texts)"/>
        <xsl:sequence select="f:units(.//unit[not(ancestor::margin|ancestor::foot)], $texts[not(parent::sign)])"/>
        <xsl:sequence select="f:equal-words(.//*[@id = $refs][not(ancestor::margin|ancestor::foot)], $entries, $texts)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="map:merge($positions, map{'duplicates': 'combine'})"/>
  </xsl:function>

  <!-- The anchors of an element with text in the lines, and the place of its entries in the apparatus. -->
  <xsl:function name="f:anchors-of" as="map(*)*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="entries" as="element()*"/>
    <xsl:param name="texts" as="text()*"/>
    <xsl:param name="first" as="text()?"/>
    <xsl:variable name="all" as="text()*" select="$texts intersect $element//text()"/>
    <xsl:variable name="own" as="text()*" select="if ($all[not(parent::sign)]) then $all[not(parent::sign)] else $all"/>
    <!-- a point in the text without words of its own is behind the words before it -->
    <xsl:if test="empty($own) and $element/self::span and f:flow($element)">
      <xsl:variable name="before" as="text()?" select="($texts[. &lt;&lt; $element] intersect f:flow($element)//text())[last()]"/>
      <xsl:variable name="after" as="text()?" select="($texts[. >> $element] intersect f:flow($element)//text())[1]"/>
      <xsl:variable name="start" as="element()"><s ref="{$element/@id}"/></xsl:variable>
      <xsl:variable name="end" as="element()"><e ref="{$element/@id}"/></xsl:variable>
      <xsl:choose>
        <xsl:when test="$before and $first">
          <xsl:sequence select="map{'start-' || generate-id($first): $start}, map{'end-' || generate-id($before): $end, 'close-' || generate-id($before): $entries}"/>
        </xsl:when>
        <xsl:when test="$before">
          <xsl:sequence select="map{'end-' || generate-id($before): ($start, $end), 'close-' || generate-id($before): $entries}"/>
        </xsl:when>
        <xsl:when test="$after">
          <xsl:sequence select="map{'start-' || generate-id($after): ($start, $end), 'word-' || generate-id($after): $entries}"/>
        </xsl:when>
      </xsl:choose>
    </xsl:if>
    <xsl:if test="exists($own)">
      <xsl:variable name="start" as="element()"><s ref="{$element/@id}"/></xsl:variable>
      <xsl:variable name="end" as="element()"><e ref="{$element/@id}"/></xsl:variable>
      <xsl:sequence select="map{'start-' || generate-id($own[1]): $start, 'end-' || generate-id($own[last()]): $end}"/>
      <xsl:sequence select="map{(if (f:flow($element)) then 'close-' || generate-id($own[last()]) else 'word-' || generate-id($own[1])): $entries}"/>
    </xsl:if>
  </xsl:function>

  <!-- The text in which the lemma begins of an entry that is beside its end. -->
  <xsl:key name="identified" match="*[@id]" use="@id"/>
  <xsl:function name="f:first-of" as="text()?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="from" as="attribute()*"/>
    <xsl:param name="texts" as="text()*"/>
    <xsl:variable name="point" as="element()?" select="$from[1] ! key('identified', ., root($element))[1]"/>
    <xsl:sequence select="(if (normalize-space($point)) then $texts intersect $point//text() else if ($point) then $texts[. >> $point] else ())[1][. &lt;&lt; $element]"/>
  </xsl:function>

  <!-- A part with a number begins with the text that follows its mark. -->
  <xsl:function name="f:units" as="map(*)*">
    <xsl:param name="units" as="element(unit)*"/>
    <xsl:param name="texts" as="text()*"/>
    <xsl:iterate select="$units | $texts">
      <xsl:param name="waiting" as="element(unit)*" select="()"/>
      <xsl:if test="self::text() and exists($waiting)"><xsl:sequence select="map{'start-' || generate-id(): $waiting}"/></xsl:if>
      <xsl:next-iteration><xsl:with-param name="waiting" select="if (self::text()) then () else ($waiting, .)"/></xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- A lemma of one word, keyed to a line of the page: its equal words in the block get an anchor each (others-, by word), by
       which the typesetter counts those on the line. -->
  <xsl:function name="f:equal-words" as="map(*)*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:param name="entries" as="map(xs:string, element()*)"/>
    <xsl:param name="texts" as="text()*"/>
    <xsl:for-each select="$elements[f:flow(.)]">
      <xsl:variable name="flow" as="element()" select="f:flow(.)"/>
      <xsl:variable name="ref" as="xs:string" select="@id"/>
      <xsl:variable name="word" as="xs:string?" select="($entries($ref)[not(@at)]/lemma/f:word(.))[.][1]"/>
      <xsl:if test="$word">
        <xsl:variable name="same" as="text()*" select="$texts[contains(lower-case(.), $word)] intersect $flow//text()"/>
        <xsl:if test="sum($same ! count((tokenize(.) ! f:word(.))[. = $word])) gt 1">
          <xsl:sequence select="$same ! map{'others-' || generate-id(.): map{$word: $ref}}"/>
        </xsl:if>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- A word without capitals and punctuation; nothing for several words. -->
  <xsl:function name="f:word" as="xs:string?">
    <xsl:param name="text" as="item()"/>
    <xsl:variable name="bare" as="xs:string" select="lower-case(replace(normalize-space(string($text)), '^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$', ''))"/>
    <xsl:sequence select="$bare[.][not(contains(., ' '))]"/>
  </xsl:function>

  <!-- A piece of text with the anchors of equal words, each after the first letter. -->
  <xsl:function name="f:with-others" as="node()*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="others" as="map(xs:string, xs:string)*"/>
    <xsl:choose>
      <xsl:when test="empty($others)"><xsl:value-of select="$text"/></xsl:when>
      <xsl:otherwise>
        <xsl:analyze-string select="$text" regex="\p{{L}}[\p{{L}}\p{{M}}]*">
          <xsl:matching-substring>
            <xsl:variable name="first" as="xs:string" select="replace(., '^(\P{M}\p{M}*).*$', '$1', 's')"/>
            <xsl:value-of select="$first"/>
            <xsl:for-each select="$others ! .(lower-case(current()))"><o ref="{.}"/></xsl:for-each>
            <xsl:value-of select="substring(., string-length($first) + 1)"/>
          </xsl:matching-substring>
          <xsl:non-matching-substring><xsl:value-of select="."/></xsl:non-matching-substring>
        </xsl:analyze-string>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:carried" as="map(*)*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="texts" as="text()*"/>
    <xsl:variable name="before" as="text()?" select="$texts[. &lt;&lt; $element][last()]"/>
    <xsl:variable name="after" as="text()?" select="$texts[. >> $element][1]"/>
    <xsl:choose>
      <xsl:when test="$after and not($before and $element/self::foot)">
        <xsl:sequence select="map{'lead-' || generate-id(f:flow($after)): $element, 'carried-' || generate-id($element): true()}"/>
      </xsl:when>
      <xsl:when test="$before">
        <xsl:sequence select="map{'tail-' || generate-id(f:flow($before)): $element, 'carried-' || generate-id($element): true()}"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- ============================================================ the pass itself -->
  <xsl:template match="*" mode="anchor" as="element()">
    <xsl:param name="places" as="map(xs:string, item()*)" tunnel="yes"/>
    <xsl:copy>
      <xsl:copy-of select="@* except (@id, @entity, @key), @id[parent::witness], self::mention/(@entity, @key), self::entity/@key, @id[$indexed][parent::p | parent::head | parent::line | parent::verseline | parent::item | parent::group | parent::table | parent::figure | parent::list | parent::verse]"/>
      <xsl:for-each select="$places('lead-' || generate-id())"><xsl:call-template name="aside"/></xsl:for-each>
      <xsl:apply-templates mode="anchor"/>
      <xsl:for-each select="$places('tail-' || generate-id())"><xsl:call-template name="aside"/></xsl:for-each>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="unit" mode="anchor" as="empty-sequence()"/>

  <xsl:template match="document" mode="anchor" as="element()">
    <xsl:param name="places" as="map(xs:string, item()*)" tunnel="yes"/>
    <xsl:variable name="body" as="element()*"><xsl:apply-templates select="* except entry" mode="anchor"/></xsl:variable>
    <xsl:copy>
      <xsl:copy-of select="@*, $body"/>
      <xsl:apply-templates select="entry[not(@ref = $body//entry/@ref)]" mode="anchor"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="margin|foot|pb|point" mode="anchor" as="element()*">
    <xsl:param name="places" as="map(xs:string, item()*)" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="map:contains($places, 'carried-' || generate-id())"/>
      <xsl:when test="f:flow(.)"><xsl:call-template name="aside"/></xsl:when>
      <xsl:otherwise><p><xsl:call-template name="aside"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The aside itself, with the anchors and entries of all elements in it. -->
  <xsl:template name="aside" as="element()*">
    <xsl:param name="places" as="map(xs:string, item()*)" tunnel="yes"/>
    <xsl:variable name="explained" as="element()*" select="descendant-or-self::*/@id ! key('explained-by', ., root(current()))"/>
    <xsl:for-each select="distinct-values($explained/@ref)"><s ref="{.}"/><e ref="{.}"/></xsl:for-each>
    <xsl:if test="not(self::point)">
      <xsl:copy>
        <xsl:attribute name="name" select="$places('name-' || generate-id())"/>
        <xsl:copy-of select="@* except @id"/>
        <xsl:if test="self::pb and f:flow(.)"><xsl:attribute name="inside" select="'text'"/></xsl:if>
        <xsl:apply-templates mode="anchor"/>
      </xsl:copy>
    </xsl:if>
    <xsl:apply-templates select="$explained" mode="anchor"/>
  </xsl:template>
  <xsl:key name="explained-by" match="document/entry" use="@ref"/>

  <xsl:template match="text()" mode="anchor" as="node()*">
    <xsl:param name="spaced" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:param name="places" as="map(xs:string, item()*)" tunnel="yes"/>
    <xsl:variable name="key" as="xs:string" select="generate-id()"/>
    <xsl:variable name="text" as="xs:string" select="($spaced($key), string(.))[1]"/>
    <xsl:variable name="first" as="xs:string" select="replace($text, '^(\s*\P{M}\p{M}*).*$', '$1', 's')"/>
    <xsl:variable name="rest" as="xs:string" select="substring($text, string-length($first) + 1)"/>
    <xsl:variable name="word" as="xs:string" select="replace($rest, '\s.*$', '', 's')"/>
    <xsl:variable name="tail" as="xs:string" select="replace(substring($rest, string-length($word) + 1), '\s$', '')"/>
    <xsl:value-of select="$first"/>
    <xsl:copy-of select="$places('start-' || $key)"/>
    <xsl:variable name="others" as="map(xs:string, xs:string)*" select="$places('others-' || $key)"/>
    <xsl:for-each select="$others ! .(string(f:word($first || $word)))"><o ref="{.}"/></xsl:for-each>
    <xsl:value-of select="$word"/>
    <xsl:apply-templates select="$places('word-' || $key)" mode="anchor"/>
    <xsl:sequence select="f:with-others($tail, $others)"/>
    <xsl:copy-of select="$places('end-' || $key)"/>
    <xsl:apply-templates select="$places('close-' || $key)" mode="anchor"/>
    <xsl:value-of select="substring($rest, string-length($word || $tail) + 1)"/>
  </xsl:template>
</xsl:stylesheet>
