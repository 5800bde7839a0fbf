/* Bringing what was typed into the model: of each kind, the fields that a story
 * has words for, and nothing else.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "edit.h"
#include "query.h"
#include "story-live-private.h"
#include "zones.h"

#include <string.h>

/* The fields that the text says, beyond names that it may say in another way, types and classes. */
static const struct
{
  MoatKind kind;
  const char *fields[6];
} covered[] = {
  { MOAT_KIND_FLOW, { "source", "target", "name", "assets", "bidirectional" } },
  { MOAT_KIND_STEP, { "flow", "text" } },
  { MOAT_KIND_THREAT, { "on", "text", "stride", "severity" } },
  { MOAT_KIND_DECISION, { "type", "text", "enforced", "owner", "ticket" } },
  { MOAT_KIND_VERIFICATION, { "decision", "text" } },
};

/* In this order each finds what it names. */
static const MoatKind kinds[] = { MOAT_KIND_CLASS,    MOAT_KIND_ASSET,    MOAT_KIND_ELEMENT,
                                  MOAT_KIND_BOUNDARY, MOAT_KIND_FLOW,     MOAT_KIND_STEP,
                                  MOAT_KIND_THREAT,   MOAT_KIND_DECISION, MOAT_KIND_VERIFICATION };

static MoatDocument *
live_document (MoatStoryTwins *twins)
{
  return twins->live->document;
}

/* The live id for a trial id; NULL for one of nothing. */
static const char *
live_id (MoatStoryTwins *twins, const char *trial_id)
{
  MoatRecord *record = moat_story_twins_get_live (twins, moat_document_find (twins->trial, trial_id));

  return record != NULL ? moat_record_get_id (record) : NULL;
}

/* ---- What goes and comes back ---- */

static char *
dup_grave (MoatKind kind, const char *title)
{
  g_autofree char *folded = g_utf8_casefold (title, -1);

  return g_strdup_printf ("%d/%s", kind, folded);
}

static void
bury (MoatStoryLive *live, MoatRecord *record, const char *name)
{
  MoatBuried *buried = g_new (MoatBuried, 1);

  buried->id = g_strdup (moat_record_get_id (record));
  buried->state = moat_state_ref ((MoatState *) moat_record_get_state (record));
  g_hash_table_insert (live->buried, dup_grave (moat_record_get_kind (record), name), buried);
}

/* References to what is there still come back as well. */
static void
restore_field (MoatDocument *document, MoatState *state, const MoatField *field, const MoatState *old)
{
  MoatList **list = MOAT_FIELD_PTR (state, field);

  if (field->type == MOAT_REF
      && moat_document_find (document, *(GRefString **) MOAT_FIELD_PTR (old, field)) == NULL)
    return;
  moat_field_copy (field, state, old);
  if (field->type != MOAT_REFS)
    return;
  for (guint i = moat_list_len (*list); i > 0; i--)
    if (moat_document_find (document, moat_list_get (*list, i - 1)) == NULL)
      moat_list_remove (list, moat_list_get (*list, i - 1));
}

/* With all that it was when the text took it away, so that cutting a line and pasting it elsewhere loses
 * nothing. NULL when there was none.
 */
static MoatRecord *
exhume (MoatStoryLive *live, MoatKind kind, const char *name)
{
  g_autofree char *grave = dup_grave (kind, name);
  MoatBuried *buried = g_hash_table_lookup (live->buried, grave);
  MoatRecord *record;
  MoatState *state;

  if (buried == NULL)
    return NULL;
  record = moat_document_add (live->document, kind, buried->id);
  if (record != NULL)
    {
      const MoatKindInfo *info = moat_kind_get_info (kind);

      state = moat_document_edit (live->document, record);
      for (guint i = 0; i < info->n_fields; i++)
        restore_field (live->document, state, &info->fields[i], buried->state);
    }
  g_hash_table_remove (live->buried, grave);

  return record;
}

/* ---- New ---- */

static void
set_use_case (MoatStoryTwins *twins, MoatRecord *record)
{
  const MoatField *field = moat_kind_find_field (moat_record_get_kind (record), "useCase");
  MoatState *state = moat_document_edit (live_document (twins), record);

  if (field != NULL)
    moat_text_set (MOAT_FIELD_PTR (state, field), twins->live->use_case);
}

