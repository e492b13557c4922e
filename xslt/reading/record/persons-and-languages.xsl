<?xml version="1.0" encoding="UTF-8"?>
<!-- Persons and languages of the record: authors, editors, correspondents, with the names that the TEI gives them; the languages of
     the text. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass" xmlns:s="urn:teikit:signs"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- ============================================================ persons -->
  <xsl:template name="record-persons" as="element(r:person)*">
    <xsl:for-each select="f:authors()"><xsl:sequence select="f:persons(., if (parent::msItem) then 'item-author' else 'author')"/></xsl:for-each>
    <xsl:for-each select="$header/fileDesc/titleStmt/editor"><xsl:sequence select="f:persons(., 'editor')"/></xsl:for-each>
    <xsl:for-each select="$actions[@type]"><xsl:sequence select="(persName, orgName, name, rs) ! f:person(., ../@type)"/></xsl:for-each>
  </xsl:template>

  <!-- The authors, from the first place that names some: the file, its source (beside a manuscript or correspondents bibl is
       literature), the items of a manuscript where one author wrote them all, the title page. -->
  <xsl:function name="f:authors" as="element()*">
    <xsl:variable name="of-file" as="element()*" select="$header/fileDesc/titleStmt/author[normalize-space()]"/>
    <xsl:variable name="of-source" as="element()*" select="
        ($sources/descendant-or-self::*[self::biblFull or self::bibl or self::biblStruct][not($header/fileDesc/sourceDesc/msDesc or $actions) or self::biblFull]
        /(author, titleStmt/author, analytic/author, monogr/author)[normalize-space()])"/>
    <xsl:variable name="items" as="element(msItem)*" select="$header/fileDesc/sourceDesc/msDesc/(., msPart)/msContents/msItem"/>
    <xsl:variable name="of-items" as="element()*" select="$items/author[normalize-space()]"/>
    <xsl:choose>
      <xsl:when test="exists($of-file)"><xsl:sequence select="$of-file"/></xsl:when>
      <xsl:when test="exists($of-source)"><xsl:sequence select="$of-source[.. is $of-source[1]/..]"/></xsl:when>
      <xsl:when test="exists($of-items) and (every $item in $items satisfies $item/author/f:plain(.) = f:plain($of-items[1]))"><xsl:sequence select="$of-items[1]"/></xsl:when>
      <xsl:when test="empty($actions)"><xsl:sequence select="$text/front//docAuthor[normalize-space()]"/></xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Whether a statement of authorship is shown whole above the text: it has no words but the names. -->
  <xsl:function name="f:is-shown-author" as="xs:boolean">
    <xsl:param name="author" as="element(author)"/>
    <xsl:sequence select="every $word in tokenize(f:plain($author)) satisfies $word = tokenize(string-join(f:persons($author, 'author'), ' '), '[\s,]+')
        or $word = tokenize(string-join(f:persons($author, 'author'), ' '))"/>
  </xsl:function>

  <!-- The persons that an element names. Names in several languages are one person: the first counts. -->
  <xsl:function name="f:persons" as="element(r:person)*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:variable name="names" as="element()*" select="if ($element/text()[normalize-space()]) then () else $element/(persName, orgName, name, rs)"/>
    <xsl:variable name="parallel" as="xs:boolean" select="exists($names[2]) and (every $name in tail($names) satisfies $name/(@xml:lang, @type))"/>
    <xsl:variable name="named" as="element()*" select="if ($parallel) then $names[1] else $names"/>
    <xsl:for-each select="if (exists($named)) then $named else $element[normalize-space()]">
      <person role="{($element/@role[$element/self::editor], $role)[1]}">
        <xsl:copy-of select="($element/@ref, @ref)[1]"/>
        <xsl:sequence select="f:key-mark(($element[@ref or @key], .)[1])"/>
        <xsl:value-of select="f:name(.)"/>
      </person>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:person" as="element(r:person)?">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:if test="normalize-space($name)"><person role="{$role}"><xsl:copy-of select="$name/@ref"/><xsl:sequence select="f:key-mark($name)"/>{f:name($name)}</person></xsl:if>
  </xsl:function>

  <!-- Names with commas in them are separated by semicolons. -->
  <xsl:function name="f:list-of-names" as="xs:string">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="string-join($names, if (some $name in $names satisfies contains($name, ',')) then '; ' else ', ')"/>
  </xsl:function>

  <!-- A name in the order of the TEI. A surname before a forename is set apart by a comma; what belongs before a forename and
       what belongs before a surname ("von") is put there. -->
  <xsl:function name="f:name" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="parts" as="element()*" select="if ($name/text()[normalize-space()]) then () else $name/(* except (idno | note | affiliation | email | address))"/>
    <xsl:variable name="inner" as="element()?" select="$parts[count($parts) = 1][self::persName or self::name or self::orgName]"/>
    <xsl:sequence select="
        if ($inner) then f:name($inner)
        else if ($parts[1]/self::surname and $parts/self::forename) then f:phrase((f:plain($parts[1]), string-join(($parts/self::roleName, tail($parts)[not(self::roleName or self::nameLink)], $parts/self::nameLink) ! f:plain(.)[.], ' ')))
        else if (exists($parts)) then string-join($parts ! f:plain(.)[.], ' ')
        else f:plain($name)"/>
  </xsl:function>

  <xsl:function name="f:people" as="xs:string*">
    <xsl:param name="actions" as="element(correspAction)*"/>
    <xsl:sequence select="$actions ! f:phrase((persName | orgName | name | rs | placeName | settlement | address | note)
          ! (if (normalize-space()) then normalize-space() || (f:cert(.) ! (' (' || . || ')')) else ()))"/>
  </xsl:function>

  <!-- ============================================================ languages -->
  <!-- The languages of the text, then those that the header names: of the manuscript, then all that are used in the file. -->
  <xsl:template name="record-languages" as="element(r:language)*">
    <xsl:variable name="items" as="element(textLang)*" select="($header/fileDesc/sourceDesc/msDesc/msContents/textLang, $header/fileDesc/sourceDesc//msItem/textLang)"/>
    <xsl:variable name="tags" as="map(xs:string, xs:string*)" select="
        map {
          'text': $text/(@xml:lang, body/@xml:lang, body/div[not(@type = ('translation', 'commentary', 'apparatus', 'bibliography'))]/@xml:lang)[. castable as xs:language] ! string(),
          'translation': $text/body/div[@type = 'translation']/@xml:lang[. castable as xs:language] ! string(),
          'main': $items/@mainLang ! tokenize(.),
          'other': $items/@otherLangs ! tokenize(.),
          'used': $header/profileDesc/langUsage/language/@ident ! string() }"/>
    <xsl:for-each select="'text', 'translation', 'main', 'other', 'used'">
      <xsl:variable name="role" as="xs:string" select="."/>
      <xsl:for-each select="distinct-values($tags($role) ! f:language-tag(.))"><language role="{$role}" tag="{.}">{f:language-name(.)}</language></xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="f:language" as="xs:string">
    <xsl:sequence select="($text/(@xml:lang, body/@xml:lang, body/div/@xml:lang), $tei/@xml:lang, $header//langUsage/language/@ident, $corpus-headers//langUsage/language/@ident, 'und')[. castable as xs:language][1] ! f:language-tag(.)"/>
  </xsl:function>

  <xsl:function name="f:nearest-language" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/ancestor-or-self::*[@xml:lang castable as xs:language][1]/@xml:lang ! f:language-tag(.), f:language())[1]"/>
  </xsl:function>

  <xsl:function name="f:language-name" as="xs:string">
    <xsl:param name="code" as="xs:string"/>
    <xsl:sequence select="(m:message('language.' || replace(f:language-tag($code), '-.*$', '')), ($header, $corpus-headers)/profileDesc/langUsage/language[@ident = ($code, replace($code, '-.*$', ''))] ! normalize-space()[.], $code)[1]"/>
  </xsl:function>

  <!-- Whether words are only the name of a language, in any language of the interface. -->
  <xsl:function name="f:names-language" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="code" as="xs:string?"/>
    <xsl:sequence select="$language-names(normalize-space($element)) = replace(f:language-tag(string($code)), '-.*$', '')"/>
  </xsl:function>
  <!-- The code of a language by its name in each language of the interface. -->
  <xsl:param name="language-names" as="map(xs:string, xs:string)" select="map { }"/>
</xsl:stylesheet>
