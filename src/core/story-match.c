/* Which line of a story was which before an edit, and so which record each thing
 * it tells of is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "query.h"
#include "story-live-private.h"
#include "story-words.h"
#include "text-diff.h"
#include "zones.h"

#include <string.h>

/* ---- Lines ---- */

/* What counts when lines are compared: not the number, not the space around. */
static char *
dup_words (const MoatStoryLine *line)
{
  g_autofree char *stripped = g_strstrip (g_strdup (line->text));

  return g_strdup (moat_story_skip_number (stripped));
}

static GPtrArray *
list_words (const GPtrArray *lines)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (words, dup_words (g_ptr_array_index (lines, i)));

  return words;
}

static char *
join (GPtrArray *words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (words, i));

  return g_string_free (text, FALSE);
}

typedef struct
{
  const GPtrArray *old_lines;
  const GPtrArray *lines;
  GPtrArray *old_words;
  GPtrArray *words;
  GArray *from;     /* of int */
  gboolean *is_old; /* which old lines have been found again */
  guint *old_gap;   /* the gap between equal lines that each old or new line is in */
  guint *gap;
} Matching;

static void
match (Matching *matching, guint new_index, guint old_index)
{
  g_array_index (matching->from, int, new_index) = (int) old_index;
  matching->is_old[old_index] = TRUE;
}

static gboolean
is_matched (const Matching *matching, guint new_index)
{
  return g_array_index (matching->from, int, new_index) >= 0;
}

/* The lines that stand in the same order in both. */
static void
match_in_order (Matching *matching)
{
  g_autofree char *old_text = join (matching->old_words);
  g_autofree char *text = join (matching->words);
  g_autoptr (GArray) diff = moat_text_diff (old_text, text);
  guint old_index = 0, new_index = 0, gap = 0;

  for (guint i = 0; i < diff->len; i++)
    switch (g_array_index (diff, MoatDiffLine, i).change)
      {
      case MOAT_LINE_SAME:
        match (matching, new_index++, old_index++);
        gap++;
        break;
      case MOAT_LINE_REMOVED:
        matching->old_gap[old_index++] = gap;
        break;
      case MOAT_LINE_ADDED:
        matching->gap[new_index++] = gap;
        break;
      }
}

/* The lines that were moved as they are. */
static void
match_moved (Matching *matching)
{
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = matching->old_lines->len; i > 0; i--)
    if (!matching->is_old[i - 1])
      g_hash_table_insert (left, g_ptr_array_index (matching->old_words, i - 1), GUINT_TO_POINTER (i));

  for (guint i = 0; i < matching->lines->len; i++)
    {
      const char *words = g_ptr_array_index (matching->words, i);
      guint old_index = GPOINTER_TO_UINT (g_hash_table_lookup (left, words));

      if (is_matched (matching, i) || old_index == 0 || *words == '\0')
        continue;
      match (matching, i, old_index - 1);
      g_hash_table_remove (left, words);
    }
}

/* How many bytes two lines share at their beginnings and ends. */
static gsize
likeness (const char *a, const char *b)
{
  gsize length_a = strlen (a), length_b = strlen (b);
  gsize shorter = MIN (length_a, length_b);
  gsize head = 0, tail = 0;

  while (head < shorter && a[head] == b[head])
    head++;
  while (tail < shorter - head && a[length_a - 1 - tail] == b[length_b - 1 - tail])
    tail++;

  return head + tail;
}

static gboolean
is_same_kind (const MoatStoryLine *a, const MoatStoryLine *b)
{
  return a->record != NULL && b->record != NULL
         && moat_record_get_kind (a->record) == moat_record_get_kind (b->record);
}

/* The line that stood there, of the same kind, and the likest when there are several. */
static void
match_edited (Matching *matching, guint new_index)
{
  const MoatStoryLine *line = g_ptr_array_index (matching->lines, new_index);
  gssize best = -1;
  guint found = 0;

  for (guint i = 0; i < matching->old_lines->len; i++)
    {
      gsize like;

      if (matching->is_old[i] || matching->old_gap[i] != matching->gap[new_index]
          || !is_same_kind (g_ptr_array_index (matching->old_lines, i), line))
        continue;
      like = likeness (g_ptr_array_index (matching->old_words, i),
                       g_ptr_array_index (matching->words, new_index));
      if ((gssize) like > best)
        {
          best = (gssize) like;
          found = i;
        }
    }
  if (best >= 0)
    match (matching, new_index, found);
}

