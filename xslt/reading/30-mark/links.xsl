<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, pointers (Guidelines 3.7, 16.2): which of them become links, and where they lead. Short forms of addresses are
     expanded by the prefixDef elements of the header, relative ones by xml:base. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:err="http://www.w3.org/2005/xqt-errors"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="ref" mode="inline" as="node()*">
    <xsl:sequence select="f:link(@target, .)"/>
  </xsl:template>

  <xsl:template match="ptr" mode="inline" as="node()*">
    <xsl:variable name="target" as="xs:string?" select="f:safe-target(f:based(@target, .))"/>
    <xsl:choose>
      <xsl:when test="$target"><link target="{$target}"><sign>{f:short-address(@target, $target)}</sign></link></xsl:when>
      <xsl:otherwise><sign>[→ {replace(@target, '^#', '')}]</sign></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:link" as="node()*">
    <xsl:param name="target" as="xs:string?"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="content" as="node()*"><xsl:apply-templates select="$element/node()" mode="inline"/></xsl:variable>
    <xsl:variable name="safe" as="xs:string?" select="f:safe-target(f:based($target, $element))"/>
    <xsl:choose>
      <xsl:when test="$safe"><link target="{$safe}"><xsl:sequence select="f:name-there($target), $content"/></link></xsl:when>
      <xsl:otherwise><xsl:sequence select="$content"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The name of the entry of a register that a pointer leads to. -->
  <xsl:function name="f:name-there" as="attribute()?">
    <xsl:param name="target" as="xs:string?"/>
    <xsl:for-each select="tokenize($target)[1] ! $names(.)[.]"><xsl:attribute name="name" select="."/></xsl:for-each>
  </xsl:function>

  <!-- A target that may become a link: another document of the edition (document:NAME#ID), http, https, mailto, doi, an id of the document, a file of the edition (a path down
       from the document, without scheme or host). Any other scheme could run code in a reader's browser. -->
  <xsl:function name="f:safe-target" as="xs:string?">
    <xsl:param name="target" as="xs:string?"/>
    <xsl:variable name="given" as="xs:string?" select="tokenize($target)[1]"/>
    <xsl:variable name="first" as="xs:string?" select="$given ! f:expanded(.)"/>
    <xsl:sequence select="
        if (exists(($given, $first) ! $references(.))) then 'document:' || (($given, $first) ! $references(.))[1]
        else if (matches($first, '^(https?://|mailto:)', 'i')) then $first
        else if (matches($first, '^doi:10\.', 'i')) then 'https://doi.org/' || substring($first, 5)
        else if (f:target($first) ! key('by-id', ., root($tei))) then $first
        else if (matches($first, '^[\p{L}\p{N}_][\p{L}\p{N}_.-]*(/[\p{L}\p{N}_][\p{L}\p{N}_.-]*)*(#\i\c*)?$')) then $first
        else ()"/>
  </xsl:function>

  <!-- A relative target counted from the xml:base of its element, if this is an address on a server. -->
  <xsl:function name="f:based" as="xs:string?">
    <xsl:param name="target" as="xs:string?"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="first" as="xs:string?" select="tokenize($target)[1]"/>
    <xsl:variable name="base" as="xs:string?" select="
        if (empty($first) or matches($first, '^[A-Za-z][A-Za-z0-9+.-]*:') or f:target($first) ! key('by-id', ., root($tei))) then ()
        else $element/ancestor-or-self::*[@xml:base][1]/@xml:base[matches(., '^https?://\S+$', 'i')]"/>
    <xsl:try select="if ($base) then string(resolve-uri($first, $base)) else $first"><xsl:catch errors="*" select="$first"/></xsl:try>
  </xsl:function>

  <!-- The address of a link without words: at most about 40 characters of it. The beginning, and the last part of the path. -->
  <xsl:function name="f:short-address" as="xs:string">
    <xsl:param name="written" as="xs:string"/>
    <xsl:param name="target" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="replace(normalize-space(if (matches($written, '^https?://', 'i')) then $target else $written), '^(https?://(www\.)?|mailto:|#)|/$', '', 'i')"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($plain, '/')"/>
    <xsl:sequence select="
        if (string-length($plain) le 40) then $plain
        else if (count($parts) gt 2 and string-length($parts[1] || $parts[last()]) le 40) then $parts[1] || '/…/' || $parts[last()]
        else substring($plain, 1, 38) || '…'"/>
  </xsl:function>

  <!-- ============================================================ short forms of addresses -->
  <!-- The address that a short form (ident:rest) means, by the first of the declarations that it matches. -->
  <xsl:function name="f:expanded" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="prefix" as="xs:string" select="substring-before($pointer, ':')"/>
    <xsl:variable name="rest" as="xs:string" select="substring-after($pointer, ':')"/>
    <xsl:variable name="meant" as="xs:string*" select="if ($prefix and map:contains($prefixes, $prefix) and string-length($rest) le 200) then $prefixes($prefix) ! f:replaced($rest, .) else ()"/>
    <xsl:sequence select="($meant, $pointer)[1]"/>
  </xsl:function>
  <xsl:variable name="prefixes" as="map(xs:string, element(prefixDef)*)" select="
      map:merge($headers//prefixDef[@ident][@replacementPattern] ! map:entry(string(@ident), .), map { 'duplicates': 'combine' })"/>

  <xsl:function name="f:replaced" as="xs:string?">
    <xsl:param name="rest" as="xs:string"/>
    <xsl:param name="declaration" as="element(prefixDef)"/>
    <!-- a backslash that other kinds of regular expressions allow before a sign -->
    <xsl:variable name="own" as="xs:string" select="replace($declaration/@matchPattern, '\\([_:/#@=%&amp;~!,;])', '$1')"/>
    <xsl:variable name="pattern" as="xs:string" select="'^(?:' || $own || ')$'"/>
    <xsl:if test="f:is-simple-pattern($own)">
      <xsl:try>
        <xsl:sequence select="if (matches($rest, $pattern)) then replace($rest, $pattern, $declaration/@replacementPattern) else ()"/>
        <xsl:catch errors="*" select="()"/>
      </xsl:try>
    </xsl:if>
  </xsl:function>

  <!-- Whether a pattern is matched in bounded time: it is short, repeats no group, and repeats without limit three times at most. -->
  <xsl:function name="f:is-simple-pattern" as="xs:boolean">
    <xsl:param name="pattern" as="xs:string?"/>
    <xsl:variable name="plain" as="xs:string" select="replace($pattern, '\\.', 'x') => replace('\[[^\]]*\]', 'x')"/>
    <xsl:sequence select="string-length($pattern) le 200 and not(matches($plain, '\)[*+{]|,\}')) and string-length(replace($plain, '[^*+]', '')) le 3"/>
  </xsl:function>
</xsl:stylesheet>
