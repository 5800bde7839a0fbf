/* The properties of a model (see model-dialog.h): pages, groups and rows are
 * the tables below.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "model-dialog.h"

#include "accels.h"
#include "class-rules.h"
#include "checks.h"
#include "digest.h"
#include "record-list.h"
#include "review-dialog.h"
#include "scroll-to.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _MoatModelDialog
{
  AdwPreferencesWindow parent_instance;

  MoatDocument *document;
  GHashTable *places; /* name of a page or a field of the model → its widget, borrowed */
};

G_DEFINE_FINAL_TYPE (MoatModelDialog, moat_model_dialog, ADW_TYPE_PREFERENCES_WINDOW)

/* ---- What is where ---- */

typedef struct
{
  const char *field; /* of the model; NULL at the end */
  MoatFormSize size;
} FormRow;

typedef struct
{
  const char *title; /* translatable; NULL at the end */
  const char *description;
  FormRow rows[8];
} FormGroup;

static const FormGroup general_groups[] = {
  { N_ ("Model"),
    NULL,
    { { "title", MOAT_FORM_LINE },
      { "scope", MOAT_FORM_PARAGRAPHS },
      { "outOfScope", MOAT_FORM_PARAGRAPHS },
      { "contributors", MOAT_FORM_LINE },
      { "prototype", MOAT_FORM_LINE } } },
  { N_ ("Diagram"), NULL, { { "notation", MOAT_FORM_LINE } } },
  { N_ ("Review"), NULL, { { "reviewPolicy", MOAT_FORM_LINE }, { "updateWhen", MOAT_FORM_PARAGRAPHS } } },
  { NULL },
};

static const FormGroup contact_groups[] = {
  { N_ ("Security contact"),
    N_ ("Written into SECURITY.md for whoever finds a weakness."),
    { { "contact", MOAT_FORM_LINE }, { "reporting", MOAT_FORM_PARAGRAPHS } } },
  { NULL },
};

static const char *const asset_fields[] = { "name", "class", "description", "handling", "owner", NULL };
static const char *const class_fields[] = { "name",   "rank",      "inTransit",   "atRest",
                                            "access", "retention", "neverLogged", NULL };
static const char *const assumption_fields[] = { "text", "topic", "private", NULL };
static const char *const dependency_fields[] = { "name", "type", "description", "contact", NULL };

static const MoatRecordListInfo assets = {
  .kind = MOAT_KIND_ASSET,
  .title = N_ ("Data"),
  .description = N_ ("What is worth protecting. Flows and stores say which of it they carry."),
  .add = N_ ("Add data"),
  .remove = N_ ("Remove data"),
  .untitled = N_ ("Unnamed data"),
  .fields = asset_fields,
  .dup_subtitle = moat_class_rules_describe_asset,
  .told_kind = MOAT_KIND_CLASS,
};

static const MoatRecordListInfo classes = {
  .kind = MOAT_KIND_CLASS,
  .title = N_ ("Classes"),
  .description = N_ ("How bad it is when data of this class leaks, and the rules that follow."),
  .add = N_ ("Add a class"),
  .remove = N_ ("Remove class"),
  .untitled = N_ ("Unnamed class"),
  .fields = class_fields,
  .dup_subtitle = moat_class_rules_describe,
  .fill = moat_class_rules_rank_highest,
};

static const MoatRecordListInfo assumptions = {
  .kind = MOAT_KIND_ASSUMPTION,
  .title = N_ ("Assumptions"),
  .description = N_ ("What is taken for granted, about authentication, authorization or the platform."),
  .add = N_ ("Add an assumption"),
  .remove = N_ ("Remove assumption"),
  .untitled = N_ ("Empty assumption"),
  .fields = assumption_fields,
};

static const MoatRecordListInfo dependencies = {
  .kind = MOAT_KIND_DEPENDENCY,
  .title = N_ ("Dependencies"),
  .description = N_ ("Services, teams and vendors that this relies on."),
  .add = N_ ("Add a dependency"),
  .remove = N_ ("Remove dependency"),
  .untitled = N_ ("Unnamed dependency"),
  .fields = dependency_fields,
};

static const char *const review_fields[] = { "date", "trigger", "who", "people", "notes", "minutes", NULL };
static const char *const exemption_fields[] = { "reason", "who", "until", NULL };

static char *
dup_review_title (MoatDocument *document, MoatRecord *record)
{
  const MoatReviewState *state = moat_review_state (record);
  const char *date = state->date != NULL ? state->date : _ ("Without a date");

  return state->who != NULL ? g_strdup_printf ("%s · %s", date, state->who) : g_strdup (date);
}

/* Why it was, and whether it still holds. */
static char *
dup_review_subtitle (MoatDocument *document, MoatRecord *record)
{
  const MoatReviewState *state = moat_review_state (record);
  const char *trigger = moat_value_get_label (moat_review_triggers, (int) state->trigger);
  g_autofree char *digest = moat_digest_compute (document);

  if (state->digest == NULL)
    return g_strdup (trigger);

  return g_strdup_printf ("%s · %s", trigger,
                          strcmp (state->digest, digest) == 0 ? _ ("the model says the same now")
                                                              : _ ("the model has changed since"));
}

