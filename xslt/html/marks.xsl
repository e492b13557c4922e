<?xml version="1.0" encoding="UTF-8"?>
<!-- What any element may have: class names, anchor and language, explanation, links to its note and to its other parts. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages" xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <xsl:variable name="h:document" as="element(document)" select="(root()//document)[1]"/>

  <!-- Looked up for every element, so computed once: elements by id, entries by id, numbers of entries and hands. -->
  <xsl:variable name="h:by-id" as="map(xs:string, element())"
    select="map:merge($h:document/(description, witness, appendix, sigla)//@id ! map:entry(string(.), ..))"/>
  <xsl:variable name="h:entries" as="map(xs:string, element(entry))"
    select="map:merge($h:document/apparatus/entry ! map:entry(string(@ref), .))"/>
  <xsl:variable name="h:numbers" as="map(xs:string, xs:integer)" select="
    let $entries := $h:document/apparatus/entry return map:merge(for $n in 1 to count($entries) return map:entry(string($entries[$n]/@ref), $n))"/>
  <xsl:variable name="h:hands" as="map(xs:string, xs:integer)"
    select="map:merge($h:document/hands/hand ! map:entry(string(@id), xs:integer(@n)))"/>

  <xsl:variable name="h:stages" as="map(xs:string, xs:integer)"
    select="map:merge($h:document/layers/layer ! map:entry(string(@id), xs:integer(@n)))"/>

  <!-- The row in the table of differences of a place in the text. -->
  <xsl:variable name="h:differences" as="map(xs:string, xs:integer)" select="
    let $rows := $h:document/collation/variation return map:merge(for $n in 1 to count($rows), $ref in $rows[$n]/reading/@ref return map:entry(string($ref), h:row-number($rows[$n], $n)))"/>

  <!-- How the page shows writing by its place: the first word of @place in this table decides. Writing in any other place
       stays in the text, with a label. -->
  <xsl:variable name="h:places" as="map(xs:string, xs:string)" static="yes" select="map {
    'above': 'raised', 'interlinear': 'raised', 'below': 'lowered', 'left': 'margin', 'right': 'margin',
    'top': 'labelled', 'bottom': 'labelled', 'inline': 'inline', 'inspace': 'inline'}"/>

  <!-- edition.css has this many combinations of colour and line for hands; further hands use them again. -->
  <xsl:variable name="h:palette" as="xs:integer" static="yes" select="12"/>

  <xsl:function name="h:token" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="replace(lower-case(normalize-space($value)), '[^\p{L}\p{N}]+', '-')"/>
  </xsl:function>

  <!-- The class name of the kind of an element; the prefix keeps it apart from class names of the page. -->
  <xsl:variable name="h:kinds" as="map(xs:string, xs:string)" select="map:merge(distinct-values($h:document//@kind ! string()) ! map:entry(., 'is-' || h:token(.)))"/>
  <xsl:function name="h:kind" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$h:kinds(string($element/@kind))"/>
  </xsl:function>

  <!-- Whether the element is text of a witness, not a quotation in a note or in the legend. -->
  <xsl:variable name="h:legend" as="element()" select="($h:document/legend/descendant-or-self::*)[last()]"/>
  <xsl:variable name="h:apparatus" as="element()" select="$h:document/apparatus"/>
  <xsl:function name="h:live" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <!-- witnesses and appendices are between the legend and the apparatus, so no walk up the tree is needed -->
    <xsl:sequence select="$element >> $h:legend and $h:apparatus >> $element"/>
  </xsl:function>

  <!-- The class names of the place of an element. A margin without a side is the right one; the top or bottom of a side
       margin is in that margin. -->
  <xsl:function name="h:place" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="block" as="xs:boolean"/>
    <xsl:if test="$element/@place or $block and $element[self::section]">
      <xsl:sequence select="h:stated-place($element, $block)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:stated-place" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="block" as="xs:boolean"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($element/@place)"/>
    <xsl:variable name="side" as="xs:string?" select="$words[. = ('left', 'right')][1]"/>
    <xsl:variable name="shown" as="xs:string?" select="
      if ($words = 'margin' and not($words = ('top', 'bottom'))) then 'margin' else ($side, $words)[1] ! ($h:places(.), 'labelled')[1]"/>
    <xsl:variable name="live" as="xs:boolean" select="h:live($element)"/>
    <xsl:sequence select="
      if (not($live)) then $shown[. = ('raised', 'lowered')]
      else if ($shown = 'margin') then ('margin', ($side, 'right')[1])
      else if ($block) then 'labelled'[$shown or $element[self::section][@label]]
      else $shown"/>
  </xsl:function>

  <xsl:function name="h:hand" as="xs:string*">
    <xsl:param name="hand" as="attribute()?"/>
    <xsl:variable name="n" as="xs:integer?" select="$hand ! $h:hands(.)"/>
    <xsl:sequence select="$n ! ('hand', 'hand-' || (. - 1) mod $h:palette + 1)"/>
  </xsl:function>

  <!-- The attributes of the HTML element; $names are class names in addition to those from its marks. -->
  <xsl:function name="h:marks" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="names" as="xs:string*"/>
    <xsl:param name="block" as="xs:boolean"/>
    <xsl:choose>
      <!-- most elements have no marks -->
      <xsl:when test="empty($element/@*[not(local-name() = ('kind', 'n', 'level'))])">
        <xsl:if test="exists($names)"><xsl:attribute name="class" select="distinct-values($names)" separator=" "/></xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="h:stated-marks($element, $names, $block)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="h:stated-marks" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="names" as="xs:string*"/>
    <xsl:param name="block" as="xs:boolean"/>
    <xsl:variable name="live" as="xs:boolean" select="h:live($element)"/>
    <xsl:variable name="classes" as="xs:string*" select="
      $names, h:place($element, $block), h:hand($element/@hand), $element/@view ! ('only-' || .),
      $element/@rend ! tokenize(.) ! ('rend-' || h:token(.)), $element/@style ! tokenize(.) ! ('style-' || .), $element/@cert ! ('cert-' || .),
      $element/@differs ! ('differs-' || .)"/>
    <xsl:if test="exists($classes)"><xsl:attribute name="class" select="if (count($classes) = 1) then $classes else distinct-values($classes)" separator=" "/></xsl:if>
    <xsl:sequence select="$element/@change ! $h:stages(.) ! h:attribute('data-stage', string(.))"/>
    <xsl:if test="$live"><xsl:sequence select="$element/@id/h:attribute('id', .), h:shown($element)"/></xsl:if>
    <xsl:sequence select="$element/@xml:lang/h:attribute('lang', .), $element/@dir/h:attribute('dir', .)"/>
    <xsl:if test="$live and $element/@label">
      <xsl:attribute name="tabindex" select="if (h:entry($element)) then '-1' else '0'"/>
      <xsl:attribute name="aria-describedby" select="h:explanation-id($element)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:attribute" as="attribute()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:attribute name="{$name}" select="$value"/>
  </xsl:function>

  <!-- The id of the explanation: from the element's id, else from its number in the tree (without the number of the tree,
       which differs between runs). -->
  <xsl:function name="h:explanation-id" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="'says:' || ($element/@id, replace(generate-id($element), '^d\d+', '.'))[1]"/>
  </xsl:function>

  <!-- The element's entry in the apparatus. -->
  <xsl:function name="h:entry" as="element(entry)?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@id ! $h:entries(.)"/>
  </xsl:function>

  <xsl:function name="h:number" as="xs:string">
    <xsl:param name="entry" as="element(entry)"/>
    <xsl:sequence select="string(($entry/@n, $h:numbers($entry/@ref))[1])"/>
  </xsl:function>

  <!-- The explanation, first in its element: a label if the style sheet shows it in place, else shown on hover and focus.
       Screen readers skip it in place and read it once, on focus (aria-describedby). -->
  <xsl:function name="h:explanation" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@label and h:live($element)">
      <span class="says" id="{h:explanation-id($element)}" lang="{$interface}" aria-hidden="true"><xsl:value-of select="$element/@label"/></span>
    </xsl:if>
  </xsl:function>

  <!-- The links at the end of a marked element: to its other parts, to its note. -->
  <xsl:function name="h:links" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/(@id, @prev, @next) and h:live($element)">
      <xsl:sequence select="$element/@prev/h:go(., 'continues'), $element/@next/h:go(., 'continued')"/>
      <xsl:for-each select="$element[@differs]/@id ! h:to-row(.)">
        <a class="to-row" href="{.}" aria-label="{m:message('page.to-differences')}">↩</a>
      </xsl:for-each>
      <xsl:for-each select="h:entry($element)">
        <a class="ref" href="#note:{@ref}" aria-label="{m:message('page.note', 'number', h:number(.))}">
          <xsl:if test="$element/@label"><xsl:attribute name="aria-describedby" select="h:explanation-id($element)"/></xsl:if>
          <xsl:value-of select="h:number(.)"/>
        </a>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:go" as="element()?">
    <xsl:param name="to" as="attribute()"/>
    <xsl:param name="word" as="xs:string"/>
    <xsl:for-each select="h:to($to)">
      <a class="go {$word}" href="{.}" aria-label="{m:message('page.' || $word)}"/>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
