/* The acceptance pane (see acceptance-view.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "acceptance-view.h"

#include "acceptance-bar.h"
#include "acceptance-fix.h"
#include "acceptance-line.h"
#include "review-dialog.h"

#include <glib/gi18n-lib.h>

struct _MoatAcceptanceView
{
  GtkWidget parent_instance;
  MoatDocument *document;   /* owned */
  MoatAdvice *advice;       /* owned, or NULL */
  GSettings *settings;      /* owned */
  MoatAcceptanceList *list; /* owned; NULL until there are checks */
  char *use_case;

  GtkWidget *box;
  GtkWidget *ready; /* says that nothing is missing */
  GtkLabel *ready_label;
  GtkLabel *next_label;
  GtkWidget *scroller;
  GtkWidget *list_view;
  GtkSingleSelection *selection; /* owned */
  GPtrArray *lines;              /* of MoatAcceptanceLine, borrowed: all that the list made */

  /* Beside the tabs: */
  GtkWidget *bar;

  /* Where the keyboard goes when the row that has it is gone. */
  guint keyboard_position;
  guint keyboard_tick;
};

enum
{
  PROP_0,
  PROP_N_FINDINGS,
  N_PROPS,
};

enum
{
  LOOK,
  SHOW,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatAcceptanceView, moat_acceptance_view, GTK_TYPE_WIDGET)

/* ---- What is listed ---- */

static MoatGate
get_gate (MoatAcceptanceView *self)
{
  return (MoatGate) g_settings_get_enum (self->settings, "gate");
}

static const char *
get_ready_text (MoatGate gate)
{
  switch (gate)
    {
    case MOAT_GATE_DRAFT:
      return _ ("Nothing is broken in this draft");
    case MOAT_GATE_REVIEW:
      return _ ("Nothing is missing for the review");
    case MOAT_GATE_BUILD:
      return _ ("Nothing is missing for the build");
    }

  g_return_val_if_reached ("");
}

/* Being done here is not being done. */
static const char *
get_next_text (MoatGate gate)
{
  switch (gate)
    {
    case MOAT_GATE_DRAFT:
      return _ ("Review and Build ask more.");
    case MOAT_GATE_REVIEW:
      return _ ("Build asks more.");
    case MOAT_GATE_BUILD:
      return _ ("Record a review when somebody else has looked at it.");
    }

  g_return_val_if_reached ("");
}

/* Takes @phrase. */
static void
append_count (GString *text, guint count, char *phrase)
{
  if (count > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", phrase);
  g_free (phrase);
}

/* "1 error · 3 warnings" */
static char *
describe_counts (MoatAcceptanceView *self)
{
  GString *text = g_string_new (NULL);
  guint n_errors = moat_acceptance_list_get_count_of (self->list, MOAT_SEVERITY_ERROR);
  guint n_warnings = moat_acceptance_list_get_count_of (self->list, MOAT_SEVERITY_WARNING);
  guint n_notes = moat_acceptance_list_get_count_of (self->list, MOAT_SEVERITY_NOTE);

  append_count (text, n_errors, g_strdup_printf (ngettext ("%u error", "%u errors", n_errors), n_errors));
  append_count (text, n_warnings,
                g_strdup_printf (ngettext ("%u warning", "%u warnings", n_warnings), n_warnings));
  append_count (text, n_notes, g_strdup_printf (ngettext ("%u note", "%u notes", n_notes), n_notes));

  return g_string_free (text, FALSE);
}

static void
refresh (MoatAcceptanceView *self)
{
  guint n_findings = moat_acceptance_view_get_n_findings (self);
  gboolean is_listed = self->list != NULL
                       && (n_findings > 0 || moat_acceptance_list_get_n_aside (self->list) > 0);
  g_autofree char *counts = self->list != NULL ? describe_counts (self) : g_strdup ("");

  moat_acceptance_bar_set_counts (MOAT_ACCEPTANCE_BAR (self->bar), counts);
  gtk_label_set_text (self->ready_label, get_ready_text (get_gate (self)));
  gtk_label_set_text (self->next_label, get_next_text (get_gate (self)));
  gtk_widget_set_visible (self->ready, self->list != NULL && n_findings == 0);
  gtk_widget_set_vexpand (self->ready, !is_listed);
  gtk_widget_set_visible (self->scroller, is_listed);
  moat_acceptance_bar_set_n_use_cases (MOAT_ACCEPTANCE_BAR (self->bar),
                                       moat_document_count (self->document, MOAT_KIND_USE_CASE));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FINDINGS]);
}

