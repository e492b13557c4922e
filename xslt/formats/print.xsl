<?xml version="1.0" encoding="UTF-8"?>
<!-- The passes of print as one module: as modules of their own, the order of imports would count more than priorities. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="../print/depths.xsl"/>
  <xsl:include href="../print/10-placement.xsl"/>
  <xsl:include href="../print/units.xsl"/>
  <xsl:include href="../print/description.xsl"/>
  <xsl:include href="../print/20-anchors.xsl"/>
  <xsl:include href="../print/indexes.xsl"/>
</xsl:stylesheet>
