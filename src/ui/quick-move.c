/* Adding an attacker move from anywhere (see quick-move.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "quick-move.h"

#include "command-match.h"
#include "list-choice.h"
#include "query.h"
#include "story.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

#define WIDTH     600
#define MARGIN    36
#define MAX_FLOWS 8
/* What of a name is shown. */
#define MAX_TITLE 80

struct _MoatQuickMove
{
  GtkPopover parent_instance;

  MoatPage *page;           /* borrowed: the parent */
  MoatSelection *selection; /* owned */
  GPtrArray *flows;         /* of the use case shown, in story order; owned, as the records in it */
  GHashTable *numbers;      /* of flows; owned */
  GArray *keys;             /* of MoatCommandKey, of the flows; owned, NULL until they are searched */
  MoatRecord *last;         /* owned or NULL: what the move before was put on */
  GtkWidget *focus_before;  /* weak */

  GtkWidget *entry;
  GtkWidget *hint;
  GtkWidget *list; /* flows to choose from, while it is not clear which one */
};

G_DEFINE_FINAL_TYPE (MoatQuickMove, moat_quick_move, GTK_TYPE_POPOVER)

/* ---- Which flow ---- */

/* The number at the beginning of "2: change the id", and where the move begins; 0: there is none. */
static guint
read_number (const char *text, const char **rest)
{
  char *end = NULL;
  guint64 number = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, &end, 10) : 0;

  *rest = text;
  if (end == NULL || number == 0 || number > G_MAXUINT || (*end != ':' && *end != '.' && *end != ')'))
    return 0;
  *rest = end + 1;
  return (guint) number;
}

static guint
get_number (MoatQuickMove *self, MoatRecord *record)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, record));
}

static MoatRecord *
find_numbered (MoatQuickMove *self, guint number)
{
  for (guint i = 0; i < self->flows->len; i++)
    if (get_number (self, g_ptr_array_index (self->flows, i)) == number)
      return g_ptr_array_index (self->flows, i);
  return NULL;
}