static void
update_scope (MoatAcceptanceView *self)
{
  gboolean is_all = g_settings_get_boolean (self->settings, "gate-all-use-cases");

  if (self->list != NULL)
    moat_acceptance_list_set_scope (self->list, get_gate (self), is_all ? NULL : self->use_case);
  refresh (self);
}

/* ---- The keyboard ---- */

static GtkWidget *
find_line (MoatAcceptanceView *self, guint position)
{
  g_autoptr (MoatAcceptanceRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  for (guint i = 0; row != NULL && i < self->lines->len; i++)
    if (moat_acceptance_line_get_row (g_ptr_array_index (self->lines, i)) == row)
      return g_ptr_array_index (self->lines, i);

  return NULL;
}

static gboolean
take_keyboard_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  MoatAcceptanceView *self = MOAT_ACCEPTANCE_VIEW (widget);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  GtkWidget *line = n_rows == 0 ? NULL : find_line (self, MIN (self->keyboard_position, n_rows - 1));

  self->keyboard_tick = 0;
  if (line != NULL)
    gtk_widget_grab_focus (line);
  else if (n_rows == 0)
    gtk_widget_child_focus (self->bar, GTK_DIR_TAB_FORWARD);

  return G_SOURCE_REMOVE;
}

static gboolean
is_focused (MoatAcceptanceLine *line)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (line));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == GTK_WIDGET (line) || gtk_widget_is_ancestor (focus, GTK_WIDGET (line)));
}

/* Rows come and go: what is done about a finding mostly takes its row away, and the keyboard with it. The row
 * that comes in its place has it then; the list makes its lines anew before the coming frame. This is called
 * before the list hears of the change.
 */
static void
items_changed_cb (MoatAcceptanceView *self, guint position, guint removed, guint added)
{
  for (guint i = 0; removed > 0 && i < self->lines->len; i++)
    {
      MoatAcceptanceRow *row = moat_acceptance_line_get_row (g_ptr_array_index (self->lines, i));
      guint found;

      if (row == NULL || !is_focused (g_ptr_array_index (self->lines, i))
          || moat_acceptance_list_find (self->list, row, &found))
        continue;
      self->keyboard_position = position;
      if (self->keyboard_tick == 0)
        self->keyboard_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), take_keyboard_cb, NULL, NULL);
    }
}

/* ---- What is done about findings ---- */

static void
do_deed (MoatAcceptanceView *self, MoatAcceptanceRow *row, MoatAcceptanceDeed deed)
{
  const MoatFinding *borrowed = moat_acceptance_row_get_finding (row);
  g_autoptr (MoatFinding) finding = borrowed != NULL ? moat_finding_ref (borrowed) : NULL;

  if (finding == NULL)
    return;

  switch (deed)
    {
    case MOAT_ACCEPTANCE_SHOW:
      g_signal_emit (self, signals[SHOW], 0, finding->record);
      break;
    case MOAT_ACCEPTANCE_FIX:
      moat_acceptance_fix_apply (GTK_WIDGET (self), finding, self->document, self->advice);
      break;
    case MOAT_ACCEPTANCE_SET_ASIDE:
      moat_review_dialog_present_set_aside (GTK_WIDGET (self), self->document, finding);
      break;
    case MOAT_ACCEPTANCE_COUNT_AGAIN:
      moat_finding_count_again (finding, self->document);
      break;
    }
}

static void
asked_cb (MoatAcceptanceView *self, int deed, MoatAcceptanceLine *line)
{
  g_autoptr (MoatAcceptanceRow) row = g_object_ref (moat_acceptance_line_get_row (line));

  do_deed (self, row, (MoatAcceptanceDeed) deed);
}

static void
activated_cb (MoatAcceptanceView *self, guint position)
{
  g_autoptr (MoatAcceptanceRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row == NULL)
    return;
  if (moat_acceptance_row_get_finding (row) == NULL)
    moat_acceptance_list_toggle (self->list, row);
  else
    do_deed (self, row, MOAT_ACCEPTANCE_SHOW);
}

static void
selected_cb (MoatAcceptanceView *self)
{
  MoatAcceptanceRow *row = gtk_single_selection_get_selected_item (self->selection);
  const MoatFinding *finding = row == NULL ? NULL : moat_acceptance_row_get_finding (row);

  if (finding != NULL)
    g_signal_emit (self, signals[LOOK], 0, finding->record);
}

