/* One line of the list of changes (see change-line.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "change-line.h"

#include <glib/gi18n-lib.h>

struct _MoatChangeLine
{
  GObject parent_instance;

  MoatComparison *comparison;       /* owned: keeps the difference alive */
  const MoatDifference *difference; /* of a heading: the first below it */
  gboolean is_heading;
};

G_DEFINE_FINAL_TYPE (MoatChangeLine, moat_change_line, G_TYPE_OBJECT)

static void
moat_change_line_finalize (GObject *object)
{
  g_object_unref (MOAT_CHANGE_LINE (object)->comparison);
  G_OBJECT_CLASS (moat_change_line_parent_class)->finalize (object);
}

static void
moat_change_line_class_init (MoatChangeLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_change_line_finalize;
}

static void
moat_change_line_init (MoatChangeLine *self)
{
}

static MoatChangeLine *
new_line (MoatComparison *comparison, const MoatDifference *difference, gboolean is_heading)
{
  MoatChangeLine *self = g_object_new (MOAT_TYPE_CHANGE_LINE, NULL);

  self->comparison = g_object_ref (comparison);
  self->difference = difference;
  self->is_heading = is_heading;

  return self;
}

GPtrArray *
moat_change_line_list (MoatComparison *comparison)
{
  GPtrArray *differences = moat_comparison_get_differences (comparison);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);
  const MoatDifference *before = NULL;

  for (guint i = 0; i < differences->len; i++)
    {
      const MoatDifference *difference = g_ptr_array_index (differences, i);

      if (before == NULL || before->section != difference->section)
        g_ptr_array_add (lines, new_line (comparison, difference, TRUE));
      g_ptr_array_add (lines, new_line (comparison, difference, FALSE));
      before = difference;
    }

  return lines;
}

const MoatDifference *
moat_change_line_get_difference (MoatChangeLine *self)
{
  g_return_val_if_fail (MOAT_IS_CHANGE_LINE (self), NULL);

  return self->is_heading ? NULL : self->difference;
}

const char *
moat_change_line_get_text (MoatChangeLine *self)
{
  g_return_val_if_fail (MOAT_IS_CHANGE_LINE (self), NULL);

  if (!self->is_heading)
    return self->difference->sentence;
  if (self->difference->use_case == NULL)
    return _ ("The whole model");

  return *self->difference->use_case != '\0' ? self->difference->use_case : _ ("A use case without a title");
}

const char *
moat_change_line_get_type_sign (MoatDifferenceType type)
{
  static const char *const signs[] = {
    [MOAT_DIFFERENCE_ADDED] = "+",   [MOAT_DIFFERENCE_REMOVED] = "−", [MOAT_DIFFERENCE_CHANGED] = "~",
    [MOAT_DIFFERENCE_FOLLOWS] = "›", [MOAT_DIFFERENCE_LAYOUT] = "·",
  };

  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (signs), "");

  return signs[type];
}

const char *
moat_change_line_get_sign (MoatChangeLine *self)
{
  g_return_val_if_fail (MOAT_IS_CHANGE_LINE (self), "");

  return self->is_heading ? "" : moat_change_line_get_type_sign (self->difference->type);
}

gboolean
moat_change_line_equal (MoatChangeLine *self, MoatChangeLine *other)
{
  return self->is_heading == other->is_heading && g_strcmp0 (self->difference->id, other->difference->id) == 0
         && g_strcmp0 (moat_change_line_get_text (self), moat_change_line_get_text (other)) == 0;
}
