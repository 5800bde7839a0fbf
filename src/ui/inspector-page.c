/* What the inspector shows of one record of the diagram, of several, or of a use
 * case. Which fields stand where is the table below; the rows come from the
 * table of kinds (form-row.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "inspector-page.h"

#include "form-row.h"
#include "query.h"
#include "steps-list.h"
#include "table-columns.h"
#include "zones.h"

#include <glib/gi18n-lib.h>

/* What stands under the title is cut here: a label that wraps lays its text out many times over. */
#define MAX_FACTS 500

#define MAX_FIELDS 8

typedef struct
{
  const char *title;              /* translatable: of a fold; NULL for rows that are always seen */
  const char *fields[MAX_FIELDS]; /* names, NULL-terminated */
} Section;

typedef struct
{
  MoatKind kind;
  const char *title_field;
  Section sections[4]; /* those used have fields */
  gboolean has_moves;
} Layout;

/* clang-format off */
static const Layout layouts[] = {
  { MOAT_KIND_FLOW, "name",
    { { NULL, { "assets" } },
      { N_ ("Protocol and protection"), { "protocol", "encrypted", "authenticated", "bidirectional" } },
      { N_ ("Details"), { "description", "notes", "tags", "outOfScope", "reason" } } },
    TRUE },
  { MOAT_KIND_ELEMENT, "name",
    { { NULL, { "type", "assets" } },
      { N_ ("Technology and protection"), { "technology", "encrypted", "backedUp", "keepsLog", "privileged" } },
      { N_ ("Details"), { "description", "tags", "opens", "outOfScope", "reason" } } },
    TRUE },
  { MOAT_KIND_BOUNDARY, "name",
    { { NULL, { "type" } },
      { N_ ("Details"), { "description", "shape", "tags" } } },
    TRUE },
  { MOAT_KIND_NOTE, NULL, { { NULL, { "text" } } }, FALSE },
  { MOAT_KIND_USE_CASE, "title",
    { { NULL, { "summary" } },
      { N_ ("Details"), { "notes", "attackTest" } } },
    TRUE },
};
/* clang-format on */

struct _MoatInspectorPage
{
  GtkWidget parent_instance;
  MoatDocument *document; /* owned */
  GPtrArray *records;     /* of MoatRecord, owned */
  const Layout *layout;   /* of the first one */

  GtkWidget *box;
  GtkWidget *caption;
  GtkWidget *title;                 /* NULL for several, and for notes */
  GtkWidget *facts;                 /* ends, crossings */
  GPtrArray *folds;                 /* of AdwExpanderRow, borrowed: their subtitles say what is inside */
  MoatMovesList *moves;             /* borrowed, or NULL */
  MoatSuggestionsList *suggestions; /* the same */
};

G_DEFINE_FINAL_TYPE (MoatInspectorPage, moat_inspector_page, GTK_TYPE_WIDGET)

static const Layout *
find_layout (MoatKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (layouts[i].kind == kind)
      return &layouts[i];

  return NULL;
}

static MoatRecord *
get_first (MoatInspectorPage *self)
{
  return g_ptr_array_index (self->records, 0);
}

/* ---- The heading ---- */

