<?xml version="1.0" encoding="UTF-8"?>
<!-- The citation of the document, and what it names: archive and shelfmark, publisher, address. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- ============================================================ archive -->
  <!-- Where the source is kept, with all its numbers and its other places. -->
  <xsl:function name="f:archive" as="xs:string">
    <xsl:param name="identifier" as="element(msIdentifier)"/>
    <xsl:sequence select="string-join(($identifier, $identifier/altIdentifier) ! f:phrase((f:kept(.), idno ! f:numbers(.)))[.], '; ')"/>
  </xsl:function>

  <xsl:function name="f:kept" as="xs:string*">
    <xsl:param name="identifier" as="element()"/>
    <xsl:sequence select="$identifier/(country | settlement | institution | repository | collection | msName) ! f:plain(.)[.]"/>
  </xsl:function>

  <!-- Where the source is kept, as it is cited: without the country, with the shelfmark alone where numbers have types. -->
  <xsl:function name="f:shelfmark" as="xs:string*">
    <xsl:param name="identifier" as="element(msIdentifier)"/>
    <xsl:variable name="numbers" as="element(idno)*" select="($identifier, $identifier/altIdentifier)[idno[normalize-space()]][1]/idno[not(matches(., '^\s*(https?|ark|urn):'))]"/>
    <xsl:sequence select="distinct-values(($identifier/(settlement | institution | repository | collection | msName) ! f:plain(.)[.], ($numbers[@type = 'shelfmark'], $numbers[empty($numbers[@type = 'shelfmark'])]) ! f:numbers(.)[.]))"/>
  </xsl:function>

  <xsl:function name="f:numbers" as="xs:string">
    <xsl:param name="numbers" as="element(idno)+"/>
    <xsl:sequence select="f:phrase(for $n in $numbers return if ($n/idno) then f:numbers($n/idno) else (m:message('idno.' || $n/@type, 'number', normalize-space($n)), normalize-space($n))[1])"/>
  </xsl:function>

  <!-- ============================================================ publication -->
  <!-- The names of those who publish the file, without their addresses; the first of names in several languages. -->
  <xsl:function name="f:publishers" as="xs:string*">
    <xsl:variable name="statement" as="element()?" select="(for $h in ($header, $corpus-headers) return $h/fileDesc/publicationStmt[(publisher | authority | distributor)[normalize-space()]])[1]"/>
    <xsl:for-each select="($statement/publisher[normalize-space()], $statement[empty(publisher[normalize-space()])]/(authority, distributor)[normalize-space()][1])">
      <xsl:variable name="names" as="element()*" select="if (text()[normalize-space()]) then () else (orgName | name | persName)"/>
      <xsl:variable name="named" as="element()*" select="if ($names[not(@xml:lang)]) then $names[not(@xml:lang)] else $names[1]"/>
      <xsl:sequence select="if (exists($named)) then f:phrase($named ! f:plain(.)) else f:plain(.)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The address of the document on the web: what the edition calls it, else its permanent identifier. -->
  <xsl:function name="f:address" as="xs:string?">
    <xsl:variable name="numbers" as="element(idno)*" select="$header/fileDesc/publicationStmt/descendant::idno[normalize-space()]"/>
    <xsl:variable name="identifier" as="element(idno)?" select="
        ($numbers[lower-case(@type) = 'url'], $numbers[lower-case(@type) = ('doi', 'handle', 'hdl', 'purl', 'permalink', 'uri')], $numbers[matches(., '^\s*https?://')])[1]"/>
    <xsl:sequence select="
        if ($identifier) then ('https://doi.org/'[lower-case($identifier/@type) = 'doi'][starts-with(normalize-space($identifier), '10.')], '')[1] || normalize-space($identifier)
        else $header/fileDesc/publicationStmt/(ptr, ref[@type = 'self'])[1]/@target/normalize-space()"/>
  </xsl:function>

  <!-- ============================================================ citation -->
  <xsl:variable name="citation-types" as="xs:string+" select="'citation', 'suggestedCitation', 'suggested-citation', 'cite', 'citeAs'"/>

  <!-- The citation that the TEI states, else one made of author, title, date, archive, publisher and address. What the title
       names is not repeated. -->
  <xsl:function name="f:citation" as="xs:string">
    <xsl:variable name="stated" as="element()*" select="$header/fileDesc/(sourceDesc | publicationStmt | notesStmt | editionStmt)/descendant::*[@type = $citation-types][normalize-space()]"/>
    <xsl:variable name="title" as="xs:string" select="f:title()"/>
    <xsl:variable name="authors" as="xs:string*" select="$record/r:person[@role = 'author'] ! string()"/>
    <xsl:variable name="kept" as="xs:string*" select="$header/fileDesc/sourceDesc/msDesc[1]/msIdentifier ! f:shelfmark(.)"/>
    <xsl:sequence select="
        if (exists($stated)) then normalize-space($stated[1])
        else f:phrase((f:list-of-names($authors[not(contains($title, .))]), f:quoted($title), $record/r:title[@kind = ('sub', 'series')] ! string(), f:date-shown()[not(f:names-date($title, $record/r:date[1]))],
          $kept[not(contains($title, .))], f:publishers()[not(. = $kept)], f:address()))"/>
  </xsl:function>

  <!-- Whether words have the date in figures, or its day and its year. -->
  <xsl:function name="f:names-date" as="xs:boolean">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="date" as="element(r:date)"/>
    <xsl:variable name="day" as="xs:string*" select="$date/@earliest[. = $date/@latest][not(starts-with(., '-'))] ! tokenize(., '-')[position() = (1, 3)]"/>
    <xsl:sequence select="
        contains($words, string($date)) or ($date/@earliest = $date/@latest and $date/@earliest = f:dates-in-text($words))
        or (exists($day) and (every $part in $day satisfies tokenize($words, '[^\d]+') = ($part, replace($part, '^0', ''))))"/>
  </xsl:function>
</xsl:stylesheet>
