"use strict";
// The page of the search: form, filters, results. The part of the address behind # holds the whole query, so that a search can be
// linked to and Back works; ?q= is what the search field of another page sends.
addEventListener("DOMContentLoaded", () => {
  const PAGE = 10, FEW = 12, PASSAGES = 2, SHOWN_FORMS = 6;
  const $ = (id) => document.getElementById(id), form = $("search"), list = $("results");
  const language = document.documentElement.lang;
  let run = 0, answer = null, shown = 0;

  // ---------------------------------------------------------------- words and elements
  const texts = new Map([...$("search-words").content.querySelectorAll("[data-key]")].map((p) => [p.dataset.key, p.textContent]));
  const plurals = new Intl.PluralRules(language), figures = new Intl.NumberFormat(language);
  const say = (key, values = {}) => texts.get(key).replace(/\{(\w+)\}/g, (_, name) => values[name]);
  function count(key, number) {
    const category = texts.has(`${key}.${plurals.select(number)}`) ? plurals.select(number) : "other";
    return say(`${key}.${category}`, { count: figures.format(number) });
  }
  function make(name, properties = {}, ...content) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...content);
    return element;
  }

  // ---------------------------------------------------------------- filters
  // A filter with few values is a list of boxes; one with many has a field that proposes values, and boxes for those chosen.
  const facets = new Map();
  function check(name, value, number) {
    const input = make("input", { type: "checkbox", name, value });
    input.setAttribute("form", "search");
    const amount = make("span", { className: "count" }, number === undefined ? "" : figures.format(number));
    return make("label", { className: "check" }, input, make("span", { dir: "auto" }, value), amount);
  }
  function box(name, value, number) {
    const { boxes } = facets.get(name);
    let input = [...boxes.querySelectorAll("input")].find((other) => other.value === value);
    if (!input) {
      const label = check(name, value, number);
      boxes.append(label);
      input = label.querySelector("input");
    }
    return input;
  }
  function addFacet(name, { count: size }) {
    const boxes = make("div", { className: "boxes" }), field = make("fieldset", {}, make("legend", {}, say(name)), boxes);
    facets.set(name, { boxes, field, few: size <= FEW, values: null });
    if (size > FEW) {
      const options = make("datalist", { id: `values-${name}` }), input = make("input", { type: "text", ariaLabel: say(name) });
      input.setAttribute("list", options.id);
      const propose = async () => {
        const values = await teikitSearch.values(name, input.value);
        options.replaceChildren(...values.map(([value, number]) => make("option", { value, label: `${value} (${figures.format(number)})` })));
      };
      const choose = async () => {
        const [value, number] = (await teikitSearch.values(name, input.value)).find(([v]) => v === input.value.trim()) ?? [];
        if (value === undefined) return;
        box(name, value, number).checked = true;
        input.value = "";
        follow();
      };
      input.addEventListener("focus", propose);
      input.addEventListener("input", propose);
      input.addEventListener("change", (event) => { event.stopPropagation(); choose(); });
      input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); choose(); } });
      field.append(input, options);
    }
    $("facets").append(field);
  }
  async function fill() {                                 // the values of the short filters, once they are to be seen
    for (const [name, facet] of facets) if (facet.few && !facet.values) {
      facet.values = (await teikitSearch.values(name)).map(([value, number, documents]) => [value, number, new Set(teikitSearch.rising(documents))]);
      for (const [value, number] of facet.values) box(name, value, number);
    }
    for (const facet of facets.values()) if (facet.values) {
      const inputs = [...facet.boxes.querySelectorAll("input")], chosen = inputs.some((input) => input.checked);
      for (const [value, number, documents] of facet.values) {
        const input = inputs.find((other) => other.value === value);
        const fitting = chosen || !answer ? number : answer.results.filter((result) => documents.has(result.document)).length;
        input.closest("label").querySelector(".count").textContent = figures.format(fitting);
        input.disabled = !fitting && !input.checked;
      }
    }
  }

  // ---------------------------------------------------------------- the query, in the form and in the address
  function asked() {
    const elements = form.elements, parameters = new URLSearchParams(), q = elements.q.value.trim();
    if (q) parameters.set("q", q);
    if (elements.view.value === "diplomatic") parameters.set("view", "diplomatic");
    for (const name of ["text", "notes", "headers"]) if (!elements[name].checked) parameters.set(name, "no");
    for (const name of ["from", "to"]) if (/^-?\d+$/.test(elements[name].value.trim())) parameters.set(name, elements[name].value.trim());
    for (const [name, { boxes }] of facets) for (const input of boxes.querySelectorAll(":checked")) parameters.append(name, input.value);
    if (elements.order.value !== "score") parameters.set("order", elements.order.value);
    return parameters;
  }
  function show(parameters) {
    const elements = form.elements;
    elements.q.value = parameters.get("q") ?? "";
    elements.view.value = parameters.get("view") === "diplomatic" ? "diplomatic" : "reading";
    for (const name of ["text", "notes", "headers"]) elements[name].checked = parameters.get(name) !== "no";
    for (const name of ["from", "to"]) elements[name].value = parameters.get(name) ?? "";
    elements.order.value = parameters.get("order") === "edition" ? "edition" : "score";
    for (const [name, { boxes }] of facets) {
      for (const input of boxes.querySelectorAll("input")) input.checked = false;
      for (const value of parameters.getAll(name)) box(name, value).checked = true;
    }
    if ([...parameters.keys()].some((name) => name !== "q" && name !== "order")) $("filters").open = true;
  }
  const ofAddress = () => new URLSearchParams(location.hash.length > 1 ? location.hash.slice(1) : location.search);
  function follow() {                                     // a further entry of the history, or the same search again
    const wanted = asked().toString();
    if (wanted === ofAddress().toString()) start();
    else location.hash = wanted || "q=";
  }
  function options(parameters) {
    const year = (name) => parameters.has(name) ? Number(parameters.get(name)) : undefined;
    const filters = { from: year("from"), to: year("to") };
    for (const name of facets.keys()) filters[name] = parameters.getAll(name);
    return {
      view: parameters.get("view") ?? "reading", kinds: ["text", "notes", "headers"].map((name) => parameters.get(name) !== "no"),
      order: parameters.get("order") ?? "score", filters,
    };
  }

  // ---------------------------------------------------------------- results
  function passage({ href, field, language: of, words }) {
    const link = make("a", { href, dir: "auto" });
    if (of) link.lang = of;
    for (const [text, hit] of words) link.append(hit ? make("mark", {}, text) : text);
    const kind = [null, "note", "header"][Math.trunc(field / 3)];
    return make("p", { className: "passage" }, ...(kind ? [make("span", { className: "field-name" }, say(kind)), " "] : []), link);
  }
  function item(result, { title, page, label, passages }) {
    const href = passages.length ? passages[0].href.replace(/#.*/, "") : `${encodeURIComponent(page)}.html`;
    const more = result.count - passages.reduce((sum, { words }) => sum + words.filter(([, hit]) => hit).length, 0);
    const places = result.count ? count("places", result.count) : "";
    const element = make("li", { className: "result" }, make("h2", {}, make("a", { href, dir: "auto" }, title)));
    element.append(make("p", { className: "label" }, [label, places].filter(Boolean).join(" · ")), ...passages.map(passage));
    if (more > 0 && result.count > passages.length) element.append(make("p", { className: "label" }, make("a", { href }, count("more-here", more))));
    return element;
  }
  async function more() {
    const mine = run, first = shown > 0, results = answer.results.slice(shown, shown + PAGE);
    $("more").hidden = true;
    shown += results.length;
    const loading = results.map((result) => teikitSearch.query.passages(answer, result, PASSAGES));
    loading.forEach((promise) => promise.catch(() => {}));  // the first that fails is reported below
    let focus = first;
    for (const [i, promise] of loading.entries()) {
      const found = await promise;
      if (mine !== run) return;
      if (!found) continue;
      const element = item(results[i], found);
      list.append(element);
      if (focus) element.querySelector("a").focus();      // after "More results" reading goes on at the first new one
      focus = false;
    }
    $("more").hidden = shown >= answer.total;
  }

  function status(q) {
    const parts = answer.absent.map((word) => say("absent", { word }));
    if (!answer.total) parts.push(say("nothing"));
    else {
      const documents = count("documents", answer.total);
      const found = q && answer.count ? say("in", { places: count("places", answer.count), documents }) : documents;
      const forms = [...new Set(answer.also)].slice(0, SHOWN_FORMS).join(", ");
      parts.push(found + (forms ? `; ${say("also", { forms })}` : "") + ".");
    }
    if (answer.common) parts.push(say("common"));
    if (answer.cut) parts.push(say("cut"));
    return parts.join(" ");
  }
  // Where nothing is found, or words are deleted in the source, the other view may have them.
  async function offerOther(q, given, mine) {
    const other = given.view === "diplomatic" ? "reading" : "diplomatic", button = $("other-view").querySelector("button");
    if (!q || answer.total || $("view").hidden) return;
    const { total } = await teikitSearch.query.search(q, { ...given, view: other });
    if (mine !== run || !total) return;
    button.textContent = say("other", { documents: count("documents", total) });
    button.onclick = () => { form.elements.view.value = other; follow(); $("q").focus(); };
    $("other-view").hidden = false;
  }

  async function start() {
    const mine = ++run, parameters = ofAddress();
    answer = null;
    shown = 0;
    list.replaceChildren();
    for (const id of ["more", "other-view", "order-field"]) $(id).hidden = true;
    try {
      await prepare();
      show(parameters);
      const q = parameters.get("q")?.trim() ?? "", given = options(parameters);
      const limited = [...parameters.keys()].some((name) => !["q", "order", "view", "text", "notes", "headers"].includes(name));
      $("status").textContent = q || limited ? say("searching") : "";
      if (q || limited) {
        const found = await teikitSearch.query.search(q, given);
        if (mine !== run) return;
        answer = found;
        $("status").textContent = status(q);
        $("order-field").hidden = answer.total < 2;
        await more();
        await offerOther(q, given, mine);
      }
      if ($("filters").open) await fill();
    } catch (error) {
      if (mine === run) $("status").textContent = say("missing", { file: error.message });
    }
    if (mine === run) form.dataset.run = run;             // what has been shown is complete
  }
  let prepared = null;
  function prepare() {
    prepared ??= teikitSearch.open().then(({ filters, fields }) => {
      for (const [name, filter] of Object.entries(filters)) addFacet(name, filter);
      const kinds = new Set([...fields].map((field) => Math.trunc(field / 3)));
      ["text", "notes", "headers"].forEach((name, kind) => { form.elements[name].closest("label").hidden = !kinds.has(kind); });
      $("where").hidden = kinds.size < 2;
      $("view").hidden = ![...fields].some((field) => field % 3);
    }).catch((error) => { prepared = null; throw error; });
    return prepared;
  }

  $("search-all").hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); follow(); });
  $("search-all").addEventListener("change", (event) => { if (event.target.id !== "q" && event.target.name) follow(); });
  $("more").addEventListener("click", () => more().catch((error) => { $("status").textContent = say("missing", { file: error.message }); }));
  $("filters").addEventListener("toggle", () => { if ($("filters").open) prepare().then(fill).catch(() => {}); });
  if (matchMedia("(min-width: 58rem)").matches) $("filters").open = true;
  addEventListener("hashchange", start);
  start();
});
