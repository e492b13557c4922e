"""Saxon: the only module that imports saxonche, and only when a document is parsed or a stylesheet compiled.

There is one processor in a process (saxonche aborts the process when two threads use its nodes). Stylesheets are
compiled once and kept. External entities and DTDs are switched off here: Saxon's parser would expand them.
"""

import os
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any

from teikit.core.errors import TeikitError
from teikit.core.resources import InstallationError

Parameter = str | bool | int | list[Any]
"""The value of a stylesheet parameter: a single value, or a list of values and nodes."""

_CLOSED = (
    "http%3A//xml.org/sax/features/external-general-entities",
    "http%3A//xml.org/sax/features/external-parameter-entities",
    "http%3A//apache.org/xml/features/nonvalidating/load-external-dtd",
)
# The parser inside Saxon stops at 100 levels of elements, which TEI can have.
_DEPTH = "http%3A//www.oracle.com/xml/jaxp/properties/maxElementDepth"
LEVELS = 1_000
_DOCTYPE = re.compile(r"\s*+(?:<\?.*?\?>\s*+|<!--.*?-->\s*+)*+<!DOCTYPE", re.DOTALL)

_TRACE = re.compile(r"\n\s*(?:In \w|invoked by |During |(?:Static |Type )?[Ee]rror )")


class XsltError(TeikitError):
    """A document is not well-formed, or a stylesheet does not compile or stopped.

    The message is Saxon's first sentence, with its code and place, without the call stack of the stylesheet.
    """


def _api_error() -> type[Exception]:
    from saxonche import PySaxonApiError

    error: type[Exception] = PySaxonApiError
    return error


def _sentence(error: Exception) -> str:
    """The first sentence of a message of Saxon, in one line."""
    return " ".join(_TRACE.split(str(error).strip(), maxsplit=1)[0].split())


_threads: list[int] = []


def saxon_thread() -> int | None:
    """The thread that used Saxon first, and so the one that may use it; None where Saxon was not used yet."""
    return _threads[0] if _threads else None


@cache
def processor(sealed: bool = False) -> Any:
    """The process's Saxon processor, with external entities, external DTDs and the network switched off.

    The sealed processor is for stylesheets generated from schemas of users: it also cannot read or write files, and has
    no access to the environment. (Nodes and stylesheets of one processor cannot be used with the other.)
    """
    from saxonche import PySaxonProcessor

    _threads.append(threading.get_ident())
    saxon = PySaxonProcessor(license=False)
    for feature in _CLOSED:
        saxon.set_configuration_property(f"http://saxon.sf.net/feature/parserFeature?uri={feature}", "false")
    saxon.set_configuration_property(f"http://saxon.sf.net/feature/parserProperty?uri={_DEPTH}", str(LEVELS))
    saxon.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "" if sealed else "file")
    if sealed:
        saxon.set_configuration_property("http://saxon.sf.net/feature/allow-external-functions", "false")
    return saxon


def parse(xml: str, sealed: bool = False, base: str = "") -> Any:
    """A document node from a string of XML, with line numbers kept; `base` is its URI, if it has one.

    Raises XsltError if it is not well-formed or has a document type declaration: with external entities switched off
    Saxon would silently drop their references, and text must not be lost.
    """
    if _DOCTYPE.match(xml.lstrip("\ufeff")):
        raise XsltError("a document type declaration (<!DOCTYPE …>) is not accepted")
    builder = processor(sealed).new_document_builder()
    builder.set_line_numbering(True)
    if base:
        builder.set_base_uri(base)
    try:
        return builder.parse_xml(xml_text=xml)
    except _api_error() as error:
        raise XsltError(_sentence(error)) from error


def string_map(values: Mapping[str, str]) -> Any:
    """An XDM map of strings, to be passed to a stylesheet; it may be kept and passed many times."""
    saxon = processor()
    return saxon.make_map2({key: saxon.make_string_value(value) for key, value in values.items()})


def parts(document: Any) -> list[str]:
    """The names of the elements that a document's root element holds, in order: far cheaper than a stylesheet."""
    return [child.local_name for root in document.children for child in root.children if child.local_name]


