"""For whom a command runs: the shell, or the account that --as names; and in which agency."""

from pamong.access.models import User
from pamong.cli.refusing import stop
from pamong.ledger.actions import SHELL, Shell
from pamong.people.models import Agency

NO_AGENCY = 'there is no agency yet: make it with pamong agency add CODE --name "NAME"'


def caller(name: str | None) -> User | Shell:
    """The account that signs in with the name; without a name the shell."""
    if not name:
        return SHELL
    user = User.objects.filter(sign_in_name=name, is_active=True).first()
    if user is None:
        stop(f"no account signs in as {name}")
    return user


def chosen_agency(code: str | None) -> Agency:
    """The agency of the code, or the only one."""
    if code:
        found = list(Agency.objects.filter(code=code))
        if not found:
            stop(f"there is no agency {code}")
    else:
        found = list(Agency.objects.order_by("code")[:20])
        if not found:
            stop(NO_AGENCY)
        if len(found) > 1:
            codes = ", ".join(agency.code for agency in found)
            stop(f"several agencies: name one with --agency ({codes})")
    return found[0]
