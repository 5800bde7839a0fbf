/* A row of the inspector that unfolds into one move, decision or verification.
 *
 * What the three have in common is done once, by the table below: fields, the
 * children that hang on it with an entry for one more, further fields, buttons.
 * The inside is only made when the row is first unfolded.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "record-row.h"

#include "accessible.h"
#include "edit.h"
#include "form-row.h"
#include "move-drag.h"
#include "patterns-list.h"
#include "place-picker.h"
#include "scroll-to.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *label; /* translatable */
  const char *icon;
  void (*clicked) (MoatRecordRow *self, GtkWidget *button);
} Button;

/* What a row of each kind is made of. */
typedef struct
{
  MoatKind kind;
  const char *untitled;       /* translatable */
  const char *const *fields;  /* names, NULL-terminated */
  const char *const *details; /* in a fold of their own; NULL for none */
  const char *add_title;      /* translatable: the entry for one more child; NULL: it has no children */
  const char *add_label;      /* translatable: that undo step */
  GPtrArray *(*list_children) (MoatDocument *document, const char *id);
  MoatRecord *(*add_child) (MoatDocument *document, const char *id, const char *text);
  const Button *buttons; /* ends with a NULL label */
} Info;

struct _MoatRecordRow
{
  AdwExpanderRow parent_instance;
  MoatDocument *document; /* owned */
  MoatAdvice *advice;     /* owned, or NULL */
  MoatRecord *record;     /* owned */
  MoatRecord *threat;     /* owned, or NULL */
  const Info *info;

  GtkWidget *mark;      /* the severity or result, at the end of the header */
  gboolean is_built;    /* the inside is made */
  GPtrArray *children;  /* of MoatRecordRow, owned */
  GPtrArray *after;     /* of rows below the children, owned */
  GtkWidget *add_entry; /* one of them, or NULL */
};

G_DEFINE_FINAL_TYPE (MoatRecordRow, moat_record_row, ADW_TYPE_EXPANDER_ROW)

/* ---- Buttons ---- */

