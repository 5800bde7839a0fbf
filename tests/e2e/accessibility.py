#!/usr/bin/env python3
"""Reads a program's accessibility tree from the accessibility bus: what a screen reader knows. Moves and types nothing.

It speaks D-Bus itself, one level of the tree at a time with all questions sent before the first answer is read: asking for
one property of one node after the other takes seconds for a window with a table in it, and a cache would be out of date.

Source: the AT-SPI interfaces org.a11y.atspi.Accessible, Component, Text, Action and EditableText, as GTK 4 implements them.
SPDX-License-Identifier: Apache-2.0
"""

from gi.repository import Gio, GLib

ACCESSIBLE = "org.a11y.atspi.Accessible"
APPLICATION = "org.a11y.atspi.Application"
COMPONENT = "org.a11y.atspi.Component"
TEXT = "org.a11y.atspi.Text"
ACTION = "org.a11y.atspi.Action"
VALUE = "org.a11y.atspi.Value"
PROPERTIES = "org.freedesktop.DBus.Properties"
WINDOW_COORDINATES = 1
CALL_TIMEOUT = 10_000

# The bits of a state set, from lowest (AT-SPI's StateType).
STATES = (
    "invalid active armed busy checked collapsed defunct editable enabled expandable expanded focusable focused "
    "has-tooltip horizontal iconified modal multi-line multiselectable opaque pressed resizable selectable selected "
    "sensitive showing single-line stale transient vertical visible manages-descendants indeterminate required "
    "truncated animated invalid-entry supports-autocompletion selectable-text is-default visited checkable has-popup "
    "read-only"
).split()


# GTK 4.24 tells buttons that stay pressed from others; GTK 4.8 calls both the same.
ROLES = {"button": ("button", "toggle button")}


class Gone(Exception):
    """The object asked is no longer there."""


