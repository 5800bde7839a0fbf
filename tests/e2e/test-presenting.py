#!/usr/bin/env python3
"""Presents with the keys of a presenter's remote: to the end and back, and the editor is as it was; the screen stays awake.

SPDX-License-Identifier: Apache-2.0
"""

import pathlib
import re
import tempfile

from gi.repository import Gio, GLib

import scenario
from moat import Moat, load, moat_cli, records

STORY = """# User updates their shipping address
zone Public internet: User
zone Backend: API
data Shipping address: sensitive
1. User -> Web app: signs in
2. Web app -> API: submits the address form [Shipping address]
   ! Change the id to update another user's address | tampering
3. API -> Profile store: writes the address [Shipping address]
"""
# From here on GTK keeps the screen awake through the desktop's portal, which is not here (seen in 4.24).
PORTALS = (4, 21)
IDLE = 8  # the flag of org.gnome.SessionManager.Inhibit

MANAGER = """<node><interface name="org.gnome.SessionManager">
  <method name="Inhibit">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="u" direction="in"/><arg type="u" direction="out"/>
  </method>
  <method name="Uninhibit"><arg type="u" direction="in"/></method>
  <method name="IsInhibited"><arg type="u" direction="in"/><arg type="b" direction="out"/></method>
</interface></node>"""


class SessionManager:
    """Stands in for the desktop's, and remembers what keeps the screen awake."""

    def __init__(self):
        self.inhibited = {}
        self.connection = Gio.bus_get_sync(Gio.BusType.SESSION)
        interface = Gio.DBusNodeInfo.new_for_xml(MANAGER).interfaces[0]
        self.object = self.connection.register_object("/org/gnome/SessionManager", interface, self.answer, None, None)
        self.name = Gio.bus_own_name_on_connection(
            self.connection, "org.gnome.SessionManager", Gio.BusNameOwnerFlags.NONE, None, None
        )

    def __enter__(self):
        return self

    def __exit__(self, *error):
        Gio.bus_unown_name(self.name)
        self.connection.unregister_object(self.object)

    def answer(self, _connection, _sender, _path, _interface, method, arguments, invocation):
        if method == "Inhibit":
            _program, _window, reason, flags = arguments.unpack()
            cookie = len(self.inhibited) + 1
            self.inhibited[cookie] = (flags, reason)
            invocation.return_value(GLib.Variant("(u)", (cookie,)))
        elif method == "Uninhibit":
            self.inhibited.pop(arguments.unpack()[0], None)
            invocation.return_value(None)
        else:
            invocation.return_value(GLib.Variant("(b)", (bool(self.inhibited),)))


def make_model(folder):
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    moat_cli("story", folder / "story.txt", "-o", folder / "model.moat")
    return folder / "model.moat"


def counter(app, text):
    app.find(role="label", name=text)


def editor_place(app):
    """What must be as it was afterwards: zoom, what is selected, which panes are there."""
    return app.zoom, app.find(name="Inspector").states, [node.name for node in app.root.in_state("selected")]


def scenario_to_the_end_and_back():
    """Space, arrows, Page Up and Down, Home, End and numbers walk; Escape gives back the editor; nothing has changed."""
    with tempfile.TemporaryDirectory() as folder, SessionManager() as manager:
        model = make_model(pathlib.Path(folder))
        before = model.read_bytes()
        with Moat(model) as app:
            app.resize(1280, 720)
            app.focus_item("Flow 2, Web app to API")
            place = editor_place(app)
            app.key("F5")
            counter(app, "Step 2 of 3")
            if app.toolkit < PORTALS:
                app.expect(
                    lambda: [flags for flags, _ in manager.inhibited.values()] == [IDLE], "the screen to stay awake"
                )
            for key, text in (
                ("Home", "3 steps"),
                ("space", "Step 1 of 3"),
                ("Next", "Step 2 of 3"),
                ("Right", "Step 3 of 3"),
                ("Down", "Step 3 of 3"),
                ("Prior", "Step 2 of 3"),
                ("Left", "Step 1 of 3"),
                ("End", "Step 3 of 3"),
                ("2", "Step 2 of 3"),
            ):
                app.key(key)
                counter(app, text)
            app.key("b", "space", "c", "c", "Escape")
            app.gone(role="label", name="Step 2 of 3")
            app.expect(lambda: not manager.inhibited, "the screen to be let go")
            app.expect(lambda: editor_place(app) == place, f"the editor as it was: {place}")
            assert not app.is_modified(), "Walking modified the model"
        assert model.read_bytes() == before


def scenario_adds_what_the_room_says():
    """N adds a move to the step that is shown, D a decision on a move; each can be undone; the file has both."""
    with tempfile.TemporaryDirectory() as folder:
        model = make_model(pathlib.Path(folder))
        with Moat(model) as app:
            app.resize(1280, 720)
            app.focus_canvas()
            app.key("F5")
            counter(app, "3 steps")
            app.key("3", "n")
            app.find(name=re.compile("What would an attacker do"))
            app.type("Read the backup")
            app.key("Return")
            app.find(role="label", name="Read the backup")
            app.key("Escape", "d")
            app.type("Encrypt it")
            app.key("Return")
            app.find(role="label", name=re.compile("1 decision$"))
            app.key("Escape")
            app.expect(app.is_modified, "the model to be modified")
            app.save()
        saved = load(model)
        assert "Read the backup" in records(saved, "threats")
        assert "Encrypt it" in records(saved, "decisions")


def scenario_speaks_from_the_speaker_view():
    """The speaker view's keys walk for the room, its notes are the step's, and Escape in it ends both."""
    with tempfile.TemporaryDirectory() as folder:
        model = make_model(pathlib.Path(folder))
        with Moat(model) as app:
            app.resize(1280, 720)
            app.focus_canvas()
            app.key("shift+F5")
            app.window("Speaker view")
            app.key("space", "space")
            app.expect(lambda: len(app.find_all(role="label", name="Step 2 of 3")) == 2, "both windows at step 2")
            app.find(role="label", name="3  writes the address")
            app.key("Escape")
            app.gone(role="label", name="Step 2 of 3")
            assert not app.is_modified(), "Speaking modified the model"


if __name__ == "__main__":
    scenario.main()
