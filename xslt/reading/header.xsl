<?xml version="1.0" encoding="UTF-8"?>
<!-- The header as labelled facts, the hands, a citation to copy (Guidelines 2). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- ============================================================ the document -->
  <xsl:function name="f:title" as="xs:string">
    <xsl:sequence select="($header/fileDesc/titleStmt/title ! normalize-space()[.], $tei/@xml:id ! string(), $id)[1]"/>
  </xsl:function>

  <xsl:function name="f:date" as="xs:string?">
    <xsl:sequence select="($header/profileDesc/creation/date/(@when, @notBefore, @from, @notAfter)[1], $header//correspAction[@type = 'sent']/date/@when)[1]"/>
  </xsl:function>

  <xsl:function name="f:language" as="xs:string">
    <xsl:sequence select="($text/(@xml:lang, body/@xml:lang, body/div/@xml:lang), $tei/@xml:lang, $header//langUsage/language/@ident, 'und')[. castable as xs:language][1] ! f:language-tag(.)"/>
  </xsl:function>

  <xsl:function name="f:nearest-language" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/ancestor-or-self::*[@xml:lang castable as xs:language][1]/@xml:lang ! f:language-tag(.), f:language())[1]"/>
  </xsl:function>

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

  <xsl:function name="f:people" as="xs:string*">
    <xsl:param name="actions" as="element(correspAction)*"/>
    <xsl:sequence select="$actions ! f:phrase((persName | orgName | name | rs | placeName | settlement | address | note) ! normalize-space())"/>
  </xsl:function>

  <xsl:function name="f:date-shown" as="xs:string?">
    <xsl:sequence select="($header/profileDesc/creation/date ! normalize-space()[.], f:date())[1]"/>
  </xsl:function>

  <xsl:function name="f:archive" as="xs:string">
    <xsl:param name="identifier" as="element(msIdentifier)"/>
    <xsl:sequence select="string-join(($identifier, $identifier/altIdentifier) ! f:phrase(((country | settlement | institution | repository | collection | msName) ! normalize-space(), idno ! f:numbers(.))), '; ')"/>
  </xsl:function>

  <xsl:function name="f:numbers" as="xs:string">
    <xsl:param name="numbers" as="element(idno)+"/>
    <xsl:sequence select="f:phrase(for $n in $numbers return if ($n/idno) then f:numbers($n/idno) else (m:message('idno.' || $n/@type, 'number', normalize-space($n)), normalize-space($n))[1])"/>
  </xsl:function>

  <xsl:function name="f:language-name" as="xs:string">
    <xsl:param name="code" as="xs:string"/>
    <xsl:sequence select="(m:message('language.' || replace(f:language-tag($code), '-.*$', '')), $header//language[@ident = $code] ! normalize-space()[.], $code)[1]"/>
  </xsl:function>

  <!-- Whether words are only the name of a language, in any language of the interface. -->
  <xsl:function name="f:names-language" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="code" as="xs:string?"/>
    <xsl:sequence select="$language-names(normalize-space($element)) = replace(f:language-tag(string($code)), '-.*$', '')"/>
  </xsl:function>
  <!-- The code of a language by its name in each language of the interface. -->
  <xsl:param name="language-names" as="map(xs:string, xs:string)" select="map { }"/>

  <xsl:function name="f:address" as="xs:string?">
    <xsl:sequence select="$header/fileDesc/publicationStmt/(idno[@type = 'URL'], idno[@type = 'DOI'], ptr/@target)[1] ! normalize-space()"/>
  </xsl:function>

  <!-- The citation that the source states, else one made of title, date, archive, publisher and address. -->
  <xsl:function name="f:citation" as="xs:string">
    <xsl:sequence select="
        ($header/fileDesc/sourceDesc/bibl[@type = 'citation'] ! normalize-space(),
        f:phrase((f:quoted(f:title()), f:date-shown(), $header//msIdentifier[1] ! f:archive(.), $header/fileDesc/publicationStmt/publisher ! normalize-space(), f:address())))[1]"/>
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
