// Optional, on pages with images of the source: a viewer that shows one image at a time and enlarges it with buttons, keys, wheel,
// mouse and fingers; it follows the page that is being read and highlights a text with its zone. Without it the images are a list.
"use strict";
(() => {
  const panel = document.querySelector(".facsimile[data-labels]");
  if (!panel) return;
  const labels = JSON.parse(panel.dataset.labels);
  const plates = [...panel.querySelectorAll(".plate")];
  const plateOf = (id) => document.getElementById("facs:" + id)?.closest(".plate");
  const zoneOf = (id) => document.getElementById("facs:" + id)?.querySelector("rect");
  const LARGEST = 8;
  const STEP = 1.4;
  let current = plates[0];
  let place = { scale: 1, x: 0, y: 0 };

  // ---------------------------------------------------------------- the part of the image that is shown
  const box = () => current.querySelector(".image");
  const sheet = () => current.querySelector(".sheet");
  // A sheet that is smaller than its box stays in the middle; a larger one leaves no gap at the edges.
  const within = (offset, size, whole, free) => size <= free ? (free - size) / 2 - whole : Math.min(-whole, Math.max(free - size - whole, offset));
  const draw = () => {
    const { clientWidth, clientHeight } = box();
    const { offsetWidth, offsetHeight, offsetLeft, offsetTop } = sheet();
    place.x = within(place.x, offsetWidth * place.scale, offsetLeft, clientWidth);
    place.y = place.scale === 1 && offsetHeight > clientHeight ? 0 : within(place.y, offsetHeight * place.scale, offsetTop, clientHeight);
    sheet().style.transform = `translate(${place.x}px, ${place.y}px) scale(${place.scale})`;
    box().classList.toggle("is-enlarged", place.scale > 1);
    buttons.smaller.disabled = buttons.whole.disabled = place.scale === 1;
    buttons.larger.disabled = place.scale >= LARGEST;
  };
  const enlarge = (factor, clientX, clientY) => {
    const scale = Math.min(LARGEST, Math.max(1, place.scale * factor));
    const frame = box().getBoundingClientRect();
    const x = (clientX ?? frame.left + frame.width / 2) - frame.left - sheet().offsetLeft;
    const y = (clientY ?? frame.top + frame.height / 2) - frame.top - sheet().offsetTop;
    place = { scale, x: x - (x - place.x) * scale / place.scale, y: y - (y - place.y) * scale / place.scale };
    if (scale > 1.5) load(sheet().querySelector("img"));
    draw();
  };
  const move = (x, y) => { place.x += x; place.y += y; draw(); };
  // An image server gives a larger image on demand; if it refuses, the first one stays.
  const load = (image) => {
    const { large } = image.dataset;
    if (!large) return;
    delete image.dataset.large;
    const better = new Image();
    better.addEventListener("load", () => { image.style.width = image.offsetWidth + "px"; image.src = large; });
    better.src = large;
  };

  // ---------------------------------------------------------------- pages
  const turn = (plate) => {
    if (!plate) return;
    sheet().style.transform = "";
    current = plate;
    for (const each of plates) each.classList.toggle("is-current", each === current);
    place = { scale: 1, x: 0, y: 0 };
    const number = plates.indexOf(current);
    buttons.previous.disabled = number === 0;
    buttons.next.disabled = number === plates.length - 1;
    counter.textContent = `${number + 1} / ${plates.length}`;
    draw();
  };
  const beside = (by) => turn(plates[plates.indexOf(current) + by]);

  // ---------------------------------------------------------------- tools
  const drawn = { larger: "M8 2v12M2 8h12", smaller: "M2 8h12", whole: "M2 2h12v12H2z", previous: "M10 2 4 8l6 6", next: "m6 2 6 6-6 6", window: "M2 6V2h4m4 0h4v4m0 4v4h-4m-4 0H2v-4" };
  const buttons = {};
  const tools = document.createElement("div");
  tools.className = "viewer-tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", labels.image);
  const counter = document.createElement("output");
  const add = (name, action) => {
    const button = document.createElement("button");
    button.type = "button";
    button.title = labels[name];
    button.setAttribute("aria-label", labels[name]);
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", drawn[name]);
    svg.append(path);
    button.append(svg);
    button.addEventListener("click", action);
    buttons[name] = button;
    tools.append(button);
  };
  add("previous", () => beside(-1));
  add("next", () => beside(1));
  tools.append(counter);
  add("smaller", () => enlarge(1 / STEP));
  add("larger", () => enlarge(STEP));
  add("whole", () => { place = { scale: 1, x: 0, y: 0 }; draw(); });
  add("window", () => dialog.open ? dialog.close() : open());
  for (const name of ["previous", "next"]) buttons[name].hidden = plates.length === 1;
  counter.hidden = plates.length === 1;
  panel.querySelector("h2").after(tools);

  // The whole window: a dialog, which keeps the focus and closes with Escape.
  const dialog = document.createElement("dialog");
  dialog.className = "viewer-window";
  dialog.setAttribute("aria-label", labels.image);
  const mark = document.createComment("");
  const named = (name) => { buttons.window.title = labels[name]; buttons.window.setAttribute("aria-label", labels[name]); };
  const open = () => {
    panel.before(mark);
    dialog.append(panel);
    document.body.append(dialog);
    dialog.showModal();
    named("close");
    buttons.window.focus();
    turn(current);
  };
  dialog.addEventListener("close", () => {
    mark.replaceWith(panel);
    dialog.remove();
    named("window");
    buttons.window.focus({ preventScroll: true });
    turn(current);
  });

  // ---------------------------------------------------------------- keys, wheel, mouse, fingers
  const keys = {
    "+": () => enlarge(STEP), "=": () => enlarge(STEP), "-": () => enlarge(1 / STEP), "0": () => buttons.whole.click(),
    PageDown: () => beside(1), PageUp: () => beside(-1),
    ArrowLeft: () => move(60, 0), ArrowRight: () => move(-60, 0), ArrowUp: () => move(0, 60), ArrowDown: () => move(0, -60),
  };
  // What was put down on the image is followed wherever it goes; one finger moves the image, two enlarge it.
  const fingers = new Map();
  const spread = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a.x - b.x, a.y - b.y); };
  addEventListener("pointermove", (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const by = { x: event.clientX - finger.x, y: event.clientY - finger.y };
    const before = fingers.size === 2 ? spread() : 0;
    if (!before && (place.scale === 1 || Math.hypot(by.x, by.y) < 4 && !box().classList.contains("is-moving"))) return;
    box().classList.add("is-moving");
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (!before) { move(by.x, by.y); return; }
    const [a, b] = [...fingers.values()];
    enlarge(spread() / before, (a.x + b.x) / 2, (a.y + b.y) / 2);
  });
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, (event) => {
    fingers.delete(event.pointerId);
    if (!fingers.size) setTimeout(() => box().classList.remove("is-moving"));
  });
  for (const plate of plates) {
    const image = plate.querySelector(".image");
    image.tabIndex = 0;
    image.setAttribute("role", "group");
    image.setAttribute("aria-label", labels.image);
    image.addEventListener("keydown", (event) => {
      if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.startsWith("Arrow") && place.scale === 1) return;
      event.preventDefault();
      keys[event.key]();
    });
    // The wheel scrolls the page unless the image is enlarged; with Ctrl, as a gesture of two fingers, it enlarges.
    image.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && place.scale === 1) return;
      event.preventDefault();
      enlarge(Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
    }, { passive: false });
    image.addEventListener("dblclick", (event) => place.scale > 1 ? buttons.whole.click() : enlarge(2.5, event.clientX, event.clientY));
    image.addEventListener("dragstart", (event) => event.preventDefault());
    image.addEventListener("pointerdown", (event) => {
      if (!event.button) fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    });
    // A zone is a link to its text; the end of a movement is no click.
    image.addEventListener("click", (event) => { if (image.classList.contains("is-moving")) event.preventDefault(); }, true);
    image.querySelector("img").addEventListener("load", () => { if (plate === current) draw(); });
  }

  // ---------------------------------------------------------------- the text that is being read
  // The page that is being read is the last that begins above the upper third of the window; before any scrolling, the first.
  const pages = [...document.querySelectorAll(".break[data-facs]")].filter((page) => plateOf(page.dataset.facs));
  let shown = null;
  // Scrolling that brings the viewer into the window is no reading.
  let used = -Infinity;
  panel.addEventListener("focusin", (event) => { used = event.timeStamp; });
  const follow = (event) => {
    const begun = scrollY > 0 && pages.findLast((one) => one.getBoundingClientRect().top < innerHeight / 3);
    const page = begun || pages[0];
    if (!page || page === shown || getComputedStyle(panel).position !== "sticky") return;
    shown = page;
    if (event.timeStamp - used > 500) turn(plateOf(page.dataset.facs));
  };
  const toTarget = () => turn(document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".plate"));
  addEventListener("hashchange", toTarget);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.to-plate");
    if (link) turn(document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest(".plate"));
  });
  addEventListener("scroll", (event) => requestAnimationFrame(() => follow(event)), { passive: true });
  for (const kind of ["resize", "change"]) addEventListener(kind, () => { if (panel.offsetParent) draw(); });

  const light = (event, on) => {
    const text = event.target.closest?.("[data-facs]");
    if (text) zoneOf(text.dataset.facs)?.classList.toggle("lit", on);
    const area = event.target.closest?.(".zones a");
    if (area) document.getElementById(area.getAttribute("href").slice(1))?.classList.toggle("lit", on);
  };
  for (const kind of ["pointerover", "focusin"]) addEventListener(kind, (event) => light(event, true));
  for (const kind of ["pointerout", "focusout"]) addEventListener(kind, (event) => light(event, false));

  panel.classList.add("has-viewer");
  turn(current);
  toTarget();
})();
