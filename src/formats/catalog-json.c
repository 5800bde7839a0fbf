/* Reading catalogue files: tables say which members an entry has and what
 * stands in them, one loop reads them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "catalog-json.h"

#include "formats.h"
#include "json.h"
#include "kinds.h"
#include "prompt-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CATALOG_FORMAT  "moat-catalog"
#define CATALOG_VERSION 1

/* Conditions in conditions: enough for what a person can follow. */
#define MAX_NESTING 8

typedef enum
{
  MEMBER_ID,       /* char *: lower case letters, digits, "-" */
  MEMBER_TEXT,     /* char *: not empty */
  MEMBER_TEMPLATE, /* char *: its placeholders are checked */
  MEMBER_TEXTS,    /* GStrv */
  MEMBER_NUMBERS,  /* GStrv: each number behind a prefix */
  MEMBER_HINTS,    /* MoatHints */
  MEMBER_VALUE,    /* an enum, by its nick */
  MEMBER_FLAGS,    /* a list of nicks: the sum of their values */
  MEMBER_BITS,     /* a list of nicks: bits (1 << value) */
  MEMBER_BOOL,     /* gboolean */
  MEMBER_BOOL_BIT, /* guint: 1 << value */
  MEMBER_WEIGHT,   /* int, −3 … 3 */
  MEMBER_END,      /* MoatEndCondition *, as the next ones */
  MEMBER_FLOW,
  MEMBER_DATA,
  MEMBER_CONDITION,
  MEMBER_ANY,    /* GPtrArray * of MoatCondition */
  MEMBER_PROOFS, /* GPtrArray * of MoatPatternProof */
  MEMBER_PLACES, /* GStrv: where a decision is enforced */
} MemberType;

typedef struct
{
  const char *name;
  MemberType type;
  gsize offset;
  const MoatValue *values; /* of values, flags and bits */
  const char *prefix;      /* of numbers */
  gboolean is_required;
} Member;

/* Where in which file a mistake is. */
typedef struct
{
  const char *name;
  guint line;
  guint depth;
} Place;

#define MEMBER(Type, name, member, type, ...)                                                                \
  {                                                                                                          \
    name, type, offsetof (Type, member), __VA_ARGS__                                                         \
  }

static const MoatValue answers[] = {
  { MOAT_UNKNOWN, "unknown", NULL },
  { MOAT_NO, "no", NULL },
  { MOAT_YES, "yes", NULL },
  { 0, NULL, NULL },
};

static const MoatValue crossings[] = {
  { MOAT_CROSSES_INBOUND, "inbound", NULL },
  { MOAT_CROSSES_OUTBOUND, "outbound", NULL },
  { MOAT_CROSSES_NONE, "none", NULL },
  { MOAT_CROSSES_BOTH, "both", NULL },
  { 0, NULL, NULL },
};

static const MoatValue subjects[] = {
  { FALSE, "flow", NULL },
  { TRUE, "element", NULL },
  { 0, NULL, NULL },
};

/* Where decisions are usually enforced, as the table says it. */
static const MoatValue places[] = {
  { 0, "edge", "Edge" },
  { 1, "client", "Client" },
  { 2, "api", "API" },
  { 3, "service", "Service" },
  { 4, "data-access", "Data access layer" },
  { 5, "store", "Store" },
  { 6, "pipeline", "Pipeline" },
  { 0, NULL, NULL },
};

static const Member hint_members[] = {
  MEMBER (MoatHint, "id", id, MEMBER_ID, .is_required = TRUE),
  MEMBER (MoatHint, "words", words, MEMBER_TEXTS),
  MEMBER (MoatHint, "names", names, MEMBER_TEXTS),
  MEMBER (MoatHint, "places", places, MEMBER_TEXTS),
  MEMBER (MoatHint, "includes", includes, MEMBER_TEXTS),
  MEMBER (MoatHint, "types", types, MEMBER_BITS, .values = moat_element_types),
  MEMBER (MoatHint, "role", is_role, MEMBER_BOOL),
  { NULL },
};

