<?xml version="1.0" encoding="UTF-8"?>
<!-- Which attributes the rules read, by element; any other attribute gets a message if coverage is requested.
     tests/test_coverage.py compares this table with the rules: a name is here if and only if a rule reads it. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:p="urn:teikit:reading:pass"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Whether to report each element and attribute that no rule reads. -->
  <xsl:param name="coverage" as="xs:boolean" select="false()"/>

  <xsl:mode name="read" on-no-match="fail"/>

  <!-- On any element. -->
  <xsl:template mode="read" as="empty-sequence()" match="
      @xml:id | @xml:lang | @xml:space | @cert | @hand | @corresp | @next | @prev | @change | @place | @rend | @rendition | @style | @when | @facs | @p:*"/>

  <!-- Values of which no table says what they look like (renderings.xml). -->
  <xsl:template mode="read" as="empty-sequence()" match="@rend[empty(f:styles(..))] | @rendition[empty(f:styles(..))] | @style[empty(f:styles(..))]" priority="1">
    <xsl:variable name="names" as="xs:string*" select="
        if (self::attribute(style)) then string() else if (self::attribute(rend)) then f:rend-parts(.) else tokenize(.)[empty($renditions(replace(., '^.*#', '')))]"/>
    <xsl:variable name="unknown" as="xs:string*" select="$names[not(f:is-known-name(.))][not(f:rend(.))]"/>
    <xsl:if test="exists($unknown)">
      <xsl:message select="f:diagnostic('publish-unknown-rendering', .., local-name(..) || '/@' || name(), 'no table says how “' || string-join($unknown, ' ') || '” looks (@' || name() || ' of ' || local-name(..) || ')')"/>
    </xsl:if>
  </xsl:template>

  <!-- On the elements where a rule reads it. -->
  <xsl:template mode="read" as="empty-sequence()" match="
      (div | div1 | div2 | div3 | div4 | div5 | div6 | div7)/(@type | @subtype | @n) | g/@ref | lb/(@n | @style) | stage/@type | space/@dim | zone/@rotate | metamark/@function | line/@type | mod/@spanTo | (sense | lg)/@n | (form | cit)/@type | (note | seg | ab | list | listBibl | persName | name | rs | fw | idno | app | rdg | rdgGrp | space | shift | move | stamp | address | figure)/@type
      | (note | item | pb | cb | milestone | gb | witness)/@n | fw/@place | gap/@reason | unclear/@reason | supplied/@reason
      | (gap | space | restore | retrace | damage | secl | surplus | ex | am | mod)/(@quantity | @unit | @extent | @precision | @atLeast | @atMost | @min | @max)
      | (damage | damageSpan | gap | unclear)/@agent | l/(@n | @part) | cell/(@rows | @cols | @role) | row/@role | (milestone | gb)/@unit | (lb | pb | cb)/@break | handShift/@new | (addSpan | delSpan | damageSpan)/@spanTo
      | (supplied | note | corr | rdg | lem | certainty | precision | respons | interp)/@resp
      | (ref | ptr | undo | redo | substJoin | annotation | certainty | precision | respons | interp | span | note)/@target | note/@targetEnd | span/@from | (graphic | media | binaryObject)/(@url | @mimeType)
      | app/(@from | @to | @loc) | (lem | rdg | witDetail | witStart | witEnd)/@wit | (lem | rdg)/(@cause | @source | @varSeq | @copyOf | @type) | witDetail/(@target | @type) | listWit/@n | relation/(@active | @passive | @mutual | @name) | (pause | vocal | kinesic | incident)/@dur
      | prefixDef/(@matchPattern | @replacementPattern) | (said | q | sp | u)/@who | measure/(@quantity | @unit | @commodity) | num/@value | date/(@calendar | @when-custom) | (pb | cb)/@ed
      | (f | fs)/(@name | @type | @feats | @fVal) | (symbol | numeric | binary)/(@value | @max)
      | (text | div)/(@sameAs | @copyOf | @decls) | text/(@n | @type)
      | quotation/@marks | shift/(@feature | @new) | date/@when-iso | change/@notBefore"/>

  <xsl:template match="*[$span-kinds(local-name())]/@ref" mode="read" as="empty-sequence()"/>

  <xsl:template match="@*" mode="read" priority="-1" as="empty-sequence()">
    <xsl:message select="f:diagnostic('publish-unhandled-attribute', .., local-name(..) || '/@' || name(), 'no rule reads @' || name() || ' of ' || local-name(..))"/>
  </xsl:template>

  <!-- ============================================================ messages -->
  <!-- A diagnostic for the caller: code, number of the element in the document, subject, sentence. -->
  <xsl:function name="f:diagnostic" as="xs:string">
    <xsl:param name="code" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:param name="what" as="xs:string"/>
    <xsl:param name="sentence" as="xs:string"/>
    <xsl:sequence select="string-join(($code, ($element/ancestor-or-self::*[@p:number][1]/@p:number, '-')[1], $what, $sentence), ' ')"/>
  </xsl:function>
</xsl:stylesheet>
