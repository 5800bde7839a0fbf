/* One line of the command palette (see command-item.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "command-item.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

struct _MoatCommandItem
{
  GObject parent_instance;

  const MoatCommandEntry *entry; /* borrowed */
  MoatCommandStanding standing;
  char *markup;
  char *place;
  char *keys;
  char *description;
};

G_DEFINE_FINAL_TYPE (MoatCommandItem, moat_command_item, G_TYPE_OBJECT)

static void
moat_command_item_finalize (GObject *object)
{
  MoatCommandItem *self = MOAT_COMMAND_ITEM (object);

  g_free (self->markup);
  g_free (self->place);
  g_free (self->keys);
  g_free (self->description);

  G_OBJECT_CLASS (moat_command_item_parent_class)->finalize (object);
}

static void
moat_command_item_class_init (MoatCommandItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_command_item_finalize;
}

static void
moat_command_item_init (MoatCommandItem *self)
{
}

static void
append_escaped (GString *markup, const char *text, guint length)
{
  g_autofree char *escaped = g_markup_escape_text (text, length);

  g_string_append (markup, escaped);
}

static char *
mark (const char *title, const GArray *marks)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const MoatCommandMark *one = &g_array_index (marks, MoatCommandMark, i);

      append_escaped (markup, title + at, one->start - at);
      g_string_append (markup, "<b>");
      append_escaped (markup, title + one->start, one->end - one->start);
      g_string_append (markup, "</b>");
      at = one->end;
    }
  append_escaped (markup, title + at, (guint) strlen (title + at));
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

/* Of several accelerators the first. */
static char *
dup_keys (const char *accelerators)
{
  g_auto (GStrv) parts = NULL;
  GdkModifierType modifiers;
  guint keyval;

  if (accelerators == NULL)
    return NULL;
  parts = g_strsplit (accelerators, " ", 2);
  if (parts[0] == NULL || !gtk_accelerator_parse (parts[0], &keyval, &modifiers) || keyval == 0)
    return NULL;
  return gtk_accelerator_get_label (keyval, modifiers);
}

static char *
describe (MoatCommandItem *self, const char *title)
{
  const char *parts[] = { self->place, moat_command_item_get_kind (self), self->keys };
  GString *text = g_string_new (title);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, ", %s", parts[i]);
  return g_string_free (text, FALSE);
}

MoatCommandItem *
moat_command_item_new (MoatDocument *document,
                       const MoatCommandEntry *entry,
                       MoatCommandQuery *query,
                       const MoatCommandStanding *standing)
{
  MoatCommandItem *self = g_object_new (MOAT_TYPE_COMMAND_ITEM, NULL);
  g_autofree char *title = moat_command_entry_dup_title (document, entry);
  g_autofree char *words = moat_command_entry_dup_words (document, entry);
  g_autoptr (GArray) marks = moat_command_query_list_marks (query, title, words);

  self->entry = entry;
  self->standing = *standing;
  self->markup = mark (title, marks);
  self->place = standing->is_enabled ? moat_command_entry_dup_place (document, entry)
                                     : g_strdup (entry->command.wants);
  self->keys = dup_keys (entry->command.keys);
  self->description = describe (self, title);
  return self;
}

const MoatCommandEntry *
moat_command_item_get_entry (MoatCommandItem *self)
{
  return self->entry;
}

const MoatCommandStanding *
moat_command_item_get_standing (MoatCommandItem *self)
{
  return &self->standing;
}

static const char *
get_element_icon (MoatElementType type)
{
  switch (type)
    {
    case MOAT_ELEMENT_PROCESS:
      return "moat-process-symbolic";
    case MOAT_ELEMENT_EXTERNAL_ENTITY:
      return "moat-external-entity-symbolic";
    case MOAT_ELEMENT_DATA_STORE:
      return "moat-data-store-symbolic";
    }
  g_assert_not_reached ();
}

const char *
moat_command_item_get_icon (MoatCommandItem *self)
{
  static const char *const icons[MOAT_N_KINDS] = {
    [MOAT_KIND_USE_CASE] = "x-office-document-symbolic",
    [MOAT_KIND_FLOW] = "moat-flow-symbolic",
    [MOAT_KIND_BOUNDARY] = "moat-zone-symbolic",
    [MOAT_KIND_NOTE] = "moat-note-symbolic",
    [MOAT_KIND_THREAT] = "dialog-warning-symbolic",
    [MOAT_KIND_DECISION] = "security-high-symbolic",
    [MOAT_KIND_VERIFICATION] = "emblem-ok-symbolic",
    [MOAT_KIND_ASSET] = "drive-harddisk-symbolic",
    [MOAT_KIND_ASSUMPTION] = "dialog-question-symbolic",
    [MOAT_KIND_DEPENDENCY] = "network-workgroup-symbolic",
  };
  MoatRecord *record = self->entry->record;

  if (record != NULL && moat_record_get_kind (record) == MOAT_KIND_ELEMENT)
    return get_element_icon (moat_element_state (record)->type);
  if (record != NULL)
    return icons[moat_record_get_kind (record)];
  if (self->entry->command.group == MOAT_COMMANDS_SETTINGS)
    return "preferences-system-symbolic";
  return self->standing.is_used ? "document-open-recent-symbolic" : "system-run-symbolic";
}

const char *
moat_command_item_get_markup (MoatCommandItem *self)
{
  return self->markup;
}

const char *
moat_command_item_get_place (MoatCommandItem *self)
{
  return self->place;
}

const char *
moat_command_item_get_kind (MoatCommandItem *self)
{
  if (self->standing.is_switch)
    /* TRANSLATORS: how a setting stands */
    return self->standing.is_on ? C_ ("setting", "On") : C_ ("setting", "Off");
  return moat_command_entry_get_kind (self->entry);
}

const char *
moat_command_item_get_keys (MoatCommandItem *self)
{
  return self->keys;
}

const char *
moat_command_item_get_description (MoatCommandItem *self)
{
  return self->description;
}
