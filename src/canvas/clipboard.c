/* What copying puts on the clipboard and what pasting takes from it. A clip is
 * a fragment's text; its other forms are made from that text in a model of its
 * own, so that they show what was copied, whatever happened since.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "clipboard.h"
#include "commands.h"
#include "create.h"
#include "edit.h"
#include "query.h"
#include "story.h"
#include "surfaces.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Each paste of the same stands this much further than the one before. */
#define PASTE_OFFSET (2.0 * MOAT_GRID_STEP)
#define MAX_PASTES   50

struct _MoatClip
{
  char *fragment; /* owned */
};

/* ---- Copying ---- */

/* A flow may be pasted where its elements are not: its ends must know where they were. The points are put
 * down for the writing alone.
 */
static void
note_ends (MoatDocument *document, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (records, i);
      MoatRoute *route = moat_zones_get_route (moat_zones_get (document), moat_record_get_id (flow));
      MoatFlowState *state = NULL;

      if (moat_record_get_kind (flow) != MOAT_KIND_FLOW || route == NULL)
        continue;
      state = moat_document_edit (document, flow);
      if (state->source != NULL)
        state->source_point = route->points[0];
      if (state->target != NULL)
        state->target_point = route->points[route->len - 1];
    }
}

MoatClip *
moat_clip_new (MoatSelection *selection)
{
  MoatDocument *document = moat_selection_get_document (selection);
  g_autoptr (GPtrArray) records = moat_selection_list (selection);
  MoatClip *clip = NULL;

  if (records->len == 0)
    return NULL;
  clip = g_atomic_rc_box_new0 (MoatClip);
  moat_document_begin (document, _ ("Copy"));
  note_ends (document, records);
  clip->fragment = moat_fragment_write (document, records);
  moat_document_rollback (document);
  return clip;
}

MoatClip *
moat_clip_ref (MoatClip *clip)
{
  return g_atomic_rc_box_acquire (clip);
}

static void
clip_clear (gpointer data)
{
  g_free (((MoatClip *) data)->fragment);
}

void
moat_clip_unref (MoatClip *clip)
{
  g_atomic_rc_box_release_full (clip, clip_clear);
}

/* ---- Other forms ---- */

static MoatDocument *
open_clip (MoatClip *clip, const char **use_case_id, GError **error)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (GPtrArray) pasted = NULL;

  MOAT_TRANSACTION (document, _ ("Copy"))
  {
    MoatRecord *use_case = moat_edit_add_use_case (document, NULL);

    *use_case_id = moat_record_get_id (use_case);
    pasted = moat_fragment_paste (document, clip->fragment, *use_case_id, 0.0, 0.0, error);
  }
  return pasted == NULL ? NULL : g_steal_pointer (&document);
}

static GBytes *
write_text (MoatDocument *document, const char *use_case_id, const char *mime_type, GError **error)
{
  char *text = moat_story_write (document, use_case_id);

  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
write_picture (MoatDocument *document, const char *use_case_id, const char *mime_type, GError **error)
{
  const MoatFormat *const *formats = moat_surfaces_get_formats ();
  const MoatExportOptions options = { .use_case_id = use_case_id };

  for (guint i = 0; formats[i] != NULL; i++)
    if (strcmp (formats[i]->mime, mime_type) == 0)
      return formats[i]->write (document, &options, NULL, error);
  g_assert_not_reached ();
}

static const struct
{
  const char *mime_type;
  GBytes *(*write) (MoatDocument *document, const char *use_case_id, const char *mime_type, GError **error);
} forms[] = {
  { MOAT_CLIP_MIME_TEXT, write_text },
  { "text/plain", write_text },
  { MOAT_CLIP_MIME_SVG, write_picture },
  { MOAT_CLIP_MIME_PNG, write_picture },
};

const char *const *
moat_clip_list_mime_types (void)
{
  static const char *const types[] = { MOAT_CLIP_MIME_FRAGMENT, MOAT_CLIP_MIME_TEXT, "text/plain",
                                       MOAT_CLIP_MIME_SVG,      MOAT_CLIP_MIME_PNG,  NULL };

  return types;
}

GBytes *
moat_clip_to_bytes (MoatClip *clip, const char *mime_type, GError **error)
{
  g_autoptr (MoatDocument) document = NULL;
  const char *use_case_id = NULL;

  if (strcmp (mime_type, MOAT_CLIP_MIME_FRAGMENT) == 0)
    return g_bytes_new (clip->fragment, strlen (clip->fragment));
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      if (strcmp (forms[i].mime_type, mime_type) != 0)
        continue;
      document = open_clip (clip, &use_case_id, error);
      return document == NULL ? NULL : forms[i].write (document, use_case_id, mime_type, error);
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("What was copied has no form of the type %s"),
               mime_type);
  return NULL;
}

/* ---- Pasting ---- */

/* The bounds of all that has a place of its own; FALSE when nothing has. */
static gboolean
get_bounds (GPtrArray *records, MoatRect *bounds)
{
  gboolean is_found = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);
      MoatRect box;

      if (!moat_handles_get_box (record, &box))
        {
          const MoatPoints *points = moat_record_get_kind (record) == MOAT_KIND_BOUNDARY
                                         ? moat_boundary_state (record)->points
                                         : NULL;

          if (moat_points_len (points) == 0)
            continue;
          box = moat_polyline_get_bounds (points->items, points->len);
        }
      *bounds = is_found ? moat_rect_union (bounds, &box) : box;
      is_found = TRUE;
    }
  return is_found;
}

