<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 4: each noted element gets an id and an entry in the apparatus, each kind that occurs a line in the legend. The
     ids are written in the copy that pass 5 makes. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:key name="pair" match="r:*[@p:pair]" use="@p:pair"/>

  <!-- Which element has the entry: of a choice the half in the reading view (the other half points to it); of the pieces of
       an addSpan the first; of a substitution the substitution, not its parts. -->
  <xsl:function name="f:is-noted" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        $element/@note and not($element/@p:piece) and not($element/@p:pair and $element/@view = 'diplomatic')
        and not($element/self::r:span and $element/parent::r:span/@kind = 'substitution') and not($element/ancestor::r:statement)"/>
  </xsl:function>

  <!-- The position of each element by its generated id. -->
  <xsl:function name="f:in-order" as="map(xs:string, xs:integer)">
    <xsl:param name="elements" as="element()*"/>
    <xsl:sequence select="map:merge(for-each-pair($elements, 1 to count($elements), function($e, $n) { map:entry(generate-id($e), $n) }))"/>
  </xsl:function>

  <!-- The attributes of an element, with its id, its number as a footnote, and the other half of its choice. -->
  <xsl:template name="numbered-marks" as="attribute()*">
    <xsl:param name="ids" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:param name="prefix" as="xs:string" tunnel="yes"/>
    <xsl:param name="numbers" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:copy-of select="@*[not(self::attribute(note) or namespace-uri() = 'urn:teikit:reading:pass')]"/>
    <xsl:if test="@note or self::r:note or @p:pair">
      <xsl:for-each select="$ids(generate-id())"><xsl:attribute name="id" select="$prefix || ."/></xsl:for-each>
      <xsl:for-each select=".[not(@n-of)] ! $numbers(generate-id())"><xsl:attribute name="n-of" select="."/></xsl:for-each>
      <xsl:if test="f:is-noted(.)"><xsl:attribute name="note" select="'yes'"/></xsl:if>
      <xsl:for-each select="f:pair-of(.)"><xsl:attribute name="corresp" select="(@id, $ids(generate-id()) ! ($prefix || .))[1]"/></xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- The half with the entry, of the choice whose diplomatic half this element is. -->
  <xsl:function name="f:pair-of" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element[@view = 'diplomatic']/@p:pair ! key('pair', ., root($element))[@view = 'reading'][f:is-noted(.)][1]"/>
  </xsl:function>

  <!-- ============================================================ entries -->
  <xsl:template name="apparatus" as="element(r:apparatus)">
    <xsl:param name="marked" as="document-node()"/>
    <xsl:param name="ids" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:param name="prefix" as="xs:string" tunnel="yes"/>
    <apparatus>
      <xsl:for-each select="$marked//r:*[@note][f:is-noted(.)]">
        <entry ref="{(@id, $ids(generate-id()) ! ($prefix || .))[1]}" kind="{(@rend[. = 'app'] ! 'variant', @kind, local-name())[1]}">
          <xsl:copy-of select="(., r:span)/@hand => head()"/>
          <lemma>{f:lemma(.)}</lemma>
          <statement>
            <xsl:choose>
              <xsl:when test="r:statement"><xsl:apply-templates select="f:stated(r:statement)" mode="quote"/></xsl:when>
              <xsl:otherwise>{@label}</xsl:otherwise>
            </xsl:choose>
          </statement>
        </entry>
      </xsl:for-each>
    </apparatus>
  </xsl:template>

  <!-- A statement with normalised white space. -->
  <xsl:function name="f:stated" as="node()*">
    <xsl:param name="statement" as="element(r:statement)"/>
    <xsl:for-each select="$statement">
      <xsl:call-template name="piece">
        <xsl:with-param name="ids" tunnel="yes" select="map { }"/>
        <xsl:with-param name="prefix" tunnel="yes" select="''"/>
        <xsl:with-param name="numbers" tunnel="yes" select="map { }"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:function>

  <!-- A reading in the apparatus is a quotation: the elements in it have no id and no entry. -->
  <xsl:mode name="quote" on-no-match="shallow-copy"/>
  <xsl:template match="r:*" mode="quote" as="element()">
    <xsl:copy copy-namespaces="no"><xsl:apply-templates select="@*, node()" mode="quote"/></xsl:copy>
  </xsl:template>
  <xsl:template match="@id | @note | @p:* | @next | @prev | @corresp" mode="quote" as="empty-sequence()"/>

  <!-- The lemma of an entry: the words of the element, without the middle of more than two. -->
  <xsl:function name="f:lemma" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="if ($element/@p:lemma) then tokenize($element/@p:lemma) else tokenize(string-join(f:words($element, ($element/ancestor-or-self::*/@view, 'reading')[1])))"/>
    <xsl:sequence select="
        if (empty($words)) then string-join($element[not(@p:lemma)] ! normalize-space())
        else if (count($words) gt 2) then $words[1] || ' … ' || $words[last()]
        else string-join($words, ' ')"/>
  </xsl:function>

  <!-- The words of an element in a view, without its signs and notes. -->
  <xsl:function name="f:words" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="view" as="xs:string"/>
    <xsl:for-each select="$element/node()">
      <xsl:choose>
        <xsl:when test="self::text()"><xsl:sequence select="string()"/></xsl:when>
        <xsl:when test="self::r:sign | self::r:statement | self::r:note | self::r:furniture | self::r:*[@view != $view]"/>
        <xsl:when test="self::r:break[not(@word)]"><xsl:sequence select="' '"/></xsl:when>
        <xsl:when test="self::r:gap"><xsl:sequence select="translate(string(), ' ', '&#160;')"/></xsl:when>
        <xsl:when test="self::r:span | self::r:link"><xsl:sequence select="f:words(., $view)"/></xsl:when>
        <xsl:otherwise><xsl:sequence select="f:words(., $view), ' '"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- ============================================================ legend -->
  <xsl:template name="legend" as="element(r:legend)">
    <xsl:param name="marked" as="document-node()"/>
    <xsl:variable name="kinds" as="xs:string*" select="
        distinct-values($marked//(r:span[not(@kind = 'blank')] | r:gap | r:section[@kind = ('addition', 'deletion')])/@kind), 'unhandled'[$marked//r:unhandled],
        distinct-values($marked//r:note/@kind) ! f:note-sign(.)"/>
    <legend>
      <xsl:for-each select="$sign-rows[@kind = $kinds][f:specimen(.)]">
        <entry kind="{@kind}" label="{f:sign-label(.)}">
          <xsl:element name="{(@as, 'span')[1]}" namespace="urn:teikit:reading">
            <xsl:attribute name="kind" select="if (@kind = 'original-word') then 'original' else @kind"/>
            <xsl:sequence select="f:sign(@kind, 'open')"/>
            <xsl:text>{f:sign-text(f:specimen(.))}</xsl:text>
            <xsl:sequence select="f:sign(@kind, 'close')"/>
          </xsl:element>
        </entry>
      </xsl:for-each>
    </legend>
  </xsl:template>
</xsl:stylesheet>