static const Member end_members[] = {
  MEMBER (MoatEndCondition, "is", is, MEMBER_HINTS),
  MEMBER (MoatEndCondition, "not", is_not, MEMBER_HINTS),
  MEMBER (MoatEndCondition, "type", types, MEMBER_BITS, .values = moat_element_types),
  MEMBER (MoatEndCondition, "encrypted", encrypted, MEMBER_BITS, .values = answers),
  MEMBER (MoatEndCondition, "backedUp", backed_up, MEMBER_BITS, .values = answers),
  MEMBER (MoatEndCondition, "keepsLog", keeps_log, MEMBER_BITS, .values = answers),
  MEMBER (MoatEndCondition, "privileged", privileged, MEMBER_BITS, .values = answers),
  MEMBER (MoatEndCondition, "class", at_least, MEMBER_TEXT),
  { NULL },
};

static const Member flow_members[] = {
  MEMBER (MoatFlowCondition, "is", is, MEMBER_HINTS),
  MEMBER (MoatFlowCondition, "not", is_not, MEMBER_HINTS),
  MEMBER (MoatFlowCondition, "protocol", protocol, MEMBER_HINTS),
  MEMBER (MoatFlowCondition, "crosses", crosses, MEMBER_FLAGS, .values = crossings),
  MEMBER (MoatFlowCondition, "boundary", boundaries, MEMBER_BITS, .values = moat_boundary_types),
  MEMBER (MoatFlowCondition, "authenticated", authenticated, MEMBER_BITS, .values = answers),
  MEMBER (MoatFlowCondition, "encrypted", encrypted, MEMBER_BITS, .values = answers),
  MEMBER (MoatFlowCondition, "bidirectional", bidirectional, MEMBER_BOOL_BIT),
  { NULL },
};

static const Member data_members[] = {
  MEMBER (MoatDataCondition, "is", is, MEMBER_HINTS),
  MEMBER (MoatDataCondition, "not", is_not, MEMBER_HINTS),
  MEMBER (MoatDataCondition, "class", at_least, MEMBER_TEXT),
  { NULL },
};

static const Member condition_members[] = {
  MEMBER (MoatCondition, "source", source, MEMBER_END),
  MEMBER (MoatCondition, "target", target, MEMBER_END),
  MEMBER (MoatCondition, "element", element, MEMBER_END),
  MEMBER (MoatCondition, "flow", flow, MEMBER_FLOW),
  MEMBER (MoatCondition, "data", data, MEMBER_DATA),
  MEMBER (MoatCondition, "any", any, MEMBER_ANY),
  { NULL },
};

static const Member move_members[] = {
  MEMBER (MoatMove, "id", id, MEMBER_ID, .is_required = TRUE),
  MEMBER (MoatMove, "idea", idea, MEMBER_ID),
  MEMBER (MoatMove, "on", on_element, MEMBER_VALUE, .values = subjects),
  MEMBER (MoatMove, "when", when, MEMBER_CONDITION, .is_required = TRUE),
  MEMBER (MoatMove, "text", text, MEMBER_TEMPLATE, .is_required = TRUE),
  MEMBER (MoatMove, "why", why, MEMBER_TEXT),
  MEMBER (MoatMove, "stride", stride, MEMBER_FLAGS, .values = moat_stride),
  MEMBER (MoatMove, "cwe", cwe, MEMBER_NUMBERS, .prefix = "CWE-"),
  MEMBER (MoatMove, "capec", capec, MEMBER_NUMBERS, .prefix = "CAPEC-"),
  MEMBER (MoatMove, "likelihood", likelihood, MEMBER_VALUE, .values = moat_levels),
  MEMBER (MoatMove, "impact", impact, MEMBER_VALUE, .values = moat_levels),
  MEMBER (MoatMove, "patterns", patterns, MEMBER_TEXTS),
  MEMBER (MoatMove, "weight", weight, MEMBER_WEIGHT),
  { NULL },
};

static const Member proof_members[] = {
  MEMBER (MoatPatternProof, "type", type, MEMBER_VALUE, .values = moat_verification_types),
  MEMBER (MoatPatternProof, "text", text, MEMBER_TEXT, .is_required = TRUE),
  { NULL },
};

static const Member pattern_members[] = {
  MEMBER (MoatPattern, "id", id, MEMBER_ID, .is_required = TRUE),
  MEMBER (MoatPattern, "type", type, MEMBER_VALUE, .values = moat_decision_types, .is_required = TRUE),
  MEMBER (MoatPattern, "text", text, MEMBER_TEXT, .is_required = TRUE),
  MEMBER (MoatPattern, "enforced", enforced, MEMBER_PLACES),
  MEMBER (MoatPattern, "verify", proofs, MEMBER_PROOFS),
  MEMBER (MoatPattern, "tradeoff", tradeoff, MEMBER_TEXT),
  { NULL },
};

