/* The words of other tools.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "import-words.h"

#include "story.h"

#include <string.h>

typedef struct
{
  const char *word; /* letters and digits only, lower case */
  int value;
} Word;

/* The letters and digits of @text, lower case; owned. */
static char *
fold (const char *text)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (; text != NULL && *text != '\0'; text++)
    if (g_ascii_isalnum (*text))
      g_string_append_c (folded, g_ascii_tolower (*text));
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static int
find_word (const Word *words, gsize n_words, const char *text, int fallback)
{
  g_autofree char *folded = fold (text);

  for (gsize i = 0; i < n_words; i++)
    if (strcmp (words[i].word, folded) == 0)
      return words[i].value;
  return fallback;
}

/* The first whose word is part of @text. */
static int
find_part (const Word *words, gsize n_words, const char *text, int fallback)
{
  g_autofree char *folded = fold (text);

  for (gsize i = 0; i < n_words; i++)
    if (strstr (folded, words[i].word) != NULL)
      return words[i].value;
  return fallback;
}

/* The first that some word of @text begins with. */
static int
find_beginning (const Word *words, gsize n_words, const char *text, int fallback)
{
  g_auto (GStrv) parts = g_str_tokenize_and_fold (text != NULL ? text : "", "C", NULL);

  for (gsize i = 0; i < n_words; i++)
    for (gsize part = 0; parts[part] != NULL; part++)
      if (g_str_has_prefix (parts[part], words[i].word))
        return words[i].value;
  return fallback;
}

/* ---- Threats ---- */

MoatStride
moat_import_words_stride (const char *text)
{
  static const Word letters[] = {
    { "s", MOAT_STRIDE_SPOOFING },   { "t", MOAT_STRIDE_TAMPERING },   { "r", MOAT_STRIDE_REPUDIATION },
    { "i", MOAT_STRIDE_DISCLOSURE }, { "d", MOAT_STRIDE_DENIAL },      { "e", MOAT_STRIDE_ELEVATION },
    { "dos", MOAT_STRIDE_DENIAL },   { "eop", MOAT_STRIDE_ELEVATION },
  };
  static const Word words[] = {
    { "spoof", MOAT_STRIDE_SPOOFING },
    { "tamper", MOAT_STRIDE_TAMPERING },
    { "repudiat", MOAT_STRIDE_REPUDIATION },
    { "infodisclos", MOAT_STRIDE_DISCLOSURE },
    { "informationdisclos", MOAT_STRIDE_DISCLOSURE },
    { "denialofservice", MOAT_STRIDE_DENIAL },
    { "elevationofpriv", MOAT_STRIDE_ELEVATION },
    { "privilegeescalation", MOAT_STRIDE_ELEVATION },
  };
  int found = find_word (letters, G_N_ELEMENTS (letters), text, 0);

  return found != 0 ? (MoatStride) found : (MoatStride) find_part (words, G_N_ELEMENTS (words), text, 0);
}

MoatLevel
moat_import_words_level (const char *text)
{
  static const Word words[] = {
    { "info", MOAT_LEVEL_LOW },         { "informational", MOAT_LEVEL_LOW },
    { "verylow", MOAT_LEVEL_LOW },      { "low", MOAT_LEVEL_LOW },
    { "minor", MOAT_LEVEL_LOW },        { "unlikely", MOAT_LEVEL_LOW },
    { "medium", MOAT_LEVEL_MEDIUM },    { "moderate", MOAT_LEVEL_MEDIUM },
    { "med", MOAT_LEVEL_MEDIUM },       { "likely", MOAT_LEVEL_MEDIUM },
    { "elevated", MOAT_LEVEL_HIGH },    { "high", MOAT_LEVEL_HIGH },
    { "major", MOAT_LEVEL_HIGH },       { "verylikely", MOAT_LEVEL_HIGH },
    { "severe", MOAT_LEVEL_CRITICAL },  { "critical", MOAT_LEVEL_CRITICAL },
    { "highest", MOAT_LEVEL_CRITICAL }, { "veryhigh", MOAT_LEVEL_CRITICAL },
    { "extreme", MOAT_LEVEL_CRITICAL }, { "frequent", MOAT_LEVEL_CRITICAL },
  };

  return find_word (words, G_N_ELEMENTS (words), text, MOAT_LEVEL_UNKNOWN);
}

