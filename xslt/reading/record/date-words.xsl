<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates as values and as words: the ISO value of an attribute, the years that a text names, a date or a range in the words
     of the interface. A value is a year of four or more digits, or with month or day: 0850, 1880-05, -0500-03-15. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                exclude-result-prefixes="#all">

  <!-- ============================================================ values -->
  <!-- A date as encoders write it, without its time and with a year of four digits; the empty sequence for all else. -->
  <xsl:function name="f:date-value" as="xs:string?">
    <xsl:param name="written" as="xs:string?"/>
    <xsl:variable name="date" as="xs:string" select="replace(normalize-space($written), '^(\d{4})(\d\d)(\d\d)$', '$1-$2-$3')"/>
    <xsl:if test="matches($date, '^[-+]?\d{1,6}(-\d\d(-\d\d)?)?([T ].*|Z|[-+]\d\d:\d\d)?$')">
      <xsl:variable name="parts" as="xs:string*" select="tokenize(replace($date, '^([-+]?\d+(-\d\d(-\d\d)?)?).*$', '$1') => replace('^[-+]', ''), '-')"/>
      <xsl:sequence select="('-'[starts-with($date, '-')], '')[1] || string-join((f:padded($parts[1]), tail($parts)), '-')"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:padded" as="xs:string">
    <xsl:param name="year" as="xs:string"/>
    <xsl:sequence select="substring('0000', 1 + string-length($year)) || $year"/>
  </xsl:function>

  <!-- The first and the last date that a text names in figures: ISO, day.month.year, or years from 1000 to 2099. -->
  <xsl:function name="f:dates-in-text" as="xs:string*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="iso" as="xs:string*" select="tokenize($text, '[^\d\-]+')[matches(., '^\d{4}-\d\d(-\d\d)?$')]"/>
    <xsl:variable name="full" as="xs:string*" select="
        if (exists($iso)) then () else
        analyze-string($text, '(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})')/*:match/(*:group[@nr = 3] || '-' || f:two(*:group[@nr = 2]) || '-' || f:two(*:group[@nr = 1]))"/>
    <xsl:variable name="years" as="xs:string*" select="
        tokenize(replace($text, '(\d\d)(\d\d)\s*[-–/]\s*(\d\d)([^\d]|$)', '$1$2 $1$3$4'), '[^\d]+')[matches(., '^(1\d{3}|20\d\d)$')]"/>
    <xsl:variable name="named" as="xs:string*" select="sort(($iso, $full, $years[empty(($iso, $full))]))"/>
    <xsl:sequence select="$named[1], $named[last()]"/>
  </xsl:function>

  <xsl:function name="f:two" as="xs:string">
    <xsl:param name="number" as="xs:string"/>
    <xsl:sequence select="if (string-length($number) = 1) then '0' || $number else $number"/>
  </xsl:function>

  <!-- The year of a value, negative before the common era. -->
  <xsl:function name="f:year" as="xs:integer">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="xs:integer(replace($value, '^(-?\d+).*$', '$1'))"/>
  </xsl:function>

  <!-- Values that can be compared as strings: the years are counted from 1,000,000 before the common era. A value without a
       month counts from the first day of the year, or to its last day. -->
  <xsl:function name="f:order" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="open" as="xs:string"/>
    <xsl:variable name="rest" as="xs:string*" select="tokenize(replace($value, '^-?\d+', ''), '-')[.]"/>
    <xsl:sequence select="string-join((string(1000000 + f:year($value)), ($rest[1], $open)[1], ($rest[2], $open)[1]), '-')"/>
  </xsl:function>

  <!-- ============================================================ words -->
  <!-- A span in words: one date, a range, or an open range ("not after 1600"). A month or a year from its first to its last
       day is named as such. $open: how an open range is named, `not` (before, after) or `from` (and until). -->
  <xsl:function name="f:span-words" as="xs:string?">
    <xsl:param name="earliest" as="xs:string?"/>
    <xsl:param name="latest" as="xs:string?"/>
    <xsl:param name="open" as="xs:string"/>
    <xsl:variable name="whole" as="xs:string?" select="f:whole($earliest, $latest)"/>
    <xsl:choose>
      <xsl:when test="$whole"><xsl:sequence select="f:date-words($whole, 'month')"/></xsl:when>
      <xsl:when test="$earliest and $latest"><xsl:sequence select="f:range-words($earliest, $latest)"/></xsl:when>
      <xsl:when test="$earliest"><xsl:sequence select="m:message('date.' || (if ($open = 'not') then 'not-before' else 'from'), 'date', f:date-words($earliest, 'month-of'))"/></xsl:when>
      <xsl:when test="$latest"><xsl:sequence select="m:message('date.' || (if ($open = 'not') then 'not-after' else 'to'), 'date', f:date-words($latest, 'month-of'))"/></xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- The one day, month or year that a span is. -->
  <xsl:function name="f:whole" as="xs:string?">
    <xsl:param name="earliest" as="xs:string?"/>
    <xsl:param name="latest" as="xs:string?"/>
    <xsl:choose>
      <xsl:when test="$earliest = $latest"><xsl:sequence select="$earliest"/></xsl:when>
      <xsl:when test="f:year-of($earliest) != f:year-of($latest)"/>
      <xsl:when test="ends-with($earliest, '-01-01') and ends-with($latest, '-12-31')"><xsl:sequence select="f:year-of($earliest)"/></xsl:when>
      <xsl:when test="ends-with($earliest, '-01') and substring($earliest, 1, 7) = substring($latest, 1, 7) and $latest castable as xs:date and day-from-date(xs:date($latest) + xs:dayTimeDuration('P1D')) = 1">
        <xsl:sequence select="substring($earliest, 1, 7)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:year-of" as="xs:string?">
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$value ! replace(., '^(-?\d+).*$', '$1')"/>
  </xsl:function>

  <!-- Years are joined closely, with their era once; other dates with blanks. -->
  <xsl:function name="f:range-words" as="xs:string">
    <xsl:param name="earliest" as="xs:string"/>
    <xsl:param name="latest" as="xs:string"/>
    <xsl:variable name="years" as="xs:boolean" select="every $value in ($earliest, $latest) satisfies matches($value, '^-?\d+$')"/>
    <xsl:sequence select="
        if ($years and f:year($earliest) lt 1 and f:year($latest) lt 1) then m:message('date.bc', 'year', f:before-era($earliest) || '–' || f:before-era($latest))
        else if ($years and f:year($earliest) ge 1) then f:date-words($earliest, 'month') || '–' || f:year($latest)
        else f:date-words($earliest, 'month') || ' – ' || f:date-words($latest, 'month')"/>
  </xsl:function>

  <xsl:function name="f:before-era" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="string(max((1, abs(f:year($value)))))"/>
  </xsl:function>

  <!-- One date in words. $months is the group of the names of months: `month`, or `month-of` after a preposition. -->
  <xsl:function name="f:date-words" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="months" as="xs:string"/>
    <xsl:variable name="year" as="xs:integer" select="f:year($value)"/>
    <xsl:variable name="rest" as="xs:string*" select="tokenize(replace($value, '^-?\d+', ''), '-')[.]"/>
    <xsl:variable name="day" as="xs:string?" select="$rest[2] ! string(xs:integer(.))"/>
    <xsl:variable name="month" as="xs:string?" select="$rest[1] ! (m:message((if ($day) then 'month-of' else $months) || '.' || xs:integer(.)), .)[1]"/>
    <xsl:variable name="in-era" as="xs:string" select="
        if ($year lt 1) then m:message('date.bc', 'year', f:before-era($value)) else if ($year lt 100) then m:message('date.ad', 'year', string($year)) else string($year)"/>
    <xsl:sequence select="
        if (empty($month)) then $in-era
        else f:filled(m:message('date.' || (if ($day) then 'day' else 'month')), map { 'day': string($day), 'month': $month, 'year': $in-era })"/>
  </xsl:function>

  <!-- A message with several arguments. -->
  <xsl:function name="f:filled" as="xs:string">
    <xsl:param name="message" as="xs:string"/>
    <xsl:param name="arguments" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="string-join(analyze-string($message, '\{([a-z]+)\}')/* ! (if (self::*:match) then ($arguments(*:group), string())[1] else string()))"/>
  </xsl:function>
</xsl:stylesheet>
