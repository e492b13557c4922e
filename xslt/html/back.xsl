<?xml version="1.0" encoding="UTF-8"?>
<!-- What follows the text: textual notes, the legend of signs and hands, the description, the citation. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <xsl:template name="h:notes" as="element()?">
    <xsl:if test="apparatus/entry">
      <section class="column back notes" aria-labelledby="page:notes">
        <h2 id="page:notes"><xsl:value-of select="m:message('page.notes')"/></h2>
        <!-- by the divisions of the text, where there are several -->
        <xsl:for-each-group select="apparatus/entry" group-adjacent="string(h:division(.) ! generate-id())">
          <xsl:if test="last() gt 1">
            <xsl:for-each select="h:division(.)/heading[1]">
              <h3 class="of-division"><a href="#{current-group()[1]/@ref}"><xsl:sequence select="h:plain(.)"/></a></h3>
            </xsl:for-each>
          </xsl:if>
          <ol><xsl:apply-templates select="current-group()"/></ol>
        </xsl:for-each-group>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="apparatus/entry" as="element()">
    <li id="note:{@ref}">
      <!-- an entry has the direction of its words -->
      <xsl:for-each select="$h:by-id(@ref)/ancestor-or-self::*[@dir][1]/@dir"><xsl:attribute name="dir" select="."/></xsl:for-each>
      <xsl:sequence select="h:back(.)"/>
      <xsl:for-each select="@at"><span class="at"><xsl:value-of select="."/></span><xsl:text> </xsl:text></xsl:for-each>
      <span>
        <xsl:attribute name="class" select="'lemma', h:hand(@hand)" separator=" "/>
        <xsl:sequence select="h:language(.)"/>
        <xsl:apply-templates select="lemma/node()" mode="running"/>
      </span>
      <xsl:text> </xsl:text>
      <span class="statement"><xsl:apply-templates select="statement/node()" mode="running"/></span>
    </li>
  </xsl:template>

  <!-- ============================================================ where the witnesses differ -->
  <xsl:template name="h:differences" as="element()?">
    <xsl:for-each select="collation">
      <section class="column back differences" aria-labelledby="page:differences">
        <h2 id="page:differences"><xsl:value-of select="m:message('page.differences')"/></h2>
        <table>
          <thead>
            <tr>
              <th scope="col"><span class="aloud"><xsl:value-of select="m:message('page.difference')"/></span></th>
              <xsl:for-each select="variation[1]/reading"><th scope="col"><xsl:value-of select="@label"/></th></xsl:for-each>
            </tr>
          </thead>
          <tbody><xsl:apply-templates select="variation"/></tbody>
        </table>
      </section>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="variation" as="element()">
    <tr id="page:difference-{h:row-number(., position())}">
      <th scope="row"><xsl:value-of select="m:message('page.differs-' || @differs)"/>
        <xsl:for-each select="@partner">
          <xsl:text> </xsl:text>
          <a href="{h:to-difference(string())}" aria-label="{m:message('page.difference-number', 'number', string())}">→</a>
        </xsl:for-each>
      </th>
      <xsl:apply-templates select="reading"/>
    </tr>
  </xsl:template>

  <!-- A reading is a link to its place in the text; a dash means that the witness has no words there. -->
  <xsl:template match="reading" as="element()">
    <xsl:variable name="place" as="element()?" select="$h:by-id(@ref)"/>
    <xsl:variable name="href" as="xs:string?" select="h:to(@ref)"/>
    <td>
      <xsl:sequence select="$place/ancestor-or-self::*[@xml:lang][1]/h:attribute('lang', @xml:lang)"/>
      <xsl:element name="{if ($href) then 'a' else 'span'}">
        <xsl:for-each select="$href"><xsl:attribute name="href" select="."/></xsl:for-each>
        <xsl:if test=". = ''"><xsl:attribute name="aria-label" select="m:message('page.not-here')"/></xsl:if>
        <xsl:value-of select="if (. = '') then '–' else ."/>
      </xsl:element>
    </td>
  </xsl:template>

  <!-- The number of the entry, a link to its place. -->
  <xsl:function name="h:back" as="element()">
    <xsl:param name="entry" as="element(entry)"/>
    <xsl:variable name="place" as="element()?" select="$h:by-id($entry/@ref)"/>
    <xsl:element name="{if ($place) then 'a' else 'span'}">
      <xsl:attribute name="class" select="'number'"/>
      <xsl:if test="$place">
        <xsl:attribute name="href" select="'#' || $entry/@ref"/>
        <xsl:attribute name="aria-label" select="m:message('page.note-back', 'number', h:number($entry))"/>
      </xsl:if>
      <xsl:value-of select="h:number($entry)"/>
    </xsl:element>
  </xsl:function>

  <!-- The lemma is text of the witness, so it has the language of the witness. -->
  <xsl:function name="h:language" as="attribute()?">
    <xsl:param name="entry" as="element(entry)"/>
    <xsl:sequence select="$h:by-id($entry/@ref)/ancestor-or-self::*[@xml:lang][1]/h:attribute('lang', @xml:lang)"/>
  </xsl:function>

  <!-- The innermost division with a heading that an entry is about. -->
  <xsl:function name="h:division" as="element(section)?">
    <xsl:param name="entry" as="element(entry)"/>
    <xsl:sequence select="$h:by-id($entry/@ref)/ancestor::section[heading][1]"/>
  </xsl:function>

  <!-- The words of a heading without its notes and signs; one that teikit made is a sign. -->
  <xsl:function name="h:plain" as="xs:string">
    <xsl:param name="heading" as="element(heading)"/>
    <xsl:variable name="words" as="text()*" select="$heading//text()[not(ancestor::note)]"/>
    <xsl:sequence select="(normalize-space(string-join($words[not(ancestor::sign)]))[.], normalize-space(string-join($words)))[1]"/>
  </xsl:function>

  <!-- What the apparatus calls its witnesses and sources. -->
  <xsl:template name="h:sigla" as="element()?">
    <xsl:for-each select="sigla">
      <section class="column back sigla" aria-labelledby="page:sigla">
        <h2 id="page:sigla"><xsl:value-of select="m:message('page.sigla')"/></h2>
        <xsl:for-each-group select="*" group-starting-with="heading">
          <xsl:for-each select="current-group()[self::heading]"><h3 class="level-{@level}"><xsl:apply-templates mode="running"/></h3></xsl:for-each>
          <xsl:if test="current-group()[self::siglum]">
            <dl>
              <xsl:for-each select="current-group()[self::siglum]">
                <div class="level-{@level}">
                  <xsl:sequence select="@id/h:attribute('id', .), @xml:lang/h:attribute('lang', .)"/>
                  <dt><xsl:apply-templates select="label/node()" mode="running"/></dt>
                  <dd><xsl:apply-templates select="node() except label" mode="running"/></dd>
                </div>
              </xsl:for-each>
            </dl>
          </xsl:if>
        </xsl:for-each-group>
      </section>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="h:signs" as="element()?">
    <xsl:if test="legend/entry or hands/hand or layers/layer">
      <section class="column back signs" aria-labelledby="page:signs">
        <h2 id="page:signs"><xsl:value-of select="m:message('page.signs')"/></h2>
        <dl>
          <xsl:apply-templates select="hands/hand, layers/layer, legend/entry"/>
        </dl>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="hand" as="element()">
    <div>
      <dt><span><xsl:attribute name="class" select="h:hand(@id)" separator=" "/><xsl:value-of select="@label"/></span></dt>
      <dd><xsl:apply-templates mode="running"/></dd>
    </div>
  </xsl:template>

  <xsl:template match="layer" as="element()">
    <div>
      <dt><span data-stage="{@n}"><xsl:value-of select="@label"/></span></dt>
      <dd><xsl:apply-templates mode="running"/></dd>
    </div>
  </xsl:template>

  <xsl:template match="legend/entry" as="element()">
    <div>
      <dt><xsl:apply-templates mode="running"/></dt>
      <dd><xsl:value-of select="@label"/></dd>
    </div>
  </xsl:template>

  <xsl:template name="h:about" as="element()?">
    <xsl:if test="description/group">
      <section class="column back about" aria-labelledby="page:about">
        <h2 id="page:about"><xsl:value-of select="m:message('page.about')"/></h2>
        <xsl:apply-templates select="description/group"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- How to cite the document: as its source asks for, and in a site the address of the page. -->
  <xsl:template name="h:cite" as="element()?">
    <xsl:if test="$framed or description/fact[@name = 'citation']">
      <section class="column back cite" aria-labelledby="page:cite">
        <h2 id="page:cite"><xsl:value-of select="m:message('page.cite')"/></h2>
        <xsl:for-each select="description/fact[@name = 'citation']">
          <p class="citation" id="page:citation-{position()}" tabindex="0"><xsl:apply-templates mode="running"/></p>
          <p class="copying">
            <!-- the script shows the button; without it, one click selects the whole citation -->
            <button type="button" hidden="hidden" data-copy="page:citation-{position()}" data-done="{m:message('page.copied')}">
              <xsl:value-of select="m:message('page.copy')"/>
            </button>
            <span role="status"/>
          </p>
        </xsl:for-each>
        <xsl:sequence select="h:placeholder('cite')"/>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