/* Of the row chosen, by the keys that are told in the shortcuts window. */
static gboolean
deed_by_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  MoatAcceptanceView *self = MOAT_ACCEPTANCE_VIEW (widget);
  MoatAcceptanceRow *selected = gtk_single_selection_get_selected_item (self->selection);
  MoatAcceptanceDeed deed = (MoatAcceptanceDeed) g_variant_get_int32 (arguments);
  g_autoptr (MoatAcceptanceRow) row = selected != NULL ? g_object_ref (selected) : NULL;
  const MoatFinding *finding = row != NULL ? moat_acceptance_row_get_finding (row) : NULL;

  if (finding == NULL)
    return FALSE;
  if (deed == MOAT_ACCEPTANCE_SET_ASIDE && finding->exemption != NULL)
    deed = MOAT_ACCEPTANCE_COUNT_AGAIN;
  if (deed == MOAT_ACCEPTANCE_FIX
      && (finding->exemption != NULL
          || moat_acceptance_fix_get_label (finding, self->document, self->advice) == NULL))
    return FALSE;
  if (deed == MOAT_ACCEPTANCE_SET_ASIDE && !moat_finding_can_exempt (finding))
    return FALSE;
  do_deed (self, row, deed);

  return TRUE;
}

/* ---- Lines ---- */

static void
line_destroyed_cb (MoatAcceptanceView *self, MoatAcceptanceLine *line)
{
  if (self->lines != NULL)
    g_ptr_array_remove_fast (self->lines, line);
}

static void
item_selected_cb (GtkListItem *item)
{
  GtkWidget *line = gtk_list_item_get_child (item);

  if (line != NULL)
    moat_acceptance_line_set_unfolded (MOAT_ACCEPTANCE_LINE (line), gtk_list_item_get_selected (item));
}

static void
set_up_cb (MoatAcceptanceView *self, GtkListItem *item)
{
  GtkWidget *line = moat_acceptance_line_new (self->document, self->advice);

  g_ptr_array_add (self->lines, line);
  g_signal_connect_object (line, "destroy", G_CALLBACK (line_destroyed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (item, "notify::selected", G_CALLBACK (item_selected_cb), NULL);
  gtk_list_item_set_child (item, line);
}

static void
bind_cb (MoatAcceptanceView *self, GtkListItem *item)
{
  MoatAcceptanceRow *row = gtk_list_item_get_item (item);
  MoatAcceptanceLine *line = MOAT_ACCEPTANCE_LINE (gtk_list_item_get_child (item));

  gtk_list_item_set_selectable (item, moat_acceptance_row_get_finding (row) != NULL);
  moat_acceptance_line_set_row (line, row);
  item_selected_cb (item);
}

static void
unbind_cb (MoatAcceptanceView *self, GtkListItem *item)
{
  GtkWidget *line = gtk_list_item_get_child (item);

  if (line != NULL)
    moat_acceptance_line_set_row (MOAT_ACCEPTANCE_LINE (line), NULL);
}

/* ---- Building ---- */

static void
build_list (MoatAcceptanceView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);

  self->list_view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_widget_add_css_class (self->list_view, "moat-findings");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What is missing"), -1);
  g_signal_connect_object (self->list_view, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list_view);
  gtk_widget_set_vexpand (self->scroller, TRUE);
}

static void
build_ready (MoatAcceptanceView *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("emblem-ok-symbolic");
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->ready = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->ready_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->ready_label, TRUE);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->ready_label));
  gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (line, GTK_ALIGN_END);
  gtk_widget_set_vexpand (line, TRUE);
  gtk_box_append (GTK_BOX (self->ready), line);
  self->next_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->next_label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->next_label), "moat-next");
  gtk_widget_set_valign (GTK_WIDGET (self->next_label), GTK_ALIGN_START);
  gtk_widget_set_vexpand (GTK_WIDGET (self->next_label), TRUE);
  gtk_box_append (GTK_BOX (self->ready), GTK_WIDGET (self->next_label));
  gtk_widget_add_css_class (self->ready, "moat-ready");
}

/* ---- The day ---- */

/* Exemptions and reviews run out at midnight: whoever comes back to the window sees it. */
static void
root_active_cb (MoatAcceptanceView *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  if (self->list != NULL)
    moat_checks_set_today (moat_acceptance_list_get_checks (self->list), today);
}

static void
moat_acceptance_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (moat_acceptance_view_parent_class)->root (widget);

  if (GTK_IS_WINDOW (gtk_widget_get_root (widget)))
    g_signal_connect_object (gtk_widget_get_root (widget), "notify::is-active", G_CALLBACK (root_active_cb),
                             widget, G_CONNECT_SWAPPED);
}

