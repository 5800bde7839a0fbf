/* A walk as an HTML file (see walk-html.h). Each step's picture shows only what
 * is in focus; what is around is drawn once for each use case and shared. What
 * the page looks like and its script stand in resources/walk.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "walk-html.h"

#include "html-parts.h"
#include "picture.h"
#include "public-copy.h"
#include "query.h"
#include "untranslated.h"
#include "walk-html-private.h"
#include "walk-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define FOLDER "/io/github/moat_app/Moat/walk/"

/* How large a picture may be, in pixels, and the type in it. */
#define VIEW_WIDTH  1200.0
#define VIEW_HEIGHT 440.0
#define TEXT_HEIGHT 18.0
/* Round all of the diagram, in pixels. */
#define MARGIN 24.0

/* Contents with more steps stand in columns. */
#define LONG_CONTENTS 12

typedef struct
{
  MoatDocument *document; /* without what is private */
  GString *out;
  MoatPen pen;
  /* Of the use case that is being written. */
  guint use_case; /* from 1 */
  MoatScene *scene;
  GPtrArray *stops; /* of MoatStop */
} Writer;

/* ---- Pictures ---- */

typedef struct
{
  Writer *writer;
  const MoatStop *stop; /* NULL: what is around all of them */
  MoatRect area;        /* in model units */
  double zoom;
} View;

static void
draw_view (cairo_t *cr, gpointer data)
{
  const View *view = data;
  Writer *writer = view->writer;
  double text = TEXT_HEIGHT / view->zoom;
  g_autoptr (MoatTheme) theme = moat_walk_dup_theme (writer->pen.theme, text);
  const MoatPen pen = { theme, writer->pen.text };

  cairo_scale (cr, view->zoom, view->zoom);
  cairo_translate (cr, -view->area.x, -view->area.y);
  if (view->stop != NULL)
    moat_walk_draw_focus (cr, &pen, writer->scene, view->stop, &view->area, text);
  else
    moat_walk_draw_around (cr, &writer->pen, writer->scene);
}

static void
append_view (View *view, const char *prefix)
{
  cairo_status_t status;
  g_autoptr (GByteArray) svg = moat_svg_draw (view->writer->pen.text, ceil (view->area.width * view->zoom),
                                              ceil (view->area.height * view->zoom), draw_view, view,
                                              &status);

  if (status == CAIRO_STATUS_SUCCESS)
    moat_html_append_svg (view->writer->out, (const char *) svg->data, svg->len, prefix);
}

static void
append_number (GString *out, const char *before, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, before);
  g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.6g", value));
}

/* What of the diagram the stop looks at, without the emptiness round it. */
static MoatRect
get_area (Writer *writer, const MoatFrame *frame)
{
  MoatRect bounds = moat_diagram_get_bounds (writer->scene);
  MoatRect all = moat_rect_inset (&bounds, -MARGIN / frame->zoom, -MARGIN / frame->zoom);
  double width = VIEW_WIDTH / frame->zoom;
  double height = VIEW_HEIGHT / frame->zoom;
  double left = MAX (all.x, frame->center.x - width / 2);
  double top = MAX (all.y, frame->center.y - height / 2);
  double right = MIN (all.x + all.width, frame->center.x + width / 2);
  double bottom = MIN (all.y + all.height, frame->center.y + height / 2);

  return MOAT_RECT_INIT (left, top, right - left, bottom - top);
}

/* An element svg of the view's size, left open. What it holds does not show beyond it. */
static void
open_svg (GString *out, const View *view, const char *attributes)
{
  g_string_append_printf (out, "<svg%s", attributes);
  append_number (out, " width=\"", ceil (view->area.width * view->zoom));
  append_number (out, "\" height=\"", ceil (view->area.height * view->zoom));
  append_number (out, "\" viewBox=\"0 0 ", ceil (view->area.width * view->zoom));
  append_number (out, " ", ceil (view->area.height * view->zoom));
  g_string_append (out, "\"");
}

/* The surroundings as the picture shows them. */
static void
append_around (Writer *writer, const View *view)
{
  open_svg (writer->out, view, "");
  g_string_append_printf (writer->out, "><use class=\"around\" href=\"#around%u\"", writer->use_case);
  append_number (writer->out, " transform=\"scale(", view->zoom);
  append_number (writer->out, ") translate(", -view->area.x);
  append_number (writer->out, ",", -view->area.y);
  g_string_append (writer->out, ")\"/></svg>\n");
}

