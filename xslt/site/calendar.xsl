<?xml version="1.0" encoding="UTF-8"?>
<!-- The calendar: tables of months with their days, or of years with their months. teikit/site/calendar.py makes the element
     calendar: back, year with month, week and day; years-table; others, the documents that are not of one day; parts. -->
<xsl:package name="urn:teikit:site:calendar" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages"
  exclude-result-prefixes="#all">

  <xsl:include href="shell.xsl"/>
  <xsl:include href="list-parts.xsl"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="calendar"/>
  </xsl:template>

  <xsl:template match="calendar" as="element()">
    <xsl:call-template name="h:shell">
      <xsl:with-param name="class" select="'lists'"/>
      <xsl:with-param name="styles" select="'lists.css'"/>
      <xsl:with-param name="content" as="item()*">
        <xsl:call-template name="h:page-title"/>
        <xsl:apply-templates select="year | years-table | others | parts"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="calendar/year" as="element()">
    <section class="calendar-year" id="{@id}">
      <h2><xsl:if test="count(../year) = 1"><xsl:attribute name="class" select="'visually-hidden'"/></xsl:if><xsl:value-of select="@heading"/></h2>
      <div class="months"><xsl:apply-templates select="month"/></div>
    </section>
  </xsl:template>

  <xsl:template match="month" as="element()">
    <table class="month" id="{@id}">
      <caption><xsl:value-of select="@caption"/></caption>
      <thead>
        <tr>
          <xsl:for-each select="1 to 7">
            <th scope="col"><abbr title="{m:message('weekday.' || .)}"><xsl:value-of select="m:message('weekday-short.' || .)"/></abbr></th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody><xsl:apply-templates select="week"/></tbody>
    </table>
  </xsl:template>

  <xsl:template match="week" as="element()">
    <tr><xsl:apply-templates select="day"/></tr>
  </xsl:template>

  <xsl:template match="day" as="element()">
    <td>
      <xsl:choose>
        <xsl:when test="@href">
          <a href="{@href}" aria-label="{@words}" title="{@words}">
            <xsl:value-of select="@number"/>
            <xsl:for-each select="@count"><span class="count" aria-hidden="true"><xsl:value-of select="."/></span></xsl:for-each>
          </a>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="@number"/></xsl:otherwise>
      </xsl:choose>
    </td>
  </xsl:template>

  <xsl:template match="years-table" as="element()">
    <div class="wide-table" tabindex="0" role="region" aria-label="{m:message('list.by-month')}">
      <table class="years-table">
        <caption><xsl:value-of select="m:message('list.by-month')"/></caption>
        <thead>
          <tr>
            <th scope="col"><xsl:value-of select="m:message('list.year')"/></th>
            <xsl:for-each select="1 to 12"><th scope="col"><abbr title="{m:message('month.' || .)}"><xsl:value-of select="."/></abbr></th></xsl:for-each>
            <th scope="col"><xsl:value-of select="m:message('list.total')"/></th>
          </tr>
        </thead>
        <tbody><xsl:apply-templates select="year-row"/></tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="year-row" as="element()">
    <tr>
      <th scope="row"><a href="{@href}"><xsl:value-of select="@label"/></a></th>
      <xsl:for-each select="cell">
        <td><xsl:if test="@count"><a href="{@href}" aria-label="{@words}"><xsl:value-of select="@count"/></a></xsl:if></td>
      </xsl:for-each>
      <td class="total"><xsl:value-of select="@total"/></td>
    </tr>
  </xsl:template>

  <xsl:template match="others" as="element()">
    <section class="year-group" id="others">
      <h2><xsl:value-of select="m:message('list.other-dates')"/></h2>
      <ol class="document-list">
        <xsl:for-each select="other">
          <li><span class="when"><xsl:value-of select="@when"/></span><xsl:text> </xsl:text><span class="what"><a href="{@href}"><xsl:value-of select="@title"/></a></span></li>
        </xsl:for-each>
      </ol>
      <xsl:if test="@more"><p class="more"><a href="{@href}"><xsl:value-of select="@more"/></a></p></xsl:if>
    </section>
  </xsl:template>
</xsl:package>
