/* Writing Markdown from text that may say anything.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "markdown.h"

#include "plain-text.h"

#include <string.h>

/* What begins or ends markup anywhere in a line: code, emphasis, links, images, HTML, entities, cells,
 * strike-through, and the mathematics that GitHub and GitLab add.
 */
#define ALWAYS_ESCAPED "\\`*[]<|~$"

/* What a renderer does not count to an address when it stands last. */
#define AFTER_ADDRESS "?!.,:;*_~'\"()[]{}"

/* Where text is put. */
typedef enum
{
  PLACE_LINE, /* where a block can begin */
  PLACE_WORDS,
  PLACE_CELL,
} Place;

/* ---- Escapes ---- */

/* An underscore between letters is one; elsewhere it is emphasis. */
static gboolean
is_emphasis (const char *line, const char *at)
{
  gunichar before = at > line ? g_utf8_get_char (g_utf8_prev_char (at)) : ' ';

  return *at == '_' && (!g_unichar_isalnum (before) || !g_unichar_isalnum (g_utf8_get_char (at + 1)));
}

/* "&amp;" and "&#38;" would be shown as "&". */
static gboolean
begins_entity (const char *at)
{
  gsize length;

  if (*at != '&')
    return FALSE;
  length = strspn (at + 1, "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

  return length > 0 && at[1 + length] == ';';
}

/* The colon of "ftp://", and of whatever else is made a link; addresses that may be links never get here. */
static gboolean
ends_scheme (const char *at)
{
  return g_str_has_prefix (at, "://");
}

static gboolean
needs_escape (const char *line, const char *at)
{
  return strchr (ALWAYS_ESCAPED, *at) != NULL || is_emphasis (line, at) || begins_entity (at);
}

/* The sign, at or behind @at, that would begin a block where it stands first in a line: a heading, a list, a
 * quote, a rule, the line under a heading or under a table's head. NULL for none.
 */
static const char *
find_block_sign (const char *at)
{
  gsize digits = strspn (at, "0123456789");

  if (*at != '\0' && strchr ("#-+=>:", *at) != NULL)
    return at;

  return digits > 0 && (at[digits] == '.' || at[digits] == ')') ? at + digits : NULL;
}

/* ---- Addresses ---- */

static gboolean
has_prefix_anycase (const char *text, const char *prefix)
{
  return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

static gsize
count_nonblank (const char *at)
{
  return strcspn (at, " ");
}

/* Whether the word at @at, an address or not, can be written as it is: nothing in it is escaped, and it holds
 * no second scheme and no e-mail address behind a colon. @scheme is the length of its own.
 */
static gboolean
is_clean_word (const char *line, const char *at, gsize scheme)
{
  const char *end = at + count_nonblank (at);
  gboolean has_colon = FALSE;
  gboolean has_at = FALSE;

  for (const char *sign = at + scheme; sign < end; sign++)
    {
      if (needs_escape (line, sign) || ends_scheme (sign))
        return FALSE;
      has_colon = has_colon || *sign == ':';
      has_at = has_at || *sign == '@';
    }

  return !has_colon || !has_at;
}

/* The length of "http://" or "https://" before a host, with no letter before it; else 0. */
static gsize
measure_scheme (const char *line, const char *at)
{
  gsize length = has_prefix_anycase (at, "http://") ? 7 : has_prefix_anycase (at, "https://") ? 8 : 0;

  if (at > line && g_ascii_isalpha (at[-1]))
    return 0;

  return length > 0 && g_unichar_isalnum (g_utf8_get_char (at + length)) ? length : 0;
}

/* Renderers make a link of everything up to the next blank, backslashes included, so that an escape in it
 * would break the address, and what the escape was for could begin markup behind it. Such an address goes
 * between angle brackets (CommonMark 0.30, section 6.5), in which nothing but entities means anything.
 * Returns what was taken of @at: nothing of an address with entities.
 */
static gsize
append_address (GString *out, const char *line, const char *at, Place place)
{
  gsize scheme = measure_scheme (line, at);
  gsize length = strcspn (at, " <>");

  if (is_clean_word (line, at, scheme))
    {
      g_string_append_len (out, at, count_nonblank (at));
      return count_nonblank (at);
    }

  while (strchr (AFTER_ADDRESS, at[length - 1]) != NULL)
    length--;
  for (gsize i = 0; i < length; i++)
    if (begins_entity (at + i))
      return 0;

  g_string_append_c (out, '<');
  for (gsize i = 0; i < length; i++)
    {
      /* Cells are cut before links are looked for. */
      if (at[i] == '|' && place == PLACE_CELL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, at[i]);
    }
  g_string_append_c (out, '>');

  return length;
}

/* The same for "www.", which has no form between brackets: its first letter as an entity ends the magic. */
static gsize
append_www (GString *out, const char *line, const char *at)
{
  gsize length = count_nonblank (at);

  if (!is_clean_word (line, at, 0))
    {
      g_string_append (out, "&#119;");
      return 1;
    }

  g_string_append_len (out, at, length);
  return length;
}

#define ALNUM "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

static gboolean
ends_in (const char *line, const char *at, const char *word)
{
  gsize length = strlen (word);

  return (gsize) (at - line) >= length && has_prefix_anycase (at - length, word);
}

/* The length of the e-mail address at @at, as CommonMark has it between angle brackets; 0 for none. */
static gsize
measure_mail (const char *at)
{
  gsize length = strspn (at, ALNUM ".+-_");
  gsize label;

  if (length == 0 || at[length] != '@')
    return 0;

  for (length++; (label = strspn (at + length, ALNUM)) > 0 && label < 64; length += label)
    if (at[length + label] != '.' || strspn (at + length + label + 1, ALNUM) == 0)
      return length + label;
    else
      label++;

  return 0;
}

/* An e-mail address that would be a link with all that stands before it: cmark-gfm looks for "xmpp:" and
 * "mailto:", and takes any letters before these too. Only "mailto:" by itself may, and only with one address:
 * of a second "@" its releases make different links, some without a scheme.
 */
static gboolean
begins_mail_behind_scheme (const char *line, const char *at)
{
  const char *scheme = at - strlen ("mailto:");
  gsize local = strspn (at, ALNUM ".+-_");

  if (local == 0 || at[local] != '@' || !(ends_in (line, at, "xmpp:") || ends_in (line, at, "mailto:")))
    return FALSE;
  if (ends_in (line, at, "mailto:") && (scheme == line || strchr (ALNUM ".+-_:", scheme[-1]) == NULL))
    return at[measure_mail (at)] == '@';

  return TRUE;
}

/* What follows the colon, as an e-mail address of its own, or else parted from it by a space. Returns what
 * was taken of @at.
 */
static gsize
append_mail (GString *out, const char *at)
{
  gsize length = measure_mail (at);

  if (length > 0)
    g_string_append_printf (out, "<%.*s>", (int) length, at);
  else
    g_string_append_c (out, ' ');

  return length;
}

/* ---- A line ---- */

static gboolean
begins_www (const char *line, const char *at)
{
  return g_str_has_prefix (at, "www.") && (at == line || strchr (" *_~(", at[-1]) != NULL);
}

/* Takes what has to be written in a way of its own; returns how much of @at that was. */
static gsize
append_special (GString *out, const char *line, const char *at, Place place)
{
  if (measure_scheme (line, at) > 0)
    return append_address (out, line, at, place);
  if (begins_www (line, at))
    return append_www (out, line, at);
  if (begins_mail_behind_scheme (line, at))
    return append_mail (out, at);

  return 0;
}

/* An underscore beside the brackets round an address is not between letters any more. */
static gboolean
is_beside_special (const char *line, const char *at, gboolean is_behind)
{
  return *at == '_' && (is_behind || measure_scheme (line, at + 1) > 0 || begins_www (line, at + 1));
}

/* Letters, digits and blanks with which no address begins. */
static gboolean
is_plain (const char *at)
{
  if (*at == 'h' || *at == 'H')
    return at[1] != 't' && at[1] != 'T';
  if (*at == 'w')
    return at[1] != 'w';
  return g_ascii_isalnum (*at) || *at == ' ';
}

/* Most of all text: how much of it stands at @at with which nothing begins, and which need not be asked for
 * more. Behind a colon something may.
 */
static gsize
measure_plain (const char *line, const char *at)
{
  gsize length = 0;

  if (at > line && at[-1] == ':')
    return 0;
  while (is_plain (at + length))
    length++;

  return length;
}

static void
append_line (GString *out, const char *line, Place place)
{
  const char *block_sign = place == PLACE_LINE ? find_block_sign (line) : NULL;
  gboolean is_behind_special = FALSE;

  for (const char *at = line; *at != '\0';)
    {
      gsize n_plain = measure_plain (line, at);
      gsize taken;

      if (n_plain > 0)
        {
          g_string_append_len (out, at, n_plain);
          at += n_plain;
          is_behind_special = FALSE;
          continue;
        }
      taken = append_special (out, line, at, place);
      if (taken > 0)
        {
          at += taken;
          is_behind_special = TRUE;
          continue;
        }
      if (at == block_sign || ends_scheme (at) || needs_escape (line, at)
          || is_beside_special (line, at, is_behind_special))
        g_string_append_c (out, '\\');
      g_string_append_c (out, *at);
      at++;
      is_behind_special = FALSE;
    }
}

/* Whether split_lines() would give @text back as one line. */
static gboolean
is_one_line (const char *text)
{
  const char *at = text;

  while (*at >= ' ' && *at < 0x7f)
    at++;

  return *at == '\0' && at > text && *text != ' ' && at[-1] != ' ';
}

static void
append_text (GString *out, const char *text, const char *line_break, Place place)
{
  g_auto (GStrv) lines = NULL;

  /* Most texts are; a table of a thousand rows is made of them. */
  if (text != NULL && is_one_line (text))
    {
      append_line (out, text, place);
      return;
    }

  lines = moat_plain_text_dup_lines (text);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (out, line_break);
      append_line (out, lines[i], place);
    }
}

void
moat_markdown_append (GString *out, const char *text, const char *line_break)
{
  append_text (out, text, line_break, PLACE_LINE);
}

void
moat_markdown_strong (GString *out, const char *text)
{
  g_autofree char *plain = NULL;
  g_auto (GStrv) lines = moat_plain_text_dup_lines (text);
  const char *start;
  char *end;

  plain = g_strjoinv (" ", lines);
  /* Asterisks beside a blank of any script mean nothing (CommonMark 0.30, section 6.2). */
  for (start = plain; g_unichar_isspace (g_utf8_get_char (start)); start = g_utf8_next_char (start))
    ;
  for (end = plain + strlen (plain);
       end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end)));)
    end = g_utf8_prev_char (end);
  *end = '\0';
  if (*start == '\0')
    return;

  g_string_append (out, "**");
  append_line (out, start, PLACE_WORDS);
  g_string_append (out, "**\n\n");
}

