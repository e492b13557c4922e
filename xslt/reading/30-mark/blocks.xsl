<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, blocks: divisions, openers and closers, paragraphs, lines (Guidelines 3 and 4). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Parts of a text without a rule of their own, and elements of running text that hold blocks. -->
  <xsl:template match="*" mode="block" as="element()" priority="-5">
    <xsl:choose>
      <xsl:when test="$divisions(local-name())">
        <xsl:call-template name="section"><xsl:with-param name="kind" select="'division'"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="$span-kinds(local-name()) or $plain(local-name()) or $other-sections(local-name())">
        <xsl:call-template name="section">
          <xsl:with-param name="kind" select="'division'"/>
          <xsl:with-param name="rend" select="local-name()"/>
          <xsl:with-param name="noted-as" select="($span-kinds(local-name()), 'division')[1]"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:next-match/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="divisions" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'front', 'back', 'body', 'text', 'group', 'floatingText', 'titlePage', 'spGrp', 'figure',
      'set', 'prologue', 'epilogue', 'performance', 'standOff', 'noteGrp') ! map:entry(., true()))"/>
  <xsl:variable name="other-sections" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(('argument', 'epigraph', 'lem', 'rdg') ! map:entry(., true()))"/>

  <xsl:template match="opener | closer | postscript" mode="block" as="element()">
    <xsl:call-template name="section">
      <xsl:with-param name="kind" select="local-name()"/>
      <xsl:with-param name="loose" select="if (self::postscript) then 'paragraph' else 'line'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- An element of running text that holds blocks. -->
  <xsl:template match="add" mode="block" as="element()">
    <xsl:call-template name="section"><xsl:with-param name="kind" select="'addition'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="del" mode="block" as="element()">
    <xsl:call-template name="section"><xsl:with-param name="kind" select="'deletion'"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="section" as="element(r:section)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="rend" as="xs:string?" select="()"/>
    <xsl:param name="loose" as="xs:string" select="'paragraph'"/>
    <xsl:param name="noted-as" as="xs:string" select="$kind"/>
    <section kind="{$kind}">
      <xsl:if test="$rend"><xsl:attribute name="rend" select="$rend"/></xsl:if>
      <xsl:call-template name="marks"><xsl:with-param name="kind" select="$noted-as"/></xsl:call-template>
      <xsl:call-template name="blocks"><xsl:with-param name="loose" select="$loose"/></xsl:call-template>
    </section>
  </xsl:template>

  <xsl:template match="p | ab" mode="block" as="element(r:paragraph)">
    <paragraph>
      <xsl:call-template name="marks"/>
      <xsl:call-template name="number-of-part"/>
      <xsl:sequence select="f:way-of-writing(.)"/>
      <xsl:apply-templates select="node()" mode="inline"/>
    </paragraph>
  </xsl:template>

  <!-- A paragraph that holds a list, a table or other blocks becomes a section. -->
  <xsl:template match="p[f:holds-blocks(.)] | ab[f:holds-blocks(.)]" mode="block" as="element(r:section)" priority="1">
    <section kind="division" rend="paragraph">
      <xsl:call-template name="marks"/>
      <xsl:call-template name="number-of-part"/>
      <xsl:call-template name="blocks"/>
    </section>
  </xsl:template>

  <xsl:function name="f:holds-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $child in $element/* satisfies f:is-block($child)"/>
  </xsl:function>

  <!-- ============================================================ lines -->
  <xsl:template match="salute | signed | dateline" mode="block" as="element()" priority="1">
    <xsl:call-template name="line"><xsl:with-param name="kind" select="local-name()"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="opener/seg | closer/seg" mode="block" as="element()" priority="1">
    <xsl:call-template name="line">
      <xsl:with-param name="kind" select="(@type[. = ('transmission', 'classification', 'copy', 'reference', 'certification', 'label')], 'other')[1]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="byline | docAuthor | docDate | docTitle | titlePart | docImprint | docEdition | imprimatur | address | trailer | stage | move | camera | sound | tech | view | caption | divGen" mode="block" as="element()" priority="1">
    <xsl:call-template name="line"><xsl:with-param name="kind" select="(local-name()[not(. = ('address', 'docTitle', 'docImprint'))], 'other')[1]"/></xsl:call-template>
  </xsl:template>

  <!-- Each part of a title is a line. -->
  <xsl:template match="docTitle[titlePart][not(text()[normalize-space()])]" mode="block" as="element(r:line)+" priority="2">
    <xsl:apply-templates select="*" mode="title-parts"/>
  </xsl:template>
  <xsl:mode name="title-parts" on-no-match="fail"/>
  <xsl:template match="*" mode="title-parts" as="element(r:line)">
    <xsl:call-template name="line"><xsl:with-param name="kind" select="string-join((local-name(), @type[. ne 'main']), '-')"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="line" as="element(r:line)">
    <xsl:param name="kind" as="xs:string"/>
    <line kind="{$kind}">
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node()" mode="inline"/>
    </line>
  </xsl:template>

  <xsl:template match="stamp" mode="block" as="element(r:stamp)" priority="1">
    <stamp>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node()" mode="inline"/>
    </stamp>
  </xsl:template>

  <!-- A block that holds a stamp only. -->
  <xsl:template match="ab[stamp][not(* except stamp)][not(text()[normalize-space()])]" mode="block" as="element(r:stamp)+" priority="2">
    <xsl:for-each select="stamp">
      <stamp>
        <xsl:call-template name="marks"/>
        <xsl:for-each select="..[count(stamp) = 1]"><xsl:call-template name="marks"/></xsl:for-each>
        <xsl:apply-templates select="node()" mode="inline"/>
      </stamp>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="ab[@type = 'stamp']" mode="block" as="element(r:stamp)" priority="1.5">
    <stamp>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node()" mode="inline"/>
    </stamp>
  </xsl:template>
</xsl:stylesheet>