/* ---- Mistakes ---- */

static gboolean fail (const Place *place, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (const Place *place, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  /* TRANSLATORS: file, line, sentence. */
  g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED, _ ("%s, line %u: %s"), place->name,
               place->line, message);

  return FALSE;
}

/* ---- Plain values ---- */

static gboolean
is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
is_id (const char *text)
{
  return *text != '\0' && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text);
}

static gboolean
read_text (const Place *place, const Member *member, JsonNode *node, char **target, GError **error)
{
  const char *text = is_string (node) ? json_node_get_string (node) : NULL;

  if (text == NULL || *text == '\0')
    return fail (place, error, _ ("“%s” must be a text."), member->name);
  if (member->type == MEMBER_ID && !is_id (text))
    return fail (place, error, _ ("“%s” is no id: use small letters a to z, digits and “-”."), text);
  g_free (*target);
  *target = g_strdup (text);

  return TRUE;
}

/* Every "{" opens a placeholder that is known. */
static gboolean
check_template (const Place *place, const char *text, GError **error)
{
  for (const char *open = strchr (text, '{'); open != NULL; open = strchr (open + 1, '{'))
    {
      gsize length = strcspn (open + 1, "|}");
      g_autofree char *name = g_strndup (open + 1, length);

      if (strchr (open, '}') == NULL || !moat_prompt_text_knows (open + 1, length))
        return fail (place, error,
                     _ ("“{%s}” is no placeholder. There are: source, target, element, flow, data, "
                        "credential, boundary."),
                     name);
    }

  return TRUE;
}

/* The elements of an array; a single value counts as a list of itself. NULL with an error. */
static GPtrArray *
list_nodes (const Place *place, const Member *member, JsonNode *node, GError **error)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      fail (place, error, _ ("“%s” must be a list."), member->name);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    g_ptr_array_add (nodes, json_array_get_element (json_node_get_array (node), i));

  return g_steal_pointer (&nodes);
}

static gboolean
read_texts (const Place *place, const Member *member, JsonNode *node, GStrv *target, GError **error)
{
  g_autoptr (GPtrArray) nodes = list_nodes (place, member, node, error);
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  if (nodes == NULL)
    return FALSE;
  for (guint i = 0; i < nodes->len; i++)
    {
      JsonNode *one = g_ptr_array_index (nodes, i);
      int known;

      if (!is_string (one))
        return fail (place, error, _ ("“%s” must be a list of texts."), member->name);
      if (member->type == MEMBER_PLACES && moat_value_from_nick (places, json_node_get_string (one), &known))
        g_strv_builder_add (texts, places[known].label);
      else
        g_strv_builder_add (texts, json_node_get_string (one));
    }
  g_strfreev (*target);
  *target = g_strv_builder_end (texts);

  return TRUE;
}

static gboolean
read_numbers (const Place *place, const Member *member, JsonNode *node, GStrv *target, GError **error)
{
  g_autoptr (GPtrArray) nodes = list_nodes (place, member, node, error);
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  if (nodes == NULL)
    return FALSE;
  for (guint i = 0; i < nodes->len; i++)
    {
      JsonNode *one = g_ptr_array_index (nodes, i);
      g_autofree char *text = NULL;

      if (!JSON_NODE_HOLDS_VALUE (one) || json_node_get_value_type (one) != G_TYPE_INT64
          || json_node_get_int (one) <= 0)
        return fail (place, error, _ ("“%s” must be a list of numbers, such as 639."), member->name);
      text = g_strdup_printf ("%s%" G_GINT64_FORMAT, member->prefix, json_node_get_int (one));
      g_strv_builder_add (texts, text);
    }
  g_strfreev (*target);
  *target = g_strv_builder_end (texts);

  return TRUE;
}

static gboolean
read_nick (const Place *place, const Member *member, JsonNode *node, int *value, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  if (is_string (node) && moat_value_from_nick (member->values, json_node_get_string (node), value))
    return TRUE;
  for (const MoatValue *one = member->values; one->nick != NULL; one++)
    g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", one->nick);

  return fail (place, error, _ ("“%s” has a value that is not known. There are: %s."), member->name,
               known->str);
}

