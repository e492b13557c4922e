<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f">
  <xsl:function name="f:one"><xsl:sequence select="'overridden'"/></xsl:function>
  <xsl:function name="f:two"><xsl:sequence select="'two'"/></xsl:function>
</xsl:stylesheet>
