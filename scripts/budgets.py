"""Refuse files and functions that outgrew their budget (docs/explanation/architecture.md)."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

FILE_LINES = 400
FUNCTION_LINES = 40
RUNTIME_DEPENDENCIES = 25
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "base", "manager", "services", "extras"}


def tracked() -> list[Path]:
    """Every file that git knows or would add."""
    out = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True, check=True
    ).stdout
    return [path for line in out.splitlines() if (path := Path(line)).is_file()]


def function_faults(path: Path, text: str) -> list[str]:
    """Functions longer than the budget; the docstring does not count."""
    faults = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        first = node.body[0]
        has_doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        doc = (first.end_lineno or 0) - first.lineno + 1 if has_doc else 0
        length = (node.end_lineno or 0) - node.lineno + 1 - doc
        if length > FUNCTION_LINES:
            faults.append(f"{path}:{node.lineno} {node.name} has {length} lines (at most 40)")
    return faults


def file_faults(path: Path) -> list[str]:
    """Faults of one Python or script file."""
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    faults = [f"{path} has {lines} lines (at most {FILE_LINES})"] if lines > FILE_LINES else []
    if path.suffix == ".py":
        if path.stem in FORBIDDEN_NAMES:
            faults.append(f"{path}: a name that says nothing; name it after what it owns")
        if "migrations" not in path.parts:
            faults += function_faults(path, text)
    return faults


def main() -> int:
    """Print each fault on a line; 1 when there is one."""
    faults = []
    for path in tracked():
        own_script = path.suffix == ".js" and "vendor" not in path.parts
        if path.suffix == ".py" or own_script:
            faults += file_faults(path)
    dependencies = tomllib.loads(Path("pyproject.toml").read_text())["project"]["dependencies"]
    if len(dependencies) > RUNTIME_DEPENDENCIES:
        faults.append(f"{len(dependencies)} runtime dependencies (at most {RUNTIME_DEPENDENCIES})")
    print("\n".join(faults))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