static void
picker_free (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

static void
moved_cb (MoatPicker *picker, const char *id, gboolean is_checked, MoatRecordRow *self)
{
  moat_place_move_threat (self->document, self->record, id);
}

static void
copied_cb (MoatPicker *picker, const char *id, gboolean is_checked, MoatRecordRow *self)
{
  if (!moat_record_is_live (self->record))
    return;

  moat_document_begin (self->document, _ ("Copy an attacker move"));
  moat_edit_copy_threat (self->document, self->record, id);
  moat_document_commit (self->document);
}

static void
linked_cb (MoatPicker *picker, const char *id, gboolean is_checked, MoatRecordRow *self)
{
  MoatRecord *decision = moat_document_find_kind (self->document, id, MOAT_KIND_DECISION);

  if (decision == NULL || !moat_record_is_live (self->record))
    return;

  moat_document_begin (self->document, _ ("Link a decision"));
  moat_edit_link_decision (self->document, decision, self->record);
  moat_document_commit (self->document);
}

static void
popup (MoatRecordRow *self, GtkWidget *button, MoatPicker *picker, GCallback picked_cb)
{
  g_signal_connect_data (picker, "picked", picked_cb, g_object_ref (self), picker_free, 0);
  moat_picker_popup (picker, gtk_widget_get_parent (button), NULL);
}

static void
popup_places (MoatRecordRow *self, GtkWidget *button, GCallback picked_cb)
{
  MoatRecord *place = moat_document_find (self->document, moat_threat_state (self->record)->on);
  MoatRecord *use_case = moat_query_use_case (self->document, self->record);

  popup (self, button, moat_place_picker_new (self->document, moat_record_get_id (use_case), place),
         picked_cb);
}

static void
move_clicked (MoatRecordRow *self, GtkWidget *button)
{
  popup_places (self, button, G_CALLBACK (moved_cb));
}

static void
copy_clicked (MoatRecordRow *self, GtkWidget *button)
{
  popup_places (self, button, G_CALLBACK (copied_cb));
}

static void
link_clicked (MoatRecordRow *self, GtkWidget *button)
{
  MoatPicker *picker = moat_decision_picker_new (self->document, self->record);

  if (moat_picker_get_n_items (picker) > 0)
    {
      popup (self, button, picker, G_CALLBACK (linked_cb));
      return;
    }

  g_object_ref_sink (picker);
  g_object_unref (picker);
  moat_toast_show (button, _ ("No other decision is there to link yet"));
}

static void
unlink_clicked (MoatRecordRow *self, GtkWidget *button)
{
  if (self->threat == NULL)
    return;

  moat_document_begin (self->document, _ ("Unlink a decision"));
  moat_edit_unlink_decision (self->document, self->record, self->threat);
  moat_document_commit (self->document);
}

static void
delete_clicked (MoatRecordRow *self, GtkWidget *button)
{
  const char *kind = _ (moat_kind_get_info (self->info->kind)->label);
  /* TRANSLATORS: an undo step; the name of a kind of record follows, as in "Delete: Decision". */
  g_autofree char *label = g_strdup_printf (_ ("Delete: %s"), kind);
  g_autofree char *done = g_strdup_printf (_ ("Deleted: %s"), kind);

  moat_toast_show_undo (button, done);
  moat_document_begin (self->document, label);
  moat_document_remove (self->document, self->record);
  moat_document_commit (self->document);
}

/* ---- The table ---- */

static const char *const threat_fields[] = { "text", "stride", "likelihood", "impact", NULL };
static const char *const threat_details[] = { "severity", "status", "reason", "acceptedBy", "until", "owner",
                                              "notes",    "cwe",    "capec",  "private",    NULL };
static const char *const decision_fields[]
    = { "text", "type", "enforced", "owner", "ticket", "status", NULL };
static const char *const decision_details[] = { "notes", "decidedOn", "private", NULL };
static const char *const verification_fields[] = { "text", "type", "evidence", "result", "checkedOn", NULL };

static const Button threat_buttons[] = {
  { N_ ("Link a decision"), "moat-link-symbolic", link_clicked },
  { N_ ("Move to another flow"), "moat-move-to-symbolic", move_clicked },
  { N_ ("Copy to another flow"), "edit-copy-symbolic", copy_clicked },
  { N_ ("Delete the move"), "user-trash-symbolic", delete_clicked },
  { NULL, NULL, NULL },
};

static const Button decision_buttons[] = {
  { N_ ("Unlink from this move"), "moat-unlink-symbolic", unlink_clicked },
  { N_ ("Delete the decision"), "user-trash-symbolic", delete_clicked },
  { NULL, NULL, NULL },
};

static const Button verification_buttons[] = {
  { N_ ("Delete the verification"), "user-trash-symbolic", delete_clicked },
  { NULL, NULL, NULL },
};

static GPtrArray *
list_verifications (MoatDocument *document, const char *id)
{
  return moat_document_list_children (document, id, MOAT_KIND_VERIFICATION);
}

/* clang-format off */
static const Info infos[] = {
  { MOAT_KIND_THREAT, N_ ("Unnamed move"), threat_fields, threat_details,
    N_ ("What do we build so that this fails?"), N_ ("Add a decision"), moat_query_decisions,
    moat_edit_add_decision, threat_buttons },
  { MOAT_KIND_DECISION, N_ ("Unnamed decision"), decision_fields, decision_details,
    N_ ("How do we prove that it works?"), N_ ("Add a verification"), list_verifications,
    moat_edit_add_verification, decision_buttons },
  { MOAT_KIND_VERIFICATION, N_ ("Unnamed verification"), verification_fields, NULL,
    NULL, NULL, NULL, NULL, verification_buttons },
};
/* clang-format on */

/* ---- The header ---- */

static void
set_class (MoatRecordRow *self, const char *css_class, gboolean has_it)
{
  if (has_it)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), css_class);
}

