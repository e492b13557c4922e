"use strict";
// Answers a query: the words that it means, the documents that have them, their order, and passages of each.
teikitSearch.query = (() => {
  const { open, shard, boundOf, rising, dates, Postings } = teikitSearch;
  const FIELDS = 9, DIPLOMATIC = 1, READING = 2;
  const MAX_PARTS = 12, MAX_FORMS = 60, SHORTEST_STEM = 3;
  const OPENING = "\"“”„«»‹›‚‘’「『", QUOTED = /^(["“”„«»‹›‚‘’'「『])(.*?)["“”«»‹›‘’'」』](?=\s|$)/su;

  // ---------------------------------------------------------------- what is asked for
  // Clauses { not, words: [{ text, exact, prefix }] }; several words are a phrase. A word with a hyphen is a phrase too.
  function parse(text) {
    const clauses = [];
    for (let rest = text.trim(); rest;) {
      const not = /^[-−–](?=\S)/u.test(rest);
      if (not) rest = rest.slice(1);
      const quoted = rest.match(QUOTED), open = !quoted && OPENING.includes(rest[0]);
      const part = quoted ? quoted[0] : open ? rest : rest.match(/^\S+/u)[0];
      const words = [...part.matchAll(/(=?)([\p{L}\p{N}\p{M}\u00AD\u200C\u200D\u2060]+)(\*?)/gu)].flatMap(([, exact, run, prefix]) =>
        [...run.matchAll(teikitFold.WORD)].map(([word], i, all) => ({ text: word, exact: exact === "=", prefix: prefix === "*" && i === all.length - 1 })));
      if (words.length) clauses.push({ not, words });
      rest = rest.slice(part.length).trimStart();
    }
    return clauses;
  }

  // The rows of the dictionary that a word means: all forms of its stems, found without a stemmer. A form that is in no text
  // belongs to the longest stem that it begins with, if what follows is an ending that several forms have.
  async function rowsOf(word) {
    const { bounds, endings } = await open();
    const folded = teikitFold.fold(word.text), at = boundOf(bounds, folded), found = [];
    if (!bounds.length) return found;
    if (word.prefix) {
      for (let i = at; i < bounds.length && (i === at || bounds[i].startsWith(folded)) && found.length < MAX_FORMS; i++)
        found.push(...(await shard(bounds[i])).rows.filter((row) => row.folded.startsWith(folded)));
      word.cut = found.length > MAX_FORMS;
      return found.slice(0, MAX_FORMS);
    }
    const here = await shard(bounds[at]), typed = teikitFold.surface(word.text);
    if (word.exact) return here.rows.filter((row) => row.form === typed);
    const stems = new Set(here.rows.filter((row) => row.folded === folded).flatMap((row) => row.stems));
    word.absent = !stems.size;
    if (word.absent) {
      const fits = [...here.others.keys()].filter((s) => s.length >= SHORTEST_STEM && folded.startsWith(s) && endings.has(folded.slice(s.length)));
      if (fits.length) stems.add(fits.reduce((a, b) => b.length > a.length ? b : a));
    }
    const others = [...stems].flatMap((stem) => here.others.get(stem) ?? []);
    for (const bound of new Set([bounds[at], ...others])) found.push(...(await shard(bound)).rows.filter((row) => row.stems.some((s) => stems.has(s))));
    return found;
  }
  async function termOf(word) {
    const postings = new Postings(), rows = await rowsOf(word);
    for (const row of rows) await postings.add(row);
    return { word, postings, forms: new Set(rows.map((row) => row.form)), typed: teikitFold.surface(word.text) };
  }

  // ---------------------------------------------------------------- which documents
  // The places of a phrase in each document. A word whose positions are not loaded fits everywhere; the place is then open.
  function phrase(clause, documents, allowed) {
    const found = new Map();
    for (const document of documents) {
      const lists = clause.terms.map(({ postings }) => postings.positions(document, allowed));
      const sets = lists.map((list) => new Set(list.map(([position, field]) => position * FIELDS + field)));
      const open = clause.terms.map(({ postings }) => postings.isOpen(document));
      const first = open.indexOf(false);
      const fits = ([position, field]) => sets.every((set, i) => open[i] || set.has((position - first + i) * FIELDS + field));
      const places = first < 0 ? [] : lists[first].filter(fits).map(([position, field]) => [position - first, field]);
      places.open = open.includes(true);
      if (places.length || first < 0) found.set(document, places);
    }
    return found;
  }

  async function filtered(documents, { from, to, ...filters }) {
    if (from || to) {
      const years = await dates();
      documents = documents.filter((d) => years.get(d).from && years.get(d).from <= (to || Infinity) && years.get(d).to >= (from || -Infinity));
    }
    for (const [filter, wanted] of Object.entries(filters)) if (wanted.length) {
      const fitting = new Set();
      for (const value of wanted) for (const [name, , list] of await teikitSearch.values(filter, value)) if (name === value) rising(list).forEach((d) => fitting.add(d));
      documents = documents.filter((d) => fitting.has(d));
    }
    return documents;
  }

  function allowedFields(view, kinds) {
    const other = view === "diplomatic" ? READING : DIPLOMATIC;
    return new Set([0, 1, 2].filter((kind) => kinds[kind]).flatMap((kind) => [0, 1, 2].filter((v) => v !== other).map((v) => 3 * kind + v)));
  }

  // Options: view (reading or diplomatic), kinds (text, notes, headers: booleans), filters ({ from, to, NAME: [value, …] }),
  // order (score or edition). The answer: results [{ document, score, count }], clauses, and what the page says of them.
  async function search(text, { view = "reading", kinds = [true, true, true], filters = {}, order = "score" } = {}) {
    const index = await open(), allowed = allowedFields(view, kinds), clauses = parse(text);
    for (const clause of clauses) clause.terms = await Promise.all(clause.words.map(termOf));
    const wanted = clauses.filter((clause) => !clause.not), terms = wanted.flatMap((clause) => clause.terms);
    let documents = index.numbers;
    for (const { postings } of terms) documents = documents.filter((d) => postings.count(d, allowed));
    documents = await filtered(documents, filters);
    let budget = MAX_PARTS;
    for (const clause of clauses.filter((c) => c.words.length > 1)) {
      let places = phrase(clause, documents, allowed);
      for (const { postings } of clause.terms) budget -= await postings.loadParts([...places.keys()], budget);
      places = phrase(clause, places.keys(), allowed);
      clause.places = places;
      clause.open = [...places.values()].some((list) => list.open);
      if (!clause.not) documents = documents.filter((d) => places.has(d));
    }
    for (const clause of clauses.filter((c) => c.not)) {
      const excluded = clause.words.length > 1 ? (d) => clause.places.has(d) && !clause.places.get(d).open : (d) => clause.terms[0].postings.count(d, allowed);
      documents = documents.filter((d) => !excluded(d));
    }
    const answer = { clauses: wanted, allowed, view, index, results: documents.map((document) => ({ document })) };
    rank(answer);
    if (order === "edition") await inOrder(answer);
    return describe(answer, terms);
  }
  async function inOrder(answer) {
    const places = await dates();
    answer.results.sort((a, b) => places.get(a.document).place - places.get(b.document).place);
  }
  function describe(answer, terms) {
    answer.total = answer.results.length;
    answer.count = answer.results.reduce((sum, result) => sum + result.count, 0);
    answer.absent = terms.filter(({ word }) => word.absent).map(({ word }) => word.text);
    answer.common = answer.clauses.some((clause) => clause.open);
    answer.cut = terms.some(({ word }) => word.cut);
    const inResults = new Set(answer.results.flatMap(({ document }) => terms.flatMap(({ postings }) => postings.documents.get(document).map((place) => place.form))));
    answer.also = terms.flatMap(({ forms, typed }) => [...forms].filter((form) => form !== typed && inResults.has(form)));
    return answer;
  }

  // BM25 over weighted counts. A phrase counts as one word.
  function rank({ clauses, allowed, index, results }) {
    const { k1, b, kinds, as_typed: asTyped } = index.ranking;
    const rarity = new Map();
    for (const { terms } of clauses) for (const term of terms) {
      const count = [...term.postings.documents.keys()].filter((d) => term.postings.count(d, allowed)).length;
      rarity.set(term, Math.log(1 + (index.numbers.length - count + 0.5) / (count + 0.5)));
    }
    const weight = (field) => kinds[Math.trunc(field / 3)];
    for (const result of results) {
      result.score = result.count = 0;
      for (const { terms, places } of clauses) {
        let frequency = 0;
        if (places) for (const [, field] of places.get(result.document)) { frequency += weight(field); result.count += 1; }
        else for (const place of terms[0].postings.documents.get(result.document)) if (allowed.has(place.field)) {
          frequency += weight(place.field) * place.count * (place.form === terms[0].typed ? asTyped : 1);
          result.count += place.count;
        }
        const idf = terms.reduce((sum, term) => sum + rarity.get(term), 0), length = index.lengths.get(result.document);
        result.score += idf * frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * length));
      }
    }
    results.sort((x, y) => y.score - x.score || x.document - y.document);
  }

  // ---------------------------------------------------------------- passages
  const BEFORE = 10, AFTER = 20, NEAR = 15, TRIED = 20;

  // Where to look for passages of a document: [position, field], those with most of the words near one another first.
  async function placesOf({ clauses, allowed }, document) {
    const phrases = clauses.filter((clause) => clause.places);
    if (phrases.length) {
      const places = phrases.flatMap((clause) => clause.places.get(document));
      if (places.length) return places;
    }
    const terms = clauses.flatMap((clause) => clause.terms);
    for (const { postings } of terms) await postings.loadParts([document], 1);
    const lists = terms.map(({ postings }) => postings.positions(document, allowed).slice(0, 200));
    const near = ([position]) => lists.filter((list) => list.some(([other]) => Math.abs(other - position) < NEAR)).length;
    return lists.flat().map((place) => [...place, near(place)]).sort((a, b) => b[2] - a[2] || a[0] - b[0]);
  }

  // At most `count` passages: { title, page, label, language, passages: [{ href, field, language, words: [[text, is a hit]] }] }; null where what was
  // found without all positions is not there after all.
  async function passages(answer, { document }, count = 2) {
    const places = await placesOf(answer, document), open = answer.clauses.some((clause) => clause.open);
    const patterns = answer.clauses.map(({ terms }) => terms.map(({ forms }) => forms));
    const found = { passages: [] }, shown = [];
    for (const [position, field] of places.length ? places.slice(0, TRIED) : [[0, null]]) {
      if (found.passages.length >= count) break;
      if (shown.some(([at, f]) => f === field && position >= at - BEFORE && position < at + AFTER)) continue;
      const { pieces, ...head } = await teikitSearch.passages(document, position);
      Object.assign(found, head);
      const piece = pieces.findLast(([, f, base]) => (field === null || f === field) && base <= position) ?? pieces[0];
      if (!piece) break;
      const { words, hits } = cut(piece, position, patterns);
      if (open && !hits) continue;
      shown.push([position, field]);
      found.passages.push({ words, field: piece[1], language: piece[5] || head.language, href: address(answer, document, head.page, piece, patterns) });
    }
    return found.passages.length || !places.length ? found : null;
  }
  function cut(piece, position, patterns) {
    const tokens = [...piece[3].matchAll(teikitFold.WORD)], words = [];
    const at = Math.max(0, Math.min(position - piece[2], tokens.length - 1));
    const start = Math.max(0, at - BEFORE), end = Math.min(tokens.length, at + AFTER);
    const hits = teikitFold.marked(tokens.slice(start, end).map(([word]) => teikitFold.surface(word)), patterns);
    let last = start ? tokens[start].index : 0;
    if (start) words.push(["… ", false]);
    tokens.slice(start, end).forEach((token, i) => {
      words.push([piece[3].slice(last, token.index), false], [token[0], hits.has(i)]);
      last = token.index + token[0].length;
    });
    words.push([end < tokens.length ? `${piece[3].slice(last, tokens[end].index).trimEnd()} …` : piece[3].slice(last), false]);
    return { words, hits: hits.size };
  }

  // The address of a block, with the forms that are marked there: those that the document has.
  function address({ clauses }, document, page, [ident, field, , , other], patterns) {
    const parameters = [];
    patterns.forEach((pattern, i) => {
      const own = pattern.map((forms, j) => [...new Set(clauses[i].terms[j].postings.documents.get(document).map((place) => place.form))].filter((form) => forms.has(form)));
      parameters.push(`hl=${own.map((forms) => forms.map(encodeURIComponent).join(",")).join(".")}`);
    });
    const view = [null, "diplomatic", "reading"][field % 3];
    if (view) parameters.push(`view=${view}`);
    return `${encodeURIComponent(other || page)}.html${parameters.length ? `?${parameters.join("&")}` : ""}${ident ? `#${encodeURIComponent(ident)}` : ""}`;
  }
  return { search, passages, parse };
})();
