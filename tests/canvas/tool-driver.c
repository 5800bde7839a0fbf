/* A canvas without a display.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "tool-driver.h"

static void
named_cb (MoatRecord *record, gpointer user_data)
{
  g_set_object (&((Driver *) user_data)->named, record);
}

static void
menu_cb (MoatRecord *record, MoatPoint at, gpointer user_data)
{
  ((Driver *) user_data)->has_menu = TRUE;
  g_set_object (&((Driver *) user_data)->menu, record);
}

static void
end_cb (MoatRecord *flow, gboolean is_source, MoatPoint at, gpointer user_data)
{
  ((Driver *) user_data)->ended_is_source = is_source;
  g_set_object (&((Driver *) user_data)->ended, flow);
}

static void
open_cb (MoatRecord *record, gpointer user_data)
{
  g_set_object (&((Driver *) user_data)->opened, record);
}

static void
announce_cb (const char *sentence, gpointer user_data)
{
  g_free (((Driver *) user_data)->said);
  ((Driver *) user_data)->said = g_strdup (sentence);
}

void
driver_set_up (Driver *driver, gconstpointer data)
{
  const MoatToolHost host = {
    .request_name_edit = named_cb,
    .request_menu = menu_cb,
    .request_end = end_cb,
    .open_moves = open_cb,
    .announce = announce_cb,
  };
  g_autoptr (MoatTheme) theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1.0);
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, MOAT_TEXT_FOR_SCREEN);
  const MoatRect view = { -400, -300, 1600, 900 };

  driver->document = moat_test_document (4);
  driver->selection = moat_selection_new (driver->document);
  driver->scene = moat_scene_new (driver->document, "u0", measure);
  driver->toolbox = moat_toolbox_new (driver->document, driver->selection, &host, driver);
  driver->first = moat_test_dump (driver->document);
  driver->zoom = 1.0;
  moat_toolbox_set_scene (driver->toolbox, driver->scene, "u0");
  moat_toolbox_set_view (driver->toolbox, &view, 1.0);
}

void
driver_tear_down (Driver *driver, gconstpointer data)
{
  g_assert_finalize_object (driver->toolbox);
  g_assert_finalize_object (driver->scene);
  g_assert_finalize_object (driver->selection);
  g_clear_object (&driver->named);
  g_clear_object (&driver->menu);
  g_clear_object (&driver->opened);
  g_clear_object (&driver->ended);
  g_object_unref (driver->document);
  g_free (driver->first);
  g_free (driver->said);
}

MoatRecord *
driver_find (Driver *driver, const char *id)
{
  MoatRecord *record = moat_document_find (driver->document, id);

  g_assert_nonnull (record);
  return record;
}

MoatRect
driver_get_box (Driver *driver, const char *id)
{
  MoatRect box;

  g_assert_true (moat_handles_get_box (driver_find (driver, id), &box));
  return box;
}

MoatSceneItem *
driver_get_item (Driver *driver, const char *id)
{
  MoatSceneItem *item = moat_scene_find (driver->scene, id);

  g_assert_nonnull (item);
  return item;
}

static MoatPointer
make_pointer (Driver *driver, double x, double y, MoatButton button, guint n_press)
{
  return (MoatPointer){
    .at = { x, y },
    .modifiers = driver->modifiers,
    .button = button,
    .n_press = n_press,
    .zoom = driver->zoom,
  };
}

static void
press_nth (Driver *driver, double x, double y, guint n_press)
{
  MoatPointer pointer = make_pointer (driver, x, y, MOAT_BUTTON_PRIMARY, n_press);

  moat_toolbox_press (driver->toolbox, &pointer);
}

void
driver_press (Driver *driver, double x, double y)
{
  press_nth (driver, x, y, 1);
}

void
driver_move (Driver *driver, double x, double y)
{
  MoatPointer pointer = make_pointer (driver, x, y, MOAT_BUTTON_NONE, 0);

  pointer.is_still = x == driver->pointer.x && y == driver->pointer.y;
  driver->pointer = pointer.at;
  moat_toolbox_motion (driver->toolbox, &pointer);
}

void
driver_release (Driver *driver, double x, double y)
{
  MoatPointer pointer = make_pointer (driver, x, y, MOAT_BUTTON_PRIMARY, 1);

  moat_toolbox_release (driver->toolbox, &pointer);
}

void
driver_click (Driver *driver, double x, double y)
{
  driver_move (driver, x, y);
  driver_press (driver, x, y);
  driver_release (driver, x, y);
}

void
driver_double_click (Driver *driver, double x, double y)
{
  driver_click (driver, x, y);
  press_nth (driver, x, y, 2);
  driver_release (driver, x, y);
}

void
driver_begin_drag (Driver *driver, double x, double y, double to_x, double to_y)
{
  driver_move (driver, x, y);
  driver_press (driver, x, y);
  for (guint i = 1; i <= 3; i++)
    driver_move (driver, x + (to_x - x) * i / 3.0, y + (to_y - y) * i / 3.0);
}

void
driver_drag (Driver *driver, double x, double y, double to_x, double to_y)
{
  driver_begin_drag (driver, x, y, to_x, to_y);
  driver_release (driver, to_x, to_y);
}

void
driver_set_modifiers (Driver *driver, MoatModifiers modifiers)
{
  driver->modifiers = modifiers;
  moat_toolbox_modifiers_changed (driver->toolbox, modifiers);
}

gboolean
driver_key_with (Driver *driver, MoatKeyName name, MoatModifiers modifiers)
{
  MoatKey key = { .name = name, .modifiers = modifiers };

  return moat_toolbox_key (driver->toolbox, &key);
}

gboolean
driver_key (Driver *driver, MoatKeyName name)
{
  return driver_key_with (driver, name, MOAT_MODIFIER_NONE);
}

gboolean
driver_letter (Driver *driver, gunichar letter)
{
  MoatKey key = { .name = MOAT_KEY_TEXT, .text = letter };

  return moat_toolbox_key (driver->toolbox, &key);
}

static const MoatHandle *
find_handle (Driver *driver, MoatHandleType type, guint index)
{
  const MoatOverlay *overlay = moat_toolbox_get_overlay (driver->toolbox);

  for (guint i = 0; i < overlay->handles->len; i++)
    {
      const MoatHandle *handle = &g_array_index (overlay->handles, MoatHandle, i);

      if (handle->type == type && handle->index == index)
        return handle;
    }
  return NULL;
}

gboolean
driver_has_handle (Driver *driver, MoatHandleType type, guint index)
{
  return find_handle (driver, type, index) != NULL;
}

MoatPoint
driver_get_handle (Driver *driver, MoatHandleType type, guint index)
{
  const MoatHandle *handle = find_handle (driver, type, index);

  g_assert_nonnull (handle);
  return handle->at;
}

void
driver_assert_selected (Driver *driver, const char *ids)
{
  g_autoptr (GPtrArray) list = moat_selection_list (driver->selection);
  g_autoptr (GString) have = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (have, "%s%s", i == 0 ? "" : " ",
                            moat_record_get_id (g_ptr_array_index (list, i)));
  g_assert_cmpstr (have->str, ==, ids);
}

void
driver_assert_box (Driver *driver, const char *id, double x, double y, double width, double height)
{
  MoatRect box = driver_get_box (driver, id);

  g_assert_cmpfloat_with_epsilon (box.x, x, 1e-6);
  g_assert_cmpfloat_with_epsilon (box.y, y, 1e-6);
  g_assert_cmpfloat_with_epsilon (box.width, width, 1e-6);
  g_assert_cmpfloat_with_epsilon (box.height, height, 1e-6);
}

void
driver_assert_untouched (Driver *driver)
{
  g_assert_false (moat_document_in_transaction (driver->document));
  g_assert_false (moat_document_can_undo (driver->document));
  g_assert_false (moat_document_is_modified (driver->document));
  moat_test_assert_same_dump (driver->document, driver->first);
}

void
driver_assert_one_step (Driver *driver, const char *label)
{
  g_autofree char *last = moat_test_dump (driver->document);

  g_assert_false (moat_document_in_transaction (driver->document));
  g_assert_cmpstr (moat_document_get_undo_label (driver->document), ==, label);
  g_assert_true (moat_document_undo (driver->document));
  g_assert_false (moat_document_can_undo (driver->document));
  moat_test_assert_same_dump (driver->document, driver->first);
  g_assert_true (moat_document_redo (driver->document));
  moat_test_assert_same_dump (driver->document, last);
}