/* Flags are added up, bits are shifted first. */
static gboolean
read_nicks (const Place *place, const Member *member, JsonNode *node, guint *target, GError **error)
{
  g_autoptr (GPtrArray) nodes = list_nodes (place, member, node, error);

  if (nodes == NULL)
    return FALSE;
  for (guint i = 0; i < nodes->len; i++)
    {
      int value;

      if (!read_nick (place, member, g_ptr_array_index (nodes, i), &value, error))
        return FALSE;
      *target |= member->type == MEMBER_BITS ? 1u << value : (guint) value;
    }

  return TRUE;
}

static gboolean
read_bool (const Place *place, const Member *member, JsonNode *node, gboolean *target, GError **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail (place, error, _ ("“%s” must be true or false."), member->name);
  *target = json_node_get_boolean (node);

  return TRUE;
}

static gboolean
read_weight (const Place *place, const Member *member, JsonNode *node, int *target, GError **error)
{
  gint64 weight;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return fail (place, error, _ ("“%s” must be a whole number from −3 to 3."), member->name);
  weight = json_node_get_int (node);
  if (weight < -3 || weight > 3)
    return fail (place, error, _ ("“%s” must be a whole number from −3 to 3."), member->name);
  *target = (int) weight;

  return TRUE;
}

/* ---- Objects ---- */

static gboolean read_object (const Place *place,
                             const char *what,
                             JsonNode *node,
                             const Member *members,
                             gpointer target,
                             GError **error);

/* Makes what @target points to, filled from an object. */
static gboolean
read_part (const Place *place,
           const Member *member,
           JsonNode *node,
           const Member *members,
           gsize size,
           gpointer *target,
           GError **error)
{
  Place inner = *place;

  inner.depth++;
  if (inner.depth > MAX_NESTING)
    return fail (place, error, _ ("“%s” is nested too deeply."), member->name);
  if (*target == NULL)
    *target = g_malloc0 (size);

  return read_object (&inner, member->name, node, members, *target, error);
}

