#!/usr/bin/env python3
"""Drives the real program as a user does: pointer and keys by xdotool, eyes by the accessibility tree. Knows no scenario.

Every wait is for a condition and has a bound; nothing sleeps in the hope that something has happened meanwhile.

Coordinates: GTK gives extents relative to the window (asking for screen coordinates only draws a warning), so the window's
place is taken from the X server. A popover is an X window of its own, and its content's extents count from the wrong corner
of it; see App.surface_of.
SPDX-License-Identifier: Apache-2.0
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

from gi.repository import GLib

from accessibility import APPLICATION, Bus, Gone, matches

PATIENCE = float(os.environ.get("MOAT_E2E_PATIENCE", "15"))
POLL = 0.02
# GTK's default is 400 ms; two clicks that are meant as two must lie further apart than this.
DOUBLE_CLICK = 0.5
COMPLAINT = re.compile(r"-(WARNING|CRITICAL|ERROR)\b|\*\*: |AddressSanitizer|runtime error:")
# GTK 4.24 says this of its own bookkeeping, on displays that tell nothing of when a frame was shown.
HARMLESS = re.compile(r"gdk_frame_timings_submitted\(\) called on submitted frame")


# Newer xdotools hold Alt down to press a function key by its name.
FUNCTION_KEY = re.compile(r"\bF([1-9]|1[0-2])$")
FIRST_FUNCTION_KEYS = 67, 95  # the keycodes of F1 and F11, as all PC keyboards under X have them


def keycode_of(match):
    number = int(match.group(1))
    return str(FIRST_FUNCTION_KEYS[0] + number - 1 if number <= 10 else FIRST_FUNCTION_KEYS[1] + number - 11)


class Failure(AssertionError):
    """What a user would report: what was expected, and what was there instead."""


class Skip(Exception):
    """Why a scenario cannot be played here."""


def until(condition, what, patience=None):
    """Returns the first true value of condition(); fails when there is none within the patience."""
    deadline = time.monotonic() + (patience or PATIENCE)
    context = GLib.MainContext.default()
    while True:
        while context.iteration(False):
            pass
        try:
            value = condition()
        except Gone:
            # The object went away while it was asked: ask again from the top.
            value = None
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failure(f"waited {patience or PATIENCE:g} s in vain for {what}")
        time.sleep(POLL)


def xdotool(*arguments, check=True):
    result = subprocess.run(
        ["xdotool", *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False
    )
    if check and result.returncode != 0:
        raise Failure(f"xdotool {' '.join(map(str, arguments))}: {result.stderr.strip()}")
    return result.stdout


class App:
    """One run of the program with private folders; a context manager that ends it and reads its complaints."""

    def __init__(self, *arguments, home=None, program=None):
        self.build = pathlib.Path(os.environ["MOAT_BUILD_DIR"])
        self.own_home = home is None
        self.home = pathlib.Path(home or tempfile.mkdtemp(prefix="moat-e2e-"))
        self.arguments = [str(each) for each in arguments]
        self.program = program or [str(self.build / "src" / "moat")]
        self.process = None
        self.root = None
        self.messages = self.home / "messages.log"
        self.last_click = (0.0, -100, -100)

    # Life ---------------------------------------------------------------

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, kind, value, traceback):
        if kind is not None:
            self.keep_evidence()
        self.stop()
        complaints = self.complaints()
        if self.own_home:
            shutil.rmtree(self.home, ignore_errors=True)
        if kind is None and complaints:
            raise Failure("the program complained:\n" + "\n".join(complaints))
        if complaints:
            print("".join(f"# {line}\n" for line in complaints), end="")
        return False

    def start(self, has_window=True):
        environment = dict(os.environ)
        for each in ("config", "data", "cache", "state"):
            folder = self.home / each
            folder.mkdir(parents=True, exist_ok=True)
            environment[f"XDG_{each.upper()}_HOME"] = str(folder)
        # Settings are kept in the private folder, so that a second start finds what the first one left.
        environment.update(GSETTINGS_BACKEND="keyfile", G_DEBUG="", LC_ALL="C.UTF-8", TZ="UTC", GSK_RENDERER="cairo")
        environment["GSETTINGS_SCHEMA_DIR"] = str(self.build / "data")
        with open(self.messages, "ab") as log:
            self.process = subprocess.Popen(
                self.program + self.arguments,
                env=environment,
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        if has_window:
            self.wait_for_window()

    def wait_for_window(self):
        self.root = until(self.find_application, "the program in the accessibility tree", 30)
        until(lambda: self.windows() and self.first_window(), "its window", 30)

    def find_application(self):
        if self.process.poll() is not None:
            raise Failure(f"the program ended with {self.process.returncode}: {self.messages.read_text()[-2000:]}")
        return Bus().applications().get(self.process.pid)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def wait_for_exit(self, patience=None):
        until(lambda: self.process.poll() is not None, "the program to end", patience)
        if self.process.returncode != 0:
            raise Failure(f"the program ended with {self.process.returncode}")

    def complaints(self):
        if not self.messages.exists():
            return []
        lines = self.messages.read_text(errors="replace").splitlines()
        return [line for line in lines if COMPLAINT.search(line) and not HARMLESS.search(line)]

    def keep_evidence(self):
        """A picture of the screen, the accessibility tree and the messages, in BUILD/e2e."""
        folder = self.build / "e2e"
        folder.mkdir(exist_ok=True)
        stem = folder / re.sub(r"\W+", "-", os.environ.get("MOAT_E2E_SCENARIO", "scenario")).strip("-")
        subprocess.run(["import", "-silent", "-window", "root", f"{stem}.png"], check=False, timeout=60)
        if self.root and self.process.poll() is None:
            pathlib.Path(f"{stem}.txt").write_text("\n".join(self.root.dump()) + "\n", encoding="utf-8")
        if self.messages.exists():
            shutil.copy(self.messages, f"{stem}.log")
        print(f"# kept {stem}.png")

    # Seeing -------------------------------------------------------------

    def first_window(self):
        frames = [node for node in self.root.children if node.is_shown()]
        return frames[-1] if frames else None

    def window(self, title):
        """The toplevel whose title has this in it."""
        return until(
            lambda: next((node for node in self.root.children if title in node.seen_name), None),
            f"a window called {title!r}",
        )

    def windows(self):
        """The program's X windows, as {id: (x, y, width, height, title)}."""
        found = {}
        for line in xdotool("search", "--onlyvisible", "--pid", self.process.pid, check=False).split():
            shell = xdotool("getwindowgeometry", "--shell", line, check=False)
            values = dict(each.split("=", 1) for each in shell.split() if "=" in each)
            if "WIDTH" not in values:
                continue
            title = xdotool("getwindowname", line, check=False).strip()
            found[int(line)] = (*(int(values[key]) for key in ("X", "Y", "WIDTH", "HEIGHT")), title)
        return found

    def find(self, role=None, name=None, where=None, within=None, patience=None):
        """Waits for a node that is there and shown."""
        what = f"{role or 'anything'} named {getattr(name, 'pattern', name)!r}"

        def look():
            start = within or self.root
            return start.first(role, name, lambda node: node.is_shown() and (where is None or where(node)))

        return until(look, what, patience)

    def find_all(self, role=None, name=None, where=None, within=None):
        return (within or self.root).all(role, name, lambda node: node.is_shown() and (where is None or where(node)))

    def expect(self, condition, what, patience=None):
        return until(condition, what, patience)

    def gone(self, role=None, name=None, patience=None):
        until(lambda: not self.find_all(role, name), f"{role} {name!r} to go away", patience)

    def focused(self):
        """The node that has the keyboard, deepest first."""
        nodes = self.root.in_state("focused")
        return nodes[-1] if nodes else None

    # Doing --------------------------------------------------------------

    def resize(self, width, height):
        """Gives the first window this size, in the corner of the screen."""
        window = min(self.windows())
        xdotool("windowmove", window, 0, 0)
        xdotool("windowsize", window, width, height)
        until(lambda: self.windows()[window][2:4] == (width, height), "the window to have its size")
        until(lambda: abs(self.first_window().extents[2] - width) < 60, "its content to have its size")

    def frame_of(self, node):
        """The toplevel that a node lives in."""
        while node.parent and node.parent != self.root:
            node = node.parent
        return node

    def surface_of(self, node):
        """The node that fills the X window which a node is drawn on, and that window's place on the screen.

        That is the toplevel, or a popover on the way up to it: the one of exactly a window's size.
        """
        # A window that goes while xdotool looks ends its search with nothing: then it looks again.
        windows = until(self.windows, "a window on the screen").values()
        by_size = {(width, height): (x, y) for x, y, width, height, _ in windows}
        frame = self.frame_of(node)
        while node != frame:
            _, _, width, height = node.extents
            if (width, height) in by_size:
                return node, by_size[width, height]
            node = node.parent

        candidates = [each for each in windows if each[4] == frame.name] or list(windows)
        _, _, frame_width, frame_height = frame.extents
        # What a window has more than its content is an invisible border all around it.
        x, y, width, height, _ = min(
            candidates, key=lambda each: abs(each[2] - frame_width) + abs(each[3] - frame_height)
        )
        return frame, (x + (width - frame_width) / 2, y + (height - frame_height) / 2)

    def place(self, node, at=(0.5, 0.5)):
        """The screen position of a point in a node, given as fractions of its size."""
        surface, (x, y) = self.surface_of(node)
        origin_x, origin_y, _, _ = surface.extents
        left, top, width, height = node.extents
        return round(x + left - origin_x + width * at[0]), round(y + top - origin_y + height * at[1])

    @property
    def toolkit(self):
        """The version of GTK that the program runs with, as (4, 8)."""
        return tuple(int(part) for part in self.root.get(APPLICATION, "Version").split(".")[:2])

    def needs_places(self):
        """For what clicks on small things deep in a pane: GTK 4.24 leaves paddings out of the places it tells."""
        if self.first_window().extents[:2] != (0, 0):
            raise Skip("this GTK does not tell where things are")

    def click(self, node, at=(0.5, 0.5), button=1, count=1, modifiers=()):
        self.click_at(*self.place(node, at), button=button, count=count, modifiers=modifiers)

    def click_at(self, x, y, button=1, count=1, modifiers=()):
        then, last_x, last_y = self.last_click
        if abs(x - last_x) < 12 and abs(y - last_y) < 12:
            until(lambda: time.monotonic() - then > DOUBLE_CLICK, "the double-click time to pass")
        with self.held(modifiers):
            # A step beside the point first: a pointer that is there already would send no motion.
            xdotool("mousemove", x - 3, y - 2, "mousemove", x, y)
            xdotool("click", "--repeat", count, "--delay", 40, button)
        self.last_click = (time.monotonic(), x, y)

    def drag(self, start, end, button=1, modifiers=(), steps=12, release=True):
        """Drags from one screen position to another in small steps, as a hand does."""
        (x0, y0), (x1, y1) = start, end
        with self.held(modifiers):
            xdotool("mousemove", x0 - 3, y0 - 2, "mousemove", x0, y0)
            xdotool("mousedown", button)
            for step in range(1, steps + 1):
                x = round(x0 + (x1 - x0) * step / steps)
                y = round(y0 + (y1 - y0) * step / steps)
                xdotool("mousemove", "--sync", x, y) if (x, y) != (x0, y0) else None
            if release:
                xdotool("mouseup", button)
        self.last_click = (0.0, -100, -100)

    def release(self, button=1):
        xdotool("mouseup", button)

    def scroll(self, node, clicks, modifiers=()):
        """Turns the wheel over a node; up is positive."""
        xdotool("mousemove", *self.place(node))
        with self.held(modifiers):
            xdotool("click", "--repeat", abs(clicks), "--delay", 20, 4 if clicks > 0 else 5)

    def key(self, *names):
        """Presses keys by their X names, with modifiers as in ctrl+shift+z."""
        xdotool("key", "--delay", 12, *(FUNCTION_KEY.sub(keycode_of, name) for name in names))

    def focus_by_tab(self, name, presses=20):
        """Presses Tab until what has the keyboard has this name."""
        self.find(name=name)
        for _ in range(presses):
            focused = until(self.focused, "anything to have the keyboard")
            if matches(name, focused.seen_name):
                return focused
            self.key("Tab")
            until(lambda before=focused: self.focused() not in (None, before), "the focus to move on")
        raise Failure(f"{presses} Tabs do not reach {getattr(name, 'pattern', name)!r}")

    def type(self, text):
        xdotool("type", "--delay", 8, "--", text)

    def held(self, modifiers):
        return Held(modifiers)


class Held:
    """Modifier keys held down for the length of a with block."""

    def __init__(self, modifiers):
        self.modifiers = list(modifiers)

    def __enter__(self):
        for each in self.modifiers:
            xdotool("keydown", each)

    def __exit__(self, *error):
        for each in reversed(self.modifiers):
            xdotool("keyup", each)
        return False
