/* What can be done with one field of any kind, by its type: compare it, write
 * it for people, read what people typed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "kinds.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

gsize
moat_field_get_size (const MoatField *field)
{
  switch (field->type)
    {
    case MOAT_TEXT:
    case MOAT_ID_TEXT:
    case MOAT_DATE:
    case MOAT_REF:
    case MOAT_LINES:
    case MOAT_REFS:
    case MOAT_POINTS:
      return sizeof (gpointer);
    case MOAT_ENUM:
    case MOAT_FLAGS:
    case MOAT_BOOL:
    case MOAT_TRISTATE:
      return sizeof (int);
    case MOAT_NUMBER:
      return sizeof (double);
    case MOAT_POINT:
      return sizeof (MoatPoint);
    case MOAT_RECT:
      return sizeof (MoatRect);
    }

  g_assert_not_reached ();
}

gboolean
moat_field_equal (const MoatField *field, const MoatState *a, const MoatState *b)
{
  const void *left = MOAT_FIELD_PTR (a, field);
  const void *right = MOAT_FIELD_PTR (b, field);
  gsize size = moat_field_get_size (field);

  switch (field->type)
    {
    case MOAT_TEXT:
    case MOAT_ID_TEXT:
    case MOAT_DATE:
    case MOAT_REF:
      return g_strcmp0 (*(char *const *) left, *(char *const *) right) == 0;
    case MOAT_LINES:
    case MOAT_REFS:
      return moat_list_equal (*(MoatList *const *) left, *(MoatList *const *) right);
    case MOAT_POINTS:
      return moat_points_equal (*(MoatPoints *const *) left, *(MoatPoints *const *) right);
    case MOAT_ENUM:
    case MOAT_FLAGS:
    case MOAT_BOOL:
    case MOAT_TRISTATE:
      return *(const int *) left == *(const int *) right;
    case MOAT_NUMBER:
    case MOAT_POINT:
    case MOAT_RECT:
      for (gsize i = 0; i < size / sizeof (double); i++)
        if (((const double *) left)[i] != ((const double *) right)[i])
          return FALSE;
      return TRUE;
    }

  g_assert_not_reached ();
}

/**
 * moat_field_is_default:
 *
 * Returns: whether the field says nothing (empty, unknown, no, 0), so that a file can leave it out
 */
gboolean
moat_field_is_default (const MoatField *field, const MoatState *state)
{
  const char *bytes = MOAT_FIELD_PTR (state, field);
  gsize size = moat_field_get_size (field);

  if (field->type == MOAT_NUMBER || field->type == MOAT_POINT || field->type == MOAT_RECT)
    {
      for (gsize i = 0; i < size / sizeof (double); i++)
        if (((const double *) bytes)[i] != 0)
          return FALSE;
      return TRUE;
    }

  for (gsize i = 0; i < size; i++)
    if (bytes[i] != 0)
      return FALSE;
  return TRUE;
}

static char *
flags_to_text (const MoatValue *values, int flags)
{
  GString *text = g_string_new (NULL);

  for (; values->nick != NULL; values++)
    if (flags & values->value)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ (values->label));

  return g_string_free (text, FALSE);
}

static char *
number_to_text (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.10g", number));
}

static char *
numbers_to_text (const double *numbers, guint n_numbers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_numbers; i++)
    {
      g_autofree char *number = number_to_text (numbers[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", number);
    }

  return g_string_free (text, FALSE);
}

/**
 * moat_field_to_text:
 *
 * Returns: (transfer full): the field as people read it and type it: lists joined by ", ", translated words
 * for enums
 */
char *
moat_field_to_text (const MoatField *field, const MoatState *state)
{
  const void *at = MOAT_FIELD_PTR (state, field);
  const MoatPoints *points;

  switch (field->type)
    {
    case MOAT_TEXT:
    case MOAT_ID_TEXT:
    case MOAT_DATE:
    case MOAT_REF:
      return g_strdup (moat_text_get (*(char *const *) at));
    case MOAT_LINES:
    case MOAT_REFS:
      return moat_list_join (*(MoatList *const *) at, ", ");
    case MOAT_ENUM:
      return g_strdup (moat_text_get (moat_value_get_label (field->values, *(const int *) at)));
    case MOAT_FLAGS:
      return flags_to_text (field->values, *(const int *) at);
    case MOAT_BOOL:
      return g_strdup (*(const int *) at ? _ ("Yes") : _ ("No"));
    case MOAT_TRISTATE:
      return g_strdup (*(const int *) at == MOAT_YES  ? _ ("Yes")
                       : *(const int *) at == MOAT_NO ? _ ("No")
                                                      : "");
    case MOAT_NUMBER:
    case MOAT_POINT:
    case MOAT_RECT:
      return numbers_to_text (at, moat_field_get_size (field) / sizeof (double));
    case MOAT_POINTS:
      points = *(MoatPoints *const *) at;
      return numbers_to_text ((const double *) (points != NULL ? points->items : NULL),
                              2 * moat_points_len (points));
    }

  g_assert_not_reached ();
}

/* Whether what was typed means @value: its nick, its label, or the beginning of either. */
static gboolean
means_value (const char *typed, const MoatValue *value)
{
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  g_autofree char *nick = g_utf8_casefold (value->nick, -1);
  g_autofree char *label = g_utf8_casefold (_ (value->label), -1);

  return *folded != '\0' && (g_str_has_prefix (nick, folded) || g_str_has_prefix (label, folded));
}

static const MoatValue *
find_value (const MoatValue *values, const char *typed, GError **error)
{
  for (; values->nick != NULL; values++)
    if (means_value (typed, values))
      return values;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("“%s” is not one of the choices"), typed);
  return NULL;
}

