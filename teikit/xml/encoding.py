"""Bytes of an XML file to text: UTF-8, UTF-16, or what the XML declaration names; and what is mixed up in them.

XML 1.0 §4.3.3 and appendix F. What is wrong is reported with its place, and read as well as can be, so that the rest
of the file is checked all the same.
"""

import codecs
import re
from hashlib import sha256

from teikit.core import Diagnostic, Position, Source, Span, file_diagnostic, span_diagnostic

DECLARED = re.compile(r"""<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._\-]*)["']""")
_VERSION = re.compile(r"""<\?xml\s+version\s*=\s*["']([^"'<>]*)["']""")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_KNOWN = re.compile(r"utf-?8|us-ascii|ascii|utf-16(le|be)?|iso-8859-\d+|windows-125\d|cp125\d|koi8-[ru]|gb18030|gbk|big5|euc-(jp|kr)|shift_jis", re.IGNORECASE)  # fmt: skip # noqa: E501
_MAX_REPORTED = 20


def decode_bytes(data: bytes, name: str) -> tuple[Source | None, list[Diagnostic]]:
    """The text of an XML file without its byte order mark, and what is wrong with its encoding.

    The text is None where the file is not text. Where a file has stray bytes, the text has what they are in
    windows-1252, or U+FFFD.
    """
    if not data.strip():
        return None, [file_diagnostic(name, "xml-empty", "the file is empty")]
    mark, proven = _proven(data)
    body = data[len(mark) :]
    declared = _declared(body, proven)
    encoding = proven or _codec(declared) or "utf-8"
    if not _KNOWN.fullmatch(declared or "utf-8"):
        where = Position(1, body.decode("latin-1").find(declared) + 1)
        message = f"the encoding {declared} is not known; UTF-8 is the encoding of TEI"
        return None, [file_diagnostic(name, "xml-encoding", message, where)]
    if b"\x00" in body[:4096] and not encoding.startswith("utf-16"):
        before = body[: body.index(b"\x00")].decode("utf-8", "replace")
        where = Source(before).position(len(before))
        return None, [file_diagnostic(name, "xml-binary", "the file is not text: a byte 0 is here", where)]
    text, undecodable = _text(body, encoding, name)
    misdeclared = _misdeclared(Source(text, name), body, declared, proven)
    if misdeclared and encoding != "utf-8" and not proven:
        text = body.decode("utf-8", "replace")
    source = Source(text, name, sha256(data).hexdigest(), encoding)
    if malformed := _malformed(source):
        return None, [malformed]
    if control := _CONTROL.search(text):
        message = f"character U+{ord(control.group()):04X} is not text"
        return None, [file_diagnostic(name, "xml-binary", message, source.position(control.start()))]
    return source, [*undecodable, *misdeclared]


def _malformed(source: Source) -> Diagnostic | None:
    """What the parser accepts at the start of a file although XML 1.0 does not (§2.8, §4.3.3)."""
    if source.text.startswith("\ufeff"):
        return span_diagnostic(source, 0, "xml-malformed", "a second byte order mark begins the file: remove it")
    version = _VERSION.match(source.text)
    if version is None or re.fullmatch(r"1\.[0-9]+", version.group(1)):
        return None
    message = f"version=“{version.group(1)}” is not a version of XML: write 1.0"
    return span_diagnostic(source, Span(*version.span(1)), "xml-malformed", message)


def as_utf8(data: bytes) -> bytes:
    """The bytes of a file in UTF-8, where its first bytes prove that it is in UTF-16; else as they are."""
    mark, proven = _proven(data)
    return data[len(mark) :].decode(proven, "replace").encode() if proven.startswith("utf-16") else data


def encode_like(text: str, data: bytes) -> bytes:
    """The text in the encoding of `data`, an XML file that it replaces, with its byte order mark if it has one.

    Characters that the encoding lacks become character references.
    """
    mark, proven = _proven(data)
    encoding = proven or _codec(_declared(data[len(mark) :], proven)) or "utf-8"
    return mark + text.encode(encoding, "xmlcharrefreplace")


