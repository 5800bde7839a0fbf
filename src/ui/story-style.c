/* How a story's text looks (see story-style.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "story-style.h"

#include "story.h"
#include "story-words.h"

#include <string.h>

static const char *const mark_names[] = {
  [MOAT_STORY_MARK_SELECTED] = "selected",
  [MOAT_STORY_MARK_POINTED] = "pointed",
};

void
moat_story_style_install (GtkTextBuffer *buffer)
{
  gtk_text_buffer_create_tag (buffer, "pointed", NULL);
  gtk_text_buffer_create_tag (buffer, "selected", NULL);
  gtk_text_buffer_create_tag (buffer, "title", "weight", PANGO_WEIGHT_BOLD, "scale", 1.15, NULL);
  gtk_text_buffer_create_tag (buffer, "summary", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "keyword", NULL);
  gtk_text_buffer_create_tag (buffer, "end", "weight", PANGO_WEIGHT_SEMIBOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "data", NULL);
  gtk_text_buffer_create_tag (buffer, "move", "left-margin", 30, NULL);
  gtk_text_buffer_create_tag (buffer, "decision", "left-margin", 48, NULL);
  gtk_text_buffer_create_tag (buffer, "hint", "underline", PANGO_UNDERLINE_ERROR, NULL);
}

static void
set_color (GtkTextBuffer *buffer, const char *tag, const char *property, const GdkRGBA *color)
{
  g_object_set (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), tag), property, color,
                NULL);
}

void
moat_story_style_set_colors (GtkTextBuffer *buffer, GtkWidget *widget)
{
  static const struct
  {
    const char *tag;
    const char *property;
    const char *color;
    float alpha;
  } uses[] = {
    { "move", "foreground-rgba", "moat_removed_color", 1 },
    { "decision", "foreground-rgba", "moat_added_color", 1 },
    { "data", "foreground-rgba", "moat_warning_color", 1 },
    { "hint", "underline-rgba", "moat_warning_color", 1 },
    { "keyword", "foreground-rgba", "window_fg_color", 0.7f },
    { "summary", "foreground-rgba", "window_fg_color", 0.7f },
    { "selected", "paragraph-background-rgba", "accent_bg_color", 0.16f },
    { "pointed", "paragraph-background-rgba", "window_fg_color", 0.06f },
  };
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    {
      GdkRGBA color;

      if (!gtk_style_context_lookup_color (context, uses[i].color, &color))
        continue;
      color.alpha *= uses[i].alpha;
      set_color (buffer, uses[i].tag, uses[i].property, &color);
    }
}

/* ---- Lines ---- */

static void
tag_bytes (GtkTextBuffer *buffer, int line, const char *tag, gsize from, gsize to)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line_index (buffer, &start, line, (int) from);
  gtk_text_buffer_get_iter_at_line_index (buffer, &end, line, (int) to);
  gtk_text_buffer_apply_tag_by_name (buffer, tag, &start, &end);
}

static void
tag_line (GtkTextBuffer *buffer, int line, const char *tag)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  gtk_text_iter_forward_line (&end);
  gtk_text_buffer_apply_tag_by_name (buffer, tag, &start, &end);
}

/* Who and whom stand out, and the data. */
static void
tag_flow (GtkTextBuffer *buffer, int line, const char *text)
{
  const char *words = moat_story_skip_number (text + strspn (text, " \t"));
  const char *arrow = moat_story_find (words, "->");
  const char *colon = arrow != NULL ? moat_story_find (arrow, ":") : NULL;
  const char *open = colon != NULL ? moat_story_find (colon, "[") : NULL;
  const char *close = open != NULL ? moat_story_find (open, "]") : NULL;

  tag_bytes (buffer, line, "keyword", 0, (gsize) (words - text));
  if (arrow == NULL)
    return;
  tag_bytes (buffer, line, "end", (gsize) (words - text), (gsize) (arrow - text));
  tag_bytes (buffer, line, "end", (gsize) (arrow + 2 - text),
             colon != NULL ? (gsize) (colon - text) : strlen (text));
  if (close != NULL)
    tag_bytes (buffer, line, "data", (gsize) (open - text), (gsize) (close + 1 - text));
}

static void
tag_declaration (GtkTextBuffer *buffer, int line, const char *text)
{
  gsize indent = strspn (text, " \t");

  tag_bytes (buffer, line, "keyword", 0, indent + strcspn (text + indent, " \t"));
}

static void
tag_by_kind (GtkTextBuffer *buffer, int line, const MoatStoryLine *what)
{
  switch ((int) moat_record_get_kind (what->record))
    {
    case MOAT_KIND_USE_CASE:
      tag_line (buffer, line, strchr (what->text, '#') != NULL ? "title" : "summary");
      break;
    case MOAT_KIND_STEP:
    case MOAT_KIND_FLOW:
      tag_flow (buffer, line, what->text);
      break;
    case MOAT_KIND_THREAT:
      tag_line (buffer, line, "move");
      break;
    case MOAT_KIND_DECISION:
      tag_line (buffer, line, "decision");
      break;
    default:
      tag_declaration (buffer, line, what->text);
      break;
    }
}

void
moat_story_style_apply (GtkTextBuffer *buffer, const GPtrArray *lines)
{
  static const char *const tags[]
      = { "title", "summary", "keyword", "end", "data", "move", "decision", "hint" };
  GtkTextIter start, end;
  int n_lines = gtk_text_buffer_get_line_count (buffer);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    gtk_text_buffer_remove_tag_by_name (buffer, tags[i], &start, &end);

  for (int i = 0; i < (int) lines->len && i < n_lines; i++)
    {
      const MoatStoryLine *line = g_ptr_array_index (lines, i);

      if (line->record != NULL)
        tag_by_kind (buffer, i, line);
      if (line->hint != NULL)
        tag_line (buffer, i, "hint");
    }
}

void
moat_story_style_mark (GtkTextBuffer *buffer, MoatStoryMark mark, int line)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, mark_names[mark], &start, &end);
  if (line >= 0 && line < gtk_text_buffer_get_line_count (buffer))
    tag_line (buffer, line, mark_names[mark]);
}

/* ---- Replacing ---- */

void
moat_story_style_replace_line (GtkTextBuffer *buffer, int line, const char *text, gsize length)
{
  g_autofree char *old = NULL;
  g_autofree char *added = g_strndup (text, length);
  const char *old_at, *at;
  GtkTextIter start, end;
  gsize old_length, tail = 0;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  old = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (strcmp (old, added) == 0)
    return;

  for (old_at = old, at = added; *old_at != '\0' && g_utf8_get_char (old_at) == g_utf8_get_char (at);
       old_at = g_utf8_next_char (old_at))
    at = g_utf8_next_char (at);
  old_length = strlen (old);
  while (old + old_length - tail > old_at && added + length - tail > at
         && old[old_length - 1 - tail] == added[length - 1 - tail])
    tail++;
  /* Whole characters only. */
  while (tail > 0 && (old[old_length - tail] & 0xc0) == 0x80)
    tail--;

  gtk_text_buffer_get_iter_at_line_index (buffer, &start, line, (int) (old_at - old));
  gtk_text_buffer_get_iter_at_line_index (buffer, &end, line, (int) (old_length - tail));
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, at, (int) (added + length - tail - at));
}
