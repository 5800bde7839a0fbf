/* Asks where attacker moves on elements belong (see assign-moves.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "assign-moves.h"

#include "assign.h"
#include "dialog-header.h"
#include "edit.h"
#include "query.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

/* ---- One move ---- */

#define MOAT_TYPE_ASSIGN_LINE (moat_assign_line_get_type ())
G_DECLARE_FINAL_TYPE (MoatAssignLine, moat_assign_line, MOAT, ASSIGN_LINE, GObject)

struct _MoatAssignLine
{
  GObject parent_instance;
  MoatRecord *threat;  /* owned */
  MoatRecord *element; /* owned */
  GPtrArray *flows;    /* owned: where it may go */
  guint chosen;        /* 0: it stays; else one more than the place of its flow */
};

G_DEFINE_FINAL_TYPE (MoatAssignLine, moat_assign_line, G_TYPE_OBJECT)

static void
moat_assign_line_finalize (GObject *object)
{
  MoatAssignLine *self = MOAT_ASSIGN_LINE (object);

  g_clear_object (&self->threat);
  g_clear_object (&self->element);
  g_clear_pointer (&self->flows, g_ptr_array_unref);

  G_OBJECT_CLASS (moat_assign_line_parent_class)->finalize (object);
}

static void
moat_assign_line_class_init (MoatAssignLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_assign_line_finalize;
}

static void
moat_assign_line_init (MoatAssignLine *self)
{
}

static MoatAssignLine *
line_new (MoatDocument *document, MoatRecord *threat)
{
  MoatAssignLine *self = g_object_new (MOAT_TYPE_ASSIGN_LINE, NULL);
  MoatRecord *suggested;
  guint place;

  self->threat = g_object_ref (threat);
  self->element = g_object_ref (moat_document_find (document, moat_threat_state (threat)->on));
  self->flows = moat_assign_list_flows (document, self->element);
  suggested = moat_assign_suggest (document, self->element, self->flows);
  if (suggested != NULL && g_ptr_array_find (self->flows, suggested, &place))
    self->chosen = place + 1;

  return self;
}

/* ---- The window ---- */

struct _MoatAssignMoves
{
  AdwWindow parent_instance;

  MoatPage *page;    /* owned */
  GListStore *lines; /* of MoatAssignLine */
  GtkWidget *description;
  GtkWidget *list;
  GtkWidget *accept;
};

G_DEFINE_FINAL_TYPE (MoatAssignMoves, moat_assign_moves, ADW_TYPE_WINDOW)

static void
update_accept (MoatAssignMoves *self)
{
  guint n_chosen = 0;
  g_autofree char *label = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (MoatAssignLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      n_chosen += line->chosen > 0 ? 1 : 0;
    }
  /* TRANSLATORS: a button: hangs so many attacker moves on flows. */
  label = g_strdup_printf (ngettext ("_Assign %u move", "_Assign %u moves", n_chosen), n_chosen);
  gtk_button_set_label (GTK_BUTTON (self->accept), label);
  gtk_widget_set_sensitive (self->accept, n_chosen > 0);
}

/* What was removed meanwhile is passed over. */
static guint
assign (MoatAssignMoves *self)
{
  MoatDocument *document = moat_page_get_document (self->page);
  guint n_assigned = 0;

  MOAT_TRANSACTION (document, _ ("Assign attacker moves to flows"))
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (MoatAssignLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      MoatRecord *flow = line->chosen > 0 ? g_ptr_array_index (line->flows, line->chosen - 1) : NULL;

      if (flow == NULL || !moat_record_is_live (flow) || !moat_record_is_live (line->threat))
        continue;
      moat_edit_move_threat (document, line->threat, moat_record_get_id (flow));
      n_assigned++;
    }

  return n_assigned;
}

void
moat_assign_moves_accept (MoatAssignMoves *self)
{
  guint n_assigned;
  g_autofree char *text = NULL;

  g_return_if_fail (MOAT_IS_ASSIGN_MOVES (self));

  n_assigned = assign (self);
  text = g_strdup_printf (ngettext ("Assigned %u attacker move to its flow",
                                    "Assigned %u attacker moves to their flows", n_assigned),
                          n_assigned);
  if (n_assigned > 0)
    moat_toast_show_undo (GTK_WIDGET (self->page), text);
  gtk_window_close (GTK_WINDOW (self));
}

void
moat_assign_moves_choose (MoatAssignMoves *self, guint move, int flow)
{
  g_autoptr (MoatAssignLine) line = NULL;

  g_return_if_fail (MOAT_IS_ASSIGN_MOVES (self));
  g_return_if_fail (move < g_list_model_get_n_items (G_LIST_MODEL (self->lines)));

  line = g_list_model_get_item (G_LIST_MODEL (self->lines), move);
  line->chosen = (guint) (flow + 1);
  update_accept (self);
}

/* ---- Rows ---- */

