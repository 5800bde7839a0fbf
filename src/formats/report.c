/* What a reader or writer did that a person should know of.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "report.h"

#include "bounds.h"

#include <glib/gi18n-lib.h>

struct _MoatReport
{
  GPtrArray *items; /* of MoatReportItem *, owned */
  guint n_added;
  guint n_lost; /* of those */
  guint most;
};

static void
item_free (gpointer data)
{
  MoatReportItem *item = data;

  g_free (item->where);
  g_free (item->text);
  g_free (item->record_id);
  g_free (item);
}

MoatReport *
moat_report_new (void)
{
  MoatReport *self = g_new0 (MoatReport, 1);

  self->items = g_ptr_array_new_with_free_func (item_free);
  self->most = MOAT_MAX_REPORTED;
  return self;
}

void
moat_report_free (MoatReport *self)
{
  g_ptr_array_unref (self->items);
  g_free (self);
}

void
moat_report_set_most (MoatReport *self, guint most)
{
  g_return_if_fail (self != NULL);

  self->most = most;
}

/* Takes @text. */
static void
add (MoatReport *self, const char *where, const char *record_id, gboolean is_lost, char *text)
{
  MoatReportItem *item;

  self->n_added++;
  self->n_lost += is_lost;
  if (self->items->len >= self->most)
    {
      g_free (text);
      return;
    }
  item = g_new0 (MoatReportItem, 1);
  item->where = g_strdup (where);
  item->record_id = g_strdup (record_id);
  item->is_lost = is_lost;
  item->text = text;
  g_ptr_array_add (self->items, item);
}

void
moat_report_add (MoatReport *self, const char *format, ...)
{
  va_list args;

  if (self == NULL)
    return;
  va_start (args, format);
  add (self, NULL, NULL, TRUE, g_strdup_vprintf (format, args));
  va_end (args);
}

void
moat_report_add_note (MoatReport *self, const char *format, ...)
{
  va_list args;

  if (self == NULL)
    return;
  va_start (args, format);
  add (self, NULL, NULL, FALSE, g_strdup_vprintf (format, args));
  va_end (args);
}

void
moat_report_add_item (MoatReport *self, const char *where, const char *record_id, const char *format, ...)
{
  va_list args;

  if (self == NULL)
    return;
  va_start (args, format);
  add (self, where, record_id, TRUE, g_strdup_vprintf (format, args));
  va_end (args);
}

guint
moat_report_count_lost (const MoatReport *self)
{
  return self->n_lost;
}

guint
moat_report_count (const MoatReport *self)
{
  return self->n_added;
}

guint
moat_report_count_items (const MoatReport *self)
{
  return self->items->len;
}

const MoatReportItem *
moat_report_get_item (const MoatReport *self, guint index)
{
  g_return_val_if_fail (index < self->items->len, NULL);

  return g_ptr_array_index (self->items, index);
}

char **
moat_report_dup_lines (const MoatReport *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_left = self->n_added - self->items->len;

  for (guint i = 0; i < self->items->len; i++)
    {
      const MoatReportItem *item = g_ptr_array_index (self->items, i);
      g_autofree char *line = item->where != NULL ? g_strdup_printf ("%s: %s", item->where, item->text)
                                                  : g_strdup (item->text);

      g_strv_builder_add (builder, line);
    }
  if (n_left > 0)
    {
      g_autofree char *rest
          = g_strdup_printf (ngettext ("%u more like these.", "%u more like these.", n_left), n_left);

      g_strv_builder_add (builder, rest);
    }
  return g_strv_builder_end (builder);
}
