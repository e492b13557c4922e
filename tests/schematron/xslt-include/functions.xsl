<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f">
  <xsl:import href="more.xsl"/>
  <xsl:function name="f:one"><xsl:sequence select="'one'"/></xsl:function>
</xsl:stylesheet>
