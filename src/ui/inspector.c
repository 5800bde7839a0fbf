/* The inspector: a page for what is selected (inspector-page.h), made anew when
 * that is something else.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "inspector.h"

#include "inspector-page.h"
#include "query.h"
#include "selection.h"

#include <glib/gi18n-lib.h>

struct _MoatInspector
{
  GtkWidget parent_instance;
  MoatDocument *document;   /* owned */
  MoatSelection *selection; /* owned */
  MoatAdvice *advice;       /* owned, or NULL */
  char *use_case;           /* id, or NULL for the first one */

  GtkWidget *scrolled;
  MoatInspectorPage *page; /* borrowed, or NULL */
  guint pending;           /* the source that will show what is selected, or 0 */
};

G_DEFINE_FINAL_TYPE (MoatInspector, moat_inspector, GTK_TYPE_WIDGET)

/* ---- The page ---- */

/* What is selected; nothing: the use case. */
static GPtrArray *
list_shown (MoatInspector *self)
{
  GPtrArray *records = moat_selection_list (self->selection);
  MoatRecord *use_case;

  if (records->len > 0)
    return records;

  use_case = moat_document_find_kind (self->document, self->use_case, MOAT_KIND_USE_CASE);
  if (use_case == NULL)
    use_case = moat_query_first_use_case (self->document);
  if (use_case != NULL)
    g_ptr_array_add (records, g_object_ref (use_case));

  return records;
}

/* The move is what one looks at from now on, in the table too. */
static void
move_added_cb (MoatInspector *self, MoatRecord *threat)
{
  moat_selection_set_threat (self->selection, threat, NULL);
}

static void
show_now (MoatInspector *self)
{
  g_autoptr (GPtrArray) records = list_shown (self);
  MoatMovesList *moves;
  MoatSuggestionsList *suggestions;

  g_clear_handle_id (&self->pending, g_source_remove);
  if (self->page != NULL && moat_inspector_page_shows (self->page, records))
    return;

  self->page = records->len > 0
                   ? MOAT_INSPECTOR_PAGE (moat_inspector_page_new (self->document, self->advice, records))
                   : NULL;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), (GtkWidget *) self->page);
  moves = self->page == NULL ? NULL : moat_inspector_page_get_moves (self->page);
  if (moves != NULL)
    g_signal_connect_object (moves, "added", G_CALLBACK (move_added_cb), self, G_CONNECT_SWAPPED);
  suggestions = self->page == NULL ? NULL : moat_inspector_page_get_suggestions (self->page);
  if (suggestions != NULL)
    g_signal_connect_object (suggestions, "taken", G_CALLBACK (move_added_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
pending_cb (gpointer data)
{
  MoatInspector *self = data;

  self->pending = 0;
  show_now (self);
  if (self->page != NULL && moat_inspector_page_get_moves (self->page) != NULL)
    moat_moves_list_mark (moat_inspector_page_get_moves (self->page),
                          moat_selection_get_threat (self->selection));

  return G_SOURCE_REMOVE;
}

/* Rows are not cheap, and a rubber band selects many times: shown when there is time. */
static void
show_soon (MoatInspector *self)
{
  if (self->pending == 0)
    self->pending = g_idle_add (pending_cb, self);
}

/* ---- GObject ---- */

static void
document_changed_cb (MoatInspector *self, MoatChanges *changes)
{
  if (moat_changes_touch (changes, MOAT_KIND_USE_CASE))
    show_soon (self);
}

static void
moat_inspector_dispose (GObject *object)
{
  MoatInspector *self = MOAT_INSPECTOR (object);

  g_clear_handle_id (&self->pending, g_source_remove);
  self->page = NULL;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->use_case, g_free);
  g_clear_object (&self->advice);
  g_clear_object (&self->selection);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (moat_inspector_parent_class)->dispose (object);
}

static gboolean
add_move_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  MoatInspector *self = MOAT_INSPECTOR (widget);
  MoatMovesList *moves = self->page != NULL ? moat_inspector_page_get_moves (self->page) : NULL;

  if (moves == NULL)
    return FALSE;
  moat_moves_list_focus_add (moves);

  return TRUE;
}

