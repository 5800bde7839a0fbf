/* The table of this layer's formats, and finding one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "formats.h"

#include "csv.h"
#include "drawio.h"
#include "files.h"
#include "flat-report.h"
#include "full-document.h"
#include "mermaid.h"
#include "native.h"
#include "otm.h"
#include "pytm.h"
#include "sarif-export.h"
#include "security-md.h"
#include "story-text.h"
#include "threat-composer.h"
#include "threat-dragon.h"
#include "tickets-csv.h"
#include "tickets-markdown.h"
#include "svg-model.h"
#include "threatcl.h"
#include "tm-bom.h"
#include "tm7.h"
#include "threagile.h"
#include "threatforge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A new format is a file pair and one line here. */
/* clang-format off */
static const MoatFormat *const formats[] = {
  &moat_native_format,
  &moat_security_md_format,
  &moat_markdown_document_format,
  &moat_csv_format,
  &moat_mermaid_format,
  &moat_otm_format,
  &moat_pytm_format,
  &moat_threagile_format,
  &moat_threatforge_format,
  &moat_flat_report_format,
  &moat_sarif_export_format,
  &moat_tickets_csv_format,
  &moat_tickets_markdown_format,
  &moat_story_text_format,
  &moat_svg_model_format,
  &moat_drawio_format,
  &moat_threat_dragon_format,
  &moat_threat_composer_format,
  &moat_tm_bom_format,
  &moat_threatcl_format,
  &moat_tm7_format,
  NULL,
};
/* clang-format on */

const MoatValue moat_sheet_sizes[] = {
  { MOAT_SHEET_A4, "a4", N_ ("A4") },
  { MOAT_SHEET_LETTER, "letter", N_ ("US Letter") },
  { 0, NULL, NULL },
};

G_DEFINE_QUARK (moat - format - error - quark, moat_format_error)

const MoatFormat *const *
moat_formats_get_all (void)
{
  return formats;
}

const MoatFormat *
moat_formats_find_by_name (const MoatFormat *const *table, const char *name)
{
  for (; *table != NULL; table++)
    {
      if (strcmp ((*table)->name, name) == 0)
        return *table;
    }
  return NULL;
}

/* The length of the longest suffix of @format that @file_name ends in, or 0. */
static gsize
match_suffix (const MoatFormat *format, const char *file_name)
{
  gsize name_length = strlen (file_name);
  gsize best = 0;

  for (const char *const *suffix = format->suffixes; *suffix != NULL; suffix++)
    {
      gsize length = strlen (*suffix);

      if (length > best && length <= name_length
          && g_ascii_strcasecmp (file_name + name_length - length, *suffix) == 0)
        best = length;
    }
  return best;
}

const MoatFormat *
moat_formats_find_by_suffix (const MoatFormat *const *table, const char *file_name)
{
  const MoatFormat *found = NULL;
  gsize best = 0;

  for (; *table != NULL; table++)
    {
      gsize length = match_suffix (*table, file_name);

      if (length > best)
        {
          best = length;
          found = *table;
        }
    }
  return found;
}

const MoatFormat *
moat_formats_find_by_content (const MoatFormat *const *table, GBytes *bytes, const char *file_name)
{
  const MoatFormat *found = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  int best = 0;

  /* Whom content and name agree on for sure, nobody can outdo: the others need not look. */
  for (; *table != NULL && best <= 2 * 100; table++)
    {
      int score;

      if ((*table)->read == NULL)
        continue;
      score = length > 0 ? (*table)->sniff (data, length) * 2 : 0;
      /* Of two that are equally sure, the name decides; a name alone is better than nothing. */
      if (file_name != NULL && match_suffix (*table, file_name) > 0)
        score++;
      if (score > best)
        {
          best = score;
          found = *table;
        }
    }
  return found;
}

/* Whether what a person chose can be chosen in @bytes. */
static gboolean
check_choices (const MoatFormat *format, GBytes *bytes, const MoatImportOptions *options, GError **error)
{
  g_autoptr (MoatImportChoices) choices = NULL;

  if (options->choices == NULL)
    return TRUE;
  if (format->ask != NULL)
    {
      choices = format->ask (bytes, options, error);
      if (choices == NULL)
        return FALSE;
    }

  return moat_import_choices_check (choices, options->choices, error);
}

