<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks: sections, headings, paragraphs, lines, stamps, lists, tables, verse, and the elements between them. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <xsl:mode name="block" on-no-match="fail"/>

  <xsl:template match="section" mode="block" as="element()">
    <div>
      <xsl:sequence select="h:marks(., ('section', h:kind(.)), true())"/>
      <xsl:sequence select="h:explanation(.), h:links(.)"/>
      <xsl:apply-templates select="*" mode="block"/>
    </div>
  </xsl:template>

  <!-- The page has one h1 and each text with a label an h2: headings of the text begin at the next level. -->
  <xsl:template match="heading" mode="block" as="element()">
    <xsl:variable name="text" as="element()?" select="(ancestor::witness | ancestor::appendix)[1]"/>
    <xsl:variable name="level" as="xs:integer" select="xs:integer(@level) + (if (empty($text)) then 2 else (if (h:is-labelled($text)) then 3 else 2) - $h:highest($text/@id))"/>
    <xsl:variable name="id" as="xs:string?" select="$text ! h:heading-id(current(), $h:heading-numbers)"/>
    <xsl:element name="h{min(($level, 6))}">
      <xsl:if test="starts-with($id, 'head:')"><xsl:attribute name="id" select="$id"/></xsl:if>
      <!-- words of the edition -->
      <xsl:if test="sign and not(node() except sign)"><xsl:attribute name="lang" select="$interface"/></xsl:if>
      <xsl:sequence select="h:content(., ())"/>
      <xsl:for-each select="$id"><a class="here" href="#{.}" aria-label="{m:message('page.link-here')}"/></xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- A heading without words is an empty block. -->
  <xsl:template match="heading[not(normalize-space())]" mode="block" as="element()" priority="1">
    <div><xsl:sequence select="h:content(., ())"/></div>
  </xsl:template>

  <!-- The highest level of a heading in each text of the page. -->
  <xsl:variable name="h:highest" as="map(xs:string, xs:integer)" select="
    map:merge($h:document/(witness, appendix) ! map:entry(string(@id), (min(.//heading/@level ! xs:integer(.)), 1)[1]), map {'duplicates': 'use-first'})"/>
  <xsl:variable name="h:heading-numbers" as="map(xs:string, xs:integer)" select="h:numbered($h:document)"/>

  <!-- A paragraph with an id has its number in the margin, which is its address; lines with numbers have these there. -->
  <xsl:template match="paragraph" mode="block" as="element()">
    <xsl:variable name="lined" as="xs:boolean" select="exists(.//break[@kind = 'line'][@n])"/>
    <p>
      <xsl:sequence select="h:marks(., 'lined'[$lined], true())"/>
      <xsl:if test="@id and not($lined) and h:live(.)"><xsl:sequence select="h:anchor-of(@id)"/></xsl:if>
      <xsl:sequence select="h:explanation(.)"/>
      <xsl:apply-templates mode="running"/>
      <xsl:sequence select="h:links(.)"/>
    </p>
  </xsl:template>

  <!-- The link of a block to itself. Its number is in its id; the style sheet draws it, so that copied text is without it. -->
  <xsl:function name="h:anchor-of" as="element()">
    <xsl:param name="id" as="attribute(id)"/>
    <xsl:variable name="number" as="xs:string" select="(replace($id, '^.*?(\d+)$', '$1')[matches($id, '(^|[-._])p\d+$')], '¶')[1]"/>
    <a class="anchor" href="#{$id}" data-n="{$number}" aria-label="{m:message('page.paragraph', 'number', $number)}"/>
  </xsl:function>

  <xsl:template match="line" mode="block" as="element()">
    <p><xsl:sequence select="h:content(., ('line', h:kind(.), @indent ! ('indent-' || .)))"/></p>
  </xsl:template>

  <xsl:template match="stamp" mode="block" as="element()">
    <p><xsl:sequence select="h:content(., 'stamp')"/></p>
  </xsl:template>

  <xsl:template match="list" mode="block" as="element()">
    <div>
      <xsl:sequence select="h:marks(., ('list', h:kind(.)), true())"/>
      <xsl:sequence select="h:explanation(.), h:links(.)"/>
      <ul><xsl:apply-templates select="*" mode="block"/></ul>
    </div>
  </xsl:template>

  <xsl:template match="item" mode="block" as="element()">
    <li>
      <xsl:sequence select="h:marks(., (), true())"/>
      <xsl:sequence select="h:explanation(.), h:links(.)"/>
      <xsl:for-each select="label">
        <!-- a label wider than its column is on a line of its own -->
        <span class="{if (ends-with(normalize-space(), ':')) then 'label field' else if (string-length(.) gt 5) then 'label long' else 'label'}"><xsl:apply-templates mode="running"/></span>
        <xsl:sequence select="h:side-notes(h:short-notes(.))"/>
      </xsl:for-each>
      <xsl:apply-templates select="* except label" mode="block"/>
    </li>
  </xsl:template>

  <!-- A wide table scrolls in its box, which the keyboard can reach. -->
  <xsl:template match="table" mode="block" as="element()">
    <xsl:variable name="head" as="element(row)*" select="h:head-rows(.)"/>
    <div>
      <xsl:if test="row[1]/cell[5] and not(@label)"><xsl:attribute name="tabindex" select="'0'"/></xsl:if>
      <xsl:sequence select="h:marks(., 'table', true())"/>
      <xsl:sequence select="h:explanation(.), h:links(.)"/>
      <table>
        <xsl:for-each select="caption"><caption><xsl:sequence select="h:content(., ())"/></caption></xsl:for-each>
        <xsl:if test="exists($head)"><thead><xsl:apply-templates select="$head" mode="block"/></thead></xsl:if>
        <xsl:if test="row except $head"><tbody><xsl:apply-templates select="row except $head" mode="block"/></tbody></xsl:if>
      </table>
    </div>
  </xsl:template>

  <!-- The rows at the top that name columns, if none of their cells reaches into the rows below them. -->
  <xsl:function name="h:head-rows" as="element(row)*">
    <xsl:param name="table" as="element(table)"/>
    <xsl:variable name="first" as="element(row)?" select="$table/row[cell[not(@heads = 'column')]][1]"/>
    <xsl:variable name="head" as="element(row)*" select="$table/row[empty($first) or . &lt;&lt; $first]"/>
    <xsl:sequence select="$head[every $n in 1 to count($head) satisfies not($head[$n]/cell[xs:integer(@rows) gt count($head) - $n + 1])]"/>
  </xsl:function>

  <xsl:template match="row" mode="block" as="element()">
    <tr>
      <xsl:for-each select="@id[h:live(..)]"><xsl:attribute name="id" select="."/></xsl:for-each>
      <xsl:for-each select="@xml:lang"><xsl:attribute name="lang" select="."/></xsl:for-each>
      <xsl:if test="@style | @rend"><xsl:attribute name="class" select="@rend ! tokenize(.) ! ('rend-' || h:token(.)), @style ! tokenize(.) ! ('style-' || .)" separator=" "/></xsl:if>
      <xsl:apply-templates select="cell" mode="block"/>
    </tr>
  </xsl:template>

  <xsl:template match="cell" mode="block" as="element()">
    <xsl:element name="{if (@heads) then 'th' else 'td'}">
      <xsl:for-each select="@heads"><xsl:attribute name="scope" select="if (. = 'column') then 'col' else 'row'"/></xsl:for-each>
      <xsl:for-each select="@cols"><xsl:attribute name="colspan" select="."/></xsl:for-each>
      <xsl:for-each select="@rows"><xsl:attribute name="rowspan" select="."/></xsl:for-each>
      <xsl:choose>
        <xsl:when test="h:holds-blocks(.)">
          <xsl:sequence select="h:marks(., (), true()), h:explanation(.), h:links(.)"/>
          <xsl:apply-templates select="*" mode="block"/>
        </xsl:when>
        <xsl:otherwise><xsl:sequence select="h:content(., ())"/></xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>
  <xsl:function name="h:holds-blocks" as="xs:boolean">
    <xsl:param name="cell" as="element(cell)"/>
    <xsl:sequence select="exists($cell/(paragraph | section | list | table | figure | heading | verse | line | stamp))"/>
  </xsl:function>

  <xsl:template match="figure" mode="block" as="element()">
    <figure>
      <xsl:sequence select="h:marks(., 'figure', true())"/>
      <xsl:sequence select="h:explanation(.), h:links(.)"/>
      <xsl:apply-templates select="* except caption" mode="block"/>
      <xsl:for-each select="caption"><figcaption><xsl:sequence select="h:content(., ())"/></figcaption></xsl:for-each>
    </figure>
  </xsl:template>

  <xsl:template match="verse" mode="block" as="element()">
    <div>
      <xsl:sequence select="@n ! h:attribute('data-n', .)"/>
      <xsl:sequence select="h:marks(., 'verse', true())"/>
      <xsl:sequence select="h:explanation(.), h:links(.)"/>
      <xsl:apply-templates select="*" mode="block"/>
    </div>
  </xsl:template>

  <!-- The number of each fifth line is shown, and any other label with a number. A part of a shared line begins where the words
       before it end, which the style sheet sets out of sight. -->
  <xsl:template match="verseline" mode="block" as="element()">
    <p>
      <xsl:for-each select="@n[h:is-shown-number(.)]"><xsl:attribute name="data-n" select="."/></xsl:for-each>
      <xsl:sequence select="h:marks(., @indent ! ('indent-' || .), true())"/>
      <xsl:for-each select="@before"><span class="before" data-before="{.} "/></xsl:for-each>
      <xsl:sequence select="h:explanation(.)"/>
      <xsl:apply-templates mode="running"/>
      <xsl:sequence select="h:links(.)"/>
    </p>
  </xsl:template>

  <xsl:function name="h:is-shown-number" as="xs:boolean">
    <xsl:param name="n" as="xs:string"/>
    <xsl:sequence select="if ($n castable as xs:integer) then xs:integer($n) mod 5 = 0 else string-length($n) le 6 and matches($n, '^\P{N}{0,3}\p{N}')"/>
  </xsl:function>

  <!-- Notes, breaks, page furniture and gaps among blocks: the same as in running text, in a box. -->
  <xsl:template match="note | break | furniture | gap | image | unhandled" mode="block" as="element()">
    <div class="aside"><xsl:apply-templates select="." mode="running"/></div>
  </xsl:template>

  <xsl:template match="list/note | list/break | list/furniture | list/gap | list/image | list/unhandled" mode="block" as="element()" priority="2">
    <li class="aside"><xsl:apply-templates select="." mode="running"/></li>
  </xsl:template>

  <!-- A block of running text: its attributes, its text, its links. -->
  <xsl:function name="h:content" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="h:marks($element, $names, true())"/>
    <xsl:sequence select="h:explanation($element)"/>
    <xsl:apply-templates select="$element/node()" mode="running"/>
    <xsl:sequence select="h:links($element)"/>
  </xsl:function>
</xsl:stylesheet>
