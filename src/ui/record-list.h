/* A list of all records of one kind, each with its fields, to add to and to
 * remove from: assets, classes, assumptions, dependencies.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "form-row.h"

G_BEGIN_DECLS

/* Static text, except where said; the strings are translated by the list. */
typedef struct
{
  MoatKind kind;
  const char *title;
  const char *description;
  const char *add;           /* the button: "Add an asset"; NULL: none are added here */
  const char *remove;        /* its undo step and tooltip: "Remove asset" */
  const char *untitled;      /* what one is called that has no name yet */
  const char *const *fields; /* names, NULL-terminated; the first one gets the keyboard */
  /* How one is called, owned; NULL: by its title. */
  char *(*dup_title) (MoatDocument *document, MoatRecord *record);
  /* What stands below that, owned; NULL: nothing. */
  char *(*dup_subtitle) (MoatDocument *document, MoatRecord *record);
  /* Other records that the subtitle tells of; 0, the model itself, for none. */
  MoatKind told_kind;
  gboolean tells_all; /* it tells of all records */
  /* A row of each that leads somewhere else: what it says, and an action that gets the record's id; or NULL.
   * The window is closed then. */
  const char *lead;
  const char *lead_action;
  /* Makes a new one more than empty, within the transaction that adds it; or NULL. */
  void (*fill) (MoatDocument *document, MoatRecord *record);
  /* Asks in a dialog over @widget's window what a new one says; NULL: it begins empty. */
  void (*ask_for_one) (GtkWidget *widget, MoatDocument *document);
} MoatRecordListInfo;

#define MOAT_TYPE_RECORD_LIST (moat_record_list_get_type ())
G_DECLARE_FINAL_TYPE (MoatRecordList, moat_record_list, MOAT, RECORD_LIST, AdwPreferencesGroup)

/* @info is borrowed for good. */
GtkWidget *moat_record_list_new (MoatDocument *document, const MoatRecordListInfo *info)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
