#!/usr/bin/env python3
"""Looks at the window as a screen reader does: whatever can have the keyboard must have a name of its own.

SPDX-License-Identifier: Apache-2.0
"""

import os
import pathlib
import re
import shutil
import tempfile

import scenario
from moat import Moat

# What GTK 4.8 calls a widget that nobody has named: by its class.
NAMELESS = re.compile(r"^(Gtk|Adw|Moat)?[A-Z][A-Za-z]+[A-Z]\w*$|^(Gtk|Adw|Moat)[A-Z]\w+$|^$")
# Containers whose children have the names, and GTK's own parts that cannot be given one.
CONTAINERS = {"widget", "group", "list", "row", "tree grid", "column header", "scroll bar", "generic", "paned", "tab list"}


def scenario_everything_focusable_has_a_name():
    """Every button, entry, row and item that can have the keyboard says what it is."""
    with tempfile.TemporaryDirectory() as folder:
        model = pathlib.Path(folder) / "shipping-address.moat"
        shutil.copy(pathlib.Path(os.environ["MOAT_SRCDIR"]) / "resources/examples/shipping-address.moat", model)
        with Moat(model) as app:
            app.resize(1900, 1000)
            app.canvas()
            nameless = app.find_all(
                where=lambda node: node.seen_role not in CONTAINERS
                and NAMELESS.search(node.seen_name)
                # The outer row of an AdwExpanderRow; the row inside has the name and takes the keyboard.
                and (node.seen_role, node.seen_name) != ("list item", "")
                and "focusable" in node.states
            )
            described = [f"{node} in {node.parent} at {node.extents}" for node in nameless]
            assert not described, "\n".join(described)


if __name__ == "__main__":
    scenario.main()
