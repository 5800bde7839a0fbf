/* A squeezer shows what has room, and asks for no new sizes in doing so.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "squeezer.h"

typedef struct
{
  GtkWidget *wide;
  GtkWidget *narrow;
  GtkWidget *squeezer;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->wide = gtk_button_new ();
  gtk_widget_set_size_request (fixture->wide, 400, 30);
  fixture->narrow = gtk_button_new ();
  gtk_widget_set_size_request (fixture->narrow, 50, 30);
  fixture->squeezer = moat_squeezer_new (fixture->wide, fixture->narrow);
  gtk_box_append (GTK_BOX (box), fixture->squeezer);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
assert_shown (Fixture *fixture, GtkWidget *shown)
{
  GtkWidget *hidden = shown == fixture->wide ? fixture->narrow : fixture->wide;

  g_assert_true (gtk_widget_get_child_visible (shown));
  g_assert_false (gtk_widget_get_child_visible (hidden));
}

static void
test_room (Fixture *fixture, gconstpointer data)
{
  int minimum;
  int natural;

  gtk_widget_measure (fixture->squeezer, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <, 400);
  g_assert_cmpint (minimum, >=, 50);
  g_assert_cmpint (natural, >=, 400);

  gtk_widget_allocate (fixture->squeezer, natural, 30, -1, NULL);
  assert_shown (fixture, fixture->wide);
  gtk_widget_allocate (fixture->squeezer, natural - 1, 30, -1, NULL);
  assert_shown (fixture, fixture->narrow);
  gtk_widget_allocate (fixture->squeezer, minimum, 30, -1, NULL);
  assert_shown (fixture, fixture->narrow);
  gtk_widget_allocate (fixture->squeezer, natural, 30, -1, NULL);
  assert_shown (fixture, fixture->wide);
}

/* Where what needs the room is hidden, the other one stands in for it. */
static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_visible (fixture->wide, FALSE);
  gtk_widget_allocate (fixture->squeezer, 500, 30, -1, NULL);
  assert_shown (fixture, fixture->narrow);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *label = gtk_label_new ("Open only");
  GtkWidget *squeezer = g_object_ref_sink (moat_squeezer_new (label, NULL));
  int minimum;
  int natural;

  gtk_widget_measure (squeezer, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 0);
  gtk_widget_allocate (squeezer, natural, 30, -1, NULL);
  g_assert_true (gtk_widget_get_child_visible (label));
  gtk_widget_allocate (squeezer, natural - 1, 30, -1, NULL);
  g_assert_false (gtk_widget_get_child_visible (label));
  g_assert_false (gtk_widget_child_focus (squeezer, GTK_DIR_TAB_FORWARD));
  g_object_unref (squeezer);
}

static guint n_measured;

static void
measure_cb (GtkWidget *widget,
            GtkOrientation orientation,
            int for_size,
            int *minimum,
            int *natural,
            int *minimum_baseline,
            int *natural_baseline)
{
  n_measured++;
  *minimum = *natural = 100;
}

static void
allocate_cb (GtkWidget *widget, int width, int height, int baseline)
{
}

/* Sizes are kept until somebody asks for new ones. To do that while they are given out would leave what is
 * around with none when it is drawn.
 */
static void
test_asks_for_none (Fixture *fixture, gconstpointer data)
{
  GtkWidget *child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *squeezer;
  guint n_before;

  gtk_widget_set_layout_manager (child, gtk_custom_layout_new (NULL, measure_cb, allocate_cb));
  squeezer = g_object_ref_sink (moat_squeezer_new (child, NULL));
  gtk_widget_measure (squeezer, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (squeezer, 100, 30, -1, NULL);
  n_before = n_measured;
  g_assert_cmpuint (n_before, >, 0);

  gtk_widget_allocate (squeezer, 99, 30, -1, NULL);
  g_assert_false (gtk_widget_get_child_visible (child));
  gtk_widget_measure (squeezer, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (n_measured, ==, n_before);
  g_object_unref (squeezer);
}

static void
count_frame_cb (GdkFrameClock *clock, guint *frames)
{
  (*frames)++;
}

/* Runs until a few frames were drawn. */
static void
draw (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);
  guint frames = 0;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (count_frame_cb), &frames);

  while (frames < 3)
    {
      gtk_widget_queue_draw (fixture->window);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, handler);
}

static void
wait_for_width (Fixture *fixture, int width)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 60);
  while (gtk_widget_get_width (fixture->window) != width)
    g_main_context_iteration (NULL, TRUE);
  draw (fixture);
}

static void
test_keyboard (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 60);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (fixture->squeezer))
    g_main_context_iteration (NULL, TRUE);
  draw (fixture);
  assert_shown (fixture, fixture->wide);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == fixture->wide);

  wait_for_width (fixture, 200);
  assert_shown (fixture, fixture->narrow);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == fixture->narrow);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add ("/ui/squeezer/room", Fixture, NULL, set_up, test_room, tear_down);
  g_test_add ("/ui/squeezer/hidden", Fixture, NULL, set_up, test_hidden, tear_down);
  g_test_add ("/ui/squeezer/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  g_test_add ("/ui/squeezer/asks-for-none", Fixture, NULL, set_up, test_asks_for_none, tear_down);
  g_test_add ("/ui/squeezer/keyboard", Fixture, NULL, set_up, test_keyboard, tear_down);

  return g_test_run ();
}
