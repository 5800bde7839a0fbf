/* A record: the identity of one thing in a model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "document-private.h"

G_DEFINE_FINAL_TYPE (MoatRecord, moat_record, G_TYPE_OBJECT)

static void
moat_record_finalize (GObject *object)
{
  MoatRecord *self = MOAT_RECORD (object);

  g_clear_pointer (&self->state, moat_state_unref);
  g_clear_pointer (&self->id, g_ref_string_release);

  G_OBJECT_CLASS (moat_record_parent_class)->finalize (object);
}

static void
moat_record_class_init (MoatRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_record_finalize;
}

static void
moat_record_init (MoatRecord *self)
{
}

MoatRecord *
moat_record_new (const char *id, MoatKind kind)
{
  MoatRecord *self = g_object_new (MOAT_TYPE_RECORD, NULL);

  self->id = g_ref_string_new (id);
  self->kind = kind;

  return self;
}

const char *
moat_record_get_id (MoatRecord *self)
{
  g_return_val_if_fail (MOAT_IS_RECORD (self), NULL);

  return self->id;
}

MoatKind
moat_record_get_kind (MoatRecord *self)
{
  g_return_val_if_fail (MOAT_IS_RECORD (self), MOAT_KIND_MODEL);

  return self->kind;
}

const MoatState *
moat_record_get_state (MoatRecord *self)
{
  g_return_val_if_fail (MOAT_IS_RECORD (self), NULL);

  return self->state;
}

gboolean
moat_record_is_live (MoatRecord *self)
{
  g_return_val_if_fail (MOAT_IS_RECORD (self), FALSE);

  return self->state != NULL;
}

/**
 * moat_record_get_title:
 *
 * Returns: its name, title or text, whichever its kind has; "" when that is empty
 */
const char *
moat_record_get_title (MoatRecord *self)
{
  static const char *const names[] = { "name", "title", "text", "rule", "entry", "date" };

  g_return_val_if_fail (MOAT_IS_RECORD (self), "");

  if (self->state == NULL)
    return "";

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const MoatField *field = moat_kind_find_field (self->kind, names[i]);

      if (field != NULL)
        return moat_text_get (*(char *const *) MOAT_FIELD_PTR (self->state, field));
    }

  return "";
}
