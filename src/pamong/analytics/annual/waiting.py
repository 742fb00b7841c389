"""What a yearly report puts on the first screen of who has to answer."""

from django.utils.translation import gettext_noop, ngettext_lazy

from pamong.access.scope import Role
from pamong.analytics.annual.queries import to_approve

WAITS = "annual_approve", Role.AGENCY_HEAD, to_approve
TO_APPROVE = (
    "analytics:annual-list",
    ngettext_lazy(
        "Setujui %(n)d laporan kinerja tahunan", "Setujui %(n)d laporan kinerja tahunan", "n"
    ),
    gettext_noop(
        "Sudah lengkap menurut yang menyusun; Anda membacanya lalu menyetujui atau mengembalikan."
    ),
)
