<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, witnesses: which parts of the document are texts of their own, and which are versions of one text. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- A text of its own is a text of a group, or a translation or transcription that is a division of the body, or one of
       the divisions in several languages that correspond part by part; a body without these is one text. Other elements
       belong to the text before them (before the first: to the first), page breaks and the heads of a group to the next. -->
  <xsl:template name="witnesses" as="element(r:witness)+">
    <xsl:param name="text" as="element(text)+"/>
    <xsl:variable name="members" as="element()+" select="let $found := $text ! f:members(.) return if (exists($found)) then $found else $text"/>
    <xsl:variable name="starts" as="element()+" select="let $found := $members[self::text or f:is-witness(.)] return if (exists($found)) then $found else $members[1]"/>
    <xsl:variable name="first-of" as="map(xs:string, xs:boolean)" select="f:set(f:first-members($members, f:set($starts ! generate-id())) ! generate-id())"/>
    <xsl:for-each-group select="$members" group-starting-with="*[$first-of(generate-id())]">
      <xsl:call-template name="witness">
        <xsl:with-param name="members" select="current-group()"/>
        <xsl:with-param name="start" select="(current-group()[self::text or f:is-witness(.)], current-group())[1]"/>
        <xsl:with-param name="n" select="position()"/>
        <xsl:with-param name="starts" select="$starts"/>
      </xsl:call-template>
    </xsl:for-each-group>
  </xsl:template>

  <!-- The member that each text but the first begins with: the text, or the first of the elements that belong to it. -->
  <xsl:function name="f:first-members" as="element()*">
    <xsl:param name="members" as="element()+"/>
    <xsl:param name="is-start" as="map(xs:string, xs:boolean)"/>
    <xsl:iterate select="$members">
      <xsl:param name="begun" as="xs:boolean" select="false()"/>
      <xsl:param name="waiting" as="element()?" select="()"/>
      <xsl:variable name="starts" as="xs:boolean" select="map:contains($is-start, generate-id())"/>
      <xsl:if test="$starts and $begun"><xsl:sequence select="($waiting, .)[1]"/></xsl:if>
      <xsl:next-iteration>
        <xsl:with-param name="begun" select="$begun or $starts"/>
        <xsl:with-param name="waiting" select="if (not($starts) and f:belongs-to-next(.)) then ($waiting, .)[1] else ()"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <xsl:function name="f:belongs-to-next" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::pb | self::cb | self::gb | self::fw | self::milestone | parent::group])"/>
  </xsl:function>

  <xsl:variable name="witness-kinds" as="xs:string*" static="yes" select="'translation', 'transcription', 'original'"/>
  <xsl:function name="f:is-witness" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <!-- the parts of an edition in EpiDoc are one text with headings -->
    <xsl:sequence select="exists($element[self::div][parent::body][not(../div/@type = 'edition')][@type = $witness-kinds and not(f:is-only-one(.)) or @xml:lang and f:has-counterpart(., ../div)])"/>
  </xsl:function>

  <!-- Whether a translation has no other text beside it, but other parts. -->
  <xsl:function name="f:is-only-one" as="xs:boolean">
    <xsl:param name="division" as="element(div)"/>
    <xsl:sequence select="$division/../div[not(@type = $witness-kinds)] and count($division/../div[@type = $witness-kinds]) = 1"/>
  </xsl:function>

  <!-- Whether a text in another language corresponds to this one, part by part: an original and its translation. -->
  <xsl:function name="f:has-counterpart" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:param name="all" as="element()+"/>
    <xsl:variable name="others" as="element()*" select="$all[@xml:lang != $division/@xml:lang]"/>
    <xsl:variable name="points" as="xs:string*" select="$division[$others]/descendant-or-self::*/@corresp ! tokenize(.)"/>
    <xsl:variable name="ids" as="xs:string*" select="$division[$others]/descendant-or-self::*/@xml:id ! ('#' || .)"/>
    <xsl:sequence select="some $other in $others satisfies ($other/descendant-or-self::*/@xml:id ! ('#' || .) = $points or $other/descendant-or-self::*/@corresp ! tokenize(.) = $ids)"/>
  </xsl:function>

  <!-- The elements that texts are made of: whole texts, or the divisions of a text that holds several. -->
  <xsl:function name="f:members" as="element()*">
    <xsl:param name="text" as="element(text)"/>
    <xsl:sequence select="
        if ($text/group and not($text//group/text()[normalize-space()])) then ($text/front, $text/group/f:members-of-group(.), $text/(* except (front, group)))
        else if ($text/body/*[f:is-witness(.)]) then ($text/(* except body), $text/body/*)/.
        else $text"/>
  </xsl:function>
  <xsl:function name="f:members-of-group" as="element()*">
    <xsl:param name="group" as="element(group)"/>
    <xsl:for-each select="$group/*">
      <xsl:sequence select="if (self::text) then f:members(.) else if (self::group) then f:members-of-group(.) else ."/>
    </xsl:for-each>
  </xsl:function>

  <xsl:template name="witness" as="element(r:witness)">
    <xsl:param name="members" as="element()+"/>
    <xsl:param name="start" as="element()"/>
    <xsl:param name="n" as="xs:integer"/>
    <xsl:param name="starts" as="element()+"/>
    <xsl:variable name="kind" as="xs:string" select="($start/@type[. = $witness-kinds], 'text')[1]"/>
    <xsl:variable name="declared" as="xs:boolean" select="f:is-declared($start, $starts)"/>
    <xsl:variable name="name" as="xs:string?" select="f:own-name($start)"/>
    <xsl:variable name="titled" as="xs:boolean" select="$starts[2] and not($declared) and $name and f:name-heads($start)"/>
    <!-- the label follows the heading of the group, as a heading of the text -->
    <xsl:variable name="below" as="element(head)*" select="if ($titled or not($starts[2]) or $declared) then () else $members[not(. >> $start)]/self::head"/>
    <xsl:variable name="label" as="xs:string" select="if ($starts[2] and not($declared)) then ($name, f:numbered-name($start, $n))[1] else f:witness-label($start, $starts, $n)"/>
    <witness id="{($start/@xml:id[. castable as xs:NCName], f:free-id($start, 'w' || $n))[1]}" n="{$n}" kind="{$kind}" label="{$label}"
             xml:lang="{f:nearest-language($start)}">
      <xsl:for-each select="f:target(($start/@corresp, $start/@sameAs)[1])"><xsl:attribute name="corresp" select="."/></xsl:for-each>
      <xsl:if test="$starts[2] and $declared"><xsl:attribute name="declared" select="'yes'"/></xsl:if>
      <xsl:if test="$titled or $below"><xsl:attribute name="titled" select="'yes'"/></xsl:if>
      <xsl:for-each select="$members">
        <xsl:if test="$below and . is $start"><heading level="{count($start/ancestor::group[head]) + 1}"><sign>{$label}</sign></heading></xsl:if>
        <xsl:call-template name="blocks"><xsl:with-param name="nodes" select="f:content(., $start)"/></xsl:call-template>
      </xsl:for-each>
    </witness>
  </xsl:template>

  <!-- Whether a text is declared as a version of another one: by its type, by a pointer to another text or to a witness of
       the header (or from another text), by blocks that correspond. -->
  <xsl:function name="f:is-declared" as="xs:boolean">
    <xsl:param name="start" as="element()"/>
    <xsl:param name="starts" as="element()+"/>
    <xsl:sequence select="
        $start/@type = $witness-kinds
        or f:version-pointers($start) = ($starts except $start)/@xml:id or f:version-pointers($start) = $headers//witness/@xml:id
        or $start/@xml:id and $start/@xml:id = $versions-pointed-at
        or exists($start/@xml:lang) and f:has-counterpart($start, $starts)"/>
  </xsl:function>
  <xsl:function name="f:version-pointers" as="xs:string*">
    <xsl:param name="text" as="element()"/>
    <xsl:sequence select="$text/(@corresp, @sameAs, @copyOf, @wit, @decls) ! tokenize(.)[starts-with(., '#')] ! substring(., 2)"/>
  </xsl:function>
  <xsl:variable name="versions-pointed-at" as="xs:string*" select="$text//(text | body/div)/f:version-pointers(.)"/>

  <xsl:template match="sourceDoc" mode="appendix" as="element(r:witness)">
    <witness id="{f:free-id(., 'source')}" n="{count(preceding-sibling::*) + 1}" kind="text" label="{m:message('witness.source')}" xml:lang="{f:nearest-language(.)}">
      <xsl:call-template name="blocks"/>
    </witness>
  </xsl:template>

  <!-- Registers and annotations after the text. An empty one is left out. -->
  <xsl:mode name="appendix" on-no-match="fail"/>
  <xsl:template match="standOff | particDesc | settingDesc" mode="appendix" as="element(r:appendix)?">
    <xsl:variable name="content" as="element()*"><xsl:call-template name="blocks"><xsl:with-param name="nodes" select="*[parent::standOff or starts-with(local-name(), 'list')]"/></xsl:call-template></xsl:variable>
    <xsl:if test="$content//text()[normalize-space()]">
      <appendix id="{f:free-id(., 'appendix-' || (count(preceding-sibling::*[not(self::text)]) + 1))}" kind="register" label="{f:register-label(*)}" xml:lang="{f:nearest-language(.)}">
        <xsl:sequence select="$content"/>
      </appendix>
    </xsl:if>
  </xsl:template>

  <!-- The nodes of a member that are content of the witness. -->
  <xsl:function name="f:content" as="node()*">
    <xsl:param name="member" as="element()"/>
    <xsl:param name="start" as="element()"/>
    <xsl:sequence select="
        if (not($member is $start)) then $member
        else if ($member/self::text) then $member/(node() except body, body/node())/.
        else $member/node()"/>
  </xsl:function>

  <!-- An id that no element of the text has. -->
  <xsl:function name="f:free-id" as="xs:string">
    <xsl:param name="context" as="element()"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="if (key('by-id', $id, root($context))) then f:free-id($context, $id || '-') else $id"/>
  </xsl:function>
</xsl:stylesheet>
