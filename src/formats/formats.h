/* The one table of file formats, and how to find one by name, suffix or
 * content. Each format is a file pair that offers one MoatFormat; this layer's
 * stand in formats.c, those that draw in the render layer's surfaces.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "document.h"
#include "import-choices.h"
#include "kinds.h"
#include "report.h"

G_BEGIN_DECLS

typedef enum
{
  /* Made for readers outside the team: private records stay out, and the report says how many. */
  MOAT_FORMAT_PUBLIC = 1 << 0,
  /* Shows one use case, the first unless options say which; others write the whole model. */
  MOAT_FORMAT_ONE_USE_CASE = 1 << 1,
  /* Keeps what the file already holds: hand the present bytes over in the options. */
  MOAT_FORMAT_KEEPS_EXISTING = 1 << 2,
  /* Not text: never goes to a terminal. */
  MOAT_FORMAT_BINARY = 1 << 3,
} MoatFormatFlags;

typedef enum
{
  MOAT_FORMAT_ERROR_DAMAGED,  /* not what the format allows; the message says where */
  MOAT_FORMAT_ERROR_UNKNOWN,  /* not a format that is known */
  MOAT_FORMAT_ERROR_TOO_NEW,  /* written for a newer version */
  MOAT_FORMAT_ERROR_TOO_MUCH, /* beyond bounds.h */
  MOAT_FORMAT_ERROR_CONFLICT, /* the existing file cannot be kept and written at once */
  MOAT_FORMAT_ERROR_OPTION,   /* an option names something that is not there */
} MoatFormatError;

#define MOAT_FORMAT_ERROR (moat_format_error_quark ())
GQuark moat_format_error_quark (void);

/* Of what is printed. */
typedef enum
{
  MOAT_SHEET_A4,
  MOAT_SHEET_LETTER,
} MoatSheetSize;

extern const MoatValue moat_sheet_sizes[];

/* What takes tickets in. */
typedef enum
{
  MOAT_TRACKER_ANY,
  MOAT_TRACKER_JIRA,
  MOAT_TRACKER_GITLAB,
  MOAT_TRACKER_GITHUB,
} MoatTracker;

extern const MoatValue moat_trackers[];

/* All borrowed; a zeroed struct is the default. */
typedef struct
{
  /* The file's name without folder and suffix, for titles when the content has none; or NULL. */
  const char *base_name;
  /* Where files that this one includes may come from, and nowhere else; NULL: nothing is included. */
  const char *folder;
  /* Nobody will look at it: what has no place is put in rows, not laid out, so that several can be read at
   * once. */
  gboolean in_rows;
  /* Called now and then with how far reading is, 0 to 1, in the thread that reads; or NULL. */
  void (*progress) (double fraction, gpointer data);
  gpointer progress_data;
  GCancellable *cancellable;
  /* What a person decided about the file, of char * → char * (import-choices.h); NULL: nothing. */
  GHashTable *choices;
} MoatImportOptions;

typedef struct
{
  /* The use case to show; NULL: all, or the first. */
  const char *use_case_id;
  /* What the file holds now, for MOAT_FORMAT_KEEPS_EXISTING; NULL: there is none. */
  GBytes *existing;
  /* The model file's name without folder and suffix, for titles and markers; or NULL. */
  const char *base_name;
  /* Pixels per unit of a picture, 0.1 to 10; 0: the format's own choice. */
  double scale;
  MoatSheetSize sheet_size;
  MoatTracker tracker;
  /* The model's file as its reader would look for it, for formats that point into it; or NULL. */
  const char *model_path;
  GCancellable *cancellable;
} MoatExportOptions;

typedef struct
{
  const char *name;  /* on the command line: "security-md" */
  const char *label; /* translatable, for a chooser: "Security document (Markdown)" */
  const char *const
      *suffixes;    /* ends of file names, case ignored, best first: "SECURITY.md", ".md"; NULL-ended */
  const char *mime; /* type, as other programs know it */
  MoatFormatFlags flags;

  /* How sure this is the format of a file that begins so, 0 to 100; NULL when nothing reads it. */
  int (*sniff) (const char *data, gsize length);
  /* Builds a whole new document or fails. Messages give the place ("line 12: …") and what to do, not the
   * file's name, which the caller puts before them. NULL when nothing reads it.
   */
  MoatDocument *(*read) (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error);
  /* What a person may decide about @bytes before they are read (import-choices.h), owned, or NULL with an
   * error. NULL when there is never anything to decide.
   */
  MoatImportChoices *(*ask) (GBytes *bytes, const MoatImportOptions *options, GError **error);
  /* Deterministic: no clock, no locale, no hash order. Neither changes the document. NULL when nothing writes
   * it. */
  GBytes *(*write) (MoatDocument *document,
                    const MoatExportOptions *options,
                    MoatReport *report,
                    GError **error);
} MoatFormat;

/* This layer's formats, NULL-ended. The render layer's surfaces.h has the like for pictures. */
const MoatFormat *const *moat_formats_get_all (void);

/* In any such table; NULL when there is none. With suffixes, the longest that fits wins, then table order. */
const MoatFormat *moat_formats_find_by_name (const MoatFormat *const *table, const char *name);
const MoatFormat *moat_formats_find_by_suffix (const MoatFormat *const *table, const char *file_name);
/* Among those that can be read: by content first, by suffix where content says nothing. @file_name may be
 * NULL. */
const MoatFormat *
moat_formats_find_by_content (const MoatFormat *const *table, GBytes *bytes, const char *file_name);

/* Reads a model of any readable format from @path ("-": standard input). Errors begin with the file's name.
 * @format and @etag (see files.h), when given, receive what it was and the state of the file it was read in.
 */
MoatDocument *moat_formats_load (const char *path,
                                 const MoatFormat **format,
                                 char **etag,
                                 MoatReport *report,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same with a say in it: @chosen (NULL: by content) is what to read it as. Of @options, what is not set
 * follows from the path; NULL: all of it.
 */
MoatDocument *moat_formats_load_as (const char *path,
                                    const MoatFormat *chosen,
                                    const MoatImportOptions *options,
                                    const MoatFormat **format,
                                    MoatReport *report,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same from bytes at hand; @name stands for the file in messages. */
MoatDocument *moat_formats_load_bytes (GBytes *bytes,
                                       const char *name,
                                       const MoatFormat **format,
                                       MoatReport *report,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a person may decide about the file at @path before it is loaded, owned; NULL without an error when
 * that is nothing. */
MoatImportChoices *
moat_formats_ask (const char *path, const MoatFormat *chosen, const MoatFormat **format, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
