#!/usr/bin/env python3
"""Drags a trust boundary over one more element: what crosses it changes on the canvas, in the table and in the export.

SPDX-License-Identifier: Apache-2.0
"""

import pathlib
import tempfile

import scenario
from moat import Moat, load, moat_cli, records

STORY = """# User updates their shipping address
actor User
process Web app
store Profile store
zone Backend: API
zone Backend / Data tier: Profile store
data Shipping address: sensitive
1. User -> Web app: signs in [Credentials]
2. Web app -> API: submits the address form [Shipping address]
   ! Change the id to update another user's address | tampering, elevation | high
3. API -> Profile store: writes the address [Shipping address]
"""
MOVE = "Change the id to update another user's address"
# From the corner of a boundary's widget to the middle of its title, at 100 %.
TITLE = (60, 14)


def make_model(folder):
    story = folder / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    moat_cli("story", story, "-o", folder / "model.moat")
    return folder / "model.moat"


def export(model, name):
    target = model.parent / name
    moat_cli("export", model, "-o", target, "--format", "security-md")
    return target.read_text(encoding="utf-8")


def center(record):
    box = record["box"]
    return box[0] + box[2] / 2, box[1] + box[3] / 2


def check_first(app):
    app.says(app.flow("User", "Web app"), r"^(?!.*crosses)")
    app.says(app.flow("Web app", "API"), "crosses Backend inbound")
    app.says(app.flow("API", "Profile store"), "crosses Data tier inbound")
    app.expect_cell(MOVE, "Boundary", "into Backend")


def scenario_dragged_by_its_title():
    """The boundary is redrawn over the same system: crossings follow everywhere, and one undo brings all back."""
    with tempfile.TemporaryDirectory() as folder, Moat(model := make_model(pathlib.Path(folder))) as app:
        before = export(model, "before.md")
        bytes_before = model.read_bytes()
        app.resize(1900, 1000)
        app.key("ctrl+0")
        app.expect(lambda: app.zoom == 1.0, "100 %")
        check_first(app)

        # As far to the left as takes the web app in, and leaves the store out.
        elements = records(load(model), "elements")
        distance = center(elements["Web app"])[0] - center(elements["API"])[0]
        x, y = app.place(app.boundary("Backend"), (0, 0))
        start = (x + TITLE[0], y + TITLE[1])
        app.drag(start, (start[0] + distance, start[1]), release=False)

        # While it is still held: the canvas and the table say so already.
        app.says(app.flow("User", "Web app"), "crosses Backend inbound")
        app.expect_cell(MOVE, "Boundary", "empty")
        app.release()

        app.says(app.boundary("Backend"), "2 elements inside")
        app.says(app.flow("Web app", "API"), r"^(?!.*crosses)")
        app.says(app.flow("API", "Profile store"), "crosses Backend outbound, Data tier inbound")
        app.save()
        after = export(model, "after.md")
        assert after != before

        app.key("ctrl+z")
        check_first(app)
        app.save()
        assert export(model, "back.md") == before
        assert model.read_bytes() == bytes_before


def scenario_escape_changes_nothing():
    """Escape while a boundary is held puts it back, and there is nothing to undo or save."""
    with tempfile.TemporaryDirectory() as folder, Moat(model := make_model(pathlib.Path(folder))) as app:
        app.resize(1900, 1000)
        app.key("ctrl+0")
        app.expect(lambda: app.zoom == 1.0, "100 %")
        x, y = app.place(app.boundary("Backend"), (0, 0))
        start = (x + TITLE[0], y + TITLE[1])
        app.drag(start, (start[0] - 400, start[1]), release=False)
        app.says(app.flow("Web app", "API"), r"^(?!.*crosses Backend inbound)")
        app.key("Escape")
        app.release()
        check_first(app)
        assert not app.is_modified()


if __name__ == "__main__":
    scenario.main()
