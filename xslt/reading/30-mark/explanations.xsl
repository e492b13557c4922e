<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, explanations: what an element is, in words of the interface (locales/, group `explanation`). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="explain" on-no-match="fail"/>

  <!-- Most elements need no explanation. One of several alternatives names the others. -->
  <xsl:template match="*" mode="explain" as="xs:string?" priority="-1">
    <xsl:sequence select="@p:alternatives ! m:message('explanation.alternatives', 'words', f:quoted(.))"/>
  </xsl:template>

  <!-- ============================================================ hands and places -->
  <xsl:template match="add" mode="explain" as="xs:string"><xsl:sequence select="f:placed(., 'explanation.add')"/></xsl:template>

  <xsl:template match="note" mode="explain" as="xs:string?">
    <xsl:variable name="kind" as="xs:string" select="f:note-kind(.)"/>
    <xsl:sequence select="
        if ($kind = 'marginalia') then f:placed(., if (@hand) then 'explanation.marginalia-by-hand' else 'explanation.marginalia')
        else if ($apart($kind)) then f:phrase((f:by(.) ! m:message('note.commentary-agent', 'agent', .), f:cert(.)))[.]
        else f:phrase((f:message-with('note.' || $kind, 'agent', f:by(.)[$kind = 'gloss']), f:cert(.)))"/>
  </xsl:template>

  <xsl:template match="del" mode="explain" as="xs:string"><xsl:sequence select="f:phrase((f:deleted(.), f:hand-of(.), f:cert(.)))"/></xsl:template>

  <xsl:template match="subst | mod[del and add]" mode="explain" as="xs:string" priority="1">
    <xsl:sequence select="f:phrase((m:message('explanation.subst', 'words', string-join(del ! f:quoted(.), ', ')), add[1] ! f:placed(., 'explanation.add')))"/>
  </xsl:template>

  <!-- What a look shows needs no explanation. -->
  <xsl:template match="hi" mode="explain" as="xs:string?">
    <xsl:variable name="how" as="xs:string*" select="(@rend ! f:rend-parts(.), @rendition ! tokenize(.) ! replace(., '^.*[#:/]', '')) ! f:rend(.), f:rendition-words(@rendition)"/>
    <xsl:variable name="shown" as="xs:boolean" select="not(@hand) and f:hi-kind(.) = ('styled', 'antiqua') and not(f:rendition-words(@rendition))"/>
    <xsl:sequence select="f:phrase((distinct-values(($how, m:message('explanation.hi')[current()/@hand])[position() = 1 or . = $how]), f:hand-of(.)))[not($shown)][normalize-space()]"/>
  </xsl:template>

  <xsl:template match="handShift" mode="explain" as="xs:string"><xsl:sequence select="m:message('explanation.hand-shift', 'hand', (f:hand(f:target(@new)), m:message('hand.other'))[1])"/></xsl:template>

  <xsl:template match="restore | retrace | damage | mod | metamark | secl | surplus | ex | am" mode="explain" as="xs:string">
    <xsl:sequence select="f:phrase(((self::mod/@rend ! tokenize(.) ! f:rend(.), m:message('explanation.' || local-name()))[1], self::metamark/@function[normalize-space()] ! normalize-space(), f:agent(.), @p:alternatives ! m:message('explanation.alternatives', 'words', f:quoted(.)), f:extent(.), f:hand-of(.), f:cert(.)))"/>
  </xsl:template>

  <!-- Where something was written, by whom, how certain that is, and where it continues. -->
  <xsl:function name="f:placed" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="act" as="xs:string"/>
    <xsl:variable name="stated" as="xs:boolean" select="$element/@place != 'unspecified'"/>
    <xsl:sequence select="
        f:phrase((
          f:message-with($act, 'place', f:place($element)[$stated]),
          f:place($element)[not($stated)],
          f:hand-of($element), f:cert($element)))
        || f:continuation($element)"/>
  </xsl:function>

  <xsl:function name="f:place" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/@place[normalize-space()] ! f:place-of(.)">
      <xsl:sequence select="(m:message('place.' || f:place-key(.)), string-join(tokenize(.) ! f:name-of('place', .), ', '))[1]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The key of a place: its words, `margin` first. -->
  <xsl:function name="f:place-key" as="xs:string">
    <xsl:param name="place" as="xs:string"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($place)"/>
    <xsl:sequence select="string-join(($words[. = 'margin'], $words[. ne 'margin']), '-')"/>
  </xsl:function>

  <xsl:function name="f:continuation" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="on" as="element()?" select="f:target($element/@next) ! key('by-id', ., root($element))[1]"/>
    <xsl:variable name="from" as="element()?" select="f:target($element/@prev) ! key('by-id', ., root($element))[1]"/>
    <xsl:sequence select="string-join((
        $on ! (f:place(.) ! m:message('explanation.continued-at', 'place', .), m:message('explanation.continued'))[1],
        $from ! (f:place(.) ! m:message('explanation.continues-at', 'place', .), m:message('explanation.continues'))[1]) ! ('; ' || .))"/>
  </xsl:function>

  <xsl:function name="f:hand-of" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="f:target($element/@hand)">
      <xsl:sequence select="if (f:is-person(.)) then m:message('explanation.written', 'hand', f:hand(.)) else f:hand(.)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:cert" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@cert[. ne 'high'] ! m:message('cert.' || .)"/>
  </xsl:function>

  <xsl:function name="f:by" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="f:target($element/@resp)">
      <xsl:sequence select="(m:message('resp.' || .), key('by-id', ., root($tei))[1] ! m:message('resp.someone', 'name', normalize-space()))[1]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Why a reading is doubtful or supplied, if there is a message for it. -->
  <xsl:function name="f:reason" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="tokenize($element/@reason)[1] ! m:message('reason.' || .)"/>
  </xsl:function>

  <!-- What damaged the place. -->
  <xsl:function name="f:agent" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@agent[normalize-space()] ! m:message('explanation.agent', 'agent', (m:message('agent.' || .), string())[1])"/>
  </xsl:function>

  <!-- The name of a way of marking or deleting, if there is one. -->
  <xsl:function name="f:rend" as="xs:string?">
    <xsl:param name="rend" as="xs:string"/>
    <xsl:sequence select="(m:message('rend.' || $rend), f:of-name($rend) ! m:message('rend.' || .))[1]"/>
  </xsl:function>

  <xsl:function name="f:deleted" as="xs:string">
    <xsl:param name="del" as="element(del)"/>
    <xsl:sequence select="(tokenize($del/@rend) ! f:rend(.), m:message('explanation.del'))[1]"/>
  </xsl:function>

  <xsl:function name="f:quoted" as="xs:string">
    <xsl:param name="text" as="item()"/>
    <xsl:sequence select="m:message('text.quoted', 'words', normalize-space(string($text)))"/>
  </xsl:function>

  <!-- ============================================================ the editor -->
  <xsl:template match="unclear" mode="explain" as="xs:string">
    <xsl:sequence select="f:phrase((m:message('explanation.unclear'), f:reason(.), f:agent(.), @p:alternatives ! m:message('explanation.alternatives', 'words', f:quoted(.)), f:hand-of(.)))"/>
  </xsl:template>

  <xsl:template match="supplied" mode="explain" as="xs:string">
    <xsl:sequence select="f:phrase((f:message-with('explanation.supplied', 'agent', f:by(.)), f:reason(.), f:cert(.)))"/>
  </xsl:template>

  <xsl:template match="sic" mode="explain" as="xs:string"><xsl:sequence select="f:pair-explanation(., 'explanation.sic', 'explanation.sic-corrected')"/></xsl:template>
  <xsl:template match="orig" mode="explain" as="xs:string"><xsl:sequence select="f:pair-explanation(., 'explanation.orig', 'explanation.orig-regularised')"/></xsl:template>
  <xsl:template match="abbr" mode="explain" as="xs:string"><xsl:sequence select="f:pair-explanation(., 'explanation.abbr', 'explanation.abbr-expanded')"/></xsl:template>
  <xsl:template match="corr" mode="explain" as="xs:string"><xsl:sequence select="f:pair-explanation(., 'explanation.corr-alone', 'explanation.corr')"/></xsl:template>
  <xsl:template match="reg" mode="explain" as="xs:string"><xsl:sequence select="f:pair-explanation(., 'explanation.reg-alone', 'explanation.reg')"/></xsl:template>
  <xsl:template match="expan" mode="explain" as="xs:string"><xsl:sequence select="f:pair-explanation(., 'explanation.expan-alone', 'explanation.expan')"/></xsl:template>

  <!-- One half of a choice quotes the other. -->
  <xsl:function name="f:pair-explanation" as="xs:string">
    <xsl:param name="half" as="element()"/>
    <xsl:param name="alone" as="xs:string"/>
    <xsl:param name="paired" as="xs:string"/>
    <xsl:variable name="other" as="xs:string?" select="$half/@p:other"/>
    <xsl:sequence select="f:phrase((
        if ($other) then m:message($paired, 'words', f:quoted($other)) else m:message($alone),
        $half/@p:alternatives ! m:message('explanation.alternatives', 'words', f:quoted(.)),
        f:cert($half)))"/>
  </xsl:function>

  <xsl:template match="gap | space" mode="explain" as="xs:string">
    <xsl:variable name="kind" as="xs:string" select="f:gap-kind(.)"/>
    <xsl:variable name="other-reason" as="xs:string?" select="@reason[$kind = 'unexplained']"/>
    <xsl:sequence select="f:phrase((f:message-with(f:gap-words(., $kind), 'extent', f:extent(.)), f:agent(.), $other-reason, f:hand-of(.), f:cert(.)))"/>
  </xsl:template>

  <xsl:template match="notatedMusic" mode="explain" as="xs:string">
    <xsl:sequence select="m:message('text.music')"/>
  </xsl:template>

  <!-- ============================================================ the words -->
  <xsl:template match="date[@cert or @calendar]" mode="explain" as="xs:string?">
    <xsl:sequence select="f:phrase(((@when, @when-iso)[1] ! m:message('explanation.dated', 'date', string()), string-join((f:calendar(@calendar), @when-custom), ' ')[.], f:cert(.)))"/>
  </xsl:template>

  <!-- The name of a calendar: a message, else its description in the header (2.4.5), else its id. -->
  <xsl:function name="f:calendar" as="xs:string*">
    <xsl:param name="calendar" as="attribute()?"/>
    <xsl:sequence select="tokenize($calendar) ! (
        m:message('calendar.' || lower-case(replace(., '^#', ''))), f:target(.) ! key('by-id', ., root($tei))[1] ! normalize-space()[.], replace(., '^.*[#/]', ''))[1]"/>
  </xsl:function>

  <!-- The speaker; an amount in figures, if the text writes it in another way. -->
  <xsl:template match="said[@who] | q[@who]" mode="explain" as="xs:string">
    <xsl:sequence select="f:phrase((m:message('explanation.said', 'speaker', f:target-names(@who)), f:cert(.)))"/>
  </xsl:template>

  <xsl:template match="measure[@quantity] | num[@value]" mode="explain" as="xs:string?">
    <xsl:variable name="amount" as="xs:string" select="string-join((@quantity, @value, @unit), ' ')"/>
    <xsl:sequence select="f:phrase(($amount[. ne normalize-space(current())] ! m:message('explanation.amount', 'amount', .), @commodity[$amount ne normalize-space(current())], f:cert(.)))[.]"/>
  </xsl:template>

  <xsl:template match="stamp" mode="explain" as="xs:string"><xsl:sequence select="f:phrase(((@type ! m:message('stamp.' || .), m:message('explanation.stamp'))[1], f:place(.), f:cert((.[@cert], ..[self::ab], .)[1])))"/></xsl:template>

  <!-- Whose address it is; that a table was found by the spaces in its lines only. -->
  <xsl:template match="address[@type]" mode="explain" as="xs:string?"><xsl:sequence select="f:phrase((m:message('address.' || @type), f:cert(.)))[.]"/></xsl:template>

  <xsl:template match="persName[@type = 'typed']" mode="explain" as="xs:string?"><xsl:sequence select="m:message('explanation.typed')"/></xsl:template>
  <xsl:template match="seg[@type = 'ditto']" mode="explain" as="xs:string?"><xsl:sequence select="m:message('explanation.ditto')"/></xsl:template>
</xsl:stylesheet>