static void
moat_acceptance_view_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), root_active_cb, widget);

  GTK_WIDGET_CLASS (moat_acceptance_view_parent_class)->unroot (widget);
}

/* ---- GObject ---- */

static gboolean
moat_acceptance_view_grab_focus (GtkWidget *widget)
{
  MoatAcceptanceView *self = MOAT_ACCEPTANCE_VIEW (widget);
  guint selected = gtk_single_selection_get_selected (self->selection);
  GtkWidget *line = find_line (self, selected);

  if (line != NULL)
    return gtk_widget_grab_focus (line);
  if (gtk_widget_get_mapped (self->scroller))
    return gtk_widget_child_focus (self->list_view, GTK_DIR_TAB_FORWARD);

  return gtk_widget_child_focus (self->bar, GTK_DIR_TAB_FORWARD);
}

static void
moat_acceptance_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_N_FINDINGS)
    g_value_set_uint (value, moat_acceptance_view_get_n_findings (MOAT_ACCEPTANCE_VIEW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
moat_acceptance_view_dispose (GObject *object)
{
  MoatAcceptanceView *self = MOAT_ACCEPTANCE_VIEW (object);

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->bar);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->settings);
  g_clear_object (&self->document);
  g_clear_object (&self->advice);
  g_clear_pointer (&self->use_case, g_free);

  G_OBJECT_CLASS (moat_acceptance_view_parent_class)->dispose (object);
}

static void
moat_acceptance_view_class_init (MoatAcceptanceViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = moat_acceptance_view_dispose;
  object_class->get_property = moat_acceptance_view_get_property;
  widget_class->root = moat_acceptance_view_root;
  widget_class->unroot = moat_acceptance_view_unroot;
  widget_class->grab_focus = moat_acceptance_view_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "moat-acceptance");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, deed_by_key_cb, "i",
                                MOAT_ACCEPTANCE_FIX);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, deed_by_key_cb, "i",
                                MOAT_ACCEPTANCE_SET_ASIDE);

  properties[PROP_N_FINDINGS] = g_param_spec_uint ("n-findings", NULL, NULL, 0, G_MAXUINT, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[LOOK] = g_signal_new ("look", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, MOAT_TYPE_RECORD);
  signals[SHOW] = g_signal_new ("show-record", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, MOAT_TYPE_RECORD);
}

static void
moat_acceptance_view_init (MoatAcceptanceView *self)
{
  self->settings = g_settings_new (MOAT_SETTINGS_ID);
  self->lines = g_ptr_array_new ();

  build_list (self);
  build_ready (self);
  self->bar = g_object_ref_sink (moat_acceptance_bar_new (self->settings));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), self->ready);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  g_signal_connect_object (self->settings, "changed::gate", G_CALLBACK (update_scope), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::gate-all-use-cases", G_CALLBACK (update_scope), self,
                           G_CONNECT_SWAPPED);
}

/* ---- API ---- */

static void
document_changed_cb (MoatAcceptanceView *self, MoatChanges *changes)
{
  if (moat_changes_touch (changes, MOAT_KIND_USE_CASE))
    refresh (self);
}

GtkWidget *
moat_acceptance_view_new (MoatDocument *document, MoatAdvice *advice)
{
  MoatAcceptanceView *self = g_object_new (MOAT_TYPE_ACCEPTANCE_VIEW, NULL);

  self->document = g_object_ref (document);
  g_set_object (&self->advice, advice);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}

GtkWidget *
moat_acceptance_view_detach_bar (MoatAcceptanceView *self)
{
  g_return_val_if_fail (MOAT_IS_ACCEPTANCE_VIEW (self), NULL);

  return self->bar;
}

void
moat_acceptance_view_set_checks (MoatAcceptanceView *self, MoatChecks *checks)
{
  g_return_if_fail (MOAT_IS_ACCEPTANCE_VIEW (self));
  g_return_if_fail (self->list == NULL);

  self->list = moat_acceptance_list_new (checks);
  update_scope (self);
  g_signal_connect_object (self->list, "counts-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->list));
}

void
moat_acceptance_view_set_use_case (MoatAcceptanceView *self, const char *use_case_id)
{
  g_return_if_fail (MOAT_IS_ACCEPTANCE_VIEW (self));

  g_free (self->use_case);
  self->use_case = g_strdup (use_case_id);
  update_scope (self);
}

guint
moat_acceptance_view_get_n_findings (MoatAcceptanceView *self)
{
  g_return_val_if_fail (MOAT_IS_ACCEPTANCE_VIEW (self), 0);

  return self->list == NULL ? 0 : moat_acceptance_list_get_count (self->list);
}