static char *
count_kinds (MoatInspectorPage *self)
{
  guint counts[MOAT_N_KINDS] = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->records->len; i++)
    counts[moat_record_get_kind (g_ptr_array_index (self->records, i))]++;
  for (guint i = 0; i < MOAT_N_KINDS; i++)
    if (counts[i] > 0)
      g_string_append_printf (text, "%s%s %u", text->len > 0 ? " · " : "", _ (moat_kind_get_info (i)->label),
                              counts[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_kind (MoatInspectorPage *self)
{
  MoatRecord *record = get_first (self);
  guint number;

  if (self->records->len > 1)
    return count_kinds (self);

  switch ((int) self->layout->kind)
    {
    case MOAT_KIND_FLOW:
      number = moat_query_number (self->document, record);
      /* TRANSLATORS: a data flow and its number in the story. */
      return number > 0 ? g_strdup_printf (_ ("Flow %u"), number) : g_strdup (_ ("Flow"));
    case MOAT_KIND_ELEMENT:
      return g_strdup (moat_value_get_label (moat_element_types, (int) moat_element_state (record)->type));
    default:
      return g_strdup (_ (moat_kind_get_info (self->layout->kind)->label));
    }
}

static char *
describe_flow (MoatInspectorPage *self)
{
  g_autofree char *ends = moat_query_flow_ends (self->document, get_first (self));
  g_autofree char *crossings = moat_place_dup_boundaries (self->document, get_first (self));

  return *crossings == '\0' ? g_steal_pointer (&ends) : g_strdup_printf ("%s · %s", ends, crossings);
}

static char *
describe_boundary (MoatInspectorPage *self)
{
  MoatZones *zones = moat_zones_get (self->document);
  const char *id = moat_record_get_id (get_first (self));
  g_autoptr (GPtrArray) flows = moat_zones_list_crossing_flows (zones, id);
  g_autofree char *crossing
      = g_strdup_printf (ngettext ("%u flow crosses it", "%u flows cross it", flows->len), flows->len);
  g_autoptr (GString) inside = g_string_new (NULL);
  GPtrArray *elements = moat_zones_get_inside (zones, id);

  for (guint i = 0; i < elements->len; i++)
    g_string_append_printf (inside, "%s%s", i > 0 ? ", " : "",
                            moat_record_get_title (g_ptr_array_index (elements, i)));
  if (moat_boundary_state (get_first (self))->shape == MOAT_BOUNDARY_LINE)
    return g_steal_pointer (&crossing);
  if (elements->len == 0)
    g_string_assign (inside, _ ("nothing"));

  /* TRANSLATORS: what is inside a trust boundary, then how many flows cross it. */
  return g_strdup_printf (_ ("Inside: %s · %s"), g_strdelimit (inside->str, "\n", ' '), crossing);
}

static char *
describe_facts (MoatInspectorPage *self)
{
  if (self->records->len > 1)
    return NULL;

  switch ((int) self->layout->kind)
    {
    case MOAT_KIND_FLOW:
      return describe_flow (self);
    case MOAT_KIND_ELEMENT:
      return moat_place_dup_boundaries (self->document, get_first (self));
    case MOAT_KIND_BOUNDARY:
      return describe_boundary (self);
    default:
      return NULL;
    }
}

/* ---- What is in a fold ---- */

/* What a field says in a summary: its text, or its name when it only says yes; NULL for nothing. */
static char *
summarize_field (const MoatField *field, const MoatState *state)
{
  g_autofree char *name = NULL;

  if (moat_field_is_default (field, state) || field->type == MOAT_REF)
    return NULL;
  if (field->type != MOAT_BOOL && field->type != MOAT_TRISTATE)
    return moat_field_to_text (field, state);

  name = moat_text_embed_label (_ (field->label));
  if (*(const int *) MOAT_FIELD_PTR (state, field) == MOAT_NO && field->type == MOAT_TRISTATE)
    /* TRANSLATORS: a property that something does not have, as in "not encrypted". */
    return g_strdup_printf (_ ("not %s"), name);

  return g_steal_pointer (&name);
}

static void
refresh_fold (MoatInspectorPage *self, AdwExpanderRow *fold)
{
  const Section *section = g_object_get_data (G_OBJECT (fold), "moat-section");
  const MoatState *state = moat_record_get_state (get_first (self));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self->records->len == 1 && section->fields[i] != NULL; i++)
    {
      g_autofree char *part = summarize_field (moat_kind_find_field (self->layout->kind, section->fields[i]),
                                               state);

      if (part != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
    }

  adw_expander_row_set_subtitle (fold, g_strdelimit (text->str, "\n", ' '));
}

/* ---- Building ---- */

/* Whether all that is selected has such a field, of the same type. */
static gboolean
all_have (MoatInspectorPage *self, const char *name)
{
  const MoatField *field = moat_kind_find_field (self->layout->kind, name);

  for (guint i = 1; i < self->records->len; i++)
    {
      const MoatField *other
          = moat_kind_find_field (moat_record_get_kind (g_ptr_array_index (self->records, i)), name);

      if (other == NULL || other->type != field->type || other->values != field->values
          || other->ref_kinds != field->ref_kinds)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_long (const char *name)
{
  static const char *const names[] = { "description", "reason", "summary", "notes", "text", NULL };

  return g_strv_contains (names, name);
}

static void
add_section (MoatInspectorPage *self, AdwPreferencesGroup *group, const Section *section)
{
  GtkWidget *fold = NULL;

  for (guint i = 0; section->fields[i] != NULL; i++)
    {
      GtkWidget *row;

      if (!all_have (self, section->fields[i]))
        continue;
      row = moat_form_row_new_many (self->document, self->records, section->fields[i],
                                    is_long (section->fields[i]) ? MOAT_FORM_PARAGRAPHS : MOAT_FORM_LINE);
      if (section->title == NULL)
        {
          adw_preferences_group_add (group, row);
          continue;
        }
      if (fold == NULL)
        {
          fold = adw_expander_row_new ();
          adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (fold), FALSE);
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fold), _ (section->title));
          g_object_set_data (G_OBJECT (fold), "moat-section", (gpointer) section);
          g_ptr_array_add (self->folds, fold);
          adw_preferences_group_add (group, fold);
        }
      adw_expander_row_add_row (ADW_EXPANDER_ROW (fold), row);
    }
}

static GtkWidget *
add_label (MoatInspectorPage *self, GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
add_heading (MoatInspectorPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->caption = add_label (self, box, "caption-heading");
  gtk_widget_add_css_class (self->caption, "dim-label");
  if (self->records->len > 1)
    {
      g_autofree char *title = g_strdup_printf (ngettext ("%u selected", "%u selected", self->records->len),
                                                self->records->len);

      gtk_label_set_text (GTK_LABEL (add_label (self, box, "title-3")), title);
    }
  else if (self->layout->title_field != NULL)
    {
      self->title = moat_form_title_new (self->document, get_first (self), self->layout->title_field);
      gtk_box_append (GTK_BOX (box), self->title);
    }
  self->facts = add_label (self, box, "dim-label");
  gtk_widget_add_css_class (self->facts, "caption");

  gtk_box_append (GTK_BOX (self->box), box);
}

static gboolean
all_have_moves (MoatInspectorPage *self)
{
  for (guint i = 0; i < self->records->len; i++)
    if (!find_layout (moat_record_get_kind (g_ptr_array_index (self->records, i)))->has_moves)
      return FALSE;

  return TRUE;
}

/* Of what is selected, those that anything can be asked about. */
static void
add_suggestions (MoatInspectorPage *self, MoatAdvice *advice)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new ();

  for (guint i = 0; i < self->records->len; i++)
    if (moat_suggestions_list_can_ask (g_ptr_array_index (self->records, i)))
      g_ptr_array_add (places, g_ptr_array_index (self->records, i));
  if (places->len == 0)
    return;

  self->suggestions = MOAT_SUGGESTIONS_LIST (moat_suggestions_list_new (self->document, advice, places));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->suggestions));
}

