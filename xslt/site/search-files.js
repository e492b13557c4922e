"use strict";
// Reads the files of the index (docs/search-index.md), each when it is needed. Script elements are the only way that also works
// from a folder and under a strict content security policy.
const teikitSearch = (() => {
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = Object.fromEntries([...DIGITS].map((digit, value) => [digit, value]));
  const FIELDS = 9, FORMAT = 1;
  const contents = new Map(), loading = new Map(), shards = new Map();
  let index = null;

  const add = (name, ...content) => contents.set(name, content);

  // The content of a file. Rejects with the name of a file that is missing or is another one.
  function load(name) {
    if (!loading.has(name)) loading.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const fail = () => { loading.delete(name); reject(new Error(`search/${name}.js`)); };
      script.src = `search/${name}.js?${index ? index.build : Date.now()}`;
      script.onload = () => { script.remove(); if (contents.has(name)) resolve(contents.get(name)); else fail(); };
      script.onerror = () => { script.remove(); fail(); };
      document.head.append(script);
    }));
    return loading.get(name);
  }

  class Numbers {                                         // digits of five bits, least significant first
    constructor(text, at = 0) { this.text = text; this.at = at; }
    get more() { return this.at < this.text.length; }
    next() {
      let number = 0, shift = 0, digit;
      do { digit = VALUE[this.text[this.at++]]; number += (digit & 31) << shift; shift += 5; } while (digit > 31);
      return number;
    }
    skip(count) { while (count) if (VALUE[this.text[this.at++]] < 32) count -= 1; }
  }
  function rising(text) {
    const numbers = [];
    for (let reader = new Numbers(text), last = 0; reader.more;) numbers.push(last += reader.next());
    return numbers;
  }

  // What is loaded first: documents, bounds of the shards, filters.
  async function open() {
    if (index) return index;
    const [first] = await load("index");
    if (first.format !== FORMAT) throw new Error("search/index.js");
    const numbers = rising(first.numbers);
    const lengths = new Map(numbers.map((number, i) => [number, 2 ** (VALUE[first.lengths[i]] / 4) / Math.max(1, first.average)]));
    index = { ...first, numbers, lengths, fields: new Set(first.fields), endings: new Set(first.endings.split(" ")) };
    return index;
  }

  const encoded = (text) => [...text].map((c) => /[a-zA-Z0-9]/.test(c) ? c : `_${c.codePointAt(0).toString(16)}`).join("");
  function boundOf(bounds, folded) {                      // the last bound that is not greater
    let low = 0, high = bounds.length - 1;
    while (low < high) { const middle = (low + high + 1) >> 1; if (bounds[middle] <= folded) low = middle; else high = middle - 1; }
    return low;
  }

  // A shard of the dictionary: rows { form, folded, stems, postings }, and the other shards of each stem.
  async function shard(bound) {
    if (!shards.has(bound)) {
      const [rows, groups] = await load(`w-${encoded(bound)}`);
      const stems = groups.split(" ").map((group) => group.split(":"));
      let last = "";
      shards.set(bound, {
        others: new Map(stems.map(([stem, ...others]) => [stem, others])),
        rows: rows.split("|").map((row) => {
          const [head, numbers, postings] = row.split(" ");
          last = last.slice(0, VALUE[head[0]]) + head.slice(1);
          return { form: last, folded: teikitFold.fold(last), stems: numbers.split(",").map((n) => stems[n][0]), postings };
        }),
      });
    }
    return shards.get(bound);
  }

  // The postings of rows: for each document the places { form, field, count, text, at }. `at` is null where positions are in
  // parts that are not loaded.
  class Postings {
    constructor() { this.documents = new Map(); this.big = []; }
    async add(row) {
      if (row.postings[0] !== "!") { this.read(row.form, row.postings, 0, true); return; }
      const name = `x/${encoded(row.form)}`;
      const cuts = row.postings.slice(1).split(",").map((cut) => cut.split(".").map(Number));
      this.big.push({ form: row.form, name, cuts, loaded: new Set() });
      this.read(row.form, (await load(`${name}-s`))[0], 0, false);
    }
    read(form, text, document, positions) {
      for (const reader = new Numbers(text); reader.more;) {
        document += reader.next();
        const head = reader.next(), count = Math.trunc(head / FIELDS) + 1;
        const place = { form, field: head % FIELDS, count, text, at: positions ? reader.at : null };
        if (positions) reader.skip(count);
        const places = this.documents.get(document);
        const known = places?.find((p) => p.at === null && p.form === form && p.field === place.field);
        if (known) Object.assign(known, place);
        else if (places) places.push(place);
        else this.documents.set(document, [place]);
      }
    }
    partOf(big, document) { return big.cuts.findLastIndex(([, first]) => first <= document); }
    isOpen(document) {                                    // whether positions in it are not loaded
      return this.documents.get(document)?.some((place) => place.at === null) ?? false;
    }
    // Load the parts with positions in these documents, at most `budget` of them; returns how many.
    async loadParts(documents, budget) {
      let count = 0;
      for (const big of this.big) for (const part of new Set(documents.filter((d) => this.isOpen(d)).map((d) => this.partOf(big, d)))) {
        if (part < 0 || big.loaded.has(part) || count >= budget) continue;
        big.loaded.add(part);
        count += 1;
        this.read(big.form, (await load(`${big.name}-${part}`))[0], big.cuts[part][0], true);
      }
      return count;
    }
    // The positions in a document, in fields: [position, field], in order.
    positions(document, fields) {
      const places = [];
      for (const place of this.documents.get(document) ?? []) if (place.at !== null && fields.has(place.field)) {
        const reader = new Numbers(place.text, place.at);
        for (let i = 0, position = 0; i < place.count; i++) places.push([position += reader.next(), place.field]);
      }
      return places.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    }
    count(document, fields) {
      return (this.documents.get(document) ?? []).reduce((sum, place) => sum + (fields.has(place.field) ? place.count : 0), 0);
    }
  }

  // The shard of a filter's values in which `start` is or would be: [value, count, documents].
  async function values(filter, start = "") {
    const bounds = (await open()).filters[filter]?.bounds ?? [];
    return bounds.length ? (await load(`f/${filter}-w-${encoded(bounds[boundOf(bounds, teikitFold.fold(start))])}`))[0] : [];
  }

  // The text of a document around a position: title, page, label, language, and pieces [id, field, position, text, page, language].
  async function passages(document, position) {
    const [[title, page, label, language, ...pieces]] = await load(`t/${document >> 8}/${document}-${position >> 10}`);
    return { title, page, label, language, pieces };
  }

  // For each document its years and its place in the edition.
  async function dates() {
    const [first, digits, order] = await load("years"), reader = new Numbers(digits), places = new Numbers(order);
    return new Map(index.numbers.map((number) => {
      const from = reader.next();
      return [number, { from: from && from + first - 1, to: from && from + first - 1 + reader.next(), place: places.next() }];
    }));
  }
  return { add, open, load, shard, boundOf, rising, values, passages, dates, Postings };
})();
