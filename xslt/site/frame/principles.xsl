<?xml version="1.0" encoding="UTF-8"?>
<!-- The editorial principles that are made from the settings of an edition and from what its documents show. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages" exclude-result-prefixes="#all">

  <!-- The page of the examples of the convention, each in an element with the id example-1 …. -->
  <xsl:param name="specimens" as="document-node()*" select="()"/>

  <!-- An example as text, with what was added, deleted and raised; without explanations, and without the other view. -->
  <xsl:mode name="specimen" on-no-match="text-only-copy"/>
  <xsl:template match="ins | del | sub | sup | em | strong | b | i | u | s" mode="specimen" as="element()">
    <xsl:element name="{local-name()}"><xsl:apply-templates mode="#current"/></xsl:element>
  </xsl:template>
  <xsl:template match="*[@role = 'separator']" mode="specimen" as="element()">
    <span class="label"><xsl:value-of select="@aria-label"/></span>
  </xsl:template>
  <xsl:template match="*[tokenize(@class) = ('says', 'only-reading', 'note-mark', 'ref', 'anchor', 'go')]" mode="specimen" as="empty-sequence()" priority="2"/>

  <xsl:template match="principles" as="element()">
    <xsl:variable name="content" as="element(content)"><content><xsl:apply-templates select="*"/></content></xsl:variable>
    <xsl:variable name="sections" as="element(section)+">
      <xsl:for-each select="$content/h2"><section id="{@id}" label="{.}"/></xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="h:shell">
      <xsl:with-param name="class" select="'text-page'"/>
      <xsl:with-param name="content" as="element()*">
        <div class="page-title"><h1><xsl:value-of select="@title"/></h1></div>
        <xsl:sequence select="h:with-sections($sections, $content)"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="principles/views" as="element()+">
    <h2 id="views"><xsl:value-of select="m:message('site.views')"/></h2>
    <p><xsl:value-of select="m:message('site.views-diplomatic')"/></p>
    <p><xsl:value-of select="m:message('site.views-reading')"/></p>
  </xsl:template>

  <xsl:template match="principles/signs" as="element()+">
    <xsl:variable name="counted" as="xs:boolean" select="exists(sign/@count)"/>
    <h2 id="signs"><xsl:value-of select="m:message('site.signs')"/></h2>
    <table class="sign-table">
      <thead>
        <tr>
          <th scope="col"><xsl:value-of select="m:message('site.sign')"/></th>
          <th scope="col"><xsl:value-of select="m:message('site.meaning')"/></th>
          <xsl:if test="$counted"><th scope="col" class="number"><xsl:value-of select="m:message('site.count')"/></th></xsl:if>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="sign">
          <tr>
            <td><xsl:value-of select="."/></td>
            <td><xsl:value-of select="@label"/></td>
            <xsl:if test="$counted"><td class="number"><xsl:value-of select="@count"/></td></xsl:if>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:template>

  <xsl:template match="principles/convention" as="element()+">
    <xsl:variable name="number" as="xs:string" select="string((count(preceding-sibling::convention) + 1)[. gt 1])"/>
    <h2 id="marks{$number}"><xsl:value-of select="m:message('site.marks')"/></h2>
    <p><xsl:value-of select="m:message('site.marks-convention', 'name', @name)"/></p>
    <xsl:for-each select="@description"><p lang="en"><xsl:value-of select="."/></p></xsl:for-each>
    <xsl:if test="mark">
      <table class="mark-table">
        <thead><tr><th scope="col"><xsl:value-of select="m:message('site.transcript')"/></th><th scope="col">TEI</th><xsl:if test="exists($specimens)"><th scope="col"><xsl:value-of select="m:message('site.on-page')"/></th></xsl:if></tr></thead>
        <tbody>
          <xsl:for-each select="mark">
            <xsl:variable name="id" as="xs:string" select="'example-' || (count((preceding-sibling::mark, ../preceding-sibling::convention/mark)) + 1)"/>
            <tr>
              <td><xsl:value-of select="transcript"/></td>
              <td><code><xsl:value-of select="tei"/></code></td>
              <xsl:if test="exists($specimens)"><td><xsl:apply-templates select="$specimens//*[@id = $id]/node()" mode="specimen"/></td></xsl:if>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </xsl:if>
  </xsl:template>

  <xsl:template match="principles/names" as="element()+">
    <h2 id="names"><xsl:value-of select="m:message('site.names')"/></h2>
    <p><xsl:value-of select="m:message('site.names-registers')"/></p>
    <ul><xsl:for-each select="register"><li><a href="{@page}.html"><xsl:value-of select="m:message('menu.' || @page)"/></a></li></xsl:for-each></ul>
  </xsl:template>

  <xsl:template match="principles/encoding" as="element()+">
    <h2 id="encoding"><xsl:value-of select="m:message('site.encoding')"/></h2>
    <p><xsl:value-of select="m:message('site.encoding-tei')"/></p>
  </xsl:template>
</xsl:stylesheet>
