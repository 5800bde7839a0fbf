/* What a template is and how it is to be put in (see template-details.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "template-details.h"

#include "bring.h"
#include "query.h"
#include "switch-row.h"
#include "thumbnail.h"

#include <glib/gi18n-lib.h>

/* Of the picture, in pixels before scaling. */
#define WIDTH  640
#define HEIGHT 300

struct _MoatTemplateDetails
{
  GtkBox parent_instance;

  MoatDocument *document; /* owned, or NULL */
  char *use_case_id;
  const MoatTemplate *template;

  GtkPicture *picture;
  GtkLabel *title;
  GtkLabel *summary;
  GtkLabel *counts;
  GtkLabel *steps;
  GtkWidget *own; /* the buttons of a team's own */
  GtkWidget *options;
  GtkWidget *where; /* a combo row, or NULL */
  GtkWidget *moves;
  GtkWidget *shared;
};

enum
{
  RENAME,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatTemplateDetails, moat_template_details, GTK_TYPE_BOX)

/* ---- The picture ---- */

static MoatScheme
find_scheme (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  if (adw_style_manager_get_high_contrast (style))
    return adw_style_manager_get_dark (style) ? MOAT_SCHEME_DARK_CONTRAST : MOAT_SCHEME_LIGHT_CONTRAST;

  return adw_style_manager_get_dark (style) ? MOAT_SCHEME_DARK : MOAT_SCHEME_LIGHT;
}

GdkTexture *
moat_template_draw (const MoatTemplate *template, GtkWidget *widget, int width, int height)
{
  int scale = gtk_widget_get_scale_factor (widget);
  const MoatThumbnailLook look = {
    .width = MIN (width * scale, MOAT_THUMBNAIL_MAX_SIDE),
    .height = MIN (height * scale, MOAT_THUMBNAIL_MAX_SIDE),
    .scheme = find_scheme (),
  };
  g_autoptr (MoatThumbnail) drawn = moat_thumbnail_new (template->document, &look, NULL, NULL);

  return drawn != NULL && drawn->png != NULL ? gdk_texture_new_from_bytes (drawn->png, NULL) : NULL;
}

/* ---- Words ---- */

static char *
dup_counts (MoatDocument *document)
{
  guint n_elements = moat_document_count (document, MOAT_KIND_ELEMENT);
  guint n_flows = moat_document_count (document, MOAT_KIND_FLOW);
  guint n_moves = moat_document_count (document, MOAT_KIND_THREAT);
  guint n_decisions = moat_document_count (document, MOAT_KIND_DECISION);
  g_autofree char *elements = g_strdup_printf (ngettext ("%u element", "%u elements", n_elements),
                                               n_elements);
  g_autofree char *flows = g_strdup_printf (ngettext ("%u data flow", "%u data flows", n_flows), n_flows);
  g_autofree char *moves = g_strdup_printf (ngettext ("%u attacker move", "%u attacker moves", n_moves),
                                            n_moves);
  g_autofree char *decisions = g_strdup_printf (ngettext ("%u decision", "%u decisions", n_decisions),
                                                n_decisions);

  if (n_flows == 0 && n_moves == 0)
    return g_steal_pointer (&elements);
  if (n_moves == 0)
    return g_strdup_printf ("%s · %s", elements, flows);

  return g_strdup_printf ("%s · %s · %s · %s", elements, flows, moves, decisions);
}