/* The first that has a box: where it goes all the others go. */
static MoatRecord *
find_boxed (GPtrArray *records, MoatRect *box)
{
  for (guint i = 0; i < records->len; i++)
    if (moat_handles_get_box (g_ptr_array_index (records, i), box))
      return g_ptr_array_index (records, i);
  return NULL;
}

/* Whether another thing of the same kind stands exactly where a pasted one would. */
static gboolean
is_covering (MoatDocument *document, MoatRecord *pasted, const MoatRect *box, const char *use_case_id)
{
  GPtrArray *all = moat_document_list (document, moat_record_get_kind (pasted));

  for (guint i = 0; i < all->len; i++)
    {
      MoatRecord *other = g_ptr_array_index (all, i);
      MoatRecord *use_case = moat_query_use_case (document, other);
      MoatRect taken;

      if (other != pasted && moat_handles_get_box (other, &taken) && taken.x == box->x && taken.y == box->y
          && use_case == moat_document_find (document, use_case_id))
        return TRUE;
    }
  return FALSE;
}

static void
settle (MoatDocument *document, GPtrArray *pasted, const char *use_case_id, const MoatPoint *at)
{
  MoatRecord *first = NULL;
  MoatRect bounds;
  MoatRect box;
  double offset = 0.0;

  if (!get_bounds (pasted, &bounds))
    return;
  if (at != NULL)
    {
      moat_edit_move (document, pasted,
                      moat_snap_to_grid (at->x - bounds.width / 2.0, MOAT_GRID_STEP) - bounds.x,
                      moat_snap_to_grid (at->y - bounds.height / 2.0, MOAT_GRID_STEP) - bounds.y);
      return;
    }
  first = find_boxed (pasted, &box);
  for (guint i = 0; first != NULL && i < MAX_PASTES && is_covering (document, first, &box, use_case_id); i++)
    {
      offset += PASTE_OFFSET;
      box.x += PASTE_OFFSET;
      box.y += PASTE_OFFSET;
    }
  moat_edit_move (document, pasted, offset, offset);
}

static void
select_pasted (MoatSelection *selection, GPtrArray *pasted)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; i < pasted->len; i++)
    if (moat_selection_can_hold (g_ptr_array_index (pasted, i)))
      g_ptr_array_add (chosen, g_ptr_array_index (pasted, i));
  moat_selection_set_list (selection, (MoatRecord *const *) chosen->pdata, chosen->len);
  if (chosen->len > 0)
    moat_selection_reveal (selection, g_ptr_array_index (chosen, 0));
}

gboolean
moat_clipboard_paste (MoatSelection *selection,
                      const char *use_case_id,
                      const char *fragment,
                      const MoatPoint *at,
                      GError **error)
{
  MoatDocument *document = moat_selection_get_document (selection);
  g_autoptr (GPtrArray) pasted = NULL;

  g_return_val_if_fail (use_case_id != NULL, FALSE);

  moat_document_begin (document, _ ("Paste"));
  pasted = moat_fragment_paste (document, fragment, use_case_id, 0.0, 0.0, error);
  if (pasted == NULL)
    {
      moat_document_rollback (document);
      return FALSE;
    }
  settle (document, pasted, use_case_id, at);
  moat_document_commit (document);
  select_pasted (selection, pasted);
  return TRUE;
}

/* ---- Text from elsewhere ---- */

static gboolean
paste_moves (MoatSelection *selection, MoatRecord *on, const char *text)
{
  MoatDocument *document = moat_selection_get_document (selection);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  MoatRecord *threat = NULL;

  MOAT_TRANSACTION (document, _ ("Paste attacker moves"))
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      threat = moat_edit_add_threat (document, moat_record_get_id (on), lines[i]);
  if (threat == NULL)
    return FALSE;
  moat_selection_set_threat (selection, threat, NULL);
  return TRUE;
}

static gboolean
paste_note (MoatSelection *selection, const char *use_case_id, const char *text, const MoatPoint *at)
{
  MoatDocument *document = moat_selection_get_document (selection);
  MoatRect box = moat_create_get_box (MOAT_TOOL_NOTE, at == NULL ? (MoatPoint){ 0.0, 0.0 } : *at, TRUE);
  MoatRecord *note = NULL;

  MOAT_TRANSACTION (document, _ ("Paste"))
  note = moat_edit_add_note (document, use_case_id, text, &box);
  moat_selection_set_only (selection, note);
  return TRUE;
}

gboolean
moat_clipboard_paste_text (MoatSelection *selection,
                           const char *use_case_id,
                           const char *text,
                           const MoatPoint *at)
{
  MoatRecord *single = moat_selection_get_single (selection);
  g_autofree char *words = g_strstrip (g_utf8_make_valid (moat_text_get (text), -1));

  g_return_val_if_fail (use_case_id != NULL, FALSE);

  if (*words == '\0')
    return FALSE;
  if (single != NULL && moat_commands_can_have_moves (single)
      && moat_record_get_kind (single) != MOAT_KIND_BOUNDARY)
    return paste_moves (selection, single, words);
  return paste_note (selection, use_case_id, words, at);
}