static void
append_picture (Writer *writer, const MoatStop *stop, guint index)
{
  MoatFrame frame = moat_walk_get_frame (writer->scene, stop, VIEW_WIDTH, VIEW_HEIGHT, TEXT_HEIGHT);
  View view = { writer, stop, get_area (writer, &frame), frame.zoom };
  g_autofree char *prefix = g_strdup_printf ("p%u-%u-", writer->use_case, index);
  g_autofree char *said = stop->step != NULL ? moat_stop_dup_detail (writer->document, stop)
                                             : moat_diagram_dup_description (writer->scene);
  g_autoptr (GHashTable) lit = moat_stop_list_lit (writer->document, stop);

  g_string_append (writer->out, "<figure>");
  open_svg (writer->out, &view, " class=\"picture\" role=\"img\"");
  g_string_append (writer->out, " aria-label=\"");
  moat_html_append_label (writer->out, *said != '\0' ? said : "Data flow diagram");
  g_string_append (writer->out, "\">\n");
  if (lit != NULL)
    append_around (writer, &view);
  append_view (&view, prefix);
  g_string_append (writer->out, "</svg></figure>\n");
}

/* Nothing of it is seen where it stands. */
static void
append_shared (Writer *writer)
{
  View view = { writer, NULL, moat_diagram_get_bounds (writer->scene), 1 };
  g_autofree char *prefix = g_strdup_printf ("a%u-", writer->use_case);

  /* The others say where they look from in model units. */
  g_string_append_printf (writer->out,
                          "<svg class=\"shared\" aria-hidden=\"true\"><defs><g id=\"around%u\"><g",
                          writer->use_case);
  append_number (writer->out, " transform=\"translate(", view.area.x);
  append_number (writer->out, ",", view.area.y);
  g_string_append (writer->out, ")\">\n");
  append_view (&view, prefix);
  g_string_append (writer->out, "</g></g></defs></svg>\n");
}

/* ---- Slides ---- */

static void
append_title (Writer *writer, const char *tag, const char *id, guint number, const char *title)
{
  g_string_append_printf (writer->out, "<%s id=\"%s-title\" tabindex=\"-1\" dir=\"auto\">", tag, id);
  if (number > 0)
    g_string_append_printf (writer->out, "<span class=\"number\">%u</span> ", number);
  moat_html_append_words (writer->out, title);
  g_string_append_printf (writer->out, "</%s>\n", tag);
}

static void
append_paragraph (Writer *writer, const char *direction, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (writer->out, "<p class=\"detail\" dir=\"%s\">", direction);
  moat_html_append_words (writer->out, text);
  g_string_append (writer->out, "</p>\n");
}

static char *
dup_counter (Writer *writer, guint index)
{
  guint n_steps = writer->stops->len - 1;

  if (index == 0)
    return g_strdup_printf (n_steps == 1 ? "%u step" : "%u steps", n_steps);
  return g_strdup_printf ("Step %u of %u", index, n_steps);
}

static void
append_stop (Writer *writer, guint index)
{
  const MoatStop *stop = g_ptr_array_index (writer->stops, index);
  g_autofree char *id = g_strdup_printf ("u%u-%u", writer->use_case, index);
  g_autofree char *title = moat_stop_dup_title (writer->document, stop);
  g_autofree char *detail = moat_stop_dup_detail (writer->document, stop);
  g_autofree char *counter = dup_counter (writer, index);
  g_autoptr (GPtrArray) moves = moat_document_list_children (writer->document,
                                                             moat_record_get_id (stop->place),
                                                             MOAT_KIND_THREAT);

  g_string_append_printf (writer->out,
                          "<section class=\"slide\" id=\"%s\" data-use-case=\"%u\" data-number=\"%u\" "
                          "aria-labelledby=\"%s-title\">\n<div class=\"head\">\n",
                          id, writer->use_case, index, id);
  append_title (writer, index == 0 ? "h2" : "h3", id, stop->number, title);
  g_string_append_printf (writer->out, "<p class=\"counter\">%s</p>\n</div>\n", counter);
  /* Names of any direction stand in an English line; a summary is of one's own. */
  append_paragraph (writer, index == 0 ? "auto" : "ltr", detail);
  append_picture (writer, stop, index);
  moat_walk_html_append_moves (writer->out, writer->document, moves, FALSE);
  g_string_append (writer->out, "</section>\n");
}