/* Nothing is read only to count what it would suggest. */
static guint
count_suggested (MoatRecordRow *self)
{
  MoatPrompts *prompts = self->advice != NULL ? moat_advice_peek_prompts (self->advice) : NULL;
  g_autoptr (GPtrArray) patterns = prompts != NULL
                                       ? moat_prompt_list_patterns (self->document,
                                                                    moat_prompts_get_catalog (prompts),
                                                                    self->record)
                                       : NULL;

  return patterns != NULL ? patterns->len : 0;
}

static char *
describe_open (MoatRecordRow *self)
{
  guint n_suggested = count_suggested (self);

  if (n_suggested == 0)
    return g_strconcat ("▲ ", _ ("no decision yet"), NULL);
  return g_strdup_printf (ngettext ("▲ no decision yet, %u suggested", "▲ no decision yet, %u suggested",
                                    n_suggested),
                          n_suggested);
}

/* How the move stands: by a sign and words, and by colour only besides. */
static char *
describe_threat (MoatRecordRow *self)
{
  MoatStanding standing = moat_query_standing (self->document, self->record);
  g_autoptr (GPtrArray) decisions = moat_query_decisions (self->document, moat_record_get_id (self->record));
  MoatLevel severity = moat_query_severity (moat_threat_state (self->record));

  gtk_label_set_text (GTK_LABEL (self->mark), severity == MOAT_LEVEL_UNKNOWN
                                                  ? ""
                                                  : moat_value_get_label (moat_levels, (int) severity));
  set_class (self, "moat-open", standing == MOAT_STANDING_OPEN);
  set_class (self, "moat-decided", standing == MOAT_STANDING_DECIDED || standing == MOAT_STANDING_VERIFIED);

  if (standing == MOAT_STANDING_OPEN)
    return describe_open (self);
  if (standing == MOAT_STANDING_DECIDED)
    return g_strdup_printf (ngettext ("✓ %u decision", "✓ %u decisions", decisions->len), decisions->len);
  if (standing == MOAT_STANDING_VERIFIED)
    return g_strdup_printf (ngettext ("✓ %u decision, verified", "✓ %u decisions, verified", decisions->len),
                            decisions->len);

  return g_strdup (moat_standing_get_label (standing));
}

