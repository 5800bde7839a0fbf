/* The command palette (see command-palette.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "command-palette.h"

#include "command-item.h"
#include "command-row.h"
#include "recent.h"
#include "templates.h"

#include <glib/gi18n-lib.h>

/* Results that are listed; more letters find what comes later. */
#define MAX_FOUND 60
/* Searched for, before those that cannot be done go to the end. */
#define MAX_SEARCHED 120
#define WIDTH        640
#define HEIGHT       400
#define LEAST        46
/* What stays free of it, beside it and below it. */
#define MARGIN 36
/* From the window's upper edge: below the header bar. */
#define TOP 52
/* Records that are made ready at a time. */
#define PORTION 500
/* Lines that Page Up and Page Down go by. */
#define PAGE 8
/* Where recent models come from. */
#define N_RECENT 5

struct _MoatCommandPalette
{
  GtkPopover parent_instance;

  MoatWindow *window; /* borrowed: the parent */
  GSettings *settings;
  GtkWidget *entry;
  GtkWidget *scrolled;
  GtkWidget *list;
  GtkWidget *nothing; /* said when nothing was found */
  GListStore *found;
  GtkSingleSelection *selection;

  MoatCommandIndex *index; /* owned; NULL until it is opened */
  guint collect_source;    /* makes the index ready while nothing else is to do */
  MoatPage *page;          /* weak: whose document the index is of */
  GtkWidget *focus_before; /* weak */
};

G_DEFINE_FINAL_TYPE (MoatCommandPalette, moat_command_palette, GTK_TYPE_POPOVER)

/* ---- What can be done now ---- */

static GActionGroup *
get_group (MoatCommandPalette *self, const char *prefix)
{
  MoatPage *page = moat_window_get_page (self->window);

  if (g_str_equal (prefix, "app"))
    return G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self->window)));
  if (g_str_equal (prefix, "win"))
    return G_ACTION_GROUP (self->window);
  if (page != NULL && g_str_equal (prefix, "page"))
    return G_ACTION_GROUP (moat_page_get_actions (page));
  if (page != NULL && g_str_equal (prefix, "canvas"))
    return moat_page_get_canvas_actions (page);
  return NULL;
}

static void
read_state (GVariant *state, GVariant *target, MoatCommandGroup group, MoatCommandStanding *standing)
{
  if (state == NULL)
    return;
  if (target == NULL && g_variant_is_of_type (state, G_VARIANT_TYPE_BOOLEAN))
    {
      standing->is_switch = TRUE;
      standing->is_on = g_variant_get_boolean (state);
    }
  else if (target != NULL && group == MOAT_COMMANDS_SETTINGS)
    {
      standing->is_switch = TRUE;
      standing->is_on = g_variant_equal (state, target);
    }
}

static MoatCommandStanding
get_standing (MoatCommandPalette *self, const MoatCommandEntry *entry)
{
  MoatCommandStanding standing = { .is_enabled = TRUE,
                                   .is_used = moat_command_index_is_used (self->index, entry) };
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GVariant) state = NULL;
  g_auto (GStrv) parts = NULL;
  GActionGroup *group;

  if (entry->record != NULL || !g_action_parse_detailed_name (entry->command.action, &name, &target, NULL))
    return standing;

  parts = g_strsplit (name, ".", 2);
  group = get_group (self, parts[0]);
  standing.is_enabled = group != NULL
                        && g_action_group_query_action (group, parts[1], &standing.is_enabled, NULL, NULL,
                                                        NULL, &state)
                        && standing.is_enabled;
  read_state (state, target, entry->command.group, &standing);
  return standing;
}

/* ---- Searching ---- */

/* What can be done first, then what could be if something came before it. */
static void
list_entries (MoatCommandPalette *self, GPtrArray *entries, MoatCommandQuery *query, GPtrArray *items)
{
  MoatDocument *document = self->page != NULL ? moat_page_get_document (self->page) : NULL;
  g_autoptr (GPtrArray) later = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < entries->len; i++)
    {
      const MoatCommandEntry *entry = g_ptr_array_index (entries, i);
      MoatCommandStanding standing = get_standing (self, entry);
      gboolean is_offered = standing.is_enabled || entry->command.wants != NULL;

      /* The palette in the palette. */
      if (!is_offered || g_strcmp0 (entry->command.action, "win.show-commands") == 0)
        continue;
      g_ptr_array_add (standing.is_enabled ? items : later,
                       moat_command_item_new (document, entry, query, &standing));
    }
  g_ptr_array_extend_and_steal (items, g_steal_pointer (&later));
  if (items->len > MAX_FOUND)
    g_ptr_array_set_size (items, MAX_FOUND);
}

