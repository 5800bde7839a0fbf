/* Tickets as comma-separated values. The columns are what importers look for:
 * - Jira asks for "Summary" and updates the issue of "Issue key"
 *   (confluence.atlassian.com/adminjiraserver/importing-data-from-csv);
 * - GitLab asks for "title" and takes "description", in which it runs quick
 *   actions (docs.gitlab.com/user/project/issues/csv_import);
 * - GitHub has no importer of its own; github-csv-tools and its like ask for
 *   "title" and take "description" and "labels".
 * Unless one of them is named, the file has the columns of all.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "tickets-csv.h"

#include "csv.h"
#include "markdown.h"
#include "public-copy.h"
#include "tickets.h"
#include "untranslated.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LABEL "threat-model"

const MoatValue moat_trackers[] = {
  { MOAT_TRACKER_ANY, "any", N_ ("Any tracker") },
  { MOAT_TRACKER_JIRA, "jira", N_ ("Jira") },
  { MOAT_TRACKER_GITLAB, "gitlab", N_ ("GitLab") },
  { MOAT_TRACKER_GITHUB, "github", N_ ("GitHub") },
  { 0, NULL, NULL },
};

/* ---- What stands in a cell ---- */

static char *
dup_title (const MoatTicket *ticket, MoatTracker tracker)
{
  return g_strdup (ticket->title);
}

static char *
dup_id (const MoatTicket *ticket, MoatTracker tracker)
{
  return g_strdup (ticket->id);
}

/* "SHOP-12", which Jira updates instead of making another issue; not an address or anything else. */
static char *
dup_key (const MoatTicket *ticket, MoatTracker tracker)
{
  const char *at = ticket->ticket;
  gsize project = strspn (at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  gsize digits = at[project] == '-' ? strspn (at + project + 1, "0123456789") : 0;
  gboolean is_key = g_ascii_isupper (*at) && project > 1 && digits > 0 && at[project + 1 + digits] == '\0';

  return g_strdup (is_key ? at : "");
}

static char *
dup_ticket (const MoatTicket *ticket, MoatTracker tracker)
{
  return g_strdup (ticket->ticket);
}

static char *
dup_owner (const MoatTicket *ticket, MoatTracker tracker)
{
  return g_strdup (ticket->owner);
}

static char *
dup_type (const MoatTicket *ticket, MoatTracker tracker)
{
  return g_strdup ("Task");
}

/* In the words of Jira's default scheme. */
static char *
dup_priority (const MoatTicket *ticket, MoatTracker tracker)
{
  static const char *const words[] = {
    [MOAT_LEVEL_UNKNOWN] = "Medium", [MOAT_LEVEL_LOW] = "Low",          [MOAT_LEVEL_MEDIUM] = "Medium",
    [MOAT_LEVEL_HIGH] = "High",      [MOAT_LEVEL_CRITICAL] = "Highest",
  };

  return g_strdup (words[ticket->priority]);
}

/* Jira's labels have blanks between, the others' commas. */
static char *
dup_labels (const MoatTicket *ticket, MoatTracker tracker)
{
  return g_strconcat (LABEL, tracker == MOAT_TRACKER_JIRA ? " " : ",",
                      ticket->is_test ? "attack-test" : "security-decision", NULL);
}

/* Words of the model as text: Markdown's signs escaped, or Jira's. */
static void
append_words (GString *out, const char *text, MoatTracker tracker)
{
  if (tracker != MOAT_TRACKER_JIRA)
    {
      moat_markdown_append (out, text, " ");
      return;
    }
  for (; *text != '\0'; text++)
    {
      if (strchr ("{[!*|\\^~+", *text) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *text);
    }
}

static void
append_list (GString *out, const char *title, const char *sign, const GPtrArray *texts, MoatTracker tracker)
{
  if (texts->len == 0)
    return;
  g_string_append_printf (out, "%s%s:\n\n", out->len > 0 ? "\n" : "", title);
  for (guint i = 0; i < texts->len; i++)
    {
      g_string_append (out, sign);
      append_words (out, g_ptr_array_index (texts, i), tracker);
      g_string_append_c (out, '\n');
    }
}

/* No line begins with words of the model, which GitLab could take for a quick action. */
static char *
dup_description (const MoatTicket *ticket, MoatTracker tracker)
{
  const char *box = tracker == MOAT_TRACKER_JIRA ? "- " : "- [ ] ";
  GString *out = g_string_new (NULL);

  append_list (out, "So that this fails", "- ", ticket->moves, tracker);
  append_list (out, "Where enforced", "- ", ticket->places, tracker);
  append_list (out, ticket->is_test ? "Try each of these moves; each must fail" : "How we verify", box,
               ticket->proofs, tracker);
  if (*ticket->type != '\0')
    g_string_append_printf (out, "%sKind: %s\n", out->len > 0 ? "\n" : "", ticket->type);
  if (*ticket->owner != '\0')
    {
      g_string_append (out, "\nOwner: ");
      append_words (out, ticket->owner, tracker);
      g_string_append_c (out, '\n');
    }
  if (*ticket->use_case != '\0')
    {
      g_string_append (out, "\nUse case: ");
      append_words (out, ticket->use_case, tracker);
      g_string_append_c (out, '\n');
    }
  g_string_append_printf (out, "\nMoat id: %s", ticket->id);
  if (tracker == MOAT_TRACKER_GITLAB)
    g_string_append (out, "\n\n/label ~" LABEL);

  return g_string_free (out, FALSE);
}

/* ---- Columns ---- */

typedef struct
{
  const char *title;
  guint trackers; /* bits: which of them ask for it */
  char *(*dup_cell) (const MoatTicket *ticket, MoatTracker tracker);
} Column;

#define ANY    (1u << MOAT_TRACKER_ANY)
#define JIRA   (1u << MOAT_TRACKER_JIRA)
#define GITLAB (1u << MOAT_TRACKER_GITLAB)
#define GITHUB (1u << MOAT_TRACKER_GITHUB)

static const Column columns[] = {
  { "title", ANY | GITLAB | GITHUB, dup_title }, { "description", ANY | GITLAB | GITHUB, dup_description },
  { "labels", ANY | GITHUB, dup_labels },        { "Summary", ANY | JIRA, dup_title },
  { "Issue key", ANY | JIRA, dup_key },          { "Issue Type", ANY | JIRA, dup_type },
  { "Priority", ANY | JIRA, dup_priority },      { "Labels", JIRA, dup_labels },
  { "Description", JIRA, dup_description },      { "Owner", ANY | JIRA, dup_owner },
  { "Ticket", ANY | JIRA, dup_ticket },          { "External issue ID", ANY | JIRA, dup_id },
};

/* GitLab and GitHub only ever make new issues. */
static gboolean
is_left_out (const MoatTicket *ticket, MoatTracker tracker)
{
  return (tracker == MOAT_TRACKER_GITLAB || tracker == MOAT_TRACKER_GITHUB) && *ticket->ticket != '\0';
}

static void
append_titles (GString *out, MoatTracker tracker)
{
  gboolean is_open = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].trackers & (1u << tracker))
      moat_csv_append_cell (out, columns[i].title, &is_open);
  moat_csv_end_row (out, &is_open);
}

