/* SECURITY.md: a new file, or the managed region of one that is there.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "security-md.h"

#include "markdown.h"
#include "public-copy.h"
#include "regions.h"
#include "security-compose.h"
#include "security-sections.h"
#include "sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Outside of the region, and so the team's own from then on. */
static void
append_reporting (GString *out, MoatDocument *document)
{
  const MoatModelState *model = moat_model_state (moat_document_get_model (document));

  moat_markdown_heading (out, 2, "Reporting a vulnerability", NULL);
  if (model->reporting != NULL)
    moat_markdown_paragraphs (out, model->reporting);
  else if (model->contact != NULL)
    {
      g_string_append (out, "Please report it to ");
      moat_markdown_append (out, model->contact, " ");
      g_string_append (out, " and give us time to fix it before you tell others.\n\n");
    }
  else
    g_string_append (out, "Please report it to the maintainers in private, not in a public issue.\n\n");
}

static GBytes *
make_file (MoatDocument *document, const char *name, const char *id, const char *content, GBytes *blank)
{
  g_autoptr (GString) out = g_string_new ("# Security\n\n");
  g_autofree char *region = moat_regions_wrap (name, id, content);

  append_reporting (out, document);
  g_string_append_printf (out, "%s\n", region);

  return moat_regions_begin_file (blank, out->str);
}

static gboolean
is_blank (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (data[i]))
      return FALSE;

  return TRUE;
}

/* Into the region that is there, with what others wrote between its blocks; without one, at the end. */
static GBytes *
write_region (MoatDocument *document,
              const MoatExportOptions *options,
              const char *content,
              const MoatPublished *published,
              GError **error)
{
  const MoatModelState *model = moat_model_state (moat_document_get_model (document));
  g_autofree char *name = moat_regions_make_name (options->base_name);
  g_autofree char *id = model->id != NULL ? moat_regions_make_name (model->id) : NULL;
  g_autoptr (MoatSecurityText) text = NULL;
  g_autoptr (MoatPublished) before = NULL;
  g_autofree char *now = NULL;
  g_autofree char *region = NULL;
  g_autofree char *lost = NULL;
  MoatRegion place = { 0 };
  GError *problem = NULL;

  now = moat_regions_dup_content (options->existing, name, id, &place, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  if (now != NULL && !moat_published_is_untouched (now))
    {
      text = moat_security_read (now);
      before = moat_published_read (text);
    }
  if (before != NULL && !moat_sync_check_edits (document, text, before, place.begin_line, error))
    return NULL;
  /* Where nothing is known of what was published, what is there may all be old. */
  region = moat_security_compose (content, published, before != NULL ? text : NULL, before, &lost);
  if (region != NULL && now != NULL)
    return moat_regions_put (options->existing, &place, name, id, region);
  if (region != NULL)
    return moat_regions_replace (options->existing, name, id, region, error);

  g_set_error (
      error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT,
      _ ("line %u: This text in the region cannot be kept where it is; move it out of the region: “%s”"),
      place.begin_line, lost);
  return NULL;
}

static GBytes *
write_security_md (MoatDocument *document,
                   const MoatExportOptions *options,
                   MoatReport *report,
                   GError **error)
{
  g_autofree char *name = moat_regions_make_name (options->base_name);
  const MoatModelState *model = moat_model_state (moat_document_get_model (document));
  g_autofree char *id = model->id != NULL ? moat_regions_make_name (model->id) : NULL;
  guint n_private = 0;
  g_autoptr (MoatPublished) published = NULL;
  g_autofree char *content = moat_security_sections_write (document, options->use_case_id, &n_private,
                                                           &published);
  g_autofree char *region = NULL;

  moat_public_copy_report (report, n_private);
  if (options->existing != NULL && !is_blank (options->existing))
    return write_region (document, options, content, published, error);
  region = moat_security_compose (content, published, NULL, NULL, NULL);

  return make_file (document, name, id, region, options->existing);
}

static const char *const suffixes[] = { "SECURITY.md", ".md", ".markdown", NULL };

const MoatFormat moat_security_md_format = {
  .name = "security-md",
  .label = N_ ("Security document (SECURITY.md)"),
  .suffixes = suffixes,
  .mime = "text/markdown",
  .flags = MOAT_FORMAT_PUBLIC | MOAT_FORMAT_KEEPS_EXISTING,
  .write = write_security_md,
};
