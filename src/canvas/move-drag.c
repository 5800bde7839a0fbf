/* What a dragged attacker move is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "move-drag.h"

#include "edit.h"

#include <glib/gi18n-lib.h>

struct _MoatMoveDrag
{
  MoatDocument *document; /* owned */
  char **threat_ids;      /* owned */
};

G_DEFINE_BOXED_TYPE (MoatMoveDrag, moat_move_drag, moat_move_drag_copy, moat_move_drag_free)

MoatMoveDrag *
moat_move_drag_new (MoatDocument *document, const char *const *threat_ids)
{
  MoatMoveDrag *drag;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);

  drag = g_new0 (MoatMoveDrag, 1);
  drag->document = g_object_ref (document);
  drag->threat_ids = g_strdupv ((char **) threat_ids);

  return drag;
}

MoatMoveDrag *
moat_move_drag_copy (const MoatMoveDrag *drag)
{
  return moat_move_drag_new (drag->document, (const char *const *) drag->threat_ids);
}

void
moat_move_drag_free (MoatMoveDrag *drag)
{
  g_object_unref (drag->document);
  g_strfreev (drag->threat_ids);
  g_free (drag);
}

gboolean
moat_move_drag_can_drop (const MoatMoveDrag *drag, MoatDocument *document, MoatRecord *on)
{
  MoatKind kind;

  if (drag == NULL || on == NULL || drag->document != document || !moat_record_is_live (on))
    return FALSE;

  kind = moat_record_get_kind (on);

  return kind == MOAT_KIND_FLOW || kind == MOAT_KIND_ELEMENT || kind == MOAT_KIND_BOUNDARY
         || kind == MOAT_KIND_USE_CASE;
}

gboolean
moat_move_drag_drop (const MoatMoveDrag *drag, MoatDocument *document, MoatRecord *on, GdkDragAction action)
{
  const char *on_id;

  if (!moat_move_drag_can_drop (drag, document, on))
    return FALSE;

  on_id = moat_record_get_id (on);
  moat_document_begin (document,
                       action == GDK_ACTION_COPY ? _ ("Copy attacker moves") : _ ("Move attacker moves"));
  for (guint i = 0; drag->threat_ids[i] != NULL; i++)
    {
      MoatRecord *threat = moat_document_find_kind (document, drag->threat_ids[i], MOAT_KIND_THREAT);

      if (threat == NULL)
        continue;
      if (action == GDK_ACTION_COPY)
        moat_edit_copy_threat (document, threat, on_id);
      else if (g_strcmp0 (moat_threat_state (threat)->on, on_id) != 0)
        moat_edit_move_threat (document, threat, on_id);
    }

  return moat_document_commit (document);
}

static char *
describe (const MoatMoveDrag *drag)
{
  guint n_moves = g_strv_length (drag->threat_ids);
  MoatRecord *first = moat_document_find_kind (drag->document, drag->threat_ids[0], MOAT_KIND_THREAT);

  if (n_moves == 1 && first != NULL)
    return g_strdup (moat_record_get_title (first));

  return g_strdup_printf (ngettext ("%u attacker move", "%u attacker moves", n_moves), n_moves);
}

void
moat_move_drag_set_icon (GdkDrag *gdk_drag)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *text = NULL;
  GtkWidget *label;

  g_value_init (&value, MOAT_TYPE_MOVE_DRAG);
  if (!gdk_content_provider_get_value (gdk_drag_get_content (gdk_drag), &value, NULL))
    return;

  text = describe (g_value_get_boxed (&value));
  label = gtk_label_new (text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "moat-dragged-move");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (gdk_drag)), label);
  gdk_drag_set_hotspot (gdk_drag, -12, -12);
}
