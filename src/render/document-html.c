/* The full document as one HTML file: no script, nothing from elsewhere, light
 * and dark, fit for paper. It is well-formed XML too, so that strict tools take
 * it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "document-html.h"

#include "full-document.h"
#include "html-parts.h"
#include "picture.h"
#include "plain-text.h"
#include "public-copy.h"
#include "untranslated.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const MoatPaper *paper;
  MoatDocument *document; /* without what is private */
  GString *out;
  guint n_figures;
} Writer;

static const char style[]
    = ":root { color-scheme: light dark; --paper: #ffffff; --ink: #1e1e1e; --dim: #5e5c64; --line: #c0bfbc;\n"
      "  --band: #f1f1f4; --link: #1a5fb4; }\n"
      "@media screen and (prefers-color-scheme: dark) {\n"
      "  :root { --paper: #1e1e1e; --ink: #ffffff; --dim: #b5b3ba; --line: #5e5c64; --band: #2e2e34;\n"
      "    --link: #99c1f1; }\n"
      "}\n"
      "* { box-sizing: border-box; }\n"
      "body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 72rem; background: var(--paper);\n"
      "  color: var(--ink); font: 1rem/1.5 Cantarell, \"Adwaita Sans\", Inter, system-ui, sans-serif;\n"
      "  overflow-wrap: anywhere; }\n"
      "h1 { font-size: 2.2rem; line-height: 1.2; margin: 0 0 1rem; }\n"
      "h2 { font-size: 1.5rem; line-height: 1.25; margin: 3rem 0 0.75rem; padding-top: 1rem;\n"
      "  border-top: 1px solid var(--line); }\n"
      "h3 { font-size: 1.1rem; margin: 1.75rem 0 0.5rem; }\n"
      ".kind { color: var(--dim); margin: 0; }\n"
      "nav h2 { border: 0; margin-top: 1.5rem; padding: 0; font-size: 1.1rem; }\n"
      "a { color: var(--link); }\n"
      ".skip { position: absolute; left: -100rem; }\n"
      ".skip:focus { position: static; }\n"
      ".table { overflow-x: auto; margin: 0 0 1rem; }\n"
      "table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }\n"
      "th, td { text-align: start; vertical-align: top; padding: 0.4rem 0.6rem;\n"
      "  border-bottom: 1px solid var(--line); min-width: 4rem; overflow-wrap: break-word; }\n"
      "thead th { background: var(--band); }\n"
      "tbody th { font-weight: normal; }\n"
      "td div + div, th div + div { margin-top: 0.25rem; }\n"
      "tr:target { background: var(--band); }\n"
      "figure { margin: 1rem 0; }\n"
      "figure svg { display: block; max-width: 100%; height: auto; }\n"
      "figcaption { color: var(--dim); font-size: 0.875rem; }\n"
      "@media print {\n"
      "  @page { margin: 18mm; }\n"
      "  body { max-width: none; padding: 0; font-size: 10pt; }\n"
      "  .skip { display: none; }\n"
      "  h2, h3 { break-after: avoid; }\n"
      "  nav { break-after: page; }\n"
      "  .table { overflow: visible; }\n"
      "  table { font-size: 8pt; }\n"
      "  thead { display: table-header-group; }\n"
      "  tr, figure { break-inside: avoid; }\n"
      "  figure svg { max-height: 85vh; }\n"
      "  a { color: inherit; }\n"
      "}\n";

/* ---- Text ---- */

/* An id of HTML of an anchor, which is an id of the model's: letters, digits and dashes, or whatever a file
 * said.
 */
static void
append_anchor (GString *out, const char *anchor)
{
  g_autofree char *escaped = g_uri_escape_string (anchor, NULL, FALSE);

  g_string_append_printf (out, "r-%s", escaped);
}

/* ---- Blocks ---- */

static void
write_heading (Writer *writer, guint index, const MoatPaperBlock *block)
{
  g_string_append_printf (writer->out, "<h%u id=\"s%u\" dir=\"auto\">", block->level, index);
  moat_html_append_escaped (writer->out, block->lead);
  moat_html_append_words (writer->out, block->text);
  g_string_append_printf (writer->out, "</h%u>\n", block->level);
}

