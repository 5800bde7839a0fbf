/* The canvas' context menus, made from its actions when they open.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"
#include "commands.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *label;  /* translatable */
  const char *action; /* detailed name without the prefix "canvas." */
  const char *accel;  /* shown only; the keys themselves are in canvas-actions.c; NULL for none */
} Entry;

static const Entry move_entries[] = {
  { N_ ("Add an attacker move"), "add-move", "m" },
  { N_ ("Suggestions"), "suggest", "a" },
  { N_ ("Show its moves"), "show-moves", "Return" },
};

static const Entry flow_entries[] = {
  { N_ ("Reverse"), "reverse-flow", NULL },
  { N_ ("Both ways"), "bidirectional", NULL },
  { N_ ("Straighten"), "straighten-flow", NULL },
};

static const Entry element_entries[] = {
  { N_ ("Connect"), "connect", NULL },
  { N_ ("Open its use case"), "open-use-case", "<Control>Return" },
};

static const Entry name_entries[] = {
  { N_ ("Rename"), "rename", "F2" },
};

static const Entry edit_entries[] = {
  { N_ ("Cut"), "cut", "<Control>x" },     { N_ ("Copy"), "copy", "<Control>c" },
  { N_ ("Paste"), "paste", "<Control>v" }, { N_ ("Duplicate"), "duplicate", "<Control>d" },
  { N_ ("Delete"), "delete", "Delete" },   { N_ ("Save as a template…"), "page.save-template", NULL },
};

static const Entry align_entries[] = {
  { N_ ("Left edges"), "align::left", NULL },   { N_ ("Centers"), "align::center", NULL },
  { N_ ("Right edges"), "align::right", NULL }, { N_ ("Top edges"), "align::top", NULL },
  { N_ ("Middles"), "align::middle", NULL },    { N_ ("Bottom edges"), "align::bottom", NULL },
};

static const Entry distribute_entries[] = {
  { N_ ("From left to right"), "distribute::horizontally", NULL },
  { N_ ("From top to bottom"), "distribute::vertically", NULL },
};

static const Entry arrange_entries[] = {
  { N_ ("Arrange selection"), "arrange-selection", "<Control>l" },
};

static const Entry inside_entries[] = {
  { N_ ("Arrange what is inside"), "arrange-inside", "<Control>l" },
};

static const Entry create_entries[] = {
  { N_ ("Add external entity"), "add-external-entity", "e" },
  { N_ ("Add process"), "add-process", "p" },
  { N_ ("Add data store"), "add-data-store", "d" },
  { N_ ("Add trust boundary"), "add-zone", "b" },
  { N_ ("Add note"), "add-note", "n" },
};

static const Entry view_entries[] = {
  { N_ ("Paste"), "paste", "<Control>v" },
  { N_ ("Insert a template…"), "page.insert-template", "<Control><Alt>t" },
  { N_ ("Select all"), "select-all", "<Control>a" },
  { N_ ("Arrange all"), "arrange-all", "<Control><Shift>l" },
  { N_ ("Zoom to fit"), "zoom-fit", "<Control>9" },
};

static GMenuModel *
make_section (const Entry *entries, guint n_entries)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < n_entries; i++)
    {
      /* What the page does around the canvas has its group said. */
      g_autofree char *action = g_str_has_prefix (entries[i].action, "page.")
                                    ? g_strdup (entries[i].action)
                                    : g_strconcat ("canvas.", entries[i].action, NULL);
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (entries[i].label), action);

      if (entries[i].accel != NULL)
        g_menu_item_set_attribute (item, "accel", "s", entries[i].accel);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
add_section (GMenu *menu, const Entry *entries, guint n_entries)
{
  g_autoptr (GMenuModel) section = make_section (entries, n_entries);

  g_menu_append_section (menu, NULL, section);
}

static void
append_submenu (GMenu *menu, const char *label, const Entry *entries, guint n_entries)
{
  g_autoptr (GMenuModel) submenu = make_section (entries, n_entries);

  g_menu_append_submenu (menu, label, submenu);
}

