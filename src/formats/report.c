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
  GPtrArray *lines; /* of char *, owned */
  guint n_added;
};

MoatReport *
moat_report_new (void)
{
  MoatReport *self = g_new0 (MoatReport, 1);

  self->lines = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
moat_report_free (MoatReport *self)
{
  g_ptr_array_unref (self->lines);
  g_free (self);
}

void
moat_report_add (MoatReport *self, const char *format, ...)
{
  va_list args;

  if (self == NULL)
    return;

  self->n_added++;
  if (self->n_added > MOAT_MAX_REPORTED)
    return;

  va_start (args, format);
  g_ptr_array_add (self->lines, g_strdup_vprintf (format, args));
  va_end (args);
}

guint
moat_report_count (const MoatReport *self)
{
  return self->n_added;
}

char **
moat_report_dup_lines (const MoatReport *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_left = self->n_added - self->lines->len;

  for (guint i = 0; i < self->lines->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->lines, i));
  if (n_left > 0)
    {
      g_autofree char *rest
          = g_strdup_printf (ngettext ("%u more like these.", "%u more like these.", n_left), n_left);

      g_strv_builder_add (builder, rest);
    }
  return g_strv_builder_end (builder);
}
