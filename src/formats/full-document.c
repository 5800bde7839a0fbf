/* The full document, section by section. The sections that SECURITY.md has too
 * are composed by its functions; here are the ones for people: moves and
 * decisions by number, use case by use case.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "full-document.h"

#include "public-copy.h"
#include "query.h"
#include "security-private.h"
#include "untranslated.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  MoatSecurity base;
  /* Numbers of moves and decisions in the order of their tables: MoatRecord * → GUINT_TO_POINTER. */
  GHashTable *marks;
  guint n_moves;
  guint n_decisions;
} Composer;

static const char *
id_of (MoatRecord *record)
{
  return moat_record_get_id (record);
}

/* ---- Introduction ---- */

static void
append_number (MoatSecurity *self, guint number, const char *one, const char *many)
{
  g_autofree char *line = g_strdup_printf ("%u %s", number, number == 1 ? one : many);

  moat_paper_item (self->paper, line);
}

static guint
count_standing (MoatSecurity *self, MoatStanding standing)
{
  guint n = 0;

  for (guint i = 0; i < self->threats->len; i++)
    n += moat_query_standing (self->document, g_ptr_array_index (self->threats, i)) == standing;

  return n;
}

static void
append_counts (MoatSecurity *self)
{
  guint n_open = count_standing (self, MOAT_STANDING_OPEN);
  g_autofree char *moves = g_strdup_printf ("%u attacker %s, %u of them open", self->threats->len,
                                            self->threats->len == 1 ? "move" : "moves", n_open);

  moat_paper_list (self->paper, MOAT_PAPER_BULLETS);
  append_number (self, self->use_cases->len, "use case", "use cases");
  moat_paper_item (self->paper, moves);
  append_number (self, self->decisions->len, "decision", "decisions");
}

static void
append_introduction (MoatSecurity *self, const char *title)
{
  g_autofree char *people = moat_list_join (self->model->contributors, ", ");

  moat_paper_heading (self->paper, 1, "Threat model: ", title);
  moat_paper_paragraph (self->paper, NULL, self->model->scope);
  append_counts (self);
  moat_security_append_last_review (self);
  if (*people != '\0')
    moat_paper_paragraph (self->paper, "Contributors: ", people);
  moat_security_append_private (self);
}

static gboolean
has_assumptions (MoatSecurity *self)
{
  GPtrArray *assumptions = moat_document_list (self->document, MOAT_KIND_ASSUMPTION);

  for (guint i = 0; i < assumptions->len; i++)
    {
      const MoatAssumptionState *state = moat_assumption_state (g_ptr_array_index (assumptions, i));

      if (!state->is_private && state->text != NULL)
        return TRUE;
    }

  return FALSE;
}

/* ---- Moves ---- */

static guint
get_mark (Composer *composer, MoatRecord *record)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (composer->marks, record));
}

static void
append_mark (Composer *composer, char letter, MoatRecord *record, gboolean is_link)
{
  g_autofree char *mark = g_strdup_printf ("%c%u", letter, get_mark (composer, record));

  moat_paper_more (composer->base.paper, mark, is_link ? id_of (record) : NULL);
}

/* The worst first, else as the story meets them. */
static int
compare_severity (gconstpointer a, gconstpointer b)
{
  MoatRecord *const *first = a;
  MoatRecord *const *second = b;

  return (int) moat_query_severity (moat_threat_state (*second))
         - (int) moat_query_severity (moat_threat_state (*first));
}

/* The public moves of a use case; NULL: those of none. */
static GPtrArray *
list_moves (MoatSecurity *self, MoatRecord *use_case)
{
  GPtrArray *moves = g_ptr_array_new ();

  for (guint i = 0; i < self->threats->len; i++)
    if (moat_query_use_case (self->document, g_ptr_array_index (self->threats, i)) == use_case)
      g_ptr_array_add (moves, g_ptr_array_index (self->threats, i));
  /* Sorting pointer arrays is stable, which GLib promises since 2.32. */
  g_ptr_array_sort (moves, compare_severity);

  return moves;
}