/* What a record of this kind is buried under: a flow by its ends too, for many have one name. */
static char *
dup_name (MoatDocument *document, MoatRecord *record)
{
  const MoatFlowState *flow;
  const char *title = moat_record_get_title (record);

  if (moat_record_get_kind (record) != MOAT_KIND_FLOW)
    return g_strdup (title);
  flow = moat_flow_state (record);

  return g_strdup_printf ("%s\n%s\n%s",
                          flow->source != NULL
                              ? moat_record_get_title (moat_document_find (document, flow->source))
                              : "",
                          flow->target != NULL
                              ? moat_record_get_title (moat_document_find (document, flow->target))
                              : "",
                          title);
}

static void
make (MoatStoryTwins *twins, MoatRecord *trial, MoatStoryPlaces *places)
{
  MoatKind kind = moat_record_get_kind (trial);
  g_autofree char *name = dup_name (twins->trial, trial);
  MoatRecord *record = exhume (twins->live, kind, name);
  gboolean is_new = record == NULL;

  if (is_new)
    record = moat_document_add (live_document (twins), kind, NULL);
  set_use_case (twins, record);
  g_hash_table_insert (twins->live_of, trial, record);
  g_hash_table_add (twins->taken, record);
  if (is_new)
    g_hash_table_add (twins->made, record);

  if (kind == MOAT_KIND_ASSET)
    g_hash_table_add (twins->live->assets, g_strdup (moat_record_get_id (record)));
  if (is_new && kind == MOAT_KIND_ELEMENT)
    g_ptr_array_add (places->elements, g_object_ref (record));
  if (is_new && kind == MOAT_KIND_BOUNDARY)
    g_ptr_array_add (places->zones, g_object_ref (record));
}

/* ---- Fields ---- */

static void
copy_refs (MoatStoryTwins *twins, MoatList **target, const MoatList *source)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < moat_list_len (source); i++)
    {
      const char *id = live_id (twins, moat_list_get (source, i));

      if (id != NULL)
        g_ptr_array_add (ids, (gpointer) id);
    }
  g_ptr_array_add (ids, NULL);
  moat_list_set (target, (const char *const *) ids->pdata);
}

static void
copy_field (MoatStoryTwins *twins, MoatRecord *live, MoatRecord *trial, const char *name)
{
  const MoatField *field = moat_kind_find_field (moat_record_get_kind (live), name);
  MoatState *target = moat_document_edit (live_document (twins), live);
  const MoatState *source = moat_record_get_state (trial);

  if (field->type == MOAT_REF)
    moat_text_set (MOAT_FIELD_PTR (target, field),
                   live_id (twins, *(GRefString **) MOAT_FIELD_PTR (source, field)));
  else if (field->type == MOAT_REFS)
    copy_refs (twins, MOAT_FIELD_PTR (target, field), *(MoatList **) MOAT_FIELD_PTR (source, field));
  else
    moat_field_copy (field, target, source);
}

/* The text calls two things of one name differently, and a thing without a name something; only another name
 * than that was typed by somebody.
 */
static void
copy_name (MoatStoryTwins *twins, MoatRecord *live, MoatRecord *trial)
{
  const char *called = g_hash_table_lookup (twins->live->called, moat_record_get_id (live));

  if (g_strcmp0 (called, moat_record_get_title (trial)) != 0)
    copy_field (twins, live, trial, "name");
}

static void
copy_element (MoatStoryTwins *twins, MoatRecord *live, MoatRecord *trial)
{
  gboolean is_new = g_hash_table_contains (twins->made, live);
  gboolean is_typed = g_hash_table_contains (twins->story->typed, moat_record_get_id (trial));
  gboolean is_renamed = g_strcmp0 (g_hash_table_lookup (twins->live->called, moat_record_get_id (live)),
                                   moat_record_get_title (trial))
                        != 0;

  copy_name (twins, live, trial);
  /* Of what was put here by this text alone, the name goes on deciding while it is typed. */
  if (is_typed || is_new
      || (is_renamed && g_hash_table_contains (twins->live->placed, moat_record_get_id (live))))
    copy_field (twins, live, trial, "type");
}