/* Moves that no stop shows, as they are on nothing that is there. */
static void
append_others (Writer *writer, GPtrArray *moves, GHashTable *shown, const char *id, const char *title)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; i < moves->len; i++)
    {
      MoatRecord *move = g_ptr_array_index (moves, i);
      const char *place = moat_threat_state (move)->on;

      if (place == NULL || !g_hash_table_contains (shown, place))
        g_ptr_array_add (others, move);
    }
  if (others->len == 0)
    return;

  g_string_append_printf (writer->out, "<section class=\"slide\" id=\"%s\" aria-labelledby=\"%s-title\">\n",
                          id, id);
  append_title (writer, "h3", id, 0, title);
  moat_walk_html_append_moves (writer->out, writer->document, others, TRUE);
  g_string_append (writer->out, "</section>\n");
}

static void
append_use_case (Writer *writer, MoatRecord *use_case)
{
  const char *use_case_id = moat_record_get_id (use_case);
  g_autoptr (MoatScene) scene = moat_scene_new (writer->document, use_case_id, writer->pen.text);
  g_autoptr (GPtrArray) stops = moat_walk_list_stops (writer->document, use_case_id);
  g_autoptr (GPtrArray) moves = moat_query_threats (writer->document, use_case_id);
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *others_id = NULL;

  writer->use_case++;
  writer->scene = scene;
  writer->stops = stops;
  append_shared (writer);
  for (guint i = 0; i < stops->len; i++)
    {
      append_stop (writer, i);
      g_hash_table_add (shown,
                        (gpointer) moat_record_get_id (((MoatStop *) g_ptr_array_index (stops, i))->place));
    }
  others_id = g_strdup_printf ("u%u-others", writer->use_case);
  append_others (writer, moves, shown, others_id, "Other attacker moves");
}

/* ---- The page ---- */