GArray *
moat_story_match_lines (const GPtrArray *old_lines, const GPtrArray *lines)
{
  g_autoptr (GPtrArray) old_words = list_words (old_lines);
  g_autoptr (GPtrArray) words = list_words (lines);
  g_autofree gboolean *is_old = g_new0 (gboolean, old_lines->len + 1);
  g_autofree guint *old_gap = g_new0 (guint, old_lines->len + 1);
  g_autofree guint *gap = g_new0 (guint, lines->len + 1);
  GArray *from = g_array_sized_new (FALSE, FALSE, sizeof (int), lines->len);
  Matching matching = { old_lines, lines, old_words, words, from, is_old, old_gap, gap };

  for (guint i = 0; i < lines->len; i++)
    g_array_append_val (from, (int){ -1 });
  match_in_order (&matching);
  match_moved (&matching);
  for (guint i = 0; i < lines->len; i++)
    if (!is_matched (&matching, i))
      match_edited (&matching, i);

  return from;
}

/* ---- Records ---- */

static gboolean
is_bound (MoatStoryTwins *twins, MoatRecord *trial)
{
  return g_hash_table_contains (twins->live_of, trial);
}

static void
bind (MoatStoryTwins *twins, MoatRecord *trial, MoatRecord *live)
{
  g_hash_table_insert (twins->live_of, trial, live);
  g_hash_table_add (twins->taken, live);
}

/* What the live record was called by its line may be gone by now, and two things cannot be one. */
static void
bind_free (MoatStoryTwins *twins, MoatRecord *trial, MoatRecord *live)
{
  if (trial == NULL || live == NULL || is_bound (twins, trial) || g_hash_table_contains (twins->taken, live))
    return;
  if (moat_record_get_kind (trial) == moat_record_get_kind (live)
      && moat_document_find (twins->live->document, moat_record_get_id (live)) == live)
    bind (twins, trial, live);
}

static MoatRecord *
flow_of (MoatDocument *document, MoatRecord *record)
{
  if (record == NULL || moat_record_get_kind (record) == MOAT_KIND_FLOW)
    return record;
  if (moat_record_get_kind (record) != MOAT_KIND_STEP)
    return NULL;

  return moat_document_find_kind (document, moat_step_state (record)->flow, MOAT_KIND_FLOW);
}

/* The live record that a line told of when it was last read, and still does. */
static MoatRecord *
old_record (MoatStoryTwins *twins, guint index)
{
  int from = g_array_index (twins->from, int, index);
  const MoatStoryLine *line = from >= 0 ? g_ptr_array_index (twins->live->lines, from) : NULL;

  return line != NULL && line->record != NULL
                 && moat_document_find (twins->live->document, moat_record_get_id (line->record))
                        == line->record
             ? line->record
             : NULL;
}

static void
note_edited (MoatStoryTwins *twins, guint index)
{
  const MoatStoryLine *line = g_ptr_array_index (twins->story->lines, index);
  int from = g_array_index (twins->from, int, index);
  g_autofree char *words = NULL;
  g_autofree char *old_words = NULL;

  if (line->record == NULL)
    return;
  words = dup_words (line);
  old_words = from >= 0 ? dup_words (g_ptr_array_index (twins->live->lines, from)) : NULL;
  if (g_strcmp0 (words, old_words) != 0)
    g_hash_table_add (twins->edited, line->record);
}

/* A decision of several moves has several lines; the one that was edited speaks for it. */
static void
find_echoes (MoatStoryTwins *twins)
{
  g_autoptr (GHashTable) edited = g_hash_table_new (NULL, NULL);
  GPtrArray *decisions = moat_document_list (twins->trial, MOAT_KIND_DECISION);

  for (guint i = 0; i < decisions->len; i++)
    if (g_hash_table_contains (twins->edited, g_ptr_array_index (decisions, i)))
      g_hash_table_add (edited, g_hash_table_lookup (twins->live_of, g_ptr_array_index (decisions, i)));
  g_hash_table_remove (edited, NULL);

  for (guint i = 0; i < decisions->len; i++)
    {
      MoatRecord *trial = g_ptr_array_index (decisions, i);
      MoatRecord *live = g_hash_table_lookup (twins->live_of, trial);

      if (live != NULL && g_hash_table_contains (edited, live)
          && !g_hash_table_contains (twins->edited, trial))
        g_hash_table_add (twins->echoes, trial);
    }
}

static MoatRecord *
find_proof (GPtrArray *proofs, const char *text)
{
  for (guint i = 0; i < proofs->len; i++)
    if (strcmp (moat_record_get_title (g_ptr_array_index (proofs, i)), text) == 0)
      return g_ptr_array_index (proofs, i);

  return NULL;
}

