/* What the parts of the reader of draw.io's files share. For drawio*.c alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "import-choices.h"
#include "import.h"
#include "xml.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_DRAWIO_IGNORE, /* decoration */
  MOAT_DRAWIO_PROCESS,
  MOAT_DRAWIO_ENTITY,
  MOAT_DRAWIO_STORE,
  MOAT_DRAWIO_ZONE,
  MOAT_DRAWIO_LINE,
  MOAT_DRAWIO_NOTE,
  /* Not to be chosen, as they follow from where a cell stands. */
  MOAT_DRAWIO_LABEL, /* of the threat-modelling library: an asset, a control, a threat actor on something */
  MOAT_DRAWIO_PART,  /* of another shape: its text belongs to that */
  MOAT_DRAWIO_GROUP, /* seen by its members alone */
} MoatDrawioKind;

extern const MoatValue moat_drawio_kinds[];

/* A shape or connection, as mxGraph keeps it. Pointers are owned, but not those to other cells and records.
 */
typedef struct _MoatDrawioCell MoatDrawioCell;
struct _MoatDrawioCell
{
  char *id;
  char *parent_id;
  char *source_id;
  char *target_id;
  char *html;             /* the label as it stands */
  char *text;             /* the same as text */
  GHashTable *style;      /* "shape" → "cylinder"; a word alone → "" */
  GHashTable *attributes; /* of the object round the cell, or NULL */
  gboolean is_vertex;
  gboolean is_edge;
  gboolean is_relative;
  gboolean is_hidden;
  MoatRect geometry; /* from its parent's corner; of a relative one, x and y are fractions of it */
  MoatPoint offset;
  MoatPoint source_point;
  MoatPoint target_point;
  GArray *points; /* of MoatPoint: bends */

  MoatDrawioCell *parent; /* NULL: a layer, or nothing */
  MoatRect box;           /* from the page's corner */
  gboolean is_placed;     /* box is known */
  gboolean is_busy;       /* it is being found out, so whoever asks is inside of itself */

  char *shape; /* its key for choices */
  MoatDrawioKind kind;
  gboolean is_sure;
  guint n_edges;              /* that end here */
  guint n_inside;             /* other shapes with text whose middle is inside, as children or by place */
  guint n_parts;              /* children that are shapes */
  MoatDrawioCell *stands_for; /* of a nameless picture: the shape that it is drawn on, or NULL */

  MoatRecord *record;
};

typedef struct
{
  char *id; /* in the file */
  char *name;
  GPtrArray *cells; /* of MoatDrawioCell, in their order; layers and the root are not among them */
  GHashTable *by_id;
  GPtrArray *layers;        /* of names, of those that have one */
  GPtrArray *hidden_layers; /* the same */
} MoatDrawioPage;

void moat_drawio_page_free (MoatDrawioPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatDrawioPage, moat_drawio_page_free)

/* The XML of a page that stands compressed in its element, or NULL with an error; @budget is how many bytes
 * may come out of this file yet. */
GBytes *moat_drawio_unpack (const char *text, gsize *budget, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The cells of an <mxGraphModel>. */
MoatDrawioPage *moat_drawio_read_page (const MoatXmlNode *model, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* The value of a style, or NULL. */
const char *moat_drawio_get_style (const MoatDrawioCell *cell, const char *name);
gboolean moat_drawio_has_style (const MoatDrawioCell *cell, const char *name, const char *value);
/* An attribute of the object round it; NULL for none. */
const char *moat_drawio_get_attribute (const MoatDrawioCell *cell, const char *name);

/* Says of each cell what it is: as @answers say, else by its shape, else by its name. */
void moat_drawio_find_kinds (MoatDrawioPage *page, GHashTable *answers);

/* Makes records of a page; FALSE when it was cancelled or is too much. */
gboolean moat_drawio_build (MoatImport *import, MoatDrawioPage *page, guint *done, guint total);
/* The elements that the labels of the library stand on get what those say. */
void moat_drawio_add_labels (MoatImport *import, MoatDrawioPage *page, MoatRecord *use_case);

G_END_DECLS
