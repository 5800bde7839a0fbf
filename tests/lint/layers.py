#!/usr/bin/env python3
"""Checks that #include arrows point down the layers, and that GTK's version is asked for in one place only.

Usage: layers.py SOURCE_ROOT

Meson's include paths already refuse most wrong arrows; this finds those that a stray path would let through.
SPDX-License-Identifier: Apache-2.0
"""

import pathlib
import re
import sys

# What each layer may include of the others.
ALLOWED = {
    "core": {"core"},
    "review": {"core", "review"},
    "formats": {"core", "review", "formats"},
    "render": {"core", "review", "formats", "render"},
    "canvas": {"core", "review", "formats", "render", "canvas"},
    "ui": {"core", "review", "formats", "render", "canvas", "ui"},
    "cli": {"core", "review", "formats", "render", "cli"},
    # main.c
    "": {"core", "review", "formats", "render", "canvas", "ui"},
}

# System headers that begin at a layer.
DRAWING = re.compile(r"(cairo|pango|librsvg|gdk-pixbuf)\b")
TOOLKIT = re.compile(r"(gtk|gdk|gsk|graphene|adwaita)(/|\.h|-)")
WITHOUT_DRAWING = {"core", "review"}
WITHOUT_TOOLKIT = {"core", "review", "formats", "render", "cli"}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)
VERSION_CHECK = re.compile(r"\b(GTK|ADW)_CHECK_VERSION\b")
VERSION_FILES = {"ui/compat.c", "ui/compat.h"}


def layer_of(path):
    return path.parts[0] if len(path.parts) > 1 else ""


def find_headers(source, problems):
    """Maps a header's bare name to its layer; bare names must be unique for that to mean anything."""
    headers = {}
    for path in sorted(source.rglob("*.h")):
        relative = path.relative_to(source)
        if path.name in headers:
            problems.append(f"src/{relative}: another layer ({headers[path.name]}) has a header of this name")
        headers[path.name] = layer_of(relative)
    return headers


def check_file(path, relative, headers, problems):
    layer = layer_of(relative)
    text = path.read_text(encoding="utf-8")

    for match in INCLUDE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        own, system = match.groups()
        where = f"src/{relative}:{line}"
        if own:
            name = own.rsplit("/", 1)[-1]
            if "/" in own and name in headers:
                problems.append(f"{where}: include {name} by its bare name, not {own}")
            target = headers.get(name)
            if target is not None and target not in ALLOWED[layer]:
                problems.append(f"{where}: {layer or 'main.c'} must not include {target} ({own})")
        elif layer in WITHOUT_TOOLKIT and TOOLKIT.match(system) and not system.startswith("gdk-pixbuf"):
            problems.append(f"{where}: no GTK below the canvas ({system})")
        elif layer in WITHOUT_DRAWING and DRAWING.match(system):
            problems.append(f"{where}: no drawing below render ({system})")

    if str(relative) not in VERSION_FILES and VERSION_CHECK.search(text):
        problems.append(f"src/{relative}: versions of GTK and libadwaita are asked for in ui/compat.c only")


def main(root):
    source = pathlib.Path(root) / "src"
    problems = []
    headers = find_headers(source, problems)
    files = sorted(path for path in source.rglob("*.[ch]"))
    for path in files:
        relative = path.relative_to(source)
        if layer_of(relative) not in ALLOWED:
            problems.append(f"src/{relative}: no such layer: {layer_of(relative)}")
            continue
        check_file(path, relative, headers, problems)

    print("\n".join(problems) if problems else f"{len(files)} files keep to their layers")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
