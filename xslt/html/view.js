// Optional: the page works without it. Remembers the switches, opens a page in the view of its link (#view=genetic&layer=hand-2,
// or ?view=genetic), updates the link when a switch is changed, copies the citation, sets notes beside their lines, closes an explanation with Escape.
"use strict";
(() => {
  const inputs = [...document.querySelectorAll(".switches input")];
  const names = [...new Set(inputs.map((input) => input.name))];
  const choose = (name, value) => {
    for (const input of inputs.filter((one) => one.name === name)) {
      if (input.type === "checkbox" && ["on", "off"].includes(value)) input.checked = value === "on";
      if (input.type === "radio" && input.value === value) input.checked = true;
    }
  };
  const value = (input) => input.type === "checkbox" && !input.checked ? "off" : input.value;
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
  for (const input of inputs) input.addEventListener("change", () => {
    stored((s) => s.setItem("teikit-" + input.name, value(input)));
    const turned = inputs.filter((one) => one.checked !== one.defaultChecked && (one.checked || one.type === "checkbox"));
    const link = turned.map((one) => one.name + "=" + value(one)).join("&");
    if (isLink(location.hash) || inputs.some((one) => "#" + one.value === location.hash)) {
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

  // Notes beside a block move down to the lines of their marks; without this they begin at the top of the block.
  const align = () => {
    const columns = [...document.querySelectorAll(".noted > .side-notes")];
    for (const note of columns.flatMap((c) => [...c.children])) note.style.marginTop = "";
    let end = -Infinity;
    const moves = [];
    for (const column of columns.filter((c) => getComputedStyle(c).float === "right")) {
      const { top, bottom } = column.getBoundingClientRect();
      let moved = Math.max(0, end - top);
      for (const note of column.children) {
        const box = note.getBoundingClientRect();
        const mark = document.getElementById("mark:" + note.id.slice("foot:".length));
        const by = box.height && mark ? mark.getBoundingClientRect().top - box.top - moved : 0;
        if (by > 0) { moves.push([note, by]); moved += by; }
      }
      end = bottom + moved + 12;
    }
    for (const [note, by] of moves) note.style.marginTop = by + "px";
  };
  if (document.querySelector(".noted")) {
    align();
    for (const kind of ["load", "resize", "change"]) addEventListener(kind, align);
  }

  addEventListener("keydown", (event) => { if (event.key === "Escape") document.documentElement.classList.add("hush"); });
  for (const kind of ["pointermove", "focusin"]) addEventListener(kind, () => document.documentElement.classList.remove("hush"));
})();