static GPtrArray *
list_decisions (MoatSecurity *self, MoatRecord *move)
{
  g_autoptr (GPtrArray) all = moat_query_decisions (self->document, id_of (move));
  GPtrArray *decisions = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (moat_security_is_public_decision (g_ptr_array_index (all, i)))
      g_ptr_array_add (decisions, g_ptr_array_index (all, i));

  return decisions;
}

/* Gives moves and their decisions numbers; returns the decisions that got one. */
static GPtrArray *
number_all (Composer *composer, GPtrArray *moves)
{
  GPtrArray *fresh = g_ptr_array_new ();

  for (guint i = 0; i < moves->len; i++)
    {
      MoatRecord *move = g_ptr_array_index (moves, i);
      g_autoptr (GPtrArray) decisions = list_decisions (&composer->base, move);

      g_hash_table_insert (composer->marks, move, GUINT_TO_POINTER (++composer->n_moves));
      for (guint j = 0; j < decisions->len; j++)
        {
          MoatRecord *decision = g_ptr_array_index (decisions, j);

          if (get_mark (composer, decision) != 0)
            continue;
          g_hash_table_insert (composer->marks, decision, GUINT_TO_POINTER (++composer->n_decisions));
          g_ptr_array_add (fresh, decision);
        }
    }

  return fresh;
}

static void
append_place (MoatSecurity *self, const MoatThreatState *state)
{
  MoatRecord *place = moat_document_find (self->document, state->on);
  g_autofree char *label = NULL;

  if (place == NULL || moat_record_get_kind (place) == MOAT_KIND_USE_CASE)
    {
      moat_paper_cell (self->paper, NULL);
      return;
    }
  if (moat_record_get_kind (place) != MOAT_KIND_FLOW)
    {
      moat_paper_cell (self->paper, moat_record_get_title (place));
      return;
    }
  label = moat_security_dup_flow_label (self, place);
  moat_paper_cell (self->paper, label);
}

static void
append_risk (MoatSecurity *self, const MoatThreatState *state)
{
  MoatLevel severity = moat_query_severity (state);

  moat_paper_cell (self->paper,
                   severity != MOAT_LEVEL_UNKNOWN ? moat_security_english (moat_levels, severity) : NULL);
  for (const MoatValue *value = moat_stride; value->nick != NULL; value++)
    if (state->stride & value->value)
      moat_paper_more (self->paper, value->label, NULL);
}

static void
append_move (Composer *composer, MoatRecord *move)
{
  MoatSecurity *self = &composer->base;
  const MoatThreatState *state = moat_threat_state (move);
  g_autoptr (GPtrArray) decisions = list_decisions (self, move);
  g_autofree char *standing = moat_security_dup_standing (self, move);

  moat_paper_row (self->paper, id_of (move));
  moat_paper_cell (self->paper, NULL);
  append_mark (composer, 'M', move, FALSE);
  moat_paper_cell (self->paper, state->text);
  append_place (self, state);
  append_risk (self, state);
  moat_paper_cell (self->paper, standing);
  moat_paper_cell (self->paper, NULL);
  for (guint i = 0; i < decisions->len; i++)
    {
      MoatRecord *decision = g_ptr_array_index (decisions, i);
      g_autofree char *line = g_strdup_printf ("D%u: %s", get_mark (composer, decision),
                                               moat_decision_state (decision)->text);

      moat_paper_more (self->paper, line, id_of (decision));
    }
}

