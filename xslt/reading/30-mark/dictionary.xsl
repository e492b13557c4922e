<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, dictionaries (Guidelines 9): entries, senses, forms. An entry with one sense is a paragraph; one with several has a
     numbered list of them. Punctuation between its parts is that of the source; where the source has none, it is a sign. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="superEntry" mode="block" as="element(r:section)" priority="1">
    <section kind="division" rend="superEntry">
      <xsl:call-template name="marks"/>
      <xsl:call-template name="blocks"/>
    </section>
  </xsl:template>

  <xsl:template match="entry | entryFree | re" mode="block" as="element()" priority="1">
    <xsl:choose>
      <xsl:when test="f:several-senses(.) or f:holds-blocks(.) or hom or .//re[sense]">
        <section kind="entry">
          <xsl:call-template name="marks"/>
          <xsl:call-template name="article"/>
        </section>
      </xsl:when>
      <xsl:otherwise>
        <paragraph rend="entry">
          <xsl:call-template name="marks"/>
          <xsl:apply-templates select="node()" mode="inline"/>
        </paragraph>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Senses and homographs are the items of a list; what is between them is a paragraph, as are related entries and blocks. -->
  <xsl:template name="article" as="element()*">
    <xsl:for-each-group select="node()[self::* or normalize-space() or f:part(preceding-sibling::*[1]) = 'text' and f:part(following-sibling::*[1]) = 'text']" group-adjacent="f:part(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key() = 'senses'">
          <list kind="plain" rend="senses"><xsl:apply-templates select="current-group()" mode="sense"/></list>
        </xsl:when>
        <xsl:when test="current-grouping-key() = 'blocks'"><xsl:apply-templates select="current-group()" mode="block"/></xsl:when>
        <xsl:otherwise><paragraph><xsl:apply-templates select="current-group()" mode="inline"/></paragraph></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:function name="f:part" as="xs:string">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="if ($node[self::sense or self::hom]) then 'senses' else if ($node[self::re] or $node ! f:is-block(.)) then 'blocks' else 'text'"/>
  </xsl:function>

  <xsl:function name="f:several-senses" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/sense[2]) or exists($element/sense/sense[2])"/>
  </xsl:function>

  <xsl:mode name="sense" on-no-match="fail"/>
  <xsl:template match="sense | hom" mode="sense" as="element(r:item)">
    <item>
      <xsl:call-template name="item-marks"/>
      <xsl:variable name="number" as="xs:string?" select="f:sense-number(.)"/>
      <xsl:if test="$number"><label><sign>{$number}</sign></label></xsl:if>
      <xsl:call-template name="article"/>
    </item>
  </xsl:template>

  <!-- The number of a sense or homograph: its own, else its place among its siblings, where there are several and the text has no
       number. -->
  <xsl:function name="f:sense-number" as="xs:string?">
    <xsl:param name="sense" as="element()"/>
    <xsl:variable name="siblings" as="element()+" select="$sense/../*[node-name() = node-name($sense)]"/>
    <xsl:variable name="own" as="xs:string?" select="$sense/@n[normalize-space()] ! replace(normalize-space(), '^(\w+)$', '$1.')"/>
    <xsl:variable name="stated" as="xs:boolean" select="matches($sense, '^\s*\(?([0-9]+|[a-zA-Z]|[IVX]+)[.)]')"/>
    <xsl:variable name="place" as="xs:integer" select="1 + count($siblings[. &lt;&lt; $sense])"/>
    <xsl:sequence select="
        if ($stated) then ()
        else ($own, (if ($sense/self::hom) then format-integer($place, 'I') || '.' else if ($sense/parent::sense) then codepoints-to-string(96 + min(($place, 26))) || ')' else $place || '.')[$siblings[2]])[1]"/>
  </xsl:function>

  <!-- ============================================================ parts of an entry -->
  <!-- The headword is the first form, or one of a type that says so; other forms are forms. -->
  <xsl:template match="orth[f:is-headword(..)] | form[f:is-headword(.)][not(*)]" mode="inline" as="element(r:span)" priority="1">
    <xsl:call-template name="span"><xsl:with-param name="kind" select="'headword'"/></xsl:call-template>
  </xsl:template>

  <xsl:function name="f:is-headword" as="xs:boolean">
    <xsl:param name="form" as="element()"/>
    <xsl:sequence select="
        exists($form[self::form][parent::entry | parent::entryFree | parent::re | parent::hom | parent::form][@type = ('lemma', 'headword', 'simple', 'compound', 'phrase') or empty(preceding-sibling::form)])"/>
  </xsl:function>

  <!-- Words of an example. -->
  <xsl:template match="cit[@type = 'example']/(quote | q)" mode="inline" as="element(r:span)" priority="1">
    <xsl:call-template name="span"><xsl:with-param name="kind" select="'example'"/></xsl:call-template>
  </xsl:template>

  <!-- ============================================================ separators -->
  <!-- Parts that the source sets beside each other without punctuation: forms by commas, translations by semicolons. White space at the
       ends of a part is indentation. -->
  <xsl:template match="(entry | form | gramGrp | sense | cit | xr | re | hom | etym)/text()[not(normalize-space())]" mode="inline" as="node()*" priority="1">
    <xsl:if test="preceding-sibling::node() and following-sibling::node()">
      <xsl:sequence select="following-sibling::node()[1]/self::* ! f:separated(.)"/>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:variable name="separators" as="map(xs:string, xs:string)" static="yes" select="map {
      'orth': ', ', 'pron': ', ', 'cit': '; ', 'def': '; ', 'xr': '; ', 'usg': ', ', 'pos': ', ', 'gen': ', ', 'number': ', ' }"/>
  <xsl:function name="f:separated" as="element(r:sign)?">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="before" as="element()?" select="$part/preceding-sibling::*[1]"/>
    <xsl:if test="$before[local-name() = local-name($part)] and not($part/../text()[normalize-space()]) and $separators(local-name($part)) and not(matches($before, '\p{P}\s*$'))">
      <sign>{$separators(local-name($part)) ! replace(., ' $', '')}</sign>
    </xsl:if>
  </xsl:function>

  <!-- A sense among others in running text has its number. -->
  <xsl:template match="sense[f:sense-number(.)]" mode="inline" as="node()+" priority="1">
    <xsl:if test="preceding-sibling::node()[1][self::*]"><xsl:text> </xsl:text></xsl:if>
    <sign>{f:sense-number(.)} </sign>
    <xsl:next-match/>
  </xsl:template>

  <!-- Pronunciation between strokes, a reference behind an arrow, unless the source has signs of its own. -->
  <xsl:template match="pron[normalize-space()][not(matches(., '[\[\]/\\()|]'))]" mode="inline" as="node()+" priority="0.4">
    <span kind="pron"><xsl:call-template name="marks"/><sign>/</sign><xsl:apply-templates select="node()" mode="inline"/><sign>/</sign></span>
  </xsl:template>
  <xsl:template match="xr[not(lbl)][not(text()[normalize-space()])]" mode="inline" as="node()+" priority="0.4">
    <span kind="xr"><xsl:call-template name="marks"/><sign>→ </sign><xsl:apply-templates select="node()" mode="inline"/></span>
  </xsl:template>
</xsl:stylesheet>
