<?xml version="1.0" encoding="UTF-8"?>
<!-- Marks where the witnesses of a reading document differ. Two runs: `words` writes the words of each witness for the
     collation (teikit/collation), `differences` marks the differences in the text and lists them. The words of the reading
     view are compared, without signs, notes, page numbers and gaps: a deletion has an entry of its own and is not a
     difference of the text. Parameters: run (words or differences); units (the differences, as JSON: [{"differs": "moved",
     "partner": 3, "at": {"w1": [4, 9], "w2": [4, 4]}}, …], half-open ranges of the words of a witness, counted from 0); only (the ids of the
     witnesses that are collated, separated by blanks). -->
<xsl:package name="urn:teikit:collation" package-version="1.0" version="3.0"
             xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
             xmlns:c="urn:teikit:collation" xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
             xmlns="urn:teikit:reading" xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:include href="signs.xsl"/>
  <xsl:include href="renderings-table.xsl"/>
  <xsl:include href="functions.xsl"/>
  <xsl:include href="../messages.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>
  <xsl:param name="run" as="xs:string" select="'words'"/>
  <xsl:param name="units" as="xs:string" select="'[]'"/>
  <xsl:param name="only" as="xs:string" select="string-join(/document/witness/@id, ' ')"/>

  <xsl:variable name="unit" as="map(*)*" select="parse-json($units)?*"/>
  <xsl:variable name="document" as="element(document)" select="/document"/>
  <xsl:variable name="prefix" as="xs:string" select="if ($document//@id[matches(., '^d\d+-')]) then 'difference-' else 'd'"/>
  <xsl:variable name="labels" as="map(xs:string, xs:string)" select="map:merge($document/witness ! map:entry(string(@id), string(@label)))"/>

  <xsl:variable name="numbered" as="element(witness)*" select="$document/witness[@id = tokenize($only)] ! c:numbered(.)"/>
  <xsl:variable name="last-of" as="map(xs:string, element(c:w))" select="map:merge($numbered ! (let $w := . return ($w//c:w)[last()] ! map:entry(string($w/@id), .)))"/>
  <!-- Each word, by witness and number. -->
  <xsl:variable name="word-of" as="map(xs:string, xs:string)" select="map:merge($numbered ! c:words-of(.))"/>

  <!-- The difference (unit) that each word belongs to, by witness and number of the word. -->
  <xsl:variable name="unit-of" as="map(xs:string, xs:integer)" select="
      map:merge(for $u in 1 to count($unit), $w in map:keys($unit[$u]?at), $n in c:numbers($unit[$u], $w) return map:entry($w || ' ' || $n, $u))"/>
  <!-- The units in which a witness has no words, by the word before which they are missing. -->
  <xsl:variable name="absent-before" as="map(xs:string, xs:integer*)" select="
      map:merge(for $u in 1 to count($unit), $w in map:keys($unit[$u]?at) return
                  if (empty(c:numbers($unit[$u], $w))) then map:entry($w || ' ' || $unit[$u]?at($w)(1), $u) else (),
                map { 'duplicates': 'combine' })"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="number" on-no-match="shallow-copy"/>
  <xsl:mode name="mark" on-no-match="shallow-copy"/>

  <xsl:template match="/" as="item()*">
    <xsl:choose>
      <xsl:when test="$run = 'words'">
        <xsl:value-of select="$numbered ! c:lines(.)" separator=""/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:document>
          <document>
            <xsl:copy-of select="$document/@*, $document/legend/preceding-sibling::*"/>
            <legend>
              <xsl:copy-of select="$document/legend/entry"/>
              <xsl:if test="map:size($absent-before) gt 0">
                <entry kind="absent" label="{f:sign-label($sign-of('absent'))}"><span kind="absent"><sign>{f:sign-text($sign-of('absent')/@open)}</sign></span></entry>
              </xsl:if>
            </legend>
            <xsl:for-each select="for $witness in $document/witness return ($numbered[@id = $witness/@id], $witness)[1]">
              <xsl:apply-templates select="." mode="mark"><xsl:with-param name="witness" tunnel="yes" select="string(@id)"/></xsl:apply-templates>
            </xsl:for-each>
            <xsl:copy-of select="$document/witness[last()]/following-sibling::*"/>
            <xsl:call-template name="collation"/>
          </document>
        </xsl:document>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="c:numbers" as="xs:integer*">
    <xsl:param name="unit" as="map(*)"/>
    <xsl:param name="witness" as="xs:string"/>
    <xsl:sequence select="xs:integer($unit?at($witness)(1)) to xs:integer($unit?at($witness)(2)) - 1"/>
  </xsl:function>

  <!-- ============================================================ words -->
  <!-- A witness with its words numbered from 0: <c:w n="17">, several if markup begins or ends inside the word. The first
       of them has @block, the number of the first word of its block. -->
  <xsl:function name="c:numbered" as="element(witness)">
    <xsl:param name="witness" as="element(witness)"/>
    <xsl:variable name="texts" as="text()*" select="$witness//text()[c:counts(.)]"/>
    <xsl:variable name="pieces" as="map(xs:string, map(*))">
      <xsl:map>
        <xsl:iterate select="c:blocks($texts)">
          <xsl:param name="before" as="xs:integer" select="0"/>
          <xsl:variable name="strings" as="xs:string*" select="?nodes ! c:string(.)"/>
          <xsl:variable name="starts" as="xs:integer*" select="c:starts(string-join($strings))"/>
          <xsl:iterate select="?nodes">
            <xsl:param name="at" as="xs:integer" select="0"/>
            <xsl:map-entry key="generate-id(.)" select="map { 'at': $at, 'before': $before, 'starts': $starts }"/>
            <xsl:next-iteration><xsl:with-param name="at" select="$at + string-length(c:string(.))"/></xsl:next-iteration>
          </xsl:iterate>
          <xsl:next-iteration><xsl:with-param name="before" select="$before + count($starts)"/></xsl:next-iteration>
        </xsl:iterate>
      </xsl:map>
    </xsl:variable>
    <xsl:apply-templates select="$witness" mode="number"><xsl:with-param name="pieces" tunnel="yes" select="$pieces"/></xsl:apply-templates>
  </xsl:function>

  <!-- Whether a node is text of the reading view. -->
  <xsl:function name="c:counts" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="empty($node/ancestor::*[self::sign | self::note | self::furniture | self::gap | self::image | self::*[@view = 'diplomatic']])"/>
  </xsl:function>

  <!-- The text nodes and breaks of each block, in order: a word ends with its block. -->
  <xsl:function name="c:blocks" as="map(*)*">
    <xsl:param name="texts" as="text()*"/>
    <xsl:for-each-group select="$texts" group-adjacent="generate-id(c:block(.))">
      <xsl:variable name="block" as="element()" select="c:block(.)"/>
      <xsl:sequence select="map { 'nodes': (current-group(), $block//break[c:counts(.)][c:block(.) is $block])/. }"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="c:block" as="element()">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor::*[not(self::span | self::link | self::unhandled)][1]"/>
  </xsl:function>

  <xsl:function name="c:string" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="if ($node instance of text()) then string($node) else if ($node/@word) then '' else ' '"/>
  </xsl:function>

  <!-- Where words begin in a string, from 0. -->
  <xsl:function name="c:starts" as="xs:integer*">
    <xsl:param name="string" as="xs:string"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($string)"/>
    <xsl:variable name="blanks" as="xs:string*" select="tokenize($string, '\S+')"/>
    <xsl:iterate select="$words">
      <xsl:param name="at" as="xs:integer" select="0"/>
      <xsl:variable name="n" as="xs:integer" select="position()"/>
      <xsl:variable name="start" as="xs:integer" select="$at + string-length($blanks[$n])"/>
      <xsl:sequence select="$start"/>
      <xsl:next-iteration><xsl:with-param name="at" select="$start + string-length(.)"/></xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <xsl:template match="text()" mode="number" as="node()*">
    <xsl:param name="pieces" as="map(xs:string, map(*))" tunnel="yes"/>
    <xsl:variable name="piece" as="map(*)?" select="$pieces(generate-id(.))"/>
    <xsl:choose>
      <xsl:when test="empty($piece)"><xsl:sequence select="."/></xsl:when>
      <xsl:otherwise>
        <!-- the text may begin inside a word -->
        <xsl:variable name="inside" as="xs:boolean" select="matches(., '^\S') and not($piece?at = $piece?starts)"/>
        <xsl:variable name="before" as="xs:integer" select="$piece?before + count($piece?starts[. lt $piece?at]) - xs:integer($inside)"/>
        <xsl:variable name="words" as="xs:string*" select="tokenize(.)"/>
        <xsl:variable name="blanks" as="xs:string*" select="tokenize(., '\S+')"/>
        <xsl:for-each select="1 to count($blanks)">
          <xsl:variable name="n" as="xs:integer" select="."/>
          <xsl:value-of select="$blanks[$n]"/>
          <xsl:if test="$words[$n]">
            <c:w n="{$before + $n - 1}">
              <xsl:if test="$n gt 1 or not($inside)"><xsl:attribute name="block" select="$piece?before"/></xsl:if>
              <xsl:text>{$words[$n]}</xsl:text>
            </c:w>
          </xsl:if>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One line for each word: witness, block, word. -->
  <xsl:function name="c:lines" as="xs:string*">
    <xsl:param name="witness" as="element(witness)"/>
    <xsl:for-each-group select="$witness//c:w" group-adjacent="@n">
      <xsl:sequence select="$witness/@id || '&#9;' || @block || '&#9;' || string-join(current-group()) || '&#10;'"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- ============================================================ in place -->
  <xsl:template match="*[c:w]" mode="mark" as="element()">
    <xsl:param name="witness" as="xs:string" tunnel="yes"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:for-each-group select="node()" group-adjacent="c:unit(., $witness)">
        <xsl:choose>
          <xsl:when test="current-grouping-key() = 0"><xsl:apply-templates select="current-group()" mode="mark"/></xsl:when>
          <xsl:otherwise>
            <xsl:variable name="number" as="xs:integer" select="current-grouping-key()"/>
            <span kind="difference" differs="{$unit[$number]?differs}">
              <xsl:variable name="id" as="attribute(id)?" select="c:id($number, $witness, .)"/>
              <xsl:if test="$id"><xsl:copy-of select="c:label($number, $witness), $id"/></xsl:if>
              <xsl:apply-templates select="current-group()" mode="mark"/>
            </span>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="c:w" mode="mark" as="node()*">
    <xsl:param name="witness" as="xs:string" tunnel="yes"/>
    <xsl:if test="@block"><xsl:sequence select="c:absent($witness, $absent-before($witness || ' ' || @n), false())"/></xsl:if>
    <xsl:value-of select="."/>
    <xsl:if test=". is $last-of($witness)"><xsl:sequence select="c:absent($witness, $absent-before($witness || ' ' || @n + 1), true())"/></xsl:if>
  </xsl:template>

  <!-- A sign where another witness has words and this one has none, with a blank between it and the next word (or the last
       word). -->
  <xsl:function name="c:absent" as="element(span)*">
    <xsl:param name="witness" as="xs:string"/>
    <xsl:param name="units" as="xs:integer*"/>
    <xsl:param name="behind" as="xs:boolean"/>
    <xsl:for-each select="$units">
      <span kind="absent" differs="{$unit[current()]?differs}" id="{$prefix}{.}-{$witness}">
        <xsl:copy-of select="c:label(., $witness)"/>
        <xsl:if test="$behind"><xsl:text> </xsl:text></xsl:if>
        <sign>{f:sign-text($sign-of('absent')/@open)}</sign>
        <xsl:if test="not($behind)"><xsl:text> </xsl:text></xsl:if>
      </span>
    </xsl:for-each>
  </xsl:function>

  <!-- The unit of a node; a blank between two words of one unit belongs to that unit. -->
  <xsl:function name="c:unit" as="xs:integer">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="witness" as="xs:string"/>
    <xsl:variable name="words" as="element(c:w)*" select="
        if ($node instance of text()) then ($node/preceding-sibling::node()[1][self::c:w], $node/following-sibling::node()[1][self::c:w])
        else $node[self::c:w]"/>
    <xsl:variable name="units-of-words" as="xs:integer*" select="$words ! ($unit-of($witness || ' ' || @n), 0)[1]"/>
    <xsl:sequence select="
        if (empty($units-of-words) or $node instance of text() and (count($units-of-words) lt 2 or $units-of-words[1] ne $units-of-words[2])) then 0
        else $units-of-words[1]"/>
  </xsl:function>

  <!-- The id of a unit in a witness, for its first piece. -->
  <xsl:function name="c:id" as="attribute(id)?">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="witness" as="xs:string"/>
    <xsl:param name="word" as="node()"/>
    <xsl:variable name="first" as="xs:integer" select="c:numbers($unit[$number], $witness)[1]"/>
    <xsl:if test="$word/@block and $word/@n = $first">
      <xsl:attribute name="id" select="$prefix || $number || '-' || $witness"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="c:label" as="attribute(label)">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="witness" as="xs:string"/>
    <xsl:variable name="own" as="xs:string" select="c:reading($number, $witness)"/>
    <xsl:attribute name="label" separator="; ">
      <xsl:for-each select="$document/witness/@id[map:contains($unit[$number]?at, string(.))][. != $witness]">
        <xsl:variable name="other" as="xs:string" select="c:reading($number, string(.))"/>
        <xsl:sequence select="
            if ($unit[$number]?differs = 'moved') then m:message('collation.moved', 'witness', $labels(string(.)))
            else if ($other = '') then m:message('collation.lacks', 'witness', $labels(string(.)))
            else if ($other = $own) then m:message('collation.same', 'witness', $labels(string(.)))
            else $labels(string(.)) || ': ' || m:message('text.quoted', 'words', c:short($other))"/>
      </xsl:for-each>
    </xsl:attribute>
  </xsl:function>

  <!-- The words of a witness in a unit. -->
  <xsl:function name="c:reading" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="witness" as="xs:string"/>
    <xsl:sequence select="string-join(c:numbers($unit[$number], $witness) ! $word-of($witness || ' ' || .), ' ')"/>
  </xsl:function>

  <!-- A long reading, shortened to its first and last words. -->
  <xsl:function name="c:short" as="xs:string">
    <xsl:param name="reading" as="xs:string"/>
    <xsl:variable name="all" as="xs:string*" select="tokenize($reading)"/>
    <xsl:sequence select="if (count($all) le 8) then $reading else string-join($all[position() le 3], ' ') || ' … ' || string-join($all[position() gt last() - 3], ' ')"/>
  </xsl:function>

  <!-- ============================================================ the list -->
  <xsl:template name="collation" as="element(collation)?">
    <xsl:where-populated>
      <collation>
        <xsl:for-each select="1 to count($unit)">
          <xsl:variable name="number" as="xs:integer" select="."/>
          <variation differs="{$unit[$number]?differs}">
            <xsl:for-each select="$unit[$number]?partner"><xsl:attribute name="partner" select=". + 1"/></xsl:for-each>
            <xsl:for-each select="$document/witness/@id[map:contains($unit[$number]?at, string(.))]">
              <reading witness="{.}" label="{$labels(string(.))}" ref="{$prefix}{$number}-{.}">{c:reading($number, string(.))}</reading>
            </xsl:for-each>
          </variation>
        </xsl:for-each>
      </collation>
    </xsl:where-populated>
  </xsl:template>

  <xsl:function name="c:words-of" as="map(xs:string, xs:string)">
    <xsl:param name="witness" as="element(witness)"/>
    <xsl:map>
      <xsl:for-each-group select="$witness//c:w" group-adjacent="@n">
        <xsl:map-entry key="$witness/@id || ' ' || @n" select="string-join(current-group())"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>
</xsl:package>
