"""What `teikit.editing` says, in the types of the Language Server Protocol."""

import re

from lsprotocol import types

from teikit.core import Severity, Span
from teikit.editing import Completion, Finding, QuickFix
from teikit.lsp.positions import Positions

_SOURCE = "teikit"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_KINDS = {
    "element": types.CompletionItemKind.Class,
    "end": types.CompletionItemKind.Snippet,
    "attribute": types.CompletionItemKind.Property,
    "name": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
}
_WORD = re.compile(r"[^\s<>]+|<[^\s<>]*")


def diagnostic_of(finding: Finding, text: str, positions: Positions) -> types.Diagnostic:
    """A finding as a diagnostic: its message, and what to do."""
    diagnostic = finding.diagnostic
    message = f"{diagnostic.place}: {diagnostic.message}" if finding.elsewhere else diagnostic.message
    return types.Diagnostic(
        range=positions.range(visible(finding.span, text)),
        message=f"{message}\n{diagnostic.help}" if diagnostic.help else message,
        severity=_SEVERITIES[diagnostic.severity],
        code=diagnostic.code,
        source=_SOURCE,
    )


def visible(span: Span, text: str) -> Span:
    """A span that an editor can underline: where it is empty, the word there, or the character before."""
    if len(span):
        return span
    word = _WORD.match(text, span.start)
    return Span(span.start, word.end()) if word else Span(max(0, span.start - 1), span.start)


def item_of(number: int, completion: Completion, positions: Positions, snippets: bool) -> types.CompletionItem:
    """A proposal as a completion item; `number` keeps the order of the proposals."""
    attribute = completion.kind == "attribute"
    text = completion.text
    if attribute:
        text += '="$1"' if snippets else '="'
    return types.CompletionItem(
        label=completion.name,
        kind=_KINDS[completion.kind],
        detail="required" if completion.required else None,
        documentation="\n".join(filter(None, (completion.meaning, completion.expected))) or None,
        sort_text=f"{number:05}",
        filter_text=text if text.startswith("<") else completion.name,
        insert_text_format=types.InsertTextFormat.Snippet if attribute and snippets else None,
        text_edit=types.TextEdit(positions.range(completion.span), text),
    )


def action_of(
    fix: QuickFix, uri: str, positions: Positions, diagnostic: types.Diagnostic, preferred: bool
) -> types.CodeAction:
    """A quick fix as a code action."""
    edits = [types.TextEdit(positions.range(edit.span), edit.text) for edit in fix.edits]
    return types.CodeAction(
        title=fix.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic],
        is_preferred=preferred,
        edit=types.WorkspaceEdit(changes={uri: edits}),
    )
