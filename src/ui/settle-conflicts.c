/* Settling what a merge left in the model (see settle-conflicts.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "settle-conflicts.h"

#include "choice-dialog.h"
#include "conflict-preview.h"
#include "native-merge.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

/* Beside the sides of a conflict. */
enum
{
  TAKE_TEXT = MOAT_N_CONFLICT_SIDES,
  KEEP_NOW, /* what somebody made of it since the merge */
};

typedef struct
{
  MoatPage *page;
  GPtrArray *conflicts; /* of MoatConflict */
  GPtrArray *cards;     /* of MoatChoiceCard, borrowed, beside them */
  MoatChoiceDialog *dialog;
} Settling;

static void
settling_free (gpointer data)
{
  Settling *settling = data;

  g_object_unref (settling->page);
  g_ptr_array_unref (settling->conflicts);
  g_ptr_array_unref (settling->cards);
  g_free (settling);
}

/* ---- Cards ---- */

/* "Severity of “Replay it”", owned. */
static char *
dup_title (MoatDocument *document, const MoatConflict *conflict)
{
  const char *label = moat_conflict_get_label (conflict);
  const char *name = moat_conflict_get_title (document, conflict);
  g_autofree char *shortened = moat_text_shorten (name, 80);

  if (conflict->name == NULL)
    return *name != '\0' ? g_steal_pointer (&shortened) : g_strdup (_ ("Without a name"));
  if (*name == '\0')
    return g_strdup (label);

  /* TRANSLATORS: a field and whose it is: Severity of “Replay it”. */
  return g_strdup_printf (_ ("%s of “%s”"), label, shortened);
}

static const char *
get_kind (const MoatConflict *conflict)
{
  return conflict->record != NULL ? _ (moat_kind_get_info (moat_record_get_kind (conflict->record))->label)
                                  : _ ("The file");
}

static gboolean
is_now (MoatDocument *document, const MoatConflict *conflict, MoatConflictSide side)
{
  const MoatField *field = moat_kind_find_field (moat_record_get_kind (conflict->record), conflict->name);
  g_autoptr(MoatState) state = moat_native_conflict_dup_state (document, conflict, side);

  return state != NULL && moat_field_equal (field, state, moat_record_get_state (conflict->record));
}

/* What the field says now, where somebody changed it since the merge; owned, else NULL. */
static char *
dup_now (MoatDocument *document, const MoatConflict *conflict)
{
  const MoatField *field = conflict->record != NULL
                               ? moat_kind_find_field (moat_record_get_kind (conflict->record),
                                                       conflict->name)
                               : NULL;

  if (field == NULL || is_now (document, conflict, MOAT_CONFLICT_OURS)
      || is_now (document, conflict, MOAT_CONFLICT_THEIRS) || is_now (document, conflict, MOAT_CONFLICT_BASE))
    return NULL;

  return moat_field_to_text (field, moat_record_get_state (conflict->record));
}

static void
add_side (MoatChoiceCard *card,
          MoatDocument *document,
          const MoatConflict *conflict,
          MoatConflictSide side,
          const char *label)
{
  g_autofree char *value = moat_conflict_dup_value (document, conflict, side);
  g_autofree char *inside = moat_conflict_preview_dup_inside (document, conflict, side);
  g_autofree char *text = inside != NULL ? g_strdup_printf ("%s\n%s", inside, value) : g_strdup (value);

  moat_choice_card_add_side (card, side, label, text, moat_conflict_preview_new (document, conflict, side));
}

static void
add_values (MoatChoiceCard *card, MoatDocument *document, const MoatConflict *conflict)
{
  g_autofree char *now = dup_now (document, conflict);
  g_autofree char *ours = moat_conflict_dup_value (document, conflict, MOAT_CONFLICT_OURS);

  /* TRANSLATORS: the sides of a merge, in git's words. */
  add_side (card, document, conflict, MOAT_CONFLICT_OURS, _ ("Ours"));
  add_side (card, document, conflict, MOAT_CONFLICT_THEIRS, _ ("Theirs"));
  add_side (card, document, conflict, MOAT_CONFLICT_BASE, _ ("Before, on both sides"));
  if (now != NULL)
    moat_choice_card_add_side (card, KEEP_NOW, _ ("Now, since the merge"), now, NULL);
  if (moat_native_can_settle_text (conflict))
    moat_choice_card_add_text (card, TAKE_TEXT, _ ("Another text"),
                               now != NULL                                    ? now
                               : conflict->values[MOAT_CONFLICT_OURS] != NULL ? ours
                                                                              : "");
}

static guint
count_all (MoatDocument *document)
{
  guint n_records = 0;

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    n_records += moat_document_count (document, (MoatKind) kind);

  return n_records;
}

/* How many other records cannot be without it. */
static guint
count_dependants (MoatDocument *document, MoatRecord *record)
{
  guint n_before = count_all (document);
  guint n_after;

  moat_document_begin (document, "");
  moat_document_remove (document, record);
  n_after = count_all (document);
  moat_document_rollback (document);

  return n_before - n_after - 1;
}

/* One side deleted it, the other worked on it. */
static void
add_deletion (MoatChoiceCard *card, MoatDocument *document, const MoatConflict *conflict)
{
  guint n_others = count_dependants (document, conflict->record);
  g_autofree char *with = g_strdup_printf (ngettext ("Delete it, and %u record that hangs on it",
                                                     "Delete it, and %u records that hang on it", n_others),
                                           n_others);
  const char *deletion = n_others > 0 ? with : _ ("Delete it");
  const char *keeping = _ ("Keep it as it was changed");
  gboolean ours = conflict->deleted_by == MOAT_CONFLICT_OURS;

  moat_choice_card_add_side (card, MOAT_CONFLICT_OURS, _ ("Ours"), ours ? deletion : keeping, NULL);
  moat_choice_card_add_side (card, MOAT_CONFLICT_THEIRS, _ ("Theirs"), ours ? keeping : deletion, NULL);
}

