<?xml version="1.0" encoding="UTF-8"?>
<!-- The dates of the document, from every place where TEI has them (Guidelines 2.4.1, 2.4.6, 3.12.2, 4.6, 11.10.6, 13.4), the best
     one first. A date of the edition (publicationStmt) is no date of the document. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- ============================================================ places of dates -->
  <xsl:variable name="sources" as="element()*" select="$header/fileDesc/sourceDesc/(., listBibl)/(bibl, biblStruct, biblFull)"/>

  <!-- The elements of TEI with a date of the document, by kind; the order of the kinds is that of their authority. -->
  <xsl:variable name="dated" as="map(xs:string, element()*)" select="
      map {
        'creation': $header/profileDesc/creation/(date, origDate)[1],
        'sent': $actions[@type = ('sent', 'written') or empty(@type)]/date,
        'title': $header/fileDesc/titleStmt/title[f:is-date-title(.)],
        'origin': $described/(origDate | date),
        'recording': $header/(fileDesc/sourceDesc/recordingStmt/recording/(., broadcast/*) | profileDesc/settingDesc/setting)/date,
        'source': f:source-dates(),
        'printed': ($text, $text/group/text)/front//docDate,
        'dateline': f:datelines(),
        'received': $actions[@type = 'received']/date,
        'event': $header/profileDesc/particDesc/listEvent/event[@when or @notBefore or @from] }"/>
  <xsl:variable name="kinds" as="xs:string+" select="'creation', 'sent', 'title', 'origin', 'recording', 'printed', 'dateline', 'source', 'received', 'event'"/>

  <xsl:variable name="actions" as="element(correspAction)*" select="$header/profileDesc/correspDesc/correspAction"/>
  <!-- The origins of a manuscript; of its parts where the whole has none. -->
  <xsl:variable name="described" as="element(origin)*" select="
      let $whole := $header/fileDesc/sourceDesc//msDesc/history/origin return
      if ($whole//(origDate | date)[f:has-date(.)]) then $whole else $header/fileDesc/sourceDesc//origin"/>

  <!-- A title that is a date for machines. -->
  <xsl:function name="f:is-date-title" as="xs:boolean">
    <xsl:param name="title" as="element(title)"/>
    <xsl:sequence select="contains($title/@type, 'date') and exists(f:date-value($title))"/>
  </xsl:function>

  <!-- The dates of the printed source: of the first edition, else of the first source that has one. Beside the description of a
       manuscript, bibl is literature; biblFull is the source itself. -->
  <xsl:function name="f:source-dates" as="element()*">
    <xsl:variable name="editions" as="element()*" select="if ($header/fileDesc/sourceDesc/msDesc) then $sources/self::biblFull else $sources/descendant-or-self::*[self::bibl or self::biblStruct or self::biblFull]"/>
    <xsl:variable name="with-date" as="element()*" select="$editions[f:imprint-dates(.)]"/>
    <xsl:sequence select="($with-date[starts-with(@type, 'first')], $with-date[not(starts-with(@type, 'digital'))], $with-date)[1] ! f:imprint-dates(.)"/>
  </xsl:function>

  <xsl:function name="f:imprint-dates" as="element()*">
    <xsl:param name="source" as="element()"/>
    <xsl:sequence select="($source/(date, imprint/date, monogr/imprint/date, publicationStmt/date, analytic/date)[f:has-date(.)])[1]"/>
  </xsl:function>

  <!-- The dates of the datelines and heads of the document and of its divisions, not of what is inside a division. -->
  <xsl:function name="f:datelines" as="element()*">
    <xsl:variable name="body" as="element()*" select="$text/body/(., div, div1)"/>
    <xsl:variable name="lines" as="element()*" select="$body/(dateline, opener/(., dateline), closer/(., dateline))/(date, docDate)"/>
    <xsl:sequence select="if (exists($lines)) then $lines else $body/head/date"/>
  </xsl:function>

  <xsl:function name="f:has-date" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="normalize-space($element) != '' or exists($element/@*[local-name() = $date-attributes])"/>
  </xsl:function>

  <!-- ============================================================ bounds -->
  <xsl:variable name="date-names" as="xs:string+" select="'when', 'notBefore', 'notAfter', 'from', 'to'"/>
  <xsl:variable name="date-attributes" as="xs:string+" select="$date-names, ($date-names ! (. || '-iso', . || '-custom'))"/>

  <!-- The value of a date attribute in any of its three classes (att.datable.w3c, .iso, .custom). -->
  <xsl:function name="f:dated" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="written" as="xs:string*" select="$element/@*[local-name() = ($name, $name || '-iso', $name || '-custom')] ! string()"/>
    <xsl:variable name="ends" as="xs:string*" select="$written[1] ! tokenize(., '/')"/>
    <xsl:sequence select="f:date-value(if ($name = ('to', 'notAfter')) then $ends[last()] else $ends[1])"/>
  </xsl:function>

  <!-- A date of the record. The text of the date is parsed where no attribute says when it is. -->
  <xsl:function name="f:date-of" as="element(r:date)">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="when" as="xs:string?" select="if ($element/self::title) then f:date-value($element) else f:dated($element, 'when')"/>
    <xsl:variable name="until" as="xs:string?" select="($when, $element/@when-iso[contains(., '/')] ! f:date-value(substring-after(., '/')))[last()]"/>
    <xsl:variable name="earliest" as="xs:string?" select="($when, f:dated($element, 'from'), f:dated($element, 'notBefore'))[1]"/>
    <xsl:variable name="latest" as="xs:string?" select="($until, f:dated($element, 'to'), f:dated($element, 'notAfter'))[1]"/>
    <xsl:variable name="words" as="xs:string" select="if ($element/(self::title | self::event)) then '' else f:plain($element)"/>
    <xsl:variable name="in-text" as="xs:string*" select="if ($earliest or $latest) then () else f:dates-in-text($words)"/>
    <xsl:variable name="bounds" as="xs:string*" select="if (exists($in-text)) then ($in-text[1], $in-text[last()]) else (($earliest, '')[1], ($latest, '')[1])"/>
    <date kind="{$kind}">
      <xsl:for-each select="$date-names">
        <xsl:variable name="name" as="xs:string" select="."/>
        <xsl:for-each select="if ($name = 'when') then $when else f:dated($element, $name)"><xsl:attribute name="{$name}" select="."/></xsl:for-each>
      </xsl:for-each>
      <xsl:sequence select="f:bounds($bounds[1], $bounds[2]), $element/(@cert, @calendar)[normalize-space()]"/>
      <xsl:value-of select="f:date-label($element, $words, $bounds)"/>
    </date>
  </xsl:function>

  <xsl:function name="f:bounds" as="attribute()*">
    <xsl:param name="earliest" as="xs:string?"/>
    <xsl:param name="latest" as="xs:string?"/>
    <xsl:if test="$earliest"><xsl:attribute name="earliest" select="$earliest"/></xsl:if>
    <xsl:if test="$latest"><xsl:attribute name="latest" select="$latest"/></xsl:if>
  </xsl:function>

  <!-- ============================================================ words -->
  <!-- The words of a date: those of the TEI. The attributes say it where there are no words, where the words are a year and
       the attributes a day of it, and beside words that name one day of a longer time or no year. -->
  <xsl:function name="f:date-label" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="bounds" as="xs:string*"/>
    <xsl:variable name="stated" as="xs:string" select="(f:span-words($bounds[1], $bounds[2], ('not'[$element/@*[starts-with(local-name(), 'not')]], 'from')[1]), '')[1]"/>
    <xsl:variable name="exact" as="xs:boolean" select="$bounds[1] and $bounds[1] = $bounds[2]"/>
    <xsl:variable name="figures" as="xs:string*" select="if (not($exact) and $bounds[1] and matches($words, '^[\d.\s\-]+$')) then f:dates-in-text($words) else ()"/>
    <xsl:variable name="label" as="xs:string" select="
        if (not($words)) then $stated
        else if ($exact and matches($words, '^\d{4}$') and contains($stated, $words) and not(ends-with($bounds[1], '-01-01'))) then $stated
        else if ($exact and not(f:names-year($words, $bounds[1])) or ($figures[1] = $figures[2] and string-length($figures[1]) = 10)) then $words || ' (' || $stated || ')'
        else $words"/>
    <xsl:variable name="of-edition" as="xs:string" select="if (f:is-edition($element)) then m:message('date.edition', 'date', $label) else $label"/>
    <xsl:sequence select="if ($element/@cert = ('low', 'medium') and $label and not(contains($label, '?'))) then $of-edition || ' (' || m:message('cert.' || $element/@cert) || ')' else $of-edition"/>
  </xsl:function>

  <!-- Whether words have the year of a value in figures, or its last two. -->
  <xsl:function name="f:names-year" as="xs:boolean">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="tokenize($words, '[^\d]+') = (string(abs(f:year($value))), substring(f:year-of($value), string-length(f:year-of($value)) - 1), f:year-of($value))"/>
  </xsl:function>

  <!-- Whether a date is that of a later edition of the text: published by somebody, and not the first. -->
  <xsl:function name="f:is-edition" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="source" as="element()?" select="$element/(self::date[ancestor::sourceDesc]/ancestor::*[self::bibl or self::biblStruct or self::biblFull][1])"/>
    <xsl:sequence select="exists($source) and not($source/starts-with(@type, 'first'))
        and exists($source/(publisher, edition, editor, imprint/publisher, monogr/(editor, imprint/publisher), publicationStmt/publisher, titleStmt/editor)[normalize-space()])"/>
  </xsl:function>

  <!-- ============================================================ the dates -->
  <!-- All dates; the first is that of the document. Several dates of the best kind (the parts of a manuscript, the letters of
       a collection) become one span. Dates without figures take their bounds from the next kind that states some. -->
  <xsl:template name="record-dates" as="element(r:date)*">
    <xsl:variable name="all" as="element(r:date)*" select="for $kind in $kinds, $element in $dated($kind)[f:has-date(.)] return f:date-of($element, $kind)"/>
    <xsl:variable name="best" as="element(r:date)*" select="$all[@kind = $all[1]/@kind]"/>
    <xsl:variable name="stated" as="element(r:date)*" select="$all[@*[local-name() = $date-names]][not(@kind = ('source', 'received', 'event')) or @kind = $best[1]/@kind]"/>
    <xsl:variable name="sure" as="element(r:date)*" select="if ($best intersect $stated) then $best intersect $stated else $stated[@kind = $stated[1]/@kind]"/>
    <xsl:choose>
      <xsl:when test="empty($all) or (count($best) = 1 and exists($sure) and $sure is $best)"><xsl:sequence select="$all"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="f:merged($best, if (exists($sure)) then $sure else $best), $all[not(. is $best) or count($best) gt 1]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:merged" as="element(r:date)">
    <xsl:param name="dates" as="element(r:date)+"/>
    <xsl:param name="bounded" as="element(r:date)+"/>
    <xsl:variable name="earliest" as="xs:string?" select="sort($bounded/@earliest/string(), (), f:order(?, '00'))[1]"/>
    <xsl:variable name="latest" as="xs:string?" select="sort($bounded/@latest/string(), (), f:order(?, '99'))[last()]"/>
    <xsl:variable name="words" as="xs:string*" select="distinct-values(sort($dates, (), function($date) { ($date/@earliest, $date/@latest)[1] ! f:order(., '00') })/string()[.])"/>
    <date kind="{$dates[1]/@kind}">
      <xsl:sequence select="f:bounds($earliest, $latest), $dates[1][count($dates) = 1]/(@cert, @calendar)"/>
      <xsl:value-of select="if (count($words) = (1 to 3)) then string-join($words, '; ') else f:span-words($earliest, $latest, 'not')"/>
    </date>
  </xsl:function>
</xsl:stylesheet>