/* Number signs at the end of a heading would be taken for its closing sequence. */
static void
escape_closing_sequence (GString *out)
{
  gsize at = out->len;

  while (at > 0 && out->str[at - 1] == '#')
    at--;
  if (at < out->len && (at == 0 || out->str[at - 1] != '\\'))
    g_string_insert_c (out, at, '\\');
}

void
moat_markdown_heading (GString *out, guint level, const char *prefix, const char *text)
{
  for (guint i = 0; i < level; i++)
    g_string_append_c (out, '#');
  g_string_append_printf (out, " %s", prefix);
  if (text != NULL)
    {
      moat_markdown_append (out, text, " ");
      escape_closing_sequence (out);
    }
  g_string_append (out, "\n\n");
}

/* A backslash at the end of a line keeps the line break, when it is not taken for the end of an address. */
static void
append_hard_break (GString *out)
{
  const char *last_word = out->str + out->len;

  while (last_word > out->str && last_word[-1] != ' ' && last_word[-1] != '\n')
    last_word--;
  if (strstr (last_word, "://") != NULL || strstr (last_word, "www.") != NULL)
    g_string_append_c (out, ' ');
  g_string_append (out, "\\\n");
}

void
moat_markdown_paragraphs (GString *out, const char *text)
{
  g_auto (GStrv) lines = moat_plain_text_dup_lines (text);
  gboolean is_open = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0')
        {
          if (is_open)
            g_string_append (out, "\n\n");
          is_open = FALSE;
          continue;
        }
      if (is_open)
        append_hard_break (out);
      append_line (out, lines[i], PLACE_LINE);
      is_open = TRUE;
    }
  if (is_open)
    g_string_append (out, "\n\n");
}

