/* A window (see window.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "window-private.h"

#include "accels.h"
#include "accessible.h"
#include "compat.h"
#include "first-frame.h"
#include "lazy-bin.h"
#include "present-monitors.h"
#include "toast.h"
#include "welcome.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MoatWindow, moat_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- Title ---- */

static void
update_title (MoatWindow *self)
{
  MoatSession *session = moat_window_get_session (self);
  MoatDocument *document;
  MoatRecord *use_case;
  const char *name;
  g_autofree char *subtitle = NULL;
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->title_button), session != NULL);
  if (!session)
    {
      gtk_window_set_title (GTK_WINDOW (self), "Moat");
      return;
    }

  document = moat_session_get_document (session);
  use_case = moat_document_find (document, moat_page_get_use_case (self->page));
  name = use_case ? moat_record_get_title (use_case) : "";
  if (*name == '\0')
    name = _ ("Untitled use case");

  subtitle = g_strconcat (moat_session_is_modified (session) ? "• " : "", moat_session_get_title (session),
                          NULL);
  title = g_strdup_printf ("%s – %s", subtitle, name);

  gtk_label_set_text (self->title_label, name);
  gtk_label_set_text (self->subtitle_label, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* "Undo “Move element”": what the buttons would do. */
static void
update_history_tooltips (MoatWindow *self)
{
  MoatSession *session = moat_window_get_session (self);
  MoatDocument *document = session ? moat_session_get_document (session) : NULL;
  const char *undo = document ? moat_document_get_undo_label (document) : NULL;
  const char *redo = document ? moat_document_get_redo_label (document) : NULL;
  g_autofree char *undo_text = undo ? g_strdup_printf (_ ("Undo: %s (Ctrl+Z)"), undo) : NULL;
  g_autofree char *redo_text = redo ? g_strdup_printf (_ ("Redo: %s (Ctrl+Shift+Z)"), redo) : NULL;

  gtk_widget_set_tooltip_text (self->undo_button, undo_text ? undo_text : _ ("Nothing to undo"));
  gtk_widget_set_tooltip_text (self->redo_button, redo_text ? redo_text : _ ("Nothing to redo"));
}

/* ---- What is shown ---- */

static void
refresh_cb (MoatWindow *self)
{
  update_title (self);
  update_history_tooltips (self);
  moat_window_update_actions (self);
}

/* A spinner that nobody sees still asks for every frame. */
static void
spin_cb (MoatWindow *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  gtk_spinner_set_spinning (self->spinner, g_strcmp0 (name, "loading") == 0);
}

/* What comes into an empty window does not fade in. */
static void
show_child (MoatWindow *self, GtkWidget *child)
{
  gboolean was_blank = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "blank") == 0;

  gtk_stack_set_transition_type (self->stack, was_blank ? GTK_STACK_TRANSITION_TYPE_NONE
                                                        : GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_visible_child (self->stack, child);
}

static void
show_named (MoatWindow *self, const char *name)
{
  show_child (self, gtk_stack_get_child_by_name (self->stack, name));
}

void
moat_window_show_blank (MoatWindow *self)
{
  show_named (self, "blank");
}

gboolean
moat_window_is_closed (MoatWindow *self)
{
  return gtk_window_get_application (GTK_WINDOW (self)) == NULL;
}

void
moat_window_set_loading (MoatWindow *self, gboolean is_loading)
{
  if (is_loading)
    show_named (self, "loading");
  else if (self->page)
    show_child (self, GTK_WIDGET (self->page));
  else
    show_named (self, "welcome");
  moat_window_update_actions (self);
}

MoatPage *
moat_window_get_page (MoatWindow *self)
{
  g_return_val_if_fail (MOAT_IS_WINDOW (self), NULL);

  return self->page;
}

MoatSession *
moat_window_get_session (MoatWindow *self)
{
  g_return_val_if_fail (MOAT_IS_WINDOW (self), NULL);

  return self->page ? moat_page_get_session (self->page) : NULL;
}

gboolean
moat_window_is_blank (MoatWindow *self)
{
  MoatSession *session = moat_window_get_session (self);

  return !self->opening && (!session || moat_session_is_blank (session));
}

static void
let_go_of_page (MoatWindow *self, MoatPage *page)
{
  MoatSession *session = moat_page_get_session (page);

  g_signal_handlers_disconnect_by_data (session, self);
  g_signal_handlers_disconnect_by_data (moat_session_get_document (session), self);
  g_signal_handlers_disconnect_by_data (page, self);
  g_signal_handlers_disconnect_by_data (moat_page_get_report_watch (page), self);
  g_signal_handlers_disconnect_by_data (moat_page_get_workshop (page), self);
  gtk_stack_remove (self->stack, GTK_WIDGET (page));
}

/* What a window without a model can do without. */
static void
make_model_parts (MoatWindow *self)
{
  g_autoptr (GMenuModel) present_menu = NULL;

  if (self->switcher != NULL)
    return;

  present_menu = moat_present_monitors_new_menu (gtk_widget_get_display (GTK_WIDGET (self)));
  adw_split_button_set_menu_model (ADW_SPLIT_BUTTON (self->present_button), present_menu);
  self->switcher = MOAT_USE_CASE_SWITCHER (moat_use_case_switcher_new ());
  gtk_menu_button_set_popover (self->title_button, GTK_WIDGET (self->switcher));
  self->workshop_bar = g_object_new (MOAT_TYPE_WORKSHOP_BAR, NULL);
  gtk_box_insert_child_after (self->box, GTK_WIDGET (self->workshop_bar), GTK_WIDGET (self->banner));
}

static void
watch_page (MoatWindow *self)
{
  MoatSession *session = moat_page_get_session (self->page);

  g_signal_connect_object (session, "notify", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (moat_session_get_document (session), "history-changed", G_CALLBACK (refresh_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "notify::use-case", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  moat_window_watch_disk (self, session);
  moat_window_watch_advice (self, moat_page_get_advice (self->page));
  moat_window_watch_page (self, self->page);
}

void
moat_window_set_session (MoatWindow *self, MoatSession *session)
{
  MoatPage *old_page;

  g_return_if_fail (MOAT_IS_WINDOW (self));
  g_return_if_fail (MOAT_IS_SESSION (session));

  moat_application_ensure_style (MOAT_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  old_page = self->page;
  self->page = MOAT_PAGE (moat_page_new (session));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->page));
  show_child (self, GTK_WIDGET (self->page));
  make_model_parts (self);
  moat_use_case_switcher_set_page (self->switcher, self->page);
  moat_workshop_bar_set_page (self->workshop_bar, self->page);
  moat_workshop_button_set_page (self->workshop_button, self->page);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page",
                                  G_ACTION_GROUP (moat_page_get_actions (self->page)));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "canvas", moat_page_get_canvas_actions (self->page));
  moat_window_clear_banners (self);
  watch_page (self);

  gtk_widget_show (self->undo_button);
  gtk_widget_show (self->redo_button);
  gtk_widget_show (self->present_button);
  gtk_widget_show (GTK_WIDGET (self->workshop_button));
  gtk_widget_show (self->inspector_button);
  refresh_cb (self);

  /* The focus must be elsewhere before the old page goes, or the window keeps it until something is drawn. */
  gtk_widget_grab_focus (GTK_WIDGET (self->page));
  if (old_page)
    let_go_of_page (self, old_page);
}

/* ---- Messages ---- */

void
moat_window_toast (MoatWindow *self, const char *text)
{
  g_return_if_fail (MOAT_IS_WINDOW (self));

  moat_toast_show (GTK_WIDGET (self->stack), text);
}

void
moat_window_report_error (MoatWindow *self, const char *heading, const char *body)
{
  const MoatAnswer answers[] = { { "close", _ ("_Close"), ADW_RESPONSE_DEFAULT }, { NULL } };
  const MoatInquiry question = { .heading = heading, .body = body, .answers = answers };

  g_return_if_fail (MOAT_IS_WINDOW (self));

  moat_compat_ask_async (GTK_WIDGET (self), &question, NULL, NULL);
}

/* ---- Widget ---- */

static void
remember_size (MoatWindow *self)
{
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
moat_window_close_request (GtkWindow *window)
{
  MoatWindow *self = MOAT_WINDOW (window);
  MoatSession *session = moat_window_get_session (self);

  /* The save under way closes the window when it is done, or says why it failed. */
  if (session && moat_session_is_busy (session))
    {
      self->closes_when_saved = TRUE;
      return TRUE;
    }
  if (session && moat_session_is_modified (session) && !self->may_close)
    {
      moat_window_confirm_close (self);
      return TRUE;
    }

  moat_window_forget_opening (self);
  if (session)
    moat_session_discard (session);
  remember_size (self);
  return GTK_WINDOW_CLASS (moat_window_parent_class)->close_request (window);
}

static void
moat_window_dispose (GObject *object)
{
  MoatWindow *self = MOAT_WINDOW (object);

  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_weak_pointer (&self->focus_before_menu);
  g_clear_weak_pointer (&self->commands);
  g_clear_object (&self->settings);
  for (guint reason = 0; reason < MOAT_N_BANNER_REASONS; reason++)
    {
      g_clear_pointer (&self->banners[reason].text, g_free);
      g_clear_pointer (&self->banners[reason].button, g_free);
    }

  G_OBJECT_CLASS (moat_window_parent_class)->dispose (object);
}

static void
moat_window_class_init (MoatWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = moat_window_close_request;

  g_type_ensure (MOAT_TYPE_BANNER);
  g_type_ensure (MOAT_TYPE_LAZY_BIN);
  g_type_ensure (MOAT_TYPE_WELCOME);
  g_type_ensure (MOAT_TYPE_WORKSHOP_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moat_app/Moat/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, loading_label);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, drop_hint);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, box);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, workshop_button);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, title_button);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, present_button);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, inspector_button);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, MoatWindow, recent_menu);
}

