/* Tickets as a task list, in a region of its own: each item ends in its id, by
 * which the next export finds it again and keeps it ticked.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "tickets-markdown.h"

#include "markdown.h"
#include "public-copy.h"
#include "regions.h"
#include "tickets.h"
#include "untranslated.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MARK "<!-- moat:task "

/* ---- What is ticked ---- */

/* The ids of items that somebody ticked, as a set. */
static GHashTable *
find_ticked (const char *content)
{
  GHashTable *ticked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit (content != NULL ? content : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *at = lines[i] + strspn (lines[i], " ");
      const char *mark = strstr (at, MARK);
      const char *end = mark != NULL ? strstr (mark, " -->") : NULL;

      if (end != NULL && (g_str_has_prefix (at, "- [x] ") || g_str_has_prefix (at, "- [X] ")))
        g_hash_table_add (ticked, g_strndup (mark + strlen (MARK), end - mark - strlen (MARK)));
    }

  return ticked;
}

/* ---- Items ---- */

static void
append_detail (GString *out, const char *title, const char *text)
{
  if (*text == '\0')
    return;
  g_string_append_printf (out, "  - %s: ", title);
  moat_markdown_append (out, text, " ");
  g_string_append_c (out, '\n');
}

static void
append_details (GString *out, const char *title, const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    append_detail (out, title, g_ptr_array_index (texts, i));
}

static void
append_item (GString *out, const MoatTicket *ticket, GHashTable *ticked)
{
  g_autofree char *id = moat_regions_make_name (ticket->id);
  gboolean is_ticked = ticket->is_done || g_hash_table_contains (ticked, id);

  g_string_append_printf (out, "- [%c] ", is_ticked ? 'x' : ' ');
  moat_markdown_append (out, ticket->title, " ");
  g_string_append_printf (out, " %s%s -->\n", MARK, id);
  append_detail (out, "Ticket", ticket->ticket);
  append_detail (out, "Owner", ticket->owner);
  append_details (out, "Stops", ticket->moves);
  append_details (out, "Where enforced", ticket->places);
  append_details (out, ticket->is_test ? "Try" : "Verify", ticket->proofs);
}

static char *
dup_list (MoatDocument *shown, const char *use_case_id, GHashTable *ticked)
{
  g_autoptr (GPtrArray) tickets = moat_tickets_list (shown, use_case_id);
  GString *out = g_string_new (NULL);
  const char *before = NULL;

  for (guint i = 0; i < tickets->len; i++)
    {
      const MoatTicket *ticket = g_ptr_array_index (tickets, i);

      if (g_strcmp0 (ticket->use_case, before) != 0)
        {
          if (before != NULL)
            g_string_append_c (out, '\n');
          moat_markdown_heading (out, 2, "", *ticket->use_case != '\0' ? ticket->use_case : "Others");
        }
      before = ticket->use_case;
      append_item (out, ticket, ticked);
    }
  g_string_append_c (out, '\n');

  return g_string_free (out, FALSE);
}

/* ---- The file ---- */

/* Told from the region of a SECURITY.md of the same model, whatever its file is called. */
static char *
make_name (MoatDocument *document, const MoatExportOptions *options)
{
  const MoatModelState *model = moat_model_state (moat_document_get_model (document));
  const char *own = model->id != NULL ? model->id : options->base_name;
  g_autofree char *name = moat_regions_make_name (own != NULL ? own : "model");

  return g_strconcat ("tickets-", name, NULL);
}

static GBytes *
write_file (MoatDocument *shown, const char *name, const char *list)
{
  const char *title = moat_record_get_title (moat_document_get_model (shown));
  g_autofree char *region = moat_regions_wrap (name, NULL, list);
  g_autoptr (GString) out = g_string_new (NULL);

  moat_markdown_heading (out, 1, "Security tasks", NULL);
  if (*title != '\0')
    moat_markdown_paragraphs (out, title);
  g_string_append_printf (out, "%s\n", region);

  return moat_regions_begin_file (NULL, out->str);
}

static GBytes *
write_untranslated (MoatDocument *shown, const MoatExportOptions *options, GError **error)
{
  g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();
  g_autofree char *name = make_name (shown, options);
  g_autofree char *content = NULL;
  g_autofree char *list = NULL;
  g_autoptr (GHashTable) ticked = NULL;
  MoatRegion place = { 0 };
  GError *problem = NULL;
  gboolean is_new = options->existing == NULL || g_bytes_get_size (options->existing) == 0;

  if (!is_new)
    content = moat_regions_dup_content (options->existing, name, NULL, &place, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  ticked = find_ticked (content);
  list = dup_list (shown, options->use_case_id, ticked);

  return is_new ? write_file (shown, name, list)
                : moat_regions_replace (options->existing, name, NULL, list, error);
}

static GBytes *
write_tickets (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (MoatDocument) shown = moat_public_copy_new (document, report);

  return write_untranslated (shown, options, error);
}

static const char *const suffixes[] = { "tickets.md", NULL };

const MoatFormat moat_tickets_markdown_format = {
  .name = "tickets-markdown",
  .label = N_ ("Tickets (Markdown task list)"),
  .suffixes = suffixes,
  .mime = "text/markdown",
  .flags = MOAT_FORMAT_PUBLIC | MOAT_FORMAT_KEEPS_EXISTING,
  .write = write_tickets,
};
