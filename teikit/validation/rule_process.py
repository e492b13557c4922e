"""The process that applies the rules of users: see `limited`."""

import faulthandler
import os
import pickle
import sys
from contextlib import suppress
from typing import IO

from teikit.core import Diagnostic, Source, TeikitError
from teikit.validation.limited import Question
from teikit.validation.validate import DocumentValidator


def work() -> None:
    """Answer the questions of standard input on standard output, until it ends."""
    answers, nothing = os.fdopen(os.dup(1), "wb"), os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # nothing that a rule or a library writes is an answer, or is shown
        os.dup2(nothing, stream)
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt), os.fdopen(nothing, "w") as sink:
        while True:
            question: Question = pickle.load(sys.stdin.buffer)
            faulthandler.dump_traceback_later(question.seconds, exit=True, file=sink)
            answer = _answer(question)
            faulthandler.cancel_dump_traceback_later()
            _send(answer, answers)


def _answer(question: Question) -> list[Diagnostic] | Exception:
    try:
        os.chdir(question.folder)
        validator = DocumentValidator(Source(question.text, question.name))
        return validator.apply_rules(question.schema, question.kind, question.phase)
    except Exception as error:
        return error


def _send(answer: list[Diagnostic] | Exception, answers: IO[bytes]) -> None:
    try:
        data = pickle.dumps(answer)
    except Exception as error:  # of an exception that cannot be sent
        data = pickle.dumps(TeikitError(f"{answer} ({error})"))
    answers.write(data)
    answers.flush()
