"""The verbs of the install itself: its backups."""

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb

OPERATIONS = "pamong.config.operations"
WHOLE = "A backup holds everybody: a person asks for it, and proves anew who takes it along."
OPERATION_VERBS: tuple[Verb, ...] = (
    Verb(
        "operations:backup-ask",
        _("Cadangkan sekarang"),
        f"{OPERATIONS}.actions.ask_backup",
        f"{OPERATIONS}.permissions.can_ask_backup",
        "config.backup_asked",
        undo="job-stop",
        browser=WHOLE,
        said=_("Cadangan diminta"),
    ),
    Verb(
        "operations:backup-verify",
        _("Periksa ulang"),
        f"{OPERATIONS}.actions.verify_again",
        f"{OPERATIONS}.permissions.can_verify_backup",
        "config.backup_verified",
        browser=WHOLE,
        said=_("Pemeriksaan ulang cadangan diminta"),
    ),
    Verb(
        "operations:backup-take",
        _("Unduh cadangan"),
        f"{OPERATIONS}.actions.take_backup",
        f"{OPERATIONS}.permissions.can_take_backup",
        "config.backup_taken",
        browser=WHOLE,
        said=_("Cadangan seluruh data diunduh"),
    ),
)