static void
write_paragraph (Writer *writer, guint index, const MoatPaperBlock *block)
{
  g_autofree char *shown = moat_plain_text_dup_shown (block->text);
  g_auto (GStrv) parts = g_strsplit (shown, "\n\n", -1);

  for (guint i = 0; i == 0 || parts[i] != NULL; i++)
    {
      g_string_append (writer->out, block->is_strong ? "<p dir=\"auto\"><strong>" : "<p dir=\"auto\">");
      if (i == 0)
        moat_html_append_escaped (writer->out, block->lead);
      if (parts[i] != NULL)
        moat_html_append_words (writer->out, parts[i]);
      g_string_append (writer->out, block->is_strong ? "</strong></p>\n" : "</p>\n");
      if (parts[i] == NULL)
        break;
    }
}

static void
write_list (Writer *writer, guint index, const MoatPaperBlock *block)
{
  const char *tag = block->type == MOAT_PAPER_NUMBERS ? "ol" : "ul";

  g_string_append_printf (writer->out, "<%s>\n", tag);
  for (guint i = 0; i < block->n_rows; i++)
    {
      g_string_append (writer->out, "<li dir=\"auto\">");
      moat_html_append_words (writer->out, moat_paper_get_item (writer->paper, block, i));
      g_string_append (writer->out, "</li>\n");
    }
  g_string_append_printf (writer->out, "</%s>\n", tag);
}

static void
append_text (Writer *writer, const MoatPaperText *text)
{
  guint n_linked;
  g_autofree char *linked = NULL;

  if (text->target == NULL || !moat_paper_has_anchor (writer->paper, text->target))
    {
      moat_html_append_words (writer->out, text->text);
      return;
    }
  n_linked = moat_paper_text_measure_link (text);
  linked = g_strndup (text->text, n_linked);
  g_string_append (writer->out, "<a href=\"#");
  append_anchor (writer->out, text->target);
  g_string_append (writer->out, "\">");
  moat_html_append_words (writer->out, linked);
  g_string_append (writer->out, "</a>");
  moat_html_append_words (writer->out, text->text + n_linked);
}

/* The first cell names its row. */
static void
append_cell (Writer *writer, const MoatPaperBlock *block, guint row, guint column)
{
  const char *tag = column == 0 ? "th" : "td";
  guint n_texts;
  const MoatPaperText *texts = moat_paper_get_cell (writer->paper, block, row, column, &n_texts);

  g_string_append_printf (writer->out, "<%s%s>", tag, column == 0 ? " scope=\"row\"" : "");
  for (guint i = 0; i < n_texts; i++)
    {
      g_string_append (writer->out, "<div dir=\"auto\">");
      append_text (writer, &texts[i]);
      g_string_append (writer->out, "</div>");
    }
  g_string_append_printf (writer->out, "</%s>", tag);
}

static void
append_row (Writer *writer, const MoatPaperBlock *block, guint row)
{
  const char *anchor = moat_paper_get_row_anchor (writer->paper, block, row);

  g_string_append (writer->out, "<tr");
  if (anchor != NULL)
    {
      g_string_append (writer->out, " id=\"");
      append_anchor (writer->out, anchor);
      g_string_append_c (writer->out, '"');
    }
  g_string_append_c (writer->out, '>');
  for (guint i = 0; i < block->n_columns; i++)
    append_cell (writer, block, row, i);
  g_string_append (writer->out, "</tr>\n");
}

/* The heading that stands right before a block. */
static int
find_heading (const MoatPaper *paper, guint index)
{
  for (int i = (int) index - 1; i >= 0; i--)
    if (moat_paper_get (paper, i)->type == MOAT_PAPER_HEADING)
      return i;

  return -1;
}

/* A table that is wider than the window can be scrolled with the keyboard, and is called as its heading is.
 */
static void
write_table (Writer *writer, guint index, const MoatPaperBlock *block)
{
  g_string_append_printf (writer->out,
                          "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"s%d\">\n"
                          "<table aria-labelledby=\"s%d\">\n<thead>\n<tr>",
                          find_heading (writer->paper, index), find_heading (writer->paper, index));
  for (guint i = 0; i < block->n_columns; i++)
    {
      g_string_append (writer->out, "<th scope=\"col\">");
      moat_html_append_escaped (writer->out, moat_paper_get_title (writer->paper, block, i));
      g_string_append (writer->out, "</th>");
    }
  g_string_append (writer->out, "</tr>\n</thead>\n<tbody>\n");
  for (guint i = 0; i < block->n_rows; i++)
    append_row (writer, block, i);
  g_string_append (writer->out, "</tbody>\n</table>\n</div>\n");
}

/* ---- Figures ---- */

