<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, explanations: what an element is, in words of the words table, as its reader would ask. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="explain" on-no-match="fail"/>

  <!-- Most elements need no words. An element that is one of a choice says what else it may be. -->
  <xsl:template match="*" mode="explain" as="xs:string?" priority="-1">
    <xsl:sequence select="@p:alternatives ! f:word('act.alternatives', f:quoted(.))"/>
  </xsl:template>

  <!-- ============================================================ hands and places -->
  <xsl:template match="add" mode="explain" as="xs:string"><xsl:sequence select="f:placed(., 'act.add')"/></xsl:template>

  <xsl:template match="note" mode="explain" as="xs:string?">
    <xsl:variable name="kind" as="xs:string" select="f:note-kind(.)"/>
    <xsl:sequence select="
        if ($kind = 'marginalia') then f:placed(., if (@hand) then 'act.marginalia-by-hand' else 'act.marginalia')
        else f:phrase((f:with-detail('note.' || $kind, f:by(.)[$kind = 'gloss']), f:cert(.)))"/>
  </xsl:template>

  <xsl:template match="del" mode="explain" as="xs:string"><xsl:sequence select="f:phrase((f:deleted(.), f:hand-of(.), f:cert(.)))"/></xsl:template>

  <xsl:template match="subst" mode="explain" as="xs:string">
    <xsl:sequence select="f:phrase((f:word('act.subst', string-join(del ! f:quoted(.), ', ')), add[1] ! f:placed(., 'act.add')))"/>
  </xsl:template>

  <xsl:template match="hi[not(@hand)][$hi-kinds(string(tokenize(@rend)[1])) = 'emphasis']" mode="explain" as="empty-sequence()" priority="1"/>
  <xsl:template match="hi" mode="explain" as="xs:string?">
    <xsl:variable name="how" as="xs:string*" select="tokenize(@rend) ! f:word-or-value('rend', .)"/>
    <xsl:sequence select="f:phrase((($how, f:word('act.hi')[current()/@hand])[1], $how[position() gt 1], f:hand-of(.)))[normalize-space()]"/>
  </xsl:template>

  <xsl:template match="handShift" mode="explain" as="xs:string"><xsl:sequence select="f:word('act.hand-shift', (f:hand(f:target(@new)), f:word('hand.other'))[1])"/></xsl:template>

  <xsl:template match="restore | retrace | damage | mod | metamark | secl | surplus | ex | am" mode="explain" as="xs:string">
    <xsl:sequence select="f:phrase((f:word('act.' || local-name()), @agent ! f:word('act.agent', f:word-or-value('agent', .)), @p:alternatives ! f:word('act.alternatives', f:quoted(.)), f:extent(.), f:hand-of(.), f:cert(.)))"/>
  </xsl:template>

  <!-- Where something was written, by whom, how surely, and where it goes on. -->
  <xsl:function name="f:placed" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="act" as="xs:string"/>
    <xsl:variable name="stated" as="xs:boolean" select="$element/@place != 'unspecified'"/>
    <xsl:sequence select="
        f:phrase((
          f:with-detail($act, f:place($element)[$stated]),
          f:place($element)[not($stated)],
          f:hand-of($element), f:cert($element)))
        || f:continuation($element)"/>
  </xsl:function>

  <xsl:function name="f:place" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/@place[normalize-space()] ! normalize-space()">
      <xsl:sequence select="(f:word('place.' || .), string-join(tokenize(.) ! f:word-or-value('place', .), ', '))[1]"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:continuation" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="on" as="element()?" select="f:target($element/@next) ! key('by-id', ., root($element))[1]"/>
    <xsl:variable name="from" as="element()?" select="f:target($element/@prev) ! key('by-id', ., root($element))[1]"/>
    <xsl:sequence select="string-join((
        $on ! (f:place(.) ! f:word('act.continued-at', .), f:word('act.continued'))[1],
        $from ! (f:place(.) ! f:word('act.continues-at', .), f:word('act.continues'))[1]) ! ('; ' || .))"/>
  </xsl:function>

  <xsl:function name="f:hand-of" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="f:target($element/@hand)">
      <xsl:sequence select="if (f:is-person(.)) then f:word('act.written', f:hand(.)) else f:hand(.)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:cert" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@cert[. ne 'high'] ! f:word('cert.' || .)"/>
  </xsl:function>

  <xsl:function name="f:by" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="f:target($element/@resp)">
      <xsl:sequence select="(f:word('resp.' || .), key('by-id', ., root($tei))[1] ! f:word('resp.someone', normalize-space()))[1]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Why a reading is doubtful or supplied, where there is a word for it. -->
  <xsl:function name="f:reason" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="tokenize($element/@reason)[1] ! f:word('reason.' || .)"/>
  </xsl:function>

  <xsl:function name="f:deleted" as="xs:string">
    <xsl:param name="del" as="element(del)"/>
    <xsl:sequence select="(tokenize($del/@rend) ! f:word('rend.' || .), f:word('act.del'))[1]"/>
  </xsl:function>

  <xsl:function name="f:quoted" as="xs:string">
    <xsl:param name="text" as="item()"/>
    <xsl:sequence select="f:word('pattern.quoted', normalize-space(string($text)))"/>
  </xsl:function>

  <!-- ============================================================ the editor -->
  <xsl:template match="unclear" mode="explain" as="xs:string">
    <xsl:sequence select="f:phrase((f:word('act.unclear'), f:reason(.), @p:alternatives ! f:word('act.alternatives', f:quoted(.)), f:hand-of(.)))"/>
  </xsl:template>

  <xsl:template match="supplied" mode="explain" as="xs:string">
    <xsl:sequence select="f:phrase((f:with-detail('act.supplied', f:by(.)), f:reason(.), f:cert(.)))"/>
  </xsl:template>

  <xsl:template match="sic" mode="explain" as="xs:string"><xsl:sequence select="f:pair-explanation(., 'act.sic', 'act.sic-corrected')"/></xsl:template>
  <xsl:template match="orig" mode="explain" as="xs:string"><xsl:sequence select="f:pair-explanation(., 'act.orig', 'act.orig-regularised')"/></xsl:template>
  <xsl:template match="abbr" mode="explain" as="xs:string"><xsl:sequence select="f:pair-explanation(., 'act.abbr', 'act.abbr-expanded')"/></xsl:template>
  <xsl:template match="corr" mode="explain" as="xs:string"><xsl:sequence select="f:pair-explanation(., 'act.corr-alone', 'act.corr')"/></xsl:template>
  <xsl:template match="reg" mode="explain" as="xs:string"><xsl:sequence select="f:pair-explanation(., 'act.reg-alone', 'act.reg')"/></xsl:template>
  <xsl:template match="expan" mode="explain" as="xs:string"><xsl:sequence select="f:pair-explanation(., 'act.expan-alone', 'act.expan')"/></xsl:template>

  <!-- One half of a choice tells of the other. -->
  <xsl:function name="f:pair-explanation" as="xs:string">
    <xsl:param name="half" as="element()"/>
    <xsl:param name="alone" as="xs:string"/>
    <xsl:param name="paired" as="xs:string"/>
    <xsl:variable name="other" as="xs:string?" select="$half/@p:other"/>
    <xsl:sequence select="f:phrase((
        if ($other) then f:word($paired, f:quoted($other)) else f:word($alone),
        $half/@p:alternatives ! f:word('act.alternatives', f:quoted(.)),
        f:cert($half)))"/>
  </xsl:function>

  <xsl:template match="gap | space" mode="explain" as="xs:string">
    <xsl:variable name="kind" as="xs:string" select="f:gap-kind(.)"/>
    <xsl:variable name="other-reason" as="xs:string?" select="@reason[$kind = 'unexplained']"/>
    <xsl:sequence select="f:phrase((f:with-extent(f:extent(.), 'gap.' || $kind), $other-reason, f:hand-of(.), f:cert(.)))"/>
  </xsl:template>

  <xsl:template match="graphic | media | binaryObject | notatedMusic" mode="explain" as="xs:string">
    <xsl:sequence select="f:phrase((f:word(if (self::notatedMusic) then 'shown.music' else 'gap.figure'), @mimeType))"/>
  </xsl:template>

  <!-- ============================================================ the words -->
  <xsl:template match="date[@cert or @calendar]" mode="explain" as="xs:string?">
    <xsl:sequence select="f:phrase(((@when, @when-iso)[1] ! f:word('act.dated', .), f:calendar(@calendar), f:cert(.)))"/>
  </xsl:template>

  <!-- A calendar by the words table, else by its description in the header (2.4.5), else by its name. -->
  <xsl:function name="f:calendar" as="xs:string*">
    <xsl:param name="calendar" as="attribute()?"/>
    <xsl:sequence select="tokenize($calendar) ! (
        f:word('calendar.' || lower-case(replace(., '^#', ''))), f:target(.) ! key('by-id', ., root($tei))[1] ! normalize-space()[.], replace(., '^.*[#/]', ''))[1]"/>
  </xsl:function>

  <!-- Who says it; how much it is, where the words say it otherwise. -->
  <xsl:template match="said[@who] | q[@who]" mode="explain" as="xs:string">
    <xsl:sequence select="f:phrase((f:word('act.said', f:entitled(@who)), f:cert(.)))"/>
  </xsl:template>

  <xsl:template match="measure[@quantity] | num[@value]" mode="explain" as="xs:string?">
    <xsl:variable name="amount" as="xs:string" select="string-join((@quantity, @value, @unit), ' ')"/>
    <xsl:sequence select="f:phrase(($amount[. ne normalize-space(current())] ! f:word('act.amount', .), @commodity[$amount ne normalize-space(current())], f:cert(.)))[.]"/>
  </xsl:template>

  <xsl:template match="stamp" mode="explain" as="xs:string"><xsl:sequence select="f:phrase((f:word('act.stamp'), f:place(.), f:cert((.[@cert], ..[self::ab], .)[1])))"/></xsl:template>

  <xsl:template match="persName[@type = 'typed']" mode="explain" as="xs:string?"><xsl:sequence select="f:word('act.typed')"/></xsl:template>
  <xsl:template match="seg[@type = 'ditto']" mode="explain" as="xs:string?"><xsl:sequence select="f:word('act.ditto')"/></xsl:template>
</xsl:stylesheet>
