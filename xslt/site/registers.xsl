<?xml version="1.0" encoding="UTF-8"?>
<!-- The registers of an edition: a list of entities (register), one of them (entity), archival references (archives),
     interventions. teikit/site/registers/ makes the data. -->
<xsl:package name="urn:teikit:site:registers" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages" exclude-result-prefixes="#all">

  <xsl:include href="shell.xsl"/>

  <xsl:variable name="h:pages" as="map(xs:string, xs:string)" static="yes" select="map { 'person': 'persons', 'place': 'places', 'organisation': 'organisations', 'work': 'works' }"/>

  <!-- Authority files by the beginning of their addresses: the name that readers know. -->
  <xsl:variable name="h:authorities" as="map(xs:string, xs:string)" static="yes" select="map {
    'd-nb.info/gnd/': 'GND', 'viaf.org/viaf/': 'VIAF', 'wikidata.org/wiki/': 'Wikidata', 'wikidata.org/entity/': 'Wikidata', 'geonames.org/': 'GeoNames',
    'sws.geonames.org/': 'GeoNames', 'id.loc.gov/authorities/': 'LoC', 'orcid.org/': 'ORCID', 'isni.org/isni/': 'ISNI', 'data.bnf.fr/': 'BnF',
    'pmb.acdh.oeaw.ac.at/entity/': 'PMB', 'worldcat.org/': 'WorldCat', 'doi.org/': 'DOI', 'getty.edu/page/': 'Getty', 'vocab.getty.edu/': 'Getty', 'pleiades.stoa.org/places/': 'Pleiades' }"/>

  <xsl:template match="/" as="element()"><xsl:apply-templates select="*"/></xsl:template>

  <xsl:template name="h:page" as="element()">
    <xsl:param name="content" as="item()*"/>
    <xsl:call-template name="h:shell">
      <xsl:with-param name="class" select="'registers'"/>
      <xsl:with-param name="styles" select="'registers.css'"/>
      <xsl:with-param name="content" select="$content"/>
    </xsl:call-template>
  </xsl:template>

  <!-- ============================================================ the list of a register -->
  <xsl:template match="register" as="element()">
    <xsl:call-template name="h:page">
      <xsl:with-param name="content">
        <div class="page-title">
          <h1><xsl:value-of select="m:message('register.' || $h:pages(@kind))"/><xsl:for-each select="@letter"><xsl:text>: </xsl:text><xsl:value-of select="."/></xsl:for-each></h1>
          <p>
            <xsl:value-of select="m:message('register.entries', 'count', string(@count))"/>
            <xsl:for-each select="tokenize(@others)"><xsl:text> · </xsl:text><a href="{$root}{$h:pages(.)}.html"><xsl:value-of select="m:message('register.' || $h:pages(.))"/></a></xsl:for-each>
          </p>
        </div>
        <xsl:if test="letter">
          <nav aria-label="{m:message('register.letters')}">
            <ul class="letters">
              <xsl:for-each-group select="letter" group-adjacent="string(@script)">
                <xsl:for-each select="@script"><li class="label"><xsl:value-of select="m:message('script.' || .)"/></li></xsl:for-each>
                <xsl:for-each select="current-group()">
                  <li><a href="{@href}"><xsl:if test="@current"><xsl:attribute name="aria-current" select="'page'"/></xsl:if><xsl:value-of select="@name"/></a></li>
                </xsl:for-each>
              </xsl:for-each-group>
            </ul>
          </nav>
        </xsl:if>
        <xsl:apply-templates select="group"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="register/group" as="element()">
    <section aria-labelledby="letter-{@n}">
      <h2 id="letter-{@n}"><xsl:value-of select="@name"/><xsl:for-each select="@script"><xsl:text> </xsl:text><span class="label"><xsl:value-of select="m:message('script.' || .)"/></span></xsl:for-each></h2>
      <ul class="register"><xsl:apply-templates select="entry"/></ul>
    </section>
  </xsl:template>

  <xsl:template match="entry" as="element()">
    <li>
      <xsl:copy-of select="@id"/>
      <span>
        <xsl:element name="{if (@href) then 'a' else 'span'}"><xsl:copy-of select="@href, @lang"/><xsl:value-of select="@name"/></xsl:element>
        <xsl:for-each select="@life"><xsl:text> </xsl:text><span class="label"><xsl:value-of select="."/></span></xsl:for-each>
      </span>
      <span class="count"><xsl:value-of select="if (@count) then m:message('list.documents', 'count', string(@count)) else m:message('register.not-named')"/></span>
      <xsl:for-each select="@what"><span class="what"><xsl:value-of select="."/></span></xsl:for-each>
      <xsl:if test="document">
        <ul class="what"><xsl:for-each select="document"><li><xsl:sequence select="h:document(.)"/></li></xsl:for-each></ul>
      </xsl:if>
    </li>
  </xsl:template>

  <!-- The link to a document, with its date. -->
  <xsl:function name="h:document" as="node()*">
    <xsl:param name="document" as="element(document)"/>
    <a href="{$document/@href}"><xsl:value-of select="$document/@title"/></a>
    <xsl:for-each select="$document/@when"><xsl:text> </xsl:text><span class="label"><xsl:value-of select="."/></span></xsl:for-each>
  </xsl:function>

  <!-- The pages of a long list. -->
  <xsl:template name="h:pages" as="element()?">
    <xsl:if test="page">
      <nav aria-label="{m:message('page.pages')}">
        <ul class="letters">
          <xsl:for-each select="page"><li><a href="{@href}"><xsl:if test="@current"><xsl:attribute name="aria-current" select="'page'"/></xsl:if><xsl:value-of select="position()"/></a></li></xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- ============================================================ an entity -->
  <xsl:template match="entity" as="element()">
    <xsl:call-template name="h:page">
      <xsl:with-param name="content">
        <p class="back-link"><a href="{@back}"><xsl:value-of select="m:message('register.' || $h:pages(@kind))"/></a></p>
        <div class="page-title">
          <h1><span><xsl:copy-of select="@lang"/><xsl:value-of select="@name"/></span><xsl:for-each select="@life"><xsl:text> </xsl:text><span class="count"><xsl:value-of select="."/></span></xsl:for-each></h1>
          <xsl:if test="author | occupation">
            <p>
              <xsl:for-each select="author"><xsl:if test="position() gt 1">; </xsl:if><xsl:element name="{if (@href) then 'a' else 'span'}"><xsl:copy-of select="@href"/><xsl:value-of select="."/></xsl:element></xsl:for-each>
              <xsl:value-of select="string-join(occupation, '; ')"/>
            </p>
          </xsl:if>
          <xsl:for-each select="note"><p class="note"><xsl:value-of select="."/></p></xsl:for-each>
        </div>
        <div class="entity-layout">
          <div>
            <h2 id="occurrences"><xsl:value-of select="string-join((m:message('list.documents', 'count', string(@documents)), m:message('register.passages', 'count', string(@passages))[current()/@passages != '0']), ', ')"/></h2>
            <xsl:call-template name="h:pages"/>
            <ol class="occurrences"><xsl:apply-templates select="document"/></ol>
          </div>
          <xsl:if test="form | name | partner | authority">
            <aside class="aside" aria-label="{m:message('register.about')}">
              <xsl:if test="name"><h2><xsl:value-of select="m:message('register.names')"/></h2><ul><xsl:for-each select="name"><li><span><xsl:copy-of select="@lang"/><xsl:value-of select="."/></span></li></xsl:for-each></ul></xsl:if>
              <xsl:if test="form"><h2><xsl:value-of select="m:message('register.forms')"/></h2><ul><xsl:for-each select="form"><li><span><xsl:value-of select="."/></span><span class="count"><xsl:value-of select="@count"/></span></li></xsl:for-each></ul></xsl:if>
              <xsl:if test="partner">
                <h2><xsl:value-of select="m:message('register.correspondents')"/></h2>
                <ul><xsl:for-each select="partner"><li><xsl:element name="{if (@href) then 'a' else 'span'}"><xsl:copy-of select="@href"/><xsl:value-of select="."/></xsl:element><span class="count"><xsl:value-of select="@count"/></span></li></xsl:for-each></ul>
              </xsl:if>
              <xsl:if test="authority"><h2><xsl:value-of select="m:message('register.authorities')"/></h2><ul><xsl:for-each select="authority"><li><a href="{iri-to-uri(.)}"><xsl:value-of select="h:authority(.)"/></a></li></xsl:for-each></ul></xsl:if>
            </aside>
          </xsl:if>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="entity/document" as="element()">
    <li>
      <xsl:variable name="facts" as="xs:string*" select="@when, tokenize(@roles) ! m:message('register.role-' || .), m:message('register.passages', 'count', string(@passages))[current()/@passages != '0']"/>
      <a href="{@href}"><xsl:value-of select="@title"/></a>
      <xsl:text> </xsl:text>
      <span class="label"><xsl:value-of select="string-join($facts, ' · ')"/></span>
      <xsl:for-each select="passage">
        <p class="passage"><xsl:value-of select="before"/><a href="{@href}"><xsl:value-of select="name"/></a><xsl:value-of select="after"/></p>
      </xsl:for-each>
      <xsl:for-each select="@more"><p class="label"><xsl:value-of select="m:message('register.more', 'count', string())"/></p></xsl:for-each>
    </li>
  </xsl:template>

  <!-- An address in an authority file: the name of the file and the number there; any other: the address. -->
  <xsl:function name="h:authority" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="replace($address, '^https?://(www\.)?', '')"/>
    <xsl:variable name="start" as="xs:string?" select="map:keys($h:authorities)[starts-with($plain, .)][1]"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(replace($plain, '/$', ''), '/')"/>
    <xsl:sequence select="
      if ($start) then $h:authorities($start) || ' ' || tokenize(substring-after($plain, $start), '/')[.][1]
      else if (count($parts) gt 2 and string-length($plain) gt 32) then $parts[1] || '/…/' || $parts[last()] else replace($plain, '/$', '')"/>
  </xsl:function>

  <!-- ============================================================ archival references -->
  <xsl:template match="archives" as="element()">
    <xsl:call-template name="h:page">
      <xsl:with-param name="content">
        <xsl:for-each select="@back"><p class="back-link"><a href="{.}"><xsl:value-of select="m:message('register.archives')"/></a></p></xsl:for-each>
        <div class="page-title"><h1><xsl:value-of select="if (@back) then archive/@name else m:message('register.archives')"/></h1><p><xsl:value-of select="m:message('list.documents', 'count', string(@count))"/></p></div>
        <xsl:call-template name="h:pages"/>
        <xsl:if test="archive[@href]">
          <ul class="register"><xsl:for-each select="archive"><li><a href="{@href}"><xsl:value-of select="@name"/></a><span class="count"><xsl:value-of select="m:message('list.documents', 'count', string(@count))"/></span></li></xsl:for-each></ul>
        </xsl:if>
        <xsl:for-each select="archive[not(@href)]">
          <section>
            <xsl:if test="not(../@back)"><h2><xsl:value-of select="@name"/></h2></xsl:if>
            <xsl:for-each select="fonds">
              <xsl:if test="@name"><xsl:element name="{if (../../@back) then 'h2' else 'h3'}"><xsl:value-of select="@name"/></xsl:element></xsl:if>
              <ul class="register"><xsl:for-each select="document"><li><span><xsl:sequence select="h:document(.)"/></span><span class="what"><xsl:value-of select="@shelfmark"/></span></li></xsl:for-each></ul>
            </xsl:for-each>
          </section>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- ============================================================ interventions -->
  <xsl:template match="interventions" as="element()">
    <xsl:call-template name="h:page">
      <xsl:with-param name="content">
        <xsl:for-each select="@back"><p class="back-link"><a href="{.}"><xsl:value-of select="m:message('register.interventions')"/></a></p></xsl:for-each>
        <div class="page-title"><h1><xsl:value-of select="if (@back) then h:group-name(group) else m:message('register.interventions')"/></h1><p><xsl:value-of select="m:message('register.entries', 'count', string(@count))"/></p></div>
        <xsl:call-template name="h:pages"/>
        <xsl:if test="group[@href]">
          <ul class="register"><xsl:for-each select="group"><li><a href="{@href}"><xsl:value-of select="h:group-name(.)"/></a><span class="count"><xsl:value-of select="@count"/></span></li></xsl:for-each></ul>
        </xsl:if>
        <xsl:for-each select="group[not(@href)]">
          <section>
            <xsl:if test="not(../@back)"><h2><xsl:value-of select="h:group-name(.)"/><xsl:text> </xsl:text><span class="count"><xsl:value-of select="@count"/></span></h2></xsl:if>
            <ol class="occurrences">
              <xsl:for-each select="document">
                <li>
                  <xsl:sequence select="h:document(.)"/>
                  <ul class="changes"><xsl:for-each select="change"><li><a href="{@href}"><xsl:value-of select="."/></a><xsl:for-each select="@label"><xsl:text> </xsl:text><span class="label"><xsl:value-of select="."/></span></xsl:for-each></li></xsl:for-each></ul>
                </li>
              </xsl:for-each>
            </ol>
          </section>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="h:group-name" as="xs:string">
    <xsl:param name="group" as="element(group)"/>
    <xsl:sequence select="(($group/@hand, m:message('register.no-hand'))[1]) || ': ' || (m:message('register.kind-' || $group/@kind), string($group/@kind))[1]"/>
  </xsl:function>
</xsl:package>
