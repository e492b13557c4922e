<?xml version="1.0" encoding="UTF-8"?>
<!-- Names of elements that several sets share. A stylesheet that uses them is included after this one. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" exclude-result-prefixes="#all">

  <!-- Divisions of the text (Guidelines 4.1). -->
  <xsl:variable name="division-names" as="xs:string+" static="yes" select="'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7'"/>

  <!-- Lists of records: persons, places, witnesses … -->
  <xsl:variable name="register-names" as="xs:string+" static="yes" select="
      'listPerson', 'listPlace', 'listOrg', 'listEvent', 'listObject', 'listNym', 'listRelation', 'listWit', 'listAnnotation', 'castList', 'castGroup'"/>
</xsl:stylesheet>
