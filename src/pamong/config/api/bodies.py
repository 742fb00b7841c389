"""What a program sends, read strictly, and made into what the verb's own form reads."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from pamong.config.api.inputs import ROWS_NAME, ROWS_PREFIX
from pamong.config.api.names import CELLS, SEEN, form_names, form_places
from pamong.ui.fields import NumberField

JSON, MULTIPART = "application/json", "multipart/form-data"
MOST_NAMES, DEEPEST, LONGEST_NUMBER = 5000, 4, 40
PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
MARK = "_api"  # never empty, as a form of a page never is: its key and its guard travel in it


class Unsupported(Exception):
    """A kind of content that nobody reads here."""


class Unfit(Exception):
    """What cannot be meant, by the name under which it was sent."""

    def __init__(self, errors: dict[str, list[str]], detail: str = "") -> None:
        self.errors, self.detail = errors, detail
        super().__init__(errors)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a verb takes: fields of its forms by name, the fields of its rows, and whether there are more."""

    fields: Mapping[str, forms.Field]
    rows: Mapping[str, forms.Field]
    lists: frozenset[str]
    is_open: bool

    def knows(self, name: str) -> bool:
        """Whether a name may stand in the body."""
        is_rows = bool(self.rows) and name == ROWS_NAME
        return self.is_open or is_rows or name in self.fields or name in self.lists


def read_into(request: HttpRequest, taken: Taken) -> None:
    """Put the body where the page looks for its form."""
    given: Any = request
    kind = (request.content_type or "").lower()
    if kind == MULTIPART:
        sent: dict[str, Any] = dict(request.POST.lists())
        sent = {name: v if name in taken.lists else v[-1] for name, v in sent.items() if v}
        posted = _posted(sent, taken, files=request.FILES)
    elif kind == JSON or not request.body:
        posted = _posted(_object(request.body), taken)
        given._files = MultiValueDict()  # noqa: SLF001 — else they are looked for, and POST with them
    else:
        raise Unsupported
    given.POST = posted


def rename_sent(request: HttpRequest, verb: str) -> None:
    """Give fields of rows the names of the form; those of a program hold UUIDs."""
    given: Any = request
    names = form_names(verb, request.POST)
    renamed = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        kept = [form_places(text) for text in values] if verb in CELLS and name == SEEN else values
        renamed.setlist(names.get(name, name), kept)
    given.POST = renamed


def _object(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        found = json.loads(body, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError, ArithmeticError):
        raise BadRequest from None
    if not isinstance(found, dict):
        raise BadRequest
    return found


def _refuse(text: str) -> None:
    raise ValueError(text)


def _posted(sent: dict[str, Any], taken: Taken, files: Iterable[str] = ()) -> QueryDict:
    """The fields as a page would send them."""
    if len(sent) > MOST_NAMES:
        raise RequestDataTooBig
    errors = _unknown((*sent, *files), taken)
    data = QueryDict(mutable=True)
    data[MARK] = "1"
    if taken.rows:
        sent = {ROWS_NAME: []} | sent
    for name, value in sent.items():
        try:
            if taken.rows and name == ROWS_NAME:
                _lay_rows(data, value, taken)
            else:
                _lay(data, name, value, taken.fields.get(name))
        except ValueError as error:
            errors[_shown(name)] = [str(error)]
    if errors:
        raise Unfit(errors)
    return data


def _unknown(names: Iterable[str], taken: Taken) -> dict[str, list[str]]:
    """Names that the verb does not take: a slip of the pen would be lost without a word."""
    told = [_("Nama ini tidak dikenal di sini.")]
    return {_shown(name): told for name in names if not taken.knows(name)}


def _shown(name: str) -> str:
    return name[:100].encode("utf-8", "replace").decode()


def _lay_rows(data: QueryDict, value: Any, taken: Taken) -> None:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise ValueError(_("Isi dengan daftar objek."))
    data[f"{ROWS_PREFIX}-TOTAL_FORMS"] = str(min(len(value), MOST_NAMES))
    data[f"{ROWS_PREFIX}-INITIAL_FORMS"] = "0"
    for number, row in enumerate(value[:MOST_NAMES]):
        for name, one in row.items():
            if name not in taken.rows:
                raise ValueError(_("Nama %(name)s tidak dikenal di sini.") % {"name": _shown(name)})
            _lay(data, f"{ROWS_PREFIX}-{number}-{name}", one, taken.rows[name])


def _lay(data: QueryDict, name: str, value: Any, field: forms.Field | None) -> None:
    """One name with its value or values; what is missing is left out."""
    _check_text(name)
    if isinstance(value, list):
        data.setlist(name, [text for one in value for text in _texts(one, field)])
    elif isinstance(value, dict):
        raise ValueError(_("Isi dengan satu nilai, bukan objek."))  # noqa: TRY004 — said by name, as above
    elif texts := list(_texts(value, field)):
        data[name] = texts[0]


def _texts(value: Any, field: forms.Field | None) -> Iterator[str]:
    if value is None or value is False:
        return
    if value is True:
        yield "on"
    elif isinstance(value, int | Decimal):
        yield _number(value)
    elif isinstance(value, str):
        _check_text(value)
        is_number = isinstance(field, NumberField) and PLAIN_NUMBER.fullmatch(value)
        yield value.replace(".", ",") if is_number else value
    else:
        raise ValueError(_("Isi dengan satu nilai, bukan objek."))


def _number(value: int | Decimal) -> str:
    """As people write it here: a comma begins the decimals. One too long to be meant stays as it is."""
    number = Decimal(value)
    if not number.is_finite() or abs(number.adjusted()) > LONGEST_NUMBER:
        return str(number)
    return format(number, "f").replace(".", ",")


def _check_text(text: str) -> None:
    """What no database keeps: NUL, and halves of a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError(_("Ada huruf yang tidak utuh.")) from None
    if "\0" in text:
        raise ValueError(_("Ada huruf yang tidak dapat disimpan."))
