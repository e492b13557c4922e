<?xml version="1.0" encoding="UTF-8"?>
<!-- The header in groups (Guidelines 2, 15): the source, the edition, the text, the encoding, the changes. What is under
     the title of the page, or in the citation, is not repeated. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="description-groups" as="element(r:group)*">
    <xsl:for-each select="$header">
      <xsl:call-template name="header-group"><xsl:with-param name="name" select="'source'"/><xsl:with-param name="elements" select="fileDesc/sourceDesc/f:parts(.)"/></xsl:call-template>
      <xsl:call-template name="header-group"><xsl:with-param name="name" select="'edition'"/><xsl:with-param name="elements" select="fileDesc/f:parts(.) except fileDesc/sourceDesc"/></xsl:call-template>
      <xsl:call-template name="header-group"><xsl:with-param name="name" select="'text'"/><xsl:with-param name="elements" select="profileDesc/f:parts(.)"/></xsl:call-template>
      <xsl:call-template name="header-group"><xsl:with-param name="name" select="'encoding'"/><xsl:with-param name="elements" select="encodingDesc/f:parts(.), (f:parts(.) except (fileDesc, profileDesc, encodingDesc, revisionDesc))"/></xsl:call-template>
      <xsl:call-template name="header-group"><xsl:with-param name="name" select="'revisions'"/><xsl:with-param name="elements" select="revisionDesc"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="header-group" as="element(r:group)?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="elements" as="node()*"/>
    <xsl:where-populated>
      <group name="{$name}" label="{m:message('group.' || $name)}">
        <xsl:if test="$name = 'revisions' and count($elements//change) gt 5"><xsl:attribute name="folded" select="'yes'"/></xsl:if>
        <xsl:apply-templates select="$elements" mode="describe">
          <xsl:with-param name="quoted" tunnel="yes" select="true()"/>
          <xsl:with-param name="foldable" tunnel="yes" select="not($name = ('source', 'revisions'))"/>
        </xsl:apply-templates>
      </group>
    </xsl:where-populated>
  </xsl:template>

  <!-- What a part of the header holds: elements, and text that TEI has no place for there. -->
  <xsl:function name="f:parts" as="node()*">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="$part/(* | text()[normalize-space()])"/>
  </xsl:function>

  <xsl:template match="text()" mode="describe" as="element(r:fact)">
    <fact name="{local-name(..)}" label="{f:fact-label(..)}">{normalize-space()}</fact>
  </xsl:template>

  <!-- ============================================================ shown elsewhere on the page -->
  <xsl:template mode="describe" as="empty-sequence()" priority="5" match="
      teiHeader/fileDesc/titleStmt/title[f:plain(.) = $shown-titles][not(preceding-sibling::title[f:plain(.) = f:plain(current())])]
      | teiHeader/fileDesc/titleStmt/author[not(.//(@* except @p:*))][f:is-shown-author(.)]
      | teiHeader/fileDesc/titleStmt/respStmt[f:is-resp(., 'translat') or f:is-resp(., 'contribut')][matches(lower-case(normalize-space(string-join(resp, ' '))), '^(translat|contribut)(or|ed by)$')][not(note)]
      | teiHeader/fileDesc/titleStmt/funder[not(*)]
      | sourceDesc/bibl[@type = 'citation'][normalize-space() = f:citation()]
      | sourceDesc/msDesc[not(../msDesc[2])]/msIdentifier[f:is-simple(.)]
      | profileDesc/abstract[not(p/*)]
      | creation[not(* except date[contains(f:date-shown(), f:plain(.))])][not(text()[normalize-space()])]
      | creation/date[contains(f:date-shown(), f:plain(.))] | listChange/change[@xml:id = $layers/@xml:id]
      | correspAction[@type = ('sent', 'received', 'transmitted')]/(persName | orgName | name | rs | placeName | settlement | address | note)
      | correspAction[not(@type = 'received')]/date[contains(f:date-shown(), f:plain(.))][not(normalize-space()) or (@when, @notBefore, @from)[1] = f:date()]
      | particDesc/*[starts-with(local-name(), 'list')] | settingDesc/*[starts-with(local-name(), 'list')]
      | application/desc[@type = 'generated']"/>

  <!-- Whether all of an identifier is in the statement of the archive. -->
  <xsl:function name="f:is-simple" as="xs:boolean">
    <xsl:param name="identifier" as="element(msIdentifier)"/>
    <xsl:sequence select="empty($identifier/(* except (country, settlement, institution, repository, collection, msName, idno))) and empty($identifier//@ref) and count($identifier/idno) le 1"/>
  </xsl:function>

  <!-- ============================================================ elements that only group -->
  <xsl:template mode="describe" as="element()*" priority="1" match="
      titleStmt | editionStmt | publicationStmt | notesStmt | langUsage | textClass | particDesc | settingDesc | calendarDesc | appInfo | classDecl | charDecl | listChange | correspDesc | creation | handNotes | listPrefixDef | availability | recordingStmt | listWit | sourceDesc/msDesc[not(../*[2])] | unitDecl">
    <xsl:choose>
      <xsl:when test="text()[normalize-space()] or (self::availability or self::listWit or self::handNotes or self::charDecl or self::listChange or self::listPrefixDef or self::creation or self::editionStmt) and (p or ab or head or desc or *[5])"><xsl:next-match/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="attribute-facts"/>
        <xsl:apply-templates select="*" mode="describe"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ============================================================ responsibility -->
  <!-- The label is what was done; a long one is a part of the statement. -->
  <xsl:template match="respStmt" mode="describe" as="element(r:fact)*" priority="1">
    <xsl:variable name="label" as="xs:string?" select="normalize-space(string-join(resp, ', '))[. and string-length(.) le 60 and not(current()/resp/(*, @* except @p:*))]"/>
    <fact name="respStmt" label="{if ($label) then f:capital($label) else f:fact-label(.)}">
      <xsl:call-template name="described-marks"/>
      <xsl:for-each select="if ($label) then * except resp else *">
        <xsl:if test="position() gt 1"><xsl:choose><xsl:when test="self::resp[not(preceding-sibling::*[1][self::resp])]"><sign>;</sign></xsl:when><xsl:when test="preceding-sibling::*[1][self::resp]"><sign>:</sign></xsl:when><xsl:otherwise><sign>,</sign></xsl:otherwise></xsl:choose><xsl:text> </xsl:text></xsl:if>
        <xsl:apply-templates select="." mode="sentence"/>
        <xsl:sequence select="f:attributes(.)"/>
      </xsl:for-each>
    </fact>
  </xsl:template>

  <!-- ============================================================ the text -->
  <xsl:template match="langUsage/language" mode="describe" as="element(r:fact)" priority="1">
    <fact name="language" label="{f:fact-label(.)}">
      <xsl:call-template name="described-marks"/>
      <xsl:choose>
        <xsl:when test="not(normalize-space())"><sign>{(@ident, @xml:lang)[1] ! f:language-name(.)}</sign></xsl:when>
        <!-- the name of the language in another language than that of the page -->
        <xsl:when test="f:names-language(., @ident) and normalize-space() ne f:language-name(@ident)">
          <sign>{f:language-name(@ident)}</sign><xsl:text> </xsl:text><sign>(</sign><xsl:call-template name="words"/><sign>)</sign>
        </xsl:when>
        <xsl:otherwise><xsl:call-template name="words"/></xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="f:attributes(.)"/>
    </fact>
  </xsl:template>

  <!-- What happened to a letter is one statement: who, where, when. -->
  <xsl:template match="correspAction" mode="describe" as="element()*" priority="1">
    <xsl:choose>
      <xsl:when test="p or @type = ('sent', 'received', 'transmitted')">
        <xsl:call-template name="group"/>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="fact"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Keywords are one statement for each list. -->
  <xsl:template match="keywords[term][not(* except term)]" mode="describe" as="element(r:fact)" priority="1">
    <fact name="keywords" label="{f:fact-label(.)}">
      <xsl:call-template name="described-marks"/>
      <xsl:for-each select="term[normalize-space()]">
        <xsl:if test="position() gt 1"><xsl:text> </xsl:text><sign>· </sign></xsl:if>
        <xsl:apply-templates select="." mode="sentence"/>
        <xsl:sequence select="f:attributes(.)"/>
      </xsl:for-each>
      <xsl:sequence select="f:attributes(.)"/>
    </fact>
  </xsl:template>

  <!-- A category by its description. -->
  <xsl:template match="catRef" mode="describe" as="element(r:fact)?" priority="1">
    <xsl:variable name="names" as="xs:string*" select="tokenize(@target) ! (key('by-id', f:target(.), root($tei))[1]/(catDesc, gloss, desc)[1] ! normalize-space(), replace(., '^#', ''))[.][1]"/>
    <xsl:if test="exists($names)"><fact name="catRef" label="{f:fact-label(.)}"><sign>{string-join($names, ' · ')}</sign></fact></xsl:if>
  </xsl:template>

  <!-- ============================================================ the encoding -->
  <xsl:template match="category" mode="describe" as="element()*" priority="1">
    <xsl:variable name="label" as="xs:string" select="(@n, @xml:id, f:fact-label(.))[1]"/>
    <xsl:choose>
      <xsl:when test="category or *[2]"><xsl:call-template name="group"><xsl:with-param name="label" select="$label"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:for-each select="*"><xsl:call-template name="fact"><xsl:with-param name="label" select="$label"/></xsl:call-template></xsl:for-each></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="application" mode="describe" as="element(r:fact)" priority="1">
    <fact name="application" label="{f:fact-label(.)}">
      <xsl:call-template name="described-marks"/>
      <xsl:variable name="version" as="element(r:sign)?"><xsl:if test="@version"><sign>{@version}</sign></xsl:if></xsl:variable>
      <xsl:choose>
        <xsl:when test="label"><xsl:apply-templates select="label[1]" mode="sentence"/><xsl:text> </xsl:text></xsl:when>
        <xsl:otherwise><sign>{@ident} </sign></xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="$version"/>
      <xsl:for-each select="* except (label[1], desc[@type = 'generated'])">
        <sign>,</sign><xsl:text> </xsl:text>
        <xsl:apply-templates select="." mode="sentence"/>
      </xsl:for-each>
    </fact>
  </xsl:template>

  <xsl:template match="witness" mode="describe" as="element()*" priority="1">
    <xsl:variable name="label" as="xs:string" select="f:capital(f:label(.)) || ' ' || f:siglum('#' || @xml:id)"/>
    <xsl:choose>
      <xsl:when test="f:is-statement(.)"><xsl:call-template name="fact"><xsl:with-param name="label" select="$label"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="group"><xsl:with-param name="label" select="$label"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ============================================================ changes -->
  <xsl:template match="revisionDesc" mode="describe" as="element()*" priority="1">
    <xsl:call-template name="attribute-facts"/>
    <xsl:apply-templates select="f:parts(.)" mode="describe"/>
  </xsl:template>

  <!-- The date is the label, the persons follow the words. -->
  <xsl:template match="change" mode="describe" as="element()*" priority="1">
    <xsl:variable name="label" as="xs:string" select="(f:period(., false()), f:fact-label(.))[1]"/>
    <xsl:choose>
      <xsl:when test="not(normalize-space())"><xsl:call-template name="fact-of-attributes"/></xsl:when>
      <xsl:when test="f:is-statement(.) or not(* except (persName, name, date, orgName))"><xsl:call-template name="fact"><xsl:with-param name="label" select="$label"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="group"><xsl:with-param name="label" select="$label"/><xsl:with-param name="mixed" select="true()"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
