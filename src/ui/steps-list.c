/* The steps of a use case, numbered, to reorder.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "steps-list.h"

#include "accessible.h"
#include "edit.h"
#include "query.h"

#include <glib/gi18n-lib.h>

/* So many rows at once: each is a dozen widgets, and a use case may have thousands of steps. */
#define PAGE 50
/* What a row says is cut here: a label that wraps lays its text out many times over. */
#define MAX_TITLE 300

struct _MoatStepsList
{
  AdwPreferencesGroup parent_instance;
  MoatDocument *document; /* owned */
  char *use_case;
  GPtrArray *rows;  /* of AdwActionRow, owned, each with its step */
  GtkWidget *more;  /* owned: shows more of the steps */
  GtkWidget *entry; /* owned: one more step */
  guint n_shown;    /* how many rows there may be */
};

G_DEFINE_FINAL_TYPE (MoatStepsList, moat_steps_list, ADW_TYPE_PREFERENCES_GROUP)

static MoatRecord *
get_step (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), "moat-step");
}

static GtkWidget *
find_row (MoatStepsList *self, MoatRecord *step)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (get_step (g_ptr_array_index (self->rows, i)) == step)
      return g_ptr_array_index (self->rows, i);

  return NULL;
}

static char *
describe (MoatStepsList *self, MoatRecord *step, guint number)
{
  const MoatStepState *state = moat_step_state (step);
  MoatRecord *flow = moat_document_find (self->document, state->flow);
  g_autofree char *ends = flow != NULL ? moat_query_flow_ends (self->document, flow) : NULL;
  const char *text = flow != NULL ? moat_text_get (moat_flow_state (flow)->name)
                                  : moat_text_get (state->text);

  if (ends != NULL && *text != '\0')
    return g_strdup_printf ("%u. %s: %s", number, ends, text);

  return g_strdup_printf ("%u. %s", number, ends != NULL ? ends : text);
}

/* ---- Reordering ---- */

static void
move_step (MoatStepsList *self, MoatRecord *step, int by)
{
  g_autoptr (GPtrArray) steps = moat_document_list_children (self->document, self->use_case, MOAT_KIND_STEP);
  MoatRecord *sibling;
  guint index;
  int target;

  if (!g_ptr_array_find (steps, step, &index))
    return;
  target = (int) index + by;
  if (target < 0 || target >= (int) steps->len)
    return;

  /* Going down means standing before the one after the next. */
  target += by > 0;
  sibling = target < (int) steps->len ? g_ptr_array_index (steps, target) : NULL;
  moat_document_begin (self->document, _ ("Reorder steps"));
  moat_document_move_before (self->document, step, sibling);
  moat_document_commit (self->document);
}

static void
up_clicked_cb (GtkWidget *button, GtkWidget *row)
{
  move_step (MOAT_STEPS_LIST (gtk_widget_get_ancestor (row, MOAT_TYPE_STEPS_LIST)), get_step (row), -1);
  gtk_widget_grab_focus (button);
}

static void
down_clicked_cb (GtkWidget *button, GtkWidget *row)
{
  move_step (MOAT_STEPS_LIST (gtk_widget_get_ancestor (row, MOAT_TYPE_STEPS_LIST)), get_step (row), 1);
  gtk_widget_grab_focus (button);
}

static GtkWidget *
make_button (GtkWidget *row, const char *icon, const char *tooltip, GCallback clicked_cb)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  moat_accessible_set_name (button, tooltip);
  g_signal_connect_object (button, "clicked", clicked_cb, row, 0);

  return button;
}

static GtkWidget *
new_row (MoatRecord *step)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set_data_full (G_OBJECT (row), "moat-step", g_object_ref (step), g_object_unref);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             make_button (row, "go-up-symbolic", _ ("Earlier"), G_CALLBACK (up_clicked_cb)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (row, "go-down-symbolic", _ ("Later"),
                                                                G_CALLBACK (down_clicked_cb)));

  return row;
}

/* ---- Listing ---- */

