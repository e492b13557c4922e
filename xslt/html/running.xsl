<?xml version="1.0" encoding="UTF-8"?>
<!-- Running text: spans by their kind, signs, links, notes, breaks, gaps. All of it is phrasing content, so that it is
     allowed in any paragraph. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <xsl:mode name="running" on-no-match="fail"/>

  <!-- Kinds of span that HTML has an element for; all others are span with the kind as class. -->
  <xsl:variable name="h:elements" as="map(xs:string, xs:string)" static="yes" select="map {
    'addition': 'ins', 'deletion': 'del', 'emphasis': 'em', 'underlined': 'u', 'foreign': 'i', 'citation': 'cite',
    'abbreviation': 'abbr', 'ruby': 'ruby', 'rt': 'rt', 'code': 'code', 'markup': 'code'}"/>

  <!-- Elements for a look that has no other meaning. -->
  <xsl:variable name="h:style-elements" as="map(xs:string, xs:string)" static="yes" select="map {
    'bold': 'b', 'italic': 'i', 'superscript': 'sup', 'subscript': 'sub', 'smaller': 'small'}"/>

  <!-- What HTML accepts as the value of a time element: a year, month, day or time of day. -->
  <xsl:variable name="h:moment" as="xs:string" static="yes"
    select="'^(\d{4}(-\d\d(-\d\d)?)?|\d\d:\d\d(:\d\d)?|\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?)$'"/>

  <xsl:template match="text()" mode="running" as="text()"><xsl:sequence select="."/></xsl:template>

  <!-- Text that the page moves to the margin leaves a caret at its place. -->
  <xsl:template match="span" mode="running" as="element()+">
    <xsl:if test="h:place(., false()) = 'margin'">
      <span aria-hidden="true"><xsl:attribute name="class" select="'caret', h:hand(@hand)" separator=" "/></span>
    </xsl:if>
    <xsl:element name="{($h:elements(@kind), tokenize(@style[../@kind = 'styled']) ! $h:style-elements(.), 'span')[1]}">
      <xsl:sequence select="h:phrase(., h:kind(.))"/>
    </xsl:element>
  </xsl:template>

  <!-- A name is a link to its entry in a register of the site, which teikit/publication/entity_links.py resolves: entity:KEY, or
       entity:?KIND:NAME without a key. The link is around the whole name, also where the TEI has a link in it. -->
  <xsl:template match="span[@entity][$entities][h:live(.)][not(ancestor::link or .//(span[@entity] | note | *[@label or @note or @next or @prev] | link[not(parent::span[@entity])]))]" mode="running" as="element()" priority="3">
    <span>
      <xsl:sequence select="h:marks(., h:kind(.), false()), h:explanation(.)"/>
      <a class="entity" href="entity:{encode-for-uri((@ref, '?' || @entity || ':' || h:name(.))[1])}"><xsl:apply-templates mode="running"/></a>
      <xsl:sequence select="h:links(.)"/>
    </span>
  </xsl:template>
  <xsl:template match="span[@entity]/link[$entities]" mode="running" as="node()*" priority="1">
    <xsl:variable name="name" as="element(span)" select=".."/>
    <xsl:choose>
      <xsl:when test="h:live(.) and not($name/ancestor::link or $name//(span[@entity] | note | *[@label or @note or @next or @prev]))"><xsl:apply-templates mode="running"/></xsl:when>
      <xsl:otherwise><xsl:next-match/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- The name in one line, as xslt/html/model.xsl has it. -->
  <xsl:function name="h:name" as="xs:string">
    <xsl:param name="span" as="element(span)"/>
    <xsl:sequence select="(('reading', 'diplomatic') ! translate(h:words($span, .), '&#10;', ' ')[.], '')[1]"/>
  </xsl:function>

  <xsl:template match="span[@kind = 'date'][matches(@when, $h:moment)]" mode="running" as="element()" priority="2">
    <time datetime="{@when}"><xsl:sequence select="h:phrase(., 'is-date')"/></time>
  </xsl:template>

  <xsl:template match="sign" mode="running" as="element()">
    <span class="{string-join(('sign', @view ! ('only-' || .)), ' ')}"><xsl:value-of select="."/></span>
  </xsl:template>

  <!-- The href of a link; empty for a target that is not http, https, mailto, doi, a place on the page or another document
       of the edition. -->
  <xsl:function name="h:href" as="xs:string?">
    <xsl:param name="link" as="element(link)"/>
    <xsl:variable name="target" as="xs:string" select="normalize-space($link/@target)"/>
    <xsl:sequence select="
      if (matches($target, '^doi:', 'i')) then 'https://doi.org/' || encode-for-uri(substring($target, 5)) => replace('%2F', '/')
      else if (matches($target, '^(https?://|mailto:)\S+$', 'i')) then iri-to-uri($target)
      else if (starts-with($target, 'document:')) then tokenize(substring($target, 10), '#') ! encode-for-uri(.) => h:page-and-place()
      else if (starts-with($target, '#')) then h:to(substring($target, 2))
      else h:page-of($target)"/>
  </xsl:function>

  <xsl:function name="h:page-and-place" as="xs:string">
    <xsl:param name="parts" as="xs:string+"/>
    <xsl:sequence select="string-join(($parts[1] || '.html', $parts[2]), '#')"/>
  </xsl:function>

  <!-- The page of another document of the edition, if it has one. -->
  <xsl:variable name="h:pages" as="map(xs:string, xs:boolean)" select="map:merge(tokenize($pages, '/')[.] ! map:entry(., true()))"/>
  <xsl:function name="h:page-of" as="xs:string?">
    <xsl:param name="target" as="xs:string"/>
    <xsl:variable name="file" as="xs:string" select="(tokenize(substring-before($target || '#', '#'), '/')[last()], '')[1]"/>
    <xsl:variable name="place" as="xs:string" select="substring-after($target, '#')"/>
    <xsl:sequence select="replace($file, '\.xml$', '')[ends-with($file, '.xml')][$h:pages(.)] ! (encode-for-uri(.) || '.html' || string-join($place[.] ! ('#' || .)))"/>
  </xsl:function>

  <xsl:template match="link" mode="running" as="element()">
    <!-- HTML has no link inside a link: a link around others, or around a note, becomes a span -->
    <xsl:variable name="href" as="xs:string?" select="h:href(.)[not(current()//(link | note | *[@label or @note or @next or @prev]))]"/>
    <xsl:element name="{if ($href) then 'a' else 'span'}">
      <xsl:sequence select="$href ! (h:attribute('href', .), current()/@name[not(. = normalize-space(current()))]/h:attribute('title', .))"/>
      <xsl:apply-templates mode="running"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="note" mode="running" as="element()+">
    <span>
      <!-- written on the paper, but not part of the sentence -->
      <xsl:if test="@kind = 'marginalia' and h:live(.) and not(ancestor::heading)"><xsl:attribute name="role" select="'note'"/></xsl:if>
      <xsl:sequence select="h:phrase(., ('note', h:kind(.)))"/>
    </span>
  </xsl:template>

  <!-- A space goes with a line break: a view without the break keeps the words apart. The number of the line is drawn beside it. -->
  <xsl:template match="break[@kind = 'line']" mode="running" as="item()*">
    <xsl:if test="not(@word or @starts)"><xsl:text> </xsl:text></xsl:if>
    <xsl:if test="not(@starts)"><br><xsl:sequence select="@view ! h:attribute('class', 'only-' || .), @id[h:live(..)]/h:attribute('id', .), h:shown(.)"/></br></xsl:if>
    <xsl:if test="@n or @starts and @id">
      <span class="{string-join(('line-n', @view ! ('only-' || .)), ' ')}" aria-hidden="true">
        <xsl:sequence select="@n ! h:attribute('data-n', .), @id[current()/@starts][h:live(..)]/h:attribute('id', .), .[@starts] ! h:shown(.)"/>
      </span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="break" mode="running" as="element()+">
    <span role="separator" aria-label="{if (@n) then m:message('page.number', 'number', string(@n)) else m:message('page.' || @kind || '-begins')}">
      <xsl:sequence select="@n/h:attribute('data-n', .), h:phrase(., ('break', h:kind(.)))"/>
    </span>
    <xsl:sequence select="h:to-plate(.)"/>
  </xsl:template>

  <xsl:template match="furniture" mode="running" as="element()">
    <span><xsl:sequence select="h:phrase(., ('furniture', h:kind(.)))"/></span>
  </xsl:template>

  <xsl:template match="gap" mode="running" as="element()">
    <span><xsl:sequence select="h:phrase(., ('gap', h:kind(.), h:scale(@scale)))"/></span>
  </xsl:template>

  <!-- The class name for the size of a gap: the next width in characters that the style sheet has, or the height in lines. -->
  <xsl:variable name="h:widths" as="xs:integer+" static="yes" select="2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 26, 34, 44"/>
  <xsl:function name="h:scale" as="xs:string?">
    <xsl:param name="scale" as="attribute()?"/>
    <xsl:for-each select="$scale">
      <xsl:variable name="count" as="xs:integer" select="xs:integer(substring-before(., ' ')) * (if (ends-with(., 'word')) then 6 else 1)"/>
      <xsl:sequence select="if (ends-with(., 'line')) then 'high-' || min(($count, 8)) else 'wide-' || ($h:widths[. ge $count], 44)[1]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- An image in the site or on a server; else its text. -->
  <xsl:template match="image" mode="running" as="element()">
    <span><xsl:sequence select="h:phrase(., 'no-image')"/></span>
  </xsl:template>
  <xsl:template match="image[h:image-of(.)]" mode="running" as="element()" priority="2">
    <span>
      <xsl:sequence select="h:marks(., 'image', false())"/>
      <img src="{h:image-of(.)}" alt="{h:alternative(.)}" loading="lazy" decoding="async"/>
    </span>
  </xsl:template>
  <xsl:function name="h:image-of" as="xs:string?">
    <xsl:param name="image" as="element(image)"/>
    <xsl:sequence select="$image/@source ! h:image(.)"/>
  </xsl:function>
  <xsl:function name="h:alternative" as="xs:string">
    <xsl:param name="image" as="element(image)"/>
    <xsl:sequence select="(normalize-space(string-join($image//text()[not(ancestor::sign)]))[.], m:message('gap.figure'))[1]"/>
  </xsl:function>

  <xsl:template match="unhandled" mode="running" as="element()">
    <span data-name="{@name}"><xsl:sequence select="h:phrase(., 'unhandled')"/></span>
  </xsl:template>

  <xsl:function name="h:phrase" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="h:marks($element, $names, false())"/>
    <xsl:sequence select="h:explanation($element)"/>
    <xsl:apply-templates select="$element/node()" mode="running"/>
    <xsl:sequence select="h:links($element)"/>
  </xsl:function>
</xsl:stylesheet>
