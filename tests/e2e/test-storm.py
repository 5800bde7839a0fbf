#!/usr/bin/env python3
"""Hits the window at random with pointer and keys: it lives, does not complain, and undo finds the way back.

MOAT_STORM_SEEDS="3 11" runs other storms than the usual ones; MOAT_STORM_LENGTH=N makes them of N actions.
SPDX-License-Identifier: Apache-2.0
"""

import os
import pathlib
import random
import re
import shutil
import tempfile

import scenario
from driver import xdotool
from moat import CANVAS, Moat, load

SEEDS = [int(seed) for seed in os.environ.get("MOAT_STORM_SEEDS", "11 12 13").split()]
LENGTH = int(os.environ.get("MOAT_STORM_LENGTH", "300"))
SIZE = (1280, 720)
# Header bar and its menus lead out of the model: into files, other windows, the end.
TOP = 70

# Said of each: how often, against the others.
KEYS = {
    "Return": 6, "Escape": 6, "Tab": 5, "shift+Tab": 3, "F2": 2, "Delete": 2, "space": 2, "ctrl+space": 1, "Menu": 1,
    "Left": 3, "Right": 3, "Up": 4, "Down": 4, "ctrl+Right": 1, "ctrl+Home": 1, "ctrl+End": 1, "shift+Down": 2, "alt+Down": 1,
    "Page_Down": 1, "Page_Up": 1, "Home": 1, "End": 1, "Insert": 1, "ctrl+Return": 1, "ctrl+Delete": 1,
    "alt+1": 2, "alt+2": 4, "alt+3": 2, "F4": 1, "F8": 1, "F9": 1, "ctrl+f": 2, "ctrl+alt+n": 1, "ctrl+Page_Down": 1,
    "ctrl+z": 8, "ctrl+shift+z": 4, "ctrl+a": 2, "ctrl+c": 2, "ctrl+x": 1, "ctrl+v": 2, "ctrl+d": 1,
    "ctrl+plus": 1, "ctrl+minus": 1, "ctrl+9": 2,
    **dict.fromkeys("abdefhlmnopvxy", 1),
}  # fmt: skip


# GTK loses count of the pointer's button when text that is selected in a text view is dragged, and has no room for
# the menu of an entry at the edge of the screen.
GTKS_OWN = re.compile("Broken accounting of active state|attempt to allocate Gtk(PopoverContent|ScrolledWindow)")


class Sturdy(Moat):
    """The window, of whose complaints those that GTK has about itself do not count."""

    def complaints(self):
        return [line for line in super().complaints() if not GTKS_OWN.search(line)]


class Storm:
    """Draws actions from a seed; what it does depends on nothing else."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def place(self):
        return self.random.randint(4, SIZE[0] - 4), self.random.randint(TOP, SIZE[1] - 4)

    def key(self):
        return self.random.choices(list(KEYS), list(KEYS.values()))[0]

    def click(self):
        button = self.random.choices((1, 3, 4, 5), (20, 3, 2, 2))[0]
        count = 2 if self.random.random() < 0.15 else 1
        return ["mousemove", *self.place(), "click", "--repeat", count, "--delay", 40, button]

    def drag(self):
        modifier = self.random.choice(("", "", "ctrl", "shift"))
        actions = ["mousemove", *self.place()]
        actions += ["keydown", modifier] if modifier else []
        actions += ["mousedown", 1]
        for _ in range(4):
            actions += ["mousemove", *self.place()]
        # With a modifier held a key may mean GTK's own inspector, where nothing of this holds.
        actions += ["key", self.key()] if not modifier and self.random.random() < 0.3 else []
        actions += ["mouseup", 1]
        actions += ["keyup", modifier] if modifier else []
        return actions

    def next(self):
        draw = self.random.random()
        if draw < 0.5:
            return ["key", self.key()]
        return self.click() if draw < 0.8 else self.drag()


def blow(app, seed):
    storm = Storm(seed)
    for number in range(LENGTH):
        action = storm.next()
        xdotool(*action, check=False)
        if app.process.poll() is not None:
            raise AssertionError(f"seed {seed}: ended with {app.process.returncode} after action {number}: {action}")
    # Whatever is open or under way is left, as a user would.
    xdotool("mouseup", 1, "keyup", "ctrl", "keyup", "shift")
    app.key("Escape", "Escape", "Escape", "Escape", "alt+1")


def undo_all(app):
    """Undoes until the unsaved mark goes: from the canvas, since an entry that has the keyboard undoes its own text."""
    for _ in range(LENGTH):
        if not app.is_modified():
            return
        app.key("alt+1", *["ctrl+z"] * 8)
    raise AssertionError(f"undo does not come back to what was opened; {app.focused()} has the keyboard")


def weather(seed):
    example = pathlib.Path(os.environ["MOAT_SRCDIR"]) / "resources" / "examples" / "shipping-address.moat"
    with tempfile.TemporaryDirectory() as folder:
        model = pathlib.Path(shutil.copy(example, folder))
        before = load(model)
        print(f"# seed {seed}, {LENGTH} actions", flush=True)
        with Sturdy(model) as app:
            app.resize(*SIZE)
            blow(app, seed)
            app.find(name=CANVAS)
            undo_all(app)
            app.key("ctrl+s")
        assert load(model) == before, f"seed {seed}: undo came back to something else"


def scenario_survived():
    """Random clicks, drags and keys all over the window end in no crash and no warning, and can all be undone."""
    for seed in SEEDS:
        weather(seed)


if __name__ == "__main__":
    scenario.main()
