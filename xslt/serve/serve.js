// Shows the findings of a page over it, and loads the page again when it has changed, at the same place.
// `teikit serve` adds this script to the pages that it sends; no file of a site has it.
(() => {
  "use strict";
  const { page, version } = document.currentScript.dataset;
  const own = "/_teikit/";
  const key = `teikit:place:${page}`;
  let pane = "";

  // ------------------------------------------------------------ the place in the page
  // The first element with an id that begins in sight stays where it is, though text before it may have changed; where
  // none begins in sight, the last one before.
  function keepPlace() {
    const named = [...document.querySelectorAll("main [id]")].filter((e) => e.getClientRects().length);
    const begins = (e) => e.getBoundingClientRect().top;
    const anchor = named.find((e) => begins(e) >= 0 && begins(e) < innerHeight) ?? named.findLast((e) => begins(e) < 0);
    const top = anchor ? anchor.getBoundingClientRect().top : 0;
    const open = root.querySelector("details")?.open ?? null;
    sessionStorage.setItem(key, JSON.stringify({ id: anchor?.id, top, x: scrollX, y: scrollY, pane, open }));
  }

  function place() {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function restorePlace(kept) {
    const anchor = scrollY || kept.y ? kept.id && document.getElementById(kept.id) : null;
    const y = anchor ? scrollY + anchor.getBoundingClientRect().top - kept.top : kept.y;
    scrollTo({ left: kept.x, top: y, behavior: "instant" });
  }

  // ------------------------------------------------------------ what is shown
  const host = document.createElement("teikit-findings");
  const root = host.attachShadow({ mode: "open" });

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  function line(finding) {
    const at = finding.line ? `${finding.file}:${finding.line}:${finding.column}` : finding.file;
    const parts = [element("span", "place", at), " ", element("span", "severity", finding.severity)];
    parts.push(` ${finding.code} ${finding.message}`);
    if (finding.advice) parts.push(element("div", "advice", finding.advice));
    return element("li", finding.severity, ...parts);
  }

  function title(state) {
    const count = (severity, word) => {
      const number = state.findings.filter((finding) => finding.severity === severity).length;
      return number ? [`${number} ${word}${number > 1 ? "s" : ""}`] : [];
    };
    const words = [...count("error", "error"), ...count("warning", "warning"), ...count("info", "note")];
    const what = state.error ? "not built" : words.join(", ") || "no findings";
    return state.building ? `${what} · building …` : what;
  }

  function opener(name, label) {
    const button = element("button", "", label);
    button.type = "button";
    button.dataset.pane = name;
    button.addEventListener("click", () => show(pane === name ? "" : name));
    return button;
  }

  let last = null;
  function draw(state, open) {
    last = state;
    const before = root.querySelector("details");
    const details = element("details", "findings", element("summary", "", title(state)));
    const errors = state.error || state.findings.some((finding) => finding.severity === "error");
    details.open = before ? before.open || (errors && !before.dataset.errors) : open ?? Boolean(errors);
    if (errors) details.dataset.errors = "true";
    if (state.error) details.append(element("p", "error", element("span", "severity", state.error)));
    details.append(element("ol", "", ...state.findings.map(line)));
    details.append(element("p", "", opener("worklist", "Worklist"), opener("print", "Print"),
      `${state.others} findings elsewhere`));
    if (before) before.replaceWith(details);
    else root.append(details);
  }

  function show(name) {
    pane = name;
    root.querySelector(".beside")?.remove();
    if (!name || !last) return;
    const frame = element("iframe");
    frame.title = name;
    frame.src = last[name];
    const close = element("button", "", "Close");
    close.type = "button";
    close.addEventListener("click", () => show(""));
    root.append(element("aside", "beside", element("p", "", close), frame));
  }

  // ------------------------------------------------------------ what has changed
  async function look() {
    const answer = await fetch(`${own}state?page=${encodeURIComponent(page)}`, { cache: "no-store" });
    const state = await answer.json();
    if (state.version !== version) {
      keepPlace();
      location.reload();
      return;
    }
    draw(state, place()?.open);
    return state;
  }

  const style = element("link");
  style.rel = "stylesheet";
  style.href = `${own}serve.css`;
  root.append(style);
  document.documentElement.append(host);

  const kept = place();
  if (kept) {
    sessionStorage.removeItem(key);
    restorePlace(kept);
    addEventListener("load", () => restorePlace(kept), { once: true });
  }

  let looking = Promise.resolve();
  const events = new EventSource(`${own}events`);
  events.addEventListener("message", () => {
    looking = looking.then(look).then((state) => {
      if (state && kept?.pane && !pane) {
        show(kept.pane);
        kept.pane = "";
      }
    }, () => {});
  });
  addEventListener("pagehide", () => events.close());
})();
