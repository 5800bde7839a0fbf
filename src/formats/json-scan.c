/* Checking that a text is JSON: the grammar of RFC 8259 and no more, within
 * bounds, in one pass, with a message for people about the first thing wrong.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "json-scan.h"

#include "bounds.h"
#include "formats.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where the check stands. Depth 1 is inside the top-level value. */
typedef struct
{
  const char *at;
  const char *end;
  const char *line_start;
  guint line;
  guint depth;
  /* The top-level value is an object, a member of which is being read. */
  gboolean in_object;
  MoatJsonPlaces *places;
  GError **error;
} Scanner;

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

/* *n_members, when given, receives how many members the value has, when it is an object. */
static gboolean scan_value (Scanner *self, guint *n_members);

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
  guint line = self->line;
  guint n_members = 0;

  if (!scan_value (self, &n_members))
    return FALSE;
  if (self->depth == 2 && self->in_object)
    moat_json_places_add_element (self->places, line, n_members);
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
  guint line = self->line;
  guint n_members = 0;
  const char *name;
  gsize name_length;

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

  self->in_object = TRUE;
  moat_json_places_begin_member (self->places, name, name_length, line);
  if (!scan_value (self, &n_members))
    return FALSE;
  moat_json_places_end_member (self->places, n_members);
  return TRUE;
}

static gboolean
scan_object (Scanner *self, guint *n_members)
{
  guint n_found = 0;

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
          n_found++;
          skip_space (self);
        }
      while (take (self, ','));
      if (!take (self, '}'))
        return fail_expected (self, _ ("“,” or “}”"));
    }
  self->depth--;
  if (n_members != NULL)
    *n_members = n_found;
  return TRUE;
}

/* Recursion is bounded by enter(). */
static gboolean
scan_value (Scanner *self, guint *n_members)
{
  if (self->at >= self->end)
    return fail_at_end (self);
  if (take (self, '{'))
    return scan_object (self, n_members);
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

gboolean
moat_json_scan (const char *text, gsize length, MoatJsonPlaces *places, GError **error)
{
  Scanner self = {
    .at = text,
    .end = text + length,
    .line_start = text,
    .line = 1,
    .places = places,
    .error = error,
  };

  skip_space (&self);
  if (!scan_value (&self, NULL))
    return FALSE;
  skip_space (&self);
  return self.at == self.end || fail_expected (&self, _ ("the end of the file"));
}
