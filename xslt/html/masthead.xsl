<?xml version="1.0" encoding="UTF-8"?>
<!-- What is above the text: kind, title, sender and addressee, date, place and archive; folded, all other facts and the files. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <!-- The facts that are shown with the title, after the text; all others are folded. -->
  <xsl:variable name="h:with-title" as="xs:string+" select="'title', 'series', 'sender', 'transmitter', 'addressee', 'archive'"/>

  <!-- A title of more characters is set smaller. -->
  <xsl:variable name="h:long" as="xs:integer" static="yes" select="60"/>

  <xsl:function name="h:title" as="xs:string">
    <xsl:param name="document" as="element(document)"/>
    <xsl:sequence select="normalize-space(($document/description/fact[@name = 'title'], $document/@title)[1])"/>
  </xsl:function>

  <xsl:template name="h:masthead" as="element()">
    <header class="masthead column">
      <xsl:sequence select="h:kind-of-document(.)"/>
      <h1>
        <xsl:if test="string-length(h:title(.)) gt $h:long"><xsl:attribute name="class" select="'is-long'"/></xsl:if>
        <xsl:sequence select="record/title[1]/@xml:lang ! h:attribute('lang', string())"/>
        <xsl:apply-templates select="description/fact[@name = 'title'][1]/node()" mode="running"/>
        <xsl:if test="empty(description/fact[@name = 'title'])"><xsl:value-of select="@title"/></xsl:if>
      </h1>
      <xsl:for-each select="record/title[@kind = 'sub'], record/title[@kind = 'parallel'][not(. = preceding-sibling::title)]">
        <p class="subtitle"><xsl:sequence select="@xml:lang ! h:attribute('lang', string())"/><xsl:value-of select="."/></p>
      </xsl:for-each>
      <xsl:sequence select="h:byline(.), h:parties(.), h:source(.)"/>
      <xsl:call-template name="h:more"/>
    </header>
  </xsl:template>

  <!-- The series, and that the text is a translation. -->
  <xsl:function name="h:kind-of-document" as="element()?">
    <xsl:param name="document" as="element(document)"/>
    <xsl:variable name="series" as="element(fact)*" select="$document/description/fact[@name = 'series']"/>
    <xsl:variable name="language" as="xs:string?" select="
      $document/record/language[@role = 'main'][$document/witness][every $witness in $document/witness satisfies $witness/@kind = 'translation'][1]"/>
    <xsl:if test="exists(($series, $language))">
      <p class="kind">
        <xsl:sequence select="h:list($series, ' · ')"/>
        <xsl:if test="exists($series) and exists($language)"><xsl:text> · </xsl:text></xsl:if>
        <xsl:value-of select="$language ! m:message('page.translated-from', 'language', .)"/>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- The authors, unless one of them is the sender. -->
  <xsl:function name="h:byline" as="element()?">
    <xsl:param name="document" as="element(document)"/>
    <xsl:variable name="authors" as="xs:string*" select="
      distinct-values($document/record/person[@role = ('author', 'item-author')])[not(. = $document/description/fact[@name = 'sender'])]"/>
    <xsl:if test="exists($authors)">
      <p class="byline">
        <xsl:for-each select="$authors">
          <xsl:if test="position() gt 1"><xsl:value-of select="if (some $name in $authors satisfies contains($name, ',')) then '; ' else ', '"/></xsl:if>
          <span class="author"><xsl:value-of select="."/></span>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- Sender → addressee, and who transmitted the document. -->
  <xsl:function name="h:parties" as="element()?">
    <xsl:param name="document" as="element(document)"/>
    <xsl:variable name="facts" as="element(fact)*" select="$document/description/fact"/>
    <xsl:variable name="to" as="element(fact)*" select="$facts[@name = 'addressee']"/>
    <xsl:variable name="through" as="element(fact)*" select="$facts[@name = 'transmitter']"/>
    <xsl:if test="$facts/@name = ('sender', 'addressee', 'transmitter')">
      <p class="parties">
        <xsl:sequence select="h:persons($facts[@name = 'sender'], $document/record/person[@role = 'sent'])"/>
        <xsl:if test="exists($to)">
          <xsl:if test="$facts/@name = 'sender'"><xsl:text> </xsl:text></xsl:if>
          <span class="arrow" role="img" aria-label="{m:message('page.addressee')}">→</span><xsl:text> </xsl:text>
          <xsl:sequence select="h:persons($to, $document/record/person[@role = 'received'])"/>
        </xsl:if>
        <xsl:if test="exists($through)">
          <xsl:text> </xsl:text>
          <span class="label"><xsl:value-of select="$through[1]/@label"/></span><xsl:text> </xsl:text>
          <xsl:sequence select="h:persons($through, $document/record/person[@role = ('transmitted', 'forwarded')])"/>
        </xsl:if>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- Names of facts; where the site has registers, a name is a link to the register: all of the fact, or the name that it begins
       with, before a place. -->
  <xsl:function name="h:persons" as="node()*">
    <xsl:param name="facts" as="element(fact)*"/>
    <xsl:param name="persons" as="element(person)*"/>
    <xsl:for-each select="$facts">
      <xsl:if test="position() gt 1"><xsl:value-of select="if (some $fact in $facts satisfies contains($fact, ',')) then '; ' else ', '"/></xsl:if>
      <xsl:variable name="words" as="xs:string" select="normalize-space()"/>
      <xsl:variable name="known" as="element(person)*" select="$persons[@key][$entities][not(current()//(link | note))]"/>
      <xsl:variable name="person" as="element(person)?" select="($known[normalize-space() = $words], $known[starts-with($words, normalize-space() || ',')][not(current()/*)])[1]"/>
      <xsl:variable name="name" as="xs:string" select="normalize-space($person)"/>
      <xsl:element name="{if ($person) then 'a' else 'span'}">
        <xsl:attribute name="class" select="@name"/>
        <xsl:if test="$person"><xsl:attribute name="href" select="'entity:' || encode-for-uri($person/@key)"/></xsl:if>
        <xsl:choose>
          <xsl:when test="$person and $name != $words"><xsl:value-of select="$name"/></xsl:when>
          <xsl:otherwise><xsl:apply-templates mode="running"/></xsl:otherwise>
        </xsl:choose>
      </xsl:element>
      <xsl:if test="$person and $name != $words"><xsl:value-of select="substring-after($words, $name)"/></xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- Date, place, archive. -->
  <xsl:function name="h:source" as="element()?">
    <xsl:param name="document" as="element(document)"/>
    <xsl:variable name="date" as="element(date)?" select="$document/record/date[1][normalize-space()]"/>
    <xsl:variable name="places" as="xs:string*" select="h:made-at($document)"/>
    <xsl:variable name="archives" as="element(fact)*" select="$document/description/fact[@name = 'archive']"/>
    <xsl:if test="exists(($date, $places, $archives))">
      <p class="source">
        <xsl:sequence select="$date ! h:time(string(), @earliest, @latest)"/>
        <xsl:if test="exists($places)">
          <xsl:if test="$date"><xsl:text> · </xsl:text></xsl:if>
          <span class="place"><xsl:value-of select="$places" separator=", "/></span>
        </xsl:if>
        <xsl:if test="exists($archives)">
          <xsl:if test="exists(($date, $places))"><xsl:text> · </xsl:text></xsl:if>
          <xsl:sequence select="h:list($archives, ' · ')"/>
        </xsl:if>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- Where the document was made, or sent from. -->
  <xsl:function name="h:made-at" as="xs:string*">
    <xsl:param name="document" as="element(document)"/>
    <xsl:variable name="places" as="element(place)*" select="$document/record/place"/>
    <xsl:variable name="role" as="xs:string?" select="('origin', 'sent', 'dateline')[. = $places/@role][1]"/>
    <xsl:sequence select="distinct-values($places[@role = $role])"/>
  </xsl:function>

  <xsl:function name="h:list" as="node()*">
    <xsl:param name="facts" as="element(fact)*"/>
    <xsl:param name="separator" as="xs:string"/>
    <xsl:for-each select="$facts">
      <xsl:if test="position() gt 1"><xsl:value-of select="$separator"/></xsl:if>
      <span class="{@name}"><xsl:apply-templates mode="running"/></span>
    </xsl:for-each>
  </xsl:function>

  <!-- Facts as a description list; facts with the same label are in one group, at the place of the first. -->
  <xsl:function name="h:facts" as="element()?">
    <xsl:param name="facts" as="element(fact)*"/>
    <xsl:if test="exists($facts)">
      <dl class="facts">
        <xsl:for-each-group select="$facts" group-by="string(@label)">
          <div>
            <dt><xsl:value-of select="@label"/></dt>
            <xsl:for-each select="current-group()"><dd><xsl:apply-templates mode="running"/></dd></xsl:for-each>
          </div>
        </xsl:for-each-group>
      </dl>
    </xsl:if>
  </xsl:function>

  <!-- ============================================================ folded -->
  <xsl:template name="h:more" as="element()?">
    <xsl:variable name="folds" as="element()*">
      <xsl:call-template name="h:contents"/>
      <xsl:call-template name="h:summary"/>
      <xsl:call-template name="h:downloads"/>
      <xsl:if test="$framed or description/fact[@name = 'citation']">
        <a href="#page:cite"><xsl:value-of select="m:message('page.cite-short')"/></a>
      </xsl:if>
      <xsl:for-each select="$contents[@about and $h:part gt 1]">
        <a href="{encode-for-uri(h:page[1]/@name)}.html#page:about"><xsl:value-of select="m:message('page.about')"/></a>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="exists($folds)"><div class="more"><xsl:sequence select="$folds"/></div></xsl:if>
  </xsl:template>

  <xsl:template name="h:summary" as="element()?">
    <xsl:variable name="summaries" as="element(fact)*" select="description/fact[@name = 'summary']"/>
    <xsl:variable name="facts" as="element(fact)*" select="description/fact[not(@name = ($h:with-title, 'summary', 'citation'))]"/>
    <xsl:if test="exists(($summaries, $facts))">
      <details class="about-source">
        <summary><xsl:value-of select="if (empty($facts)) then $summaries[1]/@label else if (empty($summaries)) then m:message('page.source') else m:message('page.summary-and-source')"/></summary>
        <xsl:for-each select="$summaries"><p class="summary"><xsl:apply-templates mode="running"/></p></xsl:for-each>
        <xsl:sequence select="h:facts($facts)"/>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- In a site: links to the other files of the document. -->
  <xsl:template name="h:downloads" as="element()?">
    <xsl:if test="$framed">
      <details class="downloads">
        <summary><xsl:value-of select="m:message('page.download')"/></summary>
        <div class="files"><xsl:sequence select="h:placeholder('downloads')"/></div>
      </details>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
