/* Measures and draws the drawing's text through one Pango layout, without
 * hinting, so that screen, exports and every zoom break lines alike.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "text.h"

#include "shapes.h"

#include <math.h>
#include <pango/pangocairo.h>

/* A name of 100,000 characters is cut before Pango sees it: no shape could show more. */
#define MAX_SHOWN_CHARS 600
#define MAX_CACHED      4096
#define SMALLEST        0.7
#define GRID            20.0

typedef struct
{
  double size;
  PangoWeight weight;
} Style;

static const Style styles[MOAT_N_TEXT_STYLES] = {
  [MOAT_TEXT_STYLE_BADGE] = { 10.5, PANGO_WEIGHT_BOLD },
  [MOAT_TEXT_STYLE_CHIP] = { 11, PANGO_WEIGHT_BOLD },
  [MOAT_TEXT_STYLE_NUMBER] = { 11, PANGO_WEIGHT_BOLD },
  [MOAT_TEXT_STYLE_BOUNDARY] = { 12, PANGO_WEIGHT_BOLD },
  [MOAT_TEXT_STYLE_LABEL] = { 12.5, PANGO_WEIGHT_NORMAL },
  [MOAT_TEXT_STYLE_NOTE] = { 12.5, PANGO_WEIGHT_NORMAL },
  [MOAT_TEXT_STYLE_NAME] = { 14, PANGO_WEIGHT_SEMIBOLD },
  [MOAT_TEXT_STYLE_TITLE] = { 17, PANGO_WEIGHT_BOLD },
};

struct _MoatTextMeasure
{
  GObject parent_instance;

  /* Reset before each use; never handed out. */
  PangoLayout *layout;
  PangoFontDescription *description;
  double scale;
  gboolean draws_outlines;
  MoatTextSink sink; /* or NULL */
  gpointer sink_data;
  /* "style/width/lines/text" → MoatPoint of a size; emptied when it grows large. */
  GHashTable *sizes;
};

G_DEFINE_FINAL_TYPE (MoatTextMeasure, moat_text_measure, G_TYPE_OBJECT)

/* What of @text is shown: not more than fits anywhere, and in chips on one paragraph. */
static char *
dup_shown (MoatTextStyle style, const char *text)
{
  gboolean keeps_lines = style == MOAT_TEXT_STYLE_NAME || style == MOAT_TEXT_STYLE_NOTE;
  const char *end = text;
  char *shown;

  for (guint i = 0; *end != '\0' && i < MAX_SHOWN_CHARS; i++)
    end = g_utf8_next_char (end);
  shown = *end == '\0' ? g_strdup (text) : g_strdup_printf ("%.*s…", (int) (end - text), text);

  return keeps_lines ? shown : g_strdelimit (shown, "\n\r\t", ' ');
}

static void
set_up (MoatTextMeasure *self, MoatTextStyle style, double scale, double max_width, guint max_lines)
{
  pango_font_description_set_weight (self->description, styles[style].weight);
  pango_font_description_set_absolute_size (self->description, styles[style].size * scale * PANGO_SCALE);
  pango_layout_set_font_description (self->layout, self->description);
  pango_layout_set_alignment (self->layout, PANGO_ALIGN_LEFT);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (self->layout, max_width > 0 ? (int) floor (max_width * PANGO_SCALE) : -1);
  pango_layout_set_ellipsize (self->layout, max_lines > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  pango_layout_set_height (self->layout, max_lines > 0 ? -(int) max_lines : -1);
}

static void
get_layout_size (PangoLayout *layout, double *width, double *height)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  *width = ceil ((double) logical.width / PANGO_SCALE);
  *height = ceil ((double) logical.height / PANGO_SCALE);
}

/* Whether no word of what is laid out had to be broken in two. */
static gboolean
keeps_words (PangoLayout *layout)
{
  const PangoLogAttr *attrs;
  const char *text = pango_layout_get_text (layout);
  int n_attrs;

  attrs = pango_layout_get_log_attrs_readonly (layout, &n_attrs);
  for (int i = 1; i < pango_layout_get_line_count (layout); i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
      glong offset = g_utf8_pointer_to_offset (text, text + pango_layout_line_get_start_index (line));

      if (offset < n_attrs && !attrs[offset].is_line_break)
        return FALSE;
    }
  return TRUE;
}

