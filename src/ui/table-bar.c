/* The bar above the table: adding, search, filter, which columns are shown, and how
 * many moves are decided.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "squeezer.h"

#include "accessible.h"
#include "table-view-private.h"

#include <glib/gi18n-lib.h>

/* ---- Filter ---- */

static void
refilter (MoatTableView *self)
{
  moat_table_model_refilter (self->model);
  moat_table_view_refresh_pages (self);
  moat_table_bar_refresh (self);
}

static void
search_changed_cb (MoatTableView *self)
{
  moat_table_filter_set_search (moat_table_model_get_filter (self->model),
                                gtk_editable_get_text (GTK_EDITABLE (self->search)));
  refilter (self);
}

/* Enter in the search goes to the first row found. */
static void
search_activated_cb (MoatTableView *self)
{
  MoatTableRow *row;

  search_changed_cb (self);
  row = moat_table_list_get (MOAT_TABLE_LIST (self->model), 0);
  if (row != NULL)
    moat_table_keys_go_to (self, row, MOAT_COLUMN_MOVE, FALSE);
}

static void
search_stopped_cb (MoatTableView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_activated_cb (self);
}

static void
open_toggled_cb (MoatTableView *self)
{
  moat_table_filter_set_open_only (moat_table_model_get_filter (self->model),
                                   gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->open_toggle)));
  refilter (self);
}

static void
set_places (MoatTableView *self)
{
  g_autoptr (GPtrArray) records = moat_selection_list (self->selection);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  gboolean is_active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->here_toggle));

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (ids, (gpointer) moat_record_get_id (g_ptr_array_index (records, i)));
  g_ptr_array_add (ids, NULL);

  moat_table_filter_set_places (moat_table_model_get_filter (self->model),
                                is_active && ids->len > 1 ? (const char *const *) ids->pdata : NULL);
}

static void
here_toggled_cb (MoatTableView *self)
{
  set_places (self);
  refilter (self);
}

void
moat_table_bar_selection_changed (MoatTableView *self)
{
  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->here_toggle)))
    return;

  self->is_syncing = TRUE;
  here_toggled_cb (self);
  self->is_syncing = FALSE;
}

static void
choices_changed_cb (MoatTableView *self)
{
  MoatTableFilter *filter = moat_table_model_get_filter (self->model);
  guint boundary = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->boundary_choice));
  guint owner = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->owner_choice));
  GListModel *owners = gtk_drop_down_get_model (GTK_DROP_DOWN (self->owner_choice));

  if (self->is_refreshing_bar)
    return;

  moat_table_filter_set_boundary (filter, boundary > 0 && boundary <= self->boundary_ids->len
                                              ? g_ptr_array_index (self->boundary_ids, boundary - 1)
                                              : NULL);
  moat_table_filter_set_owner (filter, owner > 0 && owner != GTK_INVALID_LIST_POSITION
                                           ? gtk_string_list_get_string (GTK_STRING_LIST (owners), owner)
                                           : NULL);
  moat_table_filter_set_severity (filter, (MoatLevel) gtk_drop_down_get_selected (
                                              GTK_DROP_DOWN (self->severity_choice)));
  refilter (self);
}

void
moat_table_bar_reset (MoatTableView *self)
{
  self->is_refreshing_bar = TRUE;
  moat_table_filter_clear (moat_table_model_get_filter (self->model));
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->open_toggle), FALSE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->here_toggle), FALSE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->boundary_choice), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->owner_choice), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->severity_choice), 0);
  self->is_refreshing_bar = FALSE;
  refilter (self);
}

/* ---- The filter's popover ---- */

/* The lists are made when they are looked at, so that no edit has to keep them. */
static void
fill_boundaries (MoatTableView *self)
{
  const char *chosen = moat_table_filter_get_boundary (moat_table_model_get_filter (self->model));
  const char *use_case = moat_table_model_get_use_case (self->model);
  GPtrArray *boundaries = moat_document_list (self->document, MOAT_KIND_BOUNDARY);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->boundary_ids, 0);
  gtk_string_list_append (names, _ ("Any"));
  for (guint i = 0; i < boundaries->len; i++)
    {
      MoatRecord *boundary = g_ptr_array_index (boundaries, i);
      g_autofree char *label = moat_place_dup_label (self->document, boundary);

      if (use_case != NULL && g_strcmp0 (moat_boundary_state (boundary)->use_case, use_case) != 0)
        continue;
      g_ptr_array_add (self->boundary_ids, g_strdup (moat_record_get_id (boundary)));
      gtk_string_list_append (names, label);
      if (g_strcmp0 (chosen, moat_record_get_id (boundary)) == 0)
        selected = self->boundary_ids->len;
    }

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->boundary_choice), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->boundary_choice), selected);
}

