/* A page: one view of one model (see page.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "page-private.h"

#include "query.h"

enum
{
  PROP_0,
  PROP_USE_CASE,
  PROP_SHOW_INSPECTOR,
  PROP_SHOW_TABLE,
  PROP_TAB,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MoatPage, moat_page, GTK_TYPE_WIDGET)

/* ---- Following the document ---- */

/* Whether @changes touch the use case shown; else @elsewhere is one that they touch, or NULL. */
static gboolean
touches_shown (MoatPage *self, const MoatChanges *changes, MoatRecord **elsewhere)
{
  MoatDocument *document = moat_page_get_document (self);

  *elsewhere = NULL;
  for (guint i = 0; i < changes->items->len; i++)
    {
      const MoatChange *change = g_ptr_array_index (changes->items, i);
      MoatRecord *use_case = change->new_state ? moat_query_use_case (document, change->record) : NULL;

      if (use_case && g_strcmp0 (moat_record_get_id (use_case), self->use_case) == 0)
        return TRUE;
      if (use_case && !*elsewhere)
        *elsewhere = use_case;
    }

  return FALSE;
}

static void
changed_cb (MoatPage *self, MoatChanges *changes)
{
  MoatDocument *document = moat_page_get_document (self);
  MoatRecord *shown = moat_document_find_kind (document, self->use_case, MOAT_KIND_USE_CASE);
  MoatRecord *elsewhere = NULL;

  if (!shown)
    shown = moat_query_first_use_case (document);
  else if (self->follows_changes && !touches_shown (self, changes, &elsewhere) && elsewhere)
    shown = elsewhere;

  moat_page_set_use_case (self, shown ? moat_record_get_id (shown) : NULL);

  /* Its name may be other than before: what shows it listens to this property. */
  if (moat_changes_touch (changes, MOAT_KIND_USE_CASE))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USE_CASE]);
}

/* ---- Widget ---- */

static void
moat_page_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (MOAT_PAGE (widget)->rows), orientation, for_size, minimum, natural, NULL,
                      NULL);
}

static void
moat_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MoatPage *self = MOAT_PAGE (widget);

  self->is_allocating = TRUE;
  moat_page_adapt_panes (self, width, height);
  gtk_widget_allocate (GTK_WIDGET (self->rows), width, height, baseline, NULL);
  self->is_allocating = FALSE;
}

static void
moat_page_unmap (GtkWidget *widget)
{
  moat_page_save_panes (MOAT_PAGE (widget));

  GTK_WIDGET_CLASS (moat_page_parent_class)->unmap (widget);
}

static gboolean
moat_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MOAT_PAGE (widget)->canvas));
}

static void
moat_page_dispose (GObject *object)
{
  MoatPage *self = MOAT_PAGE (object);

  g_clear_handle_id (&self->adapt_source, g_source_remove);
  /* What it shows would be of a session that is not shown any more. */
  if (self->presenting != NULL)
    gtk_window_destroy (self->presenting);
  g_clear_weak_pointer (&self->presenting);
  if (self->canvas != NULL)
    moat_canvas_set_hint_func (self->canvas, NULL, NULL);
  self->canvas = NULL;
  moat_page_dispose_acceptance (self);
  g_clear_pointer ((GtkWidget **) &self->rows, gtk_widget_unparent);
  g_clear_object (&self->report_watch);
  g_clear_object (&self->advice);
  g_clear_weak_pointer (&self->quick_move);
  g_clear_object (&self->pointed);
  g_clear_object (&self->selection);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->use_case, g_free);

  G_OBJECT_CLASS (moat_page_parent_class)->dispose (object);
}

static void
moat_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MoatPage *self = MOAT_PAGE (object);

  switch (id)
    {
    case PROP_USE_CASE:
      g_value_set_string (value, self->use_case);
      break;
    case PROP_SHOW_INSPECTOR:
      g_value_set_boolean (value, moat_page_get_show_inspector (self));
      break;
    case PROP_SHOW_TABLE:
      g_value_set_boolean (value, moat_page_get_show_table (self));
      break;
    case PROP_TAB:
      g_value_set_string (value, moat_page_get_tab (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
moat_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MoatPage *self = MOAT_PAGE (object);

  switch (id)
    {
    case PROP_SHOW_INSPECTOR:
      moat_page_set_show_inspector (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_TABLE:
      moat_page_set_show_table (self, g_value_get_boolean (value));
      break;
    case PROP_TAB:
      moat_page_set_tab (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
moat_page_class_init (MoatPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = moat_page_dispose;
  object_class->get_property = moat_page_get_property;
  object_class->set_property = moat_page_set_property;
  widget_class->measure = moat_page_measure;
  widget_class->size_allocate = moat_page_size_allocate;
  widget_class->unmap = moat_page_unmap;
  widget_class->grab_focus = moat_page_grab_focus;

  properties[PROP_USE_CASE] = g_param_spec_string ("use-case", NULL, NULL, NULL,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_INSPECTOR] = g_param_spec_boolean ("show-inspector", NULL, NULL, TRUE, flags);
  properties[PROP_SHOW_TABLE] = g_param_spec_boolean ("show-table", NULL, NULL, TRUE, flags);
  properties[PROP_TAB] = g_param_spec_string ("tab", NULL, NULL, "threats", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moat_app/Moat/ui/page.ui");
  gtk_widget_class_bind_template_child (widget_class, MoatPage, rows);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, columns);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, inspector_bin);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, bottom_pane);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, bottom_stack);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, moves_label);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, steps_label);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, findings_label);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, bar_stack);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, story_bin);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, acceptance_bin);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, table_bin);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, preview_bin);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, changes_bin);
}

