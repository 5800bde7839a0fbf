/* What newer GTK and libadwaita do better than the oldest we build on, behind
 * one interface: choosing files, asking questions, the about window. Only
 * compat.c asks which version it is built with.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  MOAT_CHOOSE_OPEN,
  MOAT_CHOOSE_OPEN_MANY,
  MOAT_CHOOSE_SAVE,
  MOAT_CHOOSE_FOLDER,
} MoatChoose;

typedef struct
{
  MoatChoose mode;
  const char *title;
  const char *accept;  /* the button's label, or NULL for the usual one */
  GListModel *filters; /* of GtkFileFilter, the first one is chosen; or NULL */
  GFile *beside;       /* a file in whose folder to start, or NULL */
  const char *name;    /* suggested when saving, or NULL */
} MoatFileChoice;

/* Asks for a file. Finishing gives the files chosen, a list of at least one, or NULL with
 * G_IO_ERROR_CANCELLED when the user thought better of it.
 */
void moat_compat_choose_file_async (GtkWindow *parent,
                                    const MoatFileChoice *choice,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GListModel *moat_compat_choose_file_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for modes that give one file. */
GFile *moat_compat_choose_one_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  const char *id;
  const char *label;
  AdwResponseAppearance appearance;
} MoatAnswer;

typedef struct
{
  const char *heading;
  const char *body;
  GtkWidget *extra;          /* below the body, or NULL; taken */
  const MoatAnswer *answers; /* ends with a NULL id; the first one is what Escape gives */
  const char *preferred;     /* the answer that Enter gives, or NULL */
} MoatInquiry;

/* Asks a question over @parent. Finishing gives the id of the answer, interned. */
void moat_compat_ask_async (GtkWidget *parent,
                            const MoatInquiry *question,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
const char *moat_compat_ask_finish (GAsyncResult *result);

void moat_compat_show_about (GtkWindow *parent);

G_END_DECLS
