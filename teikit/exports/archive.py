"""ZIP archives in which files of an earlier archive are copied as they are compressed there."""

from copy import copy
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

_DATE = (1980, 1, 1, 0, 0, 0)  # of all files: the first that an archive can have
_HEADER, _NAME_LENGTH, _EXTRA_LENGTH = 30, 26, 28  # bytes of a local header before the name; places of two lengths


class Archive:
    """An archive that is written; equal files give equal bytes, whether they are copied or compressed."""

    def __init__(self, out: IO[bytes], earlier: Path | None = None) -> None:
        """`earlier` is an archive that such a one was written to before. Raises OSError."""
        self._zip = ZipFile(out, "w")
        self._earlier = _opened(earlier)

    def add(self, name: str, content: str | bytes, method: int = ZIP_DEFLATED) -> None:
        """Add a file."""
        info = ZipInfo(name, _DATE)
        info.compress_type = method
        info.external_attr = 0o644 << 16
        self._zip.writestr(info, content)

    def copy(self, name: str, earlier_name: str = "") -> bool:
        """Add a file as it is in the earlier archive; whether it is there. Raises OSError."""
        try:
            info = self._earlier.getinfo(earlier_name or name) if self._earlier else None
        except KeyError:
            return False
        if info is None or self._earlier is None:
            return False
        data = _compressed(self._earlier, info)
        copied = copy(info)
        copied.filename = copied.orig_filename = name
        self._write(copied, data)
        return True

    def _write(self, info: ZipInfo, data: bytes) -> None:
        """Write a compressed file, for which `zipfile` has no function, as `ZipFile.writestr` does in the end."""
        archive = self._zip
        file = archive.fp
        assert file is not None  # it is open
        file.seek(archive.start_dir)
        info.header_offset = archive.start_dir
        file.write(info.FileHeader(False))
        file.write(data)
        archive.start_dir = file.tell()
        archive.filelist.append(info)
        archive.NameToInfo[info.filename] = info

    def close(self) -> None:
        """End the archive. Raises OSError."""
        self._zip.close()
        if self._earlier:
            self._earlier.close()


def _opened(path: Path | None) -> ZipFile | None:
    try:
        return ZipFile(path) if path else None
    except (OSError, BadZipFile):
        return None


def _compressed(archive: ZipFile, info: ZipInfo) -> bytes:
    """The bytes of a file of an archive as they are compressed. Raises OSError."""
    file = archive.fp
    assert file is not None  # it is open
    file.seek(info.header_offset)
    header = file.read(_HEADER)
    lengths = (int.from_bytes(header[at : at + 2], "little") for at in (_NAME_LENGTH, _EXTRA_LENGTH))
    file.seek(sum(lengths), 1)
    return file.read(info.compress_size)