static void
append_moves (Composer *composer, GPtrArray *moves)
{
  static const char *const titles[] = { "No.",    "Attacker move",    "Where", "Risk",
                                        "Status", "Design decisions", NULL };
  MoatSecurity *self = &composer->base;

  moat_paper_heading (self->paper, 3, "Threats", NULL);
  if (moves->len == 0)
    {
      moat_paper_paragraph (self->paper, "No threat is written down yet.", NULL);
      return;
    }
  moat_paper_table (self->paper, titles, NULL);
  for (guint i = 0; i < moves->len; i++)
    append_move (composer, g_ptr_array_index (moves, i));
}

/* ---- Decisions ---- */

/* The public moves that it stops, those of other use cases too once they have a number. */
static void
append_stopped (Composer *composer, const MoatDecisionState *state)
{
  MoatSecurity *self = &composer->base;

  moat_paper_cell (self->paper, NULL);
  for (guint i = 0; i < moat_list_len (state->threats); i++)
    {
      MoatRecord *move = moat_document_find_kind (self->document, moat_list_get (state->threats, i),
                                                  MOAT_KIND_THREAT);

      if (move != NULL && get_mark (composer, move) != 0)
        append_mark (composer, 'M', move, TRUE);
    }
}

static void
append_decision (Composer *composer, MoatRecord *decision)
{
  MoatSecurity *self = &composer->base;
  const MoatDecisionState *state = moat_decision_state (decision);
  g_autoptr (GPtrArray) proofs = moat_document_list_children (self->document, id_of (decision),
                                                              MOAT_KIND_VERIFICATION);

  moat_paper_row (self->paper, id_of (decision));
  moat_paper_cell (self->paper, NULL);
  append_mark (composer, 'D', decision, FALSE);
  moat_paper_cell (self->paper, state->text);
  moat_paper_cell (self->paper, moat_security_english (moat_decision_types, state->type));
  append_stopped (composer, state);
  moat_paper_cell (self->paper, NULL);
  for (guint i = 0; i < moat_list_len (state->enforced); i++)
    moat_paper_more (self->paper, moat_list_get (state->enforced, i), NULL);
  moat_paper_cell (self->paper, NULL);
  for (guint i = 0; i < proofs->len; i++)
    moat_paper_more (self->paper, moat_record_get_title (g_ptr_array_index (proofs, i)), NULL);
  moat_paper_cell (self->paper, state->owner);
  moat_paper_more (self->paper, state->ticket, NULL);
}

static void
append_decisions (Composer *composer, GPtrArray *decisions)
{
  static const char *const titles[] = {
    "No.", "Design decision", "Kind", "Stops", "Where enforced", "How we verify", "Owner and ticket", NULL
  };
  MoatSecurity *self = &composer->base;

  if (decisions->len == 0)
    return;
  moat_paper_heading (self->paper, 3, "Decisions", NULL);
  moat_paper_table (self->paper, titles, NULL);
  for (guint i = 0; i < decisions->len; i++)
    append_decision (composer, g_ptr_array_index (decisions, i));
}

/* ---- Use cases ---- */

/* A section that SECURITY.md has for all use cases, of one. */
static void
write_of_one (MoatSecurity *self, MoatRecord *use_case, void (*write) (MoatSecurity *self))
{
  GPtrArray *all = self->use_cases;
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, use_case);
  self->use_cases = one;
  write (self);
  self->use_cases = all;
}

static void
write_use_case (Composer *composer, MoatRecord *use_case)
{
  MoatSecurity *self = &composer->base;
  g_autoptr (GPtrArray) moves = list_moves (self, use_case);
  g_autoptr (GPtrArray) decisions = number_all (composer, moves);

  moat_paper_heading (self->paper, 2, "Use Case: ", moat_security_use_case_title (use_case));
  moat_paper_paragraph (self->paper, NULL, moat_use_case_state (use_case)->summary);
  moat_security_append_steps (self, use_case);
  if (moat_document_has_referrers (self->document, id_of (use_case), MOAT_KIND_ELEMENT))
    moat_paper_figure (self->paper, id_of (use_case), NULL);
  write_of_one (self, use_case, moat_security_write_boundaries);
  append_moves (composer, moves);
  append_decisions (composer, decisions);
  moat_security_append_attack_test (self, use_case);
}