/* Data is known whatever the case of its letters, and may be named in other use cases too: only another name
 * is one.
 */
static void
copy_asset (MoatStoryTwins *twins, MoatRecord *live, MoatRecord *trial)
{
  if (moat_query_find_by_title (live_document (twins), MOAT_KIND_ASSET, moat_record_get_title (trial))
      != live)
    copy_field (twins, live, trial, "name");
  if (moat_asset_state (trial)->asset_class != NULL)
    copy_field (twins, live, trial, "class");
}

/* The moves it is said to stop here; those elsewhere stay. */
static void
copy_threats (MoatStoryTwins *twins, MoatRecord *live, MoatRecord *trial, gboolean is_first)
{
  MoatDecisionState *state = moat_document_edit (live_document (twins), live);
  const MoatList *threats = moat_decision_state (trial)->threats;

  if (is_first)
    {
      g_autoptr (MoatList) old = state->threats != NULL ? moat_list_ref (state->threats) : NULL;

      for (guint i = 0; i < moat_list_len (old); i++)
        if (g_hash_table_contains (twins->live->named, moat_list_get (old, i)))
          moat_list_remove (&state->threats, moat_list_get (old, i));
    }
  for (guint i = 0; i < moat_list_len (threats); i++)
    {
      const char *id = live_id (twins, moat_list_get (threats, i));

      if (id != NULL && !moat_list_contains (state->threats, id))
        moat_list_add (&state->threats, id);
    }
}

/* A line that was not touched says nothing new about its words, which may not be able to say all; only what
 * it refers to can be another thing now.
 */
static gboolean
is_touched (MoatStoryTwins *twins, MoatRecord *live, MoatRecord *trial)
{
  MoatRecord *subject = trial;

  if (moat_record_get_kind (trial) == MOAT_KIND_VERIFICATION)
    subject = moat_document_find (twins->trial, moat_verification_state (trial)->decision);
  else if (moat_record_get_kind (trial) == MOAT_KIND_FLOW)
    {
      g_autoptr (GPtrArray) steps = moat_document_list_referrers (twins->trial, moat_record_get_id (trial),
                                                                  MOAT_KIND_STEP);

      if (steps->len > 0)
        subject = g_ptr_array_index (steps, 0);
    }

  return g_hash_table_contains (twins->made, live) || g_hash_table_contains (twins->edited, subject);
}

static gboolean
is_reference (MoatRecord *record, const char *name)
{
  MoatFieldType type = moat_kind_find_field (moat_record_get_kind (record), name)->type;

  return type == MOAT_REF || type == MOAT_REFS;
}

/* The text has an "@" before every owner. */
static gboolean
is_same_owner (MoatRecord *live, MoatRecord *trial)
{
  const char *told = moat_text_get (moat_decision_state (trial)->owner);

  return *told == '@' && strcmp (told + 1, moat_text_get (moat_decision_state (live)->owner)) == 0;
}

static void
copy_covered (MoatStoryTwins *twins, MoatRecord *live, MoatRecord *trial)
{
  MoatKind kind = moat_record_get_kind (live);
  gboolean is_whole = is_touched (twins, live, trial);

  for (guint i = 0; i < G_N_ELEMENTS (covered); i++)
    for (guint j = 0; covered[i].kind == kind && covered[i].fields[j] != NULL; j++)
      {
        const char *field = covered[i].fields[j];

        if (!is_whole && !is_reference (live, field))
          continue;
        if (strcmp (field, "owner") == 0 && is_same_owner (live, trial))
          continue;
        copy_field (twins, live, trial, field);
      }
}

static void
copy_class (MoatStoryTwins *twins, MoatRecord *live, MoatRecord *trial)
{
  copy_field (twins, live, trial, "name");
  copy_field (twins, live, trial, "rank");
}

/* Whether this is said by another line, so that here it says nothing. */
static gboolean
is_echo (MoatStoryTwins *twins, MoatRecord *trial)
{
  if (moat_record_get_kind (trial) == MOAT_KIND_VERIFICATION)
    trial = moat_document_find (twins->trial, moat_verification_state (trial)->decision);

  return g_hash_table_contains (twins->echoes, trial);
}

