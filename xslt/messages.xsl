<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of the interface. All stylesheets take them from here; the file of a language is locales/LANGUAGE.xml, which
     teikit/core/locales.py reads. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:m="urn:teikit:messages" exclude-result-prefixes="#all">

  <!-- The messages of one language by key: GROUP.KEY, for the form of a plural GROUP.KEY.CATEGORY; as plural.CATEGORY the
       regular expression of the numbers of a category. -->
  <xsl:param name="messages" as="map(xs:string, xs:string)" required="yes"/>

  <!-- A message by its key; the empty sequence for a key that the language does not have, such as a value of TEI. -->
  <xsl:function name="m:message" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="$messages($key)"/>
  </xsl:function>

  <!-- A message with an argument in place of its name in braces. A message about a number has its form by `count`. -->
  <xsl:function name="m:message" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="argument" as="xs:string" select="'{' || $name || '}'"/>
    <xsl:for-each select="if ($name = 'count') then $messages($key || '.' || m:plural-category($value)) else $messages($key)">
      <xsl:variable name="text" as="xs:string" select="substring-before(., $argument) || $value || substring-after(., $argument)"/>
      <xsl:sequence select="if ($value) then $text else normalize-space($text)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The CLDR plural category of a number, or of a range by its end, as it is written. -->
  <xsl:function name="m:plural-category" as="xs:string">
    <xsl:param name="number" as="xs:string"/>
    <xsl:sequence select="(('one', 'few', 'many') ! .[$messages('plural.' || .)[matches($number, .)]], 'other')[1]"/>
  </xsl:function>
</xsl:stylesheet>
