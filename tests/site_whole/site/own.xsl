<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xpath-default-namespace="urn:teikit:reading">
  <xsl:template match="span[@kind = 'underlined']" mode="running">
    <u class="mine"><xsl:apply-templates mode="#current"/></u>
  </xsl:template>
</xsl:stylesheet>
