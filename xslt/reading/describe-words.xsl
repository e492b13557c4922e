<?xml version="1.0" encoding="UTF-8"?>
<!-- The running text of a description. In the text of a document it is text like any other. In the header it is a
     quotation: names, titles, links and emphasis have their style, but no ids and no entries in the apparatus; this needs
     far less work than a text. Elements that have signs of their own (a correction, a gap) go through the passes of the text. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Nodes as running text. `quoted`: of the header, where white space is normalised at once: a run of it is a blank, and
       none is at the ends. -->
  <xsl:template name="words" as="node()*">
    <xsl:param name="quoted" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="nodes" as="node()*" select="node()"/>
    <xsl:choose>
      <xsl:when test="not($quoted)"><xsl:apply-templates select="$nodes" mode="inline"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="texts" as="text()*" select="$nodes/descendant-or-self::text()[normalize-space()]"/>
        <xsl:apply-templates select="$nodes" mode="words">
          <xsl:with-param name="first" tunnel="yes" select="$texts[1]"/>
          <xsl:with-param name="last" tunnel="yes" select="$texts[last()]"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ============================================================ running text of the header -->
  <xsl:mode name="words" on-no-match="fail"/>
  <xsl:template match="text()" mode="words" as="text()?">
    <xsl:param name="first" as="text()?" tunnel="yes"/>
    <xsl:param name="last" as="text()?" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test=". is $first and . is $last">{normalize-space()}</xsl:when>
      <xsl:when test=". is $first">{replace(replace(., '\s+', ' '), '^ ', '')}</xsl:when>
      <xsl:when test=". is $last">{replace(replace(., '\s+', ' '), ' $', '')}</xsl:when>
      <xsl:when test=". >> $first and . &lt;&lt; $last">{replace(., '\s+', ' ')}</xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="comment() | processing-instruction()" mode="words inline" as="empty-sequence()"/>

  <!-- An element without a style: its words. Parts without anything between them are separated by a blank. -->
  <xsl:template match="*" mode="words" as="node()*">
    <xsl:variable name="apart" as="xs:boolean" select="exists(*[2]) and empty(text())"/>
    <xsl:choose>
      <xsl:when test="@xml:lang castable as xs:language">
        <span kind="other" xml:lang="{f:language-tag(@xml:lang)}"><xsl:call-template name="words-of-parts"><xsl:with-param name="apart" select="$apart"/></xsl:call-template></span>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="words-of-parts"><xsl:with-param name="apart" select="$apart"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="words-of-parts" as="node()*">
    <xsl:param name="apart" as="xs:boolean" select="false()"/>
    <xsl:choose>
      <xsl:when test="$apart"><xsl:for-each select="*"><xsl:if test="position() gt 1"><xsl:text> </xsl:text></xsl:if><xsl:apply-templates select="." mode="words"/></xsl:for-each></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="node()" mode="words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Names, titles, dates, emphasis, code. -->
  <xsl:template mode="words" as="node()*" priority="1" match="
      title | persName | orgName | placeName | geogName | settlement | country | region | district | bloc | date | time | origDate | foreign | emph | term | mentioned | soCalled
      | q | quote | said | gloss | hi | code | gi | att | val | tag | ident | eg | name | rs">
    <xsl:variable name="target" as="xs:string?" select="@ref ! f:safe-target(.)"/>
    <xsl:variable name="content" as="node()*">
      <span kind="{f:kind-of-words(.)}">
        <xsl:for-each select="@xml:lang[. castable as xs:language]"><xsl:attribute name="xml:lang" select="f:language-tag(.)"/></xsl:for-each>
        <xsl:apply-templates select="@rend | @when" mode="mark"/>
        <xsl:if test="@rend or @rendition or @style or $has-selectors"><xsl:call-template name="styles"/></xsl:if>
        <xsl:call-template name="words-of-parts"><xsl:with-param name="apart" select="exists(*[2]) and empty(text())"/></xsl:call-template>
        <xsl:if test="$target and not(normalize-space())"><sign>{f:short-address(@ref, $target)}</sign></xsl:if>
      </span>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$target and not($content//r:link)"><link target="{$target}"><xsl:sequence select="$content"/></link></xsl:when>
      <xsl:otherwise><xsl:sequence select="$content"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:kind-of-words" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if ($element/self::hi) then f:hi-kind($element)
        else if ($element/(self::name | self::rs)) then ($named-kinds(string($element/@type)), 'other')[1]
        else ($span-kinds(local-name($element)), 'other')[1]"/>
  </xsl:function>

  <xsl:template match="ref | ptr" mode="words" as="node()*" priority="1">
    <xsl:variable name="target" as="xs:string?" select="f:safe-target(@target)"/>
    <xsl:variable name="content" as="node()*">
      <xsl:apply-templates select="node()" mode="words"/>
      <xsl:if test="not(normalize-space())"><sign>{if ($target) then @target else '[→ ' || replace(@target, '^#', '') || ']'}</sign></xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$target and not($content/descendant-or-self::r:link)"><link target="{$target}"><xsl:sequence select="$content"/></link></xsl:when>
      <xsl:otherwise><xsl:sequence select="$content"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A note inside a statement: in its place, in brackets; so are coordinates, and doubts about the encoding. -->
  <xsl:template match="note | geo | certainty | precision | respons" mode="words" as="node()*" priority="1">
    <xsl:if test="matches(preceding-sibling::node()[1], '\S$')"><xsl:text> </xsl:text></xsl:if>
    <xsl:choose>
      <xsl:when test="normalize-space()"><span kind="editorial"><sign>[</sign><xsl:call-template name="words-of-parts"/><sign>]</sign></span></xsl:when>
      <xsl:otherwise><sign>[{f:label(.)}: {string-join(f:all-attributes(.), '; ')}]</sign></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Lines of an address, paragraphs inside a statement. -->
  <xsl:template match="addrLine | p | ab | l" mode="words" as="node()*" priority="1">
    <xsl:if test="preceding-sibling::*"><break kind="line"/></xsl:if>
    <xsl:apply-templates select="node()" mode="words"/>
  </xsl:template>
  <xsl:template match="lb" mode="words" as="element(r:break)" priority="1"><break kind="line"/></xsl:template>

  <!-- What has signs, or is no text. -->
  <xsl:template mode="words" as="node()*" priority="1" match="
      choice | app | add | del | subst | sic | corr | orig | reg | abbr | expan | ex | am | surplus | secl | supplied | unclear | damage | restore | retrace | gap | space | graphic | media | formula[*]
      | figure | table | list | lg | pb | cb | gb | milestone | fw | g | handShift | ruby | stamp | egXML | notatedMusic | fs">
    <xsl:sequence select="f:quoted(., false())"/>
  </xsl:template>

  <!-- ============================================================ blocks of the header -->
  <xsl:variable name="quoted-kinds" as="map(xs:string, xs:string)" static="yes" select="map:merge((
      ('p', 'ab', 'list', 'listBibl') ! map:entry(., .), ('table', 'lg', 'l', 'figure', 'div', 'floatingText', 'head', 'msDesc', 'egXML', 'listPerson', 'listPlace', 'listOrg', 'listEvent', 'listObject') ! map:entry(., 'other')))"/>

  <!-- Nodes as blocks: text among paragraphs and lists is a paragraph. -->
  <xsl:template name="quoted-blocks" as="element()*">
    <xsl:param name="nodes" as="node()*" select="node()"/>
    <xsl:for-each-group select="$nodes" group-adjacent="string($quoted-kinds(local-name()))">
      <xsl:choose>
        <xsl:when test="current-grouping-key() = ''">
          <xsl:if test="normalize-space(string-join(current-group()))">
            <xsl:call-template name="quoted-paragraph"><xsl:with-param name="nodes" select="current-group()"/></xsl:call-template>
          </xsl:if>
        </xsl:when>
        <xsl:when test="current-grouping-key() = 'other'"><xsl:sequence select="f:quoted(current-group(), true())"/></xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="current-group()">
            <xsl:choose>
              <xsl:when test="self::list or self::listBibl"><xsl:call-template name="quoted-list"/></xsl:when>
              <xsl:when test="some $child in * satisfies $quoted-kinds(local-name($child))"><xsl:call-template name="quoted-blocks"/></xsl:when>
              <xsl:otherwise><xsl:call-template name="quoted-paragraph"><xsl:with-param name="nodes" select="node()"/></xsl:call-template></xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template name="quoted-paragraph" as="element()">
    <xsl:param name="nodes" as="node()*"/>
    <paragraph>
      <xsl:apply-templates select="(self::p | self::ab)/@xml:lang" mode="mark"/>
      <xsl:call-template name="words"><xsl:with-param name="nodes" select="$nodes"/></xsl:call-template>
    </paragraph>
  </xsl:template>

  <xsl:template name="quoted-list" as="element()*">
    <xsl:variable name="numbered" as="xs:boolean" select="@rend = ('numbered', 'ordered') or @type = ('numbered', 'ordered')"/>
    <xsl:for-each select="head[normalize-space()]"><paragraph rend="lead"><xsl:value-of select="normalize-space()"/></paragraph></xsl:for-each>
    <list kind="{if ($numbered) then 'numbered' else 'plain'}">
      <xsl:for-each select="(* | text()[normalize-space()]) except (head, label[following-sibling::*[1][self::item]])">
        <item>
          <xsl:variable name="label" as="element(label)?" select="(self::label, self::item/preceding-sibling::*[1][self::label])[1]"/>
          <xsl:choose>
            <xsl:when test="$label"><label>{normalize-space($label)}</label></xsl:when>
            <xsl:when test="$numbered and self::item"><label><sign>{(@n, 1 + count(preceding-sibling::item))[1]}.</sign></label></xsl:when>
          </xsl:choose>
          <xsl:choose>
            <xsl:when test="self::label"/>
            <xsl:when test="self::item"><xsl:call-template name="quoted-blocks"/></xsl:when>
            <xsl:when test="self::biblStruct or self::biblFull or self::msDesc"><xsl:call-template name="quoted-paragraph"><xsl:with-param name="nodes" select="."/></xsl:call-template></xsl:when>
            <xsl:otherwise><xsl:call-template name="quoted-blocks"><xsl:with-param name="nodes" select="."/></xsl:call-template></xsl:otherwise>
          </xsl:choose>
        </item>
      </xsl:for-each>
    </list>
  </xsl:template>

  <!-- Nodes through the passes of the text, as blocks or as running text, without ids and notes. -->
  <xsl:function name="f:quoted" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="as-blocks" as="xs:boolean"/>
    <xsl:variable name="selected" as="document-node()"><xsl:document><teiHeader xmlns="http://www.tei-c.org/ns/1.0"><xsl:apply-templates select="$nodes" mode="select"/></teiHeader></xsl:document></xsl:variable>
    <xsl:variable name="content" as="element()*">
      <xsl:choose>
        <xsl:when test="$as-blocks"><xsl:for-each select="$selected/*"><xsl:call-template name="blocks"/></xsl:for-each></xsl:when>
        <xsl:otherwise><paragraph><xsl:apply-templates select="$selected/*/node()" mode="inline"/></paragraph></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="quoted" as="element()*"><xsl:apply-templates select="$content" mode="quote"/></xsl:variable>
    <xsl:variable name="normalised" as="element()*">
      <xsl:apply-templates select="$quoted" mode="whitespace">
        <xsl:with-param name="ids" tunnel="yes" select="map { }"/>
        <xsl:with-param name="prefix" tunnel="yes" select="''"/>
        <xsl:with-param name="labels" tunnel="yes" select="map { }"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="if ($as-blocks) then $normalised else $normalised/node()"/>
  </xsl:function>
  <xsl:template match="teiHeader//note | teiHeader//certainty | teiHeader//precision | teiHeader//respons | teiHeader//interp | teiHeader//span" mode="inline" as="element(r:span)" priority="8">
    <span kind="editorial"><sign>[</sign><xsl:apply-templates select="node()" mode="inline"/><sign>]</sign></span>
  </xsl:template>
</xsl:stylesheet>
