/* The suggestions about what is selected (see suggestions-list.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "suggestions-list.h"

#include "prompt-text.h"
#include "query.h"
#include "scroll-to.h"
#include "suggestion-row.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

/* Of several places, this many are named. */
#define MAX_NAMED 6
/* About so many places suggestions are made at once: each costs a look at the whole catalogue. */
#define MAX_PLACES 200

struct _MoatSuggestionsList
{
  AdwPreferencesGroup parent_instance;
  MoatDocument *document; /* owned */
  MoatAdvice *advice;     /* owned */
  GPtrArray *places;      /* of MoatRecord, owned */

  GPtrArray *choices;   /* of MoatPromptChoice, owned: what the rows ask, in their order */
  GPtrArray *rows;      /* of MoatSuggestionRow, owned */
  GtkWidget *more;      /* owned: the row that shows the rest */
  GtkWidget *dismissed; /* owned: the fold of those set aside */
  GPtrArray *set_aside; /* of rows in it, borrowed */
  gboolean shows_all;
  gboolean wants_focus; /* as soon as there is a row */
  guint relist_source;
};

enum
{
  TAKEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatSuggestionsList, moat_suggestions_list, ADW_TYPE_PREFERENCES_GROUP)

/* ---- Where ---- */

static gboolean
is_place (MoatSuggestionsList *self, MoatRecord *record)
{
  return g_ptr_array_find (self->places, record, NULL);
}

static char *
name_place (MoatSuggestionsList *self, const char *id)
{
  MoatRecord *record = moat_document_find (self->document, id);
  guint number = record != NULL && moat_record_get_kind (record) == MOAT_KIND_FLOW
                     ? moat_query_number (self->document, record)
                     : 0;

  if (number > 0)
    /* TRANSLATORS: a data flow by its number, within a sentence. */
    return g_strdup_printf (_ ("flow %u"), number);

  return g_strdup (record != NULL ? moat_record_get_title (record) : "");
}

/* For several places, at which of them; NULL for one. */
static char *
describe_places (MoatSuggestionsList *self, const MoatPromptChoice *choice)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (self->places->len == 1)
    return NULL;
  if (choice->places->len == self->places->len)
    return g_strdup_printf (ngettext ("On all %u", "On all %u", self->places->len), self->places->len);

  for (guint i = 0; i < choice->places->len && i < MAX_NAMED; i++)
    {
      const MoatPromptPlace *place = g_ptr_array_index (choice->places, i);
      g_autofree char *name = name_place (self, place->on_id);

      g_string_append_printf (names, "%s%s", i > 0 ? _ (", ") : "", name);
    }
  if (choice->places->len > MAX_NAMED)
    g_string_append (names, "…");

  /* TRANSLATORS: a suggestion fits some of what is selected: how many of how many, then which. */
  return g_strdup_printf (_ ("On %u of %u: %s"), choice->places->len, self->places->len, names->str);
}

/* ---- Answers ---- */

static const MoatPromptChoice *
find_choice (MoatSuggestionsList *self, MoatSuggestionRow *row)
{
  guint position;

  if (!g_ptr_array_find (self->rows, row, &position))
    return NULL;

  return g_ptr_array_index (self->choices, position);
}

static void
taken_cb (MoatSuggestionsList *self, MoatSuggestionRow *row)
{
  MoatPrompts *prompts = moat_advice_get_prompts (self->advice);
  const MoatPromptChoice *choice = find_choice (self, row);
  g_autoptr (GPtrArray) threats = NULL;

  if (prompts == NULL || choice == NULL)
    return;

  threats = moat_prompt_choice_take (prompts, choice);
  if (self->places->len == 1 && threats->len == 1)
    {
      g_signal_emit (self, signals[TAKEN], 0, g_ptr_array_index (threats, 0));
    }
  else
    {
      g_autofree char *text
          = g_strdup_printf (ngettext ("Taken as %u move", "Taken as %u moves", threats->len), threats->len);

      moat_toast_show_undo (GTK_WIDGET (self), text);
    }
}