static void
copy_record (MoatStoryTwins *twins, MoatRecord *trial)
{
  MoatRecord *live = moat_story_twins_get_live (twins, trial);

  switch ((int) moat_record_get_kind (trial))
    {
    case MOAT_KIND_ELEMENT:
      copy_element (twins, live, trial);
      break;
    case MOAT_KIND_BOUNDARY:
      copy_name (twins, live, trial);
      break;
    case MOAT_KIND_ASSET:
      copy_asset (twins, live, trial);
      break;
    case MOAT_KIND_CLASS:
      if (g_hash_table_contains (twins->made, live))
        copy_class (twins, live, trial);
      break;
    default:
      copy_covered (twins, live, trial);
      break;
    }
}

static void
copy_all (MoatStoryTwins *twins, MoatKind kind)
{
  GPtrArray *trials = moat_document_list (twins->trial, kind);
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < trials->len; i++)
    {
      MoatRecord *trial = g_ptr_array_index (trials, i);
      MoatRecord *live = moat_story_twins_get_live (twins, trial);

      if (!is_echo (twins, trial))
        copy_record (twins, trial);
      if (kind == MOAT_KIND_DECISION)
        copy_threats (twins, live, trial, g_hash_table_add (done, live));
    }
}

/* The title and summary; of a text without a title line, the title stays. */
static void
copy_use_case (MoatStoryTwins *twins)
{
  MoatRecord *live = moat_document_find (live_document (twins), twins->live->use_case);
  MoatRecord *trial = g_ptr_array_index (twins->story->use_cases, 0);

  copy_field (twins, live, trial, "summary");
  for (guint i = 0; i < twins->story->lines->len; i++)
    {
      const MoatStoryLine *line = g_ptr_array_index (twins->story->lines, i);

      if (line->record == trial && strchr (line->text, '#') != NULL
          && g_str_has_prefix (line->text + strspn (line->text, " "), "#"))
        copy_field (twins, live, trial, "title");
    }
}

/* ---- Gone ---- */

/* What stops a move of another use case too goes on doing so. */
static gboolean
let_go (MoatStoryTwins *twins, MoatRecord *decision)
{
  const MoatList *threats = moat_decision_state (decision)->threats;
  gboolean stays = FALSE;

  for (guint i = 0; i < moat_list_len (threats); i++)
    stays |= !g_hash_table_contains (twins->live->named, moat_list_get (threats, i));
  if (!stays)
    return FALSE;

  for (guint i = moat_list_len (threats); i > 0; i--)
    {
      MoatDecisionState *state = moat_document_edit (live_document (twins), decision);

      if (i <= moat_list_len (state->threats)
          && g_hash_table_contains (twins->live->named, moat_list_get (state->threats, i - 1)))
        moat_list_remove (&state->threats, moat_list_get (state->threats, i - 1));
    }

  return TRUE;
}

static void
remove_kind (MoatStoryTwins *twins, MoatKind kind)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, twins->live->named);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      MoatRecord *record = moat_document_find_kind (live_document (twins), id, kind);
      g_autofree char *name = NULL;

      if (record == NULL || g_hash_table_contains (twins->taken, record))
        continue;
      if (kind == MOAT_KIND_DECISION && let_go (twins, record))
        continue;
      name = dup_name (live_document (twins), record);
      bury (twins->live, record, name);
      moat_document_remove (live_document (twins), record);
    }
}

/* Proofs of a decision that its line does not name any more. */
static void
remove_proofs (MoatStoryTwins *twins)
{
  GPtrArray *decisions = moat_document_list (twins->trial, MOAT_KIND_DECISION);

  for (guint i = 0; i < decisions->len; i++)
    {
      MoatRecord *live = moat_story_twins_get_live (twins, g_ptr_array_index (decisions, i));
      g_autoptr (GPtrArray) proofs = moat_document_list_children (live_document (twins),
                                                                  moat_record_get_id (live),
                                                                  MOAT_KIND_VERIFICATION);

      /* One without words has no place in the line, and so was not taken out of it. */
      for (guint j = 0; j < proofs->len; j++)
        if (!g_hash_table_contains (twins->taken, g_ptr_array_index (proofs, j))
            && *moat_record_get_title (g_ptr_array_index (proofs, j)) != '\0')
          {
            bury (twins->live, g_ptr_array_index (proofs, j),
                  moat_record_get_title (g_ptr_array_index (proofs, j)));
            moat_document_remove (live_document (twins), g_ptr_array_index (proofs, j));
          }
    }
}