class Bus:
    """The connection to the accessibility bus of the current session."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address = session.call_sync(
            "org.a11y.Bus",
            "/org/a11y/bus",
            "org.a11y.Bus",
            "GetAddress",
            None,
            GLib.VariantType("(s)"),
            Gio.DBusCallFlags.NONE,
            CALL_TIMEOUT,
            None,
        ).unpack()[0]
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address,
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None,
            None,
        )

    def ask(self, questions):
        """Sends (name, path, interface, method, arguments) questions at once; returns their answers, None for a failure."""
        answers = [None] * len(questions)
        pending = len(questions)

        def answered(connection, result, index):
            nonlocal pending
            try:
                answers[index] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass
            pending -= 1

        for index, (name, path, interface, method, arguments) in enumerate(questions):
            self.connection.call(
                name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, CALL_TIMEOUT, None, answered, index
            )
        while pending:
            GLib.MainContext.default().iteration(True)
        return answers

    def applications(self):
        """The root nodes of the programs that are on the bus, as {process id: node}."""
        registry = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", ACCESSIBLE, "GetChildren", None)
        (answer,) = self.ask([registry])
        roots = answer[0] if answer else []
        owners = self.ask(
            [
                ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetConnectionUnixProcessID", name)
                for name in (GLib.Variant("(s)", (root[0],)) for root in roots)
            ]
        )
        return {owner[0]: Node(self, *root) for owner, root in zip(owners, roots) if owner}


class Node:
    """One accessible object. Its properties are asked for when read; what walk() saw of it is kept in seen_role and seen_name."""

    def __init__(self, bus, name, path, parent=None):
        self.bus = bus
        self.address = (name, path)
        self.parent = parent
        self.seen_role = None
        self.seen_name = None

    def __eq__(self, other):
        return isinstance(other, Node) and self.address == other.address

    def __hash__(self):
        return hash(self.address)

    def __repr__(self):
        return f"{self.seen_role or self.role} {self.seen_name if self.seen_name is not None else self.name!r}"

    def call(self, interface, method, arguments=None):
        (answer,) = self.bus.ask([(*self.address, interface, method, arguments)])
        if answer is None:
            raise Gone(f"{self.address[1]} does not answer {method}")
        return answer

    def property_question(self, interface, name):
        return (*self.address, PROPERTIES, "Get", GLib.Variant("(ss)", (interface, name)))

    def get(self, interface, name):
        (answer,) = self.bus.ask([self.property_question(interface, name)])
        if answer is None:
            raise Gone(f"{self.address[1]} has no {name}")
        return answer[0]

    @property
    def role(self):
        return self.call(ACCESSIBLE, "GetRoleName")[0]

    @property
    def name(self):
        return self.get(ACCESSIBLE, "Name")

    @property
    def description(self):
        return self.get(ACCESSIBLE, "Description")

    @property
    def interfaces(self):
        return set(self.call(ACCESSIBLE, "GetInterfaces")[0])

    @property
    def states(self):
        return read_states(self.call(ACCESSIBLE, "GetState"))

    @property
    def extents(self):
        """(x, y, width, height) in the window's coordinates; nothing for what has no place."""
        arguments = GLib.Variant("(u)", (WINDOW_COORDINATES,))
        (answer,) = self.bus.ask([(*self.address, COMPONENT, "GetExtents", arguments)])
        return answer[0] if answer else (0, 0, 0, 0)

    @property
    def text(self):
        """The text of an entry, label or text view; of a widget that only wraps one, the text inside."""
        for node in self.walk():
            if TEXT in node.interfaces:
                # Not to -1, "the end": GTK 4.8 then says nothing of an entry.
                length = node.get(TEXT, "CharacterCount")
                return node.call(TEXT, "GetText", GLib.Variant("(ii)", (0, length)))[0]
        return ""

    @property
    def value(self):
        return self.get(VALUE, "CurrentValue")

    def is_shown(self):
        _, _, width, height = self.extents
        return width > 0 and height > 0

    def act(self, index=0):
        """Does the widget's action, as a screen reader's user would."""
        return self.call(ACTION, "DoAction", GLib.Variant("(i)", (index,)))[0]

    def load_children(self, nodes):
        """The children of many nodes, asked for together."""
        answers = self.bus.ask([(*node.address, ACCESSIBLE, "GetChildren", None) for node in nodes])
        return [
            [Node(self.bus, *address, parent=node) for address in (answer[0] if answer else [])]
            for node, answer in zip(nodes, answers)
        ]

    def look(self, nodes):
        """Fills in seen_role and seen_name; returns the nodes that are still there."""
        roles = self.bus.ask([(*node.address, ACCESSIBLE, "GetRoleName", None) for node in nodes])
        names = self.bus.ask([node.property_question(ACCESSIBLE, "Name") for node in nodes])
        for node, role, name in zip(nodes, roles, names):
            node.seen_role = role[0] if role else None
            node.seen_name = name[0] if name else ""
        return [node for node in nodes if node.seen_role is not None]

    @property
    def children(self):
        return self.look(self.load_children([self])[0])

    def walk(self):
        """This node and all below it, parents first, in reading order."""
        below = {}
        level = self.look([self])
        while level:
            families = self.load_children(level)
            below.update((node, family) for node, family in zip(level, families))
            alive = set(self.look([child for family in families for child in family]))
            for node, family in zip(level, families):
                below[node] = [child for child in family if child in alive]
            level = [child for node in level for child in below[node]]

        ordered = []
        stack = [self]
        while stack:
            node = stack.pop()
            ordered.append(node)
            stack.extend(reversed(below.get(node, [])))
        return ordered

    def fits(self, role, name, where):
        try:
            fits_role = self.seen_role in ROLES[role] if role in ROLES else matches(role, self.seen_role)
            return fits_role and matches(name, self.seen_name) and (where is None or bool(where(self)))
        except Gone:
            return False

    def all(self, role=None, name=None, where=None):
        return [node for node in self.walk() if node.fits(role, name, where)]

    def first(self, role=None, name=None, where=None):
        return next((node for node in self.walk() if node.fits(role, name, where)), None)

    def in_state(self, state):
        """This node and all below it that are in a state, asked for together."""
        nodes = self.walk()
        answers = self.bus.ask([(*node.address, ACCESSIBLE, "GetState", None) for node in nodes])
        return [node for node, answer in zip(nodes, answers) if answer and state in read_states(answer)]

    def dump(self):
        """The tree as indented lines, for a person to read."""
        lines = []
        for node in self.walk():
            depth = 0
            above = node
            while above != self:
                depth += 1
                above = above.parent
            try:
                states = " ".join(sorted(node.states))
            except Gone:
                states = "gone"
            lines.append(f"{'  ' * depth}{node.seen_role} {node.seen_name!r} {node.extents} {states}")
        return lines


def read_states(answer):
    low, high = answer[0]
    bits = low | high << 32
    return {name for bit, name in enumerate(STATES) if bits >> bit & 1}


def matches(pattern, text):
    """A str is matched whole, a compiled expression is searched for, a function is asked; None takes anything."""
    if pattern is None:
        return True
    if isinstance(pattern, str):
        return text == pattern
    if callable(pattern):
        return bool(pattern(text))
    return bool(pattern.search(text or ""))