static void
select_position (MoatCommandPalette *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
}

static void
search (MoatCommandPalette *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (MoatCommandQuery) query = moat_command_query_new (typed);
  g_autoptr (GPtrArray) entries = moat_command_index_search (self->index, typed, MAX_SEARCHED);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  list_entries (self, entries, query, items);
  g_list_store_splice (self->found, 0, g_list_model_get_n_items (G_LIST_MODEL (self->found)), items->pdata,
                       items->len);
  gtk_widget_set_visible (self->nothing, items->len == 0);
  if (items->len > 0)
    select_position (self, 0);
}

static void run (MoatCommandPalette *self, const char *action);

/* A mark at the beginning hands over to where such things are typed. */
static gboolean
hand_over (MoatCommandPalette *self)
{
  static const struct
  {
    const char *mark;
    const char *action;
  } marks[] = {
    { "!", "page.quick-move" },
    { "/", "canvas.type" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (moat_window_get_page (self->window) != NULL
        && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), marks[i].mark))
      {
        run (self, marks[i].action);
        return TRUE;
      }
  return FALSE;
}

static void
text_changed_cb (MoatCommandPalette *self)
{
  if (self->index != NULL && hand_over (self))
    return;
  if (self->index != NULL)
    search (self);
}

/* What the entry has chosen, said after its own name. */
static void
selected_cb (MoatCommandPalette *self)
{
  MoatCommandItem *item = gtk_single_selection_get_selected_item (self->selection);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  item != NULL ? moat_command_item_get_description (item)
                                               : _ ("Nothing found"),
                                  -1);
}

/* ---- Doing ---- */

/* Commands are remembered for the next start, records for as long as the window shows their model. */
static void
remember (MoatCommandPalette *self, const MoatCommandEntry *entry)
{
  g_auto (GStrv) used = NULL;

  moat_command_index_note_use (self->index, entry);
  used = moat_command_index_dup_used (self->index);
  g_settings_set_strv (self->settings, "recent-commands", (const char *const *) used);
}

static void
go_to_record (MoatCommandPalette *self, MoatRecord *record)
{
  MoatPage *page = moat_window_get_page (self->window);
  const char *place = NULL;

  switch ((int) moat_record_get_kind (record))
    {
    case MOAT_KIND_ASSET:
      place = "data";
      break;
    case MOAT_KIND_ASSUMPTION:
      place = "assumptions";
      break;
    case MOAT_KIND_DEPENDENCY:
      place = "dependencies";
      break;
    }
  if (place != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (moat_page_get_actions (page)), "model-properties-at",
                                    g_variant_new_string (place));
  else
    moat_page_go_to (page, record);
}

static void
restore_focus (MoatCommandPalette *self)
{
  GtkWidget *before = self->focus_before;

  if (before != NULL && gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
  g_clear_weak_pointer (&self->focus_before);
}

/* The palette is gone before anything is done, and the keyboard is where it was: an action may depend on it.
 */
static void
activate_selected (MoatCommandPalette *self)
{
  MoatCommandItem *item = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (MoatRecord) record = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;
  const MoatCommandEntry *entry;

  if (item == NULL || !moat_command_item_get_standing (item)->is_enabled)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  entry = moat_command_item_get_entry (item);
  record = entry->record != NULL ? g_object_ref (entry->record) : NULL;
  if (record == NULL)
    g_action_parse_detailed_name (entry->command.action, &name, &target, NULL);
  remember (self, entry);
  gtk_popover_popdown (GTK_POPOVER (self));
  restore_focus (self);

  if (record != NULL)
    go_to_record (self, record);
  else
    gtk_widget_activate_action_variant (GTK_WIDGET (self->window), name, target);
}

static void
run (MoatCommandPalette *self, const char *action)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  restore_focus (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), action, NULL);
}

static void
row_activated_cb (MoatCommandPalette *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  activate_selected (self);
}

/* ---- Keys ---- */