static void
append_ticket (GString *out, const MoatTicket *ticket, MoatTracker tracker)
{
  gboolean is_open = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *cell = NULL;

      if (!(columns[i].trackers & (1u << tracker)))
        continue;
      cell = columns[i].dup_cell (ticket, tracker);
      moat_csv_append_cell (out, cell, &is_open);
    }
  moat_csv_end_row (out, &is_open);
}

static void
report_left_out (MoatReport *report, guint n_left_out)
{
  if (n_left_out > 0)
    moat_report_add (
        report,
        g_dngettext (GETTEXT_PACKAGE,
                     "%u has a ticket already and was left out, since importing it would make "
                     "another.",
                     "%u have tickets already and were left out, since importing them would make "
                     "others.",
                     n_left_out),
        n_left_out);
}

static GBytes *
write_untranslated (MoatDocument *shown, const MoatExportOptions *options, guint *n_left_out)
{
  g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();
  g_autoptr (GPtrArray) tickets = moat_tickets_list (shown, options->use_case_id);
  GString *out = g_string_new (NULL);

  append_titles (out, options->tracker);
  for (guint i = 0; i < tickets->len; i++)
    {
      const MoatTicket *ticket = g_ptr_array_index (tickets, i);

      if (is_left_out (ticket, options->tracker))
        (*n_left_out)++;
      else
        append_ticket (out, ticket, options->tracker);
    }

  return g_string_free_to_bytes (out);
}

static GBytes *
write_tickets (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (MoatDocument) shown = moat_public_copy_new (document, report);
  guint n_left_out = 0;
  GBytes *bytes = write_untranslated (shown, options, &n_left_out);

  report_left_out (report, n_left_out);
  return bytes;
}

static const char *const suffixes[] = { "tickets.csv", NULL };

const MoatFormat moat_tickets_csv_format = {
  .name = "tickets-csv",
  .label = N_ ("Tickets (CSV for Jira, GitLab, GitHub)"),
  .suffixes = suffixes,
  .mime = "text/csv",
  .flags = MOAT_FORMAT_PUBLIC,
  .write = write_tickets,
};
