/* Making templates, and models of them (see templates.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "templates.h"

#include "bring.h"
#include "edit.h"
#include "files.h"
#include "fragment.h"
#include "native.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- A model of a template ---- */

/* The rules of the three classes that every model has: a new model has none of its own yet. */
static void
take_classes (MoatDocument *document, MoatDocument *template)
{
  GPtrArray *classes = moat_document_list (template, MOAT_KIND_CLASS);
  const MoatKindInfo *info = moat_kind_get_info (MOAT_KIND_CLASS);

  for (guint i = 0; i < classes->len; i++)
    {
      MoatRecord *class = g_ptr_array_index (classes, i);
      MoatRecord *own = moat_document_find_kind (document, moat_record_get_id (class), MOAT_KIND_CLASS);
      MoatState *state = own != NULL ? moat_document_edit (document, own) : NULL;

      for (guint j = 0; state != NULL && j < info->n_fields; j++)
        moat_field_copy (&info->fields[j], state, moat_record_get_state (class));
    }
}

MoatDocument *
moat_template_make_model (const MoatTemplate *self, gboolean has_moves)
{
  MoatDocument *document = moat_document_new ();
  const MoatBringing how = { .has_moves = has_moves, .has_model = TRUE };
  const MoatModelState *words = moat_model_state (moat_document_get_model (self->document));
  g_autoptr (GPtrArray) copies = NULL;

  MOAT_TRANSACTION (document, _ ("New model"))
  {
    MoatModelState *state;

    copies = moat_bring_use_cases (document, self->document,
                                   moat_document_list (self->document, MOAT_KIND_USE_CASE), &how);
    moat_edit_mint_model_id (document);
    take_classes (document, self->document);
    state = moat_document_edit (document, moat_document_get_model (document));
    moat_text_set (&state->title, moat_template_get_title (self));
    moat_text_set (&state->scope, moat_template_get_summary (self));
    moat_text_set (&state->out_of_scope, words->out_of_scope);
    moat_text_set (&state->update_when, words->update_when);
  }
  moat_document_clear_history (document);

  return document;
}

/* ---- A template of a selection ---- */

static void
forget (gpointer state, const char *const *names)
{
  MoatState *record = state;
  g_autoptr (MoatState) fresh = moat_state_new (record->kind);

  for (guint i = 0; names[i] != NULL; i++)
    moat_field_copy (moat_kind_find_field (record->kind, names[i]), record, fresh);
}

/* What is true of the product it was taken from, and of no other. */
static void
forget_product (MoatDocument *document)
{
  static const struct
  {
    MoatKind kind;
    const char *fields[8];
  } own[] = {
    { MOAT_KIND_THREAT, { "status", "reason", "acceptedBy", "until", "owner", NULL } },
    { MOAT_KIND_DECISION, { "owner", "ticket", "status", "decidedOn", NULL } },
    { MOAT_KIND_VERIFICATION, { "evidence", "result", "checkedOn", NULL } },
    { MOAT_KIND_ELEMENT, { "opens", NULL } },
    { MOAT_KIND_ASSET, { "owner", NULL } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    {
      GPtrArray *list = moat_document_list (document, own[i].kind);

      for (guint j = 0; j < list->len; j++)
        forget (moat_document_edit (document, g_ptr_array_index (list, j)), own[i].fields);
    }
}

static void
remove_moves (MoatDocument *document)
{
  static const MoatKind kinds[] = { MOAT_KIND_PROMPT, MOAT_KIND_THREAT, MOAT_KIND_DECISION };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *list;

      while ((list = moat_document_list (document, kinds[i]))->len > 0)
        moat_document_remove (document, g_ptr_array_index (list, 0));
    }
}

static void
set_words (MoatDocument *document, const char *title, const char *summary)
{
  MoatModelState *state = moat_document_edit (document, moat_document_get_model (document));

  moat_text_set (&state->title, title);
  moat_text_set (&state->scope, summary);
}

MoatDocument *
moat_template_new (const char *fragment, const MoatTemplateWords *words, GError **error)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (GPtrArray) pasted = NULL;

  MOAT_TRANSACTION (document, _ ("Save as template"))
  {
    MoatRecord *use_case = moat_edit_add_use_case (document, words->title);

    pasted = moat_fragment_paste (document, fragment, moat_record_get_id (use_case), 0, 0, error);
    if (pasted != NULL)
      {
        set_words (document, words->title, words->summary);
        if (!words->has_moves)
          remove_moves (document);
        forget_product (document);
      }
  }

  return pasted != NULL ? g_steal_pointer (&document) : NULL;
}

/* ---- Files ---- */

/* "Our login, v2" gives "our-login-v2". */
static char *
make_name (const char *title)
{
  g_autofree char *folded = g_utf8_strdown (title, -1);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *at = folded; *at != '\0' && name->len < 60; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isalnum (letter))
        g_string_append_unichar (name, letter);
      else if (name->len > 0 && name->str[name->len - 1] != '-')
        g_string_append_c (name, '-');
    }
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);

  return name->len > 0 ? g_string_free (g_steal_pointer (&name), FALSE) : g_strdup ("template");
}

static char *
find_free_path (const char *folder, const char *title)
{
  g_autofree char *name = make_name (title);

  for (guint number = 1;; number++)
    {
      g_autofree char *file = number == 1 ? g_strconcat (name, MOAT_NATIVE_SUFFIX, NULL)
                                          : g_strdup_printf ("%s-%u" MOAT_NATIVE_SUFFIX, name, number);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

char *
moat_template_save (MoatDocument *document, const char *folder, GError **error)
{
  const char *title = moat_text_get (moat_model_state (moat_document_get_model (document))->title);
  g_autoptr (GBytes) bytes = moat_native_write (document);
  g_autofree char *path = NULL;

  if (g_mkdir_with_parents (folder, 0755) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("The folder %s cannot be made: %s. Make it, or choose the other place."), folder,
                   g_strerror (errno));
      return NULL;
    }
  path = find_free_path (folder, title);

  return moat_files_write (path, bytes, NULL, NULL, error) ? g_steal_pointer (&path) : NULL;
}

/* Read anew, so that what another program put there since is kept. */
gboolean
moat_template_rename (const MoatTemplate *self, const char *title, const char *summary, GError **error)
{
  g_autofree char *etag = NULL;
  g_autoptr (GBytes) bytes = moat_files_read (self->path, &etag, error);
  g_autoptr (MoatDocument) document = bytes != NULL ? moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, error)
                                                    : NULL;
  g_autoptr (GBytes) written = NULL;

  if (document == NULL)
    return FALSE;
  MOAT_TRANSACTION (document, _ ("Rename template"))
  set_words (document, title, summary);
  written = moat_native_write (document);

  return moat_files_write (self->path, written, etag, NULL, error);
}