/* "1 signs in · 2 asks for the account · …": what happens, in order. */
static char *
dup_steps (MoatDocument *document)
{
  MoatRecord *use_case = moat_query_first_use_case (document);
  g_autoptr (GPtrArray) steps
             = moat_document_list_children (document, use_case != NULL ? moat_record_get_id (use_case) : "",
                                            MOAT_KIND_STEP);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      MoatRecord *step = g_ptr_array_index (steps, i);
      MoatRecord *flow = moat_document_find_kind (document, moat_step_state (step)->flow, MOAT_KIND_FLOW);

      /* Of a step with a flow, the words are the flow's name. */
      g_string_append_printf (words, "%s%u\302\240%s", i > 0 ? " · " : "", i + 1,
                              flow != NULL ? moat_record_get_title (flow)
                                           : moat_text_get (moat_step_state (step)->text));
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* An element says what is set for it. */
static char *
dup_element_words (MoatDocument *document)
{
  MoatRecord *element = g_ptr_array_index (moat_document_list (document, MOAT_KIND_ELEMENT), 0);
  const MoatElementState *state = moat_element_state (element);
  g_autoptr (GString) words = g_string_new (moat_value_get_label (moat_element_types, state->type));
  const struct
  {
    MoatTristate value;
    const char *label;
  } answers[] = {
    { state->encrypted, _ ("encrypted") },
    { state->backed_up, _ ("backed up") },
    { state->keeps_log, _ ("keeps a log") },
    { state->privileged, _ ("privileged") },
  };

  if (state->technology != NULL)
    g_string_append_printf (words, " · %s", state->technology);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    if (answers[i].value == MOAT_YES)
      g_string_append_printf (words, " · %s", answers[i].label);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* "User, API": what is there already. Owned; NULL when nothing is. */
static char *
dup_shared (MoatTemplateDetails *self)
{
  MoatRecord *source = moat_query_first_use_case (self->template->document);
  g_autoptr (GPtrArray) shared = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  if (self->document == NULL || source == NULL || self->template->group == MOAT_TEMPLATE_ELEMENT)
    return NULL;
  shared = moat_bring_list_shared (self->document, self->use_case_id, self->template->document,
                                   moat_record_get_id (source));
  for (guint i = 0; i < shared->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            moat_record_get_title (g_ptr_array_index (shared, i)));

  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/* ---- Options ---- */

static gboolean
is_apart (MoatTemplateDetails *self)
{
  return self->where != NULL && gtk_widget_get_visible (self->where)
         && adw_combo_row_get_selected (ADW_COMBO_ROW (self->where)) == 1;
}

/* Only what makes a difference for this template is asked. */
static void
update_options (MoatTemplateDetails *self)
{
  gboolean has_moves = moat_document_count (self->template->document, MOAT_KIND_THREAT) > 0;
  gboolean is_element = self->template->group == MOAT_TEMPLATE_ELEMENT;
  g_autofree char *names = is_apart (self) ? NULL : dup_shared (self);
  g_autofree char *markup = g_markup_escape_text (names != NULL ? names : "", -1);

  if (self->where != NULL)
    gtk_widget_set_visible (self->where, !is_element);
  gtk_widget_set_visible (self->moves, has_moves);
  gtk_widget_set_visible (self->shared, names != NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->shared), markup);
  gtk_widget_set_visible (self->options, has_moves || names != NULL || (self->where != NULL && !is_element));
}

static void
add_options (MoatTemplateDetails *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  if (self->document != NULL)
    {
      const char *const places[] = { _ ("In this use case"), _ ("As a use case of its own"), NULL };
      g_autoptr (GtkStringList) labels = gtk_string_list_new (places);

      self->where = adw_combo_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->where), _ ("Put it"));
      adw_combo_row_set_model (ADW_COMBO_ROW (self->where), G_LIST_MODEL (labels));
      g_signal_connect_object (self->where, "notify::selected", G_CALLBACK (update_options), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (group, self->where);
    }
  self->moves = moat_switch_row_new (_ ("With attacker moves and decisions"), NULL, TRUE);
  self->shared = moat_switch_row_new (_ ("Use the elements that are there"), NULL, TRUE);
  adw_preferences_group_add (group, self->moves);
  adw_preferences_group_add (group, self->shared);
  self->options = GTK_WIDGET (group);
  gtk_box_append (GTK_BOX (self), self->options);
}

/* ---- A team's own ---- */

static void
rename_clicked_cb (MoatTemplateDetails *self)
{
  g_signal_emit (self, signals[RENAME], 0);
}

static void
remove_clicked_cb (MoatTemplateDetails *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
add_own (MoatTemplateDetails *self)
{
  GtkWidget *rename = gtk_button_new_with_mnemonic (_ ("_Rename…"));
  GtkWidget *remove = gtk_button_new_with_mnemonic (_ ("_Delete"));

  self->own = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_signal_connect_object (rename, "clicked", G_CALLBACK (rename_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->own), rename);
  gtk_box_append (GTK_BOX (self->own), remove);
  gtk_box_append (GTK_BOX (self), self->own);
}

/* ---- Widget ---- */

static GtkLabel *
add_label (MoatTemplateDetails *self, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self), label);

  return GTK_LABEL (label);
}

static void
moat_template_details_finalize (GObject *object)
{
  MoatTemplateDetails *self = MOAT_TEMPLATE_DETAILS (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->use_case_id, g_free);

  G_OBJECT_CLASS (moat_template_details_parent_class)->finalize (object);
}

static void
moat_template_details_class_init (MoatTemplateDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_template_details_finalize;
  signals[RENAME] = g_signal_new ("rename", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
moat_template_details_init (MoatTemplateDetails *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "moat-template-details");

  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_can_shrink (self->picture, TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), -1, 160);
  gtk_widget_set_vexpand (GTK_WIDGET (self->picture), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->picture), "card");
  gtk_widget_set_overflow (GTK_WIDGET (self->picture), GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->picture));
  self->title = add_label (self, "title-4");
  self->summary = add_label (self, NULL);
  self->steps = add_label (self, NULL);
  self->counts = add_label (self, "dim-label");
}

MoatTemplateDetails *
moat_template_details_new (MoatDocument *document, const char *use_case_id)
{
  MoatTemplateDetails *self = g_object_new (MOAT_TYPE_TEMPLATE_DETAILS, NULL);

  g_set_object (&self->document, document);
  self->use_case_id = g_strdup (use_case_id);
  add_own (self);
  add_options (self);
  moat_template_details_set_template (self, NULL);

  return self;
}

void
moat_template_details_set_template (MoatTemplateDetails *self, const MoatTemplate *template)
{
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *counts = NULL;
  g_autofree char *steps = NULL;

  g_return_if_fail (MOAT_IS_TEMPLATE_DETAILS (self));

  self->template = template;
  gtk_widget_set_visible (GTK_WIDGET (self), template != NULL);
  if (template == NULL)
    return;

  texture = moat_template_draw (template, GTK_WIDGET (self), WIDTH, HEIGHT);
  counts = template->group == MOAT_TEMPLATE_ELEMENT ? dup_element_words (template->document)
                                                    : dup_counts (template->document);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_picture_set_alternative_text (self->picture, moat_template_get_summary (template));
  gtk_label_set_text (self->title, moat_template_get_title (template));
  gtk_label_set_text (self->summary, moat_template_get_summary (template));
  gtk_label_set_text (self->counts, counts);
  steps = dup_steps (template->document);
  gtk_label_set_text (self->steps, steps);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), *steps != '\0');
  gtk_widget_set_visible (self->own, template->group == MOAT_TEMPLATE_TEAM);
  update_options (self);
}

void
moat_template_details_get_choice (MoatTemplateDetails *self, MoatTemplateChoice *choice)
{
  g_return_if_fail (MOAT_IS_TEMPLATE_DETAILS (self));

  choice->is_apart = is_apart (self);
  choice->has_moves = moat_switch_row_get_active (self->moves);
  choice->joins = gtk_widget_get_visible (self->shared) && moat_switch_row_get_active (self->shared);
}
