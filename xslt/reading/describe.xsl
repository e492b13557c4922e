<?xml version="1.0" encoding="UTF-8"?>
<!-- A description: statements with labels, in groups (fact, group), made of elements that hold metadata: the header
     (Guidelines 2), descriptions of manuscripts (11). Rules for the elements that need their own are in msdesc.xsl and
     header-groups.xsl; this file has what holds for any element, so that one without a rule is shown with its name. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="describe" on-no-match="fail"/>

  <!-- Text of its own is a fact, or a group if it holds paragraphs or lists; elements only are a group; an empty element
       is a fact with its attributes. -->
  <xsl:template match="*" mode="describe" as="element()*">
    <xsl:choose>
      <xsl:when test="empty(*) and not(normalize-space())"><xsl:call-template name="fact-of-attributes"/></xsl:when>
      <xsl:when test="f:is-statement(.)"><xsl:call-template name="fact"/></xsl:when>
      <xsl:when test="text()[normalize-space()]">
        <xsl:call-template name="group"><xsl:with-param name="mixed" select="true()"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="group"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Blocks stay what they are. -->
  <xsl:template match="p | ab | list | table | lg | figure | div | listBibl[not(head)]" mode="describe" as="element()*" priority="1">
    <xsl:call-template name="described-blocks"><xsl:with-param name="nodes" select=".[normalize-space() or .//graphic]"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="described-blocks" as="element()*">
    <xsl:param name="quoted" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="nodes" as="node()*" select="node()"/>
    <xsl:choose>
      <xsl:when test="$quoted"><xsl:call-template name="quoted-blocks"><xsl:with-param name="nodes" select="$nodes"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="blocks"><xsl:with-param name="nodes" select="$nodes"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ============================================================ facts -->
  <!-- Whether an element is one statement: running text, or elements that are parts of one (a name, a date). -->
  <xsl:function name="f:is-statement" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        ($element/text()[normalize-space()] or $sentences(local-name($element)) or f:is-short-paragraph($element))
        and (every $child in $element/(if (f:is-short-paragraph(.)) then p/* else *) satisfies not(f:is-block($child)))"/>
  </xsl:function>

  <!-- Whether an element holds one paragraph and nothing else. -->
  <xsl:function name="f:is-short-paragraph" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="count($element/*) = 1 and $element/p and not($element/text()[normalize-space()]) and string-length($element) lt 400"/>
  </xsl:function>

  <!-- Elements that are one statement even if they hold elements only. -->
  <xsl:variable name="sentences" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'title', 'author', 'editor', 'persName', 'orgName', 'placeName', 'geogName', 'name', 'rs', 'date', 'time', 'origDate', 'origPlace', 'idno', 'publisher',
      'pubPlace', 'distributor', 'authority', 'funder', 'sponsor', 'principal', 'meeting', 'resp', 'bibl', 'biblStruct', 'address', 'licence', 'locus', 'locusGrp',
      'incipit', 'explicit', 'rubric', 'finalRubric', 'colophon', 'textLang', 'secFol', 'signatures', 'catchwords', 'watermark', 'material', 'objectType',
      'dimensions', 'dim', 'height', 'width', 'depth', 'extent', 'foliation', 'repository', 'institution', 'collection', 'settlement', 'country', 'region', 'district', 'bloc',
      'term', 'language', 'geo', 'label', 'quote', 'q', 'cit', 'ref', 'measure', 'measureGrp', 'num', 'email', 'formula', 'edition', 'citedRange', 'biblScope', 'heraldry', 'stamp',
      'catDesc', 'classCode', 'msName', 'objectName', 'eventName', 'seg', 'foreign', 'hi', 'affiliation', 'occupation', 'residence', 'birth', 'death', 'head') ! map:entry(., true()))"/>

  <xsl:template name="fact" as="element(r:fact)?">
    <xsl:param name="label" as="xs:string" select="f:fact-label(.)"/>
    <xsl:if test="not(f:repeats(.))">
      <fact name="{local-name()}" label="{$label}">
        <xsl:call-template name="described-marks"/>
        <xsl:apply-templates select="." mode="sentence"/>
        <xsl:sequence select="f:attributes(.)"/>
      </fact>
    </xsl:if>
  </xsl:template>

  <!-- An element without text: what its attributes say. -->
  <xsl:template name="fact-of-attributes" as="element(r:fact)?">
    <xsl:variable name="said" as="xs:string*" select="f:all-attributes(.)"/>
    <xsl:if test="exists($said)">
      <fact name="{local-name()}" label="{f:fact-label(.)}">
        <xsl:call-template name="described-marks"/>
        <sign>{string-join($said, '; ')}</sign>
      </fact>
    </xsl:if>
  </xsl:template>

  <xsl:template name="described-marks" as="attribute()*">
    <xsl:apply-templates select="@xml:id, @xml:lang, @p:number" mode="mark"/>
  </xsl:template>

  <!-- ============================================================ groups -->
  <!-- What is in it is written as it is made: content in a variable would be copied again at each level. -->
  <xsl:template name="group" as="element(r:group)?">
    <xsl:param name="label" as="xs:string" select="f:fact-label(.)"/>
    <xsl:param name="mixed" as="xs:boolean" select="false()"/>
    <xsl:param name="foldable" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:where-populated>
      <group name="{local-name()}" label="{$label}">
        <xsl:if test="$foldable and string-length() gt 700"><xsl:attribute name="folded" select="'yes'"/></xsl:if>
        <xsl:call-template name="described-marks"/>
        <xsl:call-template name="attribute-facts"/>
        <xsl:choose>
          <xsl:when test="$mixed"><xsl:call-template name="described-blocks"/></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="*" mode="describe"/></xsl:otherwise>
        </xsl:choose>
      </group>
    </xsl:where-populated>
  </xsl:template>

  <!-- Whether an element says the same as the one before it, in words and attributes. -->
  <xsl:function name="f:repeats" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/preceding-sibling::*[1][node-name() = node-name($element)][normalize-space() = normalize-space($element)][f:compared(.) = f:compared($element)])"/>
  </xsl:function>

  <xsl:function name="f:compared" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join(sort($element/(@* except (@xml:id, @xml:lang, @n, @p:*)) ! (name() || '=' || .)), ' ')"/>
  </xsl:function>

  <!-- ============================================================ the text of a statement -->
  <xsl:mode name="sentence" on-no-match="fail"/>

  <!-- An element that has a rule in running text (a name, a title) is shown by it. -->
  <xsl:template match="*" mode="sentence" as="node()*">
    <xsl:choose>
      <xsl:when test="not(text()[normalize-space()]) and *[2] and not($one-name(local-name()))"><xsl:call-template name="parts"/></xsl:when>
      <xsl:when test="f:is-short-paragraph(.)"><xsl:call-template name="words"><xsl:with-param name="nodes" select="p/node()"/></xsl:call-template></xsl:when>
      <xsl:when test="$phrases(local-name())"><xsl:call-template name="words"><xsl:with-param name="nodes" select="."/></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="target" as="xs:string?" select="(@ref, @target)[1] ! f:safe-target(.)"/>
        <xsl:variable name="content" as="node()*"><xsl:call-template name="words"/></xsl:variable>
        <xsl:choose>
          <xsl:when test="$target and not($content/descendant-or-self::r:link)"><link target="{$target}"><xsl:sequence select="$content"/></link></xsl:when>
          <xsl:otherwise><xsl:sequence select="$content"/></xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="text()" mode="sentence" as="text()"><xsl:sequence select="."/></xsl:template>

  <!-- Parts of a statement without text between them. -->
  <xsl:template name="parts" as="node()*">
    <xsl:for-each select="*[normalize-space() or descendant-or-self::ptr or f:moment(.)]">
      <xsl:if test="position() gt 1"><sign>,</sign><xsl:text> </xsl:text></xsl:if>
      <xsl:choose>
        <xsl:when test="normalize-space() or descendant-or-self::ptr">
          <xsl:apply-templates select="." mode="sentence"/>
          <xsl:sequence select="f:attributes(.)"/>
        </xsl:when>
        <xsl:otherwise><sign>{f:moment(.)}</sign></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- The date or the amount of an element without words. -->
  <xsl:function name="f:moment" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (normalize-space($element)) then () else (f:period($element, false())[.], f:amount($element), $element/self::locus/string-join((@from, @to), '–')[.])[1]"/>
  </xsl:function>

  <!-- Names whose parts follow each other without a comma. -->
  <xsl:variable name="one-name" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(('persName', 'name', 'roleName', 'title', 'address', 'idno', 'quote', 'q', 'hi', 'seg', 'foreign', 'p', 'ref') ! map:entry(., true()))"/>
  <!-- Elements that are shown by their rule in running text, with their own style. -->
  <xsl:variable name="phrases" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'title', 'persName', 'orgName', 'placeName', 'geogName', 'settlement', 'country', 'region', 'name', 'rs', 'date', 'ref', 'ptr', 'hi', 'foreign', 'quote', 'q', 'code', 'gi', 'att', 'val', 'ident', 'term', 'address', 'graphic', 'choice', 'supplied', 'unclear', 'gap') ! map:entry(., true()))"/>

  <!-- ============================================================ labels -->
  <!-- The label of a statement: the name of its element, and its type. That of a paragraph is the name of its parent. -->
  <xsl:function name="f:fact-label" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="named" as="element()" select="if ($element/(self::p | self::ab | self::item)) then $element/.. else $element"/>
    <xsl:sequence select="f:capital(($named/@type ! m:message('typed.' || local-name($named) || '-' || normalize-space(.)), $named[parent::sourceDesc][self::bibl | self::biblStruct | self::biblFull] ! m:message('element.source'), f:label($named))[1])"/>
  </xsl:function>
</xsl:stylesheet>