static void
fill_owners (MoatTableView *self)
{
  const char *chosen = moat_table_filter_get_owner (moat_table_model_get_filter (self->model));
  g_auto (GStrv) owners = moat_table_model_dup_owners (self->model);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("Anyone"));
  for (guint i = 0; owners[i] != NULL; i++)
    {
      gtk_string_list_append (names, owners[i]);
      if (g_strcmp0 (chosen, owners[i]) == 0)
        selected = i + 1;
    }

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->owner_choice), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->owner_choice), selected);
}

static void
popover_shown_cb (MoatTableView *self)
{
  self->is_refreshing_bar = TRUE;
  fill_boundaries (self);
  fill_owners (self);
  self->is_refreshing_bar = FALSE;
}

static GtkWidget *
add_choice (MoatTableView *self, GtkGrid *grid, int line, const char *title, const char *const *names)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (title);
  GtkWidget *choice = gtk_drop_down_new_from_strings (names);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), choice);
  gtk_widget_set_hexpand (choice, TRUE);
  gtk_grid_attach (grid, label, 0, line, 1, 1);
  gtk_grid_attach (grid, choice, 1, line, 1, 1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (choices_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return choice;
}

/* What a toggle in the bar does, for when the bar is too narrow to have it. */
static void
add_check (GtkGrid *grid, int line, const char *title, GtkWidget *toggle)
{
  GtkWidget *check = gtk_check_button_new_with_mnemonic (title);

  g_object_bind_property (toggle, "active", check, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_grid_attach (grid, check, 0, line, 2, 1);
}

static GtkWidget *
make_filter_popover (MoatTableView *self)
{
  const char *any[] = { _ ("Any"), NULL };
  const char *anyone[] = { _ ("Anyone"), NULL };
  const char *levels[] = { _ ("Any"),           _ ("Low or worse"), _ ("Medium or worse"),
                           _ ("High or worse"), _ ("Critical"),     NULL };
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *reset = gtk_button_new_with_mnemonic (_ ("_Show all moves"));

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_set_size_request (grid, 280, -1);
  add_check (GTK_GRID (grid), 0, _ ("_Open only"), self->open_toggle);
  add_check (GTK_GRID (grid), 1, _ ("Selected _flow"), self->here_toggle);
  self->boundary_choice = add_choice (self, GTK_GRID (grid), 2, _ ("_Boundary"), any);
  self->owner_choice = add_choice (self, GTK_GRID (grid), 3, _ ("_Owner"), anyone);
  self->severity_choice = add_choice (self, GTK_GRID (grid), 4, _ ("Se_verity"), levels);
  gtk_grid_attach (GTK_GRID (grid), reset, 0, 5, 2, 1);
  g_signal_connect_object (reset, "clicked", G_CALLBACK (moat_table_bar_reset), self, G_CONNECT_SWAPPED);

  gtk_widget_add_css_class (popover, "moat-form-popover");
  gtk_popover_set_child (GTK_POPOVER (popover), grid);
  g_signal_connect_object (popover, "show", G_CALLBACK (popover_shown_cb), self, G_CONNECT_SWAPPED);

  return popover;
}

/* ---- The columns' popover ---- */

static GtkWidget *
make_columns_popover (MoatTableView *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < MOAT_N_COLUMNS; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (_ (moat_column_get (i)->title));

      g_object_bind_property (self->columns[i], "visible", check, "active",
                              G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
      /* Without its moves the table would be about nothing. */
      gtk_widget_set_sensitive (check, i != MOAT_COLUMN_MOVE);
      gtk_box_append (GTK_BOX (box), check);
    }

  /* Longer than a small screen has room for above the bar. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);

  return popover;
}

/* ---- Counting ---- */

static char *
count_in_words (MoatTableView *self, guint n_moves, guint n_decided)
{
  guint n_shown = 0;
  MoatRecord *last = NULL;

  if (!moat_table_filter_is_set (moat_table_model_get_filter (self->model)))
    return g_strdup_printf (ngettext ("%u of %u move decided", "%u of %u moves decided", n_moves), n_decided,
                            n_moves);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->model)); i++)
    {
      MoatRecord *threat = moat_table_row_get_threat (moat_table_list_get (MOAT_TABLE_LIST (self->model), i));

      n_shown += threat != last;
      last = threat;
    }

  return g_strdup_printf (ngettext ("%u of %u move shown", "%u of %u moves shown", n_moves), n_shown,
                          n_moves);
}