class Stylesheet:
    """A compiled stylesheet or package; `messages` holds the xsl:message texts of its last run, in order."""

    def __init__(self, executable: Any, sealed: bool = False) -> None:
        self._executable = executable
        self._sealed = sealed
        self.messages: tuple[str, ...] = ()

    def to_node(self, source: Any, parameters: Mapping[str, Parameter] | None = None) -> Any:
        """Transforms a node and returns the result document as a node. Raises XsltError."""
        value = self._run("apply_templates_returning_value", source, parameters)
        return value.head.get_node_value() if hasattr(value.head, "get_node_value") else value.head

    def to_string(self, source: Any, parameters: Mapping[str, Parameter] | None = None) -> str:
        """Transforms a node and returns the serialised result. Raises XsltError."""
        return str(self._run("apply_templates_returning_string", source, parameters))

    def to_items(self, source: Any, parameters: Mapping[str, Parameter] | None = None, mode: str = "") -> list[Any]:
        """Transforms a node, in a mode, and returns the raw sequence of items that its templates return.

        Names are in Clark notation. Raises XsltError.
        """
        if mode:
            self._executable.set_initial_mode(mode)
        value = self._run("apply_templates_returning_value", source, parameters, raw=True)
        return [] if value is None else [value.item_at(i) for i in range(value.size)]

    def _run(self, call: str, source: Any, parameters: Mapping[str, Parameter] | None, raw: bool = False) -> Any:
        executable = self._executable
        executable.set_result_as_raw_value(raw)
        executable.clear_parameters()
        executable.clear_xsl_messages()
        executable.set_save_xsl_message(True)
        executable.set_global_context_item(xdm_item=source)
        executable.set_initial_match_selection(xdm_value=source)
        # Kept until the run is over: Saxon does not keep the items of a sequence alive, and would abort the process.
        given = {name: self._items(value) for name, value in (parameters or {}).items()}
        held = {name: self._value(items) for name, items in given.items()}
        for name, value in held.items():
            executable.set_parameter(name, value)
        try:
            with _no_errors_printed() if self._sealed else nullcontext():
                result = getattr(executable, call)()
        except _api_error() as error:
            raise XsltError(_sentence(error)) from error
        messages = executable.get_xsl_messages()
        self.messages = tuple(str(messages.item_at(i)) for i in range(messages.size)) if messages is not None else ()
        return result

    def _items(self, value: Parameter) -> list[Any]:
        saxon = processor(self._sealed)
        if isinstance(value, list):
            return [item for entry in value for item in self._items(entry)]
        if isinstance(value, bool):
            return [saxon.make_boolean_value(value)]
        if isinstance(value, str):
            return [saxon.make_string_value(value)]
        return [saxon.make_integer_value(value) if isinstance(value, int) else value]

    def _value(self, items: list[Any]) -> Any:
        if len(items) == 1:
            return items[0]
        sequence = processor(self._sealed).empty_sequence()
        for item in items:
            sequence.add_xdm_item(item)
        return sequence


@contextmanager
def _no_errors_printed() -> Iterator[None]:
    """Nothing reaches standard error: the function `trace` of a rule writes there, and Saxon has no setting for it."""
    before = os.dup(2)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(nothing)
        os.close(before)


@cache
def stylesheet(path: Path) -> Stylesheet:
    """A compiled stylesheet of teikit's own, compiled once a process. Raises InstallationError with Saxon's message."""
    try:
        return _compiled(stylesheet_file=str(path))
    except XsltError as error:
        raise InstallationError(f"{path} cannot be used, install teikit again: {error}") from error


def stylesheet_from_text(text: str, sealed: bool = False) -> Stylesheet:
    """A compiled stylesheet from a string. Raises XsltError with Saxon's message."""
    return _compiled(sealed, stylesheet_text=text)


def _compiled(sealed: bool = False, **where: str) -> Stylesheet:
    try:
        return Stylesheet(processor(sealed).new_xslt30_processor().compile_stylesheet(**where), sealed)
    except _api_error() as error:
        raise XsltError(_sentence(error)) from error
