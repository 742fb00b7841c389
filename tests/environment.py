"""The variables of a test run; pytest loads this (-p) before Django reads its settings."""

import os
import tempfile

os.environ.setdefault("PAMONG_DATA", tempfile.mkdtemp(prefix="pamong-test-"))
os.environ.setdefault("PAMONG_TODAY", "2026-11-25")
os.environ.setdefault("PAMONG_BACKUP_KEEP", "0")  # tests that want a nightly backup say so
os.environ.setdefault("PAMONG_SECRET_KEY", "for-tests-only-" * 4)
