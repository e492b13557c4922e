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
    <description>
      <xsl:sequence select="
          f:fact('series', $record/r:title[@kind = ('series', 'collection')] ! string()),
          f:fact('sender', f:people($sent[@type = 'sent'])),
          f:fact('transmitter', f:people($sent[@type = 'transmitted'])),
          f:fact('addressee', f:people($sent[@type = 'received'])),
          f:fact('archive', $header/fileDesc/sourceDesc/descendant::msDesc/msIdentifier ! (if (f:is-simple(.)) then f:archive(.) else f:phrase(f:shelfmark(.)))),
          f:fact('original-language', $header//textLang/@mainLang ! f:language-name(.)),
          f:fact('text-language', distinct-values(($text/@xml:lang, $text//body/div/@xml:lang)) ! f:language-name(.)),
          f:fact('translator', $statements[f:is-resp(., 'translat')] ! f:named(.)),
          f:fact('contributor', $statements[f:is-resp(., 'contribut')] ! f:named(.)),
          f:fact('funder', $header/fileDesc/titleStmt/funder ! normalize-space()),
          f:fact('summary', string-join($header/profileDesc/abstract ! normalize-space(f:text-of(.)), ' ')),
          f:fact('citation', f:citation())"/>
      <xsl:call-template name="description-groups"/>
      <xsl:call-template name="described-images"/>
    </description>
  </xsl:template>

  <!-- A fact, its values separated by semicolons; empty without values. -->
  <xsl:function name="f:fact" as="element(r:fact)?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:variable name="stated" as="xs:string*" select="distinct-values($values[normalize-space()])"/>
    <xsl:if test="exists($stated)"><fact name="{$name}" label="{m:message('fact.' || $name)}">{string-join($stated, '; ')}</fact></xsl:if>
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
  <!-- The hands that have a number: those of the header, then those that only the text names. Of a long list (a project's
       list of all its writers) those that the text names. -->
  <xsl:variable name="hand-ids" as="xs:string*" select="
      let $described := $header//(handNotes | handDesc)/handNote/@xml:id ! string(),
          $named := distinct-values(($text | $source)//(@hand | self::handShift/@new) ! f:target(.))
      return distinct-values(($described[count($described) le 12 or . = $named], $named))"/>

  <xsl:template name="hands" as="element(r:hands)">
    <hands>
      <xsl:for-each select="$hand-ids">
        <hand id="{.}" n="{position()}" label="{f:hand(.)}"><xsl:sequence select="f:hand-description(key('by-id', ., $tei/root())[1])"/></hand>
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

  <!-- The words of a hand, and what its attributes say. -->
  <xsl:function name="f:hand-description" as="node()*">
    <xsl:param name="hand" as="element()?"/>
    <xsl:choose>
      <xsl:when test="empty($hand)">{m:message('hand.undescribed')}</xsl:when>
      <xsl:otherwise>
        <xsl:variable name="fact" as="element(r:fact)?"><xsl:for-each select="$hand/self::handNote[normalize-space() or @* except (@xml:id, @p:*)]"><xsl:call-template name="fact"><xsl:with-param name="quoted" tunnel="yes" select="true()"/></xsl:call-template></xsl:for-each></xsl:variable>
        <xsl:sequence select="$fact/node()"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- ============================================================ stages of the writing -->
  <!-- The changes that the text names (11.7.2), in the order of the header; the genetic view shows them. -->
  <xsl:variable name="layers" as="element(change)*" select="
      if (empty($text//@change)) then () else
      let $named := $text//@change ! tokenize(.) ! f:target(.) return $header//listChange//change[@xml:id = $named]"/>

  <xsl:template name="layers" as="element(r:layers)?">
    <xsl:if test="exists($layers)">
      <layers>
        <xsl:for-each select="$layers">
          <layer id="{@xml:id}" n="{position()}" label="{m:message('layer.label', 'number', string(position()))}">{normalize-space(string-join(((@when, @notBefore)[1], f:text-of(.)), ' '))}</layer>
        </xsl:for-each>
      </layers>
    </xsl:if>
  </xsl:template>

  <!-- The text of an element; elements without text around them are separated by a blank. -->
  <xsl:function name="f:text-of" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="apart" as="xs:boolean" select="empty($element/text()[normalize-space()])"/>
    <xsl:sequence select="string-join($element/node()[self::* or self::text()] ! (if (self::*) then f:text-of(.) else string()), if ($apart) then ' ' else '')"/>
  </xsl:function>
</xsl:stylesheet>