static MoatPoint
measure (MoatTextMeasure *self, MoatTextStyle style, const char *shown, double max_width, guint max_lines)
{
  MoatPoint size;

  set_up (self, style, self->scale, max_width, max_lines);
  pango_layout_set_text (self->layout, shown, -1);
  get_layout_size (self->layout, &size.x, &size.y);
  return size;
}

/* Halves the room between what surely is too narrow and what is not, until the rest does not matter. */
static MoatPoint
measure_balanced (MoatTextMeasure *self,
                  MoatTextStyle style,
                  const char *shown,
                  double max_width,
                  guint max_lines)
{
  MoatPoint best = measure (self, style, shown, max_width, max_lines);
  int n_lines = pango_layout_get_line_count (self->layout);
  double low = best.x / n_lines;

  if (n_lines < 2 || pango_layout_is_ellipsized (self->layout) || !keeps_words (self->layout))
    return best;

  while (best.x - low > 4)
    {
      double middle = floor ((low + best.x) / 2);
      MoatPoint size = measure (self, style, shown, middle, max_lines);

      if (pango_layout_get_line_count (self->layout) > n_lines || pango_layout_is_ellipsized (self->layout)
          || !keeps_words (self->layout))
        low = middle;
      else
        best = (MoatPoint){ MIN (size.x, middle), size.y };
    }
  return best;
}

typedef MoatPoint (*MeasureFunc) (MoatTextMeasure *self,
                                  MoatTextStyle style,
                                  const char *shown,
                                  double max_width,
                                  guint max_lines);

/* Measures, or remembers. @how tells the ways of measuring apart. */
static MoatPoint
look_up (MoatTextMeasure *self,
         MeasureFunc func,
         char how,
         MoatTextStyle style,
         const char *text,
         double max_width,
         guint max_lines)
{
  g_autofree char *shown = dup_shown (style, text != NULL ? text : "");
  g_autofree char *key = g_strdup_printf ("%c%d/%d/%u/%s", how, style, (int) max_width, max_lines, shown);
  MoatPoint *size = g_hash_table_lookup (self->sizes, key);

  if (size != NULL)
    return *size;

  if (g_hash_table_size (self->sizes) >= MAX_CACHED)
    g_hash_table_remove_all (self->sizes);
  size = g_new (MoatPoint, 1);
  *size = func (self, style, shown, max_width, max_lines);
  g_hash_table_insert (self->sizes, g_steal_pointer (&key), size);
  return *size;
}

static void
give_size (MoatPoint size, double *width, double *height)
{
  if (width != NULL)
    *width = size.x;
  if (height != NULL)
    *height = size.y;
}

void
moat_text_measure_get_size (MoatTextMeasure *self,
                            MoatTextStyle style,
                            const char *text,
                            double max_width,
                            guint max_lines,
                            double *width,
                            double *height)
{
  g_return_if_fail (MOAT_IS_TEXT_MEASURE (self));
  g_return_if_fail (style < MOAT_N_TEXT_STYLES);

  give_size (look_up (self, measure, 'm', style, text, max_width, max_lines), width, height);
}

void
moat_text_measure_get_balanced_size (MoatTextMeasure *self,
                                     MoatTextStyle style,
                                     const char *text,
                                     double max_width,
                                     guint max_lines,
                                     double *width,
                                     double *height)
{
  g_return_if_fail (MOAT_IS_TEXT_MEASURE (self));
  g_return_if_fail (style < MOAT_N_TEXT_STYLES);

  give_size (look_up (self, measure_balanced, 'b', style, text, max_width, max_lines), width, height);
}

