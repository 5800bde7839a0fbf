/* What follows from where things are in two models: crossings that came or
 * went, and why.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "diff-private.h"

#include "zones.h"

#include <glib/gi18n-lib.h>

/* ---- Why ---- */

/* Whether the two models have the record @id in other places. */
static gboolean
is_moved (const MoatDiff *self, const char *id)
{
  MoatRecord *before = moat_document_find (self->old_document, id);
  MoatRecord *after = moat_document_find (self->new_document, id);
  const MoatKindInfo *info;

  if (before == NULL || after == NULL || moat_record_get_kind (before) != moat_record_get_kind (after))
    return FALSE;
  info = moat_kind_get_info (moat_record_get_kind (after));
  for (guint i = 0; i < info->n_fields; i++)
    {
      if (moat_diff_is_geometry (&info->fields[i])
          && !moat_field_equal (&info->fields[i], moat_record_get_state (before),
                                moat_record_get_state (after)))
        return TRUE;
    }

  return FALSE;
}

/* An end of the flow that was moved, or NULL. */
static MoatRecord *
find_moved_end (const MoatDiff *self, const MoatFlowState *flow)
{
  const char *const ends[] = { flow->source, flow->target };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      if (ends[i] != NULL && is_moved (self, ends[i]))
        return moat_document_find (self->new_document, ends[i]);
    }

  return NULL;
}

/* "because the boundary was moved", led by a blank; empty when nothing tells. Owned. */
static char *
explain_flow (const MoatDiff *self, const MoatDiffPair *flow, const char *boundary_id)
{
  const MoatFlowState *before = moat_flow_state (flow->old_record);
  const MoatFlowState *after = moat_flow_state (flow->new_record);
  gboolean boundary_moved = is_moved (self, boundary_id);
  MoatRecord *end = find_moved_end (self, after);

  if (moat_document_find (self->old_document, boundary_id) == NULL)
    return g_strdup (_ (" because the boundary is new"));
  if (moat_document_find (self->new_document, boundary_id) == NULL)
    return g_strdup (_ (" because the boundary was removed"));
  if (g_strcmp0 (before->source, after->source) != 0 || g_strcmp0 (before->target, after->target) != 0)
    return g_strdup (_ (" because the flow has other ends"));
  if (boundary_moved && end != NULL)
    return g_strdup (_ (" because both sides were moved"));
  if (boundary_moved)
    return g_strdup (_ (" because the boundary was moved"));
  if (end != NULL)
    return g_strdup_printf (_ (" because %s was moved"), moat_record_get_title (end));

  return g_strdup ("");
}

/* ---- Flows ---- */

/* The crossing of @boundary_id that counts, or NULL. */
static const MoatCrossing *
find_crossing (MoatDocument *document, const char *flow_id, const char *boundary_id)
{
  guint n_crossings = 0;
  const MoatCrossing *crossings = moat_zones_get_crossings (moat_zones_get (document), flow_id, &n_crossings);

  for (guint i = 0; i < n_crossings; i++)
    {
      if (crossings[i].direction != MOAT_CROSSING_THROUGH
          && g_strcmp0 (moat_record_get_id (crossings[i].boundary), boundary_id) == 0)
        return &crossings[i];
    }

  return NULL;
}

static const char *
describe_direction (MoatRecord *flow, MoatCrossingDirection direction)
{
  if (moat_flow_state (flow)->bidirectional)
    return _ ("both ways");

  return direction == MOAT_CROSSING_OUTBOUND ? _ ("outbound") : _ ("inbound");
}

static void
tell_gained (MoatDiff *self, const MoatDiffPair *flow, const MoatCrossing *crossing)
{
  const char *boundary_id = moat_record_get_id (crossing->boundary);
  const MoatCrossing *before = flow->old_record != NULL
                                   ? find_crossing (self->old_document, moat_record_get_id (flow->old_record),
                                                    boundary_id)
                                   : NULL;
  const char *direction = describe_direction (flow->new_record, crossing->direction);
  g_autofree char *name = NULL;
  g_autofree char *boundary = NULL;
  g_autofree char *reason = NULL;

  if (crossing->direction == MOAT_CROSSING_THROUGH
      || (before != NULL && before->direction == crossing->direction))
    return;
  name = moat_diff_name (self->new_document, flow->new_record);
  boundary = moat_diff_short_name (self->new_document, crossing->boundary);
  reason = flow->old_record != NULL ? explain_flow (self, flow, boundary_id) : g_strdup ("");
  /* TRANSLATORS: a flow, a trust boundary, “inbound” or “outbound”, and a reason led by a blank, or nothing.
   */
  moat_diff_tell (self, MOAT_DIFFERENCE_FOLLOWS, self->new_document, flow->new_record,
                  flow->old_record == NULL
                      ? g_strdup_printf (_ ("%s crosses %s %s%s."), name, boundary, direction, reason)
                      : g_strdup_printf (_ ("%s now crosses %s %s%s."), name, boundary, direction, reason));
}

