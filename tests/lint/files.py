#!/usr/bin/env python3
"""Checks every source file of the project: its length, what its first lines say, and that it names no one's machine.

Usage: files.py SOURCE_ROOT
SPDX-License-Identifier: Apache-2.0
"""

import pathlib
import re
import subprocess
import sys

MAX_LINES = 900
HEAD_LINES = 60
CODE = {".c", ".h", ".py"}
TEXT = CODE | {".ui", ".xml", ".in", ".css", ".json", ".md", ".build", ".txt", ".moat", ".svg", ".sh", ".po", ".1", ""}
# Homes of nobody in particular are fine in an example.
MACHINE = re.compile(r"(?<![\w.])/(?:(?:home|Users)/(?!me\b|user\b|you\b)\w|tmp/wt|work/\w|root/\w)")


def skipped(path):
    return any(part.startswith(("build", ".")) and part not in (".ci", "build-aux") for part in path.parts[:-1])


def tracked_files(root):
    """What git knows or would add; a source tree without git is taken whole."""
    try:
        listing = subprocess.run(
            ["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            check=True,
            capture_output=True,
        ).stdout.decode()
        return [root / name for name in listing.split("\0") if name and (root / name).is_file()]
    except (OSError, subprocess.CalledProcessError):
        return [path for path in root.rglob("*") if path.is_file() and not skipped(path.relative_to(root))]


def check_code(path, lines):
    head = "\n".join(lines[:HEAD_LINES])
    first = lines[1] if lines and lines[0].startswith("#!") else lines[0] if lines else ""
    if not re.match(r'\s*(/\*|//|#|""")\s*\S', first):
        yield "the first line does not say what the file is for"
    if "SPDX-License-Identifier:" not in head:
        yield f"no SPDX-License-Identifier in the first {HEAD_LINES} lines"
    if len(lines) > MAX_LINES:
        yield f"{len(lines)} lines; {MAX_LINES} is the most"


def main(root):
    root = pathlib.Path(root)
    problems = []
    files = [path for path in tracked_files(root) if path.suffix in TEXT]
    for path in files:
        relative = path.relative_to(root)
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        lines = text.splitlines()
        script = path.suffix == "" and text.startswith("#!")
        if path.suffix in CODE or script:
            problems += [f"{relative}: {problem}" for problem in check_code(path, lines)]
        if path.name != pathlib.Path(__file__).name:
            problems += [
                f"{relative}:{number}: names a folder of one machine: {line.strip()[:80]}"
                for number, line in enumerate(lines, 1)
                if MACHINE.search(line)
            ]

    print("\n".join(problems) if problems else f"{len(files)} files are in order")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
