/* Reading what people wrote, by the file's name; and what the readers of lines
 * share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "prose-read.h"

#include <string.h>

typedef enum
{
  MARKDOWN,
  RST,
  ASCIIDOC,
  PLAIN,
} Markup;

static const struct
{
  const char *suffix;
  Markup markup;
} suffixes[] = {
  { ".md", MARKDOWN },  { ".markdown", MARKDOWN }, { ".mdx", MARKDOWN },  { ".mdown", MARKDOWN },
  { ".rst", RST },      { ".rest", RST },          { ".adoc", ASCIIDOC }, { ".asciidoc", ASCIIDOC },
  { ".asc", ASCIIDOC }, { ".txt", PLAIN },         { ".text", PLAIN },
};

/* Documents that are known without a suffix. */
static const char *const bare_names[] = { "security",     "readme",       "threats",
                                          "threat-model", "threat_model", "threatmodel",
                                          "design",       "architecture", NULL };

static int
find_markup (const char *file_name)
{
  g_autofree char *name = g_ascii_strdown (file_name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      if (g_str_has_suffix (name, suffixes[i].suffix))
        return suffixes[i].markup;
    }
  return g_strv_contains (bare_names, name) ? PLAIN : -1;
}

gboolean
moat_prose_read_knows (const char *file_name)
{
  return find_markup (file_name) >= 0;
}

MoatProse *
moat_prose_read (const char *file_name, const char *text, gsize length)
{
  MoatProse *prose = moat_prose_new ();
  g_autofree char *valid = g_utf8_make_valid (text, length);
  const char *start = g_str_has_prefix (valid, "\xef\xbb\xbf") ? valid + 3 : valid;
  int markup = find_markup (file_name);
  g_auto (GStrv) lines = NULL;

  if (markup == MARKDOWN)
    {
      moat_prose_read_markdown (prose, start, strlen (start));
      return prose;
    }
  lines = g_strsplit (start, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    g_strchomp (*line);
  if (markup == RST)
    moat_prose_read_rst (prose, lines);
  else if (markup == ASCIIDOC)
    moat_prose_read_asciidoc (prose, lines);
  else
    moat_prose_read_plain (prose, lines);
  return prose;
}

/* ---- Shared ---- */

void
moat_prose_run_end (MoatProseRun *run)
{
  if (run->text->len == 0)
    return;
  if (run->kind == MOAT_PROSE_PARAGRAPH)
    moat_prose_add_paragraph (run->prose, run->line, run->text->str,
                              g_str_has_prefix (run->text->str, "**")
                                  && g_str_has_suffix (run->text->str, "**"));
  else
    moat_prose_add (run->prose, run->kind, run->line, run->text->str);
  g_string_truncate (run->text, 0);
}

void
moat_prose_run_add (MoatProseRun *run, MoatProseKind kind, guint line, const char *text)
{
  if (run->text->len == 0)
    {
      run->kind = kind;
      run->line = line;
    }
  else
    g_string_append_c (run->text, ' ');
  g_string_append (run->text, text + strspn (text, " \t"));
}

gsize
moat_prose_item_mark (const char *line)
{
  gsize indent = strspn (line, " \t");
  const char *at = line + indent;
  gsize mark = 0;

  if (strchr ("-*+", *at) != NULL && *at != '\0')
    mark = strspn (at, "*-");
  else if (*at == '#' && at[1] == '.')
    mark = 2;
  else if (g_ascii_isdigit (*at))
    {
      mark = strspn (at, "0123456789");
      mark = at[mark] == '.' || at[mark] == ')' ? mark + 1 : 0;
    }
  mark = mark == 0 && *at == '+' ? 1 : mark;
  return mark > 0 && (at[mark] == ' ' || at[mark] == '\t') ? indent + mark + 1 : 0;
}

gboolean
moat_prose_is_rule (const char *line, guint least)
{
  guint n = 0;

  if (!g_ascii_ispunct (*line))
    return FALSE;
  while (line[n] == *line)
    n++;
  return line[n] == '\0' && n >= least;
}

/* ---- Plain text ---- */

static gboolean
is_upper (const char *line)
{
  gboolean has_letter = FALSE;

  for (; *line != '\0'; line++)
    {
      if (g_ascii_islower (*line))
        return FALSE;
      has_letter = has_letter || g_ascii_isupper (*line);
    }
  return has_letter;
}

/* A heading is underlined, numbered, in capitals, or begins with "#" as in Markdown. */
static guint
heading_level (char **lines, guint i)
{
  const char *line = lines[i];
  const char *before = i > 0 ? lines[i - 1] : "";
  const char *after = lines[i + 1] != NULL ? lines[i + 1] : "";
  gsize hashes = strspn (line, "#");

  if (hashes > 0 && hashes <= 6 && line[hashes] == ' ')
    return hashes;
  if (*line == '\0' || *line == ' ' || *before != '\0' || strlen (line) > 80)
    return 0;
  if (moat_prose_is_rule (after, 3) && strchr ("=-~", *after) != NULL)
    return *after == '=' ? 1 : 2;
  if (*after != '\0')
    return 0;
  if (is_upper (line))
    return 2;
  if (g_ascii_isdigit (*line) && moat_prose_item_mark (line) > 0 && strlen (line) < 50
      && strchr (".!?;,", line[strlen (line) - 1]) == NULL)
    return 3;
  return 0;
}

void
moat_prose_read_plain (MoatProse *prose, char **lines)
{
  g_autoptr (GString) text = g_string_new (NULL);
  MoatProseRun run = { .prose = prose, .text = text };

  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint level = heading_level (lines, i);
      gsize mark = moat_prose_item_mark (lines[i]);

      if (level > 0)
        {
          moat_prose_run_end (&run);
          moat_prose_add_heading (prose, level, i + 1, lines[i] + strspn (lines[i], "# "));
        }
      else if (*lines[i] == '\0' || moat_prose_is_rule (lines[i], 3))
        moat_prose_run_end (&run);
      else
        {
          if (mark > 0)
            moat_prose_run_end (&run);
          moat_prose_run_add (&run, mark > 0 ? MOAT_PROSE_ITEM : MOAT_PROSE_PARAGRAPH, i + 1,
                              lines[i] + mark);
        }
    }
  moat_prose_run_end (&run);
}
