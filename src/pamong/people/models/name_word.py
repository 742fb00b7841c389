"""Words of names, so that a search by any of them costs the same at a hundred thousand people."""

from django.db import models

from pamong.people.models.agency import Agency
from pamong.people.models.employee import Employee

WORD_LENGTH = 40


class NameWord(models.Model):
    """One word of a person's name, folded; `name` repeats the whole for the order of the list."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=WORD_LENGTH)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "word"], name="people_nameword_once")
        ]
        indexes = [
            models.Index(
                fields=["agency", "word", "name", "employee"], name="people_nameword_bearers"
            ),
        ]

    def __str__(self) -> str:
        return self.word
