/* The structure of a document that people wrote: headings, paragraphs, list
 * items and table rows with their lines, whatever the markup was. Readers of
 * Markdown and the like make it (formats/prose-read.h); the audit judges it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOAT_PROSE_HEADING,
  MOAT_PROSE_PARAGRAPH,
  MOAT_PROSE_ITEM,
  MOAT_PROSE_TABLE_HEAD,
  MOAT_PROSE_TABLE_ROW,
  MOAT_PROSE_DIAGRAM, /* a picture, or text that draws one */
} MoatProseKind;

/* The level of a line that stands like a heading over what follows, without being one: "Mitigations:". */
#define MOAT_PROSE_LABEL 7

typedef struct
{
  MoatProseKind kind;
  guint level;  /* of a heading, from 1 to MOAT_PROSE_LABEL; else 0 */
  guint line;   /* from 1 */
  char *text;   /* without markup; of a row, its cells joined by ". " */
  char **cells; /* of a row; else NULL */
} MoatProseBlock;

typedef struct
{
  GPtrArray *blocks; /* of MoatProseBlock, in order */
  GPtrArray *links;  /* of char *, where it points to, as written */
} MoatProse;

MoatProse *moat_prose_new (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_prose_free (MoatProse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatProse, moat_prose_free)

/* Each leaves out what has no text. */
void moat_prose_add (MoatProse *self, MoatProseKind kind, guint line, const char *text);
void moat_prose_add_heading (MoatProse *self, guint level, guint line, const char *text);
/* A paragraph, or a label when all of it is emphasized or it is short and ends in a colon. */
void moat_prose_add_paragraph (MoatProse *self, guint line, const char *text, gboolean is_strong);
/* Takes @cells, an owned list. */
void moat_prose_take_row (MoatProse *self, gboolean is_head, guint line, char **cells);
void moat_prose_add_link (MoatProse *self, const char *target);

/* The first heading, or NULL. Borrowed. */
const char *moat_prose_get_title (const MoatProse *self);

G_END_DECLS