static void
dismissed_cb (MoatSuggestionsList *self, const char *reason, MoatSuggestionRow *row)
{
  MoatPrompts *prompts = moat_advice_get_prompts (self->advice);
  const MoatPromptChoice *choice = find_choice (self, row);

  if (prompts == NULL || choice == NULL)
    return;

  moat_prompt_choice_dismiss (prompts, choice, reason);
  moat_toast_show_undo (GTK_WIDGET (self), _ ("Dismissed; it is not asked here again"));
}

/* Every answer that sets this entry aside here. */
static GPtrArray *
list_dismissals (MoatSuggestionsList *self, const char *entry)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->places->len; i++)
    {
      MoatRecord *place = g_ptr_array_index (self->places, i);
      g_autoptr (GPtrArray) answers = moat_document_list_children (self->document, moat_record_get_id (place),
                                                                   MOAT_KIND_PROMPT);

      for (guint j = 0; j < answers->len; j++)
        {
          MoatRecord *answer = g_ptr_array_index (answers, j);
          const MoatPromptState *state = moat_prompt_state (answer);

          if (state->answer == MOAT_PROMPT_DISMISSED && (entry == NULL || g_str_equal (state->entry, entry)))
            g_ptr_array_add (found, g_object_ref (answer));
        }
    }

  return found;
}

static void
ask_again_cb (GtkWidget *button, MoatSuggestionsList *self)
{
  g_autofree char *entry = g_strdup (g_object_get_data (G_OBJECT (button), "moat-entry"));
  g_autoptr (GPtrArray) answers = list_dismissals (self, entry);

  MOAT_TRANSACTION (self->document, _ ("Ask a Suggestion Again"))
  for (guint i = 0; i < answers->len; i++)
    moat_document_remove (self->document, g_ptr_array_index (answers, i));
}

/* ---- Rows ---- */

static GtkWidget *
find_row (MoatSuggestionsList *self, const MoatPromptChoice *choice, const char *where)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (moat_suggestion_row_shows (g_ptr_array_index (self->rows, i), choice, where))
      return g_ptr_array_index (self->rows, i);

  return NULL;
}

static GtkWidget *
new_row (MoatSuggestionsList *self, MoatCatalog *catalog, const MoatPromptChoice *choice, const char *where)
{
  GtkWidget *row = moat_suggestion_row_new (catalog, choice, where);

  g_signal_connect_object (row, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
make_rows (MoatSuggestionsList *self, MoatPrompts *prompts)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *choices = moat_prompt_choices_list (prompts, self->places);
  guint n_rows = self->shows_all ? choices->len : MIN (choices->len, MOAT_PROMPTS_BEST);

  for (guint i = 0; i < n_rows; i++)
    {
      const MoatPromptChoice *choice = g_ptr_array_index (choices, i);
      g_autofree char *where = describe_places (self, choice);
      GtkWidget *row = find_row (self, choice, where);

      if (row == NULL)
        row = new_row (self, moat_prompts_get_catalog (prompts), choice, where);
      g_ptr_array_add (rows, g_object_ref_sink (row));
    }

  g_ptr_array_unref (self->rows);
  self->rows = g_steal_pointer (&rows);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = choices;
}

static GtkWidget *
new_set_aside (MoatSuggestionsList *self, MoatCatalog *catalog, MoatRecord *answer)
{
  const MoatPromptState *state = moat_prompt_state (answer);
  const MoatMove *move = moat_catalog_find_move (catalog, state->entry);
  MoatRecord *place = moat_document_find (self->document, state->on);
  g_autofree char *text = move != NULL && place != NULL
                              ? moat_prompt_text_fill (move->text, catalog, self->document, place)
                              : g_strdup (state->entry);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Ask again"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), moat_text_get (state->reason));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "moat-entry", g_strdup (state->entry), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (ask_again_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

/* One row for each entry, at however many places it was set aside. */
static void
relist_set_aside (MoatSuggestionsList *self, MoatCatalog *catalog)
{
  g_autoptr (GPtrArray) answers = list_dismissals (self, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *title = NULL;

  for (guint i = 0; i < self->set_aside->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self->dismissed), g_ptr_array_index (self->set_aside, i));
  g_ptr_array_set_size (self->set_aside, 0);

  for (guint i = 0; i < answers->len; i++)
    {
      MoatRecord *answer = g_ptr_array_index (answers, i);
      GtkWidget *row;

      if (!g_hash_table_add (seen, moat_prompt_state (answer)->entry))
        continue;
      row = new_set_aside (self, catalog, answer);
      g_ptr_array_add (self->set_aside, row);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self->dismissed), row);
    }

  title = g_strdup_printf (ngettext ("%u dismissed", "%u dismissed", self->set_aside->len),
                           self->set_aside->len);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->dismissed), title);
}