static gboolean
lists_same (MoatStepsList *self, GPtrArray *steps)
{
  if (steps->len != self->rows->len)
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    if (get_step (g_ptr_array_index (self->rows, i)) != g_ptr_array_index (steps, i))
      return FALSE;

  return TRUE;
}

static void
relist (MoatStepsList *self, GPtrArray *steps)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean entry_has_focus = gtk_widget_get_focus_child (self->entry) != NULL;

  for (guint i = 0; i < steps->len; i++)
    {
      GtkWidget *row = find_row (self, g_ptr_array_index (steps, i));

      g_ptr_array_add (rows, g_object_ref_sink (row != NULL ? row : new_row (g_ptr_array_index (steps, i))));
    }

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (self->rows, i));
  adw_preferences_group_remove (group, self->more);
  adw_preferences_group_remove (group, self->entry);
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_add (group, g_ptr_array_index (rows, i));
  adw_preferences_group_add (group, self->more);
  adw_preferences_group_add (group, self->entry);

  g_ptr_array_unref (self->rows);
  self->rows = g_steal_pointer (&rows);
  if (entry_has_focus)
    gtk_widget_grab_focus (self->entry);
}

static void
show_rest (MoatStepsList *self, guint n_steps)
{
  guint n_hidden = n_steps - MIN (n_steps, self->n_shown);
  g_autofree char *text
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more step", "%u more steps", n_hidden), n_hidden);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more), text);
  gtk_widget_set_visible (self->more, n_hidden > 0);
}

static void
refresh (MoatStepsList *self)
{
  g_autoptr (GPtrArray) steps = moat_document_list_children (self->document, self->use_case, MOAT_KIND_STEP);

  show_rest (self, steps->len);
  g_ptr_array_set_size (steps, MIN (steps->len, self->n_shown));
  if (!lists_same (self, steps))
    relist (self, steps);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *text = describe (self, g_ptr_array_index (steps, i), i + 1);
      g_autofree char *title = moat_text_shorten (g_strdelimit (text, "\n", ' '), MAX_TITLE);

      adw_preferences_row_set_title (g_ptr_array_index (self->rows, i), title);
    }
}

static void
document_changed_cb (MoatStepsList *self, MoatChanges *changes)
{
  if (moat_changes_touch (changes, MOAT_KIND_STEP) || moat_changes_touch (changes, MOAT_KIND_FLOW)
      || moat_changes_touch (changes, MOAT_KIND_ELEMENT))
    refresh (self);
}

static void
more_activated_cb (MoatStepsList *self)
{
  guint first = self->rows->len;

  self->n_shown += PAGE;
  refresh (self);
  gtk_widget_child_focus (g_ptr_array_index (self->rows, MIN (first, self->rows->len - 1)),
                          GTK_DIR_TAB_FORWARD);
}

static void
entered_cb (MoatStepsList *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*text == '\0')
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  moat_document_begin (self->document, _ ("Add a step"));
  moat_edit_add_step (self->document, self->use_case, NULL, text, NULL);
  moat_document_commit (self->document);
}

/* ---- GObject ---- */

static void
moat_steps_list_dispose (GObject *object)
{
  MoatStepsList *self = MOAT_STEPS_LIST (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->use_case, g_free);
  g_clear_object (&self->more);
  g_clear_object (&self->entry);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (moat_steps_list_parent_class)->dispose (object);
}

static void
moat_steps_list_class_init (MoatStepsListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_steps_list_dispose;
}

static void
moat_steps_list_init (MoatStepsList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

GtkWidget *
moat_steps_list_new (MoatDocument *document, const char *use_case_id)
{
  MoatStepsList *self = g_object_new (MOAT_TYPE_STEPS_LIST, NULL);

  self->document = g_object_ref (document);
  self->use_case = g_strdup (use_case_id);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Steps"));

  self->n_shown = PAGE;
  self->more = g_object_ref_sink (adw_action_row_new ());
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->more), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->more), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  g_signal_connect_object (self->more, "activated", G_CALLBACK (more_activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->more);

  self->entry = g_object_ref_sink (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _ ("Add a step without a flow"));
  g_signal_connect_object (self->entry, "entry-activated", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->entry);

  refresh (self);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
