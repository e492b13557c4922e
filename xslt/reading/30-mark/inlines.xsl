<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, running text: one rule for each kind of element inside a line (Guidelines 3, 11, 12, 13). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="text()" mode="inline" as="text()"><xsl:sequence select="."/></xsl:template>

  <!-- ============================================================ the table of elements -->
  <!-- Elements whose kind has the name of the element: parts of names and addresses, measures, parts of a title page, a
       play, a manuscript description, a dictionary; words about markup. -->
  <xsl:variable name="own-kinds" as="xs:string*" static="yes" select="
      'surname', 'forename', 'roleName', 'addName', 'genName', 'nameLink', 'geogFeat', 'objectName', 'eventName', 'affiliation',
      'street', 'postCode', 'postBox', 'email', 'geo', 'depth', 'offset', 'state', 'population', 'num', 'measure', 'measureGrp', 'unit',
      'author', 'editor', 'publisher', 'pubPlace', 'distributor', 'edition', 'series', 'citedRange', 'availability', 'licence', 'resp', 'respStmt', 'extent',
      'docAuthor', 'docTitle', 'titlePart', 'byline', 'docImprint', 'docEdition', 'imprimatur', 'meeting', 'sponsor', 'funder', 'principal',
      'speaker', 'stage', 'role', 'roleDesc', 'actor', 'castItem', 'move', 'camera', 'sound', 'tech', 'view', 'caption', 'rhyme',
      'ident', 'code', 'gi', 'att', 'val', 'tag', 'eg', 'g', 'desc', 'figDesc', 'mod', 'ellipsis', 'ruby', 'rb', 'rt', 'wit', 'witDetail',
      'watermark', 'catchwords', 'signatures', 'heraldry', 'locus', 'locusGrp', 'secFol', 'material', 'objectType', 'dim', 'dimensions', 'height', 'width',
      'origDate', 'origPlace', 'textLang', 'incipit', 'explicit', 'rubric', 'finalRubric', 'colophon', 'vocal', 'kinesic', 'incident', 'writing',
      'form', 'orth', 'pron', 'hyph', 'syll', 'stress', 'gramGrp', 'gram', 'gen', 'number', 'case', 'per', 'tns', 'mood', 'iType', 'pos', 'subc',
      'colloc', 'sense', 'def', 'usg', 'etym', 'lang', 'xr', 'lbl', 'hom', 're', 'eventName', 'occupation', 'formula', 'head', 'headItem', 'headLabel'"/>

  <!-- Element to kind of span. -->
  <xsl:variable name="span-kinds" as="map(xs:string, xs:string)" static="yes" select="map:merge(($own-kinds ! map:entry(., .), map {
      'add': 'addition', 'del': 'deletion', 'subst': 'substitution', 'restore': 'restored', 'retrace': 'retraced', 'damage': 'damage',
      'unclear': 'unclear', 'metamark': 'metamark', 'stamp': 'stamp', 'mod': 'modification',
      'supplied': 'supplied', 'surplus': 'surplus', 'secl': 'secluded', 'sic': 'sic', 'corr': 'correction', 'orig': 'original',
      'reg': 'regularised', 'abbr': 'abbreviation', 'am': 'abbreviation', 'expan': 'expansion', 'ex': 'expanded', 'lem': 'variant', 'rdg': 'variant',
      'persName': 'person', 'placeName': 'place', 'settlement': 'place', 'country': 'place', 'region': 'place', 'geogName': 'place',
      'district': 'place', 'bloc': 'place', 'orgName': 'organisation', 'date': 'date', 'docDate': 'date', 'time': 'date', 'origDate': 'date',
      'foreign': 'foreign', 'distinct': 'distinct', 'emph': 'emphasis', 'term': 'term', 'mentioned': 'mentioned', 'soCalled': 'so-called', 'gloss': 'term-gloss',
      'q': 'quotation', 'quote': 'quotation', 'said': 'quotation', 'cit': 'quotation',
      'title': 'citation', 'bibl': 'bibliography', 'biblScope': 'citation-scope', 'label': 'label', 'idno': 'reference',
      'salute': 'salute', 'signed': 'signed', 'dateline': 'dateline', 'seg': 'other', 'name': 'other', 'rs': 'other', 'hi': 'marked' }), map { 'duplicates': 'use-last' })"/>

  <!-- Elements whose words are not marked. -->
  <xsl:variable name="plain" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'w', 'c', 'pc', 's', 'cl', 'phr', 'm', 'u', 'choice', 'opener', 'closer', 'postscript', 'cell', 'noteGrp', 
      'analytic', 'monogr', 'imprint', 'biblStruct', 'biblFull', 'titleStmt', 'publicationStmt', 'editionStmt', 'seriesStmt', 'notesStmt', 'sourceDesc', 'fileDesc', 'objectIdentifier', 'msIdentifier', 'altIdentifier', 'repository', 'institution', 'collection', 'annotationBlock', 'entry', 'entryFree', 'superEntry') ! map:entry(., true()))"/>

  <!-- Blocks inside running text (a note, a cell): each begins on a new line. -->
  <xsl:variable name="inner-lines" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'p', 'ab', 'head', 'list', 'item', 'lg', 'l', 'row', 'table', 'div', 'trailer', 'address', 'addrLine', 'figure', 'floatingText', 'body',
      'titlePage', 'listBibl', 'sp', 'argument', 'epigraph') ! map:entry(., true()))"/>

  <xsl:template match="*[$span-kinds(local-name())]" mode="inline" as="element(r:span)" priority="-1">
    <xsl:call-template name="span"><xsl:with-param name="kind" select="$span-kinds(local-name())"/></xsl:call-template>
  </xsl:template>

  <!-- Parts of an element without text of its own are separated by a space. -->
  <xsl:variable name="holds-parts" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'cit', 'form', 'gramGrp', 'sense', 'entry', 'entryFree', 're', 'hom', 'etym', 'xr', 'biblStruct', 'analytic', 'monogr', 'imprint', 'biblFull', 'titleStmt', 'publicationStmt',
      'editionStmt', 'seriesStmt', 'address', 'castItem', 'respStmt', 'objectIdentifier', 'msIdentifier', 'altIdentifier', 'persName', 'dimensions', 'docImprint', 'listTranspose') ! map:entry(., true()))"/>
  <xsl:template match="*[$holds-parts(local-name(..))][preceding-sibling::node()[1][self::*]][not(../text()[normalize-space()])]" mode="inline" as="node()*" priority="4">
    <xsl:sequence select="f:separated(.)"/>
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- A label in a line is a word of its own: "I." before "Numquid". -->
  <xsl:template match="label[following-sibling::node()[1][self::* or matches(., '^[\p{L}\p{N}\p{Ps}\p{Pi}]')]]" mode="inline" as="node()*" priority="5">
    <xsl:next-match/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- An element with a language, id, hand or pointer keeps it. -->
  <xsl:template match="*[$plain(local-name())]" mode="inline" as="node()*" priority="-2">
    <xsl:choose>
      <xsl:when test="@xml:lang | @xml:id | @hand | @corresp | @rend | @rendition | @style"><xsl:call-template name="span"><xsl:with-param name="kind" select="'other'"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="node()" mode="inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*[$inner-lines(local-name())]" mode="inline" as="node()*" priority="-3">
    <xsl:if test="preceding-sibling::node()[self::* or normalize-space()]"><break kind="line"/></xsl:if>
    <xsl:apply-templates select="node()" mode="inline"/>
    <xsl:if test="following-sibling::node()[self::* or normalize-space()][1][not(f:is-block(.) or self::addrLine)]"><break kind="line"/></xsl:if>
  </xsl:template>

  <!-- ============================================================ where more than the name decides -->
  <!-- Highlighted words: of a kind of their own where the edition explains it, else as they look (styled); what no table knows
       is marked. -->
  <xsl:template match="hi" mode="inline" as="element()">
    <xsl:call-template name="span"><xsl:with-param name="kind" select="f:hi-kind(.)"/></xsl:call-template>
  </xsl:template>
  <xsl:function name="f:hi-kind" as="xs:string">
    <xsl:param name="hi" as="element()"/>
    <xsl:variable name="styles" as="xs:string*" select="f:styles($hi)"/>
    <xsl:sequence select="($styles ! $explained-styles(.), 'styled'[exists($styles)], 'marked')[1]"/>
  </xsl:function>
  <xsl:variable name="explained-styles" as="map(xs:string, xs:string)" static="yes" select="map {
      'spaced': 'letterspaced', 'underline': 'underlined', 'double-underline': 'underlined', 'antiqua': 'antiqua' }"/>

  <xsl:template match="restore/del" mode="inline" as="node()*"><xsl:apply-templates mode="inline"/></xsl:template>

  <!-- An expansion that is not one half of a choice has its signs inside, around the expanded letters (ex). -->
  <xsl:template match="expan[not(@p:pair)][.//ex]" mode="inline" as="node()*"><xsl:apply-templates mode="inline"/></xsl:template>

  <xsl:template match="persName[@type = 'typed']" mode="inline" as="element()">
    <xsl:call-template name="span"><xsl:with-param name="kind" select="'typed'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="name[@type] | rs[@type]" mode="inline" as="element()">
    <xsl:call-template name="span"><xsl:with-param name="kind" select="($named-kinds(string(@type)), 'other')[1]"/></xsl:call-template>
  </xsl:template>
  <xsl:variable name="named-kinds" as="map(xs:string, xs:string)" static="yes" select="map {
      'person': 'person', 'pers': 'person', 'place': 'place', 'org': 'organisation', 'organisation': 'organisation', 'organization': 'organisation' }"/>

  <xsl:template match="seg[@type]" mode="inline" as="element()">
    <xsl:call-template name="span"><xsl:with-param name="kind" select="(@type[$seg-kinds(.)], 'other')[1]"/></xsl:call-template>
  </xsl:template>
  <xsl:variable name="seg-kinds" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(('transmission', 'classification', 'copy', 'reference', 'certification', 'label', 'ditto') ! map:entry(., true()))"/>
</xsl:stylesheet>
