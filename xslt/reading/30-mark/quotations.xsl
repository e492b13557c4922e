<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, quotations in running text (Guidelines 3.3.3): one whose text has no quotation marks gets those of the table of
     signs, so that its beginning and end can be seen. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Whether the header says that the text keeps the quotation marks of its source. -->
  <xsl:variable name="keeps-marks" as="xs:boolean" select="exists(/*/teiHeader/encodingDesc/editorialDecl/quotation[@marks = 'all'])"/>

  <xsl:template match="(q | quote | said)[f:is-unmarked(.)]" mode="inline" as="element(r:span)" priority="3">
    <xsl:call-template name="span"><xsl:with-param name="kind" select="if (f:is-within(.)) then 'quoted-within' else 'quoted'"/></xsl:call-template>
  </xsl:template>

  <!-- The source of a quotation in running text, which is not part of the sentence. -->
  <xsl:template match="cit/bibl[preceding-sibling::*[1][self::quote or self::q]][f:runs(..)][not(f:is-bracketed(.))]" mode="inline" as="element(r:span)" priority="3">
    <xsl:call-template name="span"><xsl:with-param name="kind" select="if (contains(., '(')) then 'cited-within' else 'cited'"/></xsl:call-template>
  </xsl:template>

  <!-- A quotation is in running text where it is not shown by itself, and where nothing says how its source has it. Part of
       a quotation has its marks elsewhere. -->
  <xsl:function name="f:is-unmarked" as="xs:boolean">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="outer" as="element()" select="$quotation/(parent::cit, .)[1]"/>
    <xsl:sequence select="
        not($keeps-marks)
        and not($quotation/(@rend, @rendition, @style, @next, @prev, @part) or $outer/(@rend, @rendition, @style))
        and (f:runs($outer) or $quotation[not(self::quote)]/parent::p)
        and not($quotation/(p, ab, lg, l, list, table, quote/(p, l)))
        and not(f:has-marks($quotation))"/>
  </xsl:function>

  <!-- Whether there is other text beside an element, in a paragraph and the like. -->
  <xsl:function name="f:runs" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/parent::*[self::p or self::ab or self::item or self::note or self::l or self::cell or self::quote or self::q or self::said or self::seg or self::s])
        and exists($element/(preceding-sibling::node(), following-sibling::node())[self::* or self::text()[normalize-space()]][1])"/>
  </xsl:function>

  <xsl:variable name="mark-opens" as="xs:string" static="yes" select="'[\p{Pi}\p{Pf}&quot;‚„″—–「『〝-[’]]'"/>
  <xsl:variable name="mark-closes" as="xs:string" static="yes" select="'[\p{Pi}\p{Pf}&quot;“″」』〞-[’]]'"/>

  <!-- Whether quotation marks, or the dash of a speech, are at the edge of a quotation: inside it or around it. An apostrophe
       is a mark only where one is at both edges: not in `’tis`, `d’` before a quotation, or `’s` behind it. -->
  <xsl:function name="f:has-marks" as="xs:boolean">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="text" as="xs:string" select="string($quotation)"/>
    <xsl:variable name="first" as="xs:string" select="substring($text, 1, 40)"/>
    <xsl:variable name="last" as="xs:string" select="substring($text, string-length($text) - 40)"/>
    <xsl:variable name="before" as="xs:string" select="string($quotation/preceding-sibling::node()[1][self::text()])"/>
    <xsl:variable name="behind" as="xs:string" select="string($quotation/following-sibling::node()[1][self::text()])"/>
    <xsl:sequence select="
        matches($first, '^\s*' || $mark-opens) or matches($last, $mark-closes || '[\s.,;:!?]*$')
        or matches($before, $mark-opens || '\s*$') or matches($behind, '^\s*' || $mark-closes)
        or matches($first, '^\s*[‘’'']') and matches($last, '[’''][\s.,;:!?]*$')
        or matches($before, '[‘’'']\s*$') and matches($behind, '^\s*[’'']')"/>
  </xsl:function>

  <!-- Whether a quotation is in another in running text: the marks of quotations in each other alternate. -->
  <xsl:function name="f:is-within" as="xs:boolean">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="count($quotation/ancestor::*[self::q or self::said or self::quote[f:runs((parent::cit, .)[1])]]) mod 2 = 1"/>
  </xsl:function>

  <xsl:function name="f:is-bracketed" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="matches($element, '^\s*[(\[]') or matches($element/preceding-sibling::node()[1][self::text()], '[(\[,;:]\s*$')"/>
  </xsl:function>
</xsl:stylesheet>
