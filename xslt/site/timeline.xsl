<?xml version="1.0" encoding="UTF-8"?>
<!-- Timeline and network: drawings made of links, each with a table of the same data. teikit/site/timeline.py and network.py make
     the element chart and all positions in it. -->
<xsl:package name="urn:teikit:site:timeline" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="urn:teikit:html" xmlns:m="urn:teikit:messages"
  exclude-result-prefixes="#all">

  <xsl:include href="shell.xsl"/>
  <xsl:include href="list-parts.xsl"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="chart"/>
  </xsl:template>

  <xsl:template match="chart" as="element()">
    <xsl:call-template name="h:shell">
      <xsl:with-param name="class" select="'lists'"/>
      <xsl:with-param name="styles" select="'lists.css'"/>
      <xsl:with-param name="content" as="item()*">
        <xsl:call-template name="h:page-title"/>
        <xsl:apply-templates select="timeline, network"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Documents one by one, or counted. -->
  <xsl:template match="timeline" as="element()">
    <section aria-label="{m:message('list.timeline')}">
      <xsl:if test="mark[@x2]"><p class="chart-key"><xsl:value-of select="m:message('list.timeline-key')"/></p></xsl:if>
      <div class="chart">
        <svg viewBox="0 0 {@width} {@height}" role="group" aria-label="{m:message('list.timeline')}">
          <xsl:apply-templates select="tick"/>
          <line class="axis" x1="0" y1="{@height - 26}" x2="{@width}" y2="{@height - 26}"/>
          <xsl:apply-templates select="mark | bar"/>
        </svg>
      </div>
      <details class="chart-data">
        <summary><xsl:value-of select="m:message('list.timeline-table')"/></summary>
        <table>
          <thead>
            <tr>
              <th scope="col"><xsl:value-of select="m:message('list.time')"/></th>
              <th scope="col"><xsl:if test="bar"><xsl:attribute name="class" select="'amount'"/></xsl:if><xsl:value-of select="m:message('list.number')"/></th>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="mark">
              <tr><td><xsl:value-of select="@when"/></td><td><a href="{@href}"><xsl:value-of select="@title"/></a></td></tr>
            </xsl:for-each>
            <xsl:for-each select="bar">
              <tr><th scope="row"><a href="{@href}"><xsl:value-of select="@when"/></a></th><td class="amount"><xsl:value-of select="@count"/></td></tr>
            </xsl:for-each>
          </tbody>
        </table>
      </details>
    </section>
  </xsl:template>

  <xsl:template match="tick" as="element()+">
    <xsl:if test="../mark"><line class="axis" x1="{@x}" y1="4" x2="{@x}" y2="{@y}"/></xsl:if>
    <text class="tick" x="{@x + 3}" y="{@y + 18}"><xsl:value-of select="@label"/></text>
  </xsl:template>

  <xsl:template match="mark" as="element()">
    <a href="{@href}" aria-label="{@label}">
      <title><xsl:value-of select="@label"/></title>
      <xsl:choose>
        <xsl:when test="@x2">
          <rect class="target" x="{@x}" y="{@y - 9}" width="{max((@x2 - @x, 14))}" height="18"/>
          <path class="range" d="M{@x} {@y} H{max((@x2, @x + 4))}"/>
        </xsl:when>
        <xsl:otherwise><circle class="dot" cx="{@x}" cy="{@y}" r="{@r}"/></xsl:otherwise>
      </xsl:choose>
    </a>
  </xsl:template>

  <xsl:template match="bar" as="element()">
    <a href="{@href}" aria-label="{@label}">
      <title><xsl:value-of select="@label"/></title>
      <rect class="target" x="{@x}" y="0" width="{@width}" height="{../@base}"/>
      <rect class="bar" x="{@x}" y="{@y}" width="{@width}" height="{@height}"/>
    </a>
  </xsl:template>

  <xsl:template match="network" as="element()">
    <section aria-label="{m:message('list.network')}">
      <xsl:if test="not(@part)"><h2 class="chart-title"><xsl:value-of select="m:message('list.network')"/></h2></xsl:if>
      <xsl:apply-templates select="drawing"/>
      <xsl:choose>
        <xsl:when test="@part"><xsl:apply-templates select="pairs"/></xsl:when>
        <xsl:otherwise>
          <details class="chart-data">
            <summary><xsl:value-of select="m:message('list.network-table')"/></summary>
            <xsl:apply-templates select="pairs, parts[part]"/>
          </details>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="parts[part][current()/@part]"/>
    </section>
  </xsl:template>

  <xsl:template match="drawing" as="element()+">
    <p class="chart-key">
      <xsl:value-of select="m:message('list.network-key')"/>
      <xsl:for-each select="../@strongest"><xsl:text> </xsl:text><xsl:value-of select="."/></xsl:for-each>
    </p>
    <div class="chart">
      <svg viewBox="0 0 {@width} {@height}" role="group" aria-label="{m:message('list.network-drawing')}">
        <xsl:for-each select="node/@bracket"><path class="bracket" d="{.}"/></xsl:for-each>
        <xsl:apply-templates select="edge, node"/>
      </svg>
    </div>
  </xsl:template>

  <xsl:template match="edge" as="element()+">
    <path class="edge{' is-doubtful'[current()/@doubtful]}" stroke-width="{@width}" d="{@path}"/>
    <path class="arrow-head" d="{@tip}"/>
  </xsl:template>

  <xsl:template match="node" as="element()">
    <xsl:choose>
      <xsl:when test="@href"><a href="{@href}" aria-label="{@label}"><xsl:call-template name="h:node"/></a></xsl:when>
      <xsl:otherwise><xsl:call-template name="h:node"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="h:node" as="element()">
    <text class="node" x="{@x}" y="{@y}" text-anchor="{@side}"><xsl:value-of select="@text"/></text>
  </xsl:template>

  <xsl:template match="pairs" as="element()">
    <table class="pairs">
      <thead>
        <tr>
          <th scope="col"><xsl:value-of select="m:message('list.sender')"/></th>
          <th scope="col"><xsl:value-of select="m:message('list.addressee')"/></th>
          <th scope="col"><xsl:value-of select="m:message('list.number')"/></th>
          <th scope="col"><xsl:value-of select="m:message('list.years')"/></th>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="pair">
          <tr>
            <xsl:for-each select="sender, addressee">
              <td><xsl:choose><xsl:when test="@href"><a href="{@href}"><xsl:value-of select="."/></a></xsl:when><xsl:otherwise><xsl:value-of select="."/></xsl:otherwise></xsl:choose></td>
            </xsl:for-each>
            <td><a href="{@href}"><xsl:value-of select="@label"/></a><xsl:if test="@doubtful"><xsl:text> </xsl:text><span class="label">(<xsl:value-of select="m:message('cert.low')"/>)</span></xsl:if></td>
            <td><xsl:value-of select="@years"/></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:template>
</xsl:package>