static const MoatFormat *
find_readable (const MoatFormat *chosen, GBytes *bytes, const char *name, GError **error)
{
  const MoatFormat *found = chosen != NULL ? chosen : moat_formats_find_by_content (formats, bytes, name);

  if (found == NULL)
    g_set_error (
        error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN,
        _ ("%s: This is not a model, or of a format that is not known. Check that it is the right file."),
        name);
  return found;
}

/* @chosen NULL: what the content says. */
static MoatDocument *
read_as (GBytes *bytes,
         const char *name,
         const MoatFormat *chosen,
         const MoatImportOptions *options,
         const MoatFormat **format,
         MoatReport *report,
         GError **error)
{
  const MoatFormat *found = find_readable (chosen, bytes, name, error);
  MoatDocument *document = NULL;

  if (found == NULL)
    return NULL;
  if (check_choices (found, bytes, options, error))
    document = found->read (bytes, options, report, error);
  if (document == NULL)
    g_prefix_error (error, "%s: ", name);
  else if (format != NULL)
    *format = found;
  return document;
}

MoatDocument *
moat_formats_load_bytes (GBytes *bytes,
                         const char *name,
                         const MoatFormat **format,
                         MoatReport *report,
                         GError **error)
{
  g_autofree char *base_name = moat_files_get_base_name (name);

  return read_as (bytes, name, NULL, &(MoatImportOptions){ .base_name = base_name }, format, report, error);
}

/* Reads @path and hands on the options that follow from it. */
static MoatDocument *
load (const char *path,
      const MoatFormat *chosen,
      MoatImportOptions options,
      const MoatFormat **format,
      char **etag,
      MoatReport *report,
      GError **error)
{
  g_autofree char *name = moat_files_get_name (path);
  g_autofree char *base_name = moat_files_get_base_name (path);
  g_autofree char *folder = strcmp (path, "-") != 0 ? g_path_get_dirname (path) : NULL;
  g_autofree char *read_etag = NULL;
  g_autoptr (GBytes) bytes = moat_files_read (path, &read_etag, error);
  MoatDocument *document;

  if (bytes == NULL)
    return NULL;
  if (options.base_name == NULL)
    options.base_name = base_name;
  if (options.folder == NULL)
    options.folder = folder;
  document = read_as (bytes, name, chosen, &options, format, report, error);
  if (document != NULL && etag != NULL)
    *etag = g_steal_pointer (&read_etag);
  return document;
}

MoatDocument *
moat_formats_load_as (const char *path,
                      const MoatFormat *chosen,
                      const MoatImportOptions *options,
                      const MoatFormat **format,
                      MoatReport *report,
                      GError **error)
{
  return load (path, chosen, options != NULL ? *options : (MoatImportOptions){ 0 }, format, NULL, report,
               error);
}

MoatDocument *
moat_formats_load (const char *path,
                   const MoatFormat **format,
                   char **etag,
                   MoatReport *report,
                   GError **error)
{
  return load (path, NULL, (MoatImportOptions){ 0 }, format, etag, report, error);
}

MoatImportChoices *
moat_formats_ask (const char *path, const MoatFormat *chosen, const MoatFormat **format, GError **error)
{
  g_autofree char *name = moat_files_get_name (path);
  g_autofree char *base_name = moat_files_get_base_name (path);
  g_autoptr (GBytes) bytes = moat_files_read (path, NULL, error);
  const MoatFormat *found = bytes != NULL ? find_readable (chosen, bytes, name, error) : NULL;
  MoatImportChoices *choices = NULL;

  if (found != NULL && found->ask != NULL)
    {
      choices = found->ask (bytes, &(MoatImportOptions){ .base_name = base_name }, error);
      if (choices == NULL)
        g_prefix_error (error, "%s: ", name);
    }
  if (format != NULL)
    *format = found;

  return choices;
}
