<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to reading document (schemas/reading.rng): all editorial decisions are made here, independent of any output format.
     The numbered files are passes over the text, in order; each is a declared mode that returns a typed tree. The parts of
     a pass are in a folder of its name. -->
<xsl:package name="urn:teikit:reading" package-version="0.1" version="3.0"
             xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
             xmlns:f="urn:teikit:reading:functions" xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
             xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all"
             default-validation="strip" expand-text="yes">

  <xsl:include href="element-names.xsl"/>
  <xsl:include href="10-select.xsl"/>
  <xsl:include href="10-notes-elsewhere.xsl"/>
  <xsl:include href="10-entries-elsewhere.xsl"/>
  <xsl:include href="20-flow.xsl"/>
  <xsl:include href="30-mark/mark.xsl"/>
  <xsl:include href="30-mark/witnesses.xsl"/>
  <xsl:include href="30-mark/divisions.xsl"/>
  <xsl:include href="30-mark/names-of-texts.xsl"/>
  <xsl:include href="30-mark/blocks.xsl"/>
  <xsl:include href="30-mark/lists.xsl"/>
  <xsl:include href="30-mark/tables.xsl"/>
  <xsl:include href="30-mark/verse.xsl"/>
  <xsl:include href="30-mark/drama.xsl"/>
  <xsl:include href="30-mark/inscriptions.xsl"/>
  <xsl:include href="30-mark/source.xsl"/>
  <xsl:include href="30-mark/speech.xsl"/>
  <xsl:include href="30-mark/dictionary.xsl"/>
  <xsl:include href="30-mark/inlines.xsl"/>
  <xsl:include href="30-mark/quotations.xsl"/>
  <xsl:include href="30-mark/links.xsl"/>
  <xsl:include href="30-mark/figures.xsl"/>
  <xsl:include href="30-mark/notes.xsl"/>
  <xsl:include href="30-mark/breaks-and-gaps.xsl"/>
  <xsl:include href="30-mark/records.xsl"/>
  <xsl:include href="30-mark/variants.xsl"/>
  <xsl:include href="30-mark/insertions.xsl"/>
  <xsl:include href="30-mark/traits.xsl"/>
  <xsl:include href="30-mark/sigla.xsl"/>
  <xsl:include href="30-mark/annotations.xsl"/>
  <xsl:include href="30-mark/unhandled.xsl"/>
  <xsl:include href="30-mark/explanations.xsl"/>
  <xsl:include href="30-mark/read-attributes.xsl"/>
  <xsl:include href="40-apparatus.xsl"/>
  <xsl:include href="50-whitespace.xsl"/>
  <xsl:include href="record/record.xsl"/>
  <xsl:include href="record/dates.xsl"/>
  <xsl:include href="record/date-words.xsl"/>
  <xsl:include href="record/persons-and-languages.xsl"/>
  <xsl:include href="record/citation.xsl"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="header-groups.xsl"/>
  <xsl:include href="header-coverage.xsl"/>
  <xsl:include href="describe.xsl"/>
  <xsl:include href="describe-words.xsl"/>
  <xsl:include href="describe-attributes.xsl"/>
  <xsl:include href="msdesc.xsl"/>
  <xsl:include href="facsimile.xsl"/>
  <xsl:include href="signs.xsl"/>
  <xsl:include href="renderings-table.xsl"/>
  <xsl:include href="renderings.xsl"/>
  <xsl:include href="direction.xsl"/>
  <xsl:include href="site.xsl"/>
  <xsl:include href="functions.xsl"/>
  <xsl:include href="../messages.xsl"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>

  <!-- The id of a document whose TEI element has none. -->
  <xsl:param name="id" as="xs:string" select="'document'"/>

  <!-- Whether only the messages are wanted. -->
  <xsl:param name="locating" as="xs:boolean" select="false()"/>

  <!-- Targets of pointers in other documents of the edition (NAME or NAME#id of a page) by the pointers as they are written,
       and the names of the entries of registers there. -->
  <xsl:param name="references" as="map(xs:string, xs:string)" select="map {}"/>
  <xsl:param name="names" as="map(xs:string, xs:string)" select="map {}"/>

  <!-- The document: a TEI without documents inside, else a corpus that has none (its header alone). -->
  <xsl:variable name="tei" as="element()" select="
      (/TEI[not(TEI)], /(TEI | teiCorpus)/descendant-or-self::TEI[not(TEI)], /teiCorpus/descendant-or-self::teiCorpus[not(TEI | teiCorpus)])[1],
      if (/TEI | /teiCorpus) then () else error(xs:QName('f:no-tei'), 'the document has no TEI element')"/>
  <!-- The headers of the corpora that the document is in, innermost first. -->
  <xsl:variable name="corpus-headers" as="element(teiHeader)*" select="reverse($tei/ancestor::*/teiHeader)"/>
  <xsl:variable name="header" as="element(teiHeader)?" select="$tei/teiHeader"/>
  <!-- The headers whose declarations are in force, innermost last: what a corpus declares holds for its documents (15.1). -->
  <xsl:variable name="headers" as="element(teiHeader)*" select="reverse($corpus-headers), $header"/>
  <xsl:variable name="text" as="element(text)*" select="$tei/text"/>
  <!-- A transcription by surfaces, zones and lines (11.2.2): a witness of its own, after the text if there is one. -->
  <xsl:variable name="source" as="element(sourceDoc)*" select="$tei/sourceDoc"/>
  <!-- Registers, annotations and an apparatus outside the text (16.10). -->
  <xsl:variable name="stand-off" as="element()*" select="$tei/standOff, $header/profileDesc/(particDesc | settingDesc)[*[starts-with(local-name(), 'list')]]"/>

  <xsl:template match="/" as="document-node()">
    <xsl:if test="$coverage"><xsl:apply-templates select="($text | $source | $stand-off)//@*" mode="read"/><xsl:call-template name="header-coverage"/></xsl:if>
    <xsl:variable name="selected" as="document-node()"><xsl:document><xsl:apply-templates select="$text, $source, $stand-off" mode="select"/></xsl:document></xsl:variable>
    <xsl:variable name="flowing" as="document-node()"><xsl:document><xsl:apply-templates select="$selected" mode="flow"/></xsl:document></xsl:variable>
    <xsl:variable name="marked" as="document-node()"><xsl:document>
        <xsl:if test="$flowing/text"><xsl:call-template name="witnesses"><xsl:with-param name="text" select="$flowing/text"/></xsl:call-template></xsl:if>
        <xsl:apply-templates select="$flowing/sourceDoc" mode="appendix"/>
        <xsl:apply-templates select="$flowing/(standOff | particDesc | settingDesc)" mode="appendix"/>
    </xsl:document></xsl:variable>
    <xsl:choose>
      <!-- all messages come from the passes so far -->
      <xsl:when test="$locating"><xsl:document><located nodes="{count($marked//node())}"/></xsl:document></xsl:when>
      <xsl:otherwise><xsl:call-template name="document"><xsl:with-param name="marked" select="$marked"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="document" as="document-node()">
    <xsl:param name="marked" as="document-node()"/>
    <xsl:variable name="noted" as="element()*" select="$marked//r:*[@note][f:is-noted(.)]"/>
    <xsl:variable name="ids" as="map(xs:string, xs:integer)" select="f:in-order($noted[not(@id)])"/>
    <xsl:variable name="notes" as="element(r:note)*" select="$marked//r:note[$apart(@kind)]"/>
    <xsl:variable name="entry-labels" as="xs:string*" select="f:entry-labels(count($noted), $notes)"/>
    <xsl:variable name="labels" as="map(xs:string, xs:string)" select="f:note-labels($notes, $entry-labels)"/>
    <xsl:variable name="prefix" as="xs:string" select="if (some $id in $marked//@id satisfies matches($id, '^n\d+$')) then 'note-' else 'n'"/>
    <xsl:document>
      <document id="{($tei/@xml:id, $id)[1]}" title="{f:title()}" xml:lang="{f:language()}">
        <xsl:sequence select="$record"/>
        <xsl:call-template name="description"/>
        <xsl:call-template name="hands"/>
        <xsl:call-template name="layers"/>
        <xsl:call-template name="sigla"/>
        <xsl:call-template name="legend"><xsl:with-param name="marked" select="$marked"/></xsl:call-template>
        <xsl:apply-templates select="$marked/*" mode="whitespace">
          <xsl:with-param name="ids" tunnel="yes" select="$ids"/>
          <xsl:with-param name="prefix" tunnel="yes" select="$prefix"/>
          <xsl:with-param name="labels" tunnel="yes" select="$labels"/>
          <xsl:with-param name="note-ids" tunnel="yes" select="f:note-ids($notes[not(@id)], $marked)"/>
          <xsl:with-param name="noted" tunnel="yes" select="f:in-order($noted)"/>
          <xsl:with-param name="block-ids" tunnel="yes" select="if ($page) then f:block-ids($marked) else map { }"/>
        </xsl:apply-templates>
        <xsl:call-template name="apparatus">
          <xsl:with-param name="noted" select="$noted"/>
          <xsl:with-param name="keys" select="f:keys($marked, $noted)"/>
          <xsl:with-param name="entry-labels" select="$entry-labels"/>
          <xsl:with-param name="ids" tunnel="yes" select="$ids"/>
          <xsl:with-param name="prefix" tunnel="yes" select="$prefix"/>
        </xsl:call-template>
        <xsl:call-template name="facsimile"/>
        <xsl:call-template name="entities"/>
      </document>
    </xsl:document>
  </xsl:template>
</xsl:package>
