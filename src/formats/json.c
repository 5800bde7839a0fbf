/* Strict and bounded JSON. json-glib's parser takes comments, single quotes and
 * any depth, and says little about where it stopped; so the text is checked
 * first, in one pass without allocation, and then handed over.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "json.h"

#include "bounds.h"
#include "formats.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One object's line and number of members. */
typedef struct
{
  guint line;
  guint n_members;
} Place;

typedef struct
{
  char *name; /* as the text has it, escapes and all */
  Place place;
  GArray *elements; /* of Place; NULL when the member is not an array */
} Member;

struct _MoatJsonPlaces
{
  GArray *members; /* of Member */
};

/* Where the check stands. Depth 1 is inside the top-level value. */
typedef struct
{
  const char *at;
  const char *end;
  const char *line_start;
  guint line;
  guint depth;
  MoatJsonPlaces *places;
  GError **error;
} Scanner;

/* ---- Places ---- */

static void
member_clear (gpointer data)
{
  Member *member = data;

  g_free (member->name);
  g_clear_pointer (&member->elements, g_array_unref);
}

static MoatJsonPlaces *
places_new (void)
{
  MoatJsonPlaces *self = g_new0 (MoatJsonPlaces, 1);

  self->members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_array_set_clear_func (self->members, member_clear);
  return self;
}

void
moat_json_places_free (MoatJsonPlaces *self)
{
  g_array_unref (self->members);
  g_free (self);
}

static Member *
places_last (MoatJsonPlaces *self)
{
  return &g_array_index (self->members, Member, self->members->len - 1);
}

/* The last of that name, as with a repeated member the last counts. */
static const Place *
places_find (const MoatJsonPlaces *self, const char *name, gssize index)
{
  for (guint i = self->members->len; i > 0; i--)
    {
      const Member *member = &g_array_index (self->members, Member, i - 1);

      if (strcmp (member->name, name) != 0)
        continue;
      if (index < 0)
        return &member->place;
      if (member->elements != NULL && (gsize) index < member->elements->len)
        return &g_array_index (member->elements, Place, index);
      return NULL;
    }
  return NULL;
}

guint
moat_json_places_get_line (const MoatJsonPlaces *self, const char *member, gssize index)
{
  const Place *place = places_find (self, member, index);

  return place != NULL ? place->line : 0;
}

guint
moat_json_places_count_members (const MoatJsonPlaces *self, const char *member, gssize index)
{
  const Place *place = places_find (self, member, index);

  return place != NULL ? place->n_members : 0;
}

guint
moat_json_places_count (const MoatJsonPlaces *self)
{
  return self->members->len;
}

/* ---- Saying what is wrong ---- */

static guint
get_column (const Scanner *self)
{
  return g_utf8_strlen (self->line_start, self->at - self->line_start) + 1;
}

static gboolean
fail (Scanner *self, MoatFormatError code, const char *what)
{
  g_set_error (self->error, MOAT_FORMAT_ERROR, code, _ ("line %u, column %u: %s"), self->line,
               get_column (self), what);
  return FALSE;
}

static gboolean
fail_at_end (Scanner *self)
{
  g_set_error (
      self->error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
      _ ("line %u: The file ends in the middle, as if it was cut off. Restore it from a copy or from "
         "version control."),
      self->line);
  return FALSE;
}

static gboolean
is_conflict_marker (const Scanner *self)
{
  static const char *const markers[] = { "<<<<<<<", "=======", ">>>>>>>", "|||||||" };

  for (guint i = 0; i < G_N_ELEMENTS (markers); i++)
    {
      if (self->at == self->line_start && self->end - self->at >= 7 && memcmp (self->at, markers[i], 7) == 0)
        return TRUE;
    }
  return FALSE;
}

/* @expected is what JSON would have had here, in quotes or in words. */
static gboolean
fail_expected (Scanner *self, const char *expected)
{
  g_autofree char *found = NULL;
  g_autofree char *what = NULL;

  if (self->at >= self->end)
    return fail_at_end (self);
  if (is_conflict_marker (self))
    return fail (
        self, MOAT_FORMAT_ERROR_DAMAGED,
        _ ("Here is a merge conflict that nobody has resolved. Keep one side, delete the marker lines, and "
           "try again."));

  found = g_unichar_isprint (g_utf8_get_char (self->at))
              ? g_strndup (self->at, g_utf8_next_char (self->at) - self->at)
              : g_strdup_printf ("U+%04X", g_utf8_get_char (self->at));
  /* TRANSLATORS: the first %s is a sign in quotes or words such as “a value”. */
  what
      = g_strdup_printf (_ ("Expected %s but found “%s”. Correct it there, or restore the file from a copy."),
                         expected, found);
  return fail (self, MOAT_FORMAT_ERROR_DAMAGED, what);
}

