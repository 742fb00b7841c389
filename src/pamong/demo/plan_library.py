"""The agency's fixed library for the posts of schools and clinics, as its personnel office keeps it."""

from datetime import date

from pamong.access.models import User
from pamong.demo.files import table
from pamong.demo.library import IndicatorText, family_of
from pamong.measurement.models import Indicator
from pamong.people.models import Agency
from pamong.performance.given import IndicatorInput
from pamong.performance.library.actions import import_library
from pamong.performance.library.reading import LibraryFile, Owed
from pamong.performance.models import Result

# How the names of the posts begin, and the family whose results they owe.
POSTS = {
    "Guru": "guru_kelas",
    "Kepala Sekolah": "kepala_sekolah",
    "Bidan": "bidan",
    "Perawat": "perawat",
}
SOURCE = "pustaka-contoh.xlsx"


def bring_library(agency: Agency, *, by: User, on: date) -> None:
    """Through the same verb as an upload."""
    posts = {
        post: [
            Owed(told.text, Result.Kind.MAIN.value, [_line(line) for line in told.indicators])
            for told in family_of(family).results
        ]
        for post, family in POSTS.items()
    }
    import_library(agency, LibraryFile(posts), source=SOURCE, by=by, on=on)


def _line(told: IndicatorText) -> IndicatorInput:
    direction = Indicator.Direction.LESS if told.is_less else Indicator.Direction.MORE
    perspectives = table("words")["perspectives"]
    return IndicatorInput(
        name=told.name,
        aspect="" if told.mark in perspectives else told.mark,
        perspective=told.mark if told.mark in perspectives else "",
        unit=told.unit,
        direction=direction,
        target=told.target,
        source=told.source,
    )