/* Each element of an array becomes one of the list at @target. */
static gboolean
read_parts (const Place *place,
            const Member *member,
            JsonNode *node,
            const Member *members,
            gsize size,
            GDestroyNotify free_part,
            GPtrArray **target,
            GError **error)
{
  g_autoptr (GPtrArray) nodes = list_nodes (place, member, node, error);

  if (nodes == NULL)
    return FALSE;
  if (*target == NULL)
    *target = g_ptr_array_new_with_free_func (free_part);
  for (guint i = 0; i < nodes->len; i++)
    {
      gpointer part = g_malloc0 (size);

      g_ptr_array_add (*target, part);
      if (!read_part (place, member, g_ptr_array_index (nodes, i), members, size, &part, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_template (const Place *place, const Member *member, JsonNode *node, char **target, GError **error)
{
  return read_text (place, member, node, target, error) && check_template (place, *target, error);
}

static gboolean
read_bool_bit (const Place *place, const Member *member, JsonNode *node, guint *target, GError **error)
{
  gboolean value = FALSE;

  if (!read_bool (place, member, node, &value, error))
    return FALSE;
  *target |= 1u << (value ? 1 : 0);

  return TRUE;
}

static gboolean
read_member (const Place *place, const Member *member, JsonNode *node, gpointer target, GError **error)
{
  switch (member->type)
    {
    case MEMBER_ID:
    case MEMBER_TEXT:
      return read_text (place, member, node, target, error);
    case MEMBER_TEMPLATE:
      return read_template (place, member, node, target, error);
    case MEMBER_TEXTS:
    case MEMBER_PLACES:
      return read_texts (place, member, node, target, error);
    case MEMBER_NUMBERS:
      return read_numbers (place, member, node, target, error);
    case MEMBER_HINTS:
      return read_texts (place, member, node, &((MoatHints *) target)->names, error);
    case MEMBER_VALUE:
      return read_nick (place, member, node, target, error);
    case MEMBER_FLAGS:
    case MEMBER_BITS:
      return read_nicks (place, member, node, target, error);
    case MEMBER_BOOL:
      return read_bool (place, member, node, target, error);
    case MEMBER_BOOL_BIT:
      return read_bool_bit (place, member, node, target, error);
    case MEMBER_WEIGHT:
      return read_weight (place, member, node, target, error);
    case MEMBER_END:
      return read_part (place, member, node, end_members, sizeof (MoatEndCondition), target, error);
    case MEMBER_FLOW:
      return read_part (place, member, node, flow_members, sizeof (MoatFlowCondition), target, error);
    case MEMBER_DATA:
      return read_part (place, member, node, data_members, sizeof (MoatDataCondition), target, error);
    case MEMBER_CONDITION:
      return read_part (place, member, node, condition_members, sizeof (MoatCondition), target, error);
    case MEMBER_ANY:
      return read_parts (place, member, node, condition_members, sizeof (MoatCondition),
                         (GDestroyNotify) moat_condition_free, target, error);
    case MEMBER_PROOFS:
      return read_parts (place, member, node, proof_members, sizeof (MoatPatternProof),
                         (GDestroyNotify) moat_pattern_proof_free, target, error);
    }

  g_return_val_if_reached (FALSE);
}

static const Member *
find_member (const Member *members, const char *name)
{
  for (; members->name != NULL; members++)
    {
      if (strcmp (members->name, name) == 0)
        return members;
    }

  return NULL;
}

static gboolean
fail_unknown (const Place *place, const char *what, const char *name, const Member *members, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (; members->name != NULL; members++)
    g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", members->name);

  return fail (place, error, _ ("“%s” cannot have “%s”. It can have: %s."), what, name, known->str);
}

static gboolean
read_object (const Place *place,
             const char *what,
             JsonNode *node,
             const Member *members,
             gpointer target,
             GError **error)
{
  g_autoptr (GList) names = NULL;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (place, error, _ ("“%s” must be an object."), what);
  object = json_node_get_object (node);
  names = json_object_get_members (object);
  for (GList *item = names; item != NULL; item = item->next)
    {
      const Member *member = find_member (members, item->data);

      if (member == NULL)
        return fail_unknown (place, what, item->data, members, error);
      if (!read_member (place, member, json_object_get_member (object, item->data),
                        (char *) target + member->offset, error))
        return FALSE;
    }
  for (; members->name != NULL; members++)
    {
      if (members->is_required && !json_object_has_member (object, members->name))
        return fail (place, error, _ ("“%s” lacks “%s”."), what, members->name);
    }

  return TRUE;
}

/* ---- The file ---- */

/* What one file brings, handed on when all of it was right. */
typedef struct
{
  GPtrArray *hints;
  GPtrArray *moves;
  GPtrArray *patterns;
  char *defaults[MOAT_ELEMENT_DATA_STORE + 1];
} Haul;

static void
haul_clear (Haul *haul)
{
  g_ptr_array_unref (haul->hints);
  g_ptr_array_unref (haul->moves);
  g_ptr_array_unref (haul->patterns);
  for (guint i = 0; i < G_N_ELEMENTS (haul->defaults); i++)
    g_free (haul->defaults[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Haul, haul_clear)

static gboolean
read_hint (Haul *haul, const Place *place, JsonNode *node, GError **error)
{
  MoatHint *hint = g_new0 (MoatHint, 1);

  g_ptr_array_add (haul->hints, hint);
  hint->origin = g_intern_string (place->name);
  hint->line = place->line;

  return read_object (place, "hints", node, hint_members, hint, error);
}

static gboolean
read_move (Haul *haul, const Place *place, JsonNode *node, GError **error)
{
  MoatMove *move = g_new0 (MoatMove, 1);

  g_ptr_array_add (haul->moves, move);
  move->origin = g_intern_string (place->name);
  move->line = place->line;
  if (!read_object (place, "moves", node, move_members, move, error))
    return FALSE;
  if (json_object_get_size (json_object_get_object_member (json_node_get_object (node), "when")) == 0)
    return fail (place, error, _ ("“when” of “%s” is empty: it would be asked everywhere."), move->id);
  if (move->idea == NULL)
    move->idea = g_strdup (move->id);
  if (move->patterns == NULL)
    move->patterns = g_new0 (char *, 1);

  return TRUE;
}

static gboolean
read_pattern (Haul *haul, const Place *place, JsonNode *node, GError **error)
{
  MoatPattern *pattern = g_new0 (MoatPattern, 1);

  g_ptr_array_add (haul->patterns, pattern);
  pattern->origin = g_intern_string (place->name);
  pattern->line = place->line;
  if (!read_object (place, "patterns", node, pattern_members, pattern, error))
    return FALSE;
  if (pattern->proofs == NULL)
    pattern->proofs = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_pattern_proof_free);

  return TRUE;
}

static const struct
{
  const char *name;
  gboolean (*read) (Haul *haul, const Place *place, JsonNode *node, GError **error);
} lists[] = {
  { "hints", read_hint },
  { "moves", read_move },
  { "patterns", read_pattern },
};

static gboolean
read_defaults (Haul *haul, const Place *place, JsonNode *node, GError **error)
{
  static const Member text = { "defaults", MEMBER_ID, 0 };
  g_autoptr (GList) names = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (place, error, _ ("“%s” must be an object."), "defaults");
  names = json_object_get_members (json_node_get_object (node));
  for (GList *item = names; item != NULL; item = item->next)
    {
      int type;

      if (!moat_value_from_nick (moat_element_types, item->data, &type))
        return fail (place, error, _ ("“%s” is no type of element."), (const char *) item->data);
      if (!read_text (place, &text, json_object_get_member (json_node_get_object (node), item->data),
                      &haul->defaults[type], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_header (const Place *place, JsonNode *root, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *format = object == NULL ? NULL : json_object_get_member (object, "format");
  JsonNode *version = object == NULL ? NULL : json_object_get_member (object, "version");

  if (format == NULL || !is_string (format) || strcmp (json_node_get_string (format), CATALOG_FORMAT) != 0)
    return fail (place, error, _ ("This is no catalogue: it must begin with “\"format\": \"%s\"”."),
                 CATALOG_FORMAT);
  if (version == NULL || !JSON_NODE_HOLDS_VALUE (version) || json_node_get_int (version) != CATALOG_VERSION)
    return fail (place, error, _ ("“version” must be %d."), CATALOG_VERSION);

  return TRUE;
}

static gboolean
read_list (Haul *haul, guint list, Place *place, JsonNode *node, const MoatJsonPlaces *lines, GError **error)
{
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (place, error, _ ("“%s” must be a list."), lists[list].name);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      place->line = moat_json_places_get_line (lines, lists[list].name, i);
      if (!lists[list].read (haul, place, json_array_get_element (json_node_get_array (node), i), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_root_member (Haul *haul,
                  const char *name,
                  const char *file,
                  JsonNode *node,
                  const MoatJsonPlaces *lines,
                  GError **error)
{
  Place place = { file, MAX (moat_json_places_get_line (lines, name, -1), 1), 0 };

  if (strcmp (name, "format") == 0 || strcmp (name, "version") == 0)
    return TRUE;
  if (strcmp (name, "defaults") == 0)
    return read_defaults (haul, &place, node, error);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (strcmp (name, lists[i].name) == 0)
        return read_list (haul, i, &place, node, lines, error);
    }

  return fail (&place, error, _ ("“%s” cannot have “%s”. It can have: %s."), CATALOG_FORMAT, name,
               "defaults, hints, moves, patterns");
}

static gboolean
hand_on (Haul *haul, MoatCatalog *catalog, const Place *place, GError **error)
{
  for (guint i = 0; i < haul->hints->len; i++)
    {
      if (!moat_catalog_take_hint (catalog, g_steal_pointer (&haul->hints->pdata[i])))
        return fail (place, error, _ ("There are more than %d hints."), MOAT_MAX_HINTS);
    }
  for (guint i = 0; i < haul->moves->len; i++)
    moat_catalog_take_move (catalog, g_steal_pointer (&haul->moves->pdata[i]));
  for (guint i = 0; i < haul->patterns->len; i++)
    moat_catalog_take_pattern (catalog, g_steal_pointer (&haul->patterns->pdata[i]));
  for (guint i = 0; i < G_N_ELEMENTS (haul->defaults); i++)
    {
      if (haul->defaults[i] != NULL)
        moat_catalog_set_default_role (catalog, i, haul->defaults[i]);
    }

  return TRUE;
}

gboolean
moat_catalog_json_read (MoatCatalog *catalog, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (MoatJsonPlaces) lines = NULL;
  g_autoptr (JsonNode) root = moat_json_parse (bytes, &lines, error);
  g_autoptr (GList) names = NULL;
  const Place top = { name, 1, 0 };
  g_auto (Haul) haul = {
    .hints = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_hint_free),
    .moves = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_move_free),
    .patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_pattern_free),
  };

  if (root == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  if (!read_header (&top, root, error))
    return FALSE;
  names = json_object_get_members (json_node_get_object (root));
  for (GList *item = names; item != NULL; item = item->next)
    {
      if (!read_root_member (&haul, item->data, name,
                             json_object_get_member (json_node_get_object (root), item->data), lines, error))
        return FALSE;
    }

  return hand_on (&haul, catalog, &top, error);
}
