/* Places for the elements and zones of a use case: what is to be arranged, as
 * a plan (see layout.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "layout-private.h"

#include "query.h"

#include <math.h>
#include <string.h>

#define ELEMENT_MIN_WIDTH  120.0
#define ELEMENT_MAX_WIDTH  220.0
#define ELEMENT_MIN_HEIGHT 60.0
#define NAME_CHAR          8.6
#define NAME_LINE          20.0
#define NAME_PADDING       28.0

#define LABEL_CHAR      7.2
#define LABEL_PADDING   48.0
#define LABEL_MAX_WIDTH 268.0
#define LABEL_MIN_WIDTH 150.0 /* of the row of badges under it */

/* A free end has no size; this much is kept free round it. */
#define END_SIZE 40.0

/* ---- Estimates ---- */

static double
count_columns (const char *text, gsize length)
{
  double columns = 0;

  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_iszerowidth (c))
        columns += g_unichar_iswide (c) ? 2 : 1;
    }

  return columns;
}

typedef struct
{
  double width;
  guint n_lines;
} Wrapped;

/* Wraps @text at spaces to @max_width; a longer word is broken. */
static Wrapped
wrap (const char *text, double char_width, double max_width)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Wrapped wrapped = { 0, 0 };

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      double width = 0;

      wrapped.n_lines++;
      for (guint j = 0; words[j] != NULL; j++)
        {
          double word = count_columns (words[j], strlen (words[j])) * char_width;

          if (width > 0 && width + char_width + word > max_width)
            {
              wrapped.n_lines++;
              width = 0;
            }
          wrapped.n_lines += (guint) (word / max_width);
          width += (width > 0 ? char_width : 0) + MIN (word, max_width);
          wrapped.width = MAX (wrapped.width, width);
        }
    }

  return wrapped;
}

static double
round_up (double value, double step)
{
  return ceil (value / step) * step;
}

MoatRect
moat_layout_estimate_element (const char *name)
{
  Wrapped wrapped = wrap (moat_text_get (name), NAME_CHAR, ELEMENT_MAX_WIDTH - NAME_PADDING);
  double width = round_up (wrapped.width + NAME_PADDING, 2 * MOAT_LAYOUT_GRID);
  double height = round_up (wrapped.n_lines * NAME_LINE + NAME_PADDING, 2 * MOAT_LAYOUT_GRID);

  return (MoatRect){ 0, 0, CLAMP (width, ELEMENT_MIN_WIDTH, ELEMENT_MAX_WIDTH),
                     MAX (height, ELEMENT_MIN_HEIGHT) };
}

static double
estimate_label (const char *name)
{
  double width = count_columns (name, strlen (name)) * LABEL_CHAR + LABEL_PADDING;

  return CLAMP (width, LABEL_MIN_WIDTH, LABEL_MAX_WIDTH);
}

/* ---- Reading a use case ---- */

static void
owner_clear (gpointer data)
{
  g_clear_object (&((MoatThingOwner *) data)->record);
}

static void
flow_clear (gpointer data)
{
  g_clear_object (&((MoatLayoutFlow *) data)->flow);
}

static int
add_thing (MoatLayout *self, MoatThingType type, MoatRecord *record, gboolean is_source, const MoatRect *box)
{
  MoatThing thing = { .type = type, .now = *box, .place = *box, .home = -1, .is_part = TRUE };
  MoatThingOwner owner = { g_object_ref (record), is_source };

  g_array_append_val (self->plan->things, thing);
  g_array_append_val (self->owners, owner);
  return (int) self->plan->things->len - 1;
}

static int
add_end (MoatLayout *self, MoatRecord *flow, gboolean is_source, MoatPoint at)
{
  return add_thing (self, MOAT_THING_END, flow, is_source,
                    &MOAT_RECT_INIT (at.x - END_SIZE / 2, at.y - END_SIZE / 2, END_SIZE, END_SIZE));
}

static int
find_thing (GHashTable *numbers, const char *id)
{
  gpointer number;

  return id != NULL && g_hash_table_lookup_extended (numbers, id, NULL, &number) ? GPOINTER_TO_INT (number)
                                                                                 : -1;
}

static void
add_flow (MoatLayout *self, MoatRecord *record, GHashTable *numbers)
{
  const MoatFlowState *state = moat_flow_state (record);
  MoatLayoutFlow flow = { .flow = g_object_ref (record), .number = -1 };

  flow.source = find_thing (numbers, state->source);
  flow.target = find_thing (numbers, state->target);
  if (self->plan->keeps_order && flow.source < 0 && state->source == NULL)
    flow.source = add_end (self, record, TRUE, state->source_point);
  if (self->plan->keeps_order && flow.target < 0 && state->target == NULL)
    flow.target = add_end (self, record, FALSE, state->target_point);

  if (flow.source >= 0 && flow.target >= 0 && flow.source != flow.target)
    {
      MoatPlanFlow plan_flow = {
        .source = flow.source,
        .target = flow.target,
        .label_width = estimate_label (moat_record_get_title (record)),
        .corners = g_array_new (FALSE, FALSE, sizeof (MoatPoint)),
      };

      flow.number = (int) self->plan->flows->len;
      g_array_append_val (self->plan->flows, plan_flow);
    }
  g_array_append_val (self->flows, flow);
}

