/* Making json-glib's nodes of a text that json-scan.c has found to be JSON, so
 * that nothing can be wrong with it any more. json-glib's own parser takes five
 * times as long, most of it in a scanner that is made for far more than JSON.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "json-scan.h"

#include <string.h>

typedef struct
{
  const char *at;
  const char *end;
  /* The text or number read last; one for all of them. */
  GString *token;
} Builder;

static void
skip_space (Builder *self)
{
  while (self->at < self->end
         && (*self->at == ' ' || *self->at == '\n' || *self->at == '\t' || *self->at == '\r'))
    self->at++;
}

/* Goes over the sign that is next, and the blanks on both sides of it. */
static void
pass_sign (Builder *self)
{
  skip_space (self);
  self->at++;
  skip_space (self);
}

/* ---- Texts ---- */

static gunichar
read_hex (Builder *self)
{
  gunichar value = 0;

  for (int i = 0; i < 4; i++)
    value = value * 16 + g_ascii_xdigit_value (*self->at++);

  return value;
}

/* Behind "\u". What lies beyond U+FFFF is written as two halves (RFC 8259, section 7). */
static gunichar
read_unicode_escape (Builder *self)
{
  gunichar value = read_hex (self);

  if (value < 0xd800 || value > 0xdbff)
    return value;

  self->at += strlen ("\\u");
  return 0x10000 + ((value - 0xd800) << 10) + (read_hex (self) - 0xdc00);
}

static void
read_escape (Builder *self)
{
  static const char letters[] = "bfnrt";
  static const char meanings[] = "\b\f\n\r\t";
  char sign = *self->at++;
  const char *letter = strchr (letters, sign);

  if (sign == 'u')
    g_string_append_unichar (self->token, read_unicode_escape (self));
  else
    g_string_append_c (self->token, letter != NULL ? meanings[letter - letters] : sign);
}

/* Behind the opening quote; leaves the text in the token. */
static void
read_text (Builder *self)
{
  g_string_truncate (self->token, 0);
  while (*self->at != '"')
    {
      const char *start = self->at;

      while (*self->at != '"' && *self->at != '\\')
        self->at++;
      g_string_append_len (self->token, start, self->at - start);
      if (*self->at == '"')
        break;
      self->at++;
      read_escape (self);
    }
  self->at++;
}

/* ---- Values ---- */

static JsonNode *
build_number (Builder *self)
{
  JsonNode *node = json_node_alloc ();
  gboolean is_whole = TRUE;

  g_string_truncate (self->token, 0);
  for (; self->at < self->end && (g_ascii_isalnum (*self->at) || strchr ("+-.", *self->at) != NULL);
       self->at++)
    {
      is_whole = is_whole && strchr (".eE", *self->at) == NULL;
      g_string_append_c (self->token, *self->at);
    }

  return is_whole ? json_node_init_int (node, g_ascii_strtoll (self->token->str, NULL, 10))
                  : json_node_init_double (node, g_ascii_strtod (self->token->str, NULL));
}

/* true, false or null. */
static JsonNode *
build_word (Builder *self)
{
  JsonNode *node = json_node_alloc ();
  char first = *self->at;

  self->at += first == 'f' ? strlen ("false") : strlen ("true");
  return first == 'n' ? json_node_init_null (node) : json_node_init_boolean (node, first == 't');
}

static JsonNode *build_value (Builder *self);

static JsonNode *
build_array (Builder *self)
{
  JsonNode *node = json_node_alloc ();
  g_autoptr (JsonArray) array = json_array_new ();

  pass_sign (self);
  while (*self->at != ']')
    {
      json_array_add_element (array, build_value (self));
      skip_space (self);
      if (*self->at == ',')
        pass_sign (self);
    }
  self->at++;

  return json_node_init_array (node, array);
}

/* Of members of one name the last counts. */
static JsonNode *
build_object (Builder *self)
{
  JsonNode *node = json_node_alloc ();
  g_autoptr (JsonObject) object = json_object_new ();

  pass_sign (self);
  while (*self->at != '}')
    {
      g_autofree char *name = NULL;

      self->at++;
      read_text (self);
      name = g_strndup (self->token->str, self->token->len);
      pass_sign (self);
      json_object_set_member (object, name, build_value (self));
      skip_space (self);
      if (*self->at == ',')
        pass_sign (self);
    }
  self->at++;

  return json_node_init_object (node, object);
}

/* Recursion is as deep as the scanner let it be. */
static JsonNode *
build_value (Builder *self)
{
  switch (*self->at)
    {
    case '{':
      return build_object (self);
    case '[':
      return build_array (self);
    case '"':
      self->at++;
      read_text (self);
      return json_node_init_string (json_node_alloc (), self->token->str);
    case 't':
    case 'f':
    case 'n':
      return build_word (self);
    default:
      return build_number (self);
    }
}

JsonNode *
moat_json_build (const char *text, gsize length)
{
  g_autoptr (GString) token = g_string_new (NULL);
  Builder self = { .at = text, .end = text + length, .token = token };

  skip_space (&self);
  return build_value (&self);
}
