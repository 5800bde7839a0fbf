/* Judging a sentence by its shape and its words.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sentence.h"

#include "words.h"

#include <string.h>

/* Words that carry nothing to build or try: without any other word, a decision is a wish. Matched from their
 * first letter on where they end in "*".
 */
static const char *const empty_words[] = {
  "a",          "access*",     "add",          "adequate*", "all",        "always",     "an",
  "and",        "any",         "appropriate*", "apply",     "are",        "as",         "assess*",
  "at",         "attack*",     "authentic*",   "authoriz*", "authoris*",  "aware*",     "be",
  "best",       "better",      "by",           "can",       "care",       "careful*",   "check*",
  "clean*",     "code*",       "coding",       "consider*", "control*",   "correct*",   "data",
  "defen*",     "do",          "don",          "enable*",   "encrypt*",   "enforce*",   "enough",
  "ensure*",    "error*",      "escape",       "escaping",  "every",      "everything", "firewall*",
  "fix",        "follow*",     "for",          "from",      "good",       "guideline*", "handl*",
  "harden*",    "have",        "high",         "if",        "implement*", "improve*",   "in",
  "industry",   "information", "input*",       "is",        "it",         "keep",       "know",
  "latest",     "log",         "logging",      "make",      "malicious",  "manage*",    "measure*",
  "mechanism*", "mfa",         "mitigat*",     "monitor*",  "more",       "must",       "necessary",
  "need*",      "never",       "of",           "on",        "or",         "our",        "output*",
  "owasp",      "parameter*",  "policies",     "policy",    "possible",   "practice*",  "prevent*",
  "principle*", "properly",    "proper",       "protect*",  "put",        "reasonable", "require*",
  "robust*",    "safe*",       "sanitis*",     "sanitiz*",  "secur*",     "sensitive",  "should",
  "solution*",  "some",        "standard*",    "strict*",   "strong*",    "suitable",   "sufficient*",
  "sure",       "system*",     "take",         "team*",     "that",       "the",        "them",
  "this",       "threat*",     "to",           "turn",      "up",         "use",        "user*",
  "using",      "valid*",      "waf",          "we",        "well",       "when",       "where",
  "will",       "with",
};

/* Names of kinds of attack: a move of nothing else does not say what is done. */
static const char *const category_words[] = {
  "a",
  "abuse",
  "access",
  "account",
  "all",
  "an",
  "and",
  "api",
  "application*",
  "attack*",
  "auth",
  "authentication",
  "authorization",
  "bac",
  "bola",
  "breach*",
  "broken",
  "brute",
  "bypass*",
  "clickjacking",
  "code",
  "command",
  "control",
  "credential*",
  "cross",
  "crlf",
  "csrf",
  "data",
  "ddos",
  "denial",
  "deserialization",
  "disclosure",
  "dos",
  "elevation",
  "eavesdropping",
  "escalation",
  "exposure",
  "flooding",
  "force",
  "forgery",
  "generic",
  "hack*",
  "hijack*",
  "idor",
  "impersonation",
  "in",
  "information",
  "injection*",
  "insecure",
  "insider*",
  "integrity",
  "leak*",
  "loss",
  "malware",
  "man",
  "middle",
  "mitm",
  "nosql",
  "object",
  "of",
  "or",
  "os",
  "password*",
  "path",
  "phishing",
  "poisoning",
  "privilege*",
  "ransomware",
  "rce",
  "reference*",
  "remote",
  "replay*",
  "repudiation",
  "request*",
  "script",
  "scripting",
  "security",
  "sensitive",
  "server",
  "service",
  "session*",
  "side",
  "site",
  "sniffing",
  "social",
  "engineering",
  "spam*",
  "spoof*",
  "sql",
  "sqli",
  "ssrf",
  "stuffing",
  "tamper*",
  "the",
  "theft",
  "threat*",
  "traversal",
  "unauthorised",
  "unauthorized",
  "user*",
  "virus*",
  "vulnerabilit*",
  "web",
  "weak",
  "xml",
  "xsrf",
  "xss",
  "xxe",
  "execution",
  "direct",
};

