/* Questions about a file, and their answers.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "import-choices.h"

#include "formats.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_EXAMPLES      4
#define MAX_EXAMPLE_CHARS 30

static void
choice_free (gpointer data)
{
  MoatImportChoice *choice = data;

  g_free (choice->key);
  g_free (choice->examples);
  g_free (choice);
}

MoatImportChoices *
moat_import_choices_new (const char *question, const MoatValue *values)
{
  MoatImportChoices *self = g_new0 (MoatImportChoices, 1);

  self->question = question;
  self->values = values;
  self->choices = g_ptr_array_new_with_free_func (choice_free);

  return self;
}

void
moat_import_choices_free (MoatImportChoices *self)
{
  g_ptr_array_unref (self->choices);
  g_free (self);
}

MoatImportChoice *
moat_import_choices_ensure (MoatImportChoices *self, const char *key)
{
  MoatImportChoice *choice;

  for (guint i = 0; i < self->choices->len; i++)
    {
      choice = g_ptr_array_index (self->choices, i);
      if (strcmp (choice->key, key) == 0)
        return choice;
    }
  choice = g_new0 (MoatImportChoice, 1);
  choice->key = g_strdup (key);
  choice->examples = g_strdup ("");
  g_ptr_array_add (self->choices, choice);

  return choice;
}

void
moat_import_choice_count (MoatImportChoice *choice, const char *example)
{
  g_autofree char *line = moat_text_shorten (example, MAX_EXAMPLE_CHARS);
  guint n_examples = 1;

  choice->count++;
  g_strdelimit (line, "\n\t", ' ');
  for (const char *at = choice->examples; *at != '\0'; at++)
    n_examples += *at == ',';
  if (*line == '\0' || n_examples > MAX_EXAMPLES || strchr (line, ',') != NULL)
    return;
  if (*choice->examples == '\0')
    {
      g_free (choice->examples);
      choice->examples = g_steal_pointer (&line);
    }
  else if (n_examples == MAX_EXAMPLES)
    {
      char *more = g_strconcat (choice->examples, ", …", NULL);

      g_free (choice->examples);
      choice->examples = more;
    }
  else
    {
      char *more = g_strconcat (choice->examples, ", ", line, NULL);

      g_free (choice->examples);
      choice->examples = more;
    }
}

gboolean
moat_import_choices_get_answer (GHashTable *answers, const MoatValue *values, const char *key, int *value)
{
  GHashTableIter iter;
  gpointer name, nick;

  if (answers == NULL)
    return FALSE;
  /* Few: what a person typed. */
  g_hash_table_iter_init (&iter, answers);
  while (g_hash_table_iter_next (&iter, &name, &nick))
    if (g_ascii_strcasecmp (name, key) == 0)
      return moat_value_from_nick (values, nick, value);

  return FALSE;
}

/* ---- Checking ---- */

static gboolean
has_key (const MoatImportChoices *self, const char *key)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (g_ascii_strcasecmp (((MoatImportChoice *) g_ptr_array_index (self->choices, i))->key, key) == 0)
      return TRUE;

  return FALSE;
}

/* All keys, or all answers. Owned. */
static char *
list_keys (const MoatImportChoices *self)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->choices->len; i++)
    g_string_append_printf (list, "%s“%s”", i > 0 ? ", " : "",
                            ((MoatImportChoice *) g_ptr_array_index (self->choices, i))->key);

  return g_string_free (list, FALSE);
}

static char *
list_nicks (const MoatImportChoices *self)
{
  GString *list = g_string_new (NULL);

  for (const MoatValue *value = self->values; value->nick != NULL; value++)
    g_string_append_printf (list, "%s%s", value > self->values ? ", " : "", value->nick);

  return g_string_free (list, FALSE);
}

static gboolean
check_answer (const MoatImportChoices *self, const char *key, const char *nick, GError **error)
{
  int value;

  if (!has_key (self, key))
    {
      g_autofree char *keys = list_keys (self);

      g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_OPTION,
                   _ ("Nothing in the file is called “%s”; there are: %s."), key, keys);
      return FALSE;
    }
  if (!moat_value_from_nick (self->values, nick, &value))
    {
      g_autofree char *nicks = list_nicks (self);

      g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_OPTION,
                   _ ("“%s” cannot be “%s”; choose one of: %s."), key, nick, nicks);
      return FALSE;
    }

  return TRUE;
}

gboolean
moat_import_choices_check (MoatImportChoices *self, GHashTable *answers, GError **error)
{
  GHashTableIter iter;
  gpointer key, nick;

  if (answers == NULL || g_hash_table_size (answers) == 0)
    return TRUE;
  if (self == NULL)
    {
      g_set_error_literal (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_OPTION,
                           _ ("Files of this format leave nothing to choose."));
      return FALSE;
    }

  g_hash_table_iter_init (&iter, answers);
  while (g_hash_table_iter_next (&iter, &key, &nick))
    if (!check_answer (self, key, nick, error))
      return FALSE;

  return TRUE;
}