/* From line to line, from the last one to the first; a page stops at the ends. */
static gboolean
move (MoatCommandPalette *self, int by)
{
  int n = (int) g_list_model_get_n_items (G_LIST_MODEL (self->found));
  int position = (int) gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return GDK_EVENT_STOP;
  if (ABS (by) == 1)
    position = (position + by + n) % n;
  else
    position = CLAMP (position + by, 0, n - 1);
  select_position (self, (guint) position);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (MoatCommandPalette *self, guint keyval, guint keycode, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move (self, -1);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move (self, 1);
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return move (self, -PAGE);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return move (self, PAGE);
    case GDK_KEY_k:
      if ((state & GDK_CONTROL_MASK) == 0)
        return GDK_EVENT_PROPAGATE;
      gtk_popover_popdown (GTK_POPOVER (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- Opening ---- */

/* Models that were open lately, beside what the table has. */
static void
add_recent (MoatCommandPalette *self)
{
  g_autoptr (GPtrArray) list = moat_recent_list (N_RECENT);

  for (guint i = 0; i < list->len; i++)
    {
      const MoatRecent *recent = g_ptr_array_index (list, i);
      g_autofree char *uri = g_file_get_uri (recent->file);
      g_autofree char *title = g_strdup_printf (_ ("Open %s (%s)"), recent->name, recent->folder);
      g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (uri));
      g_autofree char *action = g_action_print_detailed_name ("win.open-recent", target);

      moat_command_index_add (self->index, &(MoatCommandInfo){ MOAT_COMMANDS_FILE, MOAT_COMMAND_UNLISTED,
                                                               action, NULL, title, NULL, NULL });
    }
}

/* Each template by its name, to be put beside what is there. */
static void
add_templates (MoatCommandPalette *self, MoatPage *page)
{
  GFile *file = moat_session_get_file (moat_page_get_session (page));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_auto (GStrv) folders = moat_templates_list_folders (path);
  g_autoptr (GPtrArray) templates = moat_templates_load ((const char *const *) folders, NULL);

  for (guint i = 0; i < templates->len; i++)
    {
      const MoatTemplate *template = g_ptr_array_index (templates, i);
      g_autofree char *title = g_strdup_printf (_ ("Insert template: %s"),
                                                moat_template_get_title (template));
      g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (template->id));
      g_autofree char *action = g_action_print_detailed_name ("page.insert-template-named", target);

      moat_command_index_add (self->index, &(MoatCommandInfo){ MOAT_COMMANDS_EDIT, MOAT_COMMAND_UNLISTED,
                                                               action, NULL, title, NULL, NULL });
    }
}

/* A model that is closed is not kept for what was found in it. */
static void
forget_page (MoatCommandPalette *self)
{
  g_list_store_remove_all (self->found);
  g_clear_handle_id (&self->collect_source, g_source_remove);
  if (self->page != NULL)
    g_signal_handlers_disconnect_by_func (self->page, forget_page, self);
  g_clear_weak_pointer (&self->page);
  g_clear_pointer (&self->index, moat_command_index_free);
}

/* The index stays from one opening to the next, with what was used, while the window shows the same model. */
static void
ensure_index (MoatCommandPalette *self)
{
  MoatPage *page = moat_window_get_page (self->window);
  g_auto (GStrv) used = NULL;

  if (self->index != NULL && self->page == page)
    return;

  forget_page (self);
  self->index = moat_command_index_new (page != NULL ? moat_page_get_document (page) : NULL);
  g_set_weak_pointer (&self->page, page);
  if (page != NULL)
    g_signal_connect_object (page, "destroy", G_CALLBACK (forget_page), self, G_CONNECT_SWAPPED);
  add_recent (self);
  if (page != NULL)
    add_templates (self, page);
  used = g_settings_get_strv (self->settings, "recent-commands");
  moat_command_index_set_used (self->index, (const char *const *) used);
}

/* By small portions, so that what is typed meanwhile is not kept waiting. */
static gboolean
collect_cb (gpointer user_data)
{
  MoatCommandPalette *self = user_data;

  if (moat_command_index_collect (self->index, PORTION))
    return G_SOURCE_CONTINUE;
  self->collect_source = 0;
  return G_SOURCE_REMOVE;
}

static void
place (MoatCommandPalette *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->window));
  int height = gtk_widget_get_height (GTK_WIDGET (self->window));

  gtk_popover_set_pointing_to (GTK_POPOVER (self), &(GdkRectangle){ width / 2, TOP, 1, 1 });
  gtk_widget_set_size_request (self->entry, MIN (WIDTH, MAX (width - 2 * MARGIN, 240)), -1);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled),
                                              MIN (HEIGHT, MAX (height - TOP - 3 * MARGIN, 120)));
}

