<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, sigla (Guidelines 12.1.4): what the apparatus calls a witness, an edition or a scholar, and the list of them
     (conspectus siglorum). A witness or edition that is described in the text itself is not listed again: its siglum leads
     to its place there. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Readings, and the elements that their pointers name, by pointer. -->
  <xsl:variable name="cited" as="map(xs:string, element())" select="
      map:merge((let $root := root($tei) return
        distinct-values(($text | $tei/standOff)//(lem | rdg | witDetail | witStart | witEnd)/(@wit | @source | @resp) ! tokenize(.)) ! (
          let $pointer := . return f:named-by(., $root) ! map:entry($pointer, .))))"/>

  <xsl:function name="f:named-by" as="element()?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="root" as="node()"/>
    <xsl:sequence select="f:target($pointer) ! key('by-id', ., $root)[1]"/>
  </xsl:function>

  <!-- Witnesses of the header, and what else the apparatus cites there. -->
  <xsl:variable name="witness-lists" as="element(listWit)*" select="$headers//listWit[not(parent::*[self::listWit or self::witness])]"/>
  <xsl:variable name="cited-elsewhere" as="element()*" select="
      (map:for-each($cited, function($pointer, $element) { $element })/.)[ancestor::teiHeader][not(self::witness)][not(ancestor-or-self::respStmt or ancestor-or-self::editor or ancestor-or-self::author or self::hand or self::handNote)]"/>

  <xsl:template name="sigla" as="element(r:sigla)?">
    <xsl:variable name="listed" as="element()*">
      <xsl:apply-templates select="$witness-lists, $cited-elsewhere" mode="sigla"><xsl:with-param name="level" select="1"/></xsl:apply-templates>
    </xsl:variable>
    <!-- a quotation: nothing in it has an entry -->
    <xsl:variable name="quoted" as="element()*"><xsl:apply-templates select="$listed" mode="quote"/></xsl:variable>
    <xsl:if test="exists($quoted)">
      <sigla>
        <xsl:apply-templates select="$quoted" mode="whitespace">
          <xsl:with-param name="ids" tunnel="yes" select="map { }"/>
          <xsl:with-param name="prefix" tunnel="yes" select="''"/>
        </xsl:apply-templates>
      </sigla>
    </xsl:if>
  </xsl:template>
  <xsl:template match="r:siglum/@id" mode="quote" as="attribute()" priority="2"><xsl:copy/></xsl:template>

  <xsl:mode name="sigla" on-no-match="fail"/>

  <xsl:template match="listWit" mode="sigla" as="element()*">
    <xsl:param name="level" as="xs:integer"/>
    <xsl:for-each select="head, @n[not(../head)][normalize-space()]">
      <heading level="{$level}"><xsl:choose><xsl:when test="self::head"><xsl:apply-templates select="node()" mode="inline"/></xsl:when><xsl:otherwise>{normalize-space()}</xsl:otherwise></xsl:choose></heading>
    </xsl:for-each>
    <xsl:apply-templates select="* except head" mode="sigla"><xsl:with-param name="level" select="$level"/></xsl:apply-templates>
  </xsl:template>

  <!-- One witness: siglum, description; the witnesses in it follow it, one level lower. -->
  <xsl:template match="*" mode="sigla" priority="-1" as="element()+">
    <xsl:param name="level" as="xs:integer"/>
    <siglum level="{$level}">
      <xsl:for-each select="f:siglum-id(.)"><xsl:attribute name="id" select="."/></xsl:for-each>
      <xsl:apply-templates select="@xml:lang" mode="mark"/>
      <label><xsl:sequence select="f:siglum-of(.)"/></label>
      <xsl:call-template name="described-source"/>
    </siglum>
    <xsl:apply-templates select="listWit | witness" mode="sigla"><xsl:with-param name="level" select="min(($level + 1, 6))"/></xsl:apply-templates>
  </xsl:template>

  <!-- A witness is described here only; a book or person of the header also there, with its id. -->
  <xsl:function name="f:siglum-id" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        $element/@xml:id[. castable as xs:NCName] ! (if ($element/self::witness or not($element/ancestor::teiHeader)) then string(.) else f:free-id($tei, 'siglum-' || .))"/>
  </xsl:function>
  <xsl:template match="listWit" mode="describe" as="empty-sequence()" priority="6"/>

  <!-- The description without the siglum; a record (a person) as its statements. -->
  <xsl:template name="described-source" as="node()*">
    <xsl:variable name="content" as="node()*" select="node()[not(self::listWit or self::witness or self::abbr[@type = 'siglum'])]"/>
    <xsl:choose>
      <xsl:when test="$records(local-name()) and not(self::witness)">
        <xsl:for-each select="$content[self::*][normalize-space()]"><xsl:if test="position() gt 1"><sign>, </sign></xsl:if><xsl:apply-templates select="node()" mode="inline"/></xsl:for-each>
      </xsl:when>
      <xsl:when test="normalize-space(string-join($content)) = normalize-space(string-join(f:siglum-of(.)))"/>
      <xsl:otherwise><xsl:apply-templates select="$content" mode="inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The siglum of an element: its abbreviation, else @n, else its id. -->
  <xsl:function name="f:siglum-of" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="own" as="element(abbr)?" select="$element/abbr[@type = 'siglum'][normalize-space()][1]"/>
    <xsl:choose>
      <xsl:when test="$own"><xsl:apply-templates select="$own/node()" mode="inline"/></xsl:when>
      <xsl:otherwise><sign>{(($element/@n, $element/@xml:id) ! normalize-space()[.], $element ! normalize-space())[1]}</sign></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The siglum that a pointer means, as a string. -->
  <xsl:function name="f:siglum" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="element" as="element()?" select="f:named-by($pointer, root($tei))"/>
    <xsl:sequence select="if ($element) then normalize-space(string-join(f:siglum-of($element))) else replace($pointer, '^.*#', '')"/>
  </xsl:function>

  <!-- ============================================================ in the apparatus -->
  <!-- A siglum, linked to its description. -->
  <xsl:template name="siglum" as="node()*">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="element" as="element()?" select="$cited($pointer)"/>
    <xsl:choose>
      <xsl:when test="$element[@xml:id castable as xs:NCName]"><link target="#{f:siglum-id($element)}"><xsl:sequence select="f:siglum-of($element)"/></link></xsl:when>
      <xsl:otherwise><sign>{replace($pointer, '^.*#', '')}</sign></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whether a person responsible is cited by siglum, not by name: what is described as a source of readings. -->
  <xsl:function name="f:is-source" as="xs:boolean">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:sequence select="exists($cited($pointer)[not(ancestor-or-self::respStmt or ancestor-or-self::editor or ancestor-or-self::author)])"/>
  </xsl:function>

  <!-- The sigla of a reading: of @wit, of @source, of those responsible; the words of wit; where a witness begins or ends. Remarks on
       a witness in this reading (witDetail) follow its siglum. -->
  <xsl:template name="sigla-of" as="element(r:span)?">
    <xsl:param name="shown" as="xs:boolean" select="false()"/>
    <xsl:variable name="reading" as="element()" select="."/>
    <xsl:variable name="details" as="element(witDetail)*" select="f:details-of(.)"/>
    <xsl:variable name="pointers" as="xs:string*" select="distinct-values(((@wit, @source) ! tokenize(.), tokenize(@resp)[f:is-source(.)]))"/>
    <xsl:variable name="bounds" as="element()*" select="witStart, witEnd"/>
    <xsl:if test="exists(($pointers, wit, $bounds, $details))">
      <span kind="sigla">
        <xsl:for-each select="$pointers">
          <xsl:variable name="pointer" as="xs:string" select="."/>
          <xsl:if test="not($shown and position() = 1)"><sign>{' '}</sign></xsl:if>
          <xsl:call-template name="siglum"><xsl:with-param name="pointer" select="."/></xsl:call-template>
          <xsl:apply-templates select="$details[tokenize(@wit)[. = $pointers][1] = $pointer]" mode="detail"/>
        </xsl:for-each>
        <xsl:for-each select="wit"><sign>{' '}</sign><span kind="wit"><xsl:apply-templates select="node()" mode="inline"/></span></xsl:for-each>
        <xsl:for-each select="$bounds">
          <sign> ({m:message('text.' || local-name())}</sign>
          <xsl:for-each select="tokenize(@wit)"><sign>{' '}</sign><xsl:call-template name="siglum"><xsl:with-param name="pointer" select="."/></xsl:call-template></xsl:for-each>
          <sign>)</sign>
        </xsl:for-each>
        <xsl:for-each select="$details[not(tokenize(@wit) = $pointers)]">
          <xsl:variable name="detail" as="element(witDetail)" select="."/>
          <xsl:for-each select="tokenize(@wit)"><sign>{' '}</sign><xsl:call-template name="siglum"><xsl:with-param name="pointer" select="."/></xsl:call-template></xsl:for-each>
          <xsl:apply-templates select="$detail" mode="detail"/>
        </xsl:for-each>
      </span>
    </xsl:if>
  </xsl:template>

  <xsl:mode name="detail" on-no-match="fail"/>
  <xsl:template match="witDetail" mode="detail" as="node()*">
    <xsl:variable name="type" as="xs:string?" select="@type[not(current()/node())] ! (m:message('reading.' || .), replace(., '-', ' '))[1]"/>
    <xsl:if test="normalize-space() or $type">
      <sign> (</sign>
      <span kind="wit-detail"><xsl:apply-templates select="@xml:lang" mode="mark"/><xsl:apply-templates select="node()" mode="inline"/><xsl:for-each select="$type"><sign>{.}</sign></xsl:for-each></span>
      <sign>)</sign>
    </xsl:if>
  </xsl:template>

  <!-- Remarks on the witnesses of a reading (witDetail): one names the reading, else it follows it. -->
  <xsl:function name="f:details-of" as="element(witDetail)*">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="$reading/ancestor::app[1]//witDetail[f:about(.) is $reading]"/>
  </xsl:function>

  <!-- The reading that a witDetail or note of an entry is about: the one it points to, else (witDetail) the one before it. A
       pointer to a reading often lacks its number sign. -->
  <xsl:function name="f:about" as="element()?">
    <xsl:param name="remark" as="element()"/>
    <xsl:variable name="ids" as="xs:string*" select="tokenize($remark/@target) ! replace(., '^#', '')"/>
    <xsl:variable name="app" as="element(app)?" select="$remark/ancestor::app[1]"/>
    <xsl:sequence select="(
        $app//(lem | rdg)[@xml:id = $ids][ancestor::app[1] is $app][1],
        $remark[self::witDetail]/preceding-sibling::*[self::lem or self::rdg][1],
        $remark[self::witDetail]/../self::rdgGrp/preceding-sibling::*[self::lem or self::rdg][1],
        $remark/parent::*[self::lem or self::rdg])[1]"/>
  </xsl:function>
</xsl:stylesheet>
