"""A folder of the server into which another system, or a person, puts tables.

Each file is read once; one that was changed, or came later under an earlier name, is read again.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.sheets import MAX_BYTES
from pamong.measurement.models import Origin
from pamong.measurement.sources.protocol import Asked, Parcel, SourceError

TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"})
MOST_FILES = 20  # of one run, the oldest first; the next run goes on
NAME = RegexValidator(
    r"\A[A-Za-z0-9_-][A-Za-z0-9_.-]*\Z", gettext_lazy("Tulis nama folder saja, tanpa garis miring.")
)


class FolderConnector:
    """PAMONG_SOURCES_FOLDER, below it the agency's code, below that the folder; files stay where they are."""

    code = "folder"
    label = gettext_lazy("Folder di server")
    hint = gettext_lazy("Aplikasi lain menaruh berkas di sebuah folder; yang baru dibaca sendiri.")
    origin = Origin.Kind.FILE.value
    is_asked = True
    secrets: Sequence[str] = ()

    def fields(self) -> Mapping[str, forms.Field]:
        """The folder's name."""
        told = gettext_lazy("Di bawah folder sumber data yang ditentukan pengelola server.")
        return {
            "folder": forms.CharField(
                label=gettext_lazy("Nama folder"), max_length=100, validators=[NAME], help_text=told
            )
        }

    def fetch(self, asked: Asked) -> Sequence[Parcel]:
        """The files that changed since the marker, in the order in which they were written."""
        found = sorted(_files(asked.agency, str(asked.settings.get("folder", ""))), key=_mark)
        fresh = [path for path in found if _mark(path) > asked.marker][:MOST_FILES]
        return [Parcel(path.name, _content(path), _mark(path)) for path in fresh]


def _files(agency: str, name: str) -> list[Path]:
    """Tables only: what a program is still writing has another ending, or a name with a dot."""
    if not settings.SOURCES_FOLDER:
        raise SourceError(_("Folder sumber data belum ditentukan pengelola server."))
    top = Path(settings.SOURCES_FOLDER).resolve()
    folder = (top / agency / name).resolve()
    if not (agency and name) or folder.parent.parent != top or folder.parent.name != agency:
        raise SourceError(_("Folder “%s” tidak ada di folder sumber data.") % name)
    try:
        return [path for path in folder.iterdir() if _is_table(path)]
    except OSError:
        raise SourceError(
            _(
                "Folder “%(place)s” tidak dapat dibuka. Periksa apakah ada, di bawah folder sumber data di server (PAMONG_SOURCES_FOLDER), dan boleh dibaca."
            )
            % {"place": f"{agency}/{name}"}
        ) from None


def _is_table(path: Path) -> bool:
    is_plain = path.is_file() and not path.is_symlink() and not path.name.startswith((".", "~"))
    return is_plain and path.suffix.lower() in TABLES


def _mark(path: Path) -> str:
    """When it was last written, then its name: two of one instant have an order too."""
    return f"{path.stat().st_mtime_ns:020d} {path.name}"[:250]


def _content(path: Path) -> bytes:
    said = _("%(file)s tidak dapat dibaca.") % {"file": path.name}
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError:
        raise SourceError(said) from None
    if len(content) > MAX_BYTES:
        raise SourceError(_("%(file)s terlalu besar: bagi menjadi beberapa.") % {"file": path.name})
    return content
