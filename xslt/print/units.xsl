<?xml version="1.0" encoding="UTF-8"?>
<!-- Where parts of the text begin that have numbers of their own (books, chapters, sections): a reference system that the
     print can count by. A part in another has a higher level; milestones are below the parts that they are in, in the order in
     which their units occur. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="urn:teikit:print:functions" xmlns="urn:teikit:print" xpath-default-namespace="urn:teikit:reading" exclude-result-prefixes="#all">

  <xsl:mode name="unit" on-no-match="fail"/>

  <xsl:variable name="units" as="xs:string*" select="distinct-values(//furniture[@n]/string(@unit))"/>

  <xsl:template match="section | paragraph | furniture" mode="unit" as="element()?">
    <xsl:if test="@n and not(ancestor::note)">
      <unit n="{@n}" level="{1 + count(ancestor::*[self::section or self::paragraph][@n]) + (if (self::furniture) then index-of($units, string(@unit))[1] - 1 else 0)}">
        <xsl:copy-of select="@unit"/>
      </unit>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