MoatLevel
moat_import_words_level_of (double percent)
{
  if (percent <= 0)
    return MOAT_LEVEL_UNKNOWN;
  if (percent < 34)
    return MOAT_LEVEL_LOW;
  if (percent < 67)
    return MOAT_LEVEL_MEDIUM;
  return percent < 100 ? MOAT_LEVEL_HIGH : MOAT_LEVEL_CRITICAL;
}

MoatThreatStatus
moat_import_words_status (const char *text, gboolean *is_mitigated)
{
  static const Word words[] = {
    { "accepted", MOAT_THREAT_ACCEPTED },       { "acceptrisk", MOAT_THREAT_ACCEPTED },
    { "riskaccepted", MOAT_THREAT_ACCEPTED },   { "transferred", MOAT_THREAT_TRANSFERRED },
    { "avoided", MOAT_THREAT_AVOIDED },         { "eliminated", MOAT_THREAT_AVOIDED },
    { "outofscope", MOAT_THREAT_OUT_OF_SCOPE }, { "notapplicable", MOAT_THREAT_NOT_APPLICABLE },
    { "na", MOAT_THREAT_NOT_APPLICABLE },       { "falsepositive", MOAT_THREAT_NOT_APPLICABLE },
    { "rejected", MOAT_THREAT_NOT_APPLICABLE },
  };
  static const Word mitigated[] = {
    { "mitigated", TRUE },   { "mitigate", TRUE }, { "resolved", TRUE },
    { "implemented", TRUE }, { "closed", TRUE },   { "threatresolved", TRUE },
  };

  if (is_mitigated != NULL)
    *is_mitigated = find_word (mitigated, G_N_ELEMENTS (mitigated), text, FALSE);
  return find_word (words, G_N_ELEMENTS (words), text, MOAT_THREAT_OPEN);
}

MoatDecisionStatus
moat_import_words_progress (const char *text)
{
  static const Word words[] = {
    { "implemented", MOAT_DECISION_BUILT },
    { "built", MOAT_DECISION_BUILT },
    { "done", MOAT_DECISION_BUILT },
    { "mitigated", MOAT_DECISION_BUILT },
    { "resolved", MOAT_DECISION_BUILT },
    { "mitigationresolved", MOAT_DECISION_BUILT },
    { "tested", MOAT_DECISION_BUILT },
    { "active", MOAT_DECISION_BUILT },
    { "required", MOAT_DECISION_AGREED },
    { "agreed", MOAT_DECISION_AGREED },
    { "approved", MOAT_DECISION_AGREED },
    { "inprogress", MOAT_DECISION_AGREED },
    { "mitigationinprogress", MOAT_DECISION_AGREED },
    { "planned", MOAT_DECISION_AGREED },
    { "rejected", MOAT_DECISION_DROPPED },
    { "dropped", MOAT_DECISION_DROPPED },
    { "notapplicable", MOAT_DECISION_DROPPED },
    { "mitigationresolvedwillnotaction", MOAT_DECISION_DROPPED },
  };

  return find_word (words, G_N_ELEMENTS (words), text, MOAT_DECISION_PROPOSED);
}

/* ---- Elements, boundaries and flows ---- */

/* "CD-MICROSOFT-AZURE-DB-POSTGRESQL" in words, as a name is; owned. */
static char *
dup_words (const char *type)
{
  char *words = g_strdup (type != NULL ? type : "");

  return g_strdelimit (words, "-_:./", ' ');
}

