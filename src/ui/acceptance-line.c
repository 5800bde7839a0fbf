/* One line of the acceptance pane (see acceptance-line.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "acceptance-line.h"

#include "acceptance-fix.h"
#include "accessible.h"
#include "squeezer.h"

#include <glib/gi18n-lib.h>

/* What is said of a name of a hundred thousand letters is cut: a label that wraps lays its text out many
 * times over. */
#define MAX_MESSAGE 400

struct _MoatAcceptanceLine
{
  GtkWidget parent_instance;
  MoatDocument *document; /* owned */
  MoatAdvice *advice;     /* owned, or NULL */
  MoatAcceptanceRow *row; /* owned, or NULL */
  gboolean is_unfolded;

  GtkWidget *header;
  GtkImage *arrow;
  GtkLabel *title;
  GtkLabel *count;

  GtkWidget *finding;
  GtkImage *icon;
  GtkLabel *severity;
  GtkLabel *message;
  GtkLabel *hint;    /* what to do, or who set it aside; in one line */
  GtkLabel *details; /* the same and why, below the message */
  GtkWidget *buttons[MOAT_ACCEPTANCE_COUNT_AGAIN + 1];
  GtkMenuButton *menu; /* the same, where there is no room for them */
};

enum
{
  ASKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatAcceptanceLine, moat_acceptance_line, GTK_TYPE_WIDGET)

/* ---- Words ---- */

static const struct
{
  const char *icon;
  const char *css_class;
} severities[] = {
  [MOAT_SEVERITY_NOTE] = { "dialog-information-symbolic", "moat-note" },
  [MOAT_SEVERITY_WARNING] = { "dialog-warning-symbolic", "moat-warning" },
  [MOAT_SEVERITY_ERROR] = { "dialog-error-symbolic", "moat-error" },
};

/* "Known and harmless · A. Meyer · until 2026-12-31" */
static char *
describe_exemption (MoatRecord *exemption)
{
  const MoatExemptionState *state = moat_exemption_state (exemption);
  GString *text = g_string_new (state->reason != NULL ? state->reason : _ ("No reason given"));

  if (state->who != NULL)
    g_string_append_printf (text, " · %s", state->who);
  g_string_append (text, " · ");
  if (state->until != NULL)
    g_string_append_printf (text, _ ("until %s"), state->until);
  else
    g_string_append (text, _ ("for good"));

  return g_string_free (text, FALSE);
}

static char *
dup_hint (const MoatFinding *finding)
{
  return finding->exemption != NULL ? describe_exemption (finding->exemption)
                                    : g_strdup (_ (finding->rule->how));
}

static char *
dup_details (const MoatFinding *finding)
{
  g_autofree char *hint = dup_hint (finding);

  return g_strconcat (_ (finding->rule->why), " ", hint, NULL);
}

/* ---- Showing ---- */

static void
show_header (MoatAcceptanceLine *self)
{
  gboolean is_open = moat_acceptance_row_is_open (self->row);
  g_autofree char *count = g_strdup_printf ("%u", moat_acceptance_row_get_size (self->row));

  gtk_image_set_from_icon_name (self->arrow, is_open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_label_set_text (self->title, moat_acceptance_row_get_title (self->row));
  gtk_label_set_text (self->count, count);
}

static void
show_severity (MoatAcceptanceLine *self, MoatSeverity severity)
{
  for (gsize i = 0; i < G_N_ELEMENTS (severities); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), severities[i].css_class);

  gtk_widget_add_css_class (GTK_WIDGET (self), severities[severity].css_class);
  gtk_image_set_from_icon_name (self->icon, severities[severity].icon);
  gtk_label_set_text (self->severity, _ (moat_severities[severity].label));
}

static void
show_buttons (MoatAcceptanceLine *self, const MoatFinding *finding)
{
  gboolean counts = finding->exemption == NULL;
  const char *fix = counts ? moat_acceptance_fix_get_label (finding, self->document, self->advice) : NULL;

  if (fix != NULL)
    gtk_button_set_label (GTK_BUTTON (self->buttons[MOAT_ACCEPTANCE_FIX]), fix);
  gtk_widget_set_tooltip_text (self->buttons[MOAT_ACCEPTANCE_FIX],
                               moat_acceptance_fix_get_text (finding, self->document, self->advice));
  gtk_widget_set_visible (self->buttons[MOAT_ACCEPTANCE_FIX], fix != NULL);
  gtk_widget_set_visible (self->buttons[MOAT_ACCEPTANCE_SET_ASIDE],
                          counts && moat_finding_can_exempt (finding));
  gtk_widget_set_visible (self->buttons[MOAT_ACCEPTANCE_COUNT_AGAIN], !counts);
}