def _proven(data: bytes) -> tuple[bytes, str]:
    """The byte order mark, and the encoding that it, or the first character, proves."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return mark, encoding
    return b"", next((encoding for start, encoding in _WIDE if data.startswith(start)), "")


def _declared(body: bytes, proven: str) -> str:
    head = body[:1024].decode(proven, "ignore") if proven.startswith("utf-16") else body[:512].decode("latin-1")
    declared = DECLARED.match(head)
    return declared.group(1) if declared else ""


def _codec(declared: str) -> str:
    """Python's name of an encoding; a file that says UTF-16 in single bytes is not in UTF-16."""
    return "" if not declared or declared.lower().startswith("utf-16") else declared.lower()


def _text(body: bytes, encoding: str, name: str) -> tuple[str, list[Diagnostic]]:
    try:
        return body.decode(encoding), []
    except (UnicodeDecodeError, LookupError):
        pass
    if encoding not in ("utf-8", "utf8"):
        text = body.decode(encoding, "replace")
        where = Source(text).position(max(0, text.find("\ufffd")))
        return text, [file_diagnostic(name, "xml-encoding", f"this byte is not in {encoding}", where)]
    return _decode_with_strays(body, name)


def _decode_with_strays(body: bytes, name: str) -> tuple[str, list[Diagnostic]]:
    """Text that is UTF-8 but for some bytes, each of which is reported."""
    words: list[str] = []
    stray: list[tuple[int, int, str]] = []
    start = length = 0
    view = memoryview(body)  # slices of it copy nothing
    while start < len(body):
        try:
            words.append(str(view[start:], "utf-8"))
            break
        except UnicodeDecodeError as error:
            before, undecodable = body[start : start + error.start].decode(), body[start + error.start]
            meant = bytes([undecodable]).decode("cp1252", "replace")
            words += [before, meant]
            length += len(before)
            stray.append((length, undecodable, meant))
            length += 1
            start += error.start + 1
        if len(stray) > 10_000:
            words.append(body[start:].decode("cp1252", "replace"))
            break
    text = "".join(words)
    return text, _stray(Source(text, name), stray)


def _stray(source: Source, stray: list[tuple[int, int, str]]) -> list[Diagnostic]:
    diagnostics = []
    for offset, byte, meant in stray[:_MAX_REPORTED]:
        like = "" if meant == "\ufffd" else f"; it is {meant} in windows-1252: save the file as UTF-8"
        diagnostics.append(
            span_diagnostic(source, Span(offset, offset + 1), "xml-encoding", f"byte {byte:#04x} is not UTF-8{like}")
        )
    if len(stray) > _MAX_REPORTED:
        diagnostics.append(file_diagnostic(source.name, "xml-encoding", f"{len(stray)} bytes in all are not UTF-8"))
    return diagnostics


def _misdeclared(source: Source, body: bytes, declared: str, proven: str) -> list[Diagnostic]:
    """A declaration that the bytes disprove: programs that rely on it garble the text, or refuse the file."""
    declaration = DECLARED.match(source.text)
    if not declaration:
        return []
    span = Span(*declaration.span(1))
    wide = declared.lower().startswith("utf-16")
    if proven and wide is not proven.startswith("utf-16"):
        message = f"the file declares {declared}, but it is in {proven.upper()}"
        return [span_diagnostic(source, span, "xml-encoding", message)]
    if wide and not proven:
        message = f"the file declares {declared}, but its characters are single bytes"
        return [span_diagnostic(source, span, "xml-encoding", message)]
    if proven or declared.lower() in ("utf-8", "utf8") or body.isascii():
        return []
    return _really_utf8(source, body, declared, span)


def _really_utf8(source: Source, body: bytes, declared: str, span: Span) -> list[Diagnostic]:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return []
    meant = next(c for c in text if not c.isascii())
    garbled = meant.encode().decode(declared, "replace")
    message = f"the file declares {declared}, but it is in UTF-8: “{meant}” would be read as “{garbled}”; declare UTF-8"
    return [span_diagnostic(source, span, "xml-encoding", message)]
