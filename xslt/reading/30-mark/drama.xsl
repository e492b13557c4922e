<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, drama and speech (Guidelines 7, 8): speeches, speakers, stage directions, cast lists, utterances. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- A speech. The speaker is named where the text itself does not name one. -->
  <xsl:template match="sp" mode="block" as="element(r:section)" priority="1">
    <section kind="speech">
      <xsl:call-template name="marks"/>
      <xsl:if test="@who and not(speaker)"><line kind="speaker"><sign>{f:target-names(@who)}</sign></line></xsl:if>
      <xsl:call-template name="blocks"/>
    </section>
  </xsl:template>

  <!-- How a speech is delivered follows the name of the speaker. -->
  <xsl:template match="speaker" mode="block" as="element(r:line)" priority="2">
    <line kind="speaker">
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node()" mode="inline"/>
      <xsl:for-each select="f:delivery(.)"><xsl:text> </xsl:text><xsl:apply-templates select="." mode="inline"/></xsl:for-each>
    </line>
  </xsl:template>
  <xsl:template match="sp/stage[@type = 'delivery'][preceding-sibling::*[1][self::speaker][f:delivery(.)]]" mode="block" as="empty-sequence()" priority="2"/>

  <xsl:function name="f:delivery" as="element(stage)?">
    <xsl:param name="speaker" as="element(speaker)"/>
    <xsl:sequence select="$speaker[parent::sp]/following-sibling::*[1][self::stage[@type = 'delivery']][not(f:holds-blocks(.))]"/>
  </xsl:function>

  <!-- ============================================================ the cast -->
  <!-- A role has its name in a column of its own, where only its description or actor follows. -->
  <xsl:template match="castItem" mode="list" as="element(r:item)" priority="2">
    <xsl:variable name="name" as="node()*" select="f:cast-name(.)"/>
    <xsl:variable name="rest" as="node()*" select="node() except $name"/>
    <item>
      <xsl:call-template name="item-marks"/>
      <xsl:choose>
        <xsl:when test="$name">
          <label><xsl:apply-templates select="$name" mode="inline"/></label>
          <xsl:if test="$rest[self::* or normalize-space()]"><paragraph><xsl:apply-templates select="$rest" mode="inline"/></paragraph></xsl:if>
        </xsl:when>
        <xsl:otherwise><paragraph><xsl:apply-templates select="node()" mode="inline"/></paragraph></xsl:otherwise>
      </xsl:choose>
    </item>
  </xsl:template>

  <!-- The role that a cast item begins with, and the punctuation behind it. -->
  <xsl:function name="f:cast-name" as="node()*">
    <xsl:param name="item" as="element(castItem)"/>
    <xsl:variable name="role" as="element(role)?" select="$item/role[empty(preceding-sibling::node()[self::* or normalize-space()])]"/>
    <xsl:variable name="next" as="node()?" select="$role/following-sibling::node()[1]"/>
    <xsl:variable name="rest" as="node()*" select="$item/node() except ($role, $next[self::text()])"/>
    <xsl:sequence select="
        $role[every $node in $rest satisfies $node[self::roleDesc or self::actor or self::note or self::text()[not(normalize-space())]]]
        [not($next[self::text()]) or matches($next, '^[\s\p{P}]*$')] ! ($role, $next[self::text()][normalize-space()])"/>
  </xsl:function>
</xsl:stylesheet>