static gboolean
focus_suggestions_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  moat_inspector_focus_suggestions (MOAT_INSPECTOR (widget));

  return TRUE;
}

static void
moat_inspector_class_init (MoatInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_inspector_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "moat-inspector");
  /* The canvas' keys for moves work here as well; where one types, a letter is text before it comes here. */
  gtk_widget_class_add_binding (widget_class, GDK_KEY_m, 0, add_move_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_a, 0, focus_suggestions_cb, NULL);
}

static void
moat_inspector_init (MoatInspector *self)
{
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Inspector"), -1);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

/* ---- API ---- */

GtkWidget *
moat_inspector_new (MoatDocument *document, MoatSelection *selection, MoatAdvice *advice)
{
  MoatInspector *self;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (MOAT_IS_SELECTION (selection), NULL);

  self = g_object_new (MOAT_TYPE_INSPECTOR, NULL);
  self->document = g_object_ref (document);
  self->selection = g_object_ref (selection);
  g_set_object (&self->advice, advice);
  g_signal_connect_object (selection, "changed", G_CALLBACK (show_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  show_soon (self);

  return GTK_WIDGET (self);
}

void
moat_inspector_set_use_case (MoatInspector *self, const char *use_case_id)
{
  g_return_if_fail (MOAT_IS_INSPECTOR (self));

  g_free (self->use_case);
  self->use_case = g_strdup (use_case_id);
  show_soon (self);
}

/* Selects @record, unless it is a use case, which is what is shown when nothing is selected. */
static void
select_record (MoatInspector *self, MoatRecord *record)
{
  if (!moat_selection_can_hold (record))
    moat_selection_clear (self->selection);
  else if (!moat_selection_contains (self->selection, record))
    moat_selection_set_only (self->selection, record);
}

void
moat_inspector_focus_add_move (MoatInspector *self, MoatRecord *record)
{
  g_return_if_fail (MOAT_IS_INSPECTOR (self));
  g_return_if_fail (MOAT_IS_RECORD (record));

  select_record (self, record);
  show_now (self);
  if (self->page != NULL && moat_inspector_page_get_moves (self->page) != NULL)
    moat_moves_list_focus_add (moat_inspector_page_get_moves (self->page));
}

void
moat_inspector_focus_suggestions (MoatInspector *self)
{
  g_return_if_fail (MOAT_IS_INSPECTOR (self));

  show_now (self);
  if (self->page != NULL && moat_inspector_page_get_suggestions (self->page) != NULL)
    moat_suggestions_list_focus (moat_inspector_page_get_suggestions (self->page));
}

void
moat_inspector_show_threat (MoatInspector *self, MoatRecord *threat)
{
  MoatRecord *place;

  g_return_if_fail (MOAT_IS_INSPECTOR (self));
  g_return_if_fail (MOAT_IS_RECORD (threat) && moat_record_get_kind (threat) == MOAT_KIND_THREAT);

  place = moat_document_find (self->document, moat_threat_state (threat)->on);
  if (place == NULL)
    return;

  if (moat_selection_can_hold (place))
    moat_selection_set_only (self->selection, place);
  else
    moat_selection_clear (self->selection);
  show_now (self);
  if (self->page != NULL && moat_inspector_page_get_moves (self->page) != NULL)
    moat_moves_list_show (moat_inspector_page_get_moves (self->page), threat);
}

void
moat_inspector_focus_title (MoatInspector *self)
{
  g_return_if_fail (MOAT_IS_INSPECTOR (self));

  show_now (self);
  if (self->page != NULL)
    moat_inspector_page_focus_title (self->page);
}