void
moat_markdown_table_begin (MoatMarkdownTable *table, GString *out, const char *const *titles)
{
  *table = (MoatMarkdownTable){ .out = out, .n_columns = g_strv_length ((char **) titles) };

  for (guint i = 0; i < table->n_columns; i++)
    g_string_append_printf (out, "| %s ", titles[i]);
  g_string_append (out, "|\n");
  for (guint i = 0; i < table->n_columns; i++)
    g_string_append (out, "| --- ");
  g_string_append (out, "|\n");
}

static void
begin_cell (MoatMarkdownTable *table)
{
  g_string_append (table->out, "| ");
  if (table->spans != NULL)
    g_array_append_val (table->spans, table->out->len);
}

static void
end_cell (MoatMarkdownTable *table)
{
  if (table->spans != NULL)
    g_array_append_val (table->spans, table->out->len);
  if (table->out->str[table->out->len - 1] != ' ')
    g_string_append_c (table->out, ' ');
  table->column++;
  if (table->column < table->n_columns)
    return;

  g_string_append (table->out, "|\n");
  table->column = 0;
  table->n_rows++;
}

void
moat_markdown_table_cell (MoatMarkdownTable *table, const char *text)
{
  begin_cell (table);
  append_text (table->out, text, "<br>", PLACE_CELL);
  end_cell (table);
}

void
moat_markdown_table_cells (MoatMarkdownTable *table, const GPtrArray *texts)
{
  begin_cell (table);
  for (guint i = 0; i < texts->len; i++)
    {
      if (i > 0)
        g_string_append (table->out, "<br>");
      append_text (table->out, g_ptr_array_index (texts, i), "<br>", PLACE_CELL);
    }
  end_cell (table);
}

void
moat_markdown_table_end (MoatMarkdownTable *table)
{
  while (table->column != 0)
    moat_markdown_table_cell (table, NULL);
  g_string_append_c (table->out, '\n');
}
