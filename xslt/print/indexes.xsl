<?xml version="1.0" encoding="UTF-8"?>
<!-- What the indexes of a volume are made of: who and what is named where, the entries of registers, where the source is kept.
     A mention is an anchor after the first letter of a name; one of the document itself says in which role. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="urn:teikit:print:functions" xmlns:p="urn:teikit:print" xmlns:r="urn:teikit:reading" xmlns="urn:teikit:print"
  xpath-default-namespace="urn:teikit:reading" expand-text="yes" exclude-result-prefixes="#all">

  <!-- Whether the document is one of a volume with indexes. -->
  <xsl:param name="indexed" as="xs:boolean" select="false()"/>

  <!-- Who or what a name names, if the index has it. -->
  <xsl:function name="f:named" as="attribute()*">
    <xsl:param name="name" as="element()"/>
    <xsl:if test="$indexed and $name[@entity][@ref]">
      <xsl:attribute name="entity" select="$name/@entity"/>
      <xsl:attribute name="key" select="$name/@ref"/>
    </xsl:if>
  </xsl:function>

  <!-- The anchor of a name, by the piece of text that it begins with. -->
  <xsl:function name="f:mention" as="map(*)?">
    <xsl:param name="name" as="element(p:span)"/>
    <xsl:variable name="mention" as="element()"><mention entity="{$name/@entity}" key="{$name/@key}" form="{normalize-space($name)}"/></xsl:variable>
    <xsl:variable name="first" as="text()?" select="($name//text()[normalize-space()][not(parent::p:sign)], $name//text()[normalize-space()])[1]"/>
    <xsl:sequence select="$first ! map{'start-' || generate-id(.): $mention}"/>
  </xsl:function>

  <!-- What a reference leads to in the volume. A name leads to the index. -->
  <xsl:function name="f:reference" as="element()?">
    <xsl:param name="link" as="element(link)"/>
    <xsl:if test="$indexed and matches($link/@target, '^(#|document:)') and exists($link/(ancestor::witness, ancestor::appendix)) and not($link/(ancestor::span, descendant::span)[@entity]) and not($link/(ancestor::statement, ancestor::lemma, ancestor::entry, ancestor::siglum))">
      <ref target="{$link/@target}"/>
    </xsl:if>
  </xsl:function>

  <xsl:template name="indexed" as="element()*">
    <xsl:if test="$indexed">
      <xsl:for-each select="record/person[@key][normalize-space()]">
        <mention entity="{(@entity, 'person')[1]}" key="{@key}" form="{normalize-space()}" role="{@role}"/>
      </xsl:for-each>
      <xsl:for-each select="record/place[@key][normalize-space()]">
        <mention entity="{(@entity, 'place')[1]}" key="{@key}" form="{normalize-space()}" role="{@role}"/>
      </xsl:for-each>
      <xsl:for-each select="record/holding[normalize-space()]">
        <holding repository="{(@repository, @place, string())[normalize-space()][1]}" fonds="{@fonds}">{normalize-space()}</holding>
      </xsl:for-each>
      <xsl:apply-templates select="entities/entity" mode="index"/>
    </xsl:if>
  </xsl:template>

  <xsl:mode name="index" on-no-match="fail"/>
  <xsl:template match="entity" mode="index" as="element()">
    <entity kind="{@kind}" key="{@key}" lived="{f:lived(.)}">
      <xsl:for-each select="name[normalize-space()]"><name><xsl:copy-of select="@sort"/>{normalize-space()}</name></xsl:for-each>
      <xsl:for-each select="author[normalize-space()][1]"><author>{normalize-space()}</author></xsl:for-each>
    </entity>
  </xsl:template>
  <xsl:function name="f:lived" as="xs:string">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:variable name="years" as="xs:string+" select="for $kind in ('birth', 'death') return string($entity/date[@kind = $kind][normalize-space()][1] ! f:year(.))"/>
    <xsl:sequence select="if (exists($years[. ne ''])) then string-join($years, '–') else ''"/>
  </xsl:function>
  <xsl:function name="f:year" as="xs:string">
    <xsl:param name="date" as="element(date)"/>
    <xsl:sequence select="(($date/@earliest, $date/@when) ! replace(., '^(-?\d+).*$', '$1')[. ne ''], string($date))[1]"/>
  </xsl:function>
</xsl:stylesheet>
