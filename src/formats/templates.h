/* Templates: ordinary model files whose contents are put into other models. Some
 * ship with Moat (resources/templates); a person's and a team's own lie in
 * folders, found as catalogue files are (catalogs.h).
 *
 * A template's name and summary are the model's title and scope; its keywords
 * help to find it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"
#include "report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder beside a model that holds its team's own templates. */
#define MOAT_TEMPLATES_FOLDER "moat-templates"

/* The order in which they are listed. */
typedef enum
{
  MOAT_TEMPLATE_TEAM,    /* read from a folder */
  MOAT_TEMPLATE_SYSTEM,  /* ships with Moat: a small system with its moves */
  MOAT_TEMPLATE_ELEMENT, /* ships with Moat: one element */
} MoatTemplateGroup;

typedef struct
{
  char *id;   /* "file-upload"; of one in a folder the name of its file without suffix */
  char *path; /* of its file; NULL: ships with Moat */
  MoatTemplateGroup group;
  MoatDocument *document; /* never changed; owned */
} MoatTemplate;

/* What ships, then the *.moat files of each of @folders in name order; of MoatTemplate, by group. A folder
 * that is not there is no mistake; a file that cannot be read is told to @report, with its line, and left
 * out. Both may be NULL. Owned.
 */
GPtrArray *moat_templates_load (const char *const *folders, MoatReport *report) G_GNUC_WARN_UNUSED_RESULT;
/* The folders for the model at @model_path (NULL: not saved yet): the person's, then the one beside the
 * model. NULL-terminated and owned.
 */
GStrv moat_templates_list_folders (const char *model_path) G_GNUC_WARN_UNUSED_RESULT;
/* The template of that id among @templates; NULL with an error that lists those there are. Borrowed. */
const MoatTemplate *moat_templates_find (GPtrArray *templates, const char *id, GError **error);

/* ---- One template ---- */

/* Never NULL; borrowed. */
const char *moat_template_get_title (const MoatTemplate *self);
const char *moat_template_get_summary (const MoatTemplate *self);
/* Whether title, summary, keywords or the names of its elements have all the words of @text in them, whatever
 * the case; how well: 0 not at all, more is better, with the title first. An empty @text fits everything
 * alike.
 */
guint moat_template_match (const MoatTemplate *self, const char *text);
/* A new model of the use cases of a template, with new ids and nothing to undo. Owned. */
MoatDocument *moat_template_make_model (const MoatTemplate *self, gboolean has_moves)
    G_GNUC_WARN_UNUSED_RESULT;

/* ---- Making one ---- */

typedef struct
{
  const char *title;
  const char *summary;
  gboolean has_moves;
} MoatTemplateWords;

/* A template of what the text of a fragment (fragment.h) holds. What is true of one product only does not
 * come along: owners, tickets, dates, results and evidence, and what was accepted by whom. NULL with an error
 * when the text is no fragment. Owned.
 */
MoatDocument *moat_template_new (const char *fragment, const MoatTemplateWords *words, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Writes it into @folder, made where needed, under a name of its title that is not taken. Returns the path,
 * owned; NULL with an error of moat_files_write().
 */
char *moat_template_save (MoatDocument *document, const char *folder, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Gives the file of a template another title and summary; all else in it stays. */
gboolean
moat_template_rename (const MoatTemplate *self, const char *title, const char *summary, GError **error);

G_END_DECLS
