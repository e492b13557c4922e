"""Pages in a browser: notes that stand in a sentence, pages wider than the window, violations that axe finds, pictures.

Needs the playwright package, a Chromium of the system, and for axe the folder of tests/html_validators/ installed.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from foreign_words import TEI, words_in

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
WIDTHS = (1280, 768, 375)
AROUND = 10
# Elements of TEI in which a note interrupts a sentence or a line of verse.
SENTENCES = tuple(
    f"{TEI}{name}" for name in ("p", "l", "ab", "head", "quote", "q", "seg", "item", "cell", "salute", "signed")
)
# What is no part of the sentence around it.
APARTS = tuple(
    f"{TEI}{name}" for name in ("teiHeader", "standOff", "listApp", "note", "rdg", "rdgGrp", "wit", "witDetail")
)

# The text that a block shows in its lines: what is floated, moved, hidden or a block of its own is not in the sentence.
_FLOW = r"""() => {
  const letters = [];
  const flow = (node, out) => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) { out.push(child.data); continue; }
      if (child.nodeType !== 1) continue;
      const style = getComputedStyle(child);
      if (style.display === 'none' || style.visibility === 'hidden') continue;
      const inline = /^(inline|contents|ruby)/.test(style.display) && style.float === 'none'
        && !/absolute|fixed/.test(style.position) && !child.matches('.aloud, [aria-hidden=true]');
      if (inline) flow(child, out);
      else { const own = []; flow(child, own); letters.push(own.join('')); }
    }
  };
  const whole = [];
  flow(document.querySelector('main') || document.body, whole);
  letters.push(whole.join(''));
  return letters;
}"""
_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_AXE = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap(
  v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')}: ${n.html.slice(0, 160)}`))"""


class Note(NamedTuple):
    """A note inside a sentence of TEI: its line, its letters, and the letters before and after it."""

    line: int
    letters: str
    before: str
    after: str


def _letters(text: str) -> str:
    return re.sub(r"\d", "", "".join(words_in(text)))


def notes_in_sentences(root: Any) -> list[Note]:
    """The notes of the text that have words of a sentence before or after them; not those on a reading."""
    notes = []
    for note in root.iter(f"{TEI}note"):
        holder = next((above for above in note.iterancestors() if above.tag in SENTENCES), None)
        outside = next(note.iterancestors(*APARTS), None)
        letters = _letters("".join(note.itertext()))
        beside_readings = note.getparent().tag == f"{TEI}app"
        if holder is None or outside is not None or beside_readings or len(letters) < 6:
            continue
        before, after = _around(holder, note)
        if before or after:
            notes.append(Note(note.sourceline, letters[:60], before[-AROUND:], after[:AROUND]))
    return notes


def _around(holder: Any, note: Any) -> tuple[str, str]:
    """The letters of an element before and after a note in it, without those of other notes."""
    sides: tuple[list[str], list[str]] = ([], [])
    reached = False

    def walk(element: Any) -> None:
        nonlocal reached
        if element is note:
            reached = True
        elif isinstance(element.tag, str) and element.tag not in APARTS:
            sides[reached].append(element.text or "")
            for child in element:
                walk(child)
                sides[reached].append(child.tail or "")

    walk(holder)
    return _letters("".join(sides[0])), _letters("".join(sides[1]))


def in_the_flow(notes: Sequence[Note], blocks: Sequence[str]) -> list[Note]:
    """The notes whose letters follow or precede their neighbours in the flow of a block."""
    flows = [_letters(block) for block in blocks]

    def beside(note: Note) -> bool:
        sides = [note.before + note.letters] if note.before else []
        sides += [note.letters + note.after] if note.after and len(note.letters) < 60 else []
        return any(side in flow for side in sides for flow in flows)

    return [note for note in notes if beside(note)]


class Browser:
    """A browser that looks at one page after another."""

    def __init__(self, page: Any, axe: str) -> None:
        self._page = page
        self._axe = axe

    def open(self, path: Path, width: int = 1280) -> None:
        self._page.set_viewport_size({"width": width, "height": 900})
        self._page.goto(path.resolve().as_uri())

    def flow(self) -> list[str]:
        blocks: list[str] = self._page.evaluate(_FLOW)
        return blocks

    def too_wide(self, path: Path) -> list[str]:
        """At which widths the page must be scrolled sideways."""
        found = []
        for width in WIDTHS:
            self.open(path, width)
            excess = self._page.evaluate(_WIDE)
            found += [f"{path.name}: {excess} px too wide at {width} px"] if excess > 0 else []
        return found

    def violations(self, path: Path) -> list[str]:
        self.open(path)
        self._page.evaluate(self._axe)
        return [f"{path.name}: {violation}" for violation in self._page.evaluate(_AXE)]

    def picture(self, path: Path, width: int, out: Path, height: int = 2000) -> None:
        self._page.set_viewport_size({"width": width, "height": height})
        self._page.goto(path.resolve().as_uri())
        self._page.screenshot(path=str(out))


@contextmanager
def browser(checkers: Path | None) -> Iterator[Browser]:
    """A browser, with axe where its folder is given. Raises RuntimeError where no Chromium is installed."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        raise RuntimeError("no Chromium is installed")
    axe = (checkers / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8") if checkers else ""
    with sync_playwright() as running:
        started = running.chromium.launch(executable_path=program, args=SWITCHES.split())
        page = started.new_context(reduced_motion="reduce").new_page()
        page.set_default_timeout(120_000)
        yield Browser(page, axe)
        started.close()
