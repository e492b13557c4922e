<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, blocks: divisions, openers and closers, paragraphs, lists, tables, verse (Guidelines 3 and 4). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Divisions, and elements of running text that hold blocks. -->
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
      'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'front', 'back', 'body', 'text', 'group', 'floatingText', 'titlePage', 'sp', 'spGrp', 'figure',
      'set', 'prologue', 'epilogue', 'performance', 'standOff', 'noteGrp') ! map:entry(., true()))"/>
  <xsl:variable name="other-sections" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(('argument', 'epigraph', 'lem', 'rdg') ! map:entry(., true()))"/>

  <!-- ============================================================ surfaces, zones, lines of a source -->
  <!-- A surface begins a page; a zone is a part of it; a line is a line. -->
  <xsl:template match="surface" mode="block" as="element()*" priority="1">
    <break kind="page">
      <xsl:for-each select="@n"><xsl:attribute name="n" select="normalize-space()"/></xsl:for-each>
      <xsl:apply-templates select="@xml:id" mode="mark"/>
    </break>
    <xsl:call-template name="blocks"/>
  </xsl:template>

  <xsl:template match="surfaceGrp" mode="block" as="element()*" priority="1"><xsl:call-template name="blocks"/></xsl:template>

  <xsl:template match="zone" mode="block" as="element(r:section)" priority="1">
    <xsl:call-template name="section">
      <xsl:with-param name="kind" select="'division'"/>
      <xsl:with-param name="rend" select="'zone'"/>
      <xsl:with-param name="loose" select="'line'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="*[local-name() = 'line'][f:in-source(.)]" mode="block" as="element(r:line)" priority="1">
    <xsl:call-template name="line"><xsl:with-param name="kind" select="'of-source'"/></xsl:call-template>
  </xsl:template>

  <xsl:function name="f:in-source" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor::sourceDoc)"/>
  </xsl:function>

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

  <xsl:variable name="heads-of-divisions" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(('div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'lg') ! map:entry(., true()))"/>

  <!-- The level counts the divisions round it that have a heading; the heading of a list or a figure is one below. -->
  <xsl:template match="head" mode="block" as="element(r:heading)">
    <heading level="{count(ancestor::*[$heads-of-divisions(local-name())][head]) + (if ($heads-of-divisions(local-name(..))) then 0 else 1)}">
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node()" mode="inline"/>
    </heading>
  </xsl:template>

  <xsl:template match="p | ab | u | entry | entryFree | superEntry" mode="block" as="element(r:paragraph)">
    <paragraph>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node()" mode="inline"/>
    </paragraph>
  </xsl:template>

  <!-- Who speaks, where no words of the text say it. -->
  <xsl:template match="u[@who]" mode="block" as="element(r:paragraph)" priority="0.7">
    <paragraph>
      <xsl:call-template name="marks"/>
      <sign>{f:entitled(@who)}: </sign>
      <xsl:apply-templates select="node()" mode="inline"/>
    </paragraph>
  </xsl:template>

  <xsl:template match="sp[@who][not(speaker)]" mode="block" as="element(r:section)" priority="1">
    <section kind="division">
      <xsl:call-template name="marks"><xsl:with-param name="kind" select="'division'"/></xsl:call-template>
      <line kind="speaker"><sign>{f:entitled(@who)}</sign></line>
      <xsl:call-template name="blocks"/>
    </section>
  </xsl:template>

  <!-- A paragraph that holds a list, a table or other blocks is parted at them. -->
  <xsl:template match="p[f:holds-blocks(.)] | ab[f:holds-blocks(.)]" mode="block" as="element(r:section)" priority="1">
    <section kind="division" rend="paragraph">
      <xsl:call-template name="marks"/>
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

  <xsl:template match="byline | docAuthor | docDate | docTitle | titlePart | docImprint | docEdition | imprimatur | address | trailer | speaker | stage | move | camera | sound | tech | view | caption | divGen" mode="block" as="element()" priority="1">
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

  <!-- The block that holds nothing but a stamp. -->
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

  <!-- ============================================================ lists -->
  <xsl:template match="list | listBibl" mode="block" as="element()+">
    <xsl:apply-templates select="head" mode="block"/>
    <list kind="{if (@rend = ('numbered', 'ordered') or @type = ('numbered', 'ordered')) then 'numbered' else 'plain'}">
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node() except head" mode="list"/>
    </list>
  </xsl:template>

  <xsl:mode name="list" on-no-match="fail"/>

  <xsl:template match="text()" mode="list" as="element(r:item)?">
    <xsl:if test="normalize-space()"><item><paragraph>{.}</paragraph></item></xsl:if>
  </xsl:template>

  <xsl:template match="item | add | del | supplied | damage | bibl | trailer | *[f:is-block(.)]" mode="list" as="element(r:item)">
    <item>
      <xsl:for-each select="self::item"><xsl:call-template name="item-marks"/></xsl:for-each>
      <xsl:variable name="label" as="element(label)?" select="self::item/label[f:leads(.)]"/>
      <xsl:for-each select="$label"><label><xsl:apply-templates select="node()" mode="inline"/></label></xsl:for-each>
      <!-- The number that a numbered list leaves to the page. -->
      <xsl:if test="empty($label) and self::item/..[@rend = ('numbered', 'ordered') or @type = ('numbered', 'ordered')]"><label><sign>{(@n, 1 + count(preceding-sibling::item))[1]}.</sign></label></xsl:if>
      <xsl:call-template name="blocks"><xsl:with-param name="nodes" select="if (self::item) then node() except $label else ."/></xsl:call-template>
    </item>
  </xsl:template>

  <!-- What is no item carries its marks itself, inside the item made for it. -->
  <xsl:template name="item-marks" as="attribute()*">
    <xsl:for-each select="@n"><xsl:attribute name="n" select="."/></xsl:for-each>
    <xsl:call-template name="marks"/>
  </xsl:template>

  <xsl:function name="f:leads" as="xs:boolean">
    <xsl:param name="label" as="element(label)"/>
    <xsl:sequence select="empty($label/preceding-sibling::node()[self::* or normalize-space()])"/>
  </xsl:function>

  <xsl:template match="list/label" mode="list" as="element(r:item)" priority="1">
    <item><label><xsl:apply-templates select="node()" mode="inline"/></label></item>
  </xsl:template>

  <xsl:template match="*" mode="list" priority="-1" as="element()*">
    <xsl:call-template name="blocks"><xsl:with-param name="nodes" select=".[f:is-aside(.)]"/></xsl:call-template>
    <xsl:if test="not(f:is-aside(.))"><item><paragraph><xsl:apply-templates select="." mode="inline"/></paragraph></item></xsl:if>
  </xsl:template>

  <xsl:template match="item" mode="block" as="element(r:paragraph)">
    <paragraph>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node()" mode="inline"/>
    </paragraph>
  </xsl:template>

  <!-- ============================================================ tables, verse -->
  <xsl:template match="table" mode="block" as="element()+">
    <xsl:apply-templates select="head" mode="block"/>
    <table>
      <xsl:call-template name="marks"/>
      <xsl:for-each select="row">
        <row>
          <xsl:for-each select="*">
            <cell>
              <xsl:for-each select="@rows | @cols"><xsl:if test=". castable as xs:integer and xs:integer(.) gt 1"><xsl:attribute name="{local-name()}" select="min((xs:integer(.), 1000))"/></xsl:if></xsl:for-each>
              <xsl:for-each select="(@role, ../@role)[1][. = 'label']"><xsl:attribute name="heads" select="if (../self::row) then 'column' else 'row'"/></xsl:for-each>
              <xsl:call-template name="marks"/>
              <xsl:apply-templates select="if (self::cell) then node() else ." mode="inline"/>
            </cell>
          </xsl:for-each>
        </row>
      </xsl:for-each>
    </table>
    <xsl:call-template name="blocks"><xsl:with-param name="nodes" select="* except (head, row)"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="row" mode="block" as="element(r:table)">
    <table><row><xsl:for-each select="cell"><cell><xsl:apply-templates select="node()" mode="inline"/></cell></xsl:for-each></row></table>
  </xsl:template>

  <xsl:template match="lg" mode="block" as="element()*">
    <xsl:for-each-group select="node()[self::* or normalize-space()]" group-adjacent="exists(self::l)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <verse>
            <xsl:for-each select="..[empty(l[. &lt;&lt; current()])]"><xsl:call-template name="marks"/></xsl:for-each>
            <xsl:apply-templates select="current-group()" mode="verse"/>
          </verse>
        </xsl:when>
        <xsl:otherwise><xsl:call-template name="blocks"><xsl:with-param name="nodes" select="current-group()"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="l" mode="block" as="element(r:verse)">
    <verse><xsl:apply-templates select="." mode="verse"/></verse>
  </xsl:template>

  <xsl:mode name="verse" on-no-match="fail"/>
  <xsl:template match="l" mode="verse" as="element(r:verseline)">
    <verseline>
      <xsl:for-each select="@n[normalize-space()]"><xsl:attribute name="n" select="normalize-space()"/></xsl:for-each>
      <xsl:call-template name="marks"/>
      <xsl:if test="@part = ('M', 'F')"><xsl:attribute name="rend" select="string-join(('part', normalize-space(@rend)), ' ')"/></xsl:if>
      <xsl:apply-templates select="node()" mode="inline"/>
    </verseline>
  </xsl:template>
</xsl:stylesheet>
