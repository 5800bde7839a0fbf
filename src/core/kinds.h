/* The one table of record kinds and their fields: reading, writing, the JSON
 * schema, validation, diff, merge, table columns and reference integrity are
 * loops over it. A new field is one line here and one member in states.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "states.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_TEXT,     /* GRefString *: one paragraph or more */
  MOAT_ID_TEXT,  /* GRefString *: a date, an id, a catalogue entry: never translated, never wrapped */
  MOAT_DATE,     /* GRefString *: YYYY-MM-DD */
  MOAT_LINES,    /* MoatList * of text */
  MOAT_REF,      /* GRefString *: the id of another record */
  MOAT_REFS,     /* MoatList * of ids */
  MOAT_ENUM,     /* a C enum; the JSON has the value's nick */
  MOAT_FLAGS,    /* a C flags type; the JSON has a list of nicks in the order of the bits */
  MOAT_NUMBER,   /* double */
  MOAT_POINT,    /* MoatPoint; JSON [x, y] */
  MOAT_RECT,     /* MoatRect; JSON [x, y, width, height] */
  MOAT_POINTS,   /* MoatPoints *; JSON [[x, y], …] */
  MOAT_BOOL,     /* gboolean */
  MOAT_TRISTATE, /* MoatTristate; JSON true, false or left out */
} MoatFieldType;

/* What happens to a record when one that a field of it names is deleted. */
typedef enum
{
  MOAT_UNLINK,       /* the field lets go */
  MOAT_CASCADE,      /* the record goes too */
  MOAT_CASCADE_LAST, /* of a list: the record goes when the last one named is gone */
} MoatOnDelete;

/* One value of an enum or flags field; a table of them ends with a NULL nick. */
typedef struct
{
  int value;
  const char *nick;  /* in files */
  const char *label; /* for people: translatable, see moat_label() */
} MoatValue;

struct _MoatField
{
  const char *name; /* in files: lower camel case */
  gsize offset;     /* in the state's struct */
  MoatFieldType type;
  const char *label;       /* translatable: what a form or column calls it */
  const char *description; /* translatable: one line */
  const MoatValue *values; /* of enum and flags */
  guint ref_kinds;         /* bits (1 << MoatKind) that a reference may name */
  MoatOnDelete on_delete;
  gboolean is_parent;   /* the record is listed under this one: see moat_document_list_children() */
  gboolean is_required; /* cannot do without: repair moves or drops the record */
  gboolean is_sequence; /* of lines: their order says something; other lists are sets, which always merge */
};

struct _MoatKindInfo
{
  MoatKind kind;
  const char *name;        /* in the code's and the schema's words: "use-case" */
  const char *member;      /* of the file's object: "useCases" */
  const char *label;       /* translatable: "Use case" */
  char id_prefix;          /* ids look like "t-7k3m9x2pq4wz" */
  gsize size;              /* of the state's struct */
  const MoatField *fields; /* in file order, without the id and the order */
  guint n_fields;
  gboolean is_ordered; /* the order of its records says something, so that moving one differently conflicts */
};

const MoatKindInfo *moat_kind_get_info (MoatKind kind);
const MoatField *moat_kind_find_field (MoatKind kind, const char *name);
gboolean moat_kind_from_name (const char *name, MoatKind *kind);

/* The address of @field in @state, to be cast by the field's type. */
#define MOAT_FIELD_PTR(state, field) ((gpointer) ((char *) (state) + (field)->offset))

gsize moat_field_get_size (const MoatField *field);
gboolean moat_field_equal (const MoatField *field, const MoatState *a, const MoatState *b);
gboolean moat_field_is_default (const MoatField *field, const MoatState *state);
void moat_field_copy (const MoatField *field, MoatState *target, const MoatState *source);

/* As people read and type it: lines and refs' ids are joined by ", ", enums by their label or nick, tristates
 * as Yes/No. */
char *moat_field_to_text (const MoatField *field, const MoatState *state) G_GNUC_WARN_UNUSED_RESULT;
gboolean moat_field_from_text (const MoatField *field, MoatState *state, const char *text, GError **error);

const char *moat_value_get_nick (const MoatValue *values, int value);
const char *moat_value_get_label (const MoatValue *values, int value);
gboolean moat_value_from_nick (const MoatValue *values, const char *nick, int *value);

/* Tables of values, by what they say. */
extern const MoatValue moat_element_types[];
extern const MoatValue moat_boundary_shapes[];
extern const MoatValue moat_boundary_types[];
extern const MoatValue moat_stride[];
extern const MoatValue moat_levels[];
extern const MoatValue moat_threat_statuses[];
extern const MoatValue moat_decision_types[];
extern const MoatValue moat_decision_statuses[];
extern const MoatValue moat_verification_types[];
extern const MoatValue moat_results[];
extern const MoatValue moat_topics[];
extern const MoatValue moat_dependency_types[];
extern const MoatValue moat_notations[];
extern const MoatValue moat_review_policies[];
extern const MoatValue moat_review_triggers[];

G_END_DECLS
