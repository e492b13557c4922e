<?xml version="1.0" encoding="UTF-8"?>
<!-- Codes of languages: the codes of three letters (ISO 639-2, terminology and bibliography) that have one of two letters
     (ISO 639-1), which a language tag must use (BCP 47, RFC 5646 section 2.2.1). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:f="urn:teikit:reading:functions" exclude-result-prefixes="#all">

  <xsl:variable name="codes" as="xs:string" static="yes" select="'
      aar aa abk ab ave ae afr af aka ak amh am arg an ara ar asm as ava av aym ay aze az bak ba bel be bul bg bih bh bis bi bam bm ben bn
      bod bo tib bo bre br bos bs cat ca che ce cha ch cos co cre cr ces cs cze cs chu cu chv cv cym cy wel cy dan da deu de ger de div dv
      dzo dz ewe ee ell el gre el eng en epo eo spa es est et eus eu baq eu fas fa per fa ful ff fin fi fij fj fao fo fra fr fre fr fry fy
      gle ga gla gd glg gl grn gn guj gu glv gv hau ha heb he hin hi hmo ho hrv hr hat ht hun hu hye hy arm hy her hz ina ia ind id ile ie
      ibo ig iii ii ipk ik ido io isl is ice is ita it iku iu jpn ja jav jv kat ka geo ka kon kg kik ki kua kj kaz kk kal kl khm km kan kn
      kor ko kau kr kas ks kur ku kom kv cor kw kir ky lat la ltz lb lug lg lim li lin ln lao lo lit lt lub lu lav lv mlg mg mah mh mri mi
      mao mi mkd mk mac mk mal ml mon mn mar mr msa ms may ms mlt mt mya my bur my nau na nob nb nde nd nep ne ndo ng nld nl dut nl nno nn
      nor no nbl nr nav nv nya ny oci oc oji oj orm om ori or oss os pan pa pli pi pol pl pus ps por pt que qu roh rm run rn ron ro rum ro
      rus ru kin rw san sa srd sc snd sd sme se sag sg sin si slk sk slo sk slv sl smo sm sna sn som so sqi sq alb sq srp sr ssw ss sot st
      sun su swe sv swa sw tam ta tel te tgk tg tha th tir ti tuk tk tgl tl tsn tn ton to tur tr tso ts tat tt twi tw tah ty uig ug ukr uk
      urd ur uzb uz ven ve vie vi vol vo wln wa wol wo xho xh yid yi yor yo zha za zho zh chi zh zul zu'"/>
  <xsl:variable name="pairs" as="xs:string+" static="yes" select="tokenize($codes)"/>
  <xsl:variable name="short-codes" as="map(xs:string, xs:string)" static="yes" select="
      map:merge(for $n in 1 to count($pairs) idiv 2 return map:entry($pairs[2 * $n - 1], $pairs[2 * $n]))"/>

  <!-- A language tag (BCP 47): codes of three letters become codes of two. -->
  <xsl:function name="f:language-tag" as="xs:string">
    <xsl:param name="code" as="xs:string"/>
    <xsl:variable name="first" as="xs:string" select="(tokenize($code, '-')[1], '')[1]"/>
    <xsl:variable name="short" as="xs:string?" select="$short-codes(lower-case($first))"/>
    <xsl:sequence select="if ($short) then $short || substring($code, string-length($first) + 1) else $code"/>
  </xsl:function>
</xsl:stylesheet>