/* ---- The grammar of RFC 8259 ---- */

static void
skip_space (Scanner *self)
{
  for (; self->at < self->end; self->at++)
    {
      if (*self->at == '\n')
        {
          self->line++;
          self->line_start = self->at + 1;
        }
      else if (*self->at != ' ' && *self->at != '\t' && *self->at != '\r')
        {
          return;
        }
    }
}

/* Whether the next sign is @sign, which is then taken. */
static gboolean
take (Scanner *self, char sign)
{
  if (self->at >= self->end || *self->at != sign)
    return FALSE;
  self->at++;
  return TRUE;
}

/* The four digits after \u; -1 with an error. */
static int
scan_hex (Scanner *self)
{
  int value = 0;

  for (int i = 0; i < 4; i++, self->at++)
    {
      if (self->at >= self->end || !g_ascii_isxdigit (*self->at))
        {
          fail_expected (self, _ ("four hexadecimal digits"));
          return -1;
        }
      value = value * 16 + g_ascii_xdigit_value (*self->at);
    }
  return value;
}

static gboolean
scan_unicode_escape (Scanner *self)
{
  int value = scan_hex (self);

  if (value < 0)
    return FALSE;
  if (value == 0)
    return fail (self, MOAT_FORMAT_ERROR_DAMAGED,
                 _ ("A text cannot hold the character U+0000. Take it out."));
  if (value < 0xd800 || value > 0xdfff)
    return TRUE;

  /* The first half of a pair, which stands for one character, must be followed by the second. */
  if (value < 0xdc00 && take (self, '\\') && take (self, 'u'))
    {
      int second = scan_hex (self);

      if (second < 0)
        return FALSE;
      if (second >= 0xdc00 && second <= 0xdfff)
        return TRUE;
    }
  return fail (self, MOAT_FORMAT_ERROR_DAMAGED, _ ("Half a character stands here. Take it out."));
}

static gboolean
scan_escape (Scanner *self)
{
  if (self->at >= self->end)
    return fail_at_end (self);
  if (take (self, 'u'))
    return scan_unicode_escape (self);
  if (strchr ("\"\\/bfnrt", *self->at) == NULL)
    return fail_expected (self, _ ("an escape such as “\\n”"));
  self->at++;
  return TRUE;
}

/* Behind the opening quote. */
static gboolean
scan_string (Scanner *self)
{
  const char *start = self->at;

  while (self->at < self->end)
    {
      guchar c = *self->at;

      if (c == '"')
        {
          if (self->at - start > MOAT_MAX_TEXT_BYTES)
            return fail (self, MOAT_FORMAT_ERROR_TOO_MUCH,
                         _ ("This text is longer than 16 MiB. Shorten it."));
          self->at++;
          return TRUE;
        }
      if (c < 0x20)
        return fail_expected (self, _ ("the text’s closing quote, or an escape for this control character,"));
      self->at++;
      if (c == '\\' && !scan_escape (self))
        return FALSE;
    }
  return fail_at_end (self);
}

static guint
skip_digits (Scanner *self)
{
  const char *start = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return self->at - start;
}

static gboolean
scan_number (Scanner *self)
{
  gboolean is_whole = TRUE;
  guint n_digits;

  take (self, '-');
  n_digits = take (self, '0') ? 1 : skip_digits (self);
  if (n_digits == 0)
    return fail_expected (self, _ ("a digit"));
  if (take (self, '.'))
    {
      is_whole = FALSE;
      if (skip_digits (self) == 0)
        return fail_expected (self, _ ("a digit"));
    }
  if (take (self, 'e') || take (self, 'E'))
    {
      is_whole = FALSE;
      if (!take (self, '+'))
        take (self, '-');
      if (skip_digits (self) == 0)
        return fail_expected (self, _ ("a digit"));
    }
  if (is_whole && n_digits > MOAT_MAX_DIGITS)
    return fail (
        self, MOAT_FORMAT_ERROR_TOO_MUCH,
        _ ("This number has more than 18 digits, which cannot be kept. Write it as text in quotes."));
  return TRUE;
}

static gboolean
scan_word (Scanner *self, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->at) < length || memcmp (self->at, word, length) != 0)
    return fail_expected (self, _ ("a value"));
  self->at += length;
  return TRUE;
}

static gboolean scan_value (Scanner *self, Place *place);

/* Objects and arrays: what is left to do behind the opening sign. */
static gboolean
enter (Scanner *self)
{
  if (++self->depth <= MOAT_MAX_DEPTH)
    return TRUE;
  return fail (
      self, MOAT_FORMAT_ERROR_TOO_MUCH,
      _ ("Values are nested more than 100 deep here, which no model needs. Check that it is the right "
         "file."));
}

