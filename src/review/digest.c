/* A digest of all records that does not depend on their order: the sum of each
 * record's own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "digest.h"

#include "zones.h"

#include <string.h>

/* 128 bits, summed without carry between the halves: records are few, and nobody forges a team's own review.
 */
typedef struct
{
  guint64 halves[2];
} Sum;

struct _MoatDigest
{
  MoatDocument *document; /* borrowed: it lives as long as this */
  Sum total;
  GHashTable *sums; /* id → Sum of that record as counted in @total; owned */
};

/* Reviews and what is said about findings come after the model; results of tests change each night. */
static gboolean
counts_kind (MoatKind kind)
{
  return kind != MOAT_KIND_REVIEW && kind != MOAT_KIND_EXEMPTION && kind != MOAT_KIND_PROMPT
         && kind != MOAT_KIND_NOTE;
}

static gboolean
counts_field (const MoatField *field)
{
  switch (field->type)
    {
    case MOAT_RECT:
    case MOAT_POINT:
    case MOAT_POINTS:
      return FALSE;
    case MOAT_TEXT:
    case MOAT_ID_TEXT:
    case MOAT_DATE:
    case MOAT_LINES:
    case MOAT_REF:
    case MOAT_REFS:
    case MOAT_ENUM:
    case MOAT_FLAGS:
    case MOAT_NUMBER:
    case MOAT_BOOL:
    case MOAT_TRISTATE:
      return strcmp (field->name, "result") != 0 && strcmp (field->name, "checkedOn") != 0
             && strcmp (field->name, "notation") != 0;
    }

  g_return_val_if_reached (FALSE);
}

static void
add_text (GChecksum *checksum, const char *text)
{
  /* The zero byte ends it, so that two texts are not one longer one. */
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
}

static void
add_list (GChecksum *checksum, const MoatList *list)
{
  for (guint i = 0; i < moat_list_len (list); i++)
    add_text (checksum, moat_list_get (list, i));
}

static void
add_number (GChecksum *checksum, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  add_text (checksum, g_ascii_dtostr (text, sizeof text, number));
}

static void
add_field (GChecksum *checksum, const MoatField *field, const MoatState *state)
{
  gconstpointer value = (const char *) state + field->offset;

  add_text (checksum, field->name);
  switch (field->type)
    {
    case MOAT_TEXT:
    case MOAT_ID_TEXT:
    case MOAT_DATE:
    case MOAT_REF:
      add_text (checksum, moat_text_get (*(char *const *) value));
      break;
    case MOAT_LINES:
    case MOAT_REFS:
      add_list (checksum, *(MoatList *const *) value);
      break;
    case MOAT_NUMBER:
      add_number (checksum, *(const double *) value);
      break;
    case MOAT_ENUM:
    case MOAT_FLAGS:
    case MOAT_BOOL:
    case MOAT_TRISTATE:
      add_number (checksum, *(const int *) value);
      break;
    case MOAT_RECT:
    case MOAT_POINT:
    case MOAT_POINTS:
      break;
    }
}

static void
add_crossings (GChecksum *checksum, MoatDocument *document, const char *flow_id)
{
  guint n_crossings;
  const MoatCrossing *crossings = moat_zones_get_crossings (moat_zones_get (document), flow_id, &n_crossings);

  for (guint i = 0; i < n_crossings; i++)
    {
      if (crossings[i].direction == MOAT_CROSSING_THROUGH)
        continue;
      add_text (checksum, moat_record_get_id (crossings[i].boundary));
      add_number (checksum, crossings[i].direction);
    }
}

/* FALSE for what does not count. */
static gboolean
sum_record (MoatDocument *document, MoatRecord *record, Sum *sum)
{
  const MoatState *state = moat_record_get_state (record);
  g_autoptr (GChecksum) checksum = NULL;
  const MoatKindInfo *info;
  guint8 bytes[32];
  gsize n_bytes = sizeof bytes;

  if (state == NULL || !counts_kind (state->kind))
    return FALSE;
  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  info = moat_kind_get_info (state->kind);
  add_text (checksum, moat_record_get_id (record));
  for (guint i = 0; i < info->n_fields; i++)
    {
      if (counts_field (&info->fields[i]) && !moat_field_is_default (&info->fields[i], state))
        add_field (checksum, &info->fields[i], state);
    }
  if (state->kind == MOAT_KIND_FLOW)
    add_crossings (checksum, document, moat_record_get_id (record));
  g_checksum_get_digest (checksum, bytes, &n_bytes);
  memcpy (sum->halves, bytes, sizeof sum->halves);
  for (guint i = 0; i < G_N_ELEMENTS (sum->halves); i++)
    sum->halves[i] = GUINT64_FROM_BE (sum->halves[i]);

  return TRUE;
}

static void
sum_add (Sum *total, const Sum *sum, gboolean is_taken)
{
  for (guint i = 0; i < G_N_ELEMENTS (total->halves); i++)
    total->halves[i] += is_taken ? -sum->halves[i] : sum->halves[i];
}

void
moat_digest_update (MoatDigest *self, MoatRecord *record)
{
  const char *id = moat_record_get_id (record);
  const Sum *before = g_hash_table_lookup (self->sums, id);
  Sum sum;

  if (before != NULL)
    {
      sum_add (&self->total, before, TRUE);
      g_hash_table_remove (self->sums, id);
    }
  if (!sum_record (self->document, record, &sum))
    return;
  sum_add (&self->total, &sum, FALSE);
  g_hash_table_insert (self->sums, g_strdup (id), g_memdup2 (&sum, sizeof sum));
}

MoatDigest *
moat_digest_new (MoatDocument *document)
{
  MoatDigest *self = g_new0 (MoatDigest, 1);

  self->document = document;
  self->sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (int kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      GPtrArray *records = moat_document_list (document, kind);

      for (guint i = 0; i < records->len; i++)
        moat_digest_update (self, g_ptr_array_index (records, i));
    }

  return self;
}

void
moat_digest_free (MoatDigest *self)
{
  g_hash_table_unref (self->sums);
  g_free (self);
}

char *
moat_digest_get (const MoatDigest *self)
{
  return g_strdup_printf ("d-%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", self->total.halves[0],
                          self->total.halves[1]);
}

char *
moat_digest_compute (MoatDocument *document)
{
  g_autoptr (MoatDigest) digest = moat_digest_new (document);

  return moat_digest_get (digest);
}