MoatElementType
moat_import_words_element_type (const char *type, const char *name)
{
  static const Word words[] = {
    { "process", MOAT_ELEMENT_PROCESS },
    { "multiprocess", MOAT_ELEMENT_PROCESS },
    { "server", MOAT_ELEMENT_PROCESS },
    { "lambda", MOAT_ELEMENT_PROCESS },
    { "externalentity", MOAT_ELEMENT_EXTERNAL_ENTITY },
    { "externalelement", MOAT_ELEMENT_EXTERNAL_ENTITY },
    { "external", MOAT_ELEMENT_EXTERNAL_ENTITY },
    { "actor", MOAT_ELEMENT_EXTERNAL_ENTITY },
    { "datastore", MOAT_ELEMENT_DATA_STORE },
    { "store", MOAT_ELEMENT_DATA_STORE },
  };
  static const Word stores[] = {
    { "database", TRUE }, { "datastore", TRUE },   { "sql", TRUE },        { "dynamodb", TRUE },
    { "s3", TRUE },       { "storage", TRUE },     { "filesystem", TRUE }, { "fileserver", TRUE },
    { "redis", TRUE },    { "elasticache", TRUE },
  };
  g_autofree char *type_words = dup_words (type);
  int found = find_word (words, G_N_ELEMENTS (words), type, -1);
  MoatElementType guessed;

  if (found >= 0)
    return found;
  if (find_part (stores, G_N_ELEMENTS (stores), type, FALSE))
    return MOAT_ELEMENT_DATA_STORE;
  guessed = moat_story_guess_type (type_words);
  return guessed != MOAT_ELEMENT_PROCESS ? guessed : moat_story_guess_type (name != NULL ? name : "");
}

MoatBoundaryType
moat_import_words_boundary_type (const char *type, const char *name)
{
  static const Word words[] = {
    { "internet", MOAT_BOUNDARY_INTERNET },
    { "networkpolicy", MOAT_BOUNDARY_NETWORK },
    { "network", MOAT_BOUNDARY_NETWORK },
    { "vpc", MOAT_BOUNDARY_NETWORK },
    { "subnet", MOAT_BOUNDARY_NETWORK },
    { "vlan", MOAT_BOUNDARY_NETWORK },
    { "dmz", MOAT_BOUNDARY_NETWORK },
    { "machine", MOAT_BOUNDARY_HOST },
    { "host", MOAT_BOUNDARY_HOST },
    { "sandbox", MOAT_BOUNDARY_PROCESS },
    { "container", MOAT_BOUNDARY_PROCESS },
    { "execution", MOAT_BOUNDARY_PROCESS },
    { "tenant", MOAT_BOUNDARY_TENANT },
    { "privilege", MOAT_BOUNDARY_PRIVILEGE },
    { "kernel", MOAT_BOUNDARY_PRIVILEGE },
    { "organisation", MOAT_BOUNDARY_ORGANISATION },
    { "organization", MOAT_BOUNDARY_ORGANISATION },
  };
  int found = find_part (words, G_N_ELEMENTS (words), type, MOAT_BOUNDARY_TRUST);

  return found != MOAT_BOUNDARY_TRUST ? found
                                      : find_part (words, G_N_ELEMENTS (words), name, MOAT_BOUNDARY_TRUST);
}

MoatTristate
moat_import_words_encrypted (const char *protocol)
{
  static const Word beginnings[] = {
    { "unencrypt", MOAT_NO }, { "plaintext", MOAT_NO }, { "encrypt", MOAT_YES },   { "https", MOAT_YES },
    { "tls", MOAT_YES },      { "ssl", MOAT_YES },      { "mtls", MOAT_YES },      { "ipsec", MOAT_YES },
    { "vpn", MOAT_YES },      { "aes", MOAT_YES },      { "wireguard", MOAT_YES },
  };
  static const Word whole[] = {
    { "http", MOAT_NO },   { "ws", MOAT_NO },     { "ftp", MOAT_NO },        { "telnet", MOAT_NO },
    { "ldap", MOAT_NO },   { "smtp", MOAT_NO },   { "jdbc", MOAT_NO },       { "odbc", MOAT_NO },
    { "wss", MOAT_YES },   { "sftp", MOAT_YES },  { "ftps", MOAT_YES },      { "scp", MOAT_YES },
    { "ldaps", MOAT_YES }, { "ssh", MOAT_YES },   { "sshtunnel", MOAT_YES }, { "smtps", MOAT_YES },
    { "imaps", MOAT_YES }, { "pop3s", MOAT_YES }, { "mqtts", MOAT_YES },
  };
  int found = find_word (whole, G_N_ELEMENTS (whole), protocol, -1);

  return found >= 0
             ? (MoatTristate) found
             : (MoatTristate) find_beginning (beginnings, G_N_ELEMENTS (beginnings), protocol, MOAT_UNKNOWN);
}