static void
show_finding (MoatAcceptanceLine *self, const MoatFinding *finding)
{
  g_autofree char *message = moat_text_shorten (finding->message, MAX_MESSAGE);
  g_autofree char *hint = dup_hint (finding);
  g_autofree char *details = dup_details (finding);

  show_severity (self, finding->rule->severity);
  gtk_label_set_text (self->message, message);
  gtk_label_set_text (self->hint, hint);
  gtk_label_set_text (self->details, details);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->message), message);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->hint), details);
  show_buttons (self, finding);
}

static void
name_line (MoatAcceptanceLine *self, const MoatFinding *finding)
{
  g_autofree char *name = NULL;

  if (finding == NULL)
    /* TRANSLATORS: a section and how many findings are in it. */
    name = g_strdup_printf (_ ("%s %u"), moat_acceptance_row_get_title (self->row),
                            moat_acceptance_row_get_size (self->row));
  else
    name = g_strdup_printf ("%s: %s", _ (moat_severities[finding->rule->severity].label), finding->message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_unfolded (MoatAcceptanceLine *self)
{
  gtk_label_set_wrap (self->message, self->is_unfolded);
  gtk_label_set_ellipsize (self->message, self->is_unfolded ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (GTK_WIDGET (self->details), self->is_unfolded);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), !self->is_unfolded);
}

static void
refresh (MoatAcceptanceLine *self)
{
  const MoatFinding *finding;

  if (self->row == NULL)
    return;

  finding = moat_acceptance_row_get_finding (self->row);
  gtk_widget_set_visible (self->header, finding == NULL);
  gtk_widget_set_visible (self->finding, finding != NULL);
  if (finding == NULL)
    show_header (self);
  else
    show_finding (self, finding);
  name_line (self, finding);
}

static void
advice_changed_cb (MoatAcceptanceLine *self, GPtrArray *records)
{
  const MoatFinding *finding = self->row != NULL ? moat_acceptance_row_get_finding (self->row) : NULL;

  if (finding != NULL && (records == NULL || g_ptr_array_find (records, finding->record, NULL)))
    show_buttons (self, finding);
}

/* ---- Building ---- */

static void
do_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[ASKED], 0, g_variant_get_int32 (parameter));
}