/* Data that this text brought and nothing names any more. */
static void
remove_assets (MoatStoryTwins *twins)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, twins->live->named);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      MoatRecord *asset = moat_document_find_kind (live_document (twins), id, MOAT_KIND_ASSET);

      if (asset == NULL || !g_hash_table_contains (twins->live->assets, id)
          || g_hash_table_contains (twins->taken, asset)
          || moat_document_has_referrers (live_document (twins), id, MOAT_KIND_FLOW)
          || moat_document_has_referrers (live_document (twins), id, MOAT_KIND_ELEMENT))
        continue;
      bury (twins->live, asset, moat_record_get_title (asset));
      moat_document_remove (live_document (twins), asset);
    }
}

/* ---- Order ---- */

/* Which of @places, all different, are one of the longest rising rows among them: those need not move. Owned.
 */
static gboolean *
find_rising (GArray *places)
{
  g_autofree guint *length = g_new0 (guint, places->len + 1);
  g_autofree int *before = g_new0 (int, places->len + 1);
  gboolean *stays = g_new0 (gboolean, places->len + 1);
  int best = -1;

  for (guint i = 0; i < places->len; i++)
    {
      length[i] = 1;
      before[i] = -1;
      for (guint j = 0; j < i; j++)
        if (g_array_index (places, guint, j) < g_array_index (places, guint, i) && length[j] >= length[i])
          {
            length[i] = length[j] + 1;
            before[i] = (int) j;
          }
      if (best < 0 || length[i] > length[best])
        best = (int) i;
    }
  for (; best >= 0; best = before[best])
    stays[best] = TRUE;

  return stays;
}

/* Puts @wanted, all of them among @present, into the order they are listed in; as few move as can. */
static void
put_in_order (MoatStoryTwins *twins, GPtrArray *wanted, GPtrArray *present)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *stays = NULL;
  gboolean is_sorted = TRUE;

  for (guint i = 0; i < wanted->len; i++)
    {
      guint place = 0;

      g_ptr_array_find (present, g_ptr_array_index (wanted, i), &place);
      is_sorted &= i == 0 || place > g_array_index (places, guint, i - 1);
      g_array_append_val (places, place);
    }
  if (is_sorted)
    return;

  stays = find_rising (places);
  for (guint i = wanted->len; i > 0; i--)
    if (!stays[i - 1])
      moat_document_move_before (live_document (twins), g_ptr_array_index (wanted, i - 1),
                                 i < wanted->len ? g_ptr_array_index (wanted, i) : NULL);
}

static GPtrArray *
list_told (MoatStoryTwins *twins, MoatKind kind)
{
  GPtrArray *told = g_ptr_array_new ();

  for (guint i = 0; i < twins->story->lines->len; i++)
    {
      const MoatStoryLine *line = g_ptr_array_index (twins->story->lines, i);
      MoatRecord *live = moat_story_twins_get_live (twins, line->record);

      if (live != NULL && moat_record_get_kind (live) == kind && !g_ptr_array_find (told, live, NULL))
        g_ptr_array_add (told, live);
    }

  return told;
}

static void
order_steps (MoatStoryTwins *twins)
{
  g_autoptr (GPtrArray) told = list_told (twins, MOAT_KIND_STEP);
  g_autoptr (GPtrArray) present = moat_document_list_children (live_document (twins), twins->live->use_case,
                                                               MOAT_KIND_STEP);

  put_in_order (twins, told, present);
}

/* The moves on one thing stand in the order of their lines. */
static void
order_threats (MoatStoryTwins *twins)
{
  g_autoptr (GPtrArray) told = list_told (twins, MOAT_KIND_THREAT);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < told->len; i++)
    {
      const char *on = moat_threat_state (g_ptr_array_index (told, i))->on;
      g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
      g_autoptr (GPtrArray) present = NULL;

      if (on == NULL || !g_hash_table_add (done, (gpointer) on))
        continue;
      for (guint j = i; j < told->len; j++)
        if (g_strcmp0 (moat_threat_state (g_ptr_array_index (told, j))->on, on) == 0)
          g_ptr_array_add (wanted, g_ptr_array_index (told, j));
      present = moat_document_list_children (live_document (twins), on, MOAT_KIND_THREAT);
      put_in_order (twins, wanted, present);
    }
}

