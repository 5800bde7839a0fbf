/* The canvas' part that talks to the desktop's clipboard: a content provider
 * over a clip, and reading what another window put there.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"
#include "clipboard.h"

#include <glib/gi18n-lib.h>

/* ---- What we give: bytes are made when somebody asks for them ---- */

#define MOAT_TYPE_CLIP_PROVIDER (moat_clip_provider_get_type ())
G_DECLARE_FINAL_TYPE (MoatClipProvider, moat_clip_provider, MOAT, CLIP_PROVIDER, GdkContentProvider)

struct _MoatClipProvider
{
  GdkContentProvider parent_instance;

  MoatClip *clip; /* owned */
};

G_DEFINE_FINAL_TYPE (MoatClipProvider, moat_clip_provider, GDK_TYPE_CONTENT_PROVIDER)

static GdkContentFormats *
moat_clip_provider_ref_formats (GdkContentProvider *provider)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();
  const char *const *types = moat_clip_list_mime_types ();

  for (guint i = 0; types[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, types[i]);
  return gdk_content_formats_builder_free_to_formats (builder);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
moat_clip_provider_write_mime_type_async (GdkContentProvider *provider,
                                          const char *mime_type,
                                          GOutputStream *stream,
                                          int io_priority,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  MoatClipProvider *self = MOAT_CLIP_PROVIDER (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  GBytes *bytes = moat_clip_to_bytes (self->clip, mime_type, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, bytes, (GDestroyNotify) g_bytes_unref);
  g_output_stream_write_all_async (stream, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                   io_priority, cancellable, written_cb, g_steal_pointer (&task));
}

static gboolean
moat_clip_provider_write_mime_type_finish (GdkContentProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
moat_clip_provider_finalize (GObject *object)
{
  moat_clip_unref (MOAT_CLIP_PROVIDER (object)->clip);
  G_OBJECT_CLASS (moat_clip_provider_parent_class)->finalize (object);
}

static void
moat_clip_provider_class_init (MoatClipProviderClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = moat_clip_provider_finalize;
  provider_class->ref_formats = moat_clip_provider_ref_formats;
  provider_class->write_mime_type_async = moat_clip_provider_write_mime_type_async;
  provider_class->write_mime_type_finish = moat_clip_provider_write_mime_type_finish;
}

static void
moat_clip_provider_init (MoatClipProvider *self)
{
}

void
moat_canvas_copy (MoatCanvas *self)
{
  MoatClip *clip = moat_clip_new (self->selection);
  g_autoptr (MoatClipProvider) provider = NULL;

  if (clip == NULL)
    return;
  provider = g_object_new (MOAT_TYPE_CLIP_PROVIDER, NULL);
  provider->clip = clip;
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), GDK_CONTENT_PROVIDER (provider));
}

/* ---- What we take ---- */

typedef struct
{
  MoatCanvas *canvas; /* owned */
  gboolean has_point;
  MoatPoint point;
  gboolean is_fragment;
} Paste;

static void
paste_free (Paste *paste)
{
  g_object_unref (paste->canvas);
  g_free (paste);
}

static void
put (Paste *paste, const char *text)
{
  MoatCanvas *self = paste->canvas;
  MoatPoint at = paste->has_point ? paste->point : moat_viewport_get_center (&self->viewport);
  MoatRect extents;
  gboolean was_empty = !moat_canvas_get_extents (self, &extents);
  g_autoptr (GError) error = NULL;

  if (self->use_case_id == NULL)
    return;
  if (!paste->is_fragment)
    moat_clipboard_paste_text (self->selection, self->use_case_id, text, &at);
  else if (!moat_clipboard_paste (self->selection, self->use_case_id, text, paste->has_point ? &at : NULL,
                                  &error))
    moat_canvas_say (self, MOAT_CANVAS_STATUS, error->message);
  /* The first of a drawing has no surroundings to stay in view with it. */
  if (was_empty && moat_canvas_get_extents (self, &extents))
    moat_canvas_zoom_fit (self);
}

static void
spliced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Paste *paste = user_data;
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (source);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) >= 0)
    {
      bytes = g_memory_output_stream_steal_as_bytes (memory);
      text = g_utf8_make_valid (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      put (paste, text);
    }
  paste_free (paste);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Paste *paste = user_data;
  const char *mime_type = NULL;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, &mime_type,
                                                               NULL);
  g_autoptr (GOutputStream) memory = NULL;

  if (stream == NULL)
    {
      moat_canvas_say (paste->canvas, MOAT_CANVAS_STATUS,
                       _ ("There is nothing on the clipboard that fits here."));
      paste_free (paste);
      return;
    }
  paste->is_fragment = g_strcmp0 (mime_type, MOAT_CLIP_MIME_FRAGMENT) == 0;
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, spliced_cb, paste);
}

void
moat_canvas_paste (MoatCanvas *self)
{
  const char *types[] = { MOAT_CLIP_MIME_FRAGMENT, MOAT_CLIP_MIME_TEXT, "text/plain", NULL };
  Paste *paste = g_new0 (Paste, 1);

  paste->canvas = g_object_ref (self);
  paste->has_point = self->has_menu_point;
  paste->point = self->menu_point;
  self->has_menu_point = FALSE;
  gdk_clipboard_read_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), types, G_PRIORITY_DEFAULT, NULL,
                            opened_cb, paste);
}