static void
append_diagram (Writer *writer, const char *use_case)
{
  g_autoptr (MoatTheme) theme = moat_theme_new_of_roles ();
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, MOAT_TEXT_FOR_VECTORS);
  g_autoptr (MoatScene) scene = moat_scene_new (writer->document, use_case, measure);
  MoatPicture picture = { .pen = { theme, measure }, .scene = scene, .scale = 1 };
  g_autofree char *prefix = g_strdup_printf ("f%u-", writer->n_figures);
  g_autoptr (GBytes) svg = NULL;

  picture.bounds = moat_diagram_get_bounds (scene);
  svg = moat_svg_write (&picture, NULL);
  if (svg != NULL)
    moat_html_append_svg (writer->out, g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), prefix);
}

static void
write_figure (Writer *writer, guint index, const MoatPaperBlock *block)
{
  MoatRecord *use_case = moat_document_find (writer->document, block->use_case);

  writer->n_figures++;
  g_string_append (writer->out, "<figure>\n");
  append_diagram (writer, block->use_case);
  g_string_append (writer->out, "<figcaption dir=\"auto\">Data Flow Diagram: ");
  moat_html_append_words (writer->out, use_case != NULL ? moat_record_get_title (use_case) : "");
  g_string_append (writer->out, "</figcaption>\n</figure>\n");
}

/* ---- The file ---- */

typedef void (*BlockFunc) (Writer *writer, guint index, const MoatPaperBlock *block);

static const BlockFunc block_funcs[] = {
  [MOAT_PAPER_HEADING] = write_heading, [MOAT_PAPER_PARAGRAPH] = write_paragraph,
  [MOAT_PAPER_BULLETS] = write_list,    [MOAT_PAPER_NUMBERS] = write_list,
  [MOAT_PAPER_TABLE] = write_table,     [MOAT_PAPER_FIGURE] = write_figure,
};

static gboolean
is_heading (const MoatPaperBlock *block, guint level)
{
  return block->type == MOAT_PAPER_HEADING && block->level == level;
}

static void
write_contents (Writer *writer)
{
  g_string_append (writer->out,
                   "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ol>\n");
  for (guint i = 0; i < moat_paper_count (writer->paper); i++)
    {
      const MoatPaperBlock *block = moat_paper_get (writer->paper, i);

      if (!is_heading (block, 2))
        continue;
      g_string_append_printf (writer->out, "<li dir=\"auto\"><a href=\"#s%u\">", i);
      moat_html_append_escaped (writer->out, block->lead);
      moat_html_append_words (writer->out, block->text);
      g_string_append (writer->out, "</a></li>\n");
    }
  g_string_append (writer->out, "</ol>\n</nav>\n");
}

static void
write_head (Writer *writer, const MoatPaperBlock *title)
{
  g_autofree char *words = g_strconcat (title->lead != NULL ? title->lead : "", title->text, NULL);

  moat_html_append_head (writer->out, words, style, NULL);
  g_string_append (writer->out,
                   "<body>\n<a class=\"skip\" href=\"#content\">Skip the contents</a>\n<header>\n");
}

/* The title and what introduces the whole, the contents, the rest. */
static void
write_all (Writer *writer)
{
  gboolean is_header = TRUE;

  write_head (writer, moat_paper_get (writer->paper, 0));
  for (guint i = 0; i < moat_paper_count (writer->paper); i++)
    {
      const MoatPaperBlock *block = moat_paper_get (writer->paper, i);

      if (is_header && is_heading (block, 2))
        {
          is_header = FALSE;
          g_string_append (writer->out, "</header>\n");
          write_contents (writer);
          g_string_append (writer->out, "<main id=\"content\">\n");
        }
      block_funcs[block->type](writer, i, block);
    }
  g_string_append (writer->out, is_header ? "</header>\n<main id=\"content\">\n</main>\n" : "</main>\n");
  g_string_append (writer->out, "</body>\n</html>\n");
}

static GBytes *
write_html (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (MoatPaper) paper = moat_full_document_compose (document, options, report);
  g_autoptr (MoatDocument) shown = moat_public_copy_new (document, NULL);
  g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();
  Writer writer = { .paper = paper, .document = shown, .out = g_string_new (NULL) };

  write_all (&writer);

  return g_string_free_to_bytes (writer.out);
}

static const char *const suffixes[] = { ".html", ".htm", ".xhtml", NULL };

const MoatFormat moat_html_document_format = {
  .name = "html",
  .label = N_ ("Full document (HTML)"),
  .suffixes = suffixes,
  .mime = "text/html",
  .flags = MOAT_FORMAT_PUBLIC,
  .write = write_html,
};