/* ---- Listing ---- */

static int
find_focused (MoatSuggestionsList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (gtk_widget_is_focus (row) || gtk_widget_get_focus_child (row) != NULL)
        return (int) i;
    }

  return -1;
}

/* The first one comes into view with what follows it, as far as there is room. */
static gboolean
focus_row (MoatSuggestionsList *self, guint position)
{
  GtkWidget *row;

  if (self->rows->len == 0)
    return FALSE;
  row = g_ptr_array_index (self->rows, MIN (position, self->rows->len - 1));
  gtk_widget_grab_focus (row);
  moat_scroll_to (position == 0 ? GTK_WIDGET (self) : row);

  return TRUE;
}

static void
remove_rows (MoatSuggestionsList *self, GPtrArray *rows)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  if (gtk_widget_get_parent (self->more) != NULL)
    adw_preferences_group_remove (group, self->more);
  if (gtk_widget_get_parent (self->dismissed) != NULL)
    adw_preferences_group_remove (group, self->dismissed);
}

static guint
count_more (MoatSuggestionsList *self)
{
  return self->choices->len - self->rows->len;
}

/* Whether the rows after the suggestions are there exactly when they have something to say: a list without
 * any row has no frame.
 */
static gboolean
has_right_ends (MoatSuggestionsList *self)
{
  return (gtk_widget_get_parent (self->more) != NULL) == (count_more (self) > 0)
         && (gtk_widget_get_parent (self->dismissed) != NULL) == (self->set_aside->len > 0);
}

/* A group only appends: what stays is taken off and put back. */
static void
put_rows (MoatSuggestionsList *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_add (group, g_ptr_array_index (self->rows, i));
  if (count_more (self) > 0)
    adw_preferences_group_add (group, self->more);
  if (self->set_aside->len > 0)
    adw_preferences_group_add (group, self->dismissed);
}

static void
name_more (MoatSuggestionsList *self)
{
  guint n_more = count_more (self);
  g_autofree char *title = g_strdup_printf (ngettext ("%u more", "%u more", n_more), n_more);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more), title);
}

static gboolean
same_rows (GPtrArray *a, GPtrArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->pdata, b->pdata, a->len * sizeof (gpointer)) == 0);
}

static void
relist (MoatSuggestionsList *self)
{
  MoatPrompts *prompts = moat_advice_get_prompts (self->advice);
  g_autoptr (GPtrArray) before = g_ptr_array_ref (self->rows);
  int focused = find_focused (self);

  g_clear_handle_id (&self->relist_source, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), prompts != NULL);
  if (prompts == NULL)
    return;

  make_rows (self, prompts);
  relist_set_aside (self, moat_prompts_get_catalog (prompts));
  if (!same_rows (before, self->rows) || !has_right_ends (self))
    {
      remove_rows (self, before);
      put_rows (self);
    }
  name_more (self);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         self->rows->len == 0 ? _ ("Nothing more to ask here.") : NULL);

  if (focused >= 0 && find_focused (self) < 0)
    focus_row (self, (guint) focused);
  if (self->wants_focus)
    moat_suggestions_list_focus (self);
}