static GtkWidget *
new_card (MoatDocument *document, const MoatConflict *conflict)
{
  g_autofree char *title = dup_title (document, conflict);
  GtkWidget *card = moat_choice_card_new (get_kind (conflict), title, NULL);

  if (conflict->name == NULL)
    {
      add_deletion (MOAT_CHOICE_CARD (card), document, conflict);
      moat_choice_card_set_message (MOAT_CHOICE_CARD (card),
                                    _ ("One side deleted it, the other changed or used it. It was kept."));
    }
  else
    {
      add_values (MOAT_CHOICE_CARD (card), document, conflict);
    }

  return card;
}

/* ---- Settling ---- */

static gboolean
settle (MoatDocument *document, const MoatConflict *conflict, MoatChoiceCard *card, GError **error)
{
  int choice = moat_choice_card_get_choice (card);
  g_autofree char *text = moat_choice_card_dup_text (card);

  if (choice == TAKE_TEXT)
    return moat_native_settle_text (document, conflict, text, error);
  if (choice != KEEP_NOW)
    return moat_native_settle (document, conflict, (MoatConflictSide) choice, error);
  moat_conflict_forget (document, conflict);

  return TRUE;
}

/* All that were chosen, or with an error none. Deletions come last: what the fields name must be there. */
static guint
settle_all (Settling *settling, MoatChoiceCard **failed, GError **error)
{
  MoatDocument *document = moat_page_get_document (settling->page);
  guint n_settled = 0;

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < settling->conflicts->len; i++)
      {
        const MoatConflict *conflict = g_ptr_array_index (settling->conflicts, i);
        MoatChoiceCard *card = g_ptr_array_index (settling->cards, i);

        if ((conflict->name == NULL) != (round == 1)
            || moat_choice_card_get_choice (card) == MOAT_CHOICE_NONE)
          continue;
        if (!settle (document, conflict, card, error))
          {
            *failed = card;
            return 0;
          }
        n_settled++;
      }

  return n_settled;
}

static void
accepted_cb (Settling *settling)
{
  MoatDocument *document = moat_page_get_document (settling->page);
  MoatChoiceCard *failed = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_settled;

  for (guint i = 0; i < settling->cards->len; i++)
    if (((const MoatConflict *) g_ptr_array_index (settling->conflicts, i))->name != NULL)
      moat_choice_card_set_message (g_ptr_array_index (settling->cards, i), NULL);
  moat_document_begin (document, _ ("Settle conflicts"));
  n_settled = settle_all (settling, &failed, &error);
  if (failed != NULL)
    {
      moat_document_rollback (document);
      moat_choice_card_set_message (failed, error->message);
      moat_choice_dialog_show_card (settling->dialog, failed);
      return;
    }
  moat_document_commit (document);

  text = g_strdup_printf (ngettext ("Settled %u conflict", "Settled %u conflicts", n_settled), n_settled);
  moat_toast_show_undo (GTK_WIDGET (settling->page), text);
  gtk_window_close (GTK_WINDOW (settling->dialog));
}

/* ---- The dialog ---- */

static MoatChoiceCard *
fill (Settling *settling, const char *record_id)
{
  MoatDocument *document = moat_page_get_document (settling->page);
  MoatChoiceCard *wanted = NULL;

  for (guint i = 0; i < settling->conflicts->len; i++)
    {
      const MoatConflict *conflict = g_ptr_array_index (settling->conflicts, i);
      MoatChoiceCard *card = moat_choice_dialog_add_card (settling->dialog, new_card (document, conflict));
      const char *id = conflict->record != NULL ? moat_record_get_id (conflict->record) : MOAT_MODEL_ID;

      g_ptr_array_add (settling->cards, card);
      if (wanted == NULL && g_str_equal (id, record_id))
        wanted = card;
    }

  return wanted;
}

void
moat_settle_conflicts (MoatPage *page, const char *record_id)
{
  g_autoptr(GPtrArray) conflicts = NULL;
  Settling *settling;
  MoatChoiceCard *wanted;

  moat_page_finish_editing (page);
  conflicts = moat_conflicts_list (moat_page_get_document (page));
  if (conflicts->len == 0)
    {
      moat_toast_show (GTK_WIDGET (page), _ ("No merge left anything to settle."));
      return;
    }

  settling = g_new0 (Settling, 1);
  settling->page = g_object_ref (page);
  settling->conflicts = g_steal_pointer (&conflicts);
  settling->cards = g_ptr_array_new ();
  settling->dialog = moat_choice_dialog_new (GTK_WIDGET (page), _ ("Conflicts of a merge"), _ ("_Settle"));
  moat_choice_dialog_set_needs_all (settling->dialog, FALSE);
  moat_choice_dialog_set_description (
      settling->dialog,
      _ ("Two people changed the same differently. The model says what ours says until you choose."));
  moat_choice_dialog_add_all (settling->dialog, _ ("All _ours"), MOAT_CONFLICT_OURS);
  moat_choice_dialog_add_all (settling->dialog, _ ("All _theirs"), MOAT_CONFLICT_THEIRS);
  wanted = fill (settling, record_id);
  g_object_set_data_full (G_OBJECT (settling->dialog), "moat-settling", settling, settling_free);
  g_signal_connect_swapped (settling->dialog, "accepted", G_CALLBACK (accepted_cb), settling);
  moat_choice_dialog_present (settling->dialog);
  if (wanted != NULL)
    moat_choice_dialog_show_card (settling->dialog, wanted);
}