/* ---- Comparing ---- */

static gboolean
is_same_list (MoatStoryTwins *twins, const MoatList *live, const MoatList *trial)
{
  MoatList *mapped = NULL;
  gboolean is_same;

  copy_refs (twins, &mapped, trial);
  is_same = moat_list_equal (live, mapped);
  g_clear_pointer (&mapped, moat_list_unref);

  return is_same;
}

/* Of references alone. */
static gboolean
is_same_field (MoatStoryTwins *twins, MoatRecord *live, MoatRecord *trial, const char *name)
{
  const MoatField *field = moat_kind_find_field (moat_record_get_kind (live), name);
  const MoatState *target = moat_record_get_state (live);
  const MoatState *source = moat_record_get_state (trial);

  if (field->type == MOAT_REFS)
    return is_same_list (twins, *(MoatList **) MOAT_FIELD_PTR (target, field),
                         *(MoatList **) MOAT_FIELD_PTR (source, field));

  return g_strcmp0 (*(GRefString **) MOAT_FIELD_PTR (target, field),
                    live_id (twins, *(GRefString **) MOAT_FIELD_PTR (source, field)))
         == 0;
}

/* A decision stops what its line says, at least. */
static gboolean
stops_same (MoatStoryTwins *twins, MoatRecord *live, MoatRecord *trial)
{
  const MoatList *threats = moat_decision_state (trial)->threats;

  for (guint i = 0; i < moat_list_len (threats); i++)
    {
      const char *id = live_id (twins, moat_list_get (threats, i));

      if (id == NULL || !moat_list_contains (moat_decision_state (live)->threats, id))
        return FALSE;
    }

  return TRUE;
}

/* Of the words, each line has those that the model says; what they refer to depends on the lines around. */
static gboolean
is_same_record (MoatStoryTwins *twins, MoatRecord *trial)
{
  MoatRecord *live = moat_story_twins_get_live (twins, trial);
  MoatKind kind = moat_record_get_kind (trial);

  if (live == NULL)
    return FALSE;
  if (kind == MOAT_KIND_DECISION && !stops_same (twins, live, trial))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (covered); i++)
    for (guint j = 0; covered[i].kind == kind && covered[i].fields[j] != NULL; j++)
      if (is_reference (live, covered[i].fields[j])
          && !is_same_field (twins, live, trial, covered[i].fields[j]))
        return FALSE;

  return TRUE;
}

gboolean
moat_story_says_same (MoatStoryTwins *twins)
{
  g_autoptr (GPtrArray) told = list_told (twins, MOAT_KIND_STEP);
  g_autoptr (GPtrArray) present = moat_document_list_children (live_document (twins), twins->live->use_case,
                                                               MOAT_KIND_STEP);

  if (told->len != present->len)
    return FALSE;
  for (guint i = 0; i < told->len; i++)
    if (g_ptr_array_index (told, i) != g_ptr_array_index (present, i))
      return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *trials = moat_document_list (twins->trial, kinds[i]);

      for (guint j = 0; j < trials->len; j++)
        if (!is_same_record (twins, g_ptr_array_index (trials, j)))
          return FALSE;
    }

  return TRUE;
}

/* ---- Places ---- */

/* Everything is where this text put it, so that nobody's work is lost when it moves. */
static gboolean
is_untouched (MoatStoryLive *live)
{
  static const MoatKind placed[] = { MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY, MOAT_KIND_FLOW, MOAT_KIND_NOTE };

  for (guint i = 0; i < G_N_ELEMENTS (placed); i++)
    {
      g_autoptr (GPtrArray) records = moat_document_list_children (live->document, live->use_case, placed[i]);

      for (guint j = 0; j < records->len; j++)
        {
          g_autofree char *place = moat_story_dup_place (g_ptr_array_index (records, j));

          if (g_strcmp0 (place, g_hash_table_lookup (live->placed,
                                                     moat_record_get_id (g_ptr_array_index (records, j))))
              != 0)
            return FALSE;
        }
    }

  return TRUE;
}

