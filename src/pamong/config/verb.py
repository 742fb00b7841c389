"""What a verb of the table is, and the short ways to write one down."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb by the name of its address; dotted names are looked up by `pamong where` and a test."""

    name: str
    label: Any
    action: str
    predicate: str
    ledger: str
    said: Any = ""  # what the record says then happened; once for each entry that verbs share
    undo: str = ""
    browser: str = ""  # why only a person at a browser does it, and no program
    is_anonymous: bool = False  # who did it is kept nowhere, so no program's answer is kept either

    @property
    def short(self) -> str:
        """The name without the app."""
        return self.name.partition(":")[2]

    @property
    def slice(self) -> str:
        """Where its action stands: `people.posts`."""
        return ".".join(self.action.split(".")[1:3])


def load(dotted: str) -> Any:
    """The object behind `module.attribute`."""
    module, _dot, attribute = dotted.rpartition(".")
    return getattr(import_module(module), attribute)


PLAN = "pamong.performance.plan"


def plan_verb(name: str, label: Any, action: str, ledger: str, **more: Any) -> Verb:
    """A verb of a plan."""
    module = more.pop("module", "actions")
    predicate = more.pop("predicate", "can_" + action)
    return Verb(
        f"performance:{name}",
        label,
        f"{PLAN}.{module}.{action}",
        f"{PLAN}.permissions.{predicate}",
        f"performance.{ledger}",
        **more,
    )


def people_verb(name: str, label: Any, action: str, ledger: str, **more: Any) -> Verb:
    """A verb of people and accounts."""
    place = f"pamong.people.{more.pop('slice')}"
    predicate = more.pop("predicate", "can_" + action.rpartition(".")[2])
    return Verb(
        f"people:{name}",
        label,
        f"{place}.{more.pop('module', 'actions')}.{action}",
        f"{place}.permissions.{predicate}",
        ledger,
        **more,
    )


def work_verb(name: str, label: Any, action: str, ledger: str, **more: Any) -> Verb:
    """A verb of performance; its slice is where action and predicate stand, unless told otherwise."""
    place = f"pamong.performance.{more.pop('slice')}"
    predicate = more.pop("predicate", f"can_{action}")
    return Verb(
        f"performance:{name}",
        label,
        f"{place}.{more.pop('module', 'actions')}.{action}",
        predicate if "." in predicate else f"{place}.permissions.{predicate}",
        ledger if "." in ledger else f"performance.{ledger}",
        **more,
    )
