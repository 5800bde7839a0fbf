/* What a window shows before it has a model (see welcome.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "welcome.h"

#include "examples.h"
#include "native.h"
#include "query.h"
#include "recent.h"

#define MAX_RECENT 5

struct _MoatWelcome
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  AdwPreferencesGroup *recent;
  AdwPreferencesGroup *examples;

  GPtrArray *recent_rows; /* borrowed from the group */
  gulong recent_handler;
  gboolean has_examples;
};

G_DEFINE_FINAL_TYPE (MoatWelcome, moat_welcome, GTK_TYPE_WIDGET)

static GtkWidget *
new_row (const char *title, const char *subtitle, const char *action, const char *target)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *subtitle_markup = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);

  return row;
}

static void
update_recent (MoatWelcome *self)
{
  g_autoptr(GPtrArray) list = moat_recent_list (MAX_RECENT);

  for (guint i = 0; i < self->recent_rows->len; i++)
    adw_preferences_group_remove (self->recent, g_ptr_array_index (self->recent_rows, i));
  g_ptr_array_set_size (self->recent_rows, 0);

  for (guint i = 0; i < list->len; i++)
    {
      const MoatRecent *recent = g_ptr_array_index (list, i);
      g_autofree char *uri = g_file_get_uri (recent->file);
      GtkWidget *row = new_row (recent->name, recent->folder, "win.open-recent", uri);

      adw_preferences_group_add (self->recent, row);
      g_ptr_array_add (self->recent_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->recent), list->len > 0);
}

static void
add_example (MoatWelcome *self, const char *name)
{
  g_autoptr(GBytes) bytes = moat_examples_find (name, NULL);
  g_autoptr(MoatDocument) document = bytes ? moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, NULL) : NULL;
  MoatRecord *model;
  MoatRecord *use_case;
  const char *title;
  const char *summary;

  if (!document)
    return;

  model = moat_document_get_model (document);
  use_case = moat_query_first_use_case (document);
  title = moat_record_get_title (model);
  if (*title == '\0' && use_case)
    title = moat_record_get_title (use_case);
  summary = use_case ? moat_text_get (moat_use_case_state (use_case)->summary) : "";

  adw_preferences_group_add (self->examples, new_row (title, summary, "win.open-example", name));
}

static void
moat_welcome_map (GtkWidget *widget)
{
  MoatWelcome *self = MOAT_WELCOME (widget);

  GTK_WIDGET_CLASS (moat_welcome_parent_class)->map (widget);

  update_recent (self);
  self->recent_handler = g_signal_connect_swapped (gtk_recent_manager_get_default (), "changed",
                                                   G_CALLBACK (update_recent), self);
  if (!self->has_examples)
    {
      g_auto(GStrv) names = moat_examples_list ();

      for (guint i = 0; names[i]; i++)
        add_example (self, names[i]);
      gtk_widget_set_visible (GTK_WIDGET (self->examples), names[0] != NULL);
      self->has_examples = TRUE;
    }
}

static void
moat_welcome_unmap (GtkWidget *widget)
{
  MoatWelcome *self = MOAT_WELCOME (widget);

  g_clear_signal_handler (&self->recent_handler, gtk_recent_manager_get_default ());

  GTK_WIDGET_CLASS (moat_welcome_parent_class)->unmap (widget);
}

static void
moat_welcome_dispose (GObject *object)
{
  MoatWelcome *self = MOAT_WELCOME (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->recent_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (moat_welcome_parent_class)->dispose (object);
}

static void
moat_welcome_class_init (MoatWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_welcome_dispose;
  widget_class->map = moat_welcome_map;
  widget_class->unmap = moat_welcome_unmap;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moat_app/Moat/ui/welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, MoatWelcome, scroller);
  gtk_widget_class_bind_template_child (widget_class, MoatWelcome, recent);
  gtk_widget_class_bind_template_child (widget_class, MoatWelcome, examples);
}

static void
moat_welcome_init (MoatWelcome *self)
{
  self->recent_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
moat_welcome_new (void)
{
  return g_object_new (MOAT_TYPE_WELCOME, NULL);
}