/* Lays @shown out in @area: at full size, else smaller, else cut. */
static void
fit (MoatTextMeasure *self, MoatTextStyle style, const char *shown, const MoatRect *area)
{
  static const double steps[] = { 1, 0.92, 0.85, 0.78, SMALLEST };
  /* Larger text is a wish; being read is more: below that size text is never shrunk. */
  double smallest = MIN (SMALLEST, SMALLEST / self->scale);
  double width, height;

  for (guint i = 0; i <= G_N_ELEMENTS (steps); i++)
    {
      double step = i < G_N_ELEMENTS (steps) ? steps[i] : smallest;

      set_up (self, style, self->scale * step, area->width, 0);
      pango_layout_set_text (self->layout, shown, -1);
      get_layout_size (self->layout, &width, &height);
      if (height <= area->height && width <= ceil (area->width))
        return;
    }

  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (self->layout, (int) (area->height * PANGO_SCALE));
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  return ((const PangoGlyphItem *) a)->item->offset - ((const PangoGlyphItem *) b)->item->offset;
}

/* What is seen of @line: Pango leaves the text as it was where it shows an ellipsis. */
static char *
dup_line_text (PangoLayoutLine *line, const char *text)
{
  g_autoptr (GSList) runs = g_slist_sort (g_slist_copy (line->runs), compare_runs);
  GString *seen = g_string_new (NULL);

  for (GSList *at = runs; at != NULL; at = at->next)
    {
      const PangoItem *item = ((const PangoGlyphItem *) at->data)->item;

      if (item->analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS)
        g_string_append (seen, "…");
      else
        g_string_append_len (seen, text + item->offset, item->length);
    }

  return g_strchomp (g_string_free (seen, FALSE));
}