static void
selected_cb (GtkDropDown *choice, GParamSpec *pspec, GtkListItem *item)
{
  MoatAssignLine *line = gtk_list_item_get_item (item);
  GtkWidget *self = gtk_widget_get_ancestor (GTK_WIDGET (choice), MOAT_TYPE_ASSIGN_MOVES);

  if (line == NULL || gtk_drop_down_get_selected (choice) == GTK_INVALID_LIST_POSITION)
    return;
  line->chosen = gtk_drop_down_get_selected (choice);
  if (self != NULL)
    update_accept (MOAT_ASSIGN_MOVES (self));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *text = gtk_label_new (NULL);
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), choice);
  gtk_widget_add_css_class (row, "moat-import-line");
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
}

static char *
describe_flow (MoatDocument *document, MoatRecord *flow)
{
  guint number = moat_query_number (document, flow);
  g_autofree char *ends = moat_query_flow_ends (document, flow);
  const char *name = moat_record_get_title (flow);
  g_autofree char *numbered = number > 0 ? g_strdup_printf ("%u. %s", number, ends) : g_strdup (ends);

  return *name != '\0' ? g_strdup_printf ("%s: %s", numbered, name) : g_steal_pointer (&numbered);
}

static GListModel *
list_choices (MoatDocument *document, const MoatAssignLine *line)
{
  GtkStringList *choices = gtk_string_list_new (NULL);
  g_autofree char *stay = g_strdup_printf (_ ("Stay on “%s”"), moat_record_get_title (line->element));

  gtk_string_list_append (choices, stay);
  for (guint i = 0; i < line->flows->len; i++)
    gtk_string_list_take (choices, describe_flow (document, g_ptr_array_index (line->flows, i)));

  return G_LIST_MODEL (choices);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, MoatAssignMoves *self)
{
  MoatAssignLine *line = gtk_list_item_get_item (item);
  GtkWidget *text = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *choice = gtk_widget_get_next_sibling (text);
  const char *title = moat_record_get_title (line->threat);
  g_autoptr (GListModel) choices = list_choices (moat_page_get_document (self->page), line);

  gtk_label_set_text (GTK_LABEL (text), *title != '\0' ? title : _ ("Attacker move without words"));
  gtk_drop_down_set_model (GTK_DROP_DOWN (choice), choices);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), line->chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (selected_cb), item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *choice = gtk_widget_get_last_child (gtk_list_item_get_child (item));

  g_signal_handlers_disconnect_by_func (choice, selected_cb, item);
}

/* ---- Building ---- */

static void
moat_assign_moves_dispose (GObject *object)
{
  MoatAssignMoves *self = MOAT_ASSIGN_MOVES (object);

  g_clear_object (&self->page);
  g_clear_object (&self->lines);

  G_OBJECT_CLASS (moat_assign_moves_parent_class)->dispose (object);
}

static void
moat_assign_moves_class_init (MoatAssignMovesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_assign_moves_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
new_list (MoatAssignMoves *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *model = GTK_SELECTION_MODEL (
      gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->lines))));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  self->list = gtk_list_view_new (model, factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Attacker moves on elements"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static void
moat_assign_moves_init (MoatAssignMoves *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->lines = g_list_store_new (MOAT_TYPE_ASSIGN_LINE);
  self->description = gtk_label_new (_ (
      "A move on a flow says where the attacker gets in. For each move on an element, choose the flow that "
      "it comes in by; where one crosses a boundary inwards, it is chosen already."));
  gtk_label_set_wrap (GTK_LABEL (self->description), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->description), 0);
  gtk_widget_add_css_class (self->description, "moat-import-note");
  gtk_box_append (GTK_BOX (box), moat_dialog_header_new (GTK_WINDOW (self), &self->accept));
  g_signal_connect_object (self->accept, "clicked", G_CALLBACK (moat_assign_moves_accept), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->description);
  gtk_box_append (GTK_BOX (box), new_list (self));
  adw_window_set_content (ADW_WINDOW (self), box);
}

guint
moat_assign_moves_count (MoatPage *page)
{
  g_autoptr (GPtrArray) threats = moat_assign_list_threats (moat_page_get_document (page));

  return threats->len;
}

void
moat_assign_moves_present (MoatPage *page)
{
  MoatDocument *document = moat_page_get_document (page);
  g_autoptr (GPtrArray) threats = moat_assign_list_threats (document);
  MoatAssignMoves *self;
  guint n_proposed = 0;

  g_return_if_fail (MOAT_IS_PAGE (page));

  if (threats->len == 0)
    {
      moat_toast_show (GTK_WIDGET (page), _ ("No attacker move is on an element that a flow joins"));
      return;
    }

  self = g_object_new (MOAT_TYPE_ASSIGN_MOVES, "title", _ ("Assign attacker moves to flows"), "modal", TRUE,
                       "transient-for", gtk_widget_get_root (GTK_WIDGET (page)), "destroy-with-parent", TRUE,
                       "default-width", 560, "default-height", 520, NULL);
  self->page = g_object_ref (page);
  for (guint i = 0; i < threats->len; i++)
    {
      g_autoptr (MoatAssignLine) line = line_new (document, g_ptr_array_index (threats, i));

      /* Those with a proposal come first. */
      if (line->chosen > 0)
        g_list_store_insert (self->lines, n_proposed++, line);
      else
        g_list_store_append (self->lines, line);
    }
  update_accept (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->list);
}
