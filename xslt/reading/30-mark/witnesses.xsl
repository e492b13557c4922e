<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, witnesses: which parts of the document are texts of their own, and the label of each. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- A witness is a translation or transcription that is a division of the body, a text of a group, or one of the
       divisions in several languages that correspond part by part; a body without these is one witness. Other elements
       belong to the witness before them (before the first: to the first), page breaks to the next. -->
  <xsl:template name="witnesses" as="element(r:witness)+">
    <xsl:param name="text" as="element(text)+"/>
    <xsl:variable name="members" as="element()+" select="$text ! f:members(.)"/>
    <xsl:variable name="starts" as="element()*" select="$members[self::text or f:is-witness(.)]"/>
    <xsl:for-each-group select="$members" group-starting-with="*[f:starts-witness(., $starts)]">
      <xsl:call-template name="witness">
        <xsl:with-param name="members" select="current-group()"/>
        <xsl:with-param name="start" select="(current-group() intersect $starts)[1]"/>
        <xsl:with-param name="n" select="position()"/>
        <xsl:with-param name="starts" select="$starts"/>
      </xsl:call-template>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:variable name="witness-kinds" as="xs:string*" static="yes" select="'translation', 'transcription', 'original'"/>
  <xsl:function name="f:is-witness" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <!-- the parts of an edition in EpiDoc are one text with headings -->
    <xsl:sequence select="exists($element[self::div][parent::body][not(../div/@type = 'edition')][@type = $witness-kinds or @xml:lang and f:has-counterpart(.)])"/>
  </xsl:function>

  <!-- Whether a sibling division in another language corresponds to it, part by part: an original and its translation. -->
  <xsl:function name="f:has-counterpart" as="xs:boolean">
    <xsl:param name="division" as="element(div)"/>
    <xsl:variable name="points" as="xs:string*" select="$division/descendant-or-self::*/@corresp ! tokenize(.)"/>
    <xsl:sequence select="
        some $other in $division/../div[@xml:lang != $division/@xml:lang] satisfies (
          $other/descendant-or-self::*/@xml:id ! ('#' || .) = $points
          or $other/descendant-or-self::*/@corresp ! tokenize(.) = $division/descendant-or-self::*/@xml:id ! ('#' || .))"/>
  </xsl:function>

  <!-- The elements that witnesses are made of: whole texts, or the divisions of a text that holds several witnesses. -->
  <xsl:function name="f:members" as="element()*">
    <xsl:param name="text" as="element(text)"/>
    <xsl:sequence select="
        if ($text/group) then ($text/front, $text/group/(text/f:members(.), *[not(self::text)]), $text/back)/.
        else if ($text/body/*[f:is-witness(.)]) then ($text/(* except body), $text/body/*)/.
        else $text"/>
  </xsl:function>

  <xsl:function name="f:starts-witness" as="xs:boolean">
    <xsl:param name="member" as="element()"/>
    <xsl:param name="starts" as="element()+"/>
    <xsl:variable name="before" as="element()?" select="$member/preceding-sibling::*[1][f:begins-page(.)]"/>
    <xsl:variable name="next" as="element()?" select="$member/following-sibling::*[not(f:begins-page(.))][1]"/>
    <xsl:sequence select="
        if (not($member >> $starts[1])) then false()
        else if ($member intersect $starts) then empty($before)
        else f:begins-page($member) and empty($before) and exists($next intersect $starts)"/>
  </xsl:function>

  <xsl:function name="f:begins-page" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::pb | self::cb | self::gb | self::fw | self::milestone])"/>
  </xsl:function>

  <xsl:template name="witness" as="element(r:witness)">
    <xsl:param name="members" as="element()+"/>
    <xsl:param name="start" as="element()"/>
    <xsl:param name="n" as="xs:integer"/>
    <xsl:param name="starts" as="element()+"/>
    <xsl:variable name="kind" as="xs:string" select="($start/@type[. = $witness-kinds], 'text')[1]"/>
    <witness id="{($start/@xml:id, f:free-id($start, 'w' || $n))[1]}" n="{$n}" kind="{$kind}" label="{f:witness-label($start, $starts, $n)}"
             xml:lang="{f:nearest-language($start)}">
      <xsl:for-each select="f:target($start/@corresp)"><xsl:attribute name="corresp" select="."/></xsl:for-each>
      <xsl:for-each select="$members">
        <xsl:call-template name="blocks"><xsl:with-param name="nodes" select="f:content(., $start)"/></xsl:call-template>
      </xsl:for-each>
    </witness>
  </xsl:template>

  <!-- The label of a witness: its kind if it is the only one of it, else its number; with its language if there are
       several. -->
  <xsl:function name="f:witness-label" as="xs:string">
    <xsl:param name="start" as="element()"/>
    <xsl:param name="starts" as="element()+"/>
    <xsl:param name="n" as="xs:integer"/>
    <xsl:variable name="several" as="xs:boolean" select="count(distinct-values($starts ! f:nearest-language(.))) gt 1"/>
    <xsl:variable name="kind" as="xs:string" select="f:witness-kind($start, $starts)"/>
    <xsl:variable name="alike" as="element()+" select="$starts[f:witness-kind(., $starts) = $kind][not($several) or f:nearest-language(.) = f:nearest-language($start)]"/>
    <xsl:variable name="label" as="xs:string?" select="if (count($alike) = 1) then f:name-of('witness', $kind) else m:message('witness.several', 'number', string($n))"/>
    <xsl:sequence select="
        if (not($several)) then $label
        else string-join(($label[not($kind = 'text' and count($alike) = 1)], f:language-name(f:nearest-language($start))), ', ')"/>
  </xsl:function>

  <!-- A transcription with a translation is the original; a text without a type is the original or a translation by the
       language of the source. -->
  <xsl:function name="f:witness-kind" as="xs:string">
    <xsl:param name="start" as="element()"/>
    <xsl:param name="starts" as="element()+"/>
    <xsl:variable name="type" as="xs:string" select="($start/@type[. = $witness-kinds], 'text')[1]"/>
    <xsl:variable name="source" as="xs:string?" select="($header//textLang/@mainLang)[1] ! f:language-tag(.)"/>
    <xsl:variable name="others" as="element()*" select="$starts[f:nearest-language(.) ne f:nearest-language($start)]"/>
    <xsl:sequence select="
        if ($type = 'transcription' and $others/@type = 'translation') then 'original'
        else if ($type = 'text' and exists($others) and $source = $starts ! f:nearest-language(.))
        then (if ($source = f:nearest-language($start)) then 'original' else 'translation')
        else $type"/>
  </xsl:function>

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
      <appendix id="{f:free-id(., 'appendix-' || (count(preceding-sibling::*[not(self::text)]) + 1))}" kind="register" label="{m:message('witness.register')}" xml:lang="{f:nearest-language(.)}">
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
