/* The entry in which elements and flows are typed (see typing-entry.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "typing-entry.h"

#include "list-choice.h"
#include "story-chain.h"
#include "story-suggest.h"
#include "story-words.h"
#include "story.h"

#include <glib/gi18n-lib.h>

#define WIDTH         420
#define MAX_COMPLETED 6

struct _MoatTypingEntry
{
  GtkPopover parent_instance;

  GtkWidget *entry;
  GtkWidget *list; /* names that could be meant */
  GtkWidget *hint;

  MoatDocument *document; /* owned, while open */
  char *use_case_id;
  MoatRecord *from; /* owned or NULL */
};

enum
{
  ENTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatTypingEntry, moat_typing_entry, GTK_TYPE_POPOVER)

/* What is said and shown of each kind. */
static const struct
{
  const char *keyword;
  const char *icon;
  const char *hint; /* translatable */
} types[] = {
  [MOAT_ELEMENT_PROCESS] = { "process", "moat-process-symbolic", N_ ("Enter adds a process") },
  [MOAT_ELEMENT_EXTERNAL_ENTITY] = { "actor", "moat-external-entity-symbolic",
                                     N_ ("Enter adds an external entity") },
  [MOAT_ELEMENT_DATA_STORE] = { "store", "moat-data-store-symbolic", N_ ("Enter adds a data store") },
};

static const char *
get_text (MoatTypingEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
set_text (MoatTypingEntry *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* ---- What Enter would do ---- */

/* The name that is chosen in the list, or NULL. */
static const char *
get_chosen (MoatTypingEntry *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  return row != NULL ? gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))) : NULL;
}

/* The element that the last name means, or NULL. */
static MoatRecord *
find_known (MoatTypingEntry *self, const MoatChainPart *last)
{
  const char *chosen = get_chosen (self);

  return moat_story_chain_find (self->document, self->use_case_id, chosen != NULL ? chosen : last->name);
}

static char *
describe (MoatTypingEntry *self, GPtrArray *parts)
{
  const MoatChainPart *first = g_ptr_array_index (parts, 0);
  const MoatChainPart *last = g_ptr_array_index (parts, parts->len - 1);
  gboolean is_joined = parts->len > 1 && (*first->name != '\0' || self->from != NULL);
  MoatRecord *known = find_known (self, last);

  if (parts->len > 1 && *first->name == '\0' && self->from == NULL)
    return g_strdup (_ ("Select one element first, or type a name before the arrow"));
  if (*last->name == '\0' && is_joined)
    return g_strdup (_ ("Type what it leads to"));
  if (*last->name == '\0')
    return g_strdup (_ ("Type a name; “->” leads on to the next"));
  if (known != NULL && is_joined)
    return g_strdup_printf (_ ("Enter connects it to “%s”"), moat_record_get_title (known));
  if (known != NULL)
    return g_strdup_printf (_ ("Enter goes to “%s”, which is there"), moat_record_get_title (known));
  if (is_joined && *last->words == '\0')
    /* TRANSLATORS: %s is "Enter adds a process" or the like */
    return g_strdup_printf (_ ("%s · Tab: another kind · “:” what happens [data]"),
                            _ (types[last->type].hint));
  return g_strdup_printf (_ ("%s · Tab: another kind"), _ (types[last->type].hint));
}

static void
update_hint (MoatTypingEntry *self)
{
  g_autoptr (GPtrArray) parts = moat_story_chain_parse (get_text (self));
  const MoatChainPart *last = g_ptr_array_index (parts, parts->len - 1);
  MoatRecord *known = find_known (self, last);
  MoatElementType type = known != NULL ? moat_element_state (known)->type : last->type;
  g_autofree char *hint = describe (self, parts);

  gtk_label_set_text (GTK_LABEL (self->hint), hint);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY, types[type].icon);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint,
                                  -1);
}

/* ---- Names that are there ---- */

static void
add_completion (MoatTypingEntry *self, const char *name)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
update_completions (MoatTypingEntry *self)
{
  g_autoptr (GPtrArray) elements = moat_document_list_children (self->document, self->use_case_id,
                                                                MOAT_KIND_ELEMENT);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) completions = NULL;
  g_autofree char *prefix
      = moat_story_unquote (get_text (self) + moat_story_chain_find_last (get_text (self)), -1);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < elements->len && *prefix != '\0'; i++)
    g_ptr_array_add (names, (gpointer) moat_record_get_title (g_ptr_array_index (elements, i)));
  completions = moat_story_list_completions (names, prefix);
  for (guint i = 0; i < MIN (completions->len, MAX_COMPLETED); i++)
    add_completion (self, g_ptr_array_index (completions, i));
  gtk_widget_set_visible (self->list, completions->len > 0);
}

