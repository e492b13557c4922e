<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 2: one flow out of markup that cuts across the tree. TEI in, TEI out.
     What lies between addSpan, delSpan or damageSpan and its anchor (Guidelines 11.3.1.4) is gathered into
     one add, del or damage; a label before an item (3.8) goes into it; blanks between elements that hold no text of their own go. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:p="urn:teikit:reading:pass" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:mode name="flow" on-no-match="shallow-copy"/>

  <xsl:key name="by-id" match="*" use="@xml:id"/>

  <!-- Elements that hold elements only: white space in them is the encoder's layout. -->
  <xsl:variable name="holds-elements" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'text', 'group', 'front', 'body', 'back', 'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'list', 'table', 'row', 'lg', 'sp',
      'listBibl', 'titlePage', 'choice', 'app', 'figure', 'address', 'postscript', 'floatingText',
      'listPerson', 'listPlace', 'listOrg', 'listEvent', 'listObject', 'listNym', 'listRelation', 'listWit', 'listApp', 'listAnnotation', 'castList', 'castGroup',
      'person', 'place', 'org', 'event', 'msDesc', 'spGrp', 'rdgGrp', 'standOff', 'sourceDoc', 'surface', 'surfaceGrp', 'zone') ! map:entry(., true()))"/>
  <xsl:template match="text()[not(normalize-space())][$holds-elements(local-name(..))]" mode="flow" as="empty-sequence()"/>

  <xsl:template match="text | sourceDoc" mode="flow" as="element()" priority="2">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:call-template name="gather">
        <xsl:with-param name="spans" tunnel="yes" select=".//(addSpan | delSpan | damageSpan)[f:end-of(.)]"/>
      </xsl:call-template>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="*" mode="flow" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:call-template name="gather"/>
    </xsl:copy>
  </xsl:template>

  <!-- ============================================================ an apparatus that stands elsewhere -->
  <!-- Entries of a list of entries (12.2.2), by the id of the point where their lemma ends, or of what they speak of. -->
  <xsl:variable name="entries-elsewhere" as="map(xs:string, element(app)*)" select="
      if (empty($tei//listApp)) then map { }
      else map:merge($tei//listApp//app ! map:entry(string(f:point(.)), .), map { 'duplicates': 'combine' }) => map:remove('')"/>

  <xsl:function name="f:point" as="xs:string?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="end" as="xs:string?" select="(f:target($app/@to), f:target($app/@from))[1]"/>
    <xsl:sequence select="$end[exists(key('by-id', ., root($tei))[ancestor::text])]"/>
  </xsl:function>

  <xsl:template match="*[@xml:id][map:contains($entries-elsewhere, @xml:id)]" mode="flow" as="element()+" priority="3">
    <xsl:variable name="entries" as="element(app)+">
      <xsl:for-each select="$entries-elsewhere(@xml:id)">
        <xsl:copy><xsl:attribute name="p:at-point" select="'yes'"/><xsl:copy-of select="@*, node()"/></xsl:copy>
      </xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="node()">
        <xsl:copy>
          <xsl:copy-of select="@*"/>
          <xsl:call-template name="gather"/>
          <xsl:sequence select="$entries"/>
        </xsl:copy>
      </xsl:when>
      <xsl:otherwise><xsl:copy-of select="."/><xsl:sequence select="$entries"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="listApp//app[f:point(.)]" mode="flow" as="empty-sequence()" priority="3"/>

  <xsl:template match="list" mode="flow" as="element()" priority="1">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:call-template name="gather"><xsl:with-param name="nodes" select="node() except label[f:item-of(.)]"/></xsl:call-template>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="list/item" mode="flow" as="element()" priority="1">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates select="preceding-sibling::*[1][self::label]" mode="flow"/>
      <xsl:call-template name="gather"/>
    </xsl:copy>
  </xsl:template>

  <xsl:function name="f:item-of" as="element(item)?">
    <xsl:param name="label" as="element(label)"/>
    <xsl:sequence select="$label/following-sibling::*[1][self::item]"/>
  </xsl:function>

  <!-- The element at which a spanning element ends, where it comes after it. -->
  <xsl:function name="f:end-of" as="element()?">
    <xsl:param name="span" as="element()"/>
    <xsl:sequence select="f:target($span/@spanTo) ! key('by-id', ., root($span))[1][. >> $span]"/>
  </xsl:function>

  <!-- The span that covers a node wholly; the latest begun where several do. -->
  <xsl:function name="f:cover" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="spans" as="element()*"/>
    <xsl:variable name="last" as="node()" select="($node/descendant-or-self::node())[last()]"/>
    <xsl:sequence select="$spans[. &lt;&lt; $node and f:end-of(.) >> $last][last()]"/>
  </xsl:function>

  <xsl:template name="gather" as="node()*">
    <xsl:param name="spans" as="element()*" tunnel="yes"/>
    <xsl:param name="nodes" as="node()*" select="node()"/>
    <xsl:choose>
      <xsl:when test="empty($spans)"><xsl:apply-templates select="$nodes" mode="flow"/></xsl:when>
      <xsl:otherwise>
        <xsl:for-each-group select="$nodes" group-adjacent="string(f:cover(., $spans) ! generate-id())">
          <xsl:variable name="span" as="element()?" select="f:cover(., $spans)"/>
          <xsl:choose>
            <xsl:when test="$span and normalize-space(string-join(current-group()))">
              <xsl:call-template name="reach">
                <xsl:with-param name="span" select="$span"/>
                <xsl:with-param name="nodes" select="current-group()"/>
                <xsl:with-param name="spans" tunnel="yes" select="$spans[not(. is $span)][some $n in current-group() satisfies . >> $n or . >> $span]"/>
              </xsl:call-template>
            </xsl:when>
            <xsl:otherwise><xsl:apply-templates select="current-group()" mode="flow"/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each-group>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One piece of what a span reaches over; the first piece in the text keeps the span's id. -->
  <xsl:template name="reach" as="element()">
    <xsl:param name="span" as="element()"/>
    <xsl:param name="nodes" as="node()+"/>
    <xsl:element name="{$kind-of-span(local-name($span))}" namespace="http://www.tei-c.org/ns/1.0">
      <xsl:copy-of select="$span/(@* except (@xml:id, @spanTo))"/>
      <xsl:choose>
        <xsl:when test="f:is-first-piece($span, $nodes[1])"><xsl:copy-of select="$span/@xml:id"/></xsl:when>
        <xsl:otherwise><xsl:attribute name="p:piece" select="'yes'"/></xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="$nodes" mode="flow"/>
    </xsl:element>
  </xsl:template>

  <xsl:variable name="kind-of-span" as="map(xs:string, xs:string)" static="yes" select="map { 'addSpan': 'add', 'delSpan': 'del', 'damageSpan': 'damage' }"/>

  <xsl:function name="f:is-first-piece" as="xs:boolean">
    <xsl:param name="span" as="element()"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($span/following::text()[normalize-space()][1]/ancestor-or-self::node() intersect ($node, $node/following-sibling::node()))"/>
  </xsl:function>

  <!-- Their reach says all. One whose end is missing stays to be seen. -->
  <xsl:template match="addSpan[f:end-of(.)] | delSpan[f:end-of(.)] | damageSpan[f:end-of(.)]" mode="flow" priority="1" as="empty-sequence()"/>
</xsl:stylesheet>
