#!/usr/bin/env python3
"""Moat's window in the words of a person in front of it: elements, flows, boundaries, the table, files. Asserts nothing itself.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import pathlib
import re
import subprocess

from accessibility import Gone, matches
from driver import App, Failure

ELEMENT_KINDS = {"external-entity": "External entity", "process": "Process", "data-store": "Data store"}
TOOLS = {
    "select": "Select",
    "external-entity": "External entity",
    "process": "Process",
    "data-store": "Data store",
    "flow": "Data flow",
    "zone": "Trust boundary",
    "line": "Boundary line",
    "note": "Note",
}
LETTERS = {"select": "v", "external-entity": "e", "process": "p", "data-store": "d", "flow": "f", "zone": "b", "line": "l"}

CANVAS = re.compile("^Diagram(:|$)")


def starts(text):
    """Matches a description that begins with this, as a whole word or part."""
    return re.compile(rf"^{re.escape(text)}(,|$)")


def is_own_cell(node):
    """A cell of the table that keys and clicks go to: newer GTKs call the cell around it by the same name."""
    return "focusable" in node.states


class Moat(App):
    """The program with one window."""

    # Seeing -------------------------------------------------------------

    def canvas(self):
        return self.find(name=CANVAS)

    def element(self, name, patience=None):
        """The element of this name on the canvas, whatever its kind."""
        kinds = "|".join(ELEMENT_KINDS.values())
        return self.find(name=re.compile(rf"^({kinds}) {re.escape(name)}(,|$)"), patience=patience)

    def boundary(self, name, patience=None):
        return self.find(name=starts(f"Trust boundary {name}"), patience=patience)

    def flow(self, source, target, patience=None):
        return self.find(
            name=re.compile(rf"^Flow( \d+)?, {re.escape(source)} to {re.escape(target)}\b"), patience=patience
        )

    def says(self, node, pattern):
        """Waits until what a screen reader says of this node matches."""
        expression = re.compile(pattern)
        try:
            return self.expect(lambda: expression.search(node.name), f"{pattern!r}")
        except Failure as failure:
            raise Failure(f"{failure}; it says {node.name!r}") from None

    @property
    def zoom(self):
        """How many pixels a unit of the diagram has."""
        label = self.find(name=re.compile(r"^\d+\s?%$"))
        return int(re.match(r"\d+", label.name).group()) / 100

    def place_item(self, node, at=(0.5, 0.5)):
        """The screen position of a point in an item of the diagram: GTK tells its size without the zoom."""
        x, y = self.place(node, (0, 0))
        _, _, width, height = node.extents
        zoom = self.zoom
        return round(x + width * zoom * at[0]), round(y + height * zoom * at[1])

    def place_on_canvas(self, x, y):
        """The screen position of a point given in pixels from the canvas' corner."""
        left, top = self.place(self.canvas(), (0, 0))
        return left + x, top + y

    # Drawing ------------------------------------------------------------

    def take_tool(self, tool):
        button = self.find(role="button", name=TOOLS[tool])
        self.click(button)
        self.expect(lambda: "pressed" in button.states, f"the tool {tool} to be in hand")

    def draw_element(self, tool, x, y, name):
        """Makes an element with the pointer and names it by typing at once."""
        self.take_tool(tool)
        self.click_at(*self.place_on_canvas(x, y))
        self.name_it(name)
        return self.element(name)

    def draw_zone(self, start, end, name):
        self.take_tool("zone")
        self.drag(self.place_on_canvas(*start), self.place_on_canvas(*end))
        self.name_it(name)
        return self.boundary(name)

    def draw_flow(self, source, target, label):
        self.take_tool("flow")
        self.drag(self.place_item(self.element(source)), self.place_item(self.element(target)))
        self.name_it(label)
        return self.flow(source, target)

    def click_flow(self, flow):
        """Selects a flow with the pointer, by its line or by its label, which may lie above or below of it."""
        for height in (0.5, 0.8, 0.2):
            self.click_at(*self.place_item(flow, (0.5, height)))
            try:
                return self.expect(lambda: "selected" in flow.states, "the flow to be selected", patience=3)
            except Failure:
                continue
        raise Failure(f"no click selects {flow}")

    # Drawing by keyboard -------------------------------------------------

    def make_element(self, tool, name):
        """With the canvas focused: the tool's letter, Enter where the program found room, and the name."""
        self.key(LETTERS[tool], "Return")
        self.name_it(name)
        return self.element(name)

    def focus_canvas(self):
        self.key("alt+1")
        self.expect(lambda: matches(CANVAS, (self.focused() or self.root).seen_name), "the canvas to be focused")

    def focus_item(self, pattern):
        """Presses Shift+Tab back to the first item, then Tab until the item is reached."""
        expression = re.compile(pattern)
        for key in ("shift+Tab", "Tab"):
            for _ in range(40):
                focused = self.focused()
                if focused and expression.search(focused.seen_name):
                    return focused
                if not focused or not self.is_item(focused):
                    break
                self.key(key)
                self.expect(lambda before=focused: self.focused() != before, "the focus to move on")
            self.focus_canvas()
            self.key("Tab")
            self.expect(lambda: self.focused() and self.is_item(self.focused()), "the first item to be focused")
        raise Failure(f"no item {pattern!r} in the Tab order")

    def is_item(self, node):
        return bool(re.match(r"Flow|Trust boundary|Note|External entity|Process|Data store", node.seen_name or ""))

    def make_flow(self, source, target, label):
        """Selects the source, F, types the target's name until it is chosen, Enter, and the label."""
        self.focus_item(rf"^(External entity|Process|Data store) {re.escape(source)},")
        self.key(LETTERS["flow"])
        self.type(target.lower())
        self.key("Return")
        self.name_it(label)
        return self.flow(source, target)

    def name_it(self, name):
        """Types into the name editor that a new item opens."""
        canvas = self.canvas()
        editor = self.find(name="Name", where=lambda node: "focused" in node.states, within=canvas)
        self.type(name)
        self.expect(lambda: editor.text == name, f"{name!r} in the name editor")
        self.key("Return")
        self.expect(lambda: not self.find_all(name="Name", within=canvas), "the name editor to close")

    # The table ----------------------------------------------------------

    def row(self, move, patience=None):
        """The table's first row of an attacker move."""
        cell = self.find(role="grid cell", name=f"Attacker move: {move}", where=is_own_cell, patience=patience)
        # A cell of ours lies in a cell of GTK's, which lies in the row.
        return cell.parent.parent

    def cell(self, move, column):
        name = re.compile(rf"^{re.escape(column)}: ")
        return self.find(role="grid cell", name=name, where=is_own_cell, within=self.row(move))

    def cell_text(self, move, column):
        return self.cell(move, column).seen_name.partition(": ")[2]

    def expect_cell(self, move, column, text):
        self.expect(
            lambda: self.cell_text(move, column) == text, f"{column} of {move!r} to be {text!r}"
        )

    def fill_cell(self, move, column, text):
        """Clicks a cell, types over it as in a spreadsheet, and Enter."""
        self.click(self.cell(move, column))
        self.expect(lambda: "focused" in self.cell(move, column).states, f"{column} to have the cell cursor")
        self.type(text)
        self.key("Return")
        self.expect_cell(move, column, text)

    def go_to_cell(self, move, column):
        """Moves the cell cursor there with keys."""
        self.key("alt+2", "ctrl+Home")
        for key, found in (
            ("Down", lambda cell: cell.parent.parent.first("grid cell", f"Attacker move: {move}", is_own_cell)),
            ("Right", lambda cell: cell.seen_name.startswith(f"{column}: ")),
        ):
            for _ in range(30):
                cell = self.expect(lambda: self.focused_cell(), "a cell to have the cell cursor")
                if found(cell):
                    break
                self.key(key)
                self.expect(lambda before=cell: self.focused_cell() not in (None, before), "the cell cursor to move")

    def focused_cell(self):
        focused = self.focused()
        return focused if focused and focused.seen_role == "grid cell" else None

    def type_cell(self, move, column, text):
        """Goes to a cell with keys, types over it, and Enter."""
        self.go_to_cell(move, column)
        self.type(text)
        self.key("Return")
        self.expect_cell(move, column, text)

    # Files --------------------------------------------------------------

    def save_as(self, path):
        """Saves under a new name through the file chooser."""
        self.key("ctrl+shift+s")
        self.choose_file(path)
        self.expect(lambda: pathlib.Path(path).exists(), f"{path} to be written")

    def save(self):
        """Saves where the model is, and waits until the title says that it is saved."""
        self.key("ctrl+s")
        self.expect(lambda: not self.is_modified(), "the model to be saved")

    def is_modified(self):
        """Whether the window's title has its unsaved mark."""
        return self.first_window().name.startswith("•") or bool(self.find_all(role="label", name=re.compile("^• ")))

    def choose_from_menu(self, *names):
        """Opens the main menu with the pointer and clicks through to an item."""
        self.open_menu(names[0])
        for name in names:
            self.click(self.find(role="menu item", name=name))

    def open_menu(self, first):
        """Opens the main menu; again, as a person would, when a window that goes away at that moment took it along."""
        for patience in (5, 5, None):
            self.click(self.find(role="button", name="Main menu", where=lambda node: "focusable" in node.states))
            try:
                self.find(role="menu item", name=first, patience=patience)
                return
            except Failure:
                if patience is None:
                    raise

    def choose_file(self, path):
        """Types a path into the file chooser that is open and accepts it."""
        entry = self.find(where=lambda node: "focused" in node.states and "editable" in node.states)
        self.key("ctrl+a")
        self.type(str(path))
        self.expect(lambda: entry.text == str(path), "the path in the file chooser")
        self.key("Return")


def moat_cli(*arguments):
    """Runs the command line; returns what it printed."""
    program = pathlib.Path(os.environ["MOAT_BUILD_DIR"]) / "src" / "moat-cli"
    result = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False)
    if result.returncode != 0:
        raise Failure(f"moat-cli {' '.join(map(str, arguments))}: {result.returncode}: {result.stderr}")
    return result.stdout


def load(path):
    """The model in a file as JSON."""
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def records(model, kind):
    """The records of a kind by name, title or text, whichever it has."""
    found = {}
    for record in model.get(kind, []):
        found[record.get("name") or record.get("title") or record.get("text") or record["id"]] = record
    return found


__all__ = ["ELEMENT_KINDS", "Failure", "Gone", "LETTERS", "Moat", "TOOLS", "load", "moat_cli", "records", "starts"]
