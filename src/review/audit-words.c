/* The words by which the audit knows what a sentence speaks of.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-words.h"

#include "audit-phrases.h"

#include <string.h>

/* ---- Text ---- */

static gboolean
is_arrow (const char *at, gsize *length)
{
  static const char *const arrows[] = { "-->", "==>", "->>", "->", "=>", "→", "⇒", "➜", "↔", "⟶", NULL };

  for (const char *const *arrow = arrows; *arrow != NULL; arrow++)
    {
      *length = strlen (*arrow);
      if (strncmp (at, *arrow, *length) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
end_word (GString *words)
{
  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');
}

char *
moat_audit_words_normalize (const char *text)
{
  g_autoptr (GString) words = g_string_sized_new (strlen (text) + 2);
  gsize length;

  g_string_append_c (words, ' ');
  while (*text != '\0')
    {
      guchar c = *text;

      if (is_arrow (text, &length))
        {
          end_word (words);
          g_string_append (words, "arrow ");
          text += length;
          continue;
        }
      /* Apostrophes, straight and curly, are within words: "isn't". */
      if (strncmp (text, "’", strlen ("’")) == 0)
        {
          text += strlen ("’");
          continue;
        }
      if (strncmp (text, "–", 3) == 0 || strncmp (text, "—", 3) == 0 || strncmp (text, "‑", 3) == 0)
        {
          end_word (words);
          text += 3;
          continue;
        }
      if (g_ascii_isalnum (c) || c >= 0x80)
        g_string_append_c (words, g_ascii_tolower (c));
      else if (c != '\'')
        end_word (words);
      text++;
    }
  end_word (words);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
has_any (const char *words, const char *const *phrases)
{
  for (; *phrases != NULL; phrases++)
    {
      if (strstr (words, *phrases) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The words without the names of attacks; owned. */
static char *
strip_defeated (const char *words)
{
  g_autoptr (GString) rest = g_string_new (words);

  for (const char *const *phrase = moat_audit_phrases_defeated; *phrase != NULL; phrase++)
    g_string_replace (rest, *phrase, " attack", 0);
  return g_string_free (g_steal_pointer (&rest), FALSE);
}

MoatWord
moat_audit_words_find (const char *words, MoatWord among)
{
  const MoatWord who = MOAT_WORD_AUTHENTICATION | MOAT_WORD_AUTHORIZATION | MOAT_WORD_SECRET;
  g_autofree char *stripped = (among & who) != 0 ? strip_defeated (words) : NULL;
  MoatWord found = 0;

  for (const MoatAuditPhrases *list = moat_audit_phrases; list->phrases != NULL; list++)
    {
      const char *in = (list->word & who) != 0 ? stripped : words;

      if ((among & list->word) != 0 && has_any (in, list->phrases))
        found |= list->word;
    }
  return found;
}

guint
moat_audit_words_count (const char *words)
{
  guint n = 0;

  for (words++; *words != '\0'; words++)
    n += *words == ' ';
  return n;
}

/* ---- Sentences ---- */

static gboolean
ends_sentence (const char *text, const char *at)
{
  static const char *const not_ends[] = { "e.g", "i.e", "etc", "vs", "cf", "resp", "approx", NULL };

  if (*at == '\n')
    return at[1] == '\n';
  if (strchr (".!?;", *at) == NULL || (at[1] != '\0' && !g_ascii_isspace (at[1])))
    return FALSE;
  for (const char *const *word = not_ends; *word != NULL; word++)
    {
      gsize length = strlen (*word);

      if ((gsize) (at - text) >= length && g_ascii_strncasecmp (at - length, *word, length) == 0)
        return FALSE;
    }
  return TRUE;
}

char **
moat_audit_words_split (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *start = text;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (!ends_sentence (text, at))
        continue;
      {
        g_autofree char *sentence = g_strndup (start, at + 1 - start);

        if (*g_strstrip (sentence) != '\0')
          g_strv_builder_add (builder, sentence);
      }
      start = at + 1;
    }
  {
    g_autofree char *rest = g_strdup (start);

    if (*g_strstrip (rest) != '\0')
      g_strv_builder_add (builder, rest);
  }
  return g_strv_builder_end (builder);
}

/* ---- What says nothing ---- */

static gboolean
begins_with_any (const char *words, const char *const *phrases)
{
  for (; *phrases != NULL; phrases++)
    {
      if (g_str_has_prefix (words, *phrases))
        return TRUE;
    }
  return FALSE;
}

/* How many of the sentence's letters stand between brackets: "[name of the boundary]", "<what>", "{{ owner
 * }}". */
static gboolean
is_bracketed (const char *sentence)
{
  guint within = 0;
  guint all = 0;
  int depth = 0;

  for (const char *at = sentence; *at != '\0'; at++)
    {
      depth += strchr ("[{<", *at) != NULL;
      depth -= strchr ("]}>", *at) != NULL && depth > 0;
      all += g_ascii_isalnum (*at);
      within += depth > 0 && g_ascii_isalnum (*at);
    }
  return (within > 0 && 2 * within > all) || strstr (sentence, "{{") != NULL
         || strstr (sentence, "___") != NULL || g_str_has_prefix (sentence, "[ ]");
}

gboolean
moat_audit_words_is_placeholder (const char *sentence, const char *words)
{
  return is_bracketed (sentence) || has_any (words, moat_audit_phrases_placeholders);
}

gboolean
moat_audit_words_is_empty (const char *sentence, const char *words)
{
  gsize length = strlen (sentence);

  return moat_audit_words_is_placeholder (sentence, words) || (length > 0 && sentence[length - 1] == '?')
         || begins_with_any (words, moat_audit_phrases_instructions)
         || begins_with_any (words, moat_audit_phrases_pointers)
         || has_any (words, moat_audit_phrases_absences) || has_any (words, moat_audit_phrases_explanations);
}
