<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 2: markup that cuts across the tree becomes one flow. Input and output are TEI. The nodes between addSpan, delSpan,
     damageSpan or mod and its anchor (Guidelines 11.3.1.4) are gathered into add, del, damage or mod; a label before an item (3.8)
     moves into the item; white space in elements that hold elements only is dropped. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:p="urn:teikit:reading:pass" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:mode name="flow" on-no-match="shallow-copy"/>

  <xsl:key name="by-id" match="*" use="@xml:id"/>

  <!-- Elements that hold elements only: white space in them is indentation. -->
  <xsl:variable name="holds-elements" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'text', 'group', 'front', 'body', 'back', $division-names, 'list', 'table', 'row', 'lg', 'sp',
      'listBibl', 'titlePage', 'choice', 'app', 'figure', 'address', 'postscript', 'floatingText',
      $register-names, 'listApp',
      'person', 'place', 'org', 'event', 'msDesc', 'spGrp', 'rdgGrp', 'standOff', 'sourceDoc', 'surface', 'surfaceGrp', 'zone') ! map:entry(., true()))"/>
  <xsl:template match="text()[not(normalize-space())][$holds-elements(local-name(..))]" mode="flow" as="empty-sequence()"/>

  <!-- In a substitution a space is a space, a line end is indentation. -->
  <xsl:template match="subst/text()[not(normalize-space())][contains(., '&#10;')]" mode="flow" as="empty-sequence()"/>

  <xsl:template match="text | sourceDoc" mode="flow" as="element()" priority="2">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:call-template name="gather">
        <xsl:with-param name="cut" tunnel="yes" select="exists(.//(addSpan | delSpan | damageSpan | mod[@spanTo])[f:end-of(.)])"/>
        <xsl:with-param name="open" tunnel="yes" select="()"/>
        <xsl:with-param name="within" tunnel="yes" select="()"/>
      </xsl:call-template>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="*" mode="flow" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:call-template name="gather"/>
    </xsl:copy>
  </xsl:template>

  <!-- ============================================================ an apparatus outside the text -->
  <!-- Apparatus entries of a listApp (12.2.2) by the id of the point where their lemma ends, or of the element they are
       about. -->
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
    <xsl:param name="cut" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="within" as="element()?" tunnel="yes" select="()"/>
    <xsl:variable name="label" as="element(label)?" select="preceding-sibling::*[1][self::label]"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates select="$label" mode="flow">
        <xsl:with-param name="open" tunnel="yes" select="if ($cut and $label) then f:open-at($label, $within) else ()"/>
      </xsl:apply-templates>
      <xsl:call-template name="gather"/>
    </xsl:copy>
  </xsl:template>

  <xsl:function name="f:item-of" as="element(item)?">
    <xsl:param name="label" as="element(label)"/>
    <xsl:sequence select="$label/following-sibling::*[1][self::item]"/>
  </xsl:function>

  <!-- The element at which a spanning element ends, if it follows it. -->
  <xsl:function name="f:end-of" as="element()?">
    <xsl:param name="span" as="element()"/>
    <xsl:sequence select="f:target($span/@spanTo) ! key('by-id', ., root($span))[1][. >> $span]"/>
  </xsl:function>

  <xsl:function name="f:spans-in" as="element()*">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/descendant-or-self::*[self::addSpan or self::delSpan or self::damageSpan or self::mod[@spanTo]]"/>
  </xsl:function>

  <!-- The spans that are open at a node: they begin before it, after `within`, and end after it. -->
  <xsl:function name="f:open-at" as="element()*">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="within" as="element()?"/>
    <xsl:sequence select="f:spans-in($node/ancestor::*[self::text or self::sourceDoc][1])
        [. &lt;&lt; $node and f:end-of(.) >> $node and (empty($within) or . >> $within)]"/>
  </xsl:function>

  <!-- The spans that are open at each child of an element, by the id of the child; `open` are those at the first. One pass
       over the children, so that a span is looked at only while it is open. -->
  <xsl:function name="f:reaching" as="map(xs:string, element()*)">
    <xsl:param name="parent" as="element()"/>
    <xsl:param name="open" as="element()*"/>
    <xsl:iterate select="$parent/node()">
      <xsl:param name="now" as="element()*" select="$open"/>
      <xsl:param name="reaching" as="map(xs:string, element()*)" select="map { }"/>
      <xsl:on-completion select="$reaching"/>
      <xsl:variable name="last" as="node()" select="(descendant-or-self::node())[last()]"/>
      <xsl:next-iteration>
        <xsl:with-param name="now" select="($now, f:spans-in(.))[f:end-of(.) >> $last]"/>
        <xsl:with-param name="reaching" select="map:put($reaching, generate-id(), $now)"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- The span that covers the whole node; of several, the one that begins last. -->
  <xsl:function name="f:cover" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="open" as="element()*"/>
    <xsl:if test="exists($open)">
      <xsl:variable name="last" as="node()" select="($node/descendant-or-self::node())[last()]"/>
      <xsl:sequence select="head(reverse($open)[. &lt;&lt; $node and f:end-of(.) >> $last])"/>
    </xsl:if>
  </xsl:function>

  <!-- `cut`: the text has spans. `open`: the spans that begin before this element and may end in it or after it. `within`:
       the span that is being gathered. -->
  <xsl:template name="gather" as="node()*">
    <xsl:param name="cut" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="open" as="element()*" tunnel="yes" select="()"/>
    <xsl:param name="nodes" as="node()*" select="node()"/>
    <xsl:choose>
      <xsl:when test="not($cut) or empty(($open, f:spans-in(.)))"><xsl:apply-templates select="$nodes" mode="flow"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="reaching" as="map(xs:string, element()*)" select="f:reaching(., $open)"/>
        <xsl:for-each-group select="$nodes" group-adjacent="string(f:cover(., $reaching(generate-id())) ! generate-id())">
          <xsl:variable name="span" as="element()?" select="f:cover(., $reaching(generate-id()))"/>
          <xsl:choose>
            <xsl:when test="$span and normalize-space(string-join(current-group()))">
              <xsl:call-template name="piece-of-span">
                <xsl:with-param name="span" select="$span"/>
                <xsl:with-param name="nodes" select="current-group()"/>
                <xsl:with-param name="reaching" select="$reaching"/>
              </xsl:call-template>
            </xsl:when>
            <xsl:otherwise>
              <xsl:for-each select="current-group()">
                <xsl:apply-templates select="." mode="flow">
                  <xsl:with-param name="open" tunnel="yes" select="$reaching(generate-id())"/>
                </xsl:apply-templates>
              </xsl:for-each>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each-group>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One piece of the text that a span covers; the first piece keeps the id of the span. -->
  <xsl:template name="piece-of-span" as="element()">
    <xsl:param name="span" as="element()"/>
    <xsl:param name="nodes" as="node()+"/>
    <xsl:param name="reaching" as="map(xs:string, element()*)"/>
    <xsl:element name="{$kind-of-span(local-name($span))}" namespace="http://www.tei-c.org/ns/1.0">
      <xsl:copy-of select="$span/(@* except (@xml:id, @spanTo))"/>
      <xsl:choose>
        <xsl:when test="f:is-first-piece($span, $nodes[1])"><xsl:copy-of select="$span/@xml:id"/></xsl:when>
        <xsl:otherwise><xsl:attribute name="p:piece" select="'yes'"/></xsl:otherwise>
      </xsl:choose>
      <xsl:for-each select="$nodes">
        <xsl:apply-templates select="." mode="flow">
          <xsl:with-param name="open" tunnel="yes" select="$reaching(generate-id())[. >> $span]"/>
          <xsl:with-param name="within" tunnel="yes" select="$span"/>
        </xsl:apply-templates>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:variable name="kind-of-span" as="map(xs:string, xs:string)" static="yes" select="map { 'addSpan': 'add', 'delSpan': 'del', 'damageSpan': 'damage', 'mod': 'mod' }"/>

  <xsl:function name="f:is-first-piece" as="xs:boolean">
    <xsl:param name="span" as="element()"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($span/following::text()[normalize-space()][1]/ancestor-or-self::node() intersect ($node, $node/following-sibling::node()))"/>
  </xsl:function>

  <!-- The gathered element replaces the span. A span without an end stays, and is shown as unhandled. -->
  <xsl:template match="addSpan[f:end-of(.)] | delSpan[f:end-of(.)] | damageSpan[f:end-of(.)] | mod[@spanTo][not(node())][f:end-of(.)]" mode="flow" priority="1" as="empty-sequence()"/>
</xsl:stylesheet>
