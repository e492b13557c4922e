<?xml version="1.0" encoding="UTF-8"?>
<!-- The images of the source beside the text: a figure (plate) for each surface, its zones are links to the text they show.
     All of it works without a script: a page number is a link to its plate, a zone to its text, the caption to the image.
     With one, facsimile.js makes a viewer of it. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <!-- The images in the site: address in the TEI file and address relative to the page, as JSON. -->
  <xsl:param name="images" as="xs:string" select="'{}'"/>
  <xsl:variable name="h:images" as="map(*)" select="parse-json($images)"/>
  <xsl:variable name="h:facsimile" as="xs:boolean" select="exists($h:document/facsimile/surface[h:image(@source)])"/>
  <!-- The first element of the text that points to each surface or zone: the target of the link from the zone. -->
  <xsl:variable name="h:shown-by" as="map(xs:string, element())"
    select="map:merge($h:document/witness//*[@facs] ! map:entry(string(@facs), .), map {'duplicates': 'use-first'})"/>

  <!-- The surfaces with an image, by their ids. -->
  <xsl:variable name="h:plates" as="map(xs:string, element(surface))"
    select="map:merge($h:document/facsimile/surface[h:image(@source)] ! map:entry(string(@id), .), map {'duplicates': 'use-first'})"/>

  <!-- The image service (IIIF Image API 2 and 3) of an address. -->
  <xsl:function name="h:service" as="xs:string?">
    <xsl:param name="source" as="xs:string"/>
    <xsl:sequence select="
      if (matches($source, '^https?://\S+/info\.json$')) then replace($source, '/info\.json$', '')
      else if (matches($source, '^https?://\S+/(full|square|pct:[\d.,]+|[\d,]+)/[^/]+/!?[\d.]+/(default|native|color|gray|bitonal)\.\w+$'))
        then replace($source, '(/[^/]+){4}$', '')
      else ()"/>
  </xsl:function>

  <!-- The address of an image on the page; empty for an image that is neither in the site nor http(s), and on a
       self-contained page. -->
  <xsl:function name="h:image" as="xs:string?">
    <xsl:param name="source" as="xs:string"/>
    <xsl:variable name="service" as="xs:string?" select="h:service($source)"/>
    <xsl:sequence select="
      if ($style) then ()
      else if (map:contains($h:images, $source)) then string($h:images($source))
      else if ($service) then iri-to-uri($service) || '/full/!1600,1600/0/default.jpg'
      else $source[matches(., '^https?://\S+$', 'i')] ! iri-to-uri(.)"/>
  </xsl:function>

  <!-- The servers that images come from, for the Content Security Policy of the page. -->
  <xsl:variable name="h:origins" as="xs:string*" select="
    distinct-values($h:document//(surface | image)/@source[not(map:contains($h:images, string(.)))][matches(., '^https?://[A-Za-z0-9.:-]+/', 'i')]
      ! replace(., '^(https?://[A-Za-z0-9.:-]+)/.*$', '$1', 'is'))"/>

  <xsl:template name="h:plates" as="element()?">
    <xsl:if test="$h:facsimile">
      <section class="facsimile" aria-labelledby="page:facsimile" data-labels="{h:viewer-labels()}">
        <h2 id="page:facsimile"><xsl:value-of select="m:message('page.facsimile')"/></h2>
        <xsl:apply-templates select="facsimile/surface[h:image(@source)]"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The words of the buttons that the script makes, as JSON. -->
  <xsl:function name="h:viewer-labels" as="xs:string">
    <xsl:sequence select="serialize(map {
      'image': m:message('page.facsimile'), 'larger': m:message('page.larger'), 'smaller': m:message('page.smaller'), 'whole': m:message('page.whole-image'),
      'previous': m:message('page.previous-image'), 'next': m:message('page.next-image'), 'window': m:message('page.whole-window'), 'close': m:message('page.close')},
      map {'method': 'json'})"/>
  </xsl:function>

  <!-- Of an image service: the address of a larger image, for the viewer. -->
  <xsl:function name="h:larger" as="attribute()?">
    <xsl:param name="source" as="xs:string"/>
    <xsl:sequence select="h:service($source)[not(map:contains($h:images, $source))] ! h:attribute('data-large', iri-to-uri(.) || '/full/!4000,4000/0/default.jpg')"/>
  </xsl:function>

  <xsl:template match="surface" as="element()">
    <xsl:variable name="image" as="xs:string" select="h:image(@source)"/>
    <figure class="plate" id="facs:{@id}">
      <div class="image"><div class="sheet">
        <img src="{$image}" alt="{m:message('page.facsimile-of', 'label', string(@label))}" loading="lazy" decoding="async">
          <xsl:sequence select="h:larger(@source)"/>
        </img>
        <xsl:if test="zone">
          <svg class="zones" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <xsl:apply-templates select="zone"/>
          </svg>
        </xsl:if>
      </div></div>
      <figcaption>
        <a href="{$image}"><xsl:value-of select="@label"/></a>
        <xsl:for-each select="$h:shown-by(@id)">
          <xsl:text> · </xsl:text><a href="#{h:anchor(.)}"><xsl:value-of select="m:message('page.to-text')"/></a>
        </xsl:for-each>
      </figcaption>
    </figure>
  </xsl:template>

  <xsl:template match="zone" as="element()">
    <a href="#{$h:shown-by(@id) ! h:anchor(.)}" tabindex="-1" id="facs:{@id}">
      <rect x="{@x}" y="{@y}" width="{@width}" height="{@height}"/>
    </a>
  </xsl:template>

  <!-- The id of an element that a surface or zone shows: its own, else one made from the id of the zone. -->
  <xsl:function name="h:anchor" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/@id, 'shown:' || $element/@facs)[1]"/>
  </xsl:function>

  <!-- The link from the beginning of a page to its plate. -->
  <xsl:function name="h:to-plate" as="element()?">
    <xsl:param name="page" as="element(break)"/>
    <xsl:variable name="plate" as="element(surface)?" select="$page/@facs ! $h:plates(string())"/>
    <xsl:if test="$plate and h:live($page)">
      <a class="to-plate" href="#facs:{$plate/@id}" aria-label="{m:message('page.facsimile-of', 'label', string($plate/@label))}"><xsl:value-of select="m:message('gap.figure')"/></a>
    </xsl:if>
  </xsl:function>

  <!-- The attributes of an element that a plate shows: the zone, and an id if it has none of its own. -->
  <xsl:function name="h:shown" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@facs and $h:facsimile and h:live($element)">
      <xsl:attribute name="data-facs" select="$element/@facs"/>
      <xsl:if test="not($element/@id) and $h:shown-by($element/@facs) is $element"><xsl:attribute name="id" select="h:anchor($element)"/></xsl:if>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