void
moat_table_bar_refresh (MoatTableView *self)
{
  MoatTableFilter *filter = moat_table_model_get_filter (self->model);
  gboolean has_choices = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->open_toggle))
                         || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->here_toggle))
                         || moat_table_filter_get_boundary (filter) != NULL
                         || moat_table_filter_get_owner (filter) != NULL
                         || moat_table_filter_get_severity (filter) != MOAT_LEVEL_UNKNOWN;
  g_autofree char *words = NULL;
  g_autofree char *marked = NULL;
  guint n_moves, n_decided;
  gboolean is_done;

  if (self->counts == NULL)
    return;

  moat_table_rows_count_moves (moat_table_model_get_rows (self->model), &n_moves, &n_decided);
  words = count_in_words (self, n_moves, n_decided);
  is_done = n_moves > 0 && n_decided == n_moves && !moat_table_filter_is_set (filter);
  marked = g_strconcat (words, is_done ? " ✓" : "", NULL);
  gtk_label_set_text (GTK_LABEL (self->counts), n_moves > 0 ? marked : "");
  gtk_widget_set_tooltip_text (self->counts, n_moves > 0 ? words : NULL);
  if (is_done)
    gtk_widget_add_css_class (self->counts, "success");
  else
    gtk_widget_remove_css_class (self->counts, "success");

  if (has_choices)
    gtk_widget_add_css_class (self->filter_button, "accent");
  else
    gtk_widget_remove_css_class (self->filter_button, "accent");
}

/* ---- The bar ---- */

static GtkWidget *
add_toggle (MoatTableView *self, const char *label, const char *tooltip, GCallback toggled_cb)
{
  GtkWidget *toggle = gtk_toggle_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (toggle, tooltip);
  gtk_widget_add_css_class (toggle, "flat");
  g_signal_connect_object (toggle, "toggled", toggled_cb, self, G_CONNECT_SWAPPED);

  return toggle;
}

/* Where there is no room for both, neither is shown: the filter's popover has them too. */
static GtkWidget *
make_toggles (MoatTableView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->open_toggle = add_toggle (self, _ ("_Open only"), _ ("Only moves that nothing stops yet"),
                                  G_CALLBACK (open_toggled_cb));
  self->here_toggle = add_toggle (self, _ ("Selected _flow"),
                                  _ ("Only moves on what is selected on the diagram"),
                                  G_CALLBACK (here_toggled_cb));
  gtk_box_append (GTK_BOX (box), self->open_toggle);
  gtk_box_append (GTK_BOX (box), self->here_toggle);

  return moat_squeezer_new (box, NULL);
}

static GtkWidget *
make_menu_button (const char *icon, const char *tooltip, GtkWidget *popover)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  moat_accessible_set_name (button, tooltip);

  return button;
}

static void
add_search (MoatTableView *self, GtkBox *bar)
{
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Search moves, decisions, owners…"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search the table"), -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->search), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->search), 20);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (search_stopped_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (bar, self->search);
}

/* The bar may stand outside of the table, where the table's actions are not found by name. */
static void
add_clicked_cb (MoatTableView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "table.add-move", NULL);
}

GtkWidget *
moat_table_bar_new (MoatTableView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");
  GtkWidget *space = gtk_label_new (NULL);

  gtk_widget_add_css_class (bar, "moat-table-bar");
  gtk_widget_set_tooltip_text (add, _ ("Add a move to what is selected (Insert)"));
  moat_accessible_set_name (add, _ ("Add a move"));
  gtk_widget_add_css_class (add, "flat");
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), add);

  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (bar), space);

  gtk_box_append (GTK_BOX (bar), make_toggles (self));
  self->filter_button = make_menu_button ("moat-filter-symbolic", _ ("Filter by boundary, owner or severity"),
                                          make_filter_popover (self));
  gtk_box_append (GTK_BOX (bar), self->filter_button);
  add_search (self, GTK_BOX (bar));
  gtk_box_append (GTK_BOX (bar),
                  make_menu_button ("moat-columns-symbolic", _ ("Columns"), make_columns_popover (self)));

  self->counts = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->counts, "moat-counts");
  gtk_label_set_ellipsize (GTK_LABEL (self->counts), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (bar), self->counts);

  return bar;
}
