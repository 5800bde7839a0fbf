#!/usr/bin/env python3
"""Takes the pictures of the window that the README and software centres show: the same content and size each time.

Usage: screenshots.py FOLDER [NAME…]   (under tests/with-display; MOAT_BUILD_DIR and MOAT_SRCDIR say where Moat is)
SPDX-License-Identifier: Apache-2.0
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "e2e"))

# pylint: disable=wrong-import-position
from driver import until  # noqa: E402
from moat import Moat, moat_cli  # noqa: E402

WIDTH, HEIGHT = 1440, 900
STILL = 2.5  # seconds
# GNOME's font, and nothing that moves.
SETTINGS = """[Settings]
gtk-font-name=Cantarell 11
gtk-enable-animations=0
gtk-cursor-blink=0
"""


class Shot(NamedTuple):
    name: str
    scheme: str  # as ADW_DEBUG_COLOR_SCHEME has it
    model: bool  # whether the example is opened
    prepare: object  # brings the window to what is shown


def select_flow(app):
    app.click(app.flow("Web app", "API"))
    app.find(name=re.compile("^Attacker moves"))


def show_story(app):
    select_flow(app)
    app.key("alt+6")
    app.find(name=re.compile("^Story"))


def show_acceptance(app):
    app.key("alt+4")
    app.find(name="What is missing")


def present(app):
    app.key("F5")
    until(lambda: len(app.windows()) > 1, "the presentation")
    for step in ("1", "2"):
        app.key("space")
        app.find(name=re.compile(f"^Step {step}"))


def hold_workshop(app):
    """In its third phase; paused, so that the clock stands still."""
    app.key("ctrl+alt+b", "ctrl+alt+p", "ctrl+alt+Page_Down", "ctrl+alt+Page_Down")
    app.find(name=re.compile("most damaging change"))


def do_nothing(app):
    del app


SHOTS = [
    Shot("window-light", "prefer-light", True, select_flow),
    Shot("window-dark", "prefer-dark", True, select_flow),
    Shot("story-light", "prefer-light", True, show_story),
    Shot("acceptance-light", "prefer-light", True, show_acceptance),
    Shot("presenting-light", "prefer-light", True, present),
    Shot("workshop-light", "prefer-light", True, hold_workshop),
    Shot("start-light", "prefer-light", False, do_nothing),
]


def capture(app, path):
    """The window when it stands still. Scroll bars that nobody uses fade after a second, so it is watched for longer."""
    began = None
    before = None

    def is_still():
        nonlocal began, before
        window = max(app.windows().items(), key=lambda item: item[1][2] * item[1][3])[0]
        subprocess.run(["import", "-silent", "-window", str(window), path], check=True)
        done = subprocess.run(["identify", "-format", "%# %w %h", path], check=True, capture_output=True, text=True)
        if done.stdout != before:
            began, before = time.monotonic(), done.stdout
        return time.monotonic() - began > STILL

    until(is_still, "the window to stand still")
    # No time, and no name of the machine, in the file.
    subprocess.run(["convert", path, "-strip", "-define", "png:exclude-chunks=date,time", path], check=True)


def take(shot, folder):
    os.environ["ADW_DEBUG_COLOR_SCHEME"] = shot.scheme
    with tempfile.TemporaryDirectory() as home:
        model = pathlib.Path(home) / "shipping-address.moat"
        moat_cli("new", model, "--example", "shipping-address")
        settings = pathlib.Path(home) / "config" / "gtk-4.0"
        settings.mkdir(parents=True, exist_ok=True)
        (settings / "settings.ini").write_text(SETTINGS)
        with Moat(*([model] if shot.model else []), home=pathlib.Path(home)) as app:
            app.resize(WIDTH, HEIGHT)
            shot.prepare(app)
            capture(app, str(pathlib.Path(folder) / f"{shot.name}.png"))
    print(f"{shot.name}.png", flush=True)


def main(folder, *names):
    for shot in SHOTS:
        if not names or shot.name in names:
            take(shot, folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