void
moat_command_palette_toggle (MoatCommandPalette *self, const char *typed)
{
  g_return_if_fail (MOAT_IS_COMMAND_PALETTE (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }

  g_set_weak_pointer (&self->focus_before, gtk_window_get_focus (GTK_WINDOW (self->window)));
  ensure_index (self);
  place (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), typed != NULL ? typed : "");
  search (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  if (self->collect_source == 0)
    self->collect_source = g_idle_add_full (G_PRIORITY_LOW, collect_cb, self, NULL);
}

GtkWidget *
moat_command_palette_get_entry (MoatCommandPalette *self)
{
  g_return_val_if_fail (MOAT_IS_COMMAND_PALETTE (self), NULL);

  return self->entry;
}

GListModel *
moat_command_palette_get_found (MoatCommandPalette *self)
{
  g_return_val_if_fail (MOAT_IS_COMMAND_PALETTE (self), NULL);

  return G_LIST_MODEL (self->found);
}

/* ---- Widget ---- */

/* Items point into the index, which is not kept up to date while it is closed. */
static void
closed_cb (MoatCommandPalette *self)
{
  restore_focus (self);
  g_clear_handle_id (&self->collect_source, g_source_remove);
  g_list_store_remove_all (self->found);
}

static void
moat_command_palette_dispose (GObject *object)
{
  MoatCommandPalette *self = MOAT_COMMAND_PALETTE (object);

  g_clear_handle_id (&self->collect_source, g_source_remove);
  g_clear_weak_pointer (&self->focus_before);
  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->settings);
  g_clear_object (&self->found);
  g_clear_pointer (&self->index, moat_command_index_free);

  G_OBJECT_CLASS (moat_command_palette_parent_class)->dispose (object);
}

static void
moat_command_palette_class_init (MoatCommandPaletteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_command_palette_dispose;
}

static GtkWidget *
make_entry (MoatCommandPalette *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (entry), GTK_ENTRY_ICON_PRIMARY, "edit-find-symbolic");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry),
                                  _ ("Commands, flows, attacker moves, decisions, settings…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find a command or a record"), -1);
  gtk_widget_add_css_class (entry, "moat-command-entry");
  g_signal_connect_object (entry, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (activate_selected), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (entry, keys);
  return entry;
}

static GtkWidget *
make_list (MoatCommandPalette *self)
{
  GtkWidget *list;

  self->found = g_list_store_new (MOAT_TYPE_COMMAND_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->found)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), moat_command_row_factory_new ());
  gtk_widget_set_focusable (list, FALSE);
  gtk_widget_add_css_class (list, "moat-command-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Found"), -1);
  g_signal_connect_object (list, "activate", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  return list;
}

static void
moat_command_palette_init (MoatCommandPalette *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *overlay = gtk_overlay_new ();

  self->settings = g_settings_new (MOAT_SETTINGS_ID);
  self->list = make_list (self);
  self->entry = make_entry (self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scrolled), LEAST);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  self->nothing = gtk_label_new (_ ("Nothing found"));
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_set_can_target (self->nothing, FALSE);

  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->scrolled);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->nothing);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_add_css_class (GTK_WIDGET (self), "moat-command-palette");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Command palette"),
                                  -1);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/* A window does not know that this is a child of it. */
static void
window_destroyed_cb (MoatCommandPalette *self)
{
  gtk_widget_unparent (GTK_WIDGET (self));
}

MoatCommandPalette *
moat_command_palette_new (MoatWindow *window)
{
  MoatCommandPalette *self;

  g_return_val_if_fail (MOAT_IS_WINDOW (window), NULL);

  self = g_object_new (MOAT_TYPE_COMMAND_PALETTE, NULL);
  self->window = window;
  gtk_widget_set_parent (GTK_WIDGET (self), GTK_WIDGET (window));
  g_signal_connect_object (window, "destroy", G_CALLBACK (window_destroyed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
