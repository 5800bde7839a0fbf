/* The structure of a document that people wrote.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "prose.h"

#include <string.h>

/* A label is a few words; a sentence that introduces a list is not one. */
#define MAX_LABEL_WORDS 6

static void
block_free (gpointer data)
{
  MoatProseBlock *block = data;

  g_free (block->text);
  g_strfreev (block->cells);
  g_free (block);
}

MoatProse *
moat_prose_new (void)
{
  MoatProse *self = g_new0 (MoatProse, 1);

  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->links = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
moat_prose_free (MoatProse *self)
{
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->links);
  g_free (self);
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

static MoatProseBlock *
add (MoatProse *self, MoatProseKind kind, guint line, const char *text)
{
  MoatProseBlock *block;

  if (is_blank (text))
    return NULL;
  block = g_new0 (MoatProseBlock, 1);
  block->kind = kind;
  block->line = line;
  block->text = g_strstrip (g_strdup (text));
  g_ptr_array_add (self->blocks, block);
  return block;
}

void
moat_prose_add (MoatProse *self, MoatProseKind kind, guint line, const char *text)
{
  add (self, kind, line, text);
}

void
moat_prose_add_heading (MoatProse *self, guint level, guint line, const char *text)
{
  MoatProseBlock *block = add (self, MOAT_PROSE_HEADING, line, text);

  if (block != NULL)
    block->level = CLAMP (level, 1, MOAT_PROSE_LABEL);
}

static guint
count_words (const char *text)
{
  guint n = 0;

  for (gboolean in_word = FALSE; *text != '\0'; text++)
    {
      gboolean is_space = g_ascii_isspace (*text);

      n += !is_space && !in_word;
      in_word = !is_space;
    }
  return n;
}

void
moat_prose_add_paragraph (MoatProse *self, guint line, const char *text, gboolean is_strong)
{
  gsize length = strlen (text);

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (length > 0 && (is_strong || text[length - 1] == ':') && count_words (text) <= MAX_LABEL_WORDS)
    moat_prose_add_heading (self, MOAT_PROSE_LABEL, line, text);
  else
    add (self, MOAT_PROSE_PARAGRAPH, line, text);
}

void
moat_prose_take_row (MoatProse *self, gboolean is_head, guint line, char **cells)
{
  g_autofree char *text = g_strjoinv (". ", cells);
  MoatProseBlock *block = add (self, is_head ? MOAT_PROSE_TABLE_HEAD : MOAT_PROSE_TABLE_ROW, line, text);

  if (block != NULL)
    block->cells = cells;
  else
    g_strfreev (cells);
}

void
moat_prose_add_link (MoatProse *self, const char *target)
{
  if (*target != '\0')
    g_ptr_array_add (self->links, g_strdup (target));
}

const char *
moat_prose_get_title (const MoatProse *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const MoatProseBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind == MOAT_PROSE_HEADING && block->level < MOAT_PROSE_LABEL)
        return block->text;
    }
  return NULL;
}
