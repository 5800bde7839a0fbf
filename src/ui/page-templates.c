/* A page and templates: choosing and inserting one, and saving what is selected
 * as one of the team's own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "page-private.h"

#include "bring.h"
#include "query.h"
#include "template-chooser.h"
#include "template-save.h"
#include "toast.h"
#include "use-case-copy.h"

#include <glib/gi18n-lib.h>

/* Where the model's file is, in the file system's encoding; NULL when it was never saved. Owned. */
static char *
dup_model_path (MoatPage *self)
{
  GFile *file = moat_session_get_file (self->session);

  return file != NULL ? g_file_get_path (file) : NULL;
}

/* ---- Inserting ---- */

/* What came is selected, and in view as a whole. */
static void
show_inserted (MoatPage *self, GPtrArray *inserted)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  MoatRect visible = moat_viewport_get_visible (moat_canvas_get_viewport (self->canvas));
  MoatRect extents;

  for (guint i = 0; i < inserted->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (inserted, i);

      if (moat_record_get_kind (record) == MOAT_KIND_USE_CASE)
        moat_page_set_use_case (self, moat_record_get_id (record));
    }
  for (guint i = 0; i < inserted->len; i++)
    if (moat_selection_can_hold (g_ptr_array_index (inserted, i)))
      g_ptr_array_add (chosen, g_ptr_array_index (inserted, i));
  moat_selection_set_list (self->selection, (MoatRecord *const *) chosen->pdata, chosen->len);

  if (moat_canvas_get_extents (self->canvas, &extents) && !moat_rect_contains_rect (&visible, &extents))
    moat_canvas_zoom_fit (self->canvas);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
insert (MoatPage *self, const MoatTemplate *template, const MoatTemplateChoice *choice)
{
  MoatDocument *document = moat_page_get_document (self);
  const MoatBringing how = {
    .use_case_id = choice->is_apart ? NULL : self->use_case,
    .joins = choice->joins,
    .has_moves = choice->has_moves,
    .has_model = TRUE,
  };
  g_autoptr (GPtrArray) use_cases
             = g_ptr_array_copy (moat_document_list (template->document, MOAT_KIND_USE_CASE), NULL, NULL);
  g_autoptr (GPtrArray) inserted = NULL;
  g_autofree char *text = g_strdup_printf (_ ("Inserted “%s”"), moat_template_get_title (template));

  if (use_cases->len == 0)
    return;
  /* The diagrams of several lie over each other. */
  if (!choice->is_apart)
    g_ptr_array_set_size (use_cases, 1);
  MOAT_TRANSACTION (document, _ ("Insert template"))
  inserted = moat_bring_use_cases (document, template->document, use_cases, &how);
  show_inserted (self, inserted);
  moat_toast_show_undo (GTK_WIDGET (self), text);
}

static void
chosen_cb (MoatPage *self, const MoatTemplate *template, const MoatTemplateChoice *choice)
{
  insert (self, template, choice);
}

static void
insert_template_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatPage *self = user_data;
  g_autofree char *path = dup_model_path (self);
  MoatTemplateChooser *chooser = moat_template_chooser_new (GTK_WIDGET (self), moat_page_get_document (self),
                                                            self->use_case, path);

  g_signal_connect_object (chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (chooser));
}

/* By its id, at once: with its moves, beside what is there. */
static void
insert_template_named_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatPage *self = user_data;
  const MoatTemplateChoice choice = { .has_moves = TRUE };
  g_autofree char *path = dup_model_path (self);
  g_auto (GStrv) folders = moat_templates_list_folders (path);
  g_autoptr (GPtrArray) templates = moat_templates_load ((const char *const *) folders, NULL);
  g_autoptr (GError) error = NULL;
  const MoatTemplate *template = moat_templates_find (templates, g_variant_get_string (parameter, NULL),
                                                      &error);

  if (template != NULL)
    insert (self, template, &choice);
  else
    moat_toast_show (GTK_WIDGET (self), error->message);
}

/* ---- Saving ---- */

static void
save_template_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatPage *self = user_data;
  g_autofree char *path = dup_model_path (self);

  moat_template_save_present (GTK_WIDGET (self), self->selection, self->use_case, path);
}

/* ---- Use cases of other models ---- */

static void
copy_use_case_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_use_case_copy_present (user_data);
}

static void
bring_use_case_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_use_case_bring_choose (user_data);
}

void
moat_page_install_templates (MoatPage *self)
{
  static const GActionEntry entries[] = {
    { "insert-template", insert_template_activated },
    { "insert-template-named", insert_template_named_activated, "s" },
    { "save-template", save_template_activated },
    { "copy-use-case", copy_use_case_activated },
    { "bring-use-case", bring_use_case_activated },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}
