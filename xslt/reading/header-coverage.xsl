<?xml version="1.0" encoding="UTF-8"?>
<!-- What the description of the header does not say, if coverage is requested: attributes that no rule reads, elements
     without a name in locales/. Such an element is shown all the same, with its tag as its label. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="header-coverage" as="empty-sequence()">
    <xsl:variable name="registers" as="element()*" select="$stand-off//*"/>
    <xsl:apply-templates select="($header//* except $registers)/@*" mode="read-header"/>
    <xsl:for-each select="$header//*[not(f:has-label(.))] except $registers">
      <xsl:message select="f:diagnostic('publish-unhandled-element', ., local-name(), 'no name is known for the element ' || local-name() || ' of the header; it is shown with its tag')"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Whether an element has a label, or is running text or a block. -->
  <xsl:function name="f:has-label" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:sequence select="
        exists($element[self::teiHeader | self::ref | self::ptr | self::hi | self::lb | self::table | self::row | self::cell | self::gap | self::graphic | self::addrLine | self::address | self::list | self::figure | self::ab | self::space | self::ruby])
        or namespace-uri($element) = 'http://www.tei-c.org/ns/1.0' and (exists(m:message('element.' || $name)) or exists($span-kinds($name)) or $plain($name))"/>
  </xsl:function>

  <xsl:mode name="read-header" on-no-match="fail"/>
  <xsl:template match="@*" mode="read-header" as="empty-sequence()">
    <xsl:variable name="name" as="xs:string" select="name()"/>
    <xsl:if test="not(f:is-shown-attribute(.))">
      <xsl:message select="f:diagnostic('publish-unhandled-attribute', .., local-name(..) || '/@' || $name, 'no rule reads @' || $name || ' of ' || local-name(..) || ' in the header')"/>
    </xsl:if>
  </xsl:template>

  <!-- Whether an attribute is in the description: as a word beside its element, as a link, in a label; of an element without
       text any. -->
  <xsl:function name="f:is-shown-attribute" as="xs:boolean">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:variable name="element" as="element()" select="$attribute/.."/>
    <xsl:sequence select="
        $attribute/namespace-uri() = ('http://www.w3.org/XML/1998/namespace', 'urn:teikit:reading:pass')
        or $telling(name($attribute)) or $said-otherwise(name($attribute))
        or name($attribute) = ('ref', 'target', 'url', 'rend', 'rendition', 'style', 'hand')
        or name($attribute) = 'ident' and exists($element/(self::language | self::application))
        or name($attribute) = 'mainLang' or name($attribute) = 'version' and exists($element/self::application)
        or empty($element/node()[self::* or normalize-space()])"/>
  </xsl:function>
</xsl:stylesheet>
