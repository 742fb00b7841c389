"""The forms that a page holds, as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """Where it goes, and what stands in it; a name that stands several times keeps each value."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)


class Forms(HTMLParser):
    """Collects the forms of one page; `formaction` makes a form of its own."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.found: list[Form] = []
        self.open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = given.get("action") or self.path
            self.open = Form(action, given.get("method", "get").lower())
            self.found.append(self.open)
        elif self.open and tag in {"input", "textarea", "select", "button"}:
            if given.get("name"):
                self.open.fields.setdefault(given["name"], []).append(given.get("value", ""))
            if given.get("formaction"):
                self.found.append(Form(given["formaction"], "post", self.open.fields))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


def forms_of(html: str, path: str) -> list[Form]:
    """The forms of a page at a path."""
    parser = Forms(path)
    parser.feed(html)
    return parser.found