/* The chosen name in place of what was typed of it. */
static void
complete (MoatTypingEntry *self)
{
  const char *chosen = get_chosen (self);
  const char *text = get_text (self);
  g_autofree char *quoted = NULL;
  g_autoptr (GString) whole = NULL;

  if (chosen == NULL)
    return;
  quoted = moat_story_quote (chosen, ":[");
  whole = g_string_new_len (text, (gssize) moat_story_chain_find_last (text));
  g_string_append (whole, quoted);
  set_text (self, whole->str);
}

static void
changed_cb (MoatTypingEntry *self)
{
  if (self->document == NULL)
    return;
  update_completions (self);
  update_hint (self);
}

/* ---- Keys ---- */

/* In a circle from the kind it is now; the one that the name says by itself needs no word. */
void
moat_typing_entry_next_type (MoatTypingEntry *self)
{
  g_autofree char *text = g_strdup (get_text (self));
  g_autoptr (GPtrArray) parts = moat_story_chain_parse (text);
  const MoatChainPart *last = g_ptr_array_index (parts, parts->len - 1);
  gsize name = moat_story_chain_find_last (text);
  MoatElementType type = (last->type + 1) % G_N_ELEMENTS (types);
  const char *keyword = type != moat_story_guess_type (last->name) ? types[type].keyword : NULL;
  g_autoptr (GString) whole = NULL;

  if (*last->name == '\0' || name >= strlen (text))
    return;
  if (last->has_type)
    {
      /* Back over the word that stands there. */
      gsize word = name - strlen (types[last->type].keyword) - 1;

      whole = g_string_new_len (text, (gssize) word);
    }
  else
    whole = g_string_new_len (text, (gssize) name);
  if (keyword != NULL)
    g_string_append_printf (whole, "%s ", keyword);
  g_string_append (whole, text + name);
  set_text (self, whole->str);
}

static void
enter (MoatTypingEntry *self, gboolean goes_on)
{
  g_autofree char *text = NULL;

  complete (self);
  text = g_strdup (get_text (self));
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[ENTERED], 0, text, goes_on);
}

static gboolean
move_selection (MoatTypingEntry *self, int by)
{
  moat_list_choice_move (GTK_LIST_BOX (self->list), by);
  update_hint (self);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (MoatTypingEntry *self, guint keyval, guint keycode, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move_selection (self, -1);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move_selection (self, 1);
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      moat_typing_entry_next_type (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if ((state & GDK_SHIFT_MASK) == 0)
        return GDK_EVENT_PROPAGATE;
      enter (self, TRUE);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
activate_cb (MoatTypingEntry *self)
{
  enter (self, FALSE);
}

static void
row_activated_cb (MoatTypingEntry *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  enter (self, FALSE);
}

/* ---- Widget ---- */

static void
forget (MoatTypingEntry *self)
{
  g_clear_object (&self->document);
  g_clear_object (&self->from);
  g_clear_pointer (&self->use_case_id, g_free);
}

static void
moat_typing_entry_dispose (GObject *object)
{
  forget (MOAT_TYPING_ENTRY (object));
  G_OBJECT_CLASS (moat_typing_entry_parent_class)->dispose (object);
}

static void
moat_typing_entry_class_init (MoatTypingEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_typing_entry_dispose;

  signals[ENTERED] = g_signal_new ("entered", MOAT_TYPE_TYPING_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
add_entry (MoatTypingEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_entry_new ();
  gtk_widget_set_size_request (self->entry, WIDTH, -1);
  gtk_widget_add_css_class (self->entry, "typing-entry");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Elements and flows"), -1);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
}

static void
moat_typing_entry_init (MoatTypingEntry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  add_entry (self);
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "typing-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Elements that are there"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  self->hint = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->hint), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->hint, "typing-hint");

  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_add_css_class (GTK_WIDGET (self), "typing-popover");
}

MoatTypingEntry *
moat_typing_entry_new (void)
{
  return g_object_new (MOAT_TYPE_TYPING_ENTRY, NULL);
}

void
moat_typing_entry_open (MoatTypingEntry *self,
                        MoatDocument *document,
                        const char *use_case_id,
                        MoatRecord *from,
                        const char *text)
{
  g_return_if_fail (MOAT_IS_TYPING_ENTRY (self));
  g_return_if_fail (use_case_id != NULL);

  forget (self);
  self->document = g_object_ref (document);
  self->use_case_id = g_strdup (use_case_id);
  self->from = from != NULL ? g_object_ref (from) : NULL;
  set_text (self, text != NULL ? text : "");
  changed_cb (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

GtkWidget *
moat_typing_entry_get_entry (MoatTypingEntry *self)
{
  g_return_val_if_fail (MOAT_IS_TYPING_ENTRY (self), NULL);

  return self->entry;
}

const char *
moat_typing_entry_get_hint (MoatTypingEntry *self)
{
  g_return_val_if_fail (MOAT_IS_TYPING_ENTRY (self), NULL);

  return gtk_label_get_text (GTK_LABEL (self->hint));
}