static void
append_part (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
describe_decision (MoatRecordRow *self)
{
  const MoatDecisionState *state = moat_decision_state (self->record);
  g_autofree char *enforced = moat_list_join (state->enforced, ", ");
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_others = moat_list_len (state->threats) - 1;

  append_part (text, enforced);
  append_part (text, state->owner);
  append_part (text, state->ticket);
  if (n_others > 0)
    {
      g_autofree char *others = g_strdup_printf (ngettext ("stops %u other move too",
                                                           "stops %u other moves too", n_others),
                                                 n_others);

      append_part (text, others);
    }
  gtk_label_set_text (GTK_LABEL (self->mark),
                      moat_value_get_label (moat_decision_statuses, (int) state->status));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_verification (MoatRecordRow *self)
{
  const MoatVerificationState *state = moat_verification_state (self->record);
  g_autofree char *evidence = moat_list_join (state->evidence, ", ");
  g_autoptr (GString) text = g_string_new (NULL);

  append_part (text, moat_value_get_label (moat_verification_types, (int) state->type));
  append_part (text, evidence);
  append_part (text, state->checked_on);
  gtk_label_set_text (GTK_LABEL (self->mark), moat_value_get_label (moat_results, (int) state->result));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
refresh_header (MoatRecordRow *self)
{
  const char *title = moat_record_get_title (self->record);
  g_autofree char *subtitle = NULL;

  if (self->info->kind == MOAT_KIND_THREAT)
    subtitle = describe_threat (self);
  else if (self->info->kind == MOAT_KIND_DECISION)
    subtitle = describe_decision (self);
  else
    subtitle = describe_verification (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 *title != '\0' ? title : _ (self->info->untitled));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
}

/* ---- The children ---- */

static GtkWidget *
find_child (MoatRecordRow *self, MoatRecord *record)
{
  for (guint i = 0; i < self->children->len; i++)
    if (moat_record_row_get_record (g_ptr_array_index (self->children, i)) == record)
      return g_ptr_array_index (self->children, i);

  return NULL;
}

static gboolean
lists_same (MoatRecordRow *self, GPtrArray *records)
{
  if (records->len != self->children->len)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    if (moat_record_row_get_record (g_ptr_array_index (self->children, i)) != g_ptr_array_index (records, i))
      return FALSE;

  return TRUE;
}

/* An expander row only appends: what comes after the children is taken off and put back. Rows stay the same
 * widgets, so that what is unfolded stays so.
 */
static void
relist_children (MoatRecordRow *self)
{
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (self);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean entry_has_focus = self->add_entry != NULL && gtk_widget_get_focus_child (self->add_entry) != NULL;

  records = self->info->list_children (self->document, moat_record_get_id (self->record));
  if (lists_same (self, records))
    return;

  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);
      GtkWidget *row = find_child (self, record);

      if (row == NULL)
        row = moat_record_row_new (self->document, self->advice, record,
                                   self->info->kind == MOAT_KIND_THREAT ? self->record : NULL);
      g_ptr_array_add (rows, g_object_ref_sink (row));
    }

  /* GTK 4.8 takes a widget that goes away with the keyboard and comes back for one that never had it:
   * Shift+Tab would then go to the end of the list.
   */
  if (entry_has_focus)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  for (guint i = 0; i < self->children->len; i++)
    adw_expander_row_remove (expander, g_ptr_array_index (self->children, i));
  for (guint i = 0; i < self->after->len; i++)
    adw_expander_row_remove (expander, g_ptr_array_index (self->after, i));
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_add_row (expander, g_ptr_array_index (rows, i));
  for (guint i = 0; i < self->after->len; i++)
    adw_expander_row_add_row (expander, g_ptr_array_index (self->after, i));

  g_ptr_array_unref (self->children);
  self->children = g_steal_pointer (&rows);
  if (entry_has_focus)
    {
      gtk_widget_grab_focus (self->add_entry);
      moat_scroll_to (self->add_entry);
    }
}

static void
child_entered_cb (MoatRecordRow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->add_entry))));

  if (*text == '\0' || !moat_record_is_live (self->record))
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->add_entry), "");
  moat_document_begin (self->document, _ (self->info->add_label));
  self->info->add_child (self->document, moat_record_get_id (self->record), text);
  moat_document_commit (self->document);
}

/* ---- The inside ---- */

static GtkWidget *
new_field (MoatRecordRow *self, const char *name)
{
  gboolean is_long = g_str_equal (name, "text") || g_str_equal (name, "notes")
                     || g_str_equal (name, "reason");

  return moat_form_row_new (self->document, self->record, name,
                            is_long ? MOAT_FORM_PARAGRAPHS : MOAT_FORM_LINE);
}

static void
add_after (MoatRecordRow *self, GtkWidget *row)
{
  g_ptr_array_add (self->after, g_object_ref_sink (row));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
add_details (MoatRecordRow *self)
{
  GtkWidget *details = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (details), _ ("Details"));
  for (guint i = 0; self->info->details[i] != NULL; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (details), new_field (self, self->info->details[i]));
  add_after (self, details);
}

static void
button_clicked_cb (GtkWidget *button, MoatRecordRow *self)
{
  const Button *info = g_object_get_data (G_OBJECT (button), "moat-button");
  g_autoptr (MoatRecordRow) kept G_GNUC_UNUSED = g_object_ref (self);

  if (moat_record_is_live (self->record))
    info->clicked (self, button);
}

