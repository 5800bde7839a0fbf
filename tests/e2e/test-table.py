#!/usr/bin/env python3
"""Attaches attacker moves, decides in the table, and sees both sides of the window tell the same.

SPDX-License-Identifier: Apache-2.0
"""

import csv
import io
import pathlib
import re
import tempfile

import scenario
from moat import Moat, load, moat_cli, records

STORY = """# User updates their shipping address
actor User
process Web app
store Profile store
zone Backend: API
data Shipping address: sensitive
1. User -> Web app: signs in [Credentials]
2. Web app -> API: submits the address form [Shipping address]
   ! Change the id to update another user's address | tampering, elevation | high
3. API -> Profile store: writes the address [Shipping address]
"""
MOVE = "Change the id to update another user's address"


def make_model(folder):
    story = folder / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    moat_cli("story", story, "-o", folder / "model.moat")
    return folder / "model.moat"


def scenario_decided_and_undone():
    """A decision typed into the table counts on the canvas; every undo takes one step back on both."""
    with tempfile.TemporaryDirectory() as folder, Moat(model := make_model(pathlib.Path(folder))) as app:
        app.resize(1900, 1000)
        flow = app.flow("Web app", "API")
        app.says(flow, "1 move, 1 open")
        app.expect_cell(MOVE, "Status", "Open")

        app.fill_cell(MOVE, "Decision", "Look the record up by the authenticated user")
        app.says(flow, "1 move, all decided")
        app.expect_cell(MOVE, "Status", "Decided")
        app.fill_cell(MOVE, "Where enforced", "API, data access layer")
        app.fill_cell(MOVE, "How we verify", "Integration test with two accounts")
        app.fill_cell(MOVE, "Owner", "api-team")
        app.fill_cell(MOVE, "Ticket", "SHOP-12")

        for column in ("Ticket", "Owner", "How we verify", "Where enforced"):
            app.key("ctrl+z")
            app.expect_cell(MOVE, column, "empty")
        app.key("ctrl+z")
        app.expect_cell(MOVE, "Decision", "empty")
        app.says(flow, "1 move, 1 open")
        app.expect(lambda: not app.is_modified(), "the unsaved mark to go")

        for _ in range(5):
            app.key("ctrl+shift+z")
        app.expect_cell(MOVE, "Ticket", "SHOP-12")
        app.says(flow, "1 move, all decided")
        app.save()

        saved = load(model)
        (decision,) = saved["decisions"]
        (verification,) = saved["verifications"]
        assert decision["text"] == "Look the record up by the authenticated user", decision
        assert decision["owner"] == "api-team" and decision["ticket"] == "SHOP-12", decision
        assert verification["text"] == "Integration test with two accounts", verification

        rows = list(csv.DictReader(io.StringIO(moat_cli("export", model, "-o", "-", "--format", "csv"))))
        assert len(rows) == 1, rows
        assert "Integration test with two accounts" in rows[0].values(), rows


def scenario_move_attached_with_one_key():
    """M on a selected flow, one sentence, Enter: the move is in the table and counted on the flow."""
    with tempfile.TemporaryDirectory() as folder, Moat(model := make_model(pathlib.Path(folder))) as app:
        app.resize(1900, 1000)
        flow = app.flow("API", "Profile store")
        app.click_flow(flow)
        app.key("m")
        app.type("Read everybody's address")
        app.key("Return")
        app.says(flow, "1 move, 1 open")
        app.expect_cell("Read everybody's address", "Flow", "3. writes the address")

        app.save()
        assert set(records(load(model), "threats")) == {MOVE, "Read everybody's address"}


def scenario_selection_is_one():
    """Clicking a row selects its flow on the canvas; clicking a flow selects its rows in the table."""
    with tempfile.TemporaryDirectory() as folder, Moat(make_model(pathlib.Path(folder))) as app:
        app.resize(1900, 1000)
        flow = app.flow("Web app", "API")
        app.click(app.cell(MOVE, "Flow"))
        app.expect(lambda: "selected" in flow.states, "the row's flow to be selected")
        other = app.element("User")
        app.click_at(*app.place_item(other))
        app.expect(lambda: "selected" in other.states and "selected" not in flow.states, "only the user to be selected")
        app.click_flow(flow)
        app.expect(lambda: "selected" in app.row(MOVE).states, "the flow's row to be selected")


def scenario_filter_lets_a_decided_row_go():
    """Under "Open only" a row stays while it is decided, and goes when the keyboard goes elsewhere; the window lives on."""
    with tempfile.TemporaryDirectory() as folder, Moat(make_model(pathlib.Path(folder))) as app:
        app.resize(1900, 1000)
        open_only = app.find(name=re.compile("Open only"), where=lambda node: "focusable" in node.states)
        app.click(open_only)
        app.fill_cell(MOVE, "Decision", "Look the record up by the authenticated user")
        app.expect_cell(MOVE, "Status", "Decided")
        app.click(app.element("User"))
        app.gone(name=MOVE)
        app.click(open_only)
        app.expect_cell(MOVE, "Status", "Decided")


if __name__ == "__main__":
    scenario.main()