static void
add_boundaries (MoatLayout *self)
{
  g_autoptr (GPtrArray) boundaries = moat_document_list_children (self->document, self->use_case_id,
                                                                  MOAT_KIND_BOUNDARY);

  for (guint i = 0; i < boundaries->len; i++)
    {
      MoatRecord *boundary = g_ptr_array_index (boundaries, i);
      const MoatBoundaryState *state = moat_boundary_state (boundary);
      MoatPlanZone zone
          = { .now = state->box, .place = state->box, .parent = -1, .is_part = TRUE, .block = -1 };

      if (state->shape != MOAT_BOUNDARY_ZONE)
        {
          g_ptr_array_add (self->lines, g_object_ref (boundary));
          continue;
        }
      zone.title_width = estimate_label (moat_record_get_title (boundary));
      g_array_append_val (self->plan->zones, zone);
      g_ptr_array_add (self->zones, g_object_ref (boundary));
    }
}

static void
read_use_case (MoatLayout *self)
{
  g_autoptr (GPtrArray) elements = moat_query_elements (self->document, self->use_case_id);
  g_autoptr (GPtrArray) flows = moat_query_flows (self->document, self->use_case_id);
  g_autoptr (GPtrArray) notes = moat_document_list_children (self->document, self->use_case_id,
                                                             MOAT_KIND_NOTE);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);

  add_boundaries (self);
  for (guint i = 0; i < elements->len; i++)
    {
      MoatRecord *element = g_ptr_array_index (elements, i);
      const MoatElementState *state = moat_element_state (element);
      MoatRect box = self->plan->keeps_order ? state->box : moat_layout_estimate_element (state->name);

      g_hash_table_insert (numbers, (gpointer) moat_record_get_id (element),
                           GINT_TO_POINTER (add_thing (self, MOAT_THING_ELEMENT, element, FALSE, &box)));
    }
  for (guint i = 0; self->plan->keeps_order && i < notes->len; i++)
    {
      MoatRecord *note = g_ptr_array_index (notes, i);

      add_thing (self, MOAT_THING_NOTE, note, FALSE, &moat_note_state (note)->box);
    }
  for (guint i = 0; i < flows->len; i++)
    add_flow (self, g_ptr_array_index (flows, i), numbers);
}

static MoatLayout *
layout_new (MoatDocument *document, const char *use_case_id, MoatLayoutScope scope, gboolean keeps_order)
{
  MoatLayout *self = g_new0 (MoatLayout, 1);

  self->document = g_object_ref (document);
  self->use_case_id = g_strdup (use_case_id);
  self->scope = scope;
  self->plan = moat_plan_new ();
  self->plan->keeps_order = keeps_order;
  self->owners = g_array_new (FALSE, FALSE, sizeof (MoatThingOwner));
  g_array_set_clear_func (self->owners, owner_clear);
  self->flows = g_array_new (FALSE, FALSE, sizeof (MoatLayoutFlow));
  g_array_set_clear_func (self->flows, flow_clear);
  self->zones = g_ptr_array_new_with_free_func (g_object_unref);
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
  read_use_case (self);

  return self;
}

void
moat_layout_free (MoatLayout *self)
{
  g_clear_object (&self->document);
  g_clear_pointer (&self->use_case_id, g_free);
  g_clear_pointer (&self->plan, moat_plan_free);
  g_clear_pointer (&self->owners, g_array_unref);
  g_clear_pointer (&self->zones, g_ptr_array_unref);
  g_clear_pointer (&self->flows, g_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self);
}

/* ---- What is to be arranged ---- */

MoatLayout *
moat_layout_new_for_all (MoatDocument *document, const char *use_case_id)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);

  return layout_new (document, use_case_id, MOAT_LAYOUT_ALL, TRUE);
}

MoatLayout *
moat_layout_new_for_selection (MoatDocument *document, const char *use_case_id, GPtrArray *records)
{
  MoatLayout *self;
  g_autoptr (GHashTable) selected = g_hash_table_new (NULL, NULL);

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);

  self = layout_new (document, use_case_id, MOAT_LAYOUT_SELECTION, TRUE);
  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (selected, g_ptr_array_index (records, i));

  for (guint i = 0; i < self->plan->zones->len; i++)
    MOAT_PLAN_ZONE (self->plan, i)->is_part = g_hash_table_contains (selected,
                                                                     g_ptr_array_index (self->zones, i));
  for (guint i = 0; i < self->plan->things->len; i++)
    {
      MoatThing *thing = MOAT_PLAN_THING (self->plan, i);

      thing->is_part = thing->type != MOAT_THING_END
                       && g_hash_table_contains (selected,
                                                 g_array_index (self->owners, MoatThingOwner, i).record);
    }

  return self;
}

