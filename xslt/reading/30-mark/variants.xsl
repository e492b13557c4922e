<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, the critical apparatus (Guidelines 12), in its three methods. The text shows the lemma (without one, the first
     reading); the other readings are the statement of its entry, with their markup and sigla. Parallel segmentation holds
     the lemma itself; double end-point attachment names the points around it (pass 2 moves an entry from elsewhere to its
     point); an entry with a place in words (@loc) is shown where it is encoded. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- ============================================================ parallel segmentation -->
  <xsl:template match="app" mode="inline" as="element(r:span)">
    <xsl:variable name="shown" as="element()?" select="(lem, rdg, rdgGrp/(lem, rdg))[1]"/>
    <span kind="variant" label="{m:message('explanation.variants')}" note="yes">
      <xsl:call-template name="marks"/>
      <xsl:if test="$shown">
        <xsl:apply-templates select="$shown/(@xml:id, @hand, @cert, @rend)" mode="mark"/>
        <xsl:apply-templates select="$shown/node()" mode="inline"/>
      </xsl:if>
      <xsl:call-template name="statement"><xsl:with-param name="shown" select="$shown"/></xsl:call-template>
    </span>
  </xsl:template>

  <xsl:template match="app" mode="block" as="element(r:section)">
    <xsl:variable name="shown" as="element()?" select="(lem, rdg, rdgGrp/(lem, rdg))[1]"/>
    <section kind="division" rend="app" label="{m:message('explanation.variants')}" note="yes">
      <xsl:call-template name="marks"/>
      <xsl:for-each select="$shown"><xsl:call-template name="blocks"/></xsl:for-each>
      <xsl:call-template name="statement"><xsl:with-param name="shown" select="$shown"/></xsl:call-template>
    </section>
  </xsl:template>

  <!-- ============================================================ a point, a place in words -->
  <!-- Whether an entry is beside the text, which has the lemma already: it names a point that exists, or a place in words
       (@loc). -->
  <xsl:function name="f:is-beside" as="xs:boolean">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="exists($app[@p:at-point or @loc[normalize-space()] or (f:target(@from), f:target(@to)) ! key('by-id', ., root($tei))])"/>
  </xsl:function>

  <xsl:template match="app[f:is-beside(.)]" mode="inline" as="element(r:span)" priority="1">
    <span kind="variant-point" label="{m:message('explanation.variants')}" note="yes">
      <xsl:apply-templates select="@xml:id" mode="mark"/>
      <xsl:attribute name="p:lemma" select="f:entry-lemma(.)"/>
      <statement><xsl:call-template name="located"/></statement>
    </span>
  </xsl:template>

  <!-- The lemma of an entry beside the text: the words between its points, or its place in words. -->
  <xsl:function name="f:entry-lemma" as="xs:string">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="from" as="element()?" select="f:target($app/@from) ! key('by-id', ., root($app))[1]"/>
    <xsl:variable name="end" as="node()" select="(f:target($app/@to) ! key('by-id', ., root($app))[1], $app)[1]"/>
    <xsl:variable name="between" as="xs:string" select="
        if ($from[node()] and not($app/@to)) then string($from)
        else string-join($from/following::text()[. &lt;&lt; $end][not(ancestor::note or ancestor::app)])"/>
    <xsl:sequence select="(normalize-space($between)[.], normalize-space($app/@loc))[1]"/>
  </xsl:function>

  <xsl:template match="app[f:is-beside(.)]" mode="block" as="element(r:paragraph)" priority="1">
    <paragraph><xsl:apply-templates select="." mode="inline"/></paragraph>
  </xsl:template>

  <xsl:template match="app" mode="list" as="element(r:item)">
    <item>
      <xsl:call-template name="marks"/>
      <paragraph>
        <xsl:for-each select="@loc[normalize-space()]"><sign>{normalize-space()}: </sign></xsl:for-each>
        <xsl:call-template name="located"/>
      </paragraph>
    </item>
  </xsl:template>

  <xsl:template name="located" as="node()*">
    <xsl:for-each select="@loc[normalize-space()][not(f:entry-lemma(..) = normalize-space())]"><sign>{normalize-space()}: </sign></xsl:for-each>
    <xsl:for-each select="lem"><xsl:call-template name="reading"/><sign>] </sign></xsl:for-each>
    <xsl:call-template name="readings"><xsl:with-param name="readings" select="* except lem"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="listApp" mode="block" as="element()*" priority="1">
    <xsl:apply-templates select="head" mode="block"/>
    <xsl:if test="* except head">
      <list kind="plain" rend="apparatus">
        <xsl:call-template name="marks"/>
        <xsl:apply-templates select="node() except head" mode="list"/>
      </list>
    </xsl:if>
  </xsl:template>

  <!-- ============================================================ readings -->
  <xsl:template name="statement" as="element(r:statement)">
    <xsl:param name="shown" as="element()?"/>
    <statement>
      <xsl:for-each select="$shown[@wit or wit]"><xsl:sequence select="f:sigla(.)"/><sign>; </sign></xsl:for-each>
      <xsl:call-template name="readings"><xsl:with-param name="readings" select="* except $shown"/></xsl:call-template>
    </statement>
  </xsl:template>

  <!-- Readings and the notes on them, separated by semicolons. -->
  <xsl:template name="readings" as="node()*">
    <xsl:param name="readings" as="element()*"/>
    <xsl:for-each select="f:ungrouped($readings)">
      <xsl:if test="position() gt 1"><sign>; </sign></xsl:if>
      <xsl:choose>
        <xsl:when test="self::rdg | self::lem"><xsl:call-template name="reading"/></xsl:when>
        <xsl:when test="self::note"><span kind="app-note"><xsl:apply-templates select="node()" mode="inline"/></span></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="." mode="inline"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="f:ungrouped" as="element()*">
    <xsl:param name="readings" as="element()*"/>
    <xsl:sequence select="for $r in $readings return if ($r/self::rdgGrp) then f:ungrouped($r/*) else $r"/>
  </xsl:function>

  <xsl:template name="reading" as="node()*">
    <span kind="reading">
      <xsl:apply-templates select="@xml:lang, @hand, @cert" mode="mark"/>
      <xsl:apply-templates select="node() except (wit, witStart, witEnd)" mode="inline"/>
      <xsl:if test="not(normalize-space(string-join(node() except wit))) and not(.//gap | .//lacunaStart)"><sign>{m:message('text.omitted')}</sign></xsl:if>
    </span>
    <xsl:sequence select="f:sigla(.)"/>
    <xsl:for-each select="@type | ../self::rdgGrp/@type | @cause | @cert[. ne 'high']"><sign> ({(m:message((if (self::attribute(cert)) then 'cert.' else 'reading.') || .), .)[1]})</sign></xsl:for-each>
    <xsl:for-each select="f:by(.)"><sign> ({.})</sign></xsl:for-each>
  </xsl:template>

  <!-- The sigla of the witnesses of a reading: those of @wit, the words of wit, where a witness begins or ends. -->
  <xsl:function name="f:sigla" as="element(r:span)?">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="named" as="xs:string" select="string-join(tokenize($reading/@wit) ! f:siglum(.), ' ')"/>
    <xsl:variable name="bounds" as="xs:string*" select="$reading/(witStart | witEnd) ! string-join((m:message('text.' || local-name()), tokenize(@wit) ! f:siglum(.)), ' ')"/>
    <xsl:if test="$named or $reading/wit or exists($bounds)">
      <span kind="sigla">
        <sign> {string-join(($named[.], $bounds ! ('(' || . || ')')), ' ')}</sign>
        <xsl:for-each select="$reading/wit"><xsl:if test="$named"><sign> </sign></xsl:if><span kind="wit"><xsl:apply-templates select="node()" mode="inline"/></span></xsl:for-each>
      </span>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:siglum" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="witness" as="element()?" select="f:target($pointer) ! key('by-id', ., root($tei))[1]"/>
    <xsl:sequence select="($witness/(abbr[@type = 'siglum'], @n)[1] ! normalize-space()[.], replace($pointer, '^.*#', ''))[1]"/>
  </xsl:function>

  <!-- The other members of a choice: the explanation of the one that is shown, then "or" and the others. -->
  <xsl:template match="p:others" mode="inline" as="element(r:statement)">
    <xsl:variable name="explanation" as="xs:string?"><xsl:apply-templates select=".." mode="explain"/></xsl:variable>
    <xsl:variable name="last" as="xs:string" select="m:message('explanation.alternatives', 'words', f:quoted(../@p:alternatives))"/>
    <xsl:variable name="before" as="xs:string" select="replace(substring-before($explanation || $last, $last), ',\s*$', '')"/>
    <statement>
      <sign>{string-join(($before[.], m:message('explanation.or')), ', ')} </sign>
      <xsl:for-each select="p:other">
        <xsl:if test="position() gt 1"><sign>; </sign></xsl:if>
        <span kind="reading"><xsl:apply-templates select="@hand" mode="mark"/><xsl:apply-templates select="node()" mode="inline"/></span>
        <xsl:for-each select="f:by(.), f:cert(.)"><sign> ({.})</sign></xsl:for-each>
      </xsl:for-each>
    </statement>
  </xsl:template>

  <xsl:template match="lacunaStart | lacunaEnd | witStart | witEnd" mode="inline" as="element(r:sign)">
    <sign>[{m:message('text.' || local-name())}]</sign>
  </xsl:template>
</xsl:stylesheet>