/* Moves that hang on nothing any more, or on nothing yet. */
static void
write_others (Composer *composer)
{
  MoatSecurity *self = &composer->base;
  g_autoptr (GPtrArray) moves = list_moves (self, NULL);
  g_autoptr (GPtrArray) decisions = number_all (composer, moves);

  if (moves->len == 0)
    return;
  moat_paper_heading (self->paper, 2, "Threats Without a Use Case", NULL);
  append_moves (composer, moves);
  append_decisions (composer, decisions);
}

/* ---- All ---- */

static const char *
choose_title (MoatSecurity *self, const MoatExportOptions *options)
{
  if (self->model->title != NULL)
    return self->model->title;

  return options->base_name != NULL ? options->base_name : "Untitled";
}

static void
compose (Composer *composer, const MoatExportOptions *options)
{
  MoatSecurity *self = &composer->base;

  append_introduction (self, choose_title (self, options));
  if (has_assumptions (self))
    {
      moat_paper_heading (self->paper, 2, "Assumptions", NULL);
      moat_security_append_assumptions (self);
    }
  self->level = 3;
  for (guint i = 0; i < self->use_cases->len; i++)
    write_use_case (composer, g_ptr_array_index (self->use_cases, i));
  write_others (composer);
  self->level = 2;
  moat_security_write_sensitive_data (self);
  moat_security_write_accepted_risks (self);
  moat_security_write_out_of_scope (self);
  moat_security_write_verification_plan (self);
  moat_security_write_dependencies (self);
  moat_security_write_review (self);
  moat_security_write_contact (self);
}

static MoatPaper *
compose_untranslated (MoatDocument *document, const MoatExportOptions *options, guint *n_private)
{
  g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();
  g_autoptr (GHashTable) marks = g_hash_table_new (NULL, NULL);
  Composer composer = { .marks = marks };
  MoatPaper *paper;

  moat_security_init (&composer.base, document, options->use_case_id);
  compose (&composer, options);
  paper = g_steal_pointer (&composer.base.paper);
  *n_private = composer.base.n_private;
  moat_security_clear (&composer.base);

  return paper;
}

MoatPaper *
moat_full_document_compose (MoatDocument *document, const MoatExportOptions *options, MoatReport *report)
{
  guint n_private;
  MoatPaper *paper;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (options != NULL, NULL);

  paper = compose_untranslated (document, options, &n_private);
  moat_public_copy_report (report, n_private);

  return paper;
}

/* ---- As Markdown ---- */

static gboolean
has_region (GBytes *existing)
{
  return existing != NULL && g_bytes_get_size (existing) > 0
         && g_strstr_len (g_bytes_get_data (existing, NULL), g_bytes_get_size (existing), "<!-- moat:begin")
                != NULL;
}

static GBytes *
write_markdown (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (MoatPaper) paper = NULL;
  GString *text;

  if (has_region (options->existing))
    {
      g_set_error (
          error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT,
          _ ("The file has a region that Moat keeps up to date, with words of others round it, which "
             "would be lost. Write to another file, or write this one as a security document."));
      return NULL;
    }

  paper = moat_full_document_compose (document, options, report);
  text = moat_paper_write_markdown (paper, document, NULL, NULL);
  while (g_str_has_suffix (text->str, "\n\n"))
    g_string_truncate (text, text->len - 1);

  return g_string_free_to_bytes (text);
}

static const char *const suffixes[] = { "threat-model.md", NULL };

const MoatFormat moat_markdown_document_format = {
  .name = "markdown",
  .label = N_ ("Full document (Markdown)"),
  .suffixes = suffixes,
  .mime = "text/markdown",
  .flags = MOAT_FORMAT_PUBLIC | MOAT_FORMAT_KEEPS_EXISTING,
  .write = write_markdown,
};
