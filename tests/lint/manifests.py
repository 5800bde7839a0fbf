#!/usr/bin/env python3
"""Checks the Flatpak manifests: what they may do, where sources come from, and that both build the same.

Usage: manifests.py SOURCE
Exits 1 and says what is wrong.
SPDX-License-Identifier: Apache-2.0
"""

import json
import re
import sys
from pathlib import Path

ID = "io.github.moat_app.Moat"
PERMISSIONS = ["--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--device=dri"]


def check_source(name, source):
    """Yields what is wrong with where a module's source comes from."""
    if source["type"] == "dir":
        if source["path"] != "..":
            yield f"{name}: the folder to build is not this one"
    elif not source.get("url", "").startswith("https://"):
        yield f"{name}: its source has no public address"
    elif not re.fullmatch("[0-9a-f]{64}", source.get("sha256", "")):
        yield f"{name}: its source has no checksum"


def check(manifest, app_id):
    """Yields what is wrong with one manifest."""
    if manifest["id"] != app_id:
        yield f"its id is {manifest['id']}"
    if manifest["finish-args"] != PERMISSIONS:
        yield "its permissions are other than those that the help names"
    if "share=network" in json.dumps(manifest):
        yield "its build may use the network"
    for module in manifest["modules"]:
        if not any("/licenses/" in command for command in module.get("post-install", [])):
            yield f"{module['name']}: its licence is not installed"
        for source in module["sources"]:
            yield from check_source(module["name"], source)


def main():
    folder = Path(sys.argv[1]) / "flatpak"
    manifests = {}
    wrong = []
    for app_id in (ID, f"{ID}.Devel"):
        manifests[app_id] = json.loads((folder / f"{app_id}.json").read_text(encoding="utf-8"))
        wrong += [f"flatpak/{app_id}.json: {what}" for what in check(manifests[app_id], app_id)]

    # The development build differs in its id and its profile, and in nothing else.
    release, devel = manifests[ID], manifests[f"{ID}.Devel"]
    if devel["modules"][-1]["config-opts"][:1] != ["-Dprofile=development"]:
        wrong.append("the development manifest builds no development profile")
    del devel["modules"][-1]["config-opts"][0]
    if {**release, "id": ""} != {**devel, "id": ""}:
        wrong.append("the manifests differ in more than the id and the profile")

    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
