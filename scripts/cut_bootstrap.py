"""Cut Bootstrap's built CSS down to the parts the look uses; keeps order and the licence header.

Usage: cut_bootstrap.py bootstrap.min.css > src/pamong/ui/static/ui/vendor/bootstrap.cut.css
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

CLASSES = {"btn", "btn-primary", "btn-outline-primary", "btn-link", "form-control", "form-select"}
CLASSES |= {"input-group", "input-group-text", "visually-hidden"}
STATES = {"disabled", "active", "show"}
NAMED = re.compile(r"\.([a-zA-Z][\w-]*)")
CAN_WAIT = re.compile(r"^(?:@keyframes|@font-face)")
COLOURS = "blue|indigo|purple|pink|red|orange|yellow|green|teal|cyan|secondary|success|info|warning|danger|light|dark"
DATA = re.compile(r'--[\w-]+:url\("data:[^"]*"\);?')
PALETTE = re.compile(
    rf"--bs-(?:{COLOURS}|gray-\d+|gray-dark|black|breakpoint-\w+)(?:-[\w-]+)?:[^;}}]*;?"
)


def rules(text: str) -> Iterator[tuple[str, str]]:
    """Each selector or at-rule with its block, as written."""
    start = depth = opened = 0
    for place, letter in enumerate(text):
        if letter == "{":
            if depth == 0:
                opened = place
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield text[start:opened], text[opened + 1 : place]
                start = place + 1


def wanted(selector: str) -> bool:
    """Whether the selector names no class at all, or only ours."""
    if ":root" in selector:
        return True
    return "[data-bs" not in selector and set(NAMED.findall(selector)) <= CLASSES | STATES


def cut(text: str) -> str:
    """The kept rules, those inside media queries too."""
    kept = []
    for head, block in rules(text):
        if CAN_WAIT.match(head):
            continue
        if head.startswith("@"):
            inner = cut(block)
            if inner:
                kept.append(f"{head}{{{inner}}}")
            continue
        selectors = [one for one in split(head) if wanted(one)]
        if "[data-bs-theme=dark]" in head and ":root" not in head:
            continue
        plain = DATA.sub("", PALETTE.sub("", block)).strip()
        if selectors and plain:
            kept.append(f"{','.join(selectors)}{{{plain}}}")
    return "".join(kept)


def split(head: str) -> list[str]:
    """The selectors of a list; a comma inside parentheses parts nothing."""
    return re.split(r",(?![^(]*\))", head)


def main() -> None:
    """Print the cut file."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    notice = re.search(r"/\*!.*?\*/", text, re.DOTALL)
    body = re.sub(r"/\*.*?\*/", "", text.replace('@charset "UTF-8";', ""), flags=re.DOTALL)
    print(f'@charset "UTF-8";{notice[0] if notice else ""}\n{cut(body).strip()}')


if __name__ == "__main__":
    main()