/* Notes an element of an array that is a member of the top-level object. */
static gboolean
scan_element (Scanner *self)
{
  Place place = { self->line, 0 };

  if (!scan_value (self, &place))
    return FALSE;
  if (self->depth == 2 && self->places->members->len > 0)
    {
      Member *member = places_last (self->places);

      if (member->elements == NULL)
        member->elements = g_array_new (FALSE, FALSE, sizeof (Place));
      g_array_append_val (member->elements, place);
    }
  return TRUE;
}

static gboolean
scan_array (Scanner *self)
{
  if (!enter (self))
    return FALSE;
  skip_space (self);
  if (!take (self, ']'))
    {
      do
        {
          skip_space (self);
          if (!scan_element (self))
            return FALSE;
          skip_space (self);
        }
      while (take (self, ','));
      if (!take (self, ']'))
        return fail_expected (self, _ ("“,” or “]”"));
    }
  self->depth--;
  return TRUE;
}

static gboolean
scan_member (Scanner *self)
{
  const char *name;
  gsize name_length;
  Place place = { self->line, 0 };

  if (!take (self, '"'))
    return fail_expected (self, _ ("a name in double quotes"));
  name = self->at;
  if (!scan_string (self))
    return FALSE;
  name_length = self->at - name - 1;

  skip_space (self);
  if (!take (self, ':'))
    return fail_expected (self, _ ("“:”"));
  skip_space (self);

  if (self->depth > 1)
    return scan_value (self, NULL);

  g_array_append_vals (self->places->members, &(Member){ g_strndup (name, name_length), place, NULL }, 1);
  if (!scan_value (self, &place))
    return FALSE;
  places_last (self->places)->place.n_members = place.n_members;
  return TRUE;
}

static gboolean
scan_object (Scanner *self, Place *place)
{
  guint n_members = 0;

  if (!enter (self))
    return FALSE;
  skip_space (self);
  if (!take (self, '}'))
    {
      do
        {
          skip_space (self);
          if (!scan_member (self))
            return FALSE;
          n_members++;
          skip_space (self);
        }
      while (take (self, ','));
      if (!take (self, '}'))
        return fail_expected (self, _ ("“,” or “}”"));
    }
  self->depth--;
  if (place != NULL)
    place->n_members = n_members;
  return TRUE;
}

/* Recursion is bounded by enter(). */
static gboolean
scan_value (Scanner *self, Place *place)
{
  if (self->at >= self->end)
    return fail_at_end (self);
  if (take (self, '{'))
    return scan_object (self, place);
  if (take (self, '['))
    return scan_array (self);
  if (take (self, '"'))
    return scan_string (self);
  if (*self->at == '-' || g_ascii_isdigit (*self->at))
    return scan_number (self);
  if (*self->at == 't')
    return scan_word (self, "true");
  if (*self->at == 'f')
    return scan_word (self, "false");
  return scan_word (self, "null");
}

static gboolean
scan_text (Scanner *self)
{
  skip_space (self);
  if (!scan_value (self, NULL))
    return FALSE;
  skip_space (self);
  return self->at == self->end || fail_expected (self, _ ("the end of the file"));
}

/* ---- The text ---- */

static gboolean
check_encoding (const char *text, gsize length, GError **error)
{
  const char *bad;
  guint line = 1;

  if (g_utf8_validate_len (text, length, &bad))
    return TRUE;
  for (const char *at = text; at < bad; at++)
    line += *at == '\n';
  g_set_error (
      error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
      _ ("line %u: This is not text in UTF-8. Check that it is the right file, or save it anew in UTF-8."),
      line);
  return FALSE;
}

JsonNode *
moat_json_parse (GBytes *bytes, MoatJsonPlaces **places, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (MoatJsonPlaces) found = places_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) inner = NULL;
  Scanner scanner = { .line = 1, .places = found, .error = error };

  if (length == 0)
    {
      g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
                   _ ("line 1: The file is empty. Restore it from a copy or from version control."));
      return NULL;
    }
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  if (!check_encoding (text, length, error))
    return NULL;
  scanner.at = scanner.line_start = text;
  scanner.end = text + length;
  if (!scan_text (&scanner))
    return NULL;

  /* What passed the check is a subset of what json-glib reads. */
  if (!json_parser_load_from_data (parser, text, length, &inner))
    {
      g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED, _ ("line %u: %s"),
                   json_parser_get_current_line (parser), inner->message);
      return NULL;
    }
  if (places != NULL)
    *places = g_steal_pointer (&found);
  return json_parser_steal_root (parser);
}
