"""The variables of a test run; pytest loads this (-p) before Django reads its settings."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

# What was compiled is kept, whatever the shell says: else each process compiles every test and all of Pamong.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
if worker := os.environ.get("PYTEST_XDIST_WORKER"):  # its database is its own, so are its files
    os.environ["PAMONG_DATA"] = str(Path(os.environ["PAMONG_DATA"]) / worker)
else:  # never the folder of an install, nor that of another run
    os.environ["PAMONG_DATA"] = tempfile.mkdtemp(prefix="pamong-test-")
    atexit.register(shutil.rmtree, os.environ["PAMONG_DATA"], ignore_errors=True)
os.environ.setdefault("PAMONG_TODAY", "2026-11-25")
os.environ.setdefault("PAMONG_BACKUP_KEEP", "0")  # tests that want a nightly backup say so
os.environ.setdefault("PAMONG_SNAPSHOT_MINUTES", "0")  # and so do those that want a snapshot
os.environ.setdefault("PAMONG_SECRET_KEY", "for-tests-only-" * 4)
os.environ.setdefault("PAMONG_LINK_CHECK", "off")  # tests that open links bring their own line