/* A split button gives its name to neither of the two buttons that it is made of. */
static void
name_parts (GtkWidget *split_button)
{
  GtkWidget *button = gtk_widget_get_first_child (split_button);

  for (; button != NULL; button = gtk_widget_get_next_sibling (button))
    if (GTK_IS_MENU_BUTTON (button))
      {
        moat_accessible_set_name (button, _ ("How to present"));
        moat_accessible_set_name (gtk_widget_get_first_child (button), _ ("How to present"));
      }
    else if (GTK_IS_BUTTON (button))
      moat_accessible_set_name (button, _ ("Present"));
}

static void
moat_window_init (MoatWindow *self)
{
  self->settings = g_settings_new (MOAT_SETTINGS_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  if (MOAT_IS_DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (spin_cb), self,
                           G_CONNECT_SWAPPED);
  moat_window_install_actions (self);
  moat_window_install_banner (self);
  moat_window_install_drop (self);
  moat_accels_add_yielding (GTK_WIDGET (self));
  name_parts (self->present_button);

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  gtk_widget_hide (self->undo_button);
  gtk_widget_hide (self->redo_button);
  gtk_widget_hide (self->present_button);
  gtk_widget_hide (GTK_WIDGET (self->workshop_button));
  gtk_widget_hide (self->inspector_button);
  show_named (self, "welcome");
  refresh_cb (self);
}

MoatWindow *
moat_window_new (MoatApplication *application)
{
  return g_object_new (MOAT_TYPE_WINDOW, "application", application, NULL);
}
