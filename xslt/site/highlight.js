"use strict";
// On a page of a document: NAME.html?hl=word&hl=two.words#block marks what was searched for (a phrase as a whole only) and moves
// to the block. Alternatives for a word are separated by commas. Without this script the browser still goes to the block.
addEventListener("DOMContentLoaded", () => {
  const asked = new URLSearchParams(location.search).getAll("hl").filter(Boolean);
  const patterns = asked.map((phrase) => phrase.split(".").map((forms) => new Set(forms.split(",").filter(Boolean))));
  const main = document.querySelector("main");
  if (!patterns.length || !main) return;
  const inside = "script, style, template, .visually-hidden, nav, form";
  const blocks = "p, h1, h2, h3, h4, h5, h6, li, td, th, dd, dt, figcaption, caption, aside, section, article, div, blockquote, pre";

  // The words of each block of the page, in order, each with its places in text nodes: a word may go over several.
  const texts = new Map();
  for (const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT); walker.nextNode();) {
    const node = walker.currentNode, block = node.parentElement.closest(blocks) ?? main;
    if (node.parentElement.closest(inside) || !node.parentElement.getClientRects().length) continue;
    if (!texts.has(block)) texts.set(block, []);
    texts.get(block).push(node);
  }
  const ranges = [];
  for (const nodes of texts.values()) {
    const text = nodes.map((node) => node.data).join(""), tokens = [...text.matchAll(teikitFold.WORD)];
    for (const hit of teikitFold.marked(tokens.map(([word]) => teikitFold.surface(word)), patterns)) {
      const start = tokens[hit].index, end = start + tokens[hit][0].length;
      let offset = 0;
      for (const node of nodes) {
        const from = Math.max(start - offset, 0), to = Math.min(end - offset, node.length);
        if (from < to) ranges.push([node, from, to]);
        offset += node.length;
      }
    }
  }
  ranges.sort((a, b) => a[0] === b[0] ? b[1] - a[1] : 0);   // from the end of a node, so that offsets stay right
  for (const [node, from, to] of ranges) {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    range.surroundContents(document.createElement("mark"));
  }
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  (target.querySelector("mark") ?? target).scrollIntoView({ block: "center" });
});
