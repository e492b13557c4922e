<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 4: each noted element gets an id and an entry in the apparatus, each kind that occurs a line in the legend. The
     ids are written in the copy that pass 5 makes. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:key name="pair" match="r:*[@p:pair]" use="@p:pair"/>

  <!-- Which element has the entry: of a choice the half in the reading view (the other half points to it); of the pieces of
       an addSpan the first; of a substitution the substitution, not its parts. -->
  <xsl:function name="f:is-noted" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        $element/@note and not($element/@p:piece) and not($element/@p:pair and $element/@view = 'diplomatic')
        and not($element/self::r:span and $element/parent::r:span/@kind = 'substitution') and not($element/ancestor::r:statement)
        and empty(f:entry-around($element))"/>
  </xsl:function>

  <!-- The element around it that has an entry on the same words, or is a variant of one or two words: all that the
       edition states about these words is one entry. -->
  <xsl:function name="f:entry-around" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="around" as="element()?" select="$element/ancestor::r:*[@note][1][self::r:span]"/>
    <xsl:if test="$around and $element/self::r:span">
      <xsl:variable name="words" as="xs:string*" select="tokenize(string-join(f:words($around, 'reading')))"/>
      <xsl:sequence select="$around[
          $words = tokenize(string-join(f:words($element, 'reading'))) and deep-equal($words, tokenize(string-join(f:words($element, 'reading'))))
          or @kind = 'variant' and count($words) le 2 and ($element/@view = 'diplomatic' or $element/@kind = 'substitution')]"/>
    </xsl:if>
  </xsl:function>

  <!-- What the elements in an element state about its words, besides its own explanation: the readings of a variant, else
       the explanation of each. -->
  <xsl:template name="said-within" as="node()*">
    <xsl:variable name="element" as="element()" select="."/>
    <xsl:for-each select=".//r:*[@note][not(ancestor::r:statement)][f:entry-around(.) ! (. is $element or f:entry-around(.) is $element)]">
      <xsl:choose>
        <xsl:when test="parent::r:span/@kind = 'substitution' and parent::r:span/@note"/>
        <xsl:when test="r:statement"><sign>; </sign><xsl:sequence select="f:stated(r:statement)"/></xsl:when>
        <xsl:otherwise><sign>; {string-join((f:quoted(f:lemma(.))[current()/@view = 'diplomatic'], @label), ' ')}</sign></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- The position of each element by its generated id. -->
  <xsl:function name="f:in-order" as="map(xs:string, xs:integer)">
    <xsl:param name="elements" as="element()*"/>
    <xsl:sequence select="map:merge(for-each-pair($elements, 1 to count($elements), function($e, $n) { map:entry(generate-id($e), $n) }))"/>
  </xsl:function>

  <!-- The attributes of an element, with its id, its number as a footnote, and the other half of its choice. -->
  <xsl:template name="numbered-marks" as="attribute()*">
    <xsl:param name="ids" as="map(xs:string, xs:integer)" tunnel="yes" select="map { }"/>
    <xsl:param name="prefix" as="xs:string" tunnel="yes" select="''"/>
    <xsl:param name="labels" as="map(xs:string, xs:string)" tunnel="yes" select="map { }"/>
    <xsl:param name="note-ids" as="map(xs:string, xs:string)" tunnel="yes" select="map { }"/>
    <xsl:param name="noted" as="map(xs:string, xs:integer)" tunnel="yes" select="map { }"/>
    <xsl:param name="quoted" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="block-ids" as="map(xs:string, xs:string)" tunnel="yes" select="map { }"/>
    <xsl:if test="not($quoted)"><xsl:for-each select="$block-ids(generate-id())"><xsl:attribute name="id" select="."/></xsl:for-each></xsl:if>
    <xsl:variable name="note" as="element()" select="."/>
    <xsl:copy-of select="@* except (@note, @n-of, @p:* except @p:number, (@id, @next, @prev, @corresp)[$quoted])"/>
    <xsl:if test="not($quoted) and (@note or self::r:note or @p:pair)">
      <xsl:for-each select="$ids(generate-id())"><xsl:attribute name="id" select="$prefix || ."/></xsl:for-each>
      <xsl:for-each select="self::r:note ! $note-ids(generate-id())"><xsl:attribute name="id" select="."/></xsl:for-each>
      <xsl:for-each select="self::r:note ! $labels(generate-id())"><xsl:attribute name="n-of" select="."/><xsl:if test="not($note/@n-of = .)"><xsl:attribute name="counted" select="'yes'"/></xsl:if></xsl:for-each>
      <xsl:if test="map:contains($noted, generate-id())"><xsl:attribute name="note" select="'yes'"/></xsl:if>
      <xsl:for-each select="f:pair-of(.)"><xsl:attribute name="corresp" select="(@id, $ids(generate-id()) ! ($prefix || .))[1]"/></xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- The half with the entry, of the choice whose diplomatic half this element is. -->
  <xsl:function name="f:pair-of" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element[@view = 'diplomatic']/@p:pair ! key('pair', ., root($element))[@view = 'reading'][f:is-noted(.)][1]"/>
  </xsl:function>

  <!-- ============================================================ entries -->
  <xsl:template name="apparatus" as="element(r:apparatus)">
    <xsl:param name="noted" as="element()*"/>
    <xsl:param name="keys" as="map(xs:string, xs:string)"/>
    <xsl:param name="entry-labels" as="xs:string*"/>
    <xsl:param name="ids" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:param name="prefix" as="xs:string" tunnel="yes"/>
    <xsl:variable name="verses" as="map(xs:string, xs:string*)" select="map:merge($noted/ancestor::r:verseline[1] ! map:entry(generate-id(), f:bare-words(f:verse-texts(.))))"/>
    <apparatus>
      <xsl:for-each select="$noted">
        <entry ref="{(@id, $ids(generate-id()) ! ($prefix || .))[1]}" kind="{(@rend[. = 'app'] ! 'variant', @kind, local-name())[1]}">
          <xsl:variable name="n" as="xs:integer" select="position()"/>
          <xsl:for-each select="$entry-labels[$n][. ne string($n)]"><xsl:attribute name="n" select="."/></xsl:for-each>
          <xsl:for-each select="$keys(generate-id())"><xsl:attribute name="at" select="."/></xsl:for-each>
          <xsl:copy-of select="(., r:span)/@hand => head(), @p:number"/>
          <xsl:for-each select="(., r:span)/@p:element => head()"><xsl:attribute name="element" select="."/></xsl:for-each>
          <xsl:for-each select="(., r:span)/@p:type => head()"><xsl:attribute name="type" select="."/></xsl:for-each>
          <xsl:for-each select="@p:from"><xsl:attribute name="from" select="."/></xsl:for-each>
          <xsl:if test="@p:insertion"><xsl:attribute name="insertion" select="@p:insertion"/></xsl:if>
          <lemma>
            <xsl:variable name="lemma" as="xs:string" select="f:lemma(.)"/>
            <xsl:value-of select="$lemma"/>
            <xsl:if test="not($lemma) and not(@p:lemma)"><sign>{m:message('text.omitted')}</sign></xsl:if>
            <xsl:for-each select="f:occurrence(., $lemma, $verses)"><span kind="occurrence"><sign>{.}</sign></span></xsl:for-each>
          </lemma>
          <statement>
            <xsl:choose>
              <xsl:when test="r:statement"><xsl:copy-of select="r:statement/(@types, @hands, @witnesses, @shown)"/><xsl:sequence select="f:stated(r:statement)"/></xsl:when>
              <xsl:otherwise>{@label}</xsl:otherwise>
            </xsl:choose>
            <xsl:call-template name="said-within"/>
          </statement>
        </entry>
      </xsl:for-each>
    </apparatus>
  </xsl:template>

  <!-- ============================================================ verse and line -->
  <!-- The number of the verse or line that an entry is about, where the text itself has numbers, by generated id: "12",
       "12–14". One pass over the text; a division or text begins without a number. -->
  <xsl:function name="f:keys" as="map(xs:string, xs:string)">
    <xsl:param name="marked" as="document-node()"/>
    <xsl:param name="noted" as="element()*"/>
    <xsl:iterate select="$noted | ($marked//(r:verseline | r:break[@kind = 'line'][@n] | r:section | r:witness))[exists($noted)]">
      <xsl:param name="line" as="xs:string?" select="()"/>
      <xsl:param name="keys" as="map(xs:string, xs:string)" select="map { }"/>
      <xsl:on-completion select="$keys"/>
      <xsl:variable name="is-break" as="xs:boolean" select="exists(self::r:break)"/>
      <xsl:variable name="verses" as="xs:string*" select="if (@note) then (ancestor::r:verseline[1], .//r:verseline)/string(@n) else ()"/>
      <xsl:variable name="ends" as="xs:string*" select="
          if (@p:at) then @p:at
          else if (exists($verses)) then ($verses[1], $verses[last()])
          else if ($line) then ($line, (.//r:break[@kind = 'line']/@n)[last()]) else ()"/>
      <xsl:next-iteration>
        <xsl:with-param name="line" select="if ($is-break) then @n else if (self::r:section | self::r:witness | self::r:verseline) then () else $line"/>
        <xsl:with-param name="keys" select="if (@note and $ends[1]) then map:put($keys, generate-id(), string-join(distinct-values($ends[.]), '–')) else $keys"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- Which of the equal words of its verse a lemma of one word is, if there are several. `verses` are the words of each verse
       by its generated id. -->
  <xsl:function name="f:occurrence" as="xs:integer?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="lemma" as="xs:string"/>
    <xsl:param name="verses" as="map(xs:string, xs:string*)"/>
    <xsl:for-each select="$element/ancestor::r:verseline[1][$lemma and not(contains($lemma, ' '))]">
      <xsl:variable name="word" as="xs:string" select="f:bare-word($lemma)"/>
      <xsl:if test="$word and count($verses(generate-id())[. = $word]) gt 1">
        <xsl:variable name="before" as="text()*" select="f:verse-texts(.)[. &lt;&lt; $element][not(ancestor::* intersect $element)]"/>
        <xsl:sequence select="count(f:bare-words($before)[. = $word]) + (if ($element/@p:insertion) then number($element/@p:insertion = 'before') cast as xs:integer else 1)"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- The texts of a verse as it is read. -->
  <xsl:function name="f:verse-texts" as="text()*">
    <xsl:param name="verse" as="element(r:verseline)"/>
    <xsl:sequence select="$verse//text()[not(ancestor::r:sign or ancestor::r:note or ancestor::r:statement or ancestor::r:furniture or ancestor::*[@view = 'diplomatic'])]"/>
  </xsl:function>

  <xsl:function name="f:bare-words" as="xs:string*">
    <xsl:param name="texts" as="text()*"/>
    <xsl:sequence select="tokenize(string-join($texts)) ! f:bare-word(.)"/>
  </xsl:function>

  <xsl:function name="f:bare-word" as="xs:string">
    <xsl:param name="word" as="xs:string"/>
    <xsl:sequence select="lower-case(replace($word, '^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$', ''))"/>
  </xsl:function>

  <!-- The labels of the entries: numbers, unless notes of the source have these. -->
  <xsl:function name="f:entry-labels" as="xs:string*">
    <xsl:param name="count" as="xs:integer"/>
    <xsl:param name="notes" as="element(r:note)*"/>
    <xsl:variable name="of-source" as="element(r:note)*" select="$notes[@kind = 'footnote' and f:has-mark(.)]"/>
    <xsl:sequence select="f:series('apparatus', $count, f:set(($of-source/@n-of ! f:bare-label(.), ('1')[exists($of-source[not(@n-of)])])))"/>
  </xsl:function>

  <!-- A statement with normalised white space. A reading in the apparatus is a quotation: the elements in it have no id and
       no entry. -->
  <xsl:function name="f:stated" as="node()*">
    <xsl:param name="statement" as="element(r:statement)"/>
    <xsl:for-each select="$statement">
      <xsl:call-template name="piece"><xsl:with-param name="quoted" tunnel="yes" select="true()"/></xsl:call-template>
    </xsl:for-each>
  </xsl:function>

  <!-- A quotation of what is elsewhere too: the elements in it have no id and no entry. -->
  <xsl:mode name="quote" on-no-match="shallow-copy"/>
  <xsl:template match="r:*" mode="quote" as="element()">
    <xsl:copy copy-namespaces="no"><xsl:apply-templates select="@*, node()" mode="quote"/></xsl:copy>
  </xsl:template>
  <xsl:template match="@id | @note | @p:* | @next | @prev | @corresp" mode="quote" as="empty-sequence()"/>

  <!-- The lemma of an entry: the words of the element, without the middle of more than two. -->
  <xsl:function name="f:lemma" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="if ($element/@p:lemma) then tokenize($element/@p:lemma) else tokenize(string-join(f:words($element, ($element/ancestor-or-self::*/@view, 'reading')[1])))"/>
    <xsl:sequence select="
        if (empty($words)) then normalize-space(string-join($element[not(@p:lemma)]//text()[not(ancestor::r:statement)]))
        else if (count($words) gt 2) then $words[1] || ' … ' || $words[last()]
        else string-join($words, ' ')"/>
  </xsl:function>

  <!-- The words of an element in a view, without its signs and notes. -->
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
    <xsl:param name="marked" as="document-node()"/>
    <xsl:variable name="kinds" as="xs:string*" select="
        distinct-values($marked//(r:span[not(@kind = 'blank')] | r:gap | r:section[@kind = ('addition', 'deletion')])/@kind), 'unhandled'[$marked//r:unhandled],
        distinct-values($marked//r:note/@kind) ! f:note-sign(.)"/>
    <legend>
      <xsl:for-each select="$sign-rows[@kind = $kinds][f:specimen(.)]">
        <entry kind="{@kind}" label="{f:sign-label(.)}">
          <xsl:element name="{(@as, 'span')[1]}" namespace="urn:teikit:reading">
            <xsl:attribute name="kind" select="if (@kind = 'original-word') then 'original' else @kind"/>
            <xsl:sequence select="f:sign(@kind, 'open')"/>
            <xsl:text>{f:sign-text(f:specimen(.))}</xsl:text>
            <xsl:sequence select="f:sign(@kind, 'close')"/>
          </xsl:element>
        </entry>
      </xsl:for-each>
    </legend>
  </xsl:template>
</xsl:stylesheet>
