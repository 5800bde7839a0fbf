/* The canvas' part that explains what the pointer rests on: marks and badges
 * say in words what they show as signs.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"
#include "describe.h"
#include "query.h"

#include <glib/gi18n-lib.h>

static char *
explain_badge (MoatCanvas *self, const MoatHit *hit)
{
  guint n_open, n_decided, count;
  gboolean is_open = hit->part == MOAT_PART_BADGE_OPEN;

  moat_query_count_moves (self->document, moat_record_get_id (hit->record), &n_open, &n_decided);
  count = is_open ? n_open : n_decided;
  if (is_open)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u attacker move without an answer. Click to see it.",
                                         "%u attacker moves without an answer. Click to see them.", count),
                            count);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u attacker move decided. Click to see it.",
                                       "%u attacker moves decided. Click to see them.", count),
                          count);
}

static char *
explain_mark (const MoatHit *hit)
{
  const MoatSceneMark *mark = &hit->item->marks[MIN (hit->index, hit->item->n_marks - 1)];
  const char *name = moat_record_get_title (mark->boundary);

  switch (mark->direction)
    {
    case MOAT_CROSSING_INBOUND:
      return g_strdup_printf (_ ("Crosses %s, inbound"), name);
    case MOAT_CROSSING_OUTBOUND:
      return g_strdup_printf (_ ("Crosses %s, outbound"), name);
    case MOAT_CROSSING_THROUGH:
      return g_strdup_printf (_ ("Passes through %s without ending there"), name);
    }
  g_assert_not_reached ();
}

static char *
explain_class (MoatCanvas *self, const MoatHit *hit)
{
  const MoatList *ids = hit->item->kind == MOAT_KIND_FLOW ? moat_flow_state (hit->record)->assets
                                                          : moat_element_state (hit->record)->assets;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < moat_list_len (ids); i++)
    {
      MoatRecord *asset = moat_document_find (self->document, moat_list_get (ids, i));

      if (asset != NULL)
        g_ptr_array_add (names, (gpointer) moat_record_get_title (asset));
    }
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (_ (", "), (char **) names->pdata);
  return *list == '\0' ? NULL : g_strdup_printf (_ ("Data: %s"), list);
}

static char *
explain_doubt (MoatCanvas *self, MoatRecord *element)
{
  MoatRecord *boundary = NULL;
  gboolean is_inside = FALSE;

  if (!moat_zones_is_doubtful (moat_zones_get (self->document), moat_record_get_id (element), &boundary,
                               &is_inside)
      || boundary == NULL)
    return NULL;
  if (is_inside)
    return g_strdup_printf (_ ("Counted as inside %s, because its centre is"),
                            moat_record_get_title (boundary));
  return g_strdup_printf (_ ("Counted as outside %s, because its centre is"),
                          moat_record_get_title (boundary));
}

static char *
explain_element (MoatCanvas *self, MoatRecord *record)
{
  const MoatElementState *state = moat_element_state (record);
  g_autofree char *doubt = explain_doubt (self, record);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  if (state->description != NULL)
    g_ptr_array_add (lines, state->description);
  if (state->out_of_scope && state->reason != NULL)
    g_ptr_array_add (lines, state->reason);
  if (doubt != NULL)
    g_ptr_array_add (lines, doubt);
  if (lines->len == 0)
    return NULL;
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* What is written there anyway is not repeated. */
static char *
explain_line (MoatCanvas *self, const MoatHit *hit)
{
  if (hit->item->kind == MOAT_KIND_FLOW)
    return g_strdup (moat_flow_state (hit->record)->description);
  return moat_describe (self->document, hit->record, hit->item->number);
}

static char *
explain (MoatCanvas *self, const MoatHit *hit)
{
  switch ((int) hit->part)
    {
    case MOAT_PART_BADGE_OPEN:
    case MOAT_PART_BADGE_DECIDED:
      return explain_badge (self, hit);
    case MOAT_PART_CROSSING:
      return hit->item->n_marks > 0 ? explain_mark (hit) : NULL;
    case MOAT_PART_CLASS:
      return explain_class (self, hit);
    case MOAT_PART_BODY:
      return hit->item->kind == MOAT_KIND_ELEMENT ? explain_element (self, hit->record) : NULL;
    case MOAT_PART_LABEL:
    case MOAT_PART_LINE:
    case MOAT_PART_TITLE:
      return explain_line (self, hit);
    default:
      return NULL;
    }
}

/* Where the moves of a flow are counted, others may have a word to add. */
static char *
add_hint (MoatCanvas *self, const MoatHit *hit, char *text)
{
  gboolean is_about_moves = hit->part == MOAT_PART_BADGE_OPEN || hit->part == MOAT_PART_BADGE_DECIDED
                            || (hit->part == MOAT_PART_LABEL && hit->item->kind == MOAT_KIND_FLOW);
  g_autofree char *said = text;
  g_autofree char *hint = is_about_moves && self->hint_func != NULL
                              ? self->hint_func (hit->record, self->hint_data)
                              : NULL;

  if (hint == NULL || said == NULL)
    return hint != NULL ? g_steal_pointer (&hint) : g_steal_pointer (&said);
  return g_strdup_printf ("%s\n%s", said, hint);
}

gboolean
moat_canvas_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  MoatCanvas *self = MOAT_CANVAS (widget);
  g_autofree char *text = NULL;
  GdkRectangle near = { x - 8, y - 8, 16, 16 };
  MoatHit hit;

  if (keyboard || self->scene == NULL || moat_toolbox_is_busy (self->toolbox)
      || !moat_scene_pick (self->scene, moat_canvas_to_model (self, x, y), 6 / self->viewport.zoom, &hit))
    return FALSE;
  text = add_hint (self, &hit, explain (self, &hit));
  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  /* Moving on closes it, so that it never lies over what one goes to next. */
  gtk_tooltip_set_tip_area (tooltip, &near);
  return TRUE;
}
