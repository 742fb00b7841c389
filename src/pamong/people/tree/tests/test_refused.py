"""What a rule refuses is said on the form, with all that was typed."""

from typing import Any

from pamong.people.models import Unit
from pamong.people.tests.world import World


def text_of(page: Any) -> str:
    assert page.status_code == 422
    return str(page.content.decode())


def test_a_code_in_use_keeps_what_was_typed(world: World, as_: Any) -> None:
    day = str(world.day)
    typed = {"name": "Poli Gizi", "code": world.school.code, "kind": "section", "valid_from": day}
    page = text_of(as_("dewi").post(f"/units/{world.clinic.uuid}/add", typed))
    assert "sudah dipakai Dinas Pendidikan" in page
    assert 'value="Poli Gizi"' in page
    assert not Unit.objects.filter(name="Poli Gizi").exists()
    changed = {"name": "Puskesmas Baru", "code": world.school.code, "kind": "clinic"}
    page = text_of(as_("dewi").post(f"/units/{world.clinic.uuid}/change", changed))
    assert "sudah dipakai Dinas Pendidikan" in page
    assert 'value="Puskesmas Baru"' in page


def test_a_unit_with_people_is_not_closed_and_the_day_stays(world: World, as_: Any) -> None:
    url = f"/units/{world.clinic.uuid}/close"
    page = text_of(as_("dewi").post(url, {"valid_to": "30-11-2026"}))
    assert "catat dahulu mutasinya" in page
    assert "30-11-2026" in page
