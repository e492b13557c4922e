// Optional: the page works without it. Remembers the switches, opens a page in the view of its link (#view=genetic&layer=hand-2,
// or ?view=genetic), updates the link when a switch is changed, copies the citation, closes an explanation with Escape.
"use strict";
(() => {
  const radios = [...document.querySelectorAll(".switch input")];
  const names = [...new Set(radios.map((r) => r.name))];
  const choose = (name, value) => {
    const radio = radios.find((r) => r.name === name && r.value === value);
    if (radio) radio.checked = true;
  };
  const stored = (action) => { try { return action(window.localStorage); } catch { return null; } };
  const given = (text) => new URLSearchParams(text.slice(1));
  const isLink = (hash) => hash === "" || names.some((name) => given(hash).has(name));
  const follow = (text) => {
    for (const [name, value] of given(text)) choose(name, value);
    choose("view", text.slice(1));
  };

  for (const name of names.filter((n) => n !== "layer")) choose(name, stored((s) => s.getItem("teikit-" + name)));
  follow(location.search);
  follow(location.hash);
  addEventListener("hashchange", () => follow(location.hash));
  for (const radio of radios) radio.addEventListener("change", () => {
    stored((s) => s.setItem("teikit-" + radio.name, radio.value));
    const turned = names.map((name) => radios.find((r) => r.name === name && r.checked)).filter((r) => r && !r.defaultChecked);
    const link = turned.map((r) => r.name + "=" + r.value).join("&");
    if (isLink(location.hash) || radios.some((r) => "#" + r.value === location.hash)) {
      try { history.replaceState(null, "", link ? "#" + link : location.pathname + location.search); } catch { /* a place that keeps no history */ }
    }
  });

  const select = (element) => getSelection().selectAllChildren(element);
  for (const cited of document.querySelectorAll(".citation")) cited.addEventListener("focus", () => select(cited));
  for (const button of document.querySelectorAll("[data-copy]")) {
    const cited = document.getElementById(button.dataset.copy);
    const done = () => { button.parentElement.querySelector("[role=status]").textContent = button.dataset.done; };
    const byHand = () => { select(cited); if (document.execCommand("copy")) done(); };
    button.hidden = false;
    button.addEventListener("click", () =>
      navigator.clipboard ? navigator.clipboard.writeText(cited.textContent).then(done, byHand) : byHand());
  }

  addEventListener("keydown", (event) => { if (event.key === "Escape") document.documentElement.classList.add("hush"); });
  for (const kind of ["pointermove", "focusin"]) addEventListener(kind, () => document.documentElement.classList.remove("hush"));
})();
