/* Suggested decisions for one attacker move (see patterns-list.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "patterns-list.h"

#include "accessible.h"
#include "wrapped-label.h"

#include <glib/gi18n-lib.h>

struct _MoatPatternsList
{
  AdwPreferencesRow parent_instance;
  MoatDocument *document; /* owned */
  MoatAdvice *advice;     /* owned */
  MoatRecord *threat;     /* owned */
  GtkWidget *box;
  GPtrArray *shown; /* of ids, owned: the patterns listed, in their order */
};

G_DEFINE_FINAL_TYPE (MoatPatternsList, moat_patterns_list, ADW_TYPE_PREFERENCES_ROW)

/* ---- One pattern ---- */

static void
taken_cb (GtkWidget *button, MoatPatternsList *self)
{
  MoatPrompts *prompts = moat_advice_get_prompts (self->advice);
  const char *id = g_object_get_data (G_OBJECT (button), "moat-pattern");
  const MoatPattern *pattern = prompts != NULL
                                   ? moat_catalog_find_pattern (moat_prompts_get_catalog (prompts), id)
                                   : NULL;

  if (pattern != NULL && moat_record_is_live (self->threat))
    moat_prompt_take_pattern (self->document, pattern, self->threat);
}

/* Where it is usually enforced, how it can be proved, and what it costs. */
static GtkWidget *
new_details (const MoatPattern *pattern)
{
  GtkWidget *revealer = gtk_revealer_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *places = pattern->enforced != NULL ? g_strjoinv (_ (", "), pattern->enforced) : NULL;

  if (places != NULL && *places != '\0')
    {
      g_autofree char *text = g_strdup_printf (_ ("Enforced at: %s"), places);

      gtk_box_append (GTK_BOX (box), moat_wrapped_label_new (text, "caption"));
    }
  for (guint i = 0; i < pattern->proofs->len; i++)
    {
      const MoatPatternProof *proof = g_ptr_array_index (pattern->proofs, i);
      g_autofree char *text
          = g_strdup_printf ("%s: %s", moat_value_get_label (moat_verification_types, (int) proof->type),
                             proof->text);

      gtk_box_append (GTK_BOX (box), moat_wrapped_label_new (text, "caption"));
    }
  if (pattern->tradeoff != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("Its price: %s"), pattern->tradeoff);

      gtk_box_append (GTK_BOX (box), moat_wrapped_label_new (text, "caption"));
    }
  gtk_widget_add_css_class (box, "dim-label");
  gtk_revealer_set_child (GTK_REVEALER (revealer), box);

  return revealer;
}

static GtkWidget *
new_answer (GtkWidget *button, const char *label)
{
  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "moat-answer");

  return button;
}

static GtkWidget *
new_pattern (MoatPatternsList *self, const MoatPattern *pattern)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *take = new_answer (gtk_button_new (), _ ("Take"));
  GtkWidget *more = new_answer (gtk_toggle_button_new (), _ ("How and price"));
  GtkWidget *type = gtk_label_new (moat_value_get_label (moat_decision_types, (int) pattern->type));
  GtkWidget *details = new_details (pattern);
  g_autofree char *name = g_strdup_printf (_ ("Take: %s"), pattern->text);

  gtk_widget_add_css_class (take, "accent");
  gtk_widget_set_tooltip_text (take, _ ("Make it a decision, with its first way to verify"));
  moat_accessible_set_name (take, name);
  g_object_set_data_full (G_OBJECT (take), "moat-pattern", g_strdup (pattern->id), g_free);
  g_signal_connect_object (take, "clicked", G_CALLBACK (taken_cb), self, 0);
  gtk_widget_set_tooltip_text (more, _ ("Where it is enforced, how to verify it and what it costs"));
  g_object_bind_property (more, "active", details, "reveal-child", G_BINDING_DEFAULT);

  gtk_label_set_xalign (GTK_LABEL (type), 1);
  gtk_widget_set_hexpand (type, TRUE);
  gtk_widget_add_css_class (type, "caption");
  gtk_widget_add_css_class (type, "dim-label");
  gtk_box_append (GTK_BOX (line), take);
  gtk_box_append (GTK_BOX (line), more);
  gtk_box_append (GTK_BOX (line), type);

  gtk_box_append (GTK_BOX (box), moat_wrapped_label_new (pattern->text, NULL));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), details);

  return box;
}

/* ---- Listing ---- */

static GPtrArray *
list_patterns (MoatPatternsList *self)
{
  MoatPrompts *prompts = moat_advice_get_prompts (self->advice);

  if (prompts == NULL || !moat_record_is_live (self->threat))
    return g_ptr_array_new ();

  return moat_prompt_list_patterns (self->document, moat_prompts_get_catalog (prompts), self->threat);
}

static gboolean
shows (MoatPatternsList *self, GPtrArray *patterns)
{
  if (patterns->len != self->shown->len)
    return FALSE;
  for (guint i = 0; i < patterns->len; i++)
    if (!g_str_equal (((const MoatPattern *) g_ptr_array_index (patterns, i))->id,
                      g_ptr_array_index (self->shown, i)))
      return FALSE;

  return TRUE;
}

static void
relist (MoatPatternsList *self)
{
  g_autoptr (GPtrArray) patterns = list_patterns (self);
  gboolean had_focus = gtk_widget_get_focus_child (self->box) != NULL;
  GtkWidget *child;

  gtk_widget_set_visible (GTK_WIDGET (self), patterns->len > 0);
  if (shows (self, patterns))
    return;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_ptr_array_set_size (self->shown, 0);
  if (patterns->len > 0)
    gtk_box_append (GTK_BOX (self->box),
                    moat_wrapped_label_new (_ ("What would stop it"), "caption-heading"));
  for (guint i = 0; i < patterns->len; i++)
    {
      const MoatPattern *pattern = g_ptr_array_index (patterns, i);

      g_ptr_array_add (self->shown, g_strdup (pattern->id));
      gtk_box_append (GTK_BOX (self->box), new_pattern (self, pattern));
    }
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
document_changed_cb (MoatPatternsList *self, MoatChanges *changes)
{
  if (moat_changes_touch (changes, MOAT_KIND_THREAT) || moat_changes_touch (changes, MOAT_KIND_DECISION))
    relist (self);
}

/* Only another catalogue has other patterns. */
static void
advice_changed_cb (MoatPatternsList *self, GPtrArray *records)
{
  if (records != NULL)
    return;
  g_ptr_array_set_size (self->shown, 0);
  relist (self);
}

/* ---- GObject ---- */

static void
moat_patterns_list_dispose (GObject *object)
{
  MoatPatternsList *self = MOAT_PATTERNS_LIST (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->threat);
  g_clear_object (&self->advice);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (moat_patterns_list_parent_class)->dispose (object);
}

static void
moat_patterns_list_class_init (MoatPatternsListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_patterns_list_dispose;
}

static void
moat_patterns_list_init (MoatPatternsList *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "moat-suggestion");
}

GtkWidget *
moat_patterns_list_new (MoatDocument *document, MoatAdvice *advice, MoatRecord *threat)
{
  MoatPatternsList *self = g_object_new (MOAT_TYPE_PATTERNS_LIST, NULL);

  self->document = g_object_ref (document);
  self->advice = g_object_ref (advice);
  self->threat = g_object_ref (threat);
  relist (self);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (advice, "changed", G_CALLBACK (advice_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
