/* One suggested attacker move (see suggestion-row.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "suggestion-row.h"

#include "advice-text.h"
#include "scroll-to.h"
#include "wrapped-label.h"

#include <glib/gi18n-lib.h>

struct _MoatSuggestionRow
{
  AdwPreferencesRow parent_instance;
  MoatCatalog *catalog; /* owned: what @move points into */
  const MoatMove *move;
  char *where;

  GtkWidget *box;
  GtkWidget *answers; /* a stack: the buttons, or the entry for a reason */
  GtkWidget *reason;
  GtkWidget *why;      /* the button that unfolds */
  GtkWidget *revealer; /* filled when it is first unfolded */
};

enum
{
  TAKEN,
  DISMISSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatSuggestionRow, moat_suggestion_row, ADW_TYPE_PREFERENCES_ROW)

/* ---- Why ---- */

static void
add_ids (MoatSuggestionRow *self, GtkWidget *box)
{
  g_autofree char *markup = moat_advice_text_link_ids (self->move);
  GtkWidget *label;

  if (*markup == '\0')
    return;
  label = moat_wrapped_label_new (NULL, "caption");
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_pattern (GtkWidget *box, const MoatPattern *pattern)
{
  g_autofree char *text = g_strdup_printf ("%s: %s",
                                           moat_value_get_label (moat_decision_types, (int) pattern->type),
                                           pattern->text);

  gtk_box_append (GTK_BOX (box), moat_wrapped_label_new (text, NULL));
  if (pattern->tradeoff != NULL)
    {
      GtkWidget *tradeoff = moat_wrapped_label_new (pattern->tradeoff, "caption");

      gtk_widget_add_css_class (tradeoff, "dim-label");
      gtk_box_append (GTK_BOX (box), tradeoff);
    }
}

static void
fill_why (MoatSuggestionRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  if (self->move->why != NULL)
    gtk_box_append (GTK_BOX (box), moat_wrapped_label_new (self->move->why, NULL));
  add_ids (self, box);
  if (self->move->patterns[0] != NULL)
    gtk_box_append (GTK_BOX (box), moat_wrapped_label_new (_ ("What would stop it"), "caption-heading"));
  for (guint i = 0; self->move->patterns[i] != NULL; i++)
    {
      const MoatPattern *pattern = moat_catalog_find_pattern (self->catalog, self->move->patterns[i]);

      if (pattern != NULL)
        add_pattern (box, pattern);
    }
  gtk_widget_add_css_class (box, "moat-why");
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
}

static void
why_toggled_cb (MoatSuggestionRow *self)
{
  gboolean is_open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->why));

  if (is_open && gtk_revealer_get_child (GTK_REVEALER (self->revealer)) == NULL)
    fill_why (self);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), is_open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->why), GTK_ACCESSIBLE_STATE_EXPANDED, is_open, -1);
}

static void
revealed_cb (MoatSuggestionRow *self)
{
  if (gtk_revealer_get_child_revealed (GTK_REVEALER (self->revealer)))
    moat_scroll_to (GTK_WIDGET (self));
}

/* ---- Answers ---- */

static void
take_cb (MoatSuggestionRow *self)
{
  g_signal_emit (self, signals[TAKEN], 0);
}

static void
show_buttons (MoatSuggestionRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  gtk_stack_set_visible_child_name (GTK_STACK (self->answers), "buttons");
}

static void
reason_entered_cb (MoatSuggestionRow *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  show_buttons (self);
  g_signal_emit (self, signals[DISMISSED], 0, reason);
}

static gboolean
reason_key_cb (MoatSuggestionRow *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  show_buttons (self);

  return GDK_EVENT_STOP;
}

void
moat_suggestion_row_ask_reason (MoatSuggestionRow *self)
{
  g_return_if_fail (MOAT_IS_SUGGESTION_ROW (self));

  gtk_stack_set_visible_child_name (GTK_STACK (self->answers), "reason");
  gtk_widget_grab_focus (self->reason);
  moat_scroll_to (GTK_WIDGET (self));
}

