#!/usr/bin/env python3
"""Checks that each package recipe has every installed file, once, and that all recipes put it in the same package.

Usage: packages.py SOURCE BUILD
Installs the build into a folder that is removed again. Exits 1 and says what is wrong.
SPDX-License-Identifier: Apache-2.0
"""

import fnmatch
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

APP, CLI = "moat", "moat-cli"
SPEC_FOLDERS = {"_bindir": "bin", "_datadir": "share", "_mandir": "share/man", "_metainfodir": "share/metainfo"}


def list_installed(build):
    """What Meson installs, as paths below the prefix."""
    options = json.loads((Path(build) / "meson-info/intro-buildoptions.json").read_text(encoding="utf-8"))
    prefix = next(each["value"] for each in options if each["name"] == "prefix")
    with tempfile.TemporaryDirectory() as destination:
        command = ["meson", "install", "--no-rebuild", "--quiet", "-C", build, "--destdir", destination]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        root = Path(destination) / prefix.lstrip("/")
        return sorted(str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir())


def read_debian(packaging):
    """The patterns of each package, as debhelper's lists have them."""
    return {
        package: [line.removeprefix("usr/") for line in (packaging / f"debian/{package}.install").read_text().split()]
        for package in (APP, CLI)
    }


def read_spec(packaging):
    """The patterns of each package, from the sections of the RPM spec; translations are found by a macro."""
    text = (packaging / "moat.spec").read_text(encoding="utf-8")
    app_id = re.search(r"^%global app_id (\S+)", text, re.MULTILINE)[1]
    patterns = {}
    for head, body in re.findall(r"^%files(.*)\n((?:(?!%changelog|%files).*\n)*)", text, re.MULTILINE):
        package = CLI if "cli" in head.split() else APP
        lines = re.findall(r"^(?:%doc )?(%\{_.*)$", body.replace("%{app_id}", app_id), re.MULTILINE)
        patterns[package] = [re.sub(r"^%\{(\w+)\}", lambda macro: SPEC_FOLDERS[macro[1]], line) for line in lines]
        if "-f" in head.split():
            patterns[package].append("share/locale")
    return patterns


def read_arch(packaging):
    """The patterns of the command line in PKGBUILD; the other package has the rest."""
    text = (packaging / "PKGBUILD").read_text(encoding="utf-8")
    listed = re.search(r"^_cli_files=\((.*?)\)", text, re.MULTILINE | re.DOTALL)[1].replace("'", "").split()
    return {CLI: [path.removeprefix("usr/") for path in listed]}


def matches(path, pattern):
    """True when the pattern is the file's, or that of a folder that it is in."""
    pattern = pattern.rstrip("/")
    parts = path.split("/")[: pattern.count("/") + 1]
    return len(parts) == pattern.count("/") + 1 and all(map(fnmatch.fnmatchcase, parts, pattern.split("/")))


def find_packages(path, patterns):
    """The packages that have a file."""
    return [package for package in patterns if any(matches(path, each) for each in patterns[package])]


def main():
    packaging = Path(sys.argv[1]) / "data/packaging"
    installed = list_installed(sys.argv[2])
    debian, spec, arch = read_debian(packaging), read_spec(packaging), read_arch(packaging)
    wrong = []

    for path in installed:
        homes = find_packages(path, debian)
        if len(homes) != 1:
            wrong.append(f"{path}: in {len(homes)} packages of debian/")
        if find_packages(path, spec) != homes:
            wrong.append(f"{path}: in other packages of moat.spec than of debian/")
        if (find_packages(path, arch) or [APP]) != homes:
            wrong.append(f"{path}: in other packages of PKGBUILD than of debian/")

    for name, recipe in (("debian/", debian), ("moat.spec", spec), ("PKGBUILD", arch)):
        for pattern in [each for package in recipe.values() for each in package]:
            if not any(matches(path, pattern) for path in installed):
                wrong.append(f"{name}: {pattern} is nothing that is installed")

    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
