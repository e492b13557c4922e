<?xml version="1.0" encoding="UTF-8"?>
<!-- The images of the source (Guidelines 12.1): each written surface with its image, and the zones that @facs points to, in
     per cent of the surface. An image that @facs itself names is a surface too. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- The pointers of @facs in the text; `addresses` are those that name an image. -->
  <xsl:variable name="pointed" as="xs:string*" select="distinct-values($text//@facs ! tokenize(.)[1])"/>
  <xsl:variable name="surfaces" as="element()*" select="$tei/(facsimile | sourceDoc)//(surface[graphic[@url]] | graphic[@url][parent::facsimile or parent::surfaceGrp])"/>
  <xsl:variable name="addresses" as="xs:string*" select="$pointed[not(starts-with(., '#'))]"/>
  <xsl:variable name="is-pointed" as="map(xs:string, xs:boolean)" select="map:merge($pointed ! map:entry(., true()))"/>
  <!-- The number of the first page that points to each surface or image. -->
  <xsl:variable name="page-numbers" as="map(xs:string, attribute(n))" select="
      map:merge(for $page in $text//pb[@n], $pointer in tokenize($page/@facs) return map:entry($pointer, $page/@n), map {'duplicates': 'use-first'})"/>

  <!-- The id of each surface, and of each image that the text names. -->
  <xsl:variable name="surface-id" as="map(xs:string, xs:string)" select="
      map:merge((
        for $n in 1 to count($surfaces) return map:entry(generate-id($surfaces[$n]), ($surfaces[$n]/@xml:id/string(), f:free-id($tei, 'surface-' || $n))[1]),
        for $n in 1 to count($addresses) return map:entry($addresses[$n], f:free-id($tei, 'image-' || $n))))"/>

  <!-- The id of the surface or zone that @facs points to; of several the first. -->
  <xsl:function name="f:facs" as="xs:string?">
    <xsl:param name="facs" as="attribute()"/>
    <xsl:variable name="first" as="xs:string?" select="tokenize($facs)[1]"/>
    <xsl:sequence select="if (starts-with($first, '#')) then f:pointed-id(substring($first, 2)) else $first ! $surface-id(.)"/>
  </xsl:function>

  <!-- The id of the surface or zone with this xml:id. -->
  <xsl:function name="f:pointed-id" as="xs:string?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="target" as="element()?" select="key('by-id', $id, root($tei))[1]"/>
    <xsl:sequence select="
        if ($target/self::zone[exists(f:box(.))]) then $id
        else $target/(ancestor-or-self::surface, self::graphic)[1] ! $surface-id(generate-id(.))"/>
  </xsl:function>

  <xsl:template name="facsimile" as="element(r:facsimile)?">
    <xsl:where-populated>
      <facsimile>
        <xsl:for-each select="$surfaces">
          <surface id="{$surface-id(generate-id())}" label="{f:surface-label(., position())}" source="{normalize-space((@url, graphic[1]/@url)[1])}">
            <xsl:sequence select="f:pixels((self::graphic, graphic)[1])"/>
            <xsl:for-each select=".//zone[map:contains($is-pointed, '#' || @xml:id)]">
              <xsl:variable name="id" as="xs:string" select="@xml:id"/>
              <xsl:for-each select="f:box(.)"><zone id="{$id}" x="{?x}" y="{?y}" width="{?width}" height="{?height}"/></xsl:for-each>
            </xsl:for-each>
          </surface>
        </xsl:for-each>
        <xsl:for-each select="$addresses">
          <surface id="{$surface-id(.)}" label="{f:page-label(., position())}" source="{.}"/>
        </xsl:for-each>
      </facsimile>
    </xsl:where-populated>
  </xsl:template>

  <!-- The size of an image in pixels: @width and @height with this unit, or with none. -->
  <xsl:function name="f:pixels" as="attribute()*">
    <xsl:param name="image" as="element(graphic)?"/>
    <xsl:variable name="sides" as="xs:string*" select="$image/(@width, @height) ! normalize-space()"/>
    <xsl:if test="count($sides) = 2 and (every $side in $sides satisfies matches($side, '^[1-9]\d{0,5}(px)?$'))">
      <xsl:attribute name="width" select="replace($sides[1], 'px', '')"/>
      <xsl:attribute name="height" select="replace($sides[2], 'px', '')"/>
    </xsl:if>
  </xsl:function>

  <!-- What the file says of its images, such as who permits them: one statement for each surface. -->
  <xsl:template name="described-images" as="element(r:group)?">
    <xsl:variable name="described" as="element()*" select="$surfaces[descendant-or-self::graphic/desc[normalize-space()]]"/>
    <xsl:if test="exists($described)">
      <group name="facsimile" label="{m:message('page.facsimile')}">
        <xsl:for-each select="$surfaces">
          <xsl:variable name="label" as="xs:string" select="f:surface-label(., position())"/>
          <xsl:for-each select=".[. intersect $described]">
            <fact name="other" label="{$label}">{string-join(distinct-values(descendant-or-self::graphic/desc ! normalize-space())[.], '; ')}</fact>
          </xsl:for-each>
        </xsl:for-each>
      </group>
    </xsl:if>
  </xsl:template>

  <!-- The label of a surface: its own number, the number of the page that points to it, or its position. -->
  <xsl:function name="f:surface-label" as="xs:string">
    <xsl:param name="surface" as="element()"/>
    <xsl:param name="place" as="xs:integer"/>
    <xsl:sequence select="($surface/@n ! m:message('page.number', 'number', string()), f:page-label('#' || $surface/@xml:id, $place))[1]"/>
  </xsl:function>
  <xsl:function name="f:page-label" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="place" as="xs:integer"/>
    <xsl:variable name="page" as="xs:string?" select="$page-numbers($pointer)"/>
    <xsl:sequence select="if ($page) then m:message('page.number', 'number', string($page)) else m:message('page.image-number', 'number', string($place))"/>
  </xsl:function>

  <!-- ============================================================ places -->
  <!-- A zone in per cent of its surface; empty if the size of the surface is not known. -->
  <xsl:function name="f:box" as="map(xs:string, xs:decimal)?">
    <xsl:param name="zone" as="element(zone)"/>
    <xsl:variable name="whole" as="xs:double*" select="$zone/ancestor::surface[1] ! f:extent-of(.)"/>
    <xsl:variable name="part" as="xs:double*" select="f:corners($zone)"/>
    <xsl:if test="count($whole) = 4 and count($part) = 4">
      <xsl:variable name="wide" as="xs:double" select="$whole[3] - $whole[1]"/>
      <xsl:variable name="high" as="xs:double" select="$whole[4] - $whole[2]"/>
      <xsl:if test="$wide gt 0 and $high gt 0 and $part[3] gt $part[1] and $part[4] gt $part[2]">
        <xsl:sequence select="map {
            'x': f:percent(($part[1] - $whole[1]) div $wide), 'y': f:percent(($part[2] - $whole[2]) div $high),
            'width': f:percent(($part[3] - $part[1]) div $wide), 'height': f:percent(($part[4] - $part[2]) div $high) }"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:percent" as="xs:decimal">
    <xsl:param name="share" as="xs:double"/>
    <xsl:sequence select="round(xs:decimal($share) * 100, 2)"/>
  </xsl:function>

  <!-- Left, top, right, bottom of a surface, in the units of its zones: its own, else the pixels of its image. -->
  <xsl:function name="f:extent-of" as="xs:double*">
    <xsl:param name="surface" as="element(surface)"/>
    <xsl:variable name="own" as="xs:double*" select="f:corners($surface)"/>
    <xsl:variable name="pixels" as="xs:double*" select="$surface/graphic[1]/(@width, @height) ! replace(., 'px$', '')[. castable as xs:double] ! xs:double(.)"/>
    <xsl:sequence select="if (count($own) = 4) then $own else if (count($pixels) = 2) then (0, 0, $pixels) else ()"/>
  </xsl:function>

  <!-- Left, top, right, bottom: of a box, or of the points of an outline. -->
  <xsl:function name="f:corners" as="xs:double*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="points" as="xs:string*" select="tokenize($element/@points)[matches(., '^-?[\d.]+,-?[\d.]+$')]"/>
    <xsl:variable name="x" as="xs:double*" select="$points ! number(substring-before(., ','))"/>
    <xsl:variable name="y" as="xs:double*" select="$points ! number(substring-after(., ','))"/>
    <xsl:sequence select="
        if ($element[@lrx castable as xs:double and @lry castable as xs:double]) then
          (($element/@ulx[. castable as xs:double], 0)[1], ($element/@uly[. castable as xs:double], 0)[1], $element/@lrx, $element/@lry) ! number(.)
        else if (exists($x)) then (min($x), min($y), max($x), max($y))
        else ()"/>
  </xsl:function>
</xsl:stylesheet>