/* Where it is to be: where the text says, else where it lies. */
static void
note_zone (MoatStoryTwins *twins, MoatStoryPlaces *places, GHashTable *members, MoatRecord *record)
{
  const char *id = moat_record_get_id (record);
  const char *told = g_hash_table_lookup (members, id);
  gboolean is_moved = !g_hash_table_contains (twins->made, record)
                      && g_hash_table_contains (twins->taken, record)
                      && g_strcmp0 (told, g_hash_table_lookup (twins->live->members, id)) != 0;
  MoatZones *zones = moat_zones_get (live_document (twins));
  MoatRecord *lies_in = NULL;

  if (is_moved)
    g_ptr_array_add (places->moved, g_object_ref (record));
  if (told == NULL && !is_moved && !g_hash_table_contains (twins->made, record))
    {
      if (moat_record_get_kind (record) == MOAT_KIND_BOUNDARY)
        lies_in = moat_zones_get_parent (zones, id);
      else if (moat_zones_get_containing (zones, id)->len > 0)
        lies_in = g_ptr_array_index (moat_zones_get_containing (zones, id), 0);
    }
  if (lies_in != NULL)
    told = moat_record_get_id (lies_in);
  if (told != NULL && moat_document_find (live_document (twins), told) != NULL)
    g_hash_table_insert (places->zone_of, g_strdup (id), g_strdup (told));
}

static void
note_zones (MoatStoryTwins *twins, MoatStoryPlaces *places)
{
  g_autoptr (GHashTable) members = moat_story_twins_list_members (twins);
  static const MoatKind inside[] = { MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY };

  for (guint i = 0; i < G_N_ELEMENTS (inside); i++)
    {
      g_autoptr (GPtrArray) records = moat_document_list_children (live_document (twins),
                                                                   twins->live->use_case, inside[i]);

      for (guint j = 0; j < records->len; j++)
        note_zone (twins, places, members, g_ptr_array_index (records, j));
    }
}

/* Notes what stands where now as ours: all of it, or only what was just placed. */
static void
remember_places (MoatStoryLive *live, const MoatStoryPlaces *places)
{
  static const MoatKind placed[] = { MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY, MOAT_KIND_FLOW };

  for (guint i = 0; i < G_N_ELEMENTS (placed); i++)
    {
      g_autoptr (GPtrArray) records = moat_document_list_children (live->document, live->use_case, placed[i]);

      for (guint j = 0; j < records->len; j++)
        {
          MoatRecord *record = g_ptr_array_index (records, j);

          if (places->is_untouched || g_ptr_array_find (places->elements, record, NULL)
              || g_ptr_array_find (places->zones, record, NULL))
            g_hash_table_insert (live->placed, g_strdup (moat_record_get_id (record)),
                                 moat_story_dup_place (record));
        }
    }
}

void
moat_story_apply (MoatStoryTwins *twins)
{
  static const MoatKind gone[] = { MOAT_KIND_DECISION, MOAT_KIND_THREAT,  MOAT_KIND_STEP,
                                   MOAT_KIND_FLOW,     MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY };
  MoatStoryLive *live = twins->live;
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) zones = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) moved = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) zone_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  MoatStoryPlaces places = { elements, zones, moved, zone_of, is_untouched (live) };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *trials = moat_document_list (twins->trial, kinds[i]);

      for (guint j = 0; j < trials->len; j++)
        if (moat_story_twins_get_live (twins, g_ptr_array_index (trials, j)) == NULL
            && !is_echo (twins, g_ptr_array_index (trials, j)))
          make (twins, g_ptr_array_index (trials, j), &places);
      copy_all (twins, kinds[i]);
    }
  copy_use_case (twins);
  remove_proofs (twins);
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    remove_kind (twins, gone[i]);
  remove_assets (twins);
  order_steps (twins);
  order_threats (twins);

  note_zones (twins, &places);
  if (live->place != NULL)
    live->place (live->document, live->use_case, &places, live->place_data);
  remember_places (live, &places);
}
