/* A canvas without a display: a toolbox over a document and its scene, and
 * words for what a hand does.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "moat-test.h"
#include "scene.h"
#include "toolbox.h"
#include "zones.h"

G_BEGIN_DECLS

/* Of moat_test_document (4): elements e0 to e3, 120 × 60, at y = 0 and x = 0, 240, 480, 720; flows f0 to f2
 * from one to the next; the zone b0 at (200, -40), 420 × 300, with e1 and e2 inside. 100 %, nothing selected.
 */
typedef struct
{
  MoatDocument *document;
  MoatSelection *selection;
  MoatScene *scene;
  MoatToolbox *toolbox;
  char *first; /* the dump of the document as it was */

  /* What the host was asked for. */
  MoatRecord *named; /* owned, or NULL */
  MoatRecord *menu;
  gboolean has_menu;
  MoatRecord *opened;
  MoatRecord *ended;
  gboolean ended_is_source;
  char *said;

  MoatModifiers modifiers; /* held down now */
  double zoom;
  MoatPoint pointer; /* where it was last */
} Driver;

void driver_set_up (Driver *driver, gconstpointer data);
void driver_tear_down (Driver *driver, gconstpointer data);

MoatRecord *driver_find (Driver *driver, const char *id);
MoatRect driver_get_box (Driver *driver, const char *id);
MoatSceneItem *driver_get_item (Driver *driver, const char *id);

void driver_press (Driver *driver, double x, double y);
void driver_move (Driver *driver, double x, double y);
void driver_release (Driver *driver, double x, double y);
void driver_click (Driver *driver, double x, double y);
void driver_double_click (Driver *driver, double x, double y);
/* Press, three motions, release. */
void driver_drag (Driver *driver, double x, double y, double to_x, double to_y);
/* The same without the release. */
void driver_begin_drag (Driver *driver, double x, double y, double to_x, double to_y);
void driver_set_modifiers (Driver *driver, MoatModifiers modifiers);

gboolean driver_key (Driver *driver, MoatKeyName name);
gboolean driver_key_with (Driver *driver, MoatKeyName name, MoatModifiers modifiers);
gboolean driver_letter (Driver *driver, gunichar letter);

/* The handle of this type and index, which must be shown. */
MoatPoint driver_get_handle (Driver *driver, MoatHandleType type, guint index);
gboolean driver_has_handle (Driver *driver, MoatHandleType type, guint index);

void driver_assert_selected (Driver *driver, const char *ids);
void driver_assert_box (Driver *driver, const char *id, double x, double y, double width, double height);
/* The document is as it was at first and there is nothing to undo. */
void driver_assert_untouched (Driver *driver);
/* There is exactly one step, with this label; undoing it gives back the first document, redoing it the last.
 */
void driver_assert_one_step (Driver *driver, const char *label);

#define DRIVER_ADD(path, test) g_test_add (path, Driver, NULL, driver_set_up, test, driver_tear_down)

G_END_DECLS
