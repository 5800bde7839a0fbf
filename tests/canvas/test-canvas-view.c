/* Tests of what lies around the canvas: palette, minimap, empty state, hints.
 * Needs a display.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-view.h"
#include "minimap.h"
#include "moat-test.h"
#include "palette.h"
#include "tool.h"

/* The first descendant of this type, or NULL. Borrowed. */
static GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_styled (GtkWidget *root, const char *css_class)
{
  if (gtk_widget_has_css_class (root, css_class))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_styled (child, css_class);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static MoatCanvasView *
make_view (MoatDocument *document)
{
  g_autoptr (MoatSelection) selection = moat_selection_new (document);
  MoatCanvasView *view = g_object_ref_sink (moat_canvas_view_new (document, selection));

  moat_canvas_set_use_case (moat_canvas_view_get_canvas (view),
                            moat_record_get_id (moat_query_first_use_case (document)));
  return view;
}

static void
allocate (MoatCanvasView *view, int width, int height)
{
  int least = 0;

  gtk_widget_measure (GTK_WIDGET (view), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (view), GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (view), width, height, -1, NULL);
}

/* The palette has a button for every tool; where there is little height they stand in more columns, all
 * inside. */
static void
test_view_palette (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autoptr (MoatCanvasView) view = make_view (document);
  GtkWidget *palette = find_widget (GTK_WIDGET (view), MOAT_TYPE_PALETTE);
  int one_column, columns;
  guint n_buttons = 0;

  allocate (view, 1000, 800);
  one_column = gtk_widget_get_width (palette);
  allocate (view, 1000, 220);
  columns = gtk_widget_get_width (palette);
  g_assert_cmpint (columns, >, one_column);
  for (GtkWidget *button = gtk_widget_get_first_child (palette); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      graphene_rect_t bounds;

      g_assert_true (gtk_widget_compute_bounds (button, GTK_WIDGET (view), &bounds));
      g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, 220);
      g_assert_nonnull (gtk_widget_get_tooltip_text (button));
      n_buttons++;
    }
  g_assert_cmpuint (n_buttons, ==, MOAT_N_TOOLS);
}

/* The overview is there exactly while something is out of view, and not when it is not wanted. */
static void
test_view_minimap (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (30);
  g_autoptr (MoatCanvasView) view = make_view (document);
  MoatCanvas *canvas = moat_canvas_view_get_canvas (view);
  GtkWidget *minimap = find_widget (GTK_WIDGET (view), MOAT_TYPE_MINIMAP);

  allocate (view, 1000, 800);
  moat_canvas_set_zoom (canvas, 0.1);
  moat_canvas_center_on (canvas, (MoatPoint){ 300, 300 });
  g_assert_false (gtk_widget_get_child_visible (minimap));
  moat_canvas_set_zoom (canvas, 4.0);
  g_assert_true (gtk_widget_get_child_visible (minimap));
  g_object_set (view, "show-minimap", FALSE, NULL);
  g_assert_false (gtk_widget_get_child_visible (minimap));
}

/* What to do first is said until something is drawn, and again when it is undone. */
static void
test_view_empty_state (void)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (MoatCanvasView) view = NULL;
  GtkWidget *empty;
  MoatRecord *use_case = NULL;

  MOAT_TRANSACTION (document, "Use case")
  use_case = moat_edit_add_use_case (document, "Ship");
  view = make_view (document);
  empty = find_styled (GTK_WIDGET (view), "canvas-empty");
  g_assert_true (gtk_widget_get_visible (empty));
  MOAT_TRANSACTION (document, "Element")
  moat_edit_add_element (document, moat_record_get_id (use_case), MOAT_ELEMENT_PROCESS, "API",
                         &MOAT_RECT_INIT (0, 0, 120, 60));
  g_assert_false (gtk_widget_get_visible (empty));
  g_assert_true (moat_document_undo (document));
  g_assert_true (gtk_widget_get_visible (empty));
}

/* Hints show while there is something to say. */
static void
test_view_hint (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autoptr (MoatCanvasView) view = make_view (document);
  GtkWidget *hint = find_styled (GTK_WIDGET (view), "canvas-hint");

  g_assert_false (gtk_widget_get_visible (hint));
  g_signal_emit_by_name (moat_canvas_view_get_canvas (view), "status", "Let go here");
  g_assert_true (gtk_widget_get_visible (hint));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (hint)), ==, "Let go here");
  g_signal_emit_by_name (moat_canvas_view_get_canvas (view), "status", "");
  g_assert_false (gtk_widget_get_visible (hint));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/canvas/view/palette", test_view_palette);
  g_test_add_func ("/canvas/view/minimap", test_view_minimap);
  g_test_add_func ("/canvas/view/empty-state", test_view_empty_state);
  g_test_add_func ("/canvas/view/hint", test_view_hint);
  return g_test_run ();
}
