"""What each imported file said of whom: the source and the age of every field."""

from django.db import models

from pamong.people.models.agency import Agency
from pamong.people.models.employee import Employee


class PeopleFile(models.Model):
    """A file that was imported; the file itself is gone, what it said of people stays."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="people_files")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    imported_on = models.DateField()
    fields = models.JSONField(default=list)  # the facts for which it has columns
    is_of_agency = models.BooleanField(default=True)  # or of an administrator's units
    is_whole = models.BooleanField(default=True)  # until rows that newer files replace are dropped

    class Meta:
        indexes = [models.Index(fields=["agency", "id"], name="people_file_by_agency")]

    def __str__(self) -> str:
        return self.name


class FileRow(models.Model):
    """What a file said of one person."""

    file = models.ForeignKey(PeopleFile, on_delete=models.CASCADE, related_name="rows")
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="file_rows")
    values = models.JSONField(default=dict)  # field → text

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "file"], name="people_filerow_person_once")
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.employee_id}"
