// A convenience: the page works without it. Remembers the view, opens #reading and #diplomatic in that view, copies the
// citation, and closes an explanation with Escape.
"use strict";
(() => {
  const radios = [...document.querySelectorAll(".switch input")];
  const choose = (name, value) => {
    const radio = radios.find((r) => r.name === name && r.value === value);
    if (radio) radio.checked = true;
  };
  const stored = (action) => { try { return action(window.localStorage); } catch { return null; } };
  const fromHash = () => choose("view", location.hash.slice(1));

  for (const name of new Set(radios.map((r) => r.name))) choose(name, stored((s) => s.getItem("teikit-" + name)));
  fromHash();
  addEventListener("hashchange", fromHash);
  for (const radio of radios) radio.addEventListener("change", () => {
    stored((s) => s.setItem("teikit-" + radio.name, radio.value));
    if (radio.name === "view" && ["#reading", "#diplomatic"].includes(location.hash)) history.replaceState(null, "", "#" + radio.value);
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