/* Only while the row itself has the focus: its buttons have keys of their own. */
static gboolean
key_cb (MoatSuggestionRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (!gtk_widget_is_focus (widget) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      take_cb (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_d:
      moat_suggestion_row_ask_reason (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_w:
      gtk_widget_activate (self->why);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static GtkWidget *
new_button (MoatSuggestionRow *self, GtkWidget *button, const char *label, const char *tooltip)
{
  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "moat-answer");
  gtk_widget_set_tooltip_text (button, tooltip);

  return button;
}

/* What kind of move it is, and how bad: small, at the end of the line. */
static GtkWidget *
new_marks (const MoatMove *move)
{
  g_autofree char *letters = moat_advice_text_list_letters (move->stride);
  g_autofree char *names = moat_advice_text_list_categories (move->stride);
  MoatLevel severity = moat_advice_text_get_severity (move);
  g_autofree char *text = severity == MOAT_LEVEL_UNKNOWN
                              ? g_strdup (letters)
                              : g_strdup_printf ("%s · %s", letters,
                                                 moat_value_get_label (moat_levels, (int) severity));
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_tooltip_text (label, names);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  return label;
}

static void
add_buttons (MoatSuggestionRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *take = new_button (self, gtk_button_new (), _ ("Take"), _ ("Make it an attacker move (Enter)"));
  GtkWidget *dismiss = new_button (self, gtk_button_new (), _ ("Dismiss…"), _ ("Never ask this here (D)"));

  self->why = new_button (self, gtk_toggle_button_new (), _ ("Why"),
                          _ ("What it exploits and what would stop it (W)"));
  gtk_widget_add_css_class (take, "accent");
  g_signal_connect_object (take, "clicked", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dismiss, "clicked", G_CALLBACK (moat_suggestion_row_ask_reason), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->why, "toggled", G_CALLBACK (why_toggled_cb), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), take);
  gtk_box_append (GTK_BOX (box), dismiss);
  gtk_box_append (GTK_BOX (box), self->why);
  gtk_box_append (GTK_BOX (box), new_marks (self->move));
  gtk_stack_add_named (GTK_STACK (self->answers), box, "buttons");
}

static void
add_reason (MoatSuggestionRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->reason = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->reason), _ ("Why not? Enter dismisses"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason, may be left empty"), -1);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->reason), GTK_ENTRY_ICON_SECONDARY,
                                     "object-select-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->reason), GTK_ENTRY_ICON_SECONDARY, _ ("Dismiss"));
  g_signal_connect_object (self->reason, "activate", G_CALLBACK (reason_entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason, "icon-press", G_CALLBACK (reason_entered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (reason_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->reason, keys);
  gtk_stack_add_named (GTK_STACK (self->answers), self->reason, "reason");
}

/* ---- GObject ---- */

static void
moat_suggestion_row_dispose (GObject *object)
{
  MoatSuggestionRow *self = MOAT_SUGGESTION_ROW (object);

  g_clear_pointer (&self->catalog, moat_catalog_unref);
  g_clear_pointer (&self->where, g_free);
  self->move = NULL;

  G_OBJECT_CLASS (moat_suggestion_row_parent_class)->dispose (object);
}

static void
moat_suggestion_row_class_init (MoatSuggestionRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_suggestion_row_dispose;

  signals[TAKEN] = g_signal_new ("taken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DISMISSED] = g_signal_new ("dismissed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                     1, G_TYPE_STRING);
}

static void
moat_suggestion_row_init (MoatSuggestionRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->answers = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->answers), FALSE);
  self->revealer = gtk_revealer_new ();
  g_signal_connect_object (self->revealer, "notify::child-revealed", G_CALLBACK (revealed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "moat-suggestion");

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
describe_row (MoatSuggestionRow *self, const char *text)
{
  g_autofree char *names = moat_advice_text_list_categories (self->move->stride);
  MoatLevel severity = moat_advice_text_get_severity (self->move);
  g_autofree char *about = g_strjoin (", ", names, moat_value_get_label (moat_levels, (int) severity),
                                      self->where, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, about, -1);
}

GtkWidget *
moat_suggestion_row_new (MoatCatalog *catalog, const MoatPromptChoice *choice, const char *where)
{
  MoatSuggestionRow *self = g_object_new (MOAT_TYPE_SUGGESTION_ROW, NULL);

  self->catalog = moat_catalog_ref (catalog);
  self->move = choice->move;
  self->where = g_strdup (where);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), choice->text);
  describe_row (self, choice->text);

  gtk_box_append (GTK_BOX (self->box), moat_wrapped_label_new (choice->text, "moat-sentence"));
  if (where != NULL)
    {
      GtkWidget *label = moat_wrapped_label_new (where, "caption");

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (self->box), label);
    }
  add_buttons (self);
  add_reason (self);
  gtk_box_append (GTK_BOX (self->box), self->answers);
  gtk_box_append (GTK_BOX (self->box), self->revealer);

  return GTK_WIDGET (self);
}

gboolean
moat_suggestion_row_shows (MoatSuggestionRow *self, const MoatPromptChoice *choice, const char *where)
{
  g_return_val_if_fail (MOAT_IS_SUGGESTION_ROW (self), FALSE);

  return self->move == choice->move && g_strcmp0 (self->where, where) == 0
         && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), choice->text);
}

const char *
moat_suggestion_row_get_idea (MoatSuggestionRow *self)
{
  g_return_val_if_fail (MOAT_IS_SUGGESTION_ROW (self), NULL);

  return self->move->idea;
}