/* Hands the layout, its top left corner at @x and @y, to the sink line by line. */
static void
give_lines (MoatTextMeasure *self, cairo_t *cr, double x, double y)
{
  const char *text = pango_layout_get_text (self->layout);
  PangoLayoutIter *iter = pango_layout_get_iter (self->layout);

  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      g_autofree char *seen = dup_line_text (line, text);
      double baseline = y + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE;
      MoatTextLine given = {
        .text = seen,
        .size = (double) pango_font_description_get_size (self->description) / PANGO_SCALE,
        .weight = pango_font_description_get_weight (self->description),
        .is_rtl = pango_layout_line_get_resolved_direction (line) == PANGO_DIRECTION_RTL,
      };
      PangoRectangle extents;

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      given.width = (double) extents.width / PANGO_SCALE;
      given.start.x = x + (double) extents.x / PANGO_SCALE + (given.is_rtl ? given.width : 0);
      given.start.y = baseline;
      if (*seen != '\0')
        self->sink (cr, &given, self->sink_data);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

void
moat_text_measure_draw (MoatTextMeasure *self,
                        cairo_t *cr,
                        MoatTextStyle style,
                        const char *text,
                        const MoatRect *area,
                        MoatTextAlign align)
{
  g_autofree char *shown = NULL;
  double width, height, y;

  g_return_if_fail (MOAT_IS_TEXT_MEASURE (self));
  g_return_if_fail (style < MOAT_N_TEXT_STYLES);

  if (text == NULL || *text == '\0' || area->width < 1 || area->height < 1)
    return;

  shown = dup_shown (style, text);
  fit (self, style, shown, area);
  if (align == MOAT_TEXT_ALIGN_CENTER)
    pango_layout_set_alignment (self->layout, PANGO_ALIGN_CENTER);
  get_layout_size (self->layout, &width, &height);
  y = align == MOAT_TEXT_ALIGN_START ? area->y : area->y + (area->height - height) / 2;

  cairo_save (cr);
  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  /* What could not be cut short enough, as a line of stacked accents, is clipped. */
  if (height > area->height)
    cairo_clip (cr);
  else
    cairo_new_path (cr);
  cairo_move_to (cr, area->x, y);
  if (self->sink != NULL)
    {
      cairo_new_path (cr);
      give_lines (self, cr, area->x, y);
    }
  else if (self->draws_outlines)
    {
      pango_cairo_layout_path (cr, self->layout);
      cairo_fill (cr);
    }
  else
    pango_cairo_show_layout (cr, self->layout);
  cairo_restore (cr);
}

/* The height that @shown needs in a shape of this width at 100 % text; at most @max_lines, whole words. */
static gboolean
fits_width (MoatTextMeasure *self,
            MoatElementType type,
            MoatNotation notation,
            const char *shown,
            const MoatRect *box,
            int max_lines)
{
  MoatRect area = moat_shapes_get_name_area (type, notation, box);
  double width, height;

  set_up (self, MOAT_TEXT_STYLE_NAME, 1, area.width, 0);
  pango_layout_set_text (self->layout, shown, -1);
  get_layout_size (self->layout, &width, &height);
  return height <= area.height && pango_layout_get_line_count (self->layout) <= max_lines
         && keeps_words (self->layout);
}

void
moat_text_measure_element_size (MoatTextMeasure *self,
                                MoatElementType type,
                                const char *name,
                                MoatNotation notation,
                                MoatRect *box)
{
  /* First one line, not much wider than usual; then two lines; then any width; then whatever height. */
  static const struct
  {
    double width;
    int max_lines;
  } tries[] = { { 160, 1 }, { 220, 100 } };
  g_autofree char *shown = NULL;
  MoatRect area;
  double width, height;

  g_return_if_fail (MOAT_IS_TEXT_MEASURE (self));

  shown = dup_shown (MOAT_TEXT_STYLE_NAME, name != NULL ? name : "");
  box->height = 60;
  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    for (box->width = 120; box->width <= tries[i].width; box->width += GRID)
      if (fits_width (self, type, notation, shown, box, tries[i].max_lines))
        return;

  box->width = 220;
  do
    {
      box->height += GRID;
      area = moat_shapes_get_name_area (type, notation, box);
      set_up (self, MOAT_TEXT_STYLE_NAME, 1, area.width, 0);
      pango_layout_set_text (self->layout, shown, -1);
      get_layout_size (self->layout, &width, &height);
    }
  while (height > area.height && box->height < 2000);
}

void
moat_text_measure_note_size (MoatTextMeasure *self, const char *text, MoatRect *box)
{
  g_autofree char *shown = NULL;
  double width, height;

  g_return_if_fail (MOAT_IS_TEXT_MEASURE (self));

  shown = dup_shown (MOAT_TEXT_STYLE_NOTE, text != NULL ? text : "");
  set_up (self, MOAT_TEXT_STYLE_NOTE, 1, 240 - 2 * 12, 0);
  pango_layout_set_text (self->layout, shown, -1);
  get_layout_size (self->layout, &width, &height);
  box->width = CLAMP (ceil ((width + 2 * 12) / GRID) * GRID, 160, 240);
  box->height = MAX (ceil ((height + 2 * 12) / GRID) * GRID, 80);
}

static void
moat_text_measure_finalize (GObject *object)
{
  MoatTextMeasure *self = MOAT_TEXT_MEASURE (object);

  g_clear_object (&self->layout);
  g_clear_pointer (&self->description, pango_font_description_free);
  g_clear_pointer (&self->sizes, g_hash_table_unref);
  G_OBJECT_CLASS (moat_text_measure_parent_class)->finalize (object);
}

static void
moat_text_measure_class_init (MoatTextMeasureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_text_measure_finalize;
}

static void
moat_text_measure_init (MoatTextMeasure *self)
{
  self->sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

MoatTextMeasure *
moat_text_measure_new (const MoatTheme *theme, MoatTextUse use)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();
  MoatTextMeasure *self = g_object_new (MOAT_TYPE_TEXT_MEASURE, NULL);

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  /* Cairo before 1.17.4 would put each glyph on the nearest pixel, here a little too far and there too near.
   */
  pango_context_set_round_glyph_positions (context,
                                           use == MOAT_TEXT_FOR_SCREEN
                                               && cairo_version () < CAIRO_VERSION_ENCODE (1, 17, 4));
  /* Language decides on fonts for shared characters: the same everywhere, not the user's. */
  pango_context_set_language (context, pango_language_from_string ("en"));

  self->scale = theme->text_scale;
  self->draws_outlines = use == MOAT_TEXT_FOR_PICTURES;
  self->layout = pango_layout_new (context);
  g_object_unref (context);
  self->description = pango_font_description_new ();
  pango_font_description_set_family (self->description, theme->family);
  return self;
}

void
moat_text_measure_set_sink (MoatTextMeasure *self, MoatTextSink sink, gpointer data)
{
  g_return_if_fail (MOAT_IS_TEXT_MEASURE (self));

  self->sink = sink;
  self->sink_data = data;
}

double
moat_text_measure_get_scale (MoatTextMeasure *self)
{
  return self->scale;
}
