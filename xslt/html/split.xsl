<?xml version="1.0" encoding="UTF-8"?>
<!-- A long reading document cut into parts, one for each page. The result is empty where one page is enough; else a map from
     each id of the text to its page, the contents (h:contents, with an h:page for each page and its entries), and the parts:
     each is a reading document with the text, the entries, signs, hands and images of its page. document/@page is the name of
     its page, @within the headings of what it continues. Pages begin at divisions where these are near the limit, else at
     headings, page breaks, blocks. Parameters: limit (size of a page: characters of text, markup is counted too), name (of the
     first page), pages (names that other documents have, separated by slashes). -->
<xsl:package name="urn:teikit:html:split" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xmlns:h="urn:teikit:html" xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <xsl:include href="contents.xsl"/>
  <xsl:include href="rows.xsl"/>
  <xsl:include href="units.xsl"/>
  <xsl:include href="parts.xsl"/>

  <xsl:param name="limit" as="xs:integer" select="150000"/>
  <xsl:param name="name" as="xs:string" select="'document'"/>
  <xsl:param name="pages" as="xs:string" select="''"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:variable name="document" as="element(document)" select="/document"/>

  <xsl:template match="/" as="item()*">
    <xsl:variable name="bundles" as="map(*)*" select="h:bundles($document)"/>
    <xsl:variable name="cuts" as="xs:integer*" select="h:page-starts($bundles)"/>
    <xsl:if test="exists($cuts)">
      <xsl:variable name="parts" as="document-node()+" select="h:parts($bundles, $cuts)"/>
      <xsl:sequence select="map:merge($parts/* ! h:places-of(.), map {'duplicates': 'use-first'})"/>
      <xsl:call-template name="h:contents"><xsl:with-param name="parts" select="$parts/*"/></xsl:call-template>
      <xsl:sequence select="$parts"/>
    </xsl:if>
  </xsl:template>

  <!-- The page of each id and of each row in the table of differences; the row of each difference in the text. -->
  <xsl:function name="h:places-of" as="map(xs:string, xs:string)*">
    <xsl:param name="part" as="element(document)"/>
    <xsl:variable name="page" as="xs:string" select="$part/@page"/>
    <xsl:sequence select="$part/(witness, appendix, sigla)//@id ! map:entry(string(.), $page)"/>
    <xsl:for-each select="$part/collation/variation">
      <xsl:variable name="id" as="xs:string" select="'page:difference-' || @n"/>
      <xsl:sequence select="map:entry($id, $page), reading/@ref ! map:entry('row ' || ., encode-for-uri($page) || '.html#' || $id)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The pages with their headings; one that does not begin with a heading is listed by its first words. -->
  <xsl:template name="h:contents" as="element(h:contents)">
    <xsl:param name="parts" as="element(document)+"/>
    <h:contents>
      <xsl:if test="$document/description/group"><xsl:attribute name="about" select="'yes'"/></xsl:if>
      <xsl:for-each select="$parts">
        <h:page name="{@page}">
          <xsl:variable name="first" as="element()?" select="h:first-block(.)"/>
          <xsl:if test="not($first[self::heading]) and not((witness, appendix)[1][h:is-labelled(.) or @titled][not(@continued)])">
            <h:entry level="{max(((@within ! 2), 1))}" id="page:text" page="yes">
              <xsl:copy-of select="(witness, appendix)[1]/@xml:lang"/>
              <xsl:value-of select="string-join((@within, $first ! h:beginning(.)), ': ')"/>
            </h:entry>
          </xsl:if>
          <xsl:sequence select="h:entries(.)"/>
        </h:page>
      </xsl:for-each>
    </h:contents>
  </xsl:template>

  <xsl:function name="h:first-block" as="element()?">
    <xsl:param name="part" as="element(document)"/>
    <xsl:sequence select="$part/(witness, appendix)[1]/descendant::*[self::heading or self::paragraph or self::line or self::verseline or self::cell or self::stamp or self::label][1]"/>
  </xsl:function>

  <xsl:function name="h:beginning" as="xs:string">
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(h:words($block))"/>
    <xsl:sequence select="string-join($words[position() le 6], ' ') || ' …'[$words[7]]"/>
  </xsl:function>
</xsl:package>
