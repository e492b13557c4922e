<?xml version="1.0" encoding="UTF-8"?>
<!-- What a document of a site says besides its record, taken from its reading document as JSON: names, interventions, hands, images,
     signs, entries of registers, the words of its blocks in both views. teikit/publication/reading/extract.py reads it. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="urn:teikit:html" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <xsl:function name="h:model" as="map(xs:string, item())">
    <xsl:param name="document" as="element(document)"/>
    <xsl:variable name="texts" as="element()*" select="$document/(witness, appendix)"/>
    <xsl:variable name="blocks" as="element()*" select="
      $texts//(paragraph | heading | line | stamp | verse | row | caption | unhandled | note | item[h:has-words(label)])[@id][not(ancestor::note or ancestor::row)]"/>
    <xsl:sequence select="map {
      'blocks': array { $blocks ! h:block(.) },
      'mentions': array { $blocks ! h:mentions(.) },
      'interventions': array { $texts//(span | section)[@kind = $h:interventions][@id] ! h:intervention(.), $texts//note[@kind = 'marginalia'][@id] ! h:intervention(.) },
      'hands': array { $document/hands/hand ! array { string(@id), string(@label) } },
      'images': array { $document/facsimile/surface ! array { string(@source), string(@label), string(@width), string(@height) } },
      'signs': array { $document/legend/entry ! array { string(@kind), string(.), string(@label) } },
      'entities': array { $document/entities/entity ! h:entity(.) },
      'holding': map:merge($document/record/holding/@* ! map:entry(local-name(), string())),
      'kind': string($document/record/kind),
      'changed': string($document/record/changed),
      'convention': normalize-space($document/description//fact[@name = 'convention'][1]),
      'summary': normalize-space($document/description/fact[@name = 'summary'][1])}"/>
  </xsl:function>

  <xsl:variable name="h:interventions" as="xs:string+" static="yes" select="'addition', 'deletion', 'restored', 'retraced', 'modification'"/>

  <!-- A block: its id, its field, its language, its words in the diplomatic and in the reading view. -->
  <xsl:function name="h:block" as="array(xs:string)">
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="diplomatic" as="xs:string" select="h:words($block, 'diplomatic')"/>
    <xsl:sequence select="array {
      string($block/@id), if ($block/self::note) then 'note' else 'text', string($block/ancestor-or-self::*[@xml:lang][1]/@xml:lang),
      $diplomatic, if ($block//@view or $block/ancestor::*/@view) then h:words($block, 'reading') else $diplomatic }"/>
  </xsl:function>

  <!-- Whether a label is more than a number. -->
  <xsl:function name="h:has-words" as="xs:boolean">
    <xsl:param name="label" as="element(label)?"/>
    <xsl:sequence select="matches($label, '\p{L}{2}')"/>
  </xsl:function>

  <!-- ============================================================ names, interventions -->
  <xsl:function name="h:mentions" as="array(xs:string)*">
    <xsl:param name="block" as="element()"/>
    <xsl:for-each select="(if ($block/self::item) then $block/label else $block)//span[@entity][$block/self::note or not(ancestor::note)]">
      <xsl:variable name="text" as="xs:string" select="(('reading', 'diplomatic') ! translate(h:words(current(), .), '&#10;', ' ')[.], '')[1]"/>
      <xsl:if test="$text"><xsl:sequence select="array { string(@entity), string(@ref), $text, string($block/@id), string(@cert) }"/></xsl:if>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="h:intervention" as="array(xs:string)">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="text" as="xs:string" select="(('diplomatic', 'reading') ! h:words($element, .)[.], '')[1]"/>
    <xsl:variable name="block" as="element()?" select="($element/ancestor::note[last()], $element/ancestor::row[last()], $element/ancestor-or-self::*[self::paragraph or self::heading or self::line or self::stamp or self::verse or self::caption or self::note or self::item[h:has-words(label)]][1], $element/descendant::*[@id][1])[@id][1]"/>
    <xsl:sequence select="array {
      string($element/@kind), translate($text, '&#10;', ' '), string($block/@id), string($element/@id), string($element/@hand), string($element/@place), string($element/@label), string($element/@cert) }"/>
  </xsl:function>

  <!-- ============================================================ entries of registers -->
  <xsl:function name="h:entity" as="map(xs:string, item())">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:sequence select="map {
      'key': string($entity/@key), 'kind': string($entity/@kind),
      'names': h:values($entity/name), 'authors': h:values($entity/author), 'dates': h:values($entity/date),
      'identifiers': h:values($entity/identifier), 'occupations': array { $entity/occupation ! string() },
      'description': string-join($entity/note, ' ')}"/>
  </xsl:function>
</xsl:stylesheet>
