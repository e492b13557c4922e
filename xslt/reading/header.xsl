<?xml version="1.0" encoding="UTF-8"?>
<!-- The header as labelled facts, the hands (Guidelines 2). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- ============================================================ facts -->
  <xsl:template name="description" as="element(r:description)">
    <xsl:variable name="sent" as="element()*" select="$header/profileDesc/correspDesc/correspAction"/>
    <xsl:variable name="statements" as="element()*" select="$header/fileDesc/titleStmt/respStmt"/>
    <xsl:variable name="rest" as="element(r:fact)*"><xsl:apply-templates select="$header/*" mode="other"/></xsl:variable>
    <xsl:variable name="rest" as="element(r:fact)*" select="f:joined($rest)"/>
    <description>
      <xsl:sequence select="
          f:fact('date', f:date-shown()),
          f:fact('sender', f:people($sent[@type = 'sent'])),
          f:fact('transmitter', f:people($sent[@type = 'transmitted'])),
          f:fact('addressee', f:people($sent[@type = 'received'])),
          f:fact('archive', $header//msIdentifier ! f:archive(.)),
          f:fact('original-language', $header//textLang/@mainLang ! f:language-name(.)),
          f:fact('text-language', distinct-values(($text/@xml:lang, $text//body/div/@xml:lang)) ! f:language-name(.)),
          f:fact('translator', $statements[f:is-resp(., 'translat')] ! f:named(.)),
          f:fact('contributor', $statements[f:is-resp(., 'contribut')] ! f:named(.)),
          $statements[not(f:is-resp(., 'translat') or f:is-resp(., 'contribut'))] ! f:responsibility(.),
          f:fact('funder', $header/fileDesc/titleStmt/funder ! normalize-space()),
          f:fact('summary', string-join($header/profileDesc/abstract ! normalize-space(), ' ')),
          f:fact('citation', f:citation()),
          f:linked('url', f:address()),
          f:fact('record', $header/fileDesc/publicationStmt/idno[@type = 'record'] ! normalize-space()),
          f:fact('publisher', $header/fileDesc/publicationStmt/(publisher | authority | distributor) ! normalize-space()),
          f:fact('transcript', $header/fileDesc/sourceDesc/bibl[@type = 'transcript'] ! (if (idno) then f:numbers(idno) else normalize-space())),
          f:fact('convention', $header/encodingDesc/appInfo/application/desc[@xml:id = 'convention'] ! normalize-space()),
          $rest,
          f:fact('licence', $header/fileDesc/publicationStmt/availability/(licence, p)[1] ! normalize-space()),
          f:fact('change', $header/revisionDesc//change[1] ! f:phrase((@when, normalize-space())))"/>
    </description>
  </xsl:template>

  <!-- Adjacent facts with the same label become one. -->
  <xsl:function name="f:joined" as="element(r:fact)*">
    <xsl:param name="facts" as="element(r:fact)*"/>
    <xsl:for-each-group select="$facts" group-adjacent="@label">
      <fact name="other" label="{@label}">{string-join(current-group() ! (if (position() = last()) then . else . || (if (matches(., '[.!?]$')) then ' ' else '; ')))}</fact>
    </xsl:for-each-group>
  </xsl:function>

  <!-- A fact, its values separated by semicolons; empty without values. -->
  <xsl:function name="f:fact" as="element(r:fact)?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:variable name="stated" as="xs:string*" select="distinct-values($values[normalize-space()])"/>
    <xsl:if test="exists($stated)"><fact name="{$name}" label="{m:message('fact.' || $name)}">{string-join($stated, '; ')}</fact></xsl:if>
  </xsl:function>

  <xsl:function name="f:linked" as="element(r:fact)?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="address" as="xs:string?"/>
    <xsl:choose>
      <xsl:when test="f:safe-target($address)">
        <fact name="{$name}" label="{m:message('fact.' || $name)}"><link target="{f:safe-target($address)}">{$address}</link></fact>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="f:fact($name, $address)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:responsibility" as="element(r:fact)?">
    <xsl:param name="statement" as="element(respStmt)"/>
    <xsl:variable name="resp" as="xs:string" select="normalize-space(string-join($statement/resp, ', '))"/>
    <xsl:if test="f:named($statement)">
      <fact name="responsibility" label="{f:capital($resp)}">{f:named($statement)}</fact>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:is-resp" as="xs:boolean">
    <xsl:param name="statement" as="element(respStmt)"/>
    <xsl:param name="word" as="xs:string"/>
    <xsl:sequence select="$statement/resp[contains(lower-case(.), $word)] => exists() or starts-with($statement/*/@xml:id => string-join(), $word)"/>
  </xsl:function>

  <xsl:function name="f:named" as="xs:string">
    <xsl:param name="statement" as="element()"/>
    <xsl:sequence select="string-join($statement/(name | persName | orgName) ! normalize-space(), ', ')"/>
  </xsl:function>

  <!-- ============================================================ hands -->
  <!-- The hands of the header, then those that only the text names. -->
  <xsl:variable name="hand-ids" as="xs:string*" select="
      distinct-values(($header//handNotes/handNote/@xml:id ! string(), $header//handDesc/handNote/@xml:id ! string(), $text//@hand ! f:target(.), $text//handShift/@new ! f:target(.)))"/>

  <xsl:template name="hands" as="element(r:hands)">
    <hands>
      <xsl:for-each select="$hand-ids">
        <hand id="{.}" n="{position()}" label="{f:hand(.)}">{f:hand-description(key('by-id', ., $tei/root())[1])}</hand>
      </xsl:for-each>
    </hands>
  </xsl:template>

  <!-- Whether a hand is a person and not a handNote. -->
  <xsl:function name="f:is-person" as="xs:boolean">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="exists(key('by-id', $id, root($tei))[not(self::handNote)])"/>
  </xsl:function>

  <!-- The label of a hand: its number, or the name of the person. -->
  <xsl:function name="f:hand" as="xs:string?">
    <xsl:param name="id" as="xs:string?"/>
    <xsl:variable name="described" as="element()?" select="$id ! key('by-id', ., root($tei))[1]"/>
    <xsl:sequence select="
        if (empty($id)) then ()
        else ($described[not(self::handNote)] ! normalize-space((persName, name, .)[1])[.], m:message('hand.label', 'number', string(index-of($hand-ids, $id)[1])))[1]"/>
  </xsl:function>

  <xsl:function name="f:hand-description" as="xs:string">
    <xsl:param name="hand" as="element()?"/>
    <xsl:sequence select="($hand/self::handNote ! normalize-space()[.], f:phrase($hand/(@medium, @scribe, @script)[not(. = 'unknown')] ! string())[.], m:message('hand.undescribed')[empty($hand)], '')[1]"/>
  </xsl:function>
</xsl:stylesheet>