static void
refresh (MoatInspectorPage *self)
{
  g_autofree char *kind = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *shown = NULL;

  for (guint i = 0; i < self->records->len; i++)
    if (!moat_record_is_live (g_ptr_array_index (self->records, i)))
      return;

  kind = describe_kind (self);
  facts = describe_facts (self);
  shown = moat_text_shorten (facts != NULL ? facts : "", MAX_FACTS);
  gtk_label_set_text (GTK_LABEL (self->caption), kind);
  gtk_label_set_text (GTK_LABEL (self->facts), shown);
  gtk_widget_set_visible (self->facts, *shown != '\0');
  for (guint i = 0; i < self->folds->len; i++)
    refresh_fold (self, g_ptr_array_index (self->folds, i));
}

/* ---- GObject ---- */

static void
moat_inspector_page_dispose (GObject *object)
{
  MoatInspectorPage *self = MOAT_INSPECTOR_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->folds, g_ptr_array_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_object (&self->document);
  self->moves = NULL;
  self->suggestions = NULL;

  G_OBJECT_CLASS (moat_inspector_page_parent_class)->dispose (object);
}

static void
moat_inspector_page_class_init (MoatInspectorPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_inspector_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
moat_inspector_page_init (MoatInspectorPage *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->folds = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->box, "moat-inspector-page");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
moat_inspector_page_new (MoatDocument *document, MoatAdvice *advice, GPtrArray *records)
{
  MoatInspectorPage *self;
  GtkWidget *group;

  g_return_val_if_fail (records->len > 0, NULL);

  self = g_object_new (MOAT_TYPE_INSPECTOR_PAGE, NULL);
  self->document = g_object_ref (document);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (self->records, g_object_ref (g_ptr_array_index (records, i)));
  self->layout = find_layout (moat_record_get_kind (get_first (self)));
  g_return_val_if_fail (self->layout != NULL, GTK_WIDGET (self));

  add_heading (self);
  group = adw_preferences_group_new ();
  for (guint i = 0; i < G_N_ELEMENTS (self->layout->sections); i++)
    add_section (self, ADW_PREFERENCES_GROUP (group), &self->layout->sections[i]);
  gtk_box_append (GTK_BOX (self->box), group);

  if (self->layout->kind == MOAT_KIND_USE_CASE)
    gtk_box_append (GTK_BOX (self->box),
                    moat_steps_list_new (document, moat_record_get_id (get_first (self))));
  if (all_have_moves (self))
    {
      self->moves = MOAT_MOVES_LIST (moat_moves_list_new (document, advice, self->records));
      gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->moves));
    }
  if (advice != NULL)
    add_suggestions (self, advice);

  refresh (self);
  g_signal_connect_object (document, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/* ---- API ---- */

gboolean
moat_inspector_page_shows (MoatInspectorPage *self, GPtrArray *records)
{
  g_return_val_if_fail (MOAT_IS_INSPECTOR_PAGE (self), FALSE);

  if (records->len != self->records->len)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (g_ptr_array_index (records, i) != g_ptr_array_index (self->records, i))
      return FALSE;

  return TRUE;
}

MoatMovesList *
moat_inspector_page_get_moves (MoatInspectorPage *self)
{
  g_return_val_if_fail (MOAT_IS_INSPECTOR_PAGE (self), NULL);

  return self->moves;
}

MoatSuggestionsList *
moat_inspector_page_get_suggestions (MoatInspectorPage *self)
{
  g_return_val_if_fail (MOAT_IS_INSPECTOR_PAGE (self), NULL);

  return self->suggestions;
}

void
moat_inspector_page_focus_title (MoatInspectorPage *self)
{
  g_return_if_fail (MOAT_IS_INSPECTOR_PAGE (self));

  gtk_widget_grab_focus (self->title != NULL ? self->title : GTK_WIDGET (self->box));
}

const char **
moat_inspector_page_list_fields (MoatKind kind)
{
  const Layout *layout = find_layout (kind);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (layout != NULL && layout->title_field != NULL)
    g_ptr_array_add (names, (gpointer) layout->title_field);
  for (guint i = 0; layout != NULL && i < G_N_ELEMENTS (layout->sections); i++)
    for (guint j = 0; layout->sections[i].fields[j] != NULL; j++)
      g_ptr_array_add (names, (gpointer) layout->sections[i].fields[j]);
  g_ptr_array_add (names, NULL);

  return (const char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
