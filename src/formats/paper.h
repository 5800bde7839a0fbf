/* A document without a format: headings, paragraphs, lists, tables and figures
 * in reading order. What composes one says what is in it, what renders one how
 * it looks; Markdown, HTML, PDF and print all render from this.
 *
 * Words are the model's own unless said otherwise: they may say anything, and
 * renderers escape them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOAT_PAPER_HEADING,
  MOAT_PAPER_PARAGRAPH,
  MOAT_PAPER_BULLETS,
  MOAT_PAPER_NUMBERS, /* a list numbered from 1 */
  MOAT_PAPER_TABLE,
  MOAT_PAPER_FIGURE, /* the diagram of a use case */
} MoatPaperType;

/* Of a cell or a list: what stands on a line of its own; may have several lines. */
typedef struct
{
  const char *text;   /* never NULL */
  const char *target; /* the anchor that it leads to, or NULL */
} MoatPaperText;

typedef struct
{
  MoatPaperType type;
  guint level;        /* of a heading: from 1, which is the title of the whole */
  gboolean is_strong; /* of a paragraph: one line that names the whole */
  const char
      *lead; /* of a heading or paragraph: Moat's own words before it, with the blank between; or NULL */
  const char *text;     /* of a heading, paragraph or figure (its title); never NULL */
  const char *use_case; /* of a figure: its id */
  gconstpointer tag;    /* of a table: which one it is, for who composed it */
  guint n_columns;      /* of a table */
  guint first;          /* for the functions below, as first_title */
  guint first_title;
  guint n_rows; /* of a table; of a list, its items */
} MoatPaperBlock;

typedef struct _MoatPaper MoatPaper;

MoatPaper *moat_paper_new (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_paper_free (MoatPaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatPaper, moat_paper_free)

/* ---- Composing; text is copied, and may be NULL for none ---- */

void moat_paper_heading (MoatPaper *self, guint level, const char *lead, const char *text);
/* Nothing when there are neither words nor a lead. */
void moat_paper_paragraph (MoatPaper *self, const char *lead, const char *text);
void moat_paper_strong (MoatPaper *self, const char *text);
void moat_paper_figure (MoatPaper *self, const char *use_case_id, const char *title);

/* A list, then its items. */
void moat_paper_list (MoatPaper *self, MoatPaperType type);
void moat_paper_item (MoatPaper *self, const char *text);

/* A table, then its rows, each with a cell for every column. @titles are Moat's own words. Of rows with the
 * same anchor, the first has it.
 */
void moat_paper_table (MoatPaper *self, const char *const *titles, gconstpointer tag);
void moat_paper_row (MoatPaper *self, const char *anchor);
/* A cell of one text, or empty. */
void moat_paper_cell (MoatPaper *self, const char *text);
/* A cell of several: of char *. */
void moat_paper_cells (MoatPaper *self, const GPtrArray *texts);
/* One more text in the last cell of the row; empty text is passed over. */
void moat_paper_more (MoatPaper *self, const char *text, const char *target);

/* ---- Rendering ---- */

guint moat_paper_count (const MoatPaper *self);
const MoatPaperBlock *moat_paper_get (const MoatPaper *self, guint index);
const char *moat_paper_get_title (const MoatPaper *self, const MoatPaperBlock *table, guint column);
/* How many bytes of a text that leads somewhere are shown as a link: those before its first colon, or all. */
guint moat_paper_text_measure_link (const MoatPaperText *text);
/* Whether any row has it: a link to what is not there is none. */
gboolean moat_paper_has_anchor (const MoatPaper *self, const char *anchor);
/* Where links to a row lead, or NULL. */
const char *moat_paper_get_row_anchor (const MoatPaper *self, const MoatPaperBlock *table, guint row);
const MoatPaperText *moat_paper_get_cell (const MoatPaper *self,
                                          const MoatPaperBlock *table,
                                          guint row,
                                          guint column,
                                          guint *n_texts);
const char *moat_paper_get_item (const MoatPaper *self, const MoatPaperBlock *list, guint index);

G_END_DECLS
