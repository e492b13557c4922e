// Filters and sorting for a list of documents. The rows are in the page; those of a large edition are in scripts that are
// loaded when a filter is used. Without this script the list is complete, by year.
"use strict";
(() => {
  const form = document.getElementById("filter");
  const list = document.getElementById("documents");
  const status = document.getElementById("shown");
  const sort = document.getElementById("sort");
  if (!form || !list || !status || !sort) return;

  const MOST = 200; // rows that are shown at once where not all are in the page
  const shards = Number(form.dataset.shards || 0);
  const ways = document.getElementById("ways");
  const groups = [...list.querySelectorAll(".year-group")];
  const selects = [...form.querySelectorAll("select[data-facet]")];
  const usual = sort.value;
  const flat = document.createElement("ol");
  const more = document.createElement("button");
  let rows = [];
  let ready = !shards;
  let most = MOST;

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss");
  const numbers = (text) => (text || "").split(" ").filter(Boolean).map(Number);

  // ---- rows: { years, has: numbers of options by facet, text, title, sender, date, index, item() }
  const row = (values) => ({ ...values, text: fold(values.text) });

  const inPage = () =>
    [...list.querySelectorAll(".document-list > li")].map((item, index) => {
      const years = numbers(item.dataset.years);
      return row({
        index, years, home: item.parentElement, item: () => item, text: item.textContent,
        has: selects.map((select) => numbers(item.dataset[select.dataset.facet])),
        title: item.querySelector(".what a").textContent, sender: item.dataset.sender || "",
        date: item.querySelector("time")?.dateTime || String(years[0] ?? ""),
      });
    });

  const span = (name, text) => {
    const element = document.createElement("span");
    element.className = name;
    element.append(text);
    return element;
  };

  const parties = (sender, addressee) => {
    const element = span("parties", sender);
    if (addressee) {
      const arrow = span("arrow", " → ");
      arrow.setAttribute("aria-hidden", "true");
      element.append(arrow, span("visually-hidden", ` ${form.dataset.to} `), addressee);
    }
    return element;
  };

  const makeItem = ([href, title, number, when, date, sender, addressee, place, , kind]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const time = date ? Object.assign(document.createElement("time"), { dateTime: date }) : span("", "");
    time.textContent = when;
    link.href = href;
    link.textContent = title;
    const what = span("what", link);
    if (number) what.append(" ", span("number", number));
    if (kind) what.append(" ", span("kind", kind));
    if (sender || addressee) what.append(" ", parties(sender, addressee));
    item.append(span("when", time), " ", what, " ", span("where", place));
    return item;
  };

  const fromData = (data, index) => {
    const [, title, number, when, date, sender, addressee, place, name, kind, years, ...has] = data;
    const text = [title, number, kind, when, sender, addressee, place].join(" ");
    return row({ index, years, has, title, text, sender: name, date: date || String(years[0] ?? ""), item: () => makeItem(data) });
  };

  const load = () => {
    if (ready || load.begun) return;
    load.begun = true;
    status.textContent = status.dataset.loading;
    const received = [];
    window.teikitRows = (position, data) => {
      received[position] = data;
      if (received.filter(Boolean).length < shards) return;
      rows = received.flat().map(fromData);
      ready = true;
      apply();
    };
    for (let number = 1; number <= shards; number += 1) {
      const script = document.createElement("script");
      script.src = `${form.dataset.folder}${number}.js`;
      document.head.append(script);
    }
  };

  // ---- what is chosen; the address holds it
  const field = (name) => form.elements.namedItem(name);
  const year = (name) => (field(name)?.value ? Number(field(name).value) : null);

  const choice = () => {
    const words = fold(field("q").value).split(/\s+/).filter(Boolean);
    const [from, to] = [year("from"), year("to")];
    const tests = selects.map((select, facet) => {
      const wanted = select.selectedIndex - 1;
      return wanted < 0 ? null : (candidate) => candidate.has[facet].includes(wanted);
    });
    const inYears = ({ years }) => years.length > 0 && (from === null || years[1] >= from) && (to === null || years[0] <= to);
    return {
      tests,
      plain: (candidate) => words.every((word) => candidate.text.includes(word)) && ((from === null && to === null) || inYears(candidate)),
      any: words.length > 0 || from !== null || to !== null || tests.some(Boolean),
    };
  };

  const remember = () => {
    const chosen = [...new FormData(form), ["sort", sort.value === usual ? "" : sort.value]].filter(([, value]) => value);
    const query = new URLSearchParams(chosen).toString();
    try {
      history.replaceState(null, "", `${location.pathname}${query && "?"}${query}${location.hash}`);
    } catch {
      // a browser that allows no other address for a file: the choice is not kept
    }
  };

  const recall = () => {
    const given = new URLSearchParams(location.search);
    for (const [name, value] of given) {
      const control = name === "sort" ? sort : field(name);
      if (!control) continue;
      if (!control.options || [...control.options].some((option) => option.value === value)) control.value = value;
    }
    return [...given.keys()].length > 0;
  };

  // ---- what is shown
  const select = ({ tests, plain }) => {
    const counts = selects.map((control) => new Array(control.options.length - 1).fill(0));
    const shown = [];
    for (const candidate of rows) {
      if (!plain(candidate)) continue;
      const failed = tests.flatMap((test, facet) => (test && !test(candidate) ? [facet] : []));
      if (!failed.length) shown.push(candidate);
      candidate.has.forEach((options, facet) => {
        if (!failed.length || (failed.length === 1 && failed[0] === facet)) for (const option of options) counts[facet][option] += 1;
      });
    }
    return { shown, counts };
  };

  const showCounts = (counts) =>
    selects.forEach((control, facet) =>
      [...control.options].slice(1).forEach((option, number) => {
        option.textContent = `${option.dataset.text} (${counts[facet][number]})`;
        option.disabled = counts[facet][number] === 0 && !option.selected;
      }));

  const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
  const byDate = (a, b) => (a.years[0] ?? Infinity) - (b.years[0] ?? Infinity) || collator.compare(a.date, b.date);
  const orders = {
    date: (a, b) => (a.years.length || b.years.length ? byDate(a, b) : 0),
    title: (a, b) => collator.compare(a.title, b.title),
    sender: (a, b) => (a.sender ? 0 : 1) - (b.sender ? 0 : 1) || collator.compare(a.sender, b.sender),
  };
  const sorted = (shown) => {
    const order = sort.value === usual ? null : orders[sort.value];
    return order ? [...shown].sort((a, b) => order(a, b) || a.index - b.index) : shown;
  };

  const showInPage = (shown) => {
    const grouped = sort.value === usual;
    for (const { item } of rows) item().hidden = true;
    for (const candidate of grouped ? rows : sorted(rows)) (grouped ? candidate.home : flat).append(candidate.item());
    for (const { item } of shown) item().hidden = false;
    for (const group of groups) group.hidden = !grouped || !group.querySelector("li:not([hidden])");
    flat.hidden = grouped;
  };

  const showFromData = (shown, any) => {
    const wanted = any || sort.value !== usual;
    flat.replaceChildren(...(wanted ? sorted(shown).slice(0, most).map(({ item }) => item()) : []));
    flat.hidden = !wanted;
    more.hidden = !wanted || shown.length <= most;
    if (ways) ways.hidden = wanted;
  };

  const apply = () => {
    if (!ready) return;
    const chosen = choice();
    const { shown, counts } = select(chosen);
    showCounts(counts);
    if (shards) showFromData(shown, chosen.any);
    else showInPage(shown);
    status.textContent = chosen.any ? status.dataset.some.replace("{shown}", shown.length) : status.dataset.all;
  };

  const changed = () => {
    most = MOST;
    remember();
    load();
    apply();
  };

  flat.className = "document-list";
  flat.hidden = true;
  Object.assign(more, { type: "button", className: "more-rows", hidden: true, textContent: form.dataset.more });
  list.append(flat, more);
  for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  form.addEventListener("focusin", load);
  sort.addEventListener("change", changed);
  more.addEventListener("click", () => {
    const first = most;
    most += MOST;
    apply();
    flat.children[first]?.querySelector("a").focus();
  });
  if (!shards) rows = inPage();
  if (recall()) {
    form.closest("details").open = true;
    load();
  }
  apply();
})();