static gboolean
relist_cb (gpointer data)
{
  MoatSuggestionsList *self = data;

  self->relist_source = 0;
  relist (self);

  return G_SOURCE_REMOVE;
}

/* While a boundary is dragged this comes with every motion: listed when there is time. */
static void
advice_changed_cb (MoatSuggestionsList *self, GPtrArray *records)
{
  gboolean is_ours = records == NULL;

  for (guint i = 0; !is_ours && i < records->len; i++)
    is_ours = is_place (self, g_ptr_array_index (records, i));
  /* What was listed belongs to the catalogue that was: listed anew before anybody uses it. */
  if (records == NULL)
    relist (self);
  else if (is_ours && self->relist_source == 0)
    self->relist_source = g_idle_add (relist_cb, self);
}

static void
more_cb (MoatSuggestionsList *self)
{
  guint n_rows = self->rows->len;

  self->shows_all = TRUE;
  relist (self);
  focus_row (self, n_rows);
}

/* ---- GObject ---- */

static gboolean
escaped_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return gtk_widget_activate_action (widget, "page.focus", "s", "canvas");
}

static void
moat_suggestions_list_dispose (GObject *object)
{
  MoatSuggestionsList *self = MOAT_SUGGESTIONS_LIST (object);

  g_clear_handle_id (&self->relist_source, g_source_remove);
  g_clear_pointer (&self->set_aside, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_object (&self->more);
  g_clear_object (&self->dismissed);
  g_clear_object (&self->advice);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (moat_suggestions_list_parent_class)->dispose (object);
}

static void
moat_suggestions_list_class_init (MoatSuggestionsListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_suggestions_list_dispose;

  signals[TAKEN] = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, MOAT_TYPE_RECORD);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escaped_cb, NULL);
}

static void
moat_suggestions_list_init (MoatSuggestionsList *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  GtkWidget *key;

  self->places = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->set_aside = g_ptr_array_new ();

  self->more = g_object_ref_sink (adw_action_row_new ());
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->more), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->more), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  g_signal_connect_object (self->more, "activated", G_CALLBACK (more_cb), self, G_CONNECT_SWAPPED);
  self->dismissed = g_object_ref_sink (adw_expander_row_new ());

  adw_preferences_group_set_title (group, _ ("Ask also"));
  /* TRANSLATORS: the key that leads to the suggestions. */
  key = gtk_label_new (C_ ("key", "A"));
  gtk_widget_add_css_class (key, "dim-label");
  gtk_widget_set_tooltip_text (
      key, _ ("Suggestions: A goes here, Enter takes one, D dismisses it, Escape goes back to the diagram"));
  adw_preferences_group_set_header_suffix (group, key);
}

GtkWidget *
moat_suggestions_list_new (MoatDocument *document, MoatAdvice *advice, GPtrArray *places)
{
  MoatSuggestionsList *self = g_object_new (MOAT_TYPE_SUGGESTIONS_LIST, NULL);

  self->document = g_object_ref (document);
  self->advice = g_object_ref (advice);
  for (guint i = 0; i < MIN (places->len, MAX_PLACES); i++)
    g_ptr_array_add (self->places, g_object_ref (g_ptr_array_index (places, i)));

  relist (self);
  g_signal_connect_object (advice, "changed", G_CALLBACK (advice_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

gboolean
moat_suggestions_list_can_ask (MoatRecord *record)
{
  return moat_record_get_kind (record) == MOAT_KIND_FLOW
         || moat_record_get_kind (record) == MOAT_KIND_ELEMENT;
}

void
moat_suggestions_list_focus (MoatSuggestionsList *self)
{
  g_return_if_fail (MOAT_IS_SUGGESTIONS_LIST (self));

  self->wants_focus = moat_advice_get_prompts (self->advice) == NULL;
  if (!self->wants_focus && !focus_row (self, 0))
    moat_toast_show (GTK_WIDGET (self), _ ("Nothing more to ask here"));
}
