<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 1: one view of the reading document; each element becomes what it is on the page. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="urn:teikit:print:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:r="urn:teikit:reading" xmlns:p="urn:teikit:reading:pass" xmlns="urn:teikit:print"
  xpath-default-namespace="urn:teikit:reading" expand-text="yes" exclude-result-prefixes="#all">

  <xsl:mode name="render" on-no-match="fail"/>
  <xsl:mode name="plain" on-no-match="fail"/>

  <xsl:key name="explained" match="apparatus/entry" use="@ref"/>
  <xsl:key name="absent" match="span[@kind eq 'absent']" use="@id"/>
  <xsl:key name="explained" match="variation" use="reading[1]/@ref"/>

  <!-- typst 0.15 reaches the limit of its calls and show rules at about 28 levels. -->
  <xsl:variable name="deepest" as="xs:integer" select="24"/>
  <xsl:variable name="safe-links" as="xs:string" select="'^(https?://|mailto:|doi:)'"/>

  <xsl:function name="f:in-text" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <!-- a note or a cell may hold blocks: what is among them is not running text -->
    <xsl:variable name="holder" as="element()?" select="$node/ancestor::*[self::paragraph|self::heading|self::line|self::stamp|self::label|self::cell|self::verseline|self::span|self::note
      |self::furniture|self::gap|self::image|self::caption|self::unhandled|self::fact|self::section|self::list|self::item|self::verse|self::figure|self::witness][1]"/>
    <xsl:sequence select="exists($holder[not(self::section|self::list|self::item|self::verse|self::figure|self::witness|self::note[f:blocks-in(.)]|self::cell[f:holds-blocks(.)])])"/>
  </xsl:function>
  <xsl:function name="f:holds-blocks" as="xs:boolean">
    <xsl:param name="cell" as="element(cell)"/>
    <xsl:sequence select="exists($cell/(section | heading | paragraph | line | stamp | list | table | figure | verse))"/>
  </xsl:function>

  <xsl:function name="f:too-deep" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="count($node/ancestor::*) gt $deepest"/>
  </xsl:function>

  <!-- ============================================================ the document -->
  <xsl:template match="document" mode="render" as="element()">
    <document id="{@id}" title="{(normalize-space(@title)[.], @id)[1]}">
      <xsl:copy-of select="@xml:lang"/>
      <xsl:for-each select="record/title[@kind = 'sub'], record/title[@kind = 'parallel'][not(. = preceding-sibling::title)]"><subtitle>{.}</subtitle></xsl:for-each>
      <xsl:for-each select="distinct-values(record/person[@role = ('author', 'item-author')])"><author>{.}</author></xsl:for-each>
      <xsl:for-each select="record/date[1][normalize-space()]"><date><xsl:for-each select="(@earliest, @when)[1]"><xsl:attribute name="when" select="."/></xsl:for-each>{.}</date></xsl:for-each>
      <xsl:call-template name="indexed"/>
      <xsl:apply-templates select="description/(fact | group), hands/hand, layers/layer, sigla/*, legend/entry, witness, appendix" mode="render"/>
      <xsl:apply-templates select="apparatus/entry, collation/variation" mode="render"/>
      <xsl:for-each select="((witness, appendix)//*[self::span|self::section|self::list|self::item|self::unhandled][f:too-deep(.)])[1]">
        <report code="print-nesting"><xsl:call-template name="number"/>more than {$deepest} levels of markup one inside the other; the inner ones are set plain</report>
      </xsl:for-each>
      <xsl:variable name="ids" as="xs:string*" select="(witness, appendix)//@id/string()"/>
      <xsl:for-each select="apparatus/entry[not(@ref = $ids)]">
        <report code="print-unplaced-note"><xsl:call-template name="number"/>the apparatus explains "{@ref}", which is not in the text; printed without a line number</report>
      </xsl:for-each>
    </document>
  </xsl:template>

  <xsl:template match="hand | layer" mode="render" as="element()">
    <hand label="{@label}"><xsl:apply-templates mode="plain"/></hand>
  </xsl:template>
  <xsl:template match="sigla/heading" mode="render" as="element()">
    <siglum level="{@level}"><xsl:apply-templates mode="plain"/></siglum>
  </xsl:template>
  <xsl:template match="siglum" mode="render" as="element()">
    <siglum level="{@level}"><label><xsl:apply-templates select="label/node()" mode="plain"/></label><xsl:apply-templates select="node() except label" mode="plain"/></siglum>
  </xsl:template>
  <xsl:template match="legend/entry" mode="render" as="element()">
    <specimen kind="{@kind}" label="{@label}"><xsl:apply-templates mode="plain"/></specimen>
  </xsl:template>
  <xsl:template match="apparatus/entry" mode="render" as="element()">
    <entry name="a{count(preceding-sibling::entry) + 1}" ref="{@ref}" kind="{@kind}">
      <xsl:copy-of select="@at, @element, @type, @hand, @from, @insertion"/>
      <xsl:call-template name="number"/>
      <lemma><xsl:apply-templates select="lemma/node()" mode="plain"/></lemma>
      <statement><xsl:copy-of select="statement/(@types, @hands, @witnesses, @shown)"/><xsl:apply-templates select="statement/node()" mode="plain"/></statement>
    </entry>
  </xsl:template>
  <xsl:template match="witness | appendix" mode="render" as="element()">
    <witness id="{@id}" label="{@label[f:is-labelled(current())]}"><xsl:copy-of select="@xml:lang"/><xsl:apply-templates mode="render"/></witness>
  </xsl:template>

  <!-- Where the witnesses differ: the reading of the first, then those of the others. -->
  <xsl:template match="variation" mode="render" as="element()">
    <entry name="c{count(preceding-sibling::variation) + 1}" ref="{reading[1]/@ref}" kind="difference">
      <lemma>{f:short(reading[1])}</lemma>
      <statement>
        <xsl:for-each select="reading[position() gt 1]">
          <xsl:text>{'; '[current()/preceding-sibling::reading[2]]}{@label}: </xsl:text>
          <span kind="reading">{f:short(.)}</span>
        </xsl:for-each>
      </statement>
    </entry>
  </xsl:template>
  <xsl:function name="f:short" as="xs:string">
    <xsl:param name="reading" as="element(reading)"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($reading)"/>
    <xsl:sequence select="
      if (empty($words)) then string((key('absent', $reading/@ref, root($reading))/sign, '–')[1]) else if (count($words) le 6) then string($reading)
      else string-join($words[position() le 2], ' ') || ' … ' || string-join($words[position() gt last() - 2], ' ')"/>
  </xsl:function>

  <!-- Text that the view does not show leaves a point, for its entry in the apparatus. -->
  <xsl:template match="*[@view[. ne $view]]" mode="render" priority="20" as="element()*">
    <xsl:for-each select="descendant-or-self::*[@id][key('explained', @id)]"><point id="{@id}"/></xsl:for-each>
    <xsl:apply-templates select="self::furniture" mode="unit"/>
  </xsl:template>
  <xsl:template match="*[@view[. ne $view]]" mode="plain" priority="20" as="empty-sequence()"/>

  <!-- ============================================================ blocks -->
  <!-- An element that is nested too deeply keeps its words, and a point for its entry in the apparatus. -->
  <xsl:template match="*[self::section|self::group|self::list|self::item|self::span|self::note|self::unhandled|self::link][f:too-deep(.)]"
    mode="render plain" priority="10" as="node()*">
    <xsl:if test="@id[key('explained', .)]"><point id="{@id}"/></xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="item[f:too-deep(.)]/label" mode="render" priority="2" as="element()">
    <p><xsl:apply-templates mode="render"/></p>
  </xsl:template>

  <xsl:template match="section" mode="render" as="element()">
    <group kind="{@kind}"><xsl:call-template name="marks"/><xsl:apply-templates select="." mode="unit"/><xsl:apply-templates mode="render"/></group>
  </xsl:template>
  <xsl:template match="list" mode="render" as="element()">
    <list kind="{@kind}"><xsl:call-template name="marks"/><xsl:apply-templates mode="render"/></list>
  </xsl:template>
  <xsl:template match="item" mode="render" as="element()">
    <item><xsl:call-template name="marks"/><xsl:apply-templates mode="render"/></item>
  </xsl:template>

  <xsl:template match="heading" mode="render" as="element()">
    <head level="{@level}">
      <xsl:for-each select="$outline(generate-id())">
        <xsl:attribute name="depth" select="?depth"/>
        <xsl:attribute name="mark" select="'h' || ?number"/>
      </xsl:for-each>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates mode="render"/>
    </head>
  </xsl:template>
  <xsl:template match="paragraph" mode="render" as="element()">
    <p>
      <xsl:if test=".//break[@kind eq 'line'][@n] or ancestor::section/@rend = 'edited-by-line'"><xsl:attribute name="lines" select="'numbered'"/></xsl:if>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="." mode="unit"/>
      <xsl:apply-templates mode="render"/>
    </p>
  </xsl:template>
  <xsl:template match="line" mode="render" as="element()">
    <line kind="{@kind}"><xsl:copy-of select="@indent"/><xsl:call-template name="marks"/><xsl:apply-templates mode="render"/></line>
  </xsl:template>
  <xsl:template match="stamp|label|table|verse" mode="render" as="element()">
    <xsl:element name="{local-name()}"><xsl:copy-of select="@n[current()/self::verse]"/><xsl:call-template name="marks"/><xsl:apply-templates mode="render"/></xsl:element>
  </xsl:template>

  <xsl:template match="verseline" mode="render" as="element()">
    <verseline>
      <xsl:copy-of select="@n[f:is-shown-number(.)], @indent, @before"/>
      <xsl:for-each select="@n"><xsl:attribute name="verse" select="."/></xsl:for-each>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates mode="render"/>
    </verseline>
  </xsl:template>
  <!-- Each fifth number, and any other label with a number. -->
  <xsl:function name="f:is-shown-number" as="xs:boolean">
    <xsl:param name="n" as="xs:string"/>
    <xsl:sequence select="if ($n castable as xs:integer) then xs:integer($n) mod 5 = 0 else string-length($n) le 6 and matches($n, '^\P{N}{0,3}\p{N}')"/>
  </xsl:function>

  <xsl:template match="row" mode="render" as="element()"><row><xsl:call-template name="marks"/><xsl:apply-templates mode="render"/></row></xsl:template>
  <xsl:template match="cell" mode="render" as="element()">
    <cell><xsl:copy-of select="@column, @cols, @rows, @heads"/><xsl:call-template name="marks"/><xsl:apply-templates mode="render"/></cell>
  </xsl:template>

  <xsl:template name="marks" as="attribute()*">
    <xsl:copy-of select="@id, @xml:lang, @style, @dir"/>
    <xsl:if test="@place"><xsl:attribute name="place" select="normalize-space(@place)"/></xsl:if>
    <xsl:call-template name="number"/>
  </xsl:template>
  <!-- The number of the TEI element that it is made of, where the reading document has it. -->
  <xsl:template name="number" as="attribute()?">
    <xsl:if test="@p:number"><xsl:attribute name="number" select="@p:number"/></xsl:if>
  </xsl:template>

  <!-- ============================================================ asides, among blocks or in running text -->
  <xsl:template match="note[@kind eq 'marginalia' or tokenize(@place) = 'margin']" mode="render" as="element()">
    <margin kind="note"><xsl:call-template name="marks"/><xsl:call-template name="note-text"/></margin>
  </xsl:template>
  <xsl:template match="note[@n-of]" mode="render" priority="2" as="element()">
    <foot n="{@n-of}" kind="{@kind}"><xsl:copy-of select="@type, @hand, @counted"/><xsl:call-template name="marks"/><xsl:call-template name="note-text"/></foot>
  </xsl:template>
  <!-- A note of several blocks: a group among blocks, in running text its words. -->
  <xsl:template match="note[not(@n-of)][f:blocks-in(.)]" mode="render" priority="2" as="element()">
    <xsl:choose>
      <xsl:when test="f:in-text(.)"><span kind="note"><xsl:call-template name="marks"/><xsl:call-template name="note-text"/></span></xsl:when>
      <xsl:otherwise><group kind="note"><xsl:call-template name="marks"/><xsl:apply-templates mode="render"/></group></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:function name="f:blocks-in" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="exists($note/(paragraph | section | list | table | figure | verse | line | heading | stamp))"/>
  </xsl:function>

  <!-- The text of a note at the foot or in the margin; the notes on its words follow it. -->
  <xsl:template name="note-text" as="node()*">
    <xsl:apply-templates mode="plain"/>
    <xsl:for-each select=".//note[@n-of]">
      <xsl:text> </xsl:text><span kind="note-mark">{@n-of}</span><xsl:text> </xsl:text>
      <xsl:apply-templates mode="plain"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="note[@n-of]" mode="plain" priority="2" as="element()"><span kind="note-mark">{@n-of}</span></xsl:template>

  <!-- Blocks in a note: each line of text begins a line. -->
  <xsl:template match="section|list|table|figure|verse|item" mode="plain" as="node()*"><xsl:apply-templates select="* except label" mode="plain"/></xsl:template>
  <xsl:template match="paragraph|heading|line|stamp|caption|verseline|row" mode="plain" as="node()*">
    <xsl:variable name="item" as="element(item)?" select="ancestor::item[1][descendant::*[self::paragraph|self::heading|self::line|self::stamp|self::verseline|self::row][1] is current()]"/>
    <xsl:if test="exists(ancestor::note[1]//text()[. &lt;&lt; current()][not(ancestor::label[. >> $item])])"><lb/></xsl:if>
    <xsl:for-each select="$item">
      <xsl:apply-templates select="label/node()" mode="plain"/><sign>{if (label) then ' ' else '– '}</sign>
    </xsl:for-each>
    <xsl:apply-templates mode="plain"/>
  </xsl:template>
  <xsl:template match="cell" mode="plain" as="node()*">
    <xsl:if test="preceding-sibling::cell"><sign> | </sign></xsl:if>
    <xsl:apply-templates mode="plain"/>
  </xsl:template>
  <xsl:template match="note|furniture|gap|image|unhandled" mode="render" priority="-1" as="element()+">
    <xsl:variable name="kind" as="xs:string" select="if (@kind eq 'milestone') then 'milestone' else local-name()"/>
    <xsl:apply-templates select="self::furniture" mode="unit"/>
    <xsl:choose>
      <xsl:when test="f:in-text(.)"><span kind="{$kind}"><xsl:call-template name="marks"/><xsl:sequence select="f:struck(.)"/><xsl:apply-templates mode="render"/></span></xsl:when>
      <xsl:otherwise><line kind="{$kind}"><xsl:call-template name="marks"/><xsl:apply-templates mode="render"/></line></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- ============================================================ figures -->
  <!-- The images that the print has: address in the TEI file and name of its file, as JSON. -->
  <xsl:param name="images" as="xs:string" select="'{}'"/>
  <xsl:variable name="files" as="map(*)" select="parse-json($images)"/>

  <xsl:template match="figure" mode="render" as="element()">
    <figure><xsl:call-template name="marks"/><xsl:apply-templates mode="render"/></figure>
  </xsl:template>
  <xsl:template match="caption" mode="render" as="element()">
    <caption><xsl:call-template name="marks"/><xsl:apply-templates mode="render"/></caption>
  </xsl:template>
  <!-- An image that the print has not leaves its text. -->
  <xsl:template match="image[map:contains($files, string(@source))]" mode="render plain" priority="1" as="element()">
    <image file="{$files(@source)}" alt="{f:alternative(.)}"><xsl:copy-of select="@id"/><xsl:call-template name="number"/></image>
  </xsl:template>
  <xsl:function name="f:alternative" as="xs:string">
    <xsl:param name="image" as="element(image)"/>
    <xsl:sequence select="(normalize-space(string-join($image//text()[not(ancestor::sign)])), normalize-space(string-join($image//sign)))[.][1]"/>
  </xsl:function>

  <xsl:template match="break[@kind ne 'line']" mode="render" as="element()">
    <pb kind="{@kind}"><xsl:copy-of select="@n, @word"/><xsl:call-template name="marks"/></pb>
  </xsl:template>
  <xsl:template match="break[@kind eq 'line']" mode="render" as="node()?">
    <xsl:choose>
      <xsl:when test="not(f:in-text(.))"/>
      <xsl:when test="$view eq 'diplomatic' or @n or @starts or not(ancestor::paragraph)"><lb><xsl:copy-of select="@n, @starts, @word"/></lb></xsl:when>
      <xsl:when test="not(@word)"><xsl:text> </xsl:text></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- ============================================================ running text -->
  <xsl:template match="span" mode="render" as="element()">
    <xsl:choose>
      <xsl:when test="@kind eq 'addition' and tokenize(@place) = 'margin' and $view eq 'diplomatic'">
        <margin kind="addition"><xsl:call-template name="marks"/><xsl:call-template name="note-text"/></margin>
      </xsl:when>
      <xsl:otherwise><span kind="{@kind}"><xsl:call-template name="marks"/><xsl:sequence select="f:struck(.), f:named(.)"/><xsl:apply-templates mode="render"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whether a span is in a deletion: PDF/UA allows one line along words, and in a deletion that is the stroke. -->
  <xsl:function name="f:struck" as="attribute()?">
    <xsl:param name="span" as="element()"/>
    <xsl:if test="$span/ancestor::*[self::span|self::section]/@kind = 'deletion'"><xsl:attribute name="struck" select="'yes'"/></xsl:if>
  </xsl:function>

  <xsl:template match="sign" mode="render plain" as="element()"><sign><xsl:copy-of select="@states, @types, @hands, @witnesses, @shown"/>{.}</sign></xsl:template>
  <xsl:template match="text()" mode="render plain" as="text()"><xsl:copy/></xsl:template>
  <xsl:template match="text()[not(normalize-space())][parent::section|parent::group|parent::list|parent::item|parent::table|parent::row|parent::verse|parent::witness|parent::appendix]"
    mode="render" priority="2" as="empty-sequence()"/>
  <xsl:template match="link[matches(@target, $safe-links)]" mode="render plain" as="element()">
    <link target="{@target}"><xsl:apply-templates mode="#current"/></link>
  </xsl:template>
  <xsl:template match="link" mode="render plain" priority="-1" as="node()*">
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="f:reference(.)"/>
  </xsl:template>

  <!-- Margins, notes, facts and apparatus have no margin of their own: notes in them are set in place. -->
  <xsl:template match="span|note|furniture|gap|image|unhandled" mode="plain" as="element()">
    <span kind="{((self::span|self::note[@kind eq 'marginalia'])/@kind, local-name())[1]}"><xsl:copy-of select="@id, @xml:lang, @style, @dir"/><xsl:call-template name="number"/><xsl:sequence select="f:struck(.), f:named(.)"/><xsl:apply-templates mode="plain"/></span>
  </xsl:template>
  <xsl:template match="break" mode="plain" as="element()"><lb><xsl:copy-of select="@word"/></lb></xsl:template>

  <xsl:template match="comment()|processing-instruction()" mode="render plain" as="empty-sequence()"/>
</xsl:stylesheet>