/* For several things at once. */
static void
add_arranging (GMenu *menu)
{
  g_autoptr (GMenu) section = G_MENU (make_section (arrange_entries, G_N_ELEMENTS (arrange_entries)));

  append_submenu (section, _ ("Align"), align_entries, G_N_ELEMENTS (align_entries));
  append_submenu (section, _ ("Distribute"), distribute_entries, G_N_ELEMENTS (distribute_entries));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenu *
make_record_menu (MoatCanvas *self, MoatRecord *record)
{
  GMenu *menu = g_menu_new ();

  if (moat_commands_can_have_moves (record))
    add_section (menu, move_entries, G_N_ELEMENTS (move_entries));
  if (moat_record_get_kind (record) == MOAT_KIND_FLOW)
    add_section (menu, flow_entries, G_N_ELEMENTS (flow_entries));
  if (moat_record_get_kind (record) == MOAT_KIND_ELEMENT)
    add_section (menu, element_entries,
                 moat_element_state (record)->opens != NULL ? G_N_ELEMENTS (element_entries) : 1);
  if (moat_selection_get_size (self->selection) > 1)
    add_arranging (menu);
  else
    add_section (menu, name_entries, G_N_ELEMENTS (name_entries));
  if (moat_canvas_get_single_zone (self) == record)
    add_section (menu, inside_entries, G_N_ELEMENTS (inside_entries));
  add_section (menu, edit_entries, G_N_ELEMENTS (edit_entries));
  return menu;
}

static GMenu *
make_canvas_menu (void)
{
  GMenu *menu = g_menu_new ();

  add_section (menu, create_entries, G_N_ELEMENTS (create_entries));
  add_section (menu, view_entries, G_N_ELEMENTS (view_entries));
  return menu;
}

/* A menu's "closed" comes before its action has run and before GTK has given the focus back: what is to
 * follow waits for both.
 */
static gboolean
forget_popover_cb (gpointer user_data)
{
  GtkWidget *popover = user_data;
  GtkWidget *parent = gtk_widget_get_parent (popover);
  MoatCanvas *self = parent != NULL ? MOAT_CANVAS (parent) : NULL;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  gtk_widget_unparent (popover);
  if (self->popover != popover)
    return G_SOURCE_REMOVE;
  self->popover = NULL;
  self->has_menu_point = FALSE;
  moat_canvas_focus_selected (self);
  moat_canvas_edit_next (self);
  return G_SOURCE_REMOVE;
}

static void
popover_closed_cb (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, forget_popover_cb, g_object_ref (popover), g_object_unref);
}

static void
pop_up (MoatCanvas *self, GMenu *menu, MoatPoint at)
{
  MoatPoint pixel = moat_viewport_to_view (&self->viewport, at);
  GtkWidget *popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));

  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) pixel.x, (int) pixel.y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
moat_canvas_show_menu (MoatCanvas *self, MoatRecord *record, MoatPoint at)
{
  g_autoptr (GMenu) menu = record != NULL ? make_record_menu (self, record) : make_canvas_menu ();

  self->has_menu_point = record == NULL;
  self->menu_point = at;
  moat_canvas_update_actions (self);
  pop_up (self, menu, at);
}

void
moat_canvas_show_end_menu (MoatCanvas *self, MoatRecord *flow, gboolean is_source, MoatPoint at)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  const MoatToolId tools[] = { MOAT_TOOL_PROCESS, MOAT_TOOL_DATA_STORE, MOAT_TOOL_EXTERNAL_ENTITY };

  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      const MoatToolInfo *info = moat_tool_get_info (tools[i]);
      g_autofree char *action = g_strdup_printf ("canvas.create-end::%s", info->name);

      g_menu_append (section, g_dgettext (GETTEXT_PACKAGE, info->label), action);
    }
  g_menu_append_section (menu, is_source ? _ ("It comes from a new") : _ ("It goes to a new"),
                         G_MENU_MODEL (section));
  g_set_object (&self->end_flow, flow);
  self->end_is_source = is_source;
  pop_up (self, menu, at);
}