static gboolean
enum_from_text (const MoatField *field, int *target, const char *text, GError **error)
{
  const MoatValue *value;

  if (*text == '\0')
    {
      *target = 0;
      return TRUE;
    }

  value = find_value (field->values, text, error);
  if (value != NULL)
    *target = value->value;

  return value != NULL;
}

/* Whether @word is nothing but first letters of flags ("TE"), each of which is added to @flags. */
static gboolean
flags_from_letters (const MoatValue *values, const char *word, int *flags)
{
  int found = 0;

  for (; *word != '\0'; word++)
    {
      const MoatValue *value = values;

      while (value->nick != NULL && g_ascii_tolower (*word) != value->nick[0])
        value++;
      if (value->nick == NULL)
        return FALSE;
      found |= value->value;
    }

  *flags |= found;
  return TRUE;
}

static gboolean
flags_from_text (const MoatField *field, int *target, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, ",;", -1);
  int flags = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const MoatValue *value;
      g_auto (GStrv) letters = NULL;
      g_autofree char *together = NULL;

      if (*g_strstrip (words[i]) == '\0')
        continue;
      letters = g_strsplit (words[i], " ", -1);
      together = g_strjoinv ("", letters);
      if (strlen (together) <= 6 && flags_from_letters (field->values, together, &flags))
        continue;
      value = find_value (field->values, words[i], error);
      if (value == NULL)
        return FALSE;
      flags |= value->value;
    }

  *target = flags;
  return TRUE;
}

static gboolean
bool_from_text (const char *text, int yes, int no, int unset, int *target, GError **error)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *local_yes = g_utf8_casefold (_ ("Yes"), -1);
  g_autofree char *local_no = g_utf8_casefold (_ ("No"), -1);

  if (*folded == '\0')
    *target = unset;
  else if (strcmp (folded, local_yes) == 0 || strcmp (folded, "yes") == 0 || strcmp (folded, "true") == 0)
    *target = yes;
  else if (strcmp (folded, local_no) == 0 || strcmp (folded, "no") == 0 || strcmp (folded, "false") == 0)
    *target = no;
  else
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("“%s” is neither yes nor no"), text);
      return FALSE;
    }

  return TRUE;
}

static gboolean
number_from_text (const char *text, double *target, GError **error)
{
  char *end = NULL;
  double number = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !isfinite (number))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("“%s” is not a number"), text);
      return FALSE;
    }

  *target = number;
  return TRUE;
}

static gboolean
date_from_text (GRefString **target, const char *text, GError **error)
{
  int year, month, day, used = 0;

  if (*text != '\0'
      && (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || used != 10 || text[10] != '\0'
          || !g_date_valid_dmy (day, month, year)))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("“%s” is not a date: write it like 2026-03-31"), text);
      return FALSE;
    }

  moat_text_set (target, text);
  return TRUE;
}

/**
 * moat_field_from_text:
 * @state: a private state
 * @text: (nullable): what a person typed; empty is the field's default
 *
 * Sets the field, or leaves it alone and says why not (%G_IO_ERROR_INVALID_ARGUMENT). Places and lines of
 * points cannot be typed. Ids are taken as they are.
 */
gboolean
moat_field_from_text (const MoatField *field, MoatState *state, const char *text, GError **error)
{
  gpointer at = MOAT_FIELD_PTR (state, field);
  g_autofree char *typed = g_strstrip (g_strdup (moat_text_get (text)));

  switch (field->type)
    {
    case MOAT_TEXT:
    case MOAT_ID_TEXT:
    case MOAT_REF:
      moat_text_set (at, typed);
      return TRUE;
    case MOAT_DATE:
      return date_from_text (at, typed, error);
    case MOAT_LINES:
    case MOAT_REFS:
      moat_list_set_split (at, typed, strchr (typed, '\n') != NULL ? "\n" : ",");
      return TRUE;
    case MOAT_ENUM:
      return enum_from_text (field, at, typed, error);
    case MOAT_FLAGS:
      return flags_from_text (field, at, typed, error);
    case MOAT_BOOL:
      return bool_from_text (typed, TRUE, FALSE, FALSE, at, error);
    case MOAT_TRISTATE:
      return bool_from_text (typed, MOAT_YES, MOAT_NO, MOAT_UNKNOWN, at, error);
    case MOAT_NUMBER:
      return number_from_text (*typed != '\0' ? typed : "0", at, error);
    case MOAT_POINT:
    case MOAT_RECT:
    case MOAT_POINTS:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("A place is set by dragging"));
      return FALSE;
    }

  g_assert_not_reached ();
}