/* The menu is made when it opens: lines are many and change often. */
static void
fill_menu (GtkMenuButton *button, gpointer data)
{
  MoatAcceptanceLine *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (int deed = 0; deed <= MOAT_ACCEPTANCE_COUNT_AGAIN; deed++)
    {
      g_autofree char *action = g_strdup_printf ("finding.do(%d)", deed);

      if (gtk_widget_get_visible (self->buttons[deed]))
        g_menu_append (menu, gtk_button_get_label (GTK_BUTTON (self->buttons[deed])), action);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
clicked_cb (MoatAcceptanceLine *self, GtkWidget *button)
{
  for (int deed = 0; deed <= MOAT_ACCEPTANCE_COUNT_AGAIN; deed++)
    if (self->buttons[deed] == button)
      g_signal_emit (self, signals[ASKED], 0, deed);
}

static void
add_button (MoatAcceptanceLine *self, GtkWidget *box, MoatAcceptanceDeed deed, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  self->buttons[deed] = button;
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
build_header (MoatAcceptanceLine *self)
{
  self->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->arrow = GTK_IMAGE (gtk_image_new ());
  gtk_box_append (GTK_BOX (self->header), GTK_WIDGET (self->arrow));
  self->title = add_label (self->header, "moat-question");
  self->count = add_label (self->header, "moat-count");
  gtk_widget_set_valign (GTK_WIDGET (self->count), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
}

static void
build_texts (MoatAcceptanceLine *self, GtkWidget *box)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (first, "moat-message");
  self->message = add_label (first, NULL);
  self->hint = add_label (first, "moat-hint");
  gtk_widget_set_hexpand (GTK_WIDGET (self->hint), TRUE);
  /* It takes what room the message leaves. */
  gtk_label_set_max_width_chars (self->hint, 0);
  self->details = add_label (texts, "moat-hint");
  gtk_widget_add_css_class (GTK_WIDGET (self->details), "moat-details");
  gtk_label_set_ellipsize (self->details, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (self->details, TRUE);
  gtk_label_set_wrap_mode (self->message, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_wrap_mode (self->details, PANGO_WRAP_WORD_CHAR);
  gtk_box_prepend (GTK_BOX (texts), first);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
}

static void
build_buttons (MoatAcceptanceLine *self, GtkWidget *box)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  add_button (self, buttons, MOAT_ACCEPTANCE_FIX, "");
  add_button (self, buttons, MOAT_ACCEPTANCE_SHOW, _ ("Show"));
  add_button (self, buttons, MOAT_ACCEPTANCE_SET_ASIDE, _ ("Set aside…"));
  add_button (self, buttons, MOAT_ACCEPTANCE_COUNT_AGAIN, _ ("Count again"));
  gtk_widget_add_css_class (self->buttons[MOAT_ACCEPTANCE_FIX], "accent");

  self->menu = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->menu, "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (self->menu, fill_menu, self, NULL);
  moat_accessible_set_name (GTK_WIDGET (self->menu), _ ("What to do about it"));
  gtk_widget_add_css_class (GTK_WIDGET (self->menu), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
  gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_END);

  gtk_box_append (GTK_BOX (box), moat_squeezer_new (buttons, GTK_WIDGET (self->menu)));
}

static void
build_finding (MoatAcceptanceLine *self)
{
  GtkWidget *state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->finding = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_box_append (GTK_BOX (state), GTK_WIDGET (self->icon));
  self->severity = add_label (state, NULL);
  gtk_label_set_width_chars (self->severity, 8);
  gtk_widget_add_css_class (state, "moat-severity");
  gtk_widget_set_valign (state, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->finding), state);

  build_texts (self, self->finding);
  build_buttons (self, self->finding);
  gtk_widget_set_parent (self->finding, GTK_WIDGET (self));
}

/* ---- GObject ---- */

static void
moat_acceptance_line_dispose (GObject *object)
{
  MoatAcceptanceLine *self = MOAT_ACCEPTANCE_LINE (object);

  moat_acceptance_line_set_row (self, NULL);
  g_clear_pointer (&self->header, gtk_widget_unparent);
  g_clear_pointer (&self->finding, gtk_widget_unparent);
  g_clear_object (&self->document);
  g_clear_object (&self->advice);

  G_OBJECT_CLASS (moat_acceptance_line_parent_class)->dispose (object);
}

static void
moat_acceptance_line_class_init (MoatAcceptanceLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_acceptance_line_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "moat-finding");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  gtk_widget_class_install_action (widget_class, "finding.do", "i", do_activated);

  signals[ASKED] = g_signal_new ("asked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
moat_acceptance_line_init (MoatAcceptanceLine *self)
{
  /* The line has the keyboard before its buttons: with the list's own row around it GTK 4.8 would go to the
   * first button at once.
   */
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  build_header (self);
  build_finding (self);
  show_unfolded (self);
}

GtkWidget *
moat_acceptance_line_new (MoatDocument *document, MoatAdvice *advice)
{
  MoatAcceptanceLine *self = g_object_new (MOAT_TYPE_ACCEPTANCE_LINE, NULL);

  self->document = g_object_ref (document);
  g_set_object (&self->advice, advice);
  if (advice != NULL)
    g_signal_connect_object (advice, "changed", G_CALLBACK (advice_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
moat_acceptance_line_set_row (MoatAcceptanceLine *self, MoatAcceptanceRow *row)
{
  g_return_if_fail (MOAT_IS_ACCEPTANCE_LINE (self));

  if (self->row != NULL)
    g_signal_handlers_disconnect_by_func (self->row, refresh, self);
  g_set_object (&self->row, row);
  if (row != NULL)
    g_signal_connect_object (row, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

MoatAcceptanceRow *
moat_acceptance_line_get_row (MoatAcceptanceLine *self)
{
  g_return_val_if_fail (MOAT_IS_ACCEPTANCE_LINE (self), NULL);

  return self->row;
}

void
moat_acceptance_line_set_unfolded (MoatAcceptanceLine *self, gboolean is_unfolded)
{
  g_return_if_fail (MOAT_IS_ACCEPTANCE_LINE (self));

  if (self->is_unfolded == is_unfolded)
    return;
  self->is_unfolded = is_unfolded;
  show_unfolded (self);
}
