#!/usr/bin/env python3
"""Asks for recent models as GNOME Shell does while one types in its overview, and opens what it is told.

SPDX-License-Identifier: Apache-2.0
"""

import pathlib
import tempfile

from gi.repository import Gio, GLib

import scenario
from driver import until
from moat import Moat, moat_cli

NAME = "io.github.moat_app.Moat"
PATH = "/io/github/moat_app/Moat/SearchProvider"
INTERFACE = "org.gnome.Shell.SearchProvider2"


def ask(method, signature, *arguments):
    """The answer, or None while the program is not on the bus yet."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    values = GLib.Variant(signature, arguments)
    try:
        answer = bus.call_sync(NAME, PATH, INTERFACE, method, values, None, Gio.DBusCallFlags.NONE, 10_000, None)
    except GLib.Error as error:
        if error.matches(Gio.DBusError.quark(), Gio.DBusError.SERVICE_UNKNOWN):
            return None
        raise
    return answer.unpack()[0] if answer.n_children() else None


def make_model(folder, name):
    model = pathlib.Path(folder) / name
    moat_cli("new", model, "--example", "shipping-address")
    return model


def scenario_found_and_opened():
    """A model that was opened is found by the beginnings of its words, told of, and raised when chosen."""
    with tempfile.TemporaryDirectory() as folder:
        model = make_model(folder, "Réunion payment.moat")
        with Moat(model):
            found = until(lambda: ask("GetInitialResultSet", "(as)", ["pay"]), "the model among the results")
            assert found == [model.as_uri()], found
            assert ask("GetInitialResultSet", "(as)", ["REUNION", "paym"]) == found, "without case and accents"
            assert ask("GetInitialResultSet", "(as)", ["yment"]) == [], "only beginnings of words count"
            assert ask("GetInitialResultSet", "(as)", ["pay", "nothing"]) == [], "each word must be there"
            assert ask("GetSubsearchResultSet", "(asas)", found, ["payment"]) == found

            (meta,) = ask("GetResultMetas", "(as)", found)
            assert meta["id"] == found[0] and meta["name"] == "Réunion payment", meta
            home = pathlib.Path.home()
            below = home in model.parents
            assert meta["description"] == (f"~/{model.parent.relative_to(home)}" if below else str(model.parent)), meta
            assert "icon" in meta


def scenario_service():
    """Started by the bus, it answers and shows no window until a result is chosen."""
    with tempfile.TemporaryDirectory() as folder:
        model = make_model(folder, "service.moat")
        with Moat(model) as app:
            until(lambda: ask("GetInitialResultSet", "(as)", ["service"]), "the model among the results")
            app.key("ctrl+q")
            app.wait_for_exit()
            app.arguments = ["--gapplication-service"]
            app.start(has_window=False)
            found = until(lambda: ask("GetInitialResultSet", "(as)", ["service"]), "the service's answer")
            assert not app.windows(), "nobody has asked for a window"
            ask("ActivateResult", "(sasu)", found[0], ["service"], 0)
            app.wait_for_window()
            app.window("service")


if __name__ == "__main__":
    scenario.main()