static gboolean
can_have_moves (MoatRecord *record)
{
  switch ((int) moat_record_get_kind (record))
    {
    case MOAT_KIND_FLOW:
    case MOAT_KIND_ELEMENT:
    case MOAT_KIND_BOUNDARY:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What the line would be put on: the flow that it names, else what is selected, else what came before. */
static MoatRecord *
find_target (MoatQuickMove *self, const char **rest)
{
  guint number = read_number (gtk_editable_get_text (GTK_EDITABLE (self->entry)), rest);
  MoatRecord *selected = moat_selection_get_single (self->selection);

  if (number > 0)
    return find_numbered (self, number);
  if (self->last != NULL && moat_record_is_live (self->last))
    return self->last;
  if (selected != NULL && can_have_moves (selected))
    return selected;
  return NULL;
}

static char *
dup_title (MoatQuickMove *self, MoatRecord *record)
{
  MoatDocument *document = moat_page_get_document (self->page);
  const char *title = moat_record_get_title (record);
  gboolean is_flow = moat_record_get_kind (record) == MOAT_KIND_FLOW;
  guint number = get_number (self, record);
  g_autofree char *ends = is_flow && *title == '\0' ? moat_query_flow_ends (document, record) : NULL;
  g_autofree char *shown = g_utf8_strlen (title, -1) > MAX_TITLE ? g_utf8_substring (title, 0, MAX_TITLE)
                                                                 : g_strdup (title);

  if (number > 0)
    return g_strdup_printf ("%u: %s", number, ends != NULL ? ends : shown);
  return g_strdup (ends != NULL ? ends : shown);
}

/* ---- What is shown ---- */

static void
update_hint (MoatQuickMove *self)
{
  const char *rest;
  MoatRecord *target = find_target (self, &rest);
  g_autofree char *title = target != NULL ? dup_title (self, target) : NULL;
  g_autofree char *hint = NULL;

  if (target != NULL)
    /* TRANSLATORS: %s is a flow: “2: submits the form” */
    hint = g_strdup_printf (_ ("Enter adds it to “%s”; Shift+Enter, and one more"), title);
  else if (rest != gtk_editable_get_text (GTK_EDITABLE (self->entry)))
    hint = g_strdup (_ ("There is no flow of this number"));
  else
    hint = g_strdup (_ ("Begin with the number of a flow, as in “2: Change the id”"));
  gtk_label_set_text (GTK_LABEL (self->hint), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint,
                                  -1);
}

static void
add_flow_row (MoatQuickMove *self, MoatRecord *flow)
{
  g_autofree char *title = dup_title (self, flow);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "moat-flow", g_object_ref (flow), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/* What the flows are found by; made once, for it costs more than searching them. */
static void
ensure_keys (MoatQuickMove *self)
{
  MoatDocument *document = moat_page_get_document (self->page);

  if (self->keys != NULL)
    return;
  self->keys = g_array_sized_new (FALSE, FALSE, sizeof (MoatCommandKey), self->flows->len);
  g_array_set_clear_func (self->keys, (GDestroyNotify) moat_command_key_clear);
  for (guint i = 0; i < self->flows->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (self->flows, i);
      g_autofree char *title = dup_title (self, flow);
      g_autofree char *ends = moat_query_flow_ends (document, flow);
      MoatCommandKey key;

      moat_command_key_init (&key, title, ends);
      g_array_append_val (self->keys, key);
    }
}

static gboolean
answers (MoatQuickMove *self, MoatCommandQuery *query, guint position)
{
  return moat_record_is_live (g_ptr_array_index (self->flows, position))
         && (moat_command_query_is_empty (query)
             || moat_command_query_score (query, &g_array_index (self->keys, MoatCommandKey, position)) > 0);
}

/* Flows to choose from: while nothing says which one is meant, and while only a number was typed. */
static void
update_list (MoatQuickMove *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *rest;
  gboolean is_clear = find_target (self, &rest) != NULL && !g_ascii_isdigit (*text);
  g_autoptr (MoatCommandQuery) query = moat_command_query_new (text);
  guint n_shown = 0;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  if (!is_clear && !moat_command_query_is_empty (query))
    ensure_keys (self);
  for (guint i = 0; rest == text && !is_clear && i < self->flows->len && n_shown < MAX_FLOWS; i++)
    if (answers (self, query, i))
      {
        add_flow_row (self, g_ptr_array_index (self->flows, i));
        n_shown++;
      }
  gtk_widget_set_visible (self->list, n_shown > 0);
}

static void
changed_cb (MoatQuickMove *self)
{
  update_hint (self);
  update_list (self);
}

/* ---- Entering ---- */

/* The chosen flow's number in place of what was typed to find it. */
static gboolean
choose (MoatQuickMove *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  MoatRecord *flow = row != NULL ? g_object_get_data (G_OBJECT (row), "moat-flow") : NULL;
  guint number = flow != NULL ? get_number (self, flow) : 0;
  g_autofree char *text = NULL;

  if (flow == NULL)
    return FALSE;
  g_set_object (&self->last, flow);
  text = number > 0 ? g_strdup_printf ("%u: ", number) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  return TRUE;
}

/* Told where the user is, with the way back: the place of the move may not be in view. */
static void
say_added (MoatQuickMove *self, MoatRecord *target, const char *hint)
{
  g_autofree char *title = dup_title (self, target);
  /* TRANSLATORS: the second %s is a sentence on what was not understood */
  g_autofree char *said = hint != NULL ? g_strdup_printf (_ ("Added to “%s”. %s"), title, hint)
                                       : g_strdup_printf (_ ("Added to “%s”"), title);

  moat_toast_show_undo (GTK_WIDGET (self->page), said);
}

/* The move and its decisions are one undo step. FALSE when it is not clear what to add, or to what. */
static gboolean
add (MoatQuickMove *self)
{
  MoatDocument *document = moat_page_get_document (self->page);
  const char *rest;
  MoatRecord *target = find_target (self, &rest);
  MoatRecord *move = NULL;
  g_autofree char *text = g_strstrip (g_strdup (rest));
  g_autofree char *hint = NULL;

  if (target == NULL || *text == '\0')
    return FALSE;
  MOAT_TRANSACTION (document, _ ("Add an attacker move"))
  move = moat_story_add_move (document, target, text, &hint);
  if (move == NULL)
    return FALSE;

  g_set_object (&self->last, target);
  say_added (self, target, hint);
  return TRUE;
}

void
moat_quick_move_enter (MoatQuickMove *self, gboolean stays)
{
  g_return_if_fail (MOAT_IS_QUICK_MOVE (self));

  if (choose (self))
    return;
  if (!add (self))
    {
      gtk_widget_error_bell (self->entry);
      return;
    }
  if (stays)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_popover_popdown (GTK_POPOVER (self));
}

static void
activate_cb (MoatQuickMove *self)
{
  moat_quick_move_enter (self, FALSE);
}

static void
row_activated_cb (MoatQuickMove *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  choose (self);
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
}

/* ---- Keys ---- */

static gboolean
move_selection (MoatQuickMove *self, int by)
{
  moat_list_choice_move (GTK_LIST_BOX (self->list), by);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (MoatQuickMove *self, guint keyval, guint keycode, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move_selection (self, -1);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move_selection (self, 1);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if ((state & GDK_SHIFT_MASK) == 0)
        return GDK_EVENT_PROPAGATE;
      moat_quick_move_enter (self, TRUE);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- Widget ---- */

static gboolean
unparent_cb (gpointer user_data)
{
  gtk_widget_unparent (user_data);
  return G_SOURCE_REMOVE;
}

/* Not at once: whoever closed it may still be using it. */
static void
closed_cb (MoatQuickMove *self)
{
  if (self->focus_before != NULL && gtk_widget_get_mapped (self->focus_before))
    gtk_widget_grab_focus (self->focus_before);
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (self), g_object_unref);
}

static void
page_destroyed_cb (MoatQuickMove *self)
{
  gtk_widget_unparent (GTK_WIDGET (self));
}

static void
moat_quick_move_dispose (GObject *object)
{
  MoatQuickMove *self = MOAT_QUICK_MOVE (object);

  g_clear_weak_pointer (&self->focus_before);
  g_clear_object (&self->selection);
  g_clear_object (&self->last);
  g_clear_pointer (&self->flows, g_ptr_array_unref);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->keys, g_array_unref);
  G_OBJECT_CLASS (moat_quick_move_parent_class)->dispose (object);
}

static void
moat_quick_move_class_init (MoatQuickMoveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_quick_move_dispose;
}

static GtkWidget *
make_entry (MoatQuickMove *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (entry), GTK_ENTRY_ICON_PRIMARY, "dialog-warning-symbolic");
  gtk_entry_set_placeholder_text (
      GTK_ENTRY (entry), _ ("move | category | severity => decision | where | how | @owner #ticket"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Attacker move"),
                                  -1);
  gtk_widget_add_css_class (entry, "moat-command-entry");
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (entry, keys);
  return entry;
}

static void
moat_quick_move_init (MoatQuickMove *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->entry = make_entry (self);
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "moat-command-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Flows"),
                                  -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  self->hint = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->hint), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->hint, "moat-quick-hint");

  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_add_css_class (GTK_WIDGET (self), "moat-command-palette");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add an attacker move"), -1);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

static void
ref_cb (gpointer record, gpointer user_data)
{
  g_object_ref (record);
}

MoatQuickMove *
moat_quick_move_open (MoatPage *page, MoatSelection *selection, MoatRecord *pointed, const char *text)
{
  MoatQuickMove *self;
  GtkRoot *root;
  int width;

  g_return_val_if_fail (MOAT_IS_PAGE (page), NULL);

  self = g_object_new (MOAT_TYPE_QUICK_MOVE, NULL);
  root = gtk_widget_get_root (GTK_WIDGET (page));
  width = gtk_widget_get_width (GTK_WIDGET (page));
  self->page = page;
  self->selection = g_object_ref (selection);
  self->numbers = moat_query_numbers (moat_page_get_document (page));
  self->flows = moat_query_flows (moat_page_get_document (page), moat_page_get_use_case (page));
  g_ptr_array_foreach (self->flows, ref_cb, NULL);
  g_ptr_array_set_free_func (self->flows, g_object_unref);
  if (pointed != NULL && moat_selection_is_empty (selection) && can_have_moves (pointed))
    self->last = g_object_ref (pointed);
  g_set_weak_pointer (&self->focus_before, root != NULL ? gtk_root_get_focus (root) : NULL);

  gtk_widget_set_parent (GTK_WIDGET (self), GTK_WIDGET (page));
  g_signal_connect_object (page, "destroy", G_CALLBACK (page_destroyed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &(GdkRectangle){ width / 2, 0, 1, 1 });
  gtk_widget_set_size_request (self->entry, MIN (WIDTH, MAX (width - 2 * MARGIN, 240)), -1);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  changed_cb (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  return self;
}

GtkWidget *
moat_quick_move_get_entry (MoatQuickMove *self)
{
  g_return_val_if_fail (MOAT_IS_QUICK_MOVE (self), NULL);

  return self->entry;
}

const char *
moat_quick_move_get_hint (MoatQuickMove *self)
{
  g_return_val_if_fail (MOAT_IS_QUICK_MOVE (self), NULL);

  return gtk_label_get_text (GTK_LABEL (self->hint));
}
