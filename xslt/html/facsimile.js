// Optional, on pages with images of the source: scrolls to the plate of the page that is being read, highlights a text with its
// zone, and opens a plate for deep zoom if the site has a viewer (OpenSeadragon).
"use strict";
(() => {
  const panel = document.querySelector("aside.facsimile");
  if (!panel) return;
  const plate = (id) => document.getElementById("facs:" + id)?.closest(".plate");
  const zone = (id) => document.getElementById("facs:" + id)?.querySelector("rect");

  // The page that is being read is the last that begins above the upper third of the window; before any scrolling, the first.
  // An image that loads late moves the plates below it: then the panel scrolls again.
  const pages = [...document.querySelectorAll(".break[data-facs]")].filter((page) => plate(page.dataset.facs));
  const beside = () => getComputedStyle(panel).position === "sticky";
  let shown = null;
  const follow = () => {
    const begun = scrollY > 0 && pages.findLast((one) => one.getBoundingClientRect().top < innerHeight / 3);
    const page = begun || pages[0];
    if (!page || page === shown || !beside()) return;
    shown = page;
    panel.scrollTo({ top: page === pages[0] ? 0 : plate(page.dataset.facs).offsetTop - panel.offsetTop });
  };
  const again = () => { shown = null; follow(); };
  addEventListener("scroll", () => requestAnimationFrame(follow), { passive: true });
  addEventListener("load", again);
  panel.addEventListener("load", again, true);

  const light = (event, on) => {
    const text = event.target.closest?.("[data-facs]");
    if (text) zone(text.dataset.facs)?.classList.toggle("lit", on);
    const drawn = event.target.closest?.(".zones a");
    if (drawn) document.getElementById(drawn.getAttribute("href").slice(1))?.classList.toggle("lit", on);
  };
  for (const kind of ["pointerover", "focusin"]) addEventListener(kind, (event) => light(event, true));
  for (const kind of ["pointerout", "focusout"]) addEventListener(kind, (event) => light(event, false));

  if (typeof OpenSeadragon === "undefined") return;
  for (const figure of panel.querySelectorAll("[data-zoom]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = figure.dataset.zoomLabel;
    figure.querySelector("figcaption").append(" ", button);
    button.addEventListener("click", () => {
      const place = document.createElement("div");
      place.className = "zoomed";
      figure.querySelector(".image").replaceWith(place);
      button.remove();
      const source = figure.dataset.zoom;
      OpenSeadragon({
        element: place, showNavigationControl: false, crossOriginPolicy: false,
        tileSources: source.endsWith("/info.json") ? source : { type: "image", url: source },
      });
    });
  }
})();
