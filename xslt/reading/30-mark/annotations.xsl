<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, annotations: certainty and responsibility (Guidelines 21), links and alternations (16), interpretations (17),
     transpositions, undo and redo (11.3); elements without words, which are shown as a sign; examples of markup (22). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:e="http://www.tei-c.org/ns/Examples" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Statements of the editor about the text: a note of the editor, whose explanation names the words it is about. -->
  <xsl:template match="certainty | precision | respons | interp | span | note/interp" mode="inline" as="element()?">
    <xsl:if test="node()">
      <note kind="commentary">
        <xsl:attribute name="rend" select="local-name()"/>
        <xsl:call-template name="marks"><xsl:with-param name="kind" select="'commentary'"/></xsl:call-template>
        <xsl:attribute name="label" select="f:phrase((f:label(.), f:pointed(@target | @from), @cert ! m:message('cert.' || .), f:by(.)))"/>
        <xsl:call-template name="note-content"/>
      </note>
    </xsl:if>
  </xsl:template>

  <xsl:template match="interpGrp | spanGrp | listTranspose | annotationBlock" mode="inline" as="node()*">
    <xsl:apply-templates select="* | text()[normalize-space()]" mode="inline"/>
  </xsl:template>

  <!-- A change to text elsewhere: a sign, whose explanation names the words that were changed. -->
  <xsl:template match="undo | redo | substJoin | transpose" mode="inline" as="element(r:span)">
    <span kind="{local-name()}">
      <xsl:call-template name="marks"/>
      <sign view="diplomatic">[{m:message('text.' || local-name())}]</sign>
      <xsl:apply-templates select="(* except ptr) | text()[normalize-space()]" mode="inline"/>
    </span>
  </xsl:template>

  <xsl:template match="undo | redo | substJoin | transpose" mode="explain" as="xs:string">
    <xsl:sequence select="f:phrase((m:message('explanation.' || local-name(), 'words', f:pointed(@target | ptr/@target)), f:hand-of(.), f:cert(.)))"/>
  </xsl:template>

  <!-- The words that pointers point to. -->
  <xsl:function name="f:pointed" as="xs:string">
    <xsl:param name="pointers" as="attribute()*"/>
    <xsl:sequence select="string-join($pointers ! tokenize(.) ! (
        (f:target(.) ! key('by-id', ., root($tei))[1] ! f:shortened(.)), replace(., '^#', ''))[1], ' – ')"/>
  </xsl:function>

  <xsl:function name="f:shortened" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(string-join($element//text()[not(ancestor::note)]))"/>
    <xsl:sequence select="(f:quoted(string-join(if (count($words) gt 4) then ($words[1], '…', $words[last()]) else $words, ' ')))[exists($words)]"/>
  </xsl:function>

  <!-- Links have no words. An anchor is kept if a pointer names it. -->
  <xsl:key name="pointing" match="*[@target or @from or @to]" use="(@target, @from, @to) ! tokenize(.)"/>
  <xsl:template match="anchor" mode="inline" as="element(r:span)?">
    <xsl:if test="@xml:id[key('pointing', '#' || ., root($tei))]"><span kind="anchor"><xsl:call-template name="marks"/></span></xsl:if>
  </xsl:template>
  <xsl:template match="link | linkGrp | join | joinGrp | alt | altGrp | timeline | divGen | alternate" mode="inline" as="empty-sequence()"/>
  <xsl:template match="divGen | linkGrp | link | joinGrp | altGrp | timeline" mode="block" as="empty-sequence()" priority="2"/>

  <!-- An index entry is not text: its words are in the explanation of its sign. -->
  <xsl:template match="index" mode="inline" as="element(r:span)">
    <span kind="index" label="{m:message('explanation.index', 'words', string-join(.//term ! normalize-space(), ', '))}"><xsl:apply-templates select="@xml:id" mode="mark"/><sign>◇</sign><xsl:apply-templates select="descendant-or-self::index/((* except (term, index)) | text()[normalize-space()])" mode="inline"/></span>
  </xsl:template>

  <!-- ============================================================ feature structures -->
  <!-- Feature structures (19): a list among blocks, in brackets in running text. Names and values are signs. -->
  <xsl:template match="fs | fLib | fvLib" mode="block" as="element(r:list)" priority="1">
    <list kind="plain" rend="statements">
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="* | text()[normalize-space()] | self::*[not(*)]" mode="feature"/>
    </list>
  </xsl:template>

  <xsl:mode name="feature" on-no-match="fail"/>
  <xsl:template match="text()" mode="feature" as="element(r:item)"><item><paragraph>{.}</paragraph></item></xsl:template>
  <xsl:template match="*" mode="feature" as="element(r:item)">
    <item>
      <xsl:for-each select="@name"><label><sign>{.}</sign></label></xsl:for-each>
      <xsl:choose>
        <xsl:when test="fs[not(following-sibling::*)]"><xsl:apply-templates select="fs" mode="block"/></xsl:when>
        <xsl:otherwise><paragraph><xsl:apply-templates select="." mode="value"/></paragraph></xsl:otherwise>
      </xsl:choose>
    </item>
  </xsl:template>

  <xsl:template match="fs" mode="inline" as="element(r:note)">
    <note kind="editorial" rend="features"><xsl:call-template name="marks"/><xsl:apply-templates select="." mode="value"/></note>
  </xsl:template>

  <xsl:mode name="value" on-no-match="fail"/>
  <xsl:template match="fs" mode="value" as="node()*">
    <sign>[{string-join((@type, @feats ! replace(., '#', '→ ')), if (*) then ': ' else ', ')}{': '[current()/@type and current()/*]}</sign>
    <xsl:for-each select="* | text()[normalize-space()]">
      <xsl:if test="position() gt 1"><sign>; </sign></xsl:if>
      <xsl:for-each select="self::*/@name"><sign>{.} = </sign></xsl:for-each>
      <xsl:apply-templates select="." mode="value"/>
    </xsl:for-each>
    <sign>]</sign>
  </xsl:template>
  <xsl:template match="f | vColl | vAlt | vNot | vMerge | vLabel | if | cond | bicond" mode="value" as="node()*">
    <xsl:if test="self::vNot"><sign>{m:message('text.not')} </sign></xsl:if>
    <xsl:for-each select="* | text()[normalize-space()]">
      <xsl:if test="position() gt 1"><sign>{if (parent::vAlt) then ' | ' else ', '}</sign></xsl:if>
      <xsl:apply-templates select="." mode="value"/>
    </xsl:for-each>
    <xsl:for-each select="@fVal"><sign>{replace(., '#', '→ ')}</sign></xsl:for-each>
  </xsl:template>
  <xsl:template match="symbol | numeric | binary | default" mode="value" as="element(r:sign)">
    <sign>{if (self::default) then m:message('text.default') else string-join((@value, @max), '–')}</sign>
  </xsl:template>
  <xsl:template match="*" mode="value" priority="-1" as="node()*"><xsl:apply-templates select="node()" mode="inline"/></xsl:template>
  <xsl:template match="text()" mode="value" as="text()"><xsl:sequence select="."/></xsl:template>

  <!-- ============================================================ without words -->
  <xsl:template match="caesura | pause | shift | move" mode="inline" as="element(r:span)">
    <span kind="{local-name()}">
      <xsl:call-template name="marks"/>
      <sign>{if (self::caesura) then '‖' else '[' || f:phrase((m:message('text.' || local-name()), f:duration(@dur), (@feature, @new, @type)[not(starts-with(., '#'))] ! string())) || ']'}</sign>
    </span>
  </xsl:template>
  <xsl:template match="caesura | pause | shift | move" mode="explain" as="xs:string"><xsl:sequence select="f:phrase((f:label(.), @dur))"/></xsl:template>
  <!-- A duration of one unit in words (ISO 8601: PT5S, PT2M); others are in the explanation only. -->
  <xsl:function name="f:duration" as="xs:string?">
    <xsl:param name="duration" as="attribute()?"/>
    <xsl:sequence select="$duration[matches(., '^PT[0-9]+[SM]$')] ! m:message(if (ends-with(., 'S')) then 'extent.second' else 'extent.minute', 'count', replace(., '[^0-9]', ''))"/>
  </xsl:function>
  <xsl:template match="move" mode="block" as="element(r:line)" priority="2"><line kind="move"><xsl:apply-templates select="." mode="inline"/></line></xsl:template>

  <xsl:template match="notatedMusic" mode="inline" as="element(r:gap)">
    <gap kind="figure">
      <xsl:call-template name="marks"/>
      <sign>[{m:message('text.music')} </sign>
      <xsl:apply-templates select="node() except ptr" mode="inline"/>
      <xsl:for-each select="ptr"><sign> {@target}</sign></xsl:for-each>
      <sign>]</sign>
    </gap>
  </xsl:template>

  <!-- ============================================================ examples of markup -->
  <xsl:template match="e:egXML" mode="inline" as="element(r:span)">
    <span kind="markup"><xsl:apply-templates select="@xml:id" mode="mark"/><xsl:apply-templates select="node()" mode="markup"/></span>
  </xsl:template>
  <xsl:template match="e:egXML" mode="block" as="element(r:paragraph)" priority="2">
    <paragraph rend="markup"><xsl:apply-templates select="." mode="inline"/></paragraph>
  </xsl:template>

  <!-- Markup as it is written: tags are signs, the words between them are text. -->
  <xsl:mode name="markup" on-no-match="fail"/>
  <xsl:template match="*" mode="markup" as="node()+">
    <sign>&lt;{local-name()}{string-join((@* except @p:*) ! (' ' || name() || '="' || . || '"'))}{if (node()) then () else '/'}&gt;</sign>
    <xsl:apply-templates select="node()" mode="markup"/>
    <xsl:if test="node()"><sign>&lt;/{local-name()}&gt;</sign></xsl:if>
  </xsl:template>
  <xsl:template match="text()" mode="markup" as="text()"><xsl:sequence select="."/></xsl:template>
</xsl:stylesheet>
