<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3, insertions and transpositions (Guidelines 12.1): a reading where the lemma has no words is keyed to the word before
     it in its piece of text ("est] add. bene B"), at the start of a piece to the word that follows; two words in the other
     order are named, not repeated ("omnis divisa] transp. B"). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teikit:reading:functions" xmlns:m="urn:teikit:messages" xmlns:p="urn:teikit:reading:pass"
                xmlns="urn:teikit:reading" xmlns:r="urn:teikit:reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- The elements in which the word beside an insertion is looked for. -->
  <xsl:variable name="pieces-of-text" as="xs:string*" static="yes" select="'p', 'ab', 'l', 'head', 'item', 'cell', 'q', 'quote', 'note', 'speaker', 'stage', 'body', 'div', 'lg', 'sp'"/>

  <!-- The insertion of an entry: its lemma is there and has no words, and another reading has some. -->
  <xsl:function name="f:is-insertion" as="xs:boolean">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="
        exists($app/lem) and f:is-wordless($app/lem[1]) and empty($app/lem[2])
        and (some $reading in $app//rdg[ancestor::app[1] is $app] satisfies not(f:is-wordless($reading)))"/>
  </xsl:function>

  <xsl:function name="f:is-wordless" as="xs:boolean">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="
        not(normalize-space(string-join($reading//text()[not(ancestor::note or ancestor::wit or ancestor::witDetail)])))
        and empty($reading//(gap | lacunaStart | lacunaEnd | space | ptr | graphic | app | figure)) and empty($reading/@copyOf)"/>
  </xsl:function>

  <!-- The word beside an insertion in the same piece of text, without punctuation; `before` of the two sides. -->
  <xsl:function name="f:word-beside" as="xs:string?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:param name="before" as="xs:boolean"/>
    <xsl:variable name="piece" as="element()?" select="$app/ancestor::*[local-name() = $pieces-of-text][1]"/>
    <xsl:variable name="texts" as="text()*" select="$piece//text()[normalize-space()][not(ancestor::note[. >> $piece] or ancestor::rdg or ancestor::witDetail or ancestor::del or ancestor::sic[parent::choice] or ancestor::orig[parent::choice] or ancestor::abbr[parent::choice] or ancestor::fw)]
        [if ($before) then . &lt;&lt; $app else . >> $app and not(ancestor::app intersect $app)]"/>
    <!-- words can be divided by markup: what is beside is taken until a blank -->
    <xsl:variable name="words" as="xs:string*" select="
        tokenize(string-join(if ($before) then $texts[position() gt last() - 12] else $texts[position() le 12])) ! replace(., '^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$', '')"/>
    <xsl:sequence select="if ($before) then $words[.][last()] else $words[.][1]"/>
  </xsl:function>

  <!-- Of the entry of an insertion: the word that it is keyed to. -->
  <xsl:template name="insertion" as="attribute()*">
    <xsl:if test="f:is-insertion(.)">
      <xsl:variable name="word" as="xs:string?" select="(f:word-beside(., true()), f:word-beside(., false()))[1]"/>
      <xsl:if test="$word">
        <xsl:attribute name="p:lemma" select="$word"/>
        <xsl:attribute name="p:insertion" select="if (f:word-beside(., true())) then 'after' else 'before'"/>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- What precedes the words of a reading: that they are added, after the lemma or before it. -->
  <xsl:function name="f:said-of-insertion" as="xs:string?">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="app" as="element(app)?" select="$reading/self::rdg/ancestor::app[1]"/>
    <xsl:if test="$app[f:is-insertion(.)] and not(f:is-wordless($reading))">
      <xsl:sequence select="
          if (f:word-beside($app, true())) then m:message('text.added')
          else if (f:word-beside($app, false())) then m:message('text.prefixed') else ()"/>
    </xsl:if>
  </xsl:function>

  <!-- Whether a reading has the two words of the lemma in the other order, and nothing else. -->
  <xsl:function name="f:is-transposed" as="xs:boolean">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="app" as="element(app)?" select="$reading/self::rdg/ancestor::app[1]"/>
    <xsl:variable name="lemma" as="xs:string*" select="if ($app[f:is-beside(.)][not(lem)]) then tokenize(f:entry-lemma($app)) else $app/(lem[1][not(*)], self::*[not(lem)]/rdg[1][not(*)])[1] ! tokenize(.)"/>
    <xsl:variable name="words" as="xs:string*" select="$reading[not(* except (wit, witDetail, note))] ! tokenize(string-join(text()))"/>
    <xsl:sequence select="count($lemma) = 2 and $lemma[1] ne $lemma[2] and deep-equal($words, reverse($lemma))"/>
  </xsl:function>
</xsl:stylesheet>