MoatLayout *
moat_layout_new_for_inside (MoatDocument *document, const char *use_case_id, MoatRecord *zone)
{
  MoatLayout *self;
  guint inside;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (MOAT_IS_RECORD (zone), NULL);

  self = layout_new (document, use_case_id, MOAT_LAYOUT_INSIDE, TRUE);
  self->inside = g_ptr_array_find (self->zones, zone, &inside) ? (int) inside : -1;

  return self;
}

/* ---- What changed since ---- */

static gboolean
has_same_flows (MoatLayout *self, MoatLayout *other)
{
  if (self->flows->len != other->flows->len)
    return FALSE;

  for (guint i = 0; i < self->flows->len; i++)
    {
      const MoatLayoutFlow *a = &g_array_index (self->flows, MoatLayoutFlow, i);
      const MoatLayoutFlow *b = &g_array_index (other->flows, MoatLayoutFlow, i);

      if (a->flow != b->flow || a->source != b->source || a->target != b->target)
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_same_things (MoatLayout *self, MoatLayout *other)
{
  if (self->plan->things->len != other->plan->things->len)
    return FALSE;

  for (guint i = 0; i < self->plan->things->len; i++)
    if (g_array_index (self->owners, MoatThingOwner, i).record
            != g_array_index (other->owners, MoatThingOwner, i).record
        || memcmp (&MOAT_PLAN_THING (self->plan, i)->now, &MOAT_PLAN_THING (other->plan, i)->now,
                   sizeof (MoatRect))
               != 0)
      return FALSE;

  return TRUE;
}

static gboolean
has_same_zones (MoatLayout *self, MoatLayout *other)
{
  if (self->zones->len != other->zones->len || self->lines->len != other->lines->len)
    return FALSE;

  for (guint i = 0; i < self->lines->len; i++)
    if (g_ptr_array_index (self->lines, i) != g_ptr_array_index (other->lines, i))
      return FALSE;
  for (guint i = 0; i < self->zones->len; i++)
    if (g_ptr_array_index (self->zones, i) != g_ptr_array_index (other->zones, i)
        || memcmp (&MOAT_PLAN_ZONE (self->plan, i)->now, &MOAT_PLAN_ZONE (other->plan, i)->now,
                   sizeof (MoatRect))
               != 0)
      return FALSE;

  return TRUE;
}

gboolean
moat_layout_is_current (MoatLayout *self)
{
  g_autoptr (MoatLayout) now = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  now = layout_new (self->document, self->use_case_id, self->scope, TRUE);
  return has_same_things (self, now) && has_same_zones (self, now) && has_same_flows (self, now);
}

guint
moat_layout_count_unplaced (MoatLayout *self)
{
  return self->n_unplaced;
}

guint
moat_layout_count_strayed_lines (MoatLayout *self)
{
  return self->n_strayed;
}

/* ---- From nothing ---- */

static int
find_zone (MoatLayout *self, GHashTable *numbers, GHashTable *zone_of, const char *id)
{
  const char *zone_id = g_hash_table_lookup (zone_of, id);

  return find_thing (numbers, zone_id);
}

static void
take_homes (MoatLayout *self, GHashTable *zone_of)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->zones->len; i++)
    g_hash_table_insert (numbers, (gpointer) moat_record_get_id (g_ptr_array_index (self->zones, i)),
                         GINT_TO_POINTER (i));
  for (guint i = 0; i < self->zones->len; i++)
    MOAT_PLAN_ZONE (self->plan, i)->parent
        = find_zone (self, numbers, zone_of, moat_record_get_id (g_ptr_array_index (self->zones, i)));
  for (guint i = 0; i < self->plan->things->len; i++)
    MOAT_PLAN_THING (self->plan, i)->home
        = find_zone (self, numbers, zone_of,
                     moat_record_get_id (g_array_index (self->owners, MoatThingOwner, i).record));
}

gboolean
moat_layout_arrange (MoatDocument *document, const char *use_case_id, GHashTable *zone_of, GError **error)
{
  g_autoptr (MoatLayout) layout = NULL;

  g_return_val_if_fail (moat_document_in_transaction (document), FALSE);

  if (zone_of == NULL)
    layout = moat_layout_new_for_all (document, use_case_id);
  else
    {
      layout = layout_new (document, use_case_id, MOAT_LAYOUT_ALL, FALSE);
      take_homes (layout, zone_of);
    }
  if (!moat_layout_compute (layout, NULL, error))
    return FALSE;

  moat_layout_apply (layout);
  return TRUE;
}
