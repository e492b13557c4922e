"""What is added to a page when it is sent to a browser: the script that shows findings and loads the page again.

The files of the site have none of it.
"""

import re
from collections.abc import Iterable
from html import escape

OWN = "/_teikit/"
"""Where the server's own pages are; no file of a site can have this address, as it begins with an underscore."""

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"\s+content="([^"]*)">')
_NEEDED = {"script-src": "'self'", "style-src": "'self'", "connect-src": "'self'", "frame-src": "'self'"}


def with_script(page: str, path: str, version: str) -> str:
    """A page of the site with the script. `path` is that of the page, `version` what changes with it."""
    tag = f'<script src="{OWN}serve.js" data-page="{escape(path)}" data-version="{escape(version)}" defer></script>'
    page = _POLICY.sub(lambda match: match[0].replace(match[1], _wider(match[1])), page, count=1)
    head, end, rest = page.partition("</head>")
    return f"{head}{tag}{end}{rest}" if end else f"{page}{tag}"


def _wider(policy: str) -> str:
    """A content security policy that lets the script work."""
    directives = {words[0]: words[1:] for part in policy.split(";") if (words := part.split())}
    for name, source in _NEEDED.items():
        known = [word for word in directives.get(name, []) if word != "'none'"]
        directives[name] = known if source in known else [source, *known]
    return "; ".join(" ".join([name, *words]) for name, words in directives.items())


def message_page(title: str, paragraphs: Iterable[str]) -> str:
    """A page that has nothing but a message, for an address without a page."""
    words = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" '
        f'content="light dark"><link rel="stylesheet" href="{OWN}page.css"></head><body><main><h1>{escape(title)}</h1>'
        f"{words}</main></body></html>"
    )
