"""Each pass over a large volume is in a process of its own: the same bytes, its errors, and no process that is left."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from print_pages import made

from teikit.publication.print import TypesetterError, separate, typeset
from teikit.publication.print.separate import in_process
from teikit.publication.print.typesetter import Materials, run

PARENT = """
import sys
from teikit.publication.print import separate
separate.LARGE = 0
separate.in_process(exec, 1, sys.argv[1])
"""
WORK = "import os, time; pipe = os.open({!r}, os.O_WRONLY); os.write(pipe, b'1'); time.sleep(20); os.write(pipe, b'2')"


def test_a_large_volume_has_the_bytes_that_it_has_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    here = typeset(made("parted"))
    passes: list[str] = []
    answer_of = separate._answer_of
    monkeypatch.setattr(separate, "LARGE", 0)
    monkeypatch.setattr(separate, "_answer_of", lambda job: passes.append(job.do.__name__) or answer_of(job))
    assert typeset(made("parted")) == here
    assert passes == ["ask", "run"]


def test_a_small_volume_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(separate, "_answer_of", lambda job: pytest.fail("a process was started"))
    assert typeset(made("parted"))[0]


def test_an_error_of_the_typesetter_comes_back_with_its_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(separate, "LARGE", 0)
    text = '#set document(title: "t")\n#set text(fallback: false)\n\u0b95'.encode()
    with pytest.raises(TypesetterError) as caught:
        in_process(run, 1, {"a.typ": text}, 0, Materials())
    assert "\u0b95" in caught.value.lacking


def test_a_process_that_is_killed_is_an_error_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(separate, "LARGE", 0)
    with pytest.raises(TypesetterError, match=r"ended without a result \(SIGKILL\).*memory"):
        in_process(signal.raise_signal, 1, signal.SIGKILL)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_the_process_ends_with_its_parent(tmp_path: Path) -> None:
    name = str(tmp_path / "pipe")
    os.mkfifo(name)
    with subprocess.Popen([sys.executable, "-c", PARENT, WORK.format(name)]) as parent, Path(name).open("rb") as pipe:
        assert pipe.read(1) == b"1"
        parent.kill()
        assert pipe.read() == b""  # it has ended, and not by itself
