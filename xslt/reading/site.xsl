<?xml version="1.0" encoding="UTF-8"?>
<!-- What the reading document of a page of a site has besides: the key of each name, an id for each block and each intervention, the
     entries of registers as values, where the source is kept, what kind of document it is, when the file was last changed. A single page has none of it. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading" xmlns:tei="http://www.tei-c.org/ns/1.0"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- The name of the page; empty for a document that is not one of a site. -->
  <xsl:param name="page" as="xs:string" select="''"/>
  <!-- Whether the document is a register: then its bibliographic entries are works. -->
  <xsl:param name="register" as="xs:boolean" select="false()"/>

  <!-- ============================================================ who or what is named -->
  <!-- The kind of entity that an element names. -->
  <xsl:variable name="entity-kinds" as="map(xs:string, xs:string)" static="yes" select="map {
      'persName': 'person', 'placeName': 'place', 'settlement': 'place', 'country': 'place', 'region': 'place', 'geogName': 'place',
      'district': 'place', 'bloc': 'place', 'orgName': 'organisation' }"/>
  <!-- The kind of entity of a name or rs by its type, also by the first word of it. -->
  <xsl:variable name="entity-types" as="map(xs:string, xs:string)" static="yes" select="map {
      'person': 'person', 'persons': 'person', 'pers': 'person', 'persname': 'person', 'people': 'person', 'character': 'person', 'artist': 'person', 'author': 'person',
      'place': 'place', 'places': 'place', 'placename': 'place', 'geo': 'place', 'city': 'place', 'town': 'place', 'country': 'place', 'region': 'place', 'settlement': 'place',
      'org': 'organisation', 'orgs': 'organisation', 'organisation': 'organisation', 'organization': 'organisation', 'orgname': 'organisation', 'institution': 'organisation', 'corporate': 'organisation',
      'work': 'work', 'works': 'work', 'bibl': 'work', 'book': 'work', 'title': 'work', 'text': 'work' }"/>

  <xsl:function name="f:entity-kind" as="xs:string?">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="
        if ($name/(self::name | self::rs)) then tokenize(lower-case($name/@type), '[^\p{L}]+')[1] ! $entity-types(.)
        else if ($name/(self::title | self::bibl)) then 'work'[$name/(@ref | @key)]
        else $entity-kinds(local-name($name))"/>
  </xsl:function>

  <!-- The key of a name: the place of an entry in a register of the edition (PAGE#ID), or a web address; nothing where the pointer leads
       to neither. Of several pointers the first that leads to an entry counts, else the first address. -->
  <xsl:function name="f:entity-key" as="xs:string?">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="keys" as="xs:string*" select="tokenize(string-join($name/(@ref, @key), ' ')) ! f:key-of(.)"/>
    <xsl:sequence select="($keys[not(contains(., '://'))], $keys)[1]"/>
  </xsl:function>

  <xsl:function name="f:key-of" as="xs:string?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="meant" as="xs:string" select="f:expanded($pointer)"/>
    <xsl:sequence select="(
        ($pointer, $meant)[map:contains($references, .)][1] ! $references(.)[contains(., '#')],
        f:target($meant)[exists(key('by-id', ., root($tei))[f:is-entry(.)])] ! ($page || '#' || .),
        $meant[matches(., '^https?://\S+$', 'i')])[1]"/>
  </xsl:function>

  <!-- The key of a person or place of the record. -->
  <xsl:function name="f:key-mark" as="attribute()*">
    <xsl:param name="name" as="element()"/>
    <xsl:if test="$page">
      <xsl:for-each select="f:entity-key($name)"><xsl:attribute name="key" select="."/></xsl:for-each>
      <xsl:if test="$name/self::orgName"><xsl:attribute name="entity" select="'organisation'"/></xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- The attributes of a name. -->
  <xsl:template name="entity" as="attribute()*">
    <xsl:for-each select="f:entity-kind(.)"><xsl:attribute name="entity" select="."/></xsl:for-each>
    <xsl:if test="exists(f:entity-kind(.))"><xsl:for-each select="f:entity-key(.)"><xsl:attribute name="ref" select="."/></xsl:for-each></xsl:if>
  </xsl:template>

  <!-- ============================================================ addresses -->
  <!-- Blocks with an address of their own: the smallest that hold running text; a stanza, a row of a table and a note are one. -->
  <xsl:variable name="interventions" as="xs:string+" static="yes" select="'addition', 'deletion', 'restored', 'retraced', 'modification'"/>

  <xsl:function name="f:addressed-blocks" as="element()*">
    <xsl:param name="marked" as="document-node()"/>
    <xsl:sequence select="$marked//(r:paragraph | r:heading | r:line | r:stamp | r:verse | r:row | r:caption | r:unhandled | r:note | r:item[matches(r:label, '\p{L}{2}')])[not(ancestor::r:note or ancestor::r:row or ancestor::r:statement)]"/>
  </xsl:function>

  <!-- The ids of what has none, by generated id: p and a number for a paragraph, b for another block, l for a line that begins
       with a line break of the source, i for an intervention. -->
  <xsl:function name="f:block-ids" as="map(xs:string, xs:string)">
    <xsl:param name="marked" as="document-node()"/>
    <xsl:variable name="blocks" as="element()*" select="f:addressed-blocks($marked)[not(@id)]"/>
    <xsl:variable name="changes" as="element()*" select="$marked//(r:span | r:section)[@kind = $interventions][not(@id)]"/>
    <xsl:variable name="taken" as="map(xs:string, xs:boolean)" select="f:set($marked//@id)"/>
    <xsl:sequence select="map:merge((
        f:numbered-ids('p', $blocks[self::r:paragraph], $taken), f:numbered-ids('b', $blocks[not(self::r:paragraph)], $taken),
        f:numbered-ids('l', $marked//r:break[@kind = 'line'][not(@id)][not(ancestor::r:note)], $taken), f:numbered-ids('i', $changes, $taken)))"/>
  </xsl:function>

  <xsl:function name="f:numbered-ids" as="map(xs:string, xs:string)*">
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:param name="elements" as="element()*"/>
    <xsl:param name="taken" as="map(xs:string, xs:boolean)"/>
    <xsl:variable name="free" as="xs:string" select="f:free-id-prefix($prefix, $taken)"/>
    <xsl:sequence select="for-each-pair($elements, 1 to count($elements), function($e, $n) { map:entry(generate-id($e), $free || $n) })"/>
  </xsl:function>

  <!-- The beginning of numbered ids that no id of the document is like. -->
  <xsl:function name="f:free-id-prefix" as="xs:string">
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:param name="taken" as="map(xs:string, xs:boolean)"/>
    <xsl:variable name="like" as="xs:string" select="'^' || $prefix || '\d+$'"/>
    <xsl:sequence select="if (some $id in map:keys($taken) satisfies matches($id, $like)) then f:free-id-prefix('_' || $prefix, $taken) else $prefix"/>
  </xsl:function>

  <!-- ============================================================ entries of registers -->
  <!-- The entries: persons, places and organisations in the text or outside of it; the works of a register. -->
  <xsl:variable name="entries" as="element()*" select="
      if ($page = '') then ()
      else ($text | $stand-off)/descendant::*[f:is-entry(.)]"/>
  <xsl:function name="f:is-entry" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element[@xml:id][self::person or self::personGrp or self::place or self::org or $register and (self::bibl or self::biblStruct or self::biblFull)][parent::*[starts-with(local-name(), 'list')]])"/>
  </xsl:function>

  <xsl:template name="entities" as="element(r:entities)?">
    <xsl:if test="exists($entries)">
      <entities><xsl:apply-templates select="$entries" mode="entity"/></entities>
    </xsl:if>
  </xsl:template>

  <xsl:mode name="entity" on-no-match="fail"/>

  <xsl:template match="*" mode="entity" as="element(r:entity)">
    <entity kind="{if (self::place) then 'place' else if (self::org) then 'organisation' else if (self::person or self::personGrp) then 'person' else 'work'}" key="{$page}#{@xml:id}">
      <xsl:for-each select="f:entity-names(.)">
        <xsl:variable name="words" as="xs:string" select="f:name(.)"/>
        <xsl:if test="$words">
          <name>
            <xsl:copy-of select="@type[normalize-space()]"/>
            <xsl:if test="f:is-inverted(.)"><xsl:attribute name="sort" select="f:inverted(.)"/></xsl:if>
            <xsl:for-each select="@xml:lang[. castable as xs:language]"><xsl:attribute name="xml:lang" select="f:language-tag(.)"/></xsl:for-each>
            <xsl:value-of select="$words"/>
          </name>
        </xsl:if>
      </xsl:for-each>
      <xsl:for-each select="(self::bibl, self::biblFull, self::biblStruct)/descendant::author[normalize-space()]"><author><xsl:for-each select="f:entity-key((descendant-or-self::*[@ref or @key][1], .)[1])"><xsl:attribute name="ref" select="."/></xsl:for-each>{f:name(.)}</author></xsl:for-each>
      <xsl:for-each select="birth, death, floruit, (self::bibl | biblFull/publicationStmt | monogr/imprint)/date">
        <xsl:variable name="dated" as="element()" select="(self::*[not(date)] ! f:without-elements(.), date)[1]"/>
        <xsl:if test="f:has-date($dated)"><xsl:sequence select="f:date-of($dated, if (self::date) then 'published' else local-name())"/></xsl:if>
      </xsl:for-each>
      <xsl:for-each select=".//idno[f:identifier-address(.)]"><identifier address="{f:identifier-address(.)}"><xsl:copy-of select="@type[normalize-space()]"/>{normalize-space()}</identifier></xsl:for-each>
      <xsl:for-each select="(@ref, @sameAs, @corresp) ! tokenize(.) ! f:expanded(.)[matches(., '^https?://\S+$', 'i')]"><identifier address="{.}">{.}</identifier></xsl:for-each>
      <xsl:for-each select="(occupation, (settlement | country | region)[current()/self::place/placeName])[normalize-space()]"><occupation>{f:plain(.)}</occupation></xsl:for-each>
      <xsl:for-each select="(note, desc, state[not(@type)])[normalize-space()][not(@subtype = 'candidate')]"><note>{f:plain(.)}</note></xsl:for-each>
    </entity>
  </xsl:template>

  <!-- Whether a name has a family name behind others, and that name as an alphabetic list has it. -->
  <xsl:function name="f:is-inverted" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="exists($name/surname[normalize-space()]) and exists($name/surname[1]/preceding-sibling::forename)"/>
  </xsl:function>
  <xsl:function name="f:inverted" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="family" as="xs:string" select="string-join($name/surname ! f:plain(.)[.], ' ')"/>
    <xsl:sequence select="string-join(($family, string-join($name/(forename | genName | roleName | nameLink) ! f:plain(.)[.], ' ')), ', ')"/>
  </xsl:function>

  <!-- The names of an entry, the one to show first. -->
  <xsl:function name="f:entity-names" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="own" as="element()*" select="
        if ($entry/self::place) then ($entry/placeName, $entry[not(placeName)]/(settlement, geogName, region, country, district, head, label, name))
        else if ($entry/(self::bibl | self::biblStruct | self::biblFull)) then ($entry/descendant::title[normalize-space()][1], $entry[not(.//title)])
        else $entry/(persName, orgName, name, label, head)"/>
    <xsl:sequence select="if (exists($own[normalize-space()])) then $own[normalize-space()] else $entry"/>
  </xsl:function>

  <!-- An element with its attributes and its own text. -->
  <xsl:function name="f:without-elements" as="element()">
    <xsl:param name="element" as="element()"/>
    <tei:date><xsl:copy-of select="$element/@*, $element/text()"/></tei:date>
  </xsl:function>

  <!-- ============================================================ where it is kept, when it was changed -->
  <xsl:variable name="fonds-types" as="xs:string+" static="yes" select="'fond', 'fonds', 'bestand', 'collection', 'series', 'record-group'"/>

  <xsl:template name="holding" as="element(r:holding)?">
    <xsl:for-each select="($header/fileDesc/sourceDesc//msDesc/msIdentifier)[1]">
      <holding>
        <xsl:for-each select="(repository, institution)[normalize-space()][1]"><xsl:attribute name="repository" select="f:plain(.)"/></xsl:for-each>
        <xsl:for-each select="settlement[normalize-space()][1]"><xsl:attribute name="place" select="f:plain(.)"/></xsl:for-each>
        <xsl:for-each select="(collection, .//idno[lower-case(@type) = $fonds-types][not(*)])[normalize-space()][1]"><xsl:attribute name="fonds" select="f:plain(.)"/></xsl:for-each>
        <xsl:value-of select="f:phrase(f:shelfmark(.))"/>
      </holding>
    </xsl:for-each>
  </xsl:template>

  <!-- What kind of document it is, as its header or its text says. -->
  <xsl:variable name="kind-types" as="xs:string+" static="yes" select="'genre', 'kind', 'form', 'texttype', 'documenttype'"/>

  <xsl:template name="kind" as="element(r:kind)?">
    <xsl:variable name="terms" as="element(term)*" select="$header/profileDesc/textClass/keywords/(term | list/item/term)[lower-case(@type) = $kind-types or ../@*[name() = ('scheme', 'n')] ! tokenize(lower-case(.), '[^\p{L}]+') = $kind-types]"/>
    <xsl:for-each select="($terms ! f:plain(.), $text/@type ! normalize-space())[.][1]"><kind>{.}</kind></xsl:for-each>
  </xsl:template>

  <xsl:template name="changed" as="element(r:changed)?">
    <xsl:variable name="days" as="xs:string*" select="($header/revisionDesc//change, $header/revisionDesc)/(@when, @to) ! substring(., 1, 10)[matches(., '^\d{4}(-\d\d(-\d\d)?)?$')]"/>
    <xsl:variable name="published" as="xs:string*" select="$header/fileDesc/publicationStmt/date/(@when, @when-iso, string()[matches(., '^\d{4}(-\d\d(-\d\d)?)?$')])[1] ! substring(., 1, 10)"/>
    <xsl:for-each select="(sort($days)[last()], $published)[1]"><changed>{.}</changed></xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
