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
      <xsl:call-template name="traits"/>
      <xsl:call-template name="insertion"/>
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
      <xsl:call-template name="traits"/>
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
      <xsl:apply-templates select="@xml:id, @p:number" mode="mark"/>
      <xsl:call-template name="traits"/>
      <xsl:attribute name="p:lemma" select="f:entry-lemma(.)"/>
      <xsl:call-template name="insertion"/>
      <xsl:for-each select="@loc[normalize-space()]"><xsl:attribute name="p:at" select="normalize-space()"/></xsl:for-each>
      <xsl:for-each select="f:target(@from)[exists(key('by-id', ., root($tei)))]"><xsl:attribute name="p:from" select="."/></xsl:for-each>
      <statement><xsl:call-template name="located"><xsl:with-param name="stating" select="true()"/></xsl:call-template></statement>
    </span>
  </xsl:template>

  <!-- The lemma of an entry beside the text: the words between its points, else its own, else its place in words. -->
  <xsl:function name="f:entry-lemma" as="xs:string">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="from" as="element()?" select="f:target($app/@from) ! key('by-id', ., root($app))[1]"/>
    <xsl:variable name="to" as="element()?" select="f:target($app/@to) ! key('by-id', ., root($app))[1]"/>
    <xsl:variable name="end" as="node()" select="(($to//text())[last()], $to, $app)[1]"/>
    <xsl:variable name="between" as="xs:string*">
      <xsl:choose>
        <xsl:when test="$from[node()] and (not($app/@to) or $from is $to)"><xsl:sequence select="string($from)"/></xsl:when>
        <!-- stops at the end of the lemma: the text after it can be long -->
        <xsl:otherwise>
          <xsl:iterate select="$from//text(), $from/following::text()">
            <xsl:choose>
              <xsl:when test=". &gt;&gt; $end"><xsl:break/></xsl:when>
              <xsl:otherwise><xsl:sequence select=".[not(ancestor::note or ancestor::app)] ! string()"/></xsl:otherwise>
            </xsl:choose>
          </xsl:iterate>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:sequence select="(normalize-space(string-join($between))[.], $app/lem[1] ! normalize-space()[.], normalize-space($app[not(@p:at-point)]/@loc))[1]"/>
  </xsl:function>

  <!-- Whether a lemma is the words between the points, in full or shortened ("Gallos … dividit"). -->
  <xsl:function name="f:is-lemma" as="xs:boolean">
    <xsl:param name="lem" as="element(lem)"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="lemma" as="xs:string" select="normalize-space($lem)"/>
    <xsl:variable name="ends" as="xs:string*" select="tokenize($lemma, '\s*(…|\.\.\.|\[…\])\s*')"/>
    <xsl:sequence select="$lemma = $words or (count($ends) = 2 and $ends[1] and $ends[2] and starts-with($words, $ends[1]) and ends-with($words, $ends[2]))"/>
  </xsl:function>

  <xsl:template match="app[f:is-beside(.)]" mode="block" as="element(r:paragraph)" priority="1">
    <paragraph><xsl:apply-templates select="." mode="inline"/></paragraph>
  </xsl:template>

  <xsl:template match="app" mode="list" as="element(r:item)">
    <item>
      <xsl:call-template name="marks"/>
      <xsl:for-each select="@loc[normalize-space()]"><label><sign>{normalize-space()}</sign></label></xsl:for-each>
      <paragraph>
        <xsl:call-template name="located"/>
      </paragraph>
    </item>
  </xsl:template>

  <!-- What an entry beside the text says. Its own lemma is repeated only where the entry has another. -->
  <xsl:template name="located" as="node()*">
    <xsl:param name="stating" as="xs:boolean" select="false()"/>
    <xsl:variable name="shown" as="element(lem)?" select="lem[not(current()/parent::listApp) or f:point(..)][f:is-lemma(., f:entry-lemma(..))]"/>
    <xsl:for-each select="lem except $shown"><xsl:call-template name="reading"/><sign>] </sign></xsl:for-each>
    <xsl:call-template name="readings">
      <xsl:with-param name="readings" select="f:ungrouped(if ($shown) then * else * except lem)"/>
      <xsl:with-param name="stating" select="$stating and empty(lem except $shown)"/>
      <xsl:with-param name="shown" select="$shown"/>
    </xsl:call-template>
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
      <xsl:call-template name="readings">
        <xsl:with-param name="readings" select="f:ungrouped(*)"/>
        <xsl:with-param name="stating" select="true()"/>
        <xsl:with-param name="shown" select="$shown"/>
      </xsl:call-template>
    </statement>
  </xsl:template>

  <!-- Readings and the notes on them, separated by semicolons, in a group by commas. Of the reading that the text shows only
       the remarks on it. A note on a reading follows it. -->
  <xsl:template name="readings" as="node()*">
    <xsl:param name="readings" as="element()*"/>
    <xsl:param name="stating" as="xs:boolean" select="false()"/>
    <xsl:param name="shown" as="element()?" select="()"/>
    <xsl:variable name="all" as="element()*" select="$readings[not(self::witDetail[f:about(.)] or self::note[f:about(.)])][not(. is $shown) or f:is-said(.)]"/>
    <!-- the statement on the lemma is last where others add words to it -->
    <xsl:variable name="stated" as="element()*" select="if ($shown/ancestor::app[1][f:is-insertion(.)]) then ($all except $shown, $all intersect $shown) else $all"/>
    <xsl:if test="$stating"><xsl:sequence select="$stated[1] ! f:traits(., $shown)"/></xsl:if>
    <xsl:for-each select="$stated">
      <xsl:variable name="n" as="xs:integer" select="position()"/>
      <xsl:if test="$n gt 1">
        <sign><xsl:if test="self::rdg or self::lem"><xsl:attribute name="states" select="'next'"/><xsl:sequence select="f:traits(., $shown)"/></xsl:if>{if ((self::note or $stated[$n - 1]/self::note) and parent::rdgGrp) then ' ' else if (parent::rdgGrp and .. is $stated[$n - 1]/..) then ', ' else '; '}</sign>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="self::rdg | self::lem"><xsl:call-template name="reading"><xsl:with-param name="shown" select="exists(. intersect $shown)"/></xsl:call-template></xsl:when>
        <xsl:when test="self::note"><xsl:call-template name="remark"/></xsl:when>
        <xsl:when test="self::witDetail"><xsl:apply-templates select="." mode="detail"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="." mode="inline"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- Whether an entry states anything about a reading besides its words. -->
  <xsl:function name="f:is-said" as="xs:boolean">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="exists($reading/(@wit, @source, @resp, @cause, @type, wit, note)) or exists(f:remarks-on($reading)) or exists(f:details-of($reading))"/>
  </xsl:function>

  <!-- The readings in the order of the entry, or of their stages (@varSeq). -->
  <xsl:function name="f:ungrouped" as="element()*">
    <xsl:param name="readings" as="element()*"/>
    <xsl:variable name="all" as="element()*" select="for $r in $readings return if ($r/self::rdgGrp) then f:ungrouped($r/*) else $r"/>
    <xsl:choose>
      <xsl:when test="exists($all/@varSeq) and (every $r in $all satisfies $r[self::lem or self::rdg])">
        <xsl:perform-sort select="$all"><xsl:sort select="(@varSeq[. castable as xs:integer] ! xs:integer(.), 0)[1]"/></xsl:perform-sort>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$all"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template name="reading" as="node()*">
    <xsl:param name="shown" as="xs:boolean" select="false()"/>
    <xsl:variable name="transposed" as="xs:boolean" select="not($shown) and f:is-transposed(.)"/>
    <xsl:for-each select="f:said-of-insertion(.)"><span kind="said"><sign>{.}</sign></span><sign>{' '}</sign></xsl:for-each>
    <xsl:if test="not($shown)">
      <span kind="reading">
        <xsl:apply-templates select="@xml:lang, @hand, @cert" mode="mark"/>
        <xsl:choose>
          <xsl:when test="$transposed"><span kind="said"><sign>{m:message('text.transposed')}</sign></span></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="node() except (wit, witStart, witEnd, note, witDetail)" mode="inline"/></xsl:otherwise>
        </xsl:choose>
        <xsl:for-each select="f:without-words(.)">
          <xsl:choose>
            <xsl:when test=". = m:message('text.omitted')"><span kind="said"><sign>{.}</sign></span></xsl:when>
            <xsl:otherwise><sign>{.}</sign></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </span>
    </xsl:if>
    <xsl:if test="$shown and ancestor::app[1][f:is-insertion(.)]"><span kind="reading"><span kind="said"><sign>{m:message('text.omitted')}</sign></span></span></xsl:if>
    <xsl:call-template name="sigla-of"><xsl:with-param name="shown" select="$shown and not(ancestor::app[1][f:is-insertion(.)])"/></xsl:call-template>
    <xsl:variable name="said" as="xs:string*" select="
        (@type, ../self::rdgGrp/@type, @cause)[not($transposed and starts-with(., 'transpos'))] ! (m:message('reading.' || replace(., '^#', '')), replace(replace(., '^#', ''), '-', ' '))[1],
        @varSeq ! m:message('reading.stage', 'number', string()), @hand ! f:hand-of(..), f:cert(.),
        f:by(.)[not(tokenize(current()/@resp) ! f:is-source(.) = true())]"/>
    <xsl:if test="exists($said)"><sign>{' '}</sign><span kind="said"><sign>({string-join(distinct-values($said), ', ')})</sign></span></xsl:if>
    <xsl:variable name="alone" as="xs:boolean" select="$shown and empty((@wit, @source, @resp, wit, $said)) and empty(f:details-of(.))"/>
    <xsl:for-each select="note, f:remarks-on(.)"><xsl:if test="not($alone and position() = 1)"><sign>, </sign></xsl:if><xsl:call-template name="remark"/></xsl:for-each>
  </xsl:template>

  <!-- What is shown for a reading without words: the words of the reading that it repeats, else "omitted". -->
  <xsl:function name="f:without-words" as="xs:string?">
    <xsl:param name="reading" as="element()"/>
    <xsl:if test="not(normalize-space(string-join($reading/(node() except (wit, note, witDetail))))) and empty($reading//(gap | lacunaStart | lacunaEnd | space | ptr | graphic | app))">
      <xsl:variable name="other" as="element()?" select="f:target($reading/@copyOf) ! key('by-id', ., root($tei))[1]"/>
      <xsl:sequence select="($other ! normalize-space()[.], m:message('text.omitted'))[1]"/>
    </xsl:if>
  </xsl:function>

  <xsl:template name="remark" as="element(r:span)">
    <span kind="app-note">
      <xsl:apply-templates select="@xml:lang" mode="mark"/>
      <xsl:variable name="blocks" as="element()*" select="*[f:is-block(.)]"/>
      <xsl:choose>
        <xsl:when test="$blocks"><xsl:for-each select="$blocks"><xsl:if test="position() gt 1"><sign>{' '}</sign></xsl:if><xsl:apply-templates select="node()" mode="inline"/></xsl:for-each></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="node()" mode="inline"/></xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:function name="f:remarks-on" as="element(note)*">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="$reading/ancestor::app[1]/(note | rdgGrp/note)[@target][f:about(.) is $reading]"/>
  </xsl:function>

  <!-- A note in a lemma or reading is part of the entry. -->
  <xsl:template match="lem/note | rdg/note" mode="inline block" as="empty-sequence()" priority="2"/>

  <!-- An entry that is only a note is a note of the editor. -->
  <xsl:template match="app[not(lem | rdg | rdgGrp)]" mode="inline block" as="node()*" priority="2">
    <xsl:for-each select="note"><xsl:call-template name="note"><xsl:with-param name="kind" select="'commentary'"/></xsl:call-template></xsl:for-each>
    <xsl:apply-templates select="node() except note" mode="inline"/>
  </xsl:template>

  <!-- The other members of a choice: the explanation of the one that is shown, then "or" and the others. -->
  <xsl:template match="p:others" mode="inline block" as="element(r:statement)">
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