/* Phrases that leave the decision to whoever reads it. */
static const char *const wishes[] = {
  "best practice*",
  "industry standard*",
  "as appropriate",
  "as needed",
  "where appropriate",
  "when necessary",
  "if necessary",
  "be careful",
  "pay attention",
  "to be decided",
  "to be defined",
  "tbd",
  "to do",
  "todo",
  "some kind of",
  "and so on",
};

/* How many of @words are @phrase, words between spaces, from the first one on; 0 when they are not. A "*" at
 * the end takes any ending.
 */
static guint
match_phrase (const char *const *words, const char *phrase)
{
  for (guint n_words = 0; words[n_words] != NULL; n_words++)
    {
      gsize length = strcspn (phrase, " *");

      if (strncmp (words[n_words], phrase, length) != 0)
        return 0;
      if (phrase[length] == '*')
        return n_words + 1;
      if (words[n_words][length] != '\0')
        return 0;
      if (phrase[length] == '\0')
        return n_words + 1;
      phrase += length + 1;
    }

  return 0;
}

/* How many words, from the first one on, are one of @phrases. */
static guint
match_any (const char *const *words, const char *const *phrases, guint n_phrases)
{
  for (guint i = 0; i < n_phrases; i++)
    {
      guint n_words = match_phrase (words, phrases[i]);

      if (n_words > 0)
        return n_words;
    }

  return 0;
}

static gboolean
is_all_among (const char *const *words, const char *const *phrases, guint n_phrases)
{
  while (*words != NULL)
    {
      guint n_words = match_any (words, phrases, n_phrases);

      if (n_words == 0)
        return FALSE;
      words += n_words;
    }

  return TRUE;
}

static gboolean
has_any (const char *const *words, const char *const *phrases, guint n_phrases)
{
  for (; *words != NULL; words++)
    {
      if (match_any (words, phrases, n_phrases) > 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether the full stop at @stop ends a short form and no sentence: "e.g. Stripe", "vs. Apache", "J. Doe". */
static gboolean
is_short_form (const char *text, const char *stop)
{
  static const char *const forms[] = { "e.g", "i.e", "etc", "vs", "approx", "incl", "no", "nr", "cf" };
  const char *begin = stop;
  g_autofree char *word = NULL;

  while (begin > text && !g_ascii_isspace (begin[-1]) && begin[-1] != '(')
    begin--;
  word = g_ascii_strdown (begin, stop - begin);
  if (g_utf8_strlen (word, -1) <= 1)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      if (strcmp (word, forms[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether another sentence begins: an end mark, a space, a capital letter or an ideographic end mark inside.
 */
static gboolean
has_several (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      const char *next = g_utf8_next_char (at);

      if (character == '\n' && *next != '\0')
        return TRUE;
      if (character == 0x3002 && *next != '\0') /* 。 */
        return TRUE;
      if ((character == '.' || character == '!' || character == '?') && *next == ' '
          && g_unichar_isupper (g_utf8_get_char (next + 1)) && !is_short_form (text, at))
        return TRUE;
    }

  return FALSE;
}

MoatSentenceFlaw
moat_sentence_judge (const char *text, MoatSentenceRole role)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_auto (GStrv) split = moat_words_split (stripped);
  const char *const *words = (const char *const *) split;

  if (*words == NULL)
    return MOAT_SENTENCE_EMPTY;
  if (has_several (stripped))
    return MOAT_SENTENCE_SEVERAL;
  if (g_utf8_strlen (stripped, -1) > MOAT_SENTENCE_MAX)
    return MOAT_SENTENCE_LONG;
  if (role == MOAT_SENTENCE_OF_MOVE && is_all_among (words, category_words, G_N_ELEMENTS (category_words)))
    return MOAT_SENTENCE_CATEGORY;
  if (has_any (words, wishes, G_N_ELEMENTS (wishes))
      || is_all_among (words, empty_words, G_N_ELEMENTS (empty_words)))
    return MOAT_SENTENCE_ABSTRACT;

  return MOAT_SENTENCE_FINE;
}