/* A file of the page, without the comment that it begins with. */
static char *
dup_resource (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (moat_walk_page_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;
  const char *comment_end;

  g_assert (bytes != NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  comment_end = strstr (text, "*/\n");
  return g_strdup (comment_end != NULL ? comment_end + strlen ("*/") : text);
}

static void
append_contents (Writer *writer, GPtrArray *use_cases)
{
  gboolean is_long = moat_document_count (writer->document, MOAT_KIND_STEP) > LONG_CONTENTS;

  g_string_append_printf (writer->out, "<nav class=\"contents%s\" aria-label=\"Contents\">\n",
                          is_long ? " long" : "");
  for (guint i = 0; i < use_cases->len; i++)
    {
      MoatRecord *use_case = g_ptr_array_index (use_cases, i);
      g_autoptr (GPtrArray) stops = moat_walk_list_stops (writer->document, moat_record_get_id (use_case));

      for (guint j = 0; j < stops->len; j++)
        {
          g_autofree char *title = moat_stop_dup_title (writer->document, g_ptr_array_index (stops, j));

          g_string_append_printf (writer->out, "<%s dir=\"auto\"><a href=\"#u%u-%u\">", j == 0 ? "p" : "li",
                                  i + 1, j);
          moat_html_append_label (writer->out, title);
          g_string_append (writer->out, j == 0 ? "</a></p>\n" : "</a></li>\n");
          if (j == 0 && stops->len > 1)
            g_string_append (writer->out, "<ol>\n");
        }
      g_string_append (writer->out, stops->len > 1 ? "</ol>\n" : "");
    }
  g_string_append (writer->out, "</nav>\n");
}

static const char *
choose_title (Writer *writer, GPtrArray *use_cases, const MoatExportOptions *options)
{
  const MoatModelState *model = moat_model_state (moat_document_get_model (writer->document));

  if (options->use_case_id != NULL && use_cases->len == 1)
    return moat_record_get_title (g_ptr_array_index (use_cases, 0));
  if (model->title != NULL)
    return model->title;
  return options->base_name != NULL ? options->base_name : "Untitled";
}

/* "8 attacker moves, 2 of them open · 5 decisions", of one use case or of all. */
static char *
dup_counts (Writer *writer, const char *use_case_id)
{
  g_autoptr (GPtrArray) moves = moat_query_threats (writer->document, use_case_id);
  g_autoptr (GHashTable) decisions = g_hash_table_new (NULL, NULL);
  guint n_open = 0;

  for (guint i = 0; i < moves->len; i++)
    {
      MoatRecord *move = g_ptr_array_index (moves, i);
      g_autoptr (GPtrArray) of_move = moat_query_decisions (writer->document, moat_record_get_id (move));

      n_open += moat_query_standing (writer->document, move) == MOAT_STANDING_OPEN;
      for (guint j = 0; j < of_move->len; j++)
        g_hash_table_add (decisions, g_ptr_array_index (of_move, j));
    }

  return g_strdup_printf ("%u attacker %s, %u of them open · %u %s", moves->len,
                          moves->len == 1 ? "move" : "moves", n_open, g_hash_table_size (decisions),
                          g_hash_table_size (decisions) == 1 ? "decision" : "decisions");
}

static void
append_start (Writer *writer, GPtrArray *use_cases, const char *title, const char *use_case_id)
{
  g_autofree char *counts = dup_counts (writer, use_case_id);
  const MoatModelState *model = moat_model_state (moat_document_get_model (writer->document));

  g_string_append (writer->out, "<section class=\"slide\" id=\"start\" aria-labelledby=\"start-title\">\n");
  append_title (writer, "h1", "start", 0, title);
  append_paragraph (writer, "auto", model->scope);
  append_paragraph (writer, "auto", counts);
  if (use_cases->len == 0)
    append_paragraph (writer, "auto", "No use case is written down yet.");
  append_contents (writer, use_cases);
  g_string_append (writer->out, "</section>\n");
}

/* Only a script shows it. */
static const char bar[] = "<div id=\"bar\" role=\"toolbar\" aria-label=\"Walk\" hidden=\"hidden\">\n"
                          "<button type=\"button\" id=\"back\" aria-label=\"Step before\">‹</button>\n"
                          "<button type=\"button\" id=\"next\" aria-label=\"Next step\">›</button>\n"
                          "<span id=\"place\"></span>\n"
                          "<progress id=\"progress\" aria-label=\"Steps walked\"></progress>\n"
                          "<span class=\"keys\">Space · number Enter · B blank · Esc</span>\n"
                          "<button type=\"button\" id=\"all\">Walk step by step</button>\n"
                          "</div>\n"
                          "<div id=\"blank\" hidden=\"hidden\"></div>\n";

static void
append_page (Writer *writer, GPtrArray *use_cases, const MoatExportOptions *options)
{
  const char *title = choose_title (writer, use_cases, options);
  g_autofree char *style = dup_resource ("walk.css");
  g_autofree char *script = dup_resource ("walk.js");
  g_autoptr (GHashTable) nothing = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) homeless = g_ptr_array_new ();
  GPtrArray *moves = moat_document_list (writer->document, MOAT_KIND_THREAT);

  moat_html_append_head (writer->out, title, style, script);
  g_string_append (writer->out, "<body>\n<main>\n");
  append_start (writer, use_cases, title, options->use_case_id);
  for (guint i = 0; i < use_cases->len; i++)
    append_use_case (writer, g_ptr_array_index (use_cases, i));
  for (guint i = 0; options->use_case_id == NULL && i < moves->len; i++)
    if (moat_query_use_case (writer->document, g_ptr_array_index (moves, i)) == NULL)
      g_ptr_array_add (homeless, g_ptr_array_index (moves, i));
  append_others (writer, homeless, nothing, "homeless", "Attacker moves without a use case");
  g_string_append (writer->out, "</main>\n");
  g_string_append (writer->out, bar);
  g_string_append_printf (writer->out, "<script>%s</script>\n</body>\n</html>\n", script);
}

/* The one that is asked for, else all; NULL when there is no such. Owned container. */
static GPtrArray *
list_use_cases (MoatDocument *document, const char *id, GError **error)
{
  GPtrArray *all = moat_document_list (document, MOAT_KIND_USE_CASE);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (id == NULL || g_str_equal (moat_record_get_id (g_ptr_array_index (all, i)), id))
      g_ptr_array_add (chosen, g_ptr_array_index (all, i));
  if (id != NULL && chosen->len == 0)
    {
      g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_OPTION,
                   _ ("The model has no use case with the id “%s”"), id);
      return NULL;
    }

  return g_steal_pointer (&chosen);
}

static GBytes *
write_walk (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (MoatDocument) shown = moat_public_copy_new (document, report);
  g_autoptr (GPtrArray) use_cases = list_use_cases (shown, options->use_case_id, error);
  g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();
  g_autoptr (MoatTheme) theme = moat_theme_new_of_roles ();
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, MOAT_TEXT_FOR_VECTORS);
  Writer writer = { .document = shown, .pen = { theme, measure } };

  if (use_cases == NULL)
    return NULL;

  writer.out = g_string_new (NULL);
  append_page (&writer, use_cases, options);

  return g_string_free_to_bytes (writer.out);
}

static const char *const suffixes[] = { "walk.html", NULL };

const MoatFormat moat_walk_html_format = {
  .name = "html-walk",
  .label = N_ ("Walk through the steps (HTML)"),
  .suffixes = suffixes,
  .mime = "text/html",
  .flags = MOAT_FORMAT_PUBLIC,
  .write = write_walk,
};