/* The proofs of a decision: by their words, the rest one after the other. */
static void
match_proofs (MoatStoryTwins *twins, MoatRecord *trial, MoatRecord *live)
{
  g_autoptr (GPtrArray) proofs = moat_document_list_children (twins->trial, moat_record_get_id (trial),
                                                              MOAT_KIND_VERIFICATION);
  g_autoptr (GPtrArray) old = moat_document_list_children (twins->live->document, moat_record_get_id (live),
                                                           MOAT_KIND_VERIFICATION);
  guint next = 0;

  for (guint i = 0; i < proofs->len; i++)
    {
      MoatRecord *found = find_proof (old, moat_record_get_title (g_ptr_array_index (proofs, i)));

      if (found != NULL)
        bind (twins, g_ptr_array_index (proofs, i), found);
    }
  for (guint i = 0; i < proofs->len; i++)
    {
      if (is_bound (twins, g_ptr_array_index (proofs, i)))
        continue;
      while (next < old->len
             && (g_hash_table_contains (twins->taken, g_ptr_array_index (old, next))
                 || *moat_record_get_title (g_ptr_array_index (old, next)) == '\0'))
        next++;
      if (next < old->len)
        bind (twins, g_ptr_array_index (proofs, i), g_ptr_array_index (old, next));
    }
}

static void
match_all_proofs (MoatStoryTwins *twins)
{
  GPtrArray *decisions = moat_document_list (twins->trial, MOAT_KIND_DECISION);

  for (guint i = 0; i < decisions->len; i++)
    {
      MoatRecord *trial = g_ptr_array_index (decisions, i);
      MoatRecord *live = g_hash_table_lookup (twins->live_of, trial);

      if (live != NULL && !g_hash_table_contains (twins->echoes, trial))
        match_proofs (twins, trial, live);
    }
}

/* Steps, flows, moves and decisions are what their lines say they are; a decision of two moves has two lines.
 */
static void
match_by_line (MoatStoryTwins *twins, guint index)
{
  const MoatStoryLine *line = g_ptr_array_index (twins->story->lines, index);
  MoatRecord *old = old_record (twins, index);

  if (line->record == NULL || old == NULL
      || moat_record_get_kind (line->record) != moat_record_get_kind (old))
    return;

  switch ((int) moat_record_get_kind (old))
    {
    case MOAT_KIND_STEP:
      bind_free (twins, line->record, old);
      bind_free (twins, flow_of (twins->trial, line->record), flow_of (twins->live->document, old));
      break;
    case MOAT_KIND_DECISION:
      if (!is_bound (twins, line->record))
        bind (twins, line->record, old);
      break;
    case MOAT_KIND_FLOW:
    case MOAT_KIND_THREAT:
      bind_free (twins, line->record, old);
      break;
    default:
      break;
    }
}

/* Where a zone is, as the text says it: "/Backend/Data tier", folded. */
static char *
dup_zone_path (MoatRecord *zone,
               const char *(*name) (MoatStoryTwins *, MoatRecord *),
               MoatRecord *(*parent) (MoatStoryTwins *, MoatRecord *),
               MoatStoryTwins *twins)
{
  g_autoptr (GString) path = g_string_new (NULL);
  guint depth = 0;

  for (; zone != NULL && depth < 100; zone = parent (twins, zone), depth++)
    {
      g_autofree char *folded = g_utf8_casefold (name (twins, zone), -1);

      g_string_prepend (path, folded);
      g_string_prepend_c (path, '\n');
    }

  return g_strdup (path->str);
}

static const char *
trial_name (MoatStoryTwins *twins, MoatRecord *record)
{
  return moat_record_get_title (record);
}

static MoatRecord *
trial_parent (MoatStoryTwins *twins, MoatRecord *zone)
{
  return moat_document_find (twins->trial,
                             g_hash_table_lookup (twins->story->zone_of, moat_record_get_id (zone)));
}

static const char *
live_name (MoatStoryTwins *twins, MoatRecord *record)
{
  const char *called = g_hash_table_lookup (twins->live->called, moat_record_get_id (record));

  return called != NULL ? called : moat_record_get_title (record);
}

