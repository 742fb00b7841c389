from pamong.people.models import Employee


def test_a_name_that_ends_a_sentence_leaves_the_stop_of_its_title_to_it() -> None:
    assert Employee(name="Sari", title_after="S.K.M., M.Kes.").closing_name == "Sari, S.K.M., M.Kes"
    assert Employee(name="Sari", title_before="dr.").closing_name == "dr. Sari"