static void
moat_page_init (MoatPage *self)
{
  self->settings = g_settings_new (MOAT_SETTINGS_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
moat_page_new (MoatSession *session)
{
  MoatPage *self;
  MoatRecord *first;

  g_return_val_if_fail (MOAT_IS_SESSION (session), NULL);

  self = g_object_new (MOAT_TYPE_PAGE, NULL);
  self->session = g_object_ref (session);
  self->workshop = moat_workshop_get (moat_session_get_document (session));
  moat_workshop_set_session (self->workshop, session);
  moat_page_build_panes (self);
  moat_page_install_actions (self);
  moat_page_install_changes (self);
  moat_page_install_workshop (self);
  moat_page_install_templates (self);

  first = moat_query_first_use_case (moat_page_get_document (self));
  moat_page_set_use_case (self, first ? moat_record_get_id (first) : NULL);
  g_signal_connect_object (moat_page_get_document (self), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

MoatSession *
moat_page_get_session (MoatPage *self)
{
  g_return_val_if_fail (MOAT_IS_PAGE (self), NULL);

  return self->session;
}

GtkWidget *
moat_page_get_part (MoatPage *self, MoatPagePart part)
{
  g_return_val_if_fail (MOAT_IS_PAGE (self), NULL);

  switch (part)
    {
    case MOAT_PAGE_CANVAS:
      return GTK_WIDGET (self->canvas_view);
    case MOAT_PAGE_INSPECTOR:
      return GTK_WIDGET (self->inspector_bin);
    case MOAT_PAGE_BOTTOM:
      return self->bottom_pane;
    case MOAT_PAGE_N_PARTS:
      break;
    }

  g_return_val_if_reached (NULL);
}

MoatDocument *
moat_page_get_document (MoatPage *self)
{
  g_return_val_if_fail (MOAT_IS_PAGE (self), NULL);

  return moat_session_get_document (self->session);
}

MoatAdvice *
moat_page_get_advice (MoatPage *self)
{
  g_return_val_if_fail (MOAT_IS_PAGE (self), NULL);

  return self->advice;
}

MoatReportWatch *
moat_page_get_report_watch (MoatPage *self)
{
  g_return_val_if_fail (MOAT_IS_PAGE (self), NULL);

  return self->report_watch;
}

MoatWorkshop *
moat_page_get_workshop (MoatPage *self)
{
  g_return_val_if_fail (MOAT_IS_PAGE (self), NULL);

  return self->workshop;
}

MoatSelection *
moat_page_get_selection (MoatPage *self)
{
  g_return_val_if_fail (MOAT_IS_PAGE (self), NULL);

  return self->selection;
}

GActionMap *
moat_page_get_actions (MoatPage *self)
{
  g_return_val_if_fail (MOAT_IS_PAGE (self), NULL);

  return G_ACTION_MAP (self->actions);
}

GActionGroup *
moat_page_get_canvas_actions (MoatPage *self)
{
  g_return_val_if_fail (MOAT_IS_PAGE (self), NULL);

  return moat_canvas_get_actions (self->canvas);
}

void
moat_page_set_use_case (MoatPage *self, const char *use_case_id)
{
  g_return_if_fail (MOAT_IS_PAGE (self));

  if (g_strcmp0 (self->use_case, use_case_id) == 0)
    return;

  g_free (self->use_case);
  self->use_case = g_strdup (use_case_id);
  moat_canvas_set_use_case (self->canvas, use_case_id);
  moat_inspector_set_use_case (self->inspector, use_case_id);
  moat_table_view_set_use_case (self->table, use_case_id);
  moat_story_view_set_use_case (self->story, use_case_id);
  moat_acceptance_view_set_use_case (self->acceptance, use_case_id);
  moat_paths_view_set_use_case (self->paths, use_case_id);
  moat_workshop_set_use_case (self->workshop, use_case_id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USE_CASE]);
}

const char *
moat_page_get_use_case (MoatPage *self)
{
  g_return_val_if_fail (MOAT_IS_PAGE (self), NULL);

  return self->use_case;
}

void
moat_page_finish_editing (MoatPage *self)
{
  GtkRoot *root;
  GtkWidget *adding;
  g_autoptr(GtkWidget) focus = NULL;

  g_return_if_fail (MOAT_IS_PAGE (self));

  moat_story_view_finish (self->story);
  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root ? gtk_root_get_focus (root) : NULL;
  if (focus)
    g_object_ref (focus);
  if (!GTK_IS_EDITABLE (focus) && !GTK_IS_TEXT_VIEW (focus))
    return;

  /* What is being added counts without Enter too. */
  adding = gtk_widget_get_ancestor (focus, ADW_TYPE_ENTRY_ROW);
  if (adding != NULL && gtk_widget_has_css_class (adding, "moat-adding"))
    g_signal_emit_by_name (adding, "entry-activated");
  /* Entries take what was typed when the focus leaves them. */
  gtk_root_set_focus (root, NULL);
  if (gtk_widget_get_root (focus) == root && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
}
