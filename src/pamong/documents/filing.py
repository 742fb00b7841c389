"""A folder of papers on a disk: written aside and renamed, so that no half file ever bears its name."""

from collections import Counter
from pathlib import Path
from zipfile import ZipFile

from pamong.documents.issuing import Issued
from pamong.ui.downloads import fit

PART = ".part"
ADDED, CHANGED, UNCHANGED = "added", "changed", "unchanged"


class Filing:
    """Takes papers into a folder, by kind; the same bytes are left as they lie."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: Counter[str] = Counter()
        self._taken: set[Path] = set()

    def begin(self) -> None:
        """Make the folder, and remove what a run that was ended left aside."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in self.folder.rglob(f".*{PART}"):
            path.unlink(missing_ok=True)

    def take(self, issued: Issued) -> Path:
        """One paper under its name; gives where it lies."""
        writing = issued.writing
        path = self._free(Path(writing.kind.code) / f"{fit(writing.file_name)}.pdf", writing.key)
        self.write(path, issued.pdf)
        return path

    def write(self, path: Path, content: bytes) -> str:
        """A file below the folder, and whether it was new, other, or the same."""
        whole = self.folder / path
        was = whole.read_bytes() if whole.exists() else None
        told = UNCHANGED if was == content else CHANGED if was is not None else ADDED
        if told != UNCHANGED:
            whole.parent.mkdir(parents=True, exist_ok=True)
            aside = whole.with_name(f".{whole.name}{PART}")
            aside.write_bytes(content)
            aside.replace(whole)
        self.counts[told] += 1
        return told

    def _free(self, path: Path, key: str) -> Path:
        """Two papers of one name, as of a person who moved within the year, are told apart by their key."""
        if path in self._taken:
            path = path.with_stem(f"{path.stem} {key[:8]}")
        self._taken.add(path)
        return path


class Packing(Filing):
    """Takes papers into a ZIP that grows on a disk; it is whole once the archive is closed."""

    def __init__(self, archive: ZipFile) -> None:
        super().__init__(Path())
        self.archive = archive

    def begin(self) -> None:
        """Nothing lies there yet."""

    def write(self, path: Path, content: bytes) -> str:
        """A file of the archive."""
        self.archive.writestr(path.as_posix(), content)
        self.counts[ADDED] += 1
        return ADDED