/* What its rule asks for, and of what. */
static char *
dup_exemption_title (MoatDocument *document, MoatRecord *record)
{
  const MoatExemptionState *state = moat_exemption_state (record);
  const MoatRule *rule = moat_rules_find (state->rule);
  MoatRecord *about = moat_document_find (document, state->about);
  const char *title = about != NULL ? moat_record_get_title (about) : "";
  const char *what = rule != NULL ? _ (rule->what) : moat_text_get (state->rule);

  return *title != '\0' ? g_strdup_printf ("%s · %s", title, what) : g_strdup (what);
}

static const MoatRecordListInfo reviews = {
  .kind = MOAT_KIND_REVIEW,
  .title = N_ ("Reviews"),
  .description = N_ ("Each one holds for what the model said on that day."),
  .add = N_ ("Record a review…"),
  .remove = N_ ("Remove review"),
  .untitled = N_ ("Review"),
  .fields = review_fields,
  .dup_title = dup_review_title,
  .dup_subtitle = dup_review_subtitle,
  .tells_all = TRUE,
  .lead = N_ ("What has changed since then"),
  .lead_action = "page.compare-review",
  .ask_for_one = moat_review_dialog_present,
};

static const MoatRecordListInfo exemptions = {
  .kind = MOAT_KIND_EXEMPTION,
  .title = N_ ("Set aside"),
  .description = N_ ("Findings of the acceptance check that do not count, and why."),
  .remove = N_ ("Count it again"),
  .untitled = N_ ("Exemption"),
  .fields = exemption_fields,
  .dup_title = dup_exemption_title,
};

typedef struct
{
  const char *name; /* to show it by */
  const char *title;
  const char *icon;
  const FormGroup *groups;            /* or NULL */
  const MoatRecordListInfo *lists[3]; /* NULL-terminated */
} Page;

static const Page pages[] = {
  { "general", N_ ("General"), "document-properties-symbolic", general_groups, { NULL } },
  { "data", N_ ("Data"), "drive-harddisk-symbolic", NULL, { &assets, &classes } },
  { "assumptions", N_ ("Assumptions"), "dialog-question-symbolic", NULL, { &assumptions } },
  { "dependencies", N_ ("Dependencies"), "network-workgroup-symbolic", NULL, { &dependencies } },
  { "contact-page", N_ ("Contact"), "mail-unread-symbolic", contact_groups, { NULL } },
  { "reviews", N_ ("Reviews"), "emblem-ok-symbolic", NULL, { &reviews, &exemptions } },
};

/* ---- Building ---- */

static GtkWidget *
new_group (MoatModelDialog *self, const FormGroup *info)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (info->title));
  if (info->description)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _ (info->description));
  for (const FormRow *row = info->rows; row->field; row++)
    {
      GtkWidget *widget = moat_form_row_new (self->document, moat_document_get_model (self->document),
                                             row->field, row->size);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), widget);
      g_hash_table_insert (self->places, (gpointer) row->field, widget);
    }

  return group;
}

static void
add_page (MoatModelDialog *self, const Page *info)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_title (page, _ (info->title));
  adw_preferences_page_set_icon_name (page, info->icon);
  for (const FormGroup *group = info->groups; group && group->title; group++)
    adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (new_group (self, group)));
  for (const MoatRecordListInfo *const *list = info->lists; *list; list++)
    adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (moat_record_list_new (self->document, *list)));

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), page);
  g_hash_table_insert (self->places, (gpointer) info->name, page);
}

static void
moat_model_dialog_dispose (GObject *object)
{
  MoatModelDialog *self = MOAT_MODEL_DIALOG (object);

  if (self->document)
    moat_document_break_merge (self->document);
  g_clear_object (&self->document);
  g_clear_pointer (&self->places, g_hash_table_unref);

  G_OBJECT_CLASS (moat_model_dialog_parent_class)->dispose (object);
}

static void
moat_model_dialog_class_init (MoatModelDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_model_dialog_dispose;
}

static void
moat_model_dialog_init (MoatModelDialog *self)
{
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
}

GtkWidget *
moat_model_dialog_new (MoatDocument *document, GActionGroup *actions)
{
  MoatModelDialog *self = g_object_new (MOAT_TYPE_MODEL_DIALOG, "title", _ ("Model properties"), "modal",
                                        TRUE, "search-enabled", FALSE, "default-width", 720, "default-height",
                                        640, NULL);

  self->document = g_object_ref (document);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", actions);
  moat_accels_add_yielding (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    add_page (self, &pages[i]);

  return GTK_WIDGET (self);
}

void
moat_model_dialog_show (MoatModelDialog *self, const char *place)
{
  GtkWidget *widget;
  GtkWidget *page;

  g_return_if_fail (MOAT_IS_MODEL_DIALOG (self));

  widget = g_hash_table_lookup (self->places, place);
  g_return_if_fail (widget != NULL);

  page = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_PAGE);
  adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (page));
  if (page == widget)
    return;
  gtk_widget_grab_focus (widget);
  moat_scroll_to (widget);
}