static void
add_buttons (MoatRecordRow *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_add_css_class (box, "moat-row-buttons");
  for (const Button *info = self->info->buttons; info->label != NULL; info++)
    {
      GtkWidget *button = gtk_button_new_from_icon_name (info->icon);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, _ (info->label));
      moat_accessible_set_name (button, _ (info->label));
      g_object_set_data (G_OBJECT (button), "moat-button", (gpointer) info);
      g_signal_connect_object (button, "clicked", G_CALLBACK (button_clicked_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  add_after (self, row);
}

static void
build_inside (MoatRecordRow *self)
{
  if (self->is_built || !moat_record_is_live (self->record))
    return;
  self->is_built = TRUE;

  for (guint i = 0; self->info->fields[i] != NULL; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (self), new_field (self, self->info->fields[i]));

  if (self->info->kind == MOAT_KIND_THREAT && self->advice != NULL)
    add_after (self, moat_patterns_list_new (self->document, self->advice, self->record));
  if (self->info->add_title != NULL)
    {
      self->add_entry = adw_entry_row_new ();
      gtk_widget_add_css_class (self->add_entry, "moat-adding"); /* moat_page_finish_editing() */
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add_entry), _ (self->info->add_title));
      g_signal_connect_object (self->add_entry, "entry-activated", G_CALLBACK (child_entered_cb), self,
                               G_CONNECT_SWAPPED);
      add_after (self, self->add_entry);
    }
  if (self->info->details != NULL)
    add_details (self);
  add_buttons (self);

  if (self->info->list_children != NULL)
    relist_children (self);
}

/* ---- Following the model ---- */

static void
document_changed_cb (MoatRecordRow *self, MoatChanges *changes)
{
  if (!moat_record_is_live (self->record)
      || !(moat_changes_touch (changes, MOAT_KIND_THREAT) || moat_changes_touch (changes, MOAT_KIND_DECISION)
           || moat_changes_touch (changes, MOAT_KIND_VERIFICATION)))
    return;

  refresh_header (self);
  if (self->is_built && self->info->list_children != NULL)
    relist_children (self);
}

/* ---- Dragging a move to another flow ---- */

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, MoatRecordRow *self)
{
  const char *const ids[] = { moat_record_get_id (self->record), NULL };
  g_autoptr (MoatMoveDrag) drag = NULL;

  /* Unfolded, a drag inside selects text. */
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return NULL;

  drag = moat_move_drag_new (self->document, ids);

  return gdk_content_provider_new_typed (MOAT_TYPE_MOVE_DRAG, drag);
}

static void
drag_began_cb (GtkDragSource *source, GdkDrag *drag)
{
  moat_move_drag_set_icon (drag);
}

static void
add_drag (MoatRecordRow *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_began_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/* ---- GObject ---- */

static void
moat_record_row_dispose (GObject *object)
{
  MoatRecordRow *self = MOAT_RECORD_ROW (object);

  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->after, g_ptr_array_unref);
  g_clear_object (&self->advice);
  g_clear_object (&self->threat);
  g_clear_object (&self->record);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (moat_record_row_parent_class)->dispose (object);
}

static void
moat_record_row_class_init (MoatRecordRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_record_row_dispose;
}

static void
moat_record_row_init (MoatRecordRow *self)
{
  self->children = g_ptr_array_new_with_free_func (g_object_unref);
  self->after = g_ptr_array_new_with_free_func (g_object_unref);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "moat-record-row");

  self->mark = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->mark, "dim-label");
  gtk_widget_add_css_class (self->mark, "caption");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->mark);
}

GtkWidget *
moat_record_row_new (MoatDocument *document, MoatAdvice *advice, MoatRecord *record, MoatRecord *threat)
{
  MoatRecordRow *self = g_object_new (MOAT_TYPE_RECORD_ROW, NULL);

  self->document = g_object_ref (document);
  self->record = g_object_ref (record);
  g_set_object (&self->advice, advice);
  g_set_object (&self->threat, threat);
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (infos[i].kind == moat_record_get_kind (record))
      self->info = &infos[i];
  g_assert (self->info != NULL);

  refresh_header (self);
  if (self->info->kind == MOAT_KIND_THREAT)
    add_drag (self);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (build_inside), NULL);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

MoatRecord *
moat_record_row_get_record (MoatRecordRow *self)
{
  g_return_val_if_fail (MOAT_IS_RECORD_ROW (self), NULL);

  return self->record;
}

void
moat_record_row_open (MoatRecordRow *self)
{
  g_return_if_fail (MOAT_IS_RECORD_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
}
