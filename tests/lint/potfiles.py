#!/usr/bin/env python3
"""Checks that po/POTFILES.in names every file with text to translate, and no file that is gone.

Usage: potfiles.py SOURCE_ROOT [--write]   (--write brings the list up to date)
SPDX-License-Identifier: Apache-2.0
"""

import pathlib
import re
import sys

CALL = re.compile(r'(?<![\w"])(?:C|N|NC)?_ ?\(\s*"|\bngettext ?\(|\bg_dngettext ?\(')
TRANSLATABLE = re.compile(r'translatable="(yes|true|1)"')
DATA = (".desktop.in", ".metainfo.xml.in", ".gschema.xml.in", ".gschema.xml")


def has_text(path):
    if path.suffix in (".c", ".h"):
        return bool(CALL.search(path.read_text(encoding="utf-8")))
    if path.suffix == ".ui":
        return bool(TRANSLATABLE.search(path.read_text(encoding="utf-8")))
    return path.name.endswith(DATA)


def read_list(path):
    """Returns the comment at the top and the names below it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comment = [line for line in lines if line.startswith("#")]
    return comment, {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def main(root, write):
    root = pathlib.Path(root)
    path = root / "po/POTFILES.in"
    comment, listed = read_list(path)
    wanted = {
        str(each.relative_to(root))
        for folder in ("src", "resources", "data")
        for each in (root / folder).rglob("*")
        if each.is_file() and has_text(each)
    }
    if write:
        listed = wanted | {name for name in listed if (root / name).is_file()}
        path.write_text("\n".join(comment + sorted(listed)) + "\n", encoding="utf-8")

    problems = [f"po/POTFILES.in: add {name}" for name in sorted(wanted - listed)]
    problems += [f"po/POTFILES.in: {name} is not there" for name in sorted(listed) if not (root / name).is_file()]

    print("\n".join(problems) if problems else f"{len(listed)} files to translate are listed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--write" in sys.argv[2:]))
