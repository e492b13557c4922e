<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, records: lists of labelled statements instead of text: persons, places, organisations, events, objects
     (Guidelines 14), bibliographic references (3.12), manuscript descriptions (11), witnesses, annotations. A record
     becomes an item: its names are a paragraph, each statement has a label; statements inside a statement are a list in it. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Lists of records. -->
  <xsl:variable name="registers" as="map(xs:string, xs:boolean)" static="yes" select="map:merge($register-names ! map:entry(., true()))"/>

  <!-- Records. -->
  <xsl:variable name="records" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'person', 'personGrp', 'persona', 'place', 'org', 'event', 'object', 'nym', 'relation', 'witness', 'annotation',
      'msDesc', 'msPart', 'msFrag') ! map:entry(., true()))"/>

  <!-- The names of a record: first, without a label. -->
  <xsl:variable name="record-names" as="map(xs:string, xs:boolean)" static="yes" select="map:merge((
      'persName', 'placeName', 'orgName', 'eventName', 'objectName', 'objectIdentifier', 'geogName', 'name', 'label', 'form', 'settlement', 'country', 'region', 'p', 'ab') ! map:entry(., true()))"/>

  <xsl:template match="*[$registers(local-name())]" mode="block" as="element()+" priority="1">
    <xsl:apply-templates select="head" mode="block"/>
    <list kind="plain">
      <xsl:attribute name="rend" select="local-name()"/>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="node() except head" mode="list"/>
    </list>
  </xsl:template>

  <xsl:template match="*[$records(local-name())]" mode="list" as="element(r:item)" priority="2">
    <item>
      <xsl:call-template name="item-marks"/>
      <xsl:call-template name="record"/>
    </item>
  </xsl:template>

  <!-- A record outside a list is a list of one item. -->
  <xsl:template match="*[$records(local-name())]" mode="block" as="element(r:list)" priority="1">
    <list kind="plain" rend="{local-name()}"><xsl:apply-templates select="." mode="list"/></list>
  </xsl:template>

  <xsl:template name="record" as="element()*">
    <xsl:choose>
      <xsl:when test="text()[normalize-space()] or empty(*)">
        <paragraph><xsl:apply-templates select="node()[not($registers(local-name()))]" mode="inline"/><xsl:sequence select="f:relation(.)"/></paragraph>
        <xsl:apply-templates select="*[$registers(local-name())]" mode="block"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="names" as="element()*" select="*[$record-names(local-name())][not(f:is-block(.))][not(f:is-other-name(.))]"/>
        <xsl:variable name="statements" as="element()*" select="* except $names"/>
        <xsl:if test="$names or self::relation or @target">
          <paragraph>
            <xsl:for-each select="$names">
              <xsl:if test="position() gt 1"><sign>, </sign></xsl:if>
              <xsl:apply-templates select="." mode="inline"/>
            </xsl:for-each>
            <xsl:sequence select="f:relation(.), f:attributes(.)[not(current()/self::relation)]"/>
          </paragraph>
        </xsl:if>
        <xsl:if test="$statements">
          <list kind="plain" rend="statements"><xsl:apply-templates select="$statements" mode="statement"/></list>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whether a name with a type follows another name of its kind: it has a label (a maiden name, a variant). -->
  <xsl:function name="f:is-other-name" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="$name/@type and exists($name/preceding-sibling::*[node-name() = node-name($name)])"/>
  </xsl:function>

  <!-- The members of a relation by name; the target of an annotation. -->
  <xsl:function name="f:relation" as="node()*">
    <xsl:param name="record" as="element()"/>
    <xsl:for-each select="$record[self::relation][@active | @mutual | @passive | @name | @type]">
      <xsl:variable name="kind" as="xs:string?" select="(@name, @type)[1]/normalize-space()"/>
      <xsl:sequence select="f:related(@active), f:related(@mutual)"/>
      <xsl:if test="$kind"><sign>{if (@active or @mutual) then ' – ' else ''}{$kind}</sign></xsl:if>
      <xsl:if test="@passive"><sign>{if ($kind or @active) then ' – ' else ''}</sign><xsl:sequence select="f:related(@passive)"/></xsl:if>
    </xsl:for-each>
    <xsl:for-each select="$record[self::annotation]/@target"><sign> [→ {f:target-names(.)}]</sign></xsl:for-each>
  </xsl:function>

  <!-- The names of what pointers point to, as links to it. -->
  <xsl:function name="f:related" as="node()*">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:for-each select="tokenize($pointers)">
      <xsl:variable name="pointer" as="attribute()"><xsl:attribute name="target" select="."/></xsl:variable>
      <xsl:variable name="target" as="xs:string?" select="f:safe-target(.)"/>
      <xsl:if test="position() gt 1"><sign>, </sign></xsl:if>
      <xsl:choose>
        <xsl:when test="$target"><link target="{$target}"><sign>{f:target-names($pointer)}</sign></link></xsl:when>
        <xsl:otherwise><sign>{f:target-names($pointer)}</sign></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- The names of what pointers point to: the first name in each target, else the pointer. -->
  <xsl:function name="f:target-names" as="xs:string?">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:variable name="root" as="node()" select="root($tei)"/>
    <xsl:sequence select="string-join(tokenize($pointers) !
        ((f:target(.) ! key('by-id', ., $root)[1] ! (persName, placeName, orgName, objectName, label, head, title)[1] ! normalize-space())[.], replace(., '^#', ''))[1], ', ')"/>
  </xsl:function>

  <!-- ============================================================ statements -->
  <xsl:mode name="statement" on-no-match="fail"/>

  <!-- An element that holds statements only is a list of them; any other is text, or blocks. -->
  <xsl:template match="*" mode="statement" as="element()">
    <xsl:variable name="marks-inside" as="xs:boolean" select="$registers(local-name()) or self::list or self::listBibl or f:is-phrase(.)"/>
    <item>
      <xsl:if test="not($marks-inside)"><xsl:call-template name="item-marks"/></xsl:if>
      <label><sign>{f:label(.)}</sign></label>
      <xsl:choose>
        <xsl:when test="$registers(local-name()) or self::list or self::listBibl"><xsl:apply-templates select="." mode="block"/></xsl:when>
        <xsl:when test="$records(local-name())"><xsl:call-template name="record"/></xsl:when>
        <xsl:when test="f:holds-statements(.)">
          <list kind="plain" rend="statements"><xsl:apply-templates select="*" mode="statement"/></list>
        </xsl:when>
        <xsl:when test="* and (every $child in * satisfies f:is-block($child))"><xsl:call-template name="blocks"/></xsl:when>
        <xsl:when test="node()">
          <paragraph>
            <xsl:choose>
              <xsl:when test="f:is-phrase(.)"><xsl:apply-templates select="." mode="inline"/></xsl:when>
              <xsl:otherwise><xsl:apply-templates select="node()" mode="inline"/></xsl:otherwise>
            </xsl:choose>
            <xsl:sequence select="f:attributes(.)"/>
          </paragraph>
        </xsl:when>
        <xsl:otherwise><paragraph><sign>{string-join(f:all-attributes(.), '; ')}</sign></paragraph></xsl:otherwise>
      </xsl:choose>
    </item>
  </xsl:template>

  <!-- A number of an authority file is a link to it. -->
  <xsl:template match="idno[f:identifier-address(.)]" mode="statement" as="element(r:item)" priority="1">
    <item>
      <xsl:call-template name="item-marks"/>
      <label><sign>{f:label(.)}</sign></label>
      <paragraph><link target="{f:identifier-address(.)}">{normalize-space()}</link></paragraph>
    </item>
  </xsl:template>

  <!-- Birth, death and the like: date and place are one statement. -->
  <xsl:template match="(birth | death | floruit | residence | affiliation | education | occupation)[*][not(text()[normalize-space()])][not(* except (date, time, placeName, settlement, country, region, orgName, name, geogName, district, address))]" mode="statement" as="element(r:item)" priority="1">
    <item>
      <xsl:call-template name="item-marks"/>
      <label><sign>{f:label(.)}</sign></label>
      <paragraph>
        <xsl:call-template name="parts"/>
        <xsl:sequence select="f:attributes(.)"/>
      </paragraph>
    </item>
  </xsl:template>

  <xsl:template match="relation[@active or @mutual]" mode="statement" as="element(r:item)" priority="1">
    <item><label><sign>{f:label(.)}</sign></label><xsl:call-template name="record"/></item>
  </xsl:template>

  <!-- Whether an element holds elements only, and is not read as a sentence. -->
  <xsl:function name="f:holds-statements" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/*) and empty($element/text()[normalize-space()])
        and not($element[self::p | self::ab | self::note | self::persName | self::placeName | self::orgName | self::bibl | self::address | self::date])
        and (every $child in $element/* satisfies not(f:is-block($child)))"/>
  </xsl:function>

  <!-- Whether an element is running text with a rule for its kind. -->
  <xsl:function name="f:is-phrase" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/node()) and exists($span-kinds(local-name($element))) and not($element[self::p | self::ab | self::note])
        and not(f:holds-statements($element)) and (every $child in $element/* satisfies not(f:is-block($child)))"/>
  </xsl:function>

  <!-- The label of a statement: the name of its element (locales/, group `element`), else its tag split into words; and its
       type. -->
  <xsl:function name="f:label" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:variable name="label" as="xs:string" select="(m:message('element.' || $name), lower-case(replace($name, '(\p{Ll})(\p{Lu})', '$1 $2')))[1]"/>
    <xsl:variable name="type" as="xs:string?" select="$element/@type[normalize-space()] ! normalize-space()"/>
    <xsl:sequence select="$label || $type ! (' (' || . || ')')"/>
  </xsl:function>
</xsl:stylesheet>