/* What the text said last, else where it lies. */
static MoatRecord *
live_parent (MoatStoryTwins *twins, MoatRecord *zone)
{
  const char *id = moat_record_get_id (zone);
  const char *parent = g_hash_table_lookup (twins->live->members, id);

  if (parent != NULL)
    return moat_document_find_kind (twins->live->document, parent, MOAT_KIND_BOUNDARY);

  return moat_zones_get_parent (moat_zones_get (twins->live->document), id);
}

static void
match_zones (MoatStoryTwins *twins)
{
  g_autoptr (GHashTable) by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) live = moat_document_list_children (twins->live->document, twins->live->use_case,
                                                            MOAT_KIND_BOUNDARY);
  GPtrArray *trial = moat_document_list (twins->trial, MOAT_KIND_BOUNDARY);

  for (guint i = 0; i < live->len; i++)
    if (moat_boundary_state (g_ptr_array_index (live, i))->shape == MOAT_BOUNDARY_ZONE)
      g_hash_table_insert (by_path,
                           dup_zone_path (g_ptr_array_index (live, i), live_name, live_parent, twins),
                           g_ptr_array_index (live, i));

  for (guint i = 0; i < trial->len; i++)
    {
      g_autofree char *path = dup_zone_path (g_ptr_array_index (trial, i), trial_name, trial_parent, twins);

      bind_free (twins, g_ptr_array_index (trial, i), g_hash_table_lookup (by_path, path));
    }
}

static void
match_elements (MoatStoryTwins *twins)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) live = moat_document_list_children (twins->live->document, twins->live->use_case,
                                                            MOAT_KIND_ELEMENT);
  GPtrArray *trial = moat_document_list (twins->trial, MOAT_KIND_ELEMENT);

  for (guint i = 0; i < live->len; i++)
    g_hash_table_insert (by_name, g_utf8_casefold (live_name (twins, g_ptr_array_index (live, i)), -1),
                         g_ptr_array_index (live, i));

  for (guint i = 0; i < trial->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (trial, i);
      g_autofree char *folded = g_utf8_casefold (moat_record_get_title (record), -1);

      bind_free (twins, record, g_hash_table_lookup (by_name, folded));
    }
}

static void
match_assets (MoatStoryTwins *twins)
{
  GPtrArray *trial = moat_document_list (twins->trial, MOAT_KIND_ASSET);

  for (guint i = 0; i < trial->len; i++)
    bind_free (twins, g_ptr_array_index (trial, i),
               moat_query_find_by_title (twins->live->document, MOAT_KIND_ASSET,
                                         moat_record_get_title (g_ptr_array_index (trial, i))));
}

/* The one that stood where a name of nothing known stands now, if nothing else names it, has been renamed:
 * so a name that is typed letter by letter is one element all the time.
 */
static void
match_renamed (MoatStoryTwins *twins, guint index)
{
  const MoatStoryLine *line = g_ptr_array_index (twins->story->lines, index);
  MoatRecord *old = old_record (twins, index);
  MoatRecord *trial_flow = flow_of (twins->trial, line->record);
  MoatRecord *live_flow = flow_of (twins->live->document, old);
  const MoatFlowState *trial, *live;

  if (line->record == NULL || old == NULL)
    return;
  if (trial_flow == NULL || live_flow == NULL || moat_record_get_kind (trial_flow) != MOAT_KIND_FLOW
      || moat_record_get_kind (live_flow) != MOAT_KIND_FLOW)
    {
      bind_free (twins, line->record, old);
      return;
    }

  trial = moat_flow_state (trial_flow);
  live = moat_flow_state (live_flow);
  bind_free (twins, moat_document_find (twins->trial, trial->source),
             moat_document_find (twins->live->document, live->source));
  bind_free (twins, moat_document_find (twins->trial, trial->target),
             moat_document_find (twins->live->document, live->target));
  for (guint i = 0; i < moat_list_len (trial->assets) && i < moat_list_len (live->assets); i++)
    {
      MoatRecord *asset = moat_document_find (twins->live->document, moat_list_get (live->assets, i));

      if (asset != NULL && g_hash_table_contains (twins->live->assets, moat_record_get_id (asset)))
        bind_free (twins, moat_document_find (twins->trial, moat_list_get (trial->assets, i)), asset);
    }
}

void
moat_story_match_records (MoatStoryTwins *twins)
{
  for (guint i = 0; i < twins->story->lines->len; i++)
    {
      note_edited (twins, i);
      match_by_line (twins, i);
    }
  find_echoes (twins);
  match_all_proofs (twins);
  match_elements (twins);
  match_zones (twins);
  match_assets (twins);
  for (guint i = 0; i < twins->story->lines->len; i++)
    match_renamed (twins, i);
}
