/* What kind of element a name in a story stands for, where nothing declares it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "story.h"

#include <string.h>

static const char *const actor_words[] = {
  "actor",     "admin",    "administrator", "attacker", "browser",   "buyer",    "client",  "customer",
  "developer", "employee", "guest",         "human",    "member",    "operator", "partner", "patient",
  "person",    "seller",   "shopper",       "staff",    "student",   "supplier", "support", "teacher",
  "user",      "users",    "vendor",        "visitor",  "customers", "admins",
};

static const char *const store_words[] = {
  "archive",  "backup",     "blob",  "bucket",   "cache",         "catalogue",  "database",   "datastore",
  "db",       "directory",  "disk",  "dynamodb", "elasticsearch", "file",       "filesystem", "folder",
  "index",    "kafka",      "ldap",  "ledger",   "log",           "logs",       "mongodb",    "mysql",
  "postgres", "postgresql", "queue", "redis",    "registry",      "repository", "s3",         "storage",
  "store",    "table",      "topic", "vault",    "warehouse",     "volume",
};

/* German puts such words together: a "Kundendatenbank" is a database as well. */
static const char *const german_actor_words[] = {
  "angestellte", "angestellter", "angreifer", "anwender", "anwenderin", "besteller", "besucher",
  "besucherin",  "empfänger",    "gast",      "händler",  "kunde",      "kunden",    "kundin",
  "käufer",      "käuferin",     "lehrer",    "lehrerin", "lieferant",  "mitglied",  "mitarbeiter",
  "nutzer",      "nutzerin",     "patientin", "schüler",  "schülerin",
};

static const char *const german_store_words[] = {
  "ablage",   "archiv",  "datei",  "datenbank",   "ordner",        "protokoll",
  "speicher", "tabelle", "tresor", "verzeichnis", "warteschlange",
};

static gboolean
ends_in_one_of (const char *word, const char *const *ends, guint n_ends)
{
  for (guint i = 0; i < n_ends; i++)
    if (g_str_has_suffix (word, ends[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_one_of (const char *word, const char *const *words, guint n_words)
{
  for (guint i = 0; i < n_words; i++)
    if (strcmp (word, words[i]) == 0)
      return TRUE;

  return FALSE;
}

/* The word that says what the thing is: the last one, or the one before "of", "for" or "in",
 * in German "für", "von" or "mit". */
static char *
head_word (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \n\t-_/()", -1);
  static const char *const links[] = { "of", "for", "in", "für", "von", "mit", NULL };
  const char *head = "";

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*head != '\0' && g_strv_contains (links, words[i]))
        break;
      if (*words[i] != '\0')
        head = words[i];
    }

  return g_strdup (head);
}

MoatElementType
moat_story_guess_type (const char *name)
{
  g_autofree char *head = head_word (name);

  if (is_one_of (head, actor_words, G_N_ELEMENTS (actor_words))
      || ends_in_one_of (head, german_actor_words, G_N_ELEMENTS (german_actor_words)))
    return MOAT_ELEMENT_EXTERNAL_ENTITY;
  if (is_one_of (head, store_words, G_N_ELEMENTS (store_words))
      || ends_in_one_of (head, german_store_words, G_N_ELEMENTS (german_store_words)))
    return MOAT_ELEMENT_DATA_STORE;

  return MOAT_ELEMENT_PROCESS;
}