static void
tell_lost (MoatDiff *self, const MoatDiffPair *flow, const MoatCrossing *crossing)
{
  const char *boundary_id = moat_record_get_id (crossing->boundary);
  g_autofree char *name = NULL;
  g_autofree char *boundary = NULL;
  g_autofree char *reason = NULL;

  if (crossing->direction == MOAT_CROSSING_THROUGH
      || find_crossing (self->new_document, moat_record_get_id (flow->new_record), boundary_id) != NULL)
    return;
  name = moat_diff_name (self->new_document, flow->new_record);
  boundary = moat_diff_short_name (self->old_document, crossing->boundary);
  reason = explain_flow (self, flow, boundary_id);
  /* TRANSLATORS: a flow, a trust boundary, and a reason led by a blank, or nothing. */
  moat_diff_tell (self, MOAT_DIFFERENCE_FOLLOWS, self->new_document, flow->new_record,
                  g_strdup_printf (_ ("%s no longer crosses %s%s."), name, boundary, reason));
}

static void
tell_flow (MoatDiff *self, MoatRecord *record)
{
  const char *id = moat_record_get_id (record);
  MoatDiffPair flow = { moat_document_find_kind (self->old_document, id, MOAT_KIND_FLOW), record };
  guint n_now = 0;
  guint n_before = 0;
  const MoatCrossing *now = moat_zones_get_crossings (moat_zones_get (self->new_document), id, &n_now);
  const MoatCrossing *before;

  for (guint i = 0; i < n_now; i++)
    tell_gained (self, &flow, &now[i]);
  if (flow.old_record == NULL)
    return;
  before = moat_zones_get_crossings (moat_zones_get (self->old_document), id, &n_before);
  for (guint i = 0; i < n_before; i++)
    tell_lost (self, &flow, &before[i]);
}

/* ---- Elements ---- */

/* What zone @element is in now, or in no more, that both models have. */
static void
tell_element (MoatDiff *self, MoatRecord *element)
{
  const char *id = moat_record_get_id (element);
  MoatZones *then = moat_zones_get (self->old_document);
  MoatZones *now = moat_zones_get (self->new_document);
  GPtrArray *boundaries = moat_document_list (self->new_document, MOAT_KIND_BOUNDARY);
  g_autofree char *name = moat_diff_name (self->new_document, element);

  for (guint i = 0; i < boundaries->len; i++)
    {
      MoatRecord *boundary = g_ptr_array_index (boundaries, i);
      const char *boundary_id = moat_record_get_id (boundary);
      gboolean is_inside = moat_zones_is_inside (now, id, boundary_id);
      g_autofree char *zone = NULL;

      if (moat_document_find (self->old_document, boundary_id) == NULL
          || is_inside == moat_zones_is_inside (then, id, boundary_id))
        continue;
      zone = moat_diff_short_name (self->new_document, boundary);
      moat_diff_tell (self, MOAT_DIFFERENCE_FOLLOWS, self->new_document, element,
                      is_inside ? g_strdup_printf (_ ("%s is now inside %s."), name, zone)
                                : g_strdup_printf (_ ("%s is no longer inside %s."), name, zone));
    }
}

static gboolean
has_moved_zone (const MoatDiff *self)
{
  GPtrArray *boundaries = moat_document_list (self->new_document, MOAT_KIND_BOUNDARY);

  for (guint i = 0; i < boundaries->len; i++)
    {
      if (is_moved (self, moat_record_get_id (g_ptr_array_index (boundaries, i))))
        return TRUE;
    }

  return FALSE;
}

void
moat_diff_tell_crossings (MoatDiff *self)
{
  GPtrArray *flows = moat_document_list (self->new_document, MOAT_KIND_FLOW);
  GPtrArray *elements = moat_document_list (self->new_document, MOAT_KIND_ELEMENT);
  gboolean zone_moved = has_moved_zone (self);

  for (guint i = 0; i < elements->len; i++)
    {
      MoatRecord *element = g_ptr_array_index (elements, i);
      const char *id = moat_record_get_id (element);

      if (moat_document_find (self->old_document, id) != NULL && (zone_moved || is_moved (self, id)))
        tell_element (self, element);
    }
  for (guint i = 0; i < flows->len; i++)
    tell_flow (self, g_ptr_array_index (flows, i));
}
