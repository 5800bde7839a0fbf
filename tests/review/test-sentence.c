/* Sentences: which can be acted on, and what is wrong with the others.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sentence.h"

#include <string.h>

typedef struct
{
  MoatSentenceFlaw flaw;
  const char *text;
} Case;

static void
judge_all (const Case *cases, guint n_cases, MoatSentenceRole role)
{
  for (guint i = 0; i < n_cases; i++)
    {
      if (moat_sentence_judge (cases[i].text, role) != cases[i].flaw)
        g_test_message ("judged otherwise: %s", cases[i].text);
      g_assert_cmpint (moat_sentence_judge (cases[i].text, role), ==, cases[i].flaw);
    }
}

/* A move says what the attacker does; a kind of attack alone does not. */
static void
test_sentence_moves (void)
{
  static const Case cases[] = {
    { MOAT_SENTENCE_EMPTY, NULL },
    { MOAT_SENTENCE_EMPTY, " … " },
    { MOAT_SENTENCE_CATEGORY, "SQL injection" },
    { MOAT_SENTENCE_CATEGORY, "XSS" },
    { MOAT_SENTENCE_CATEGORY, "Spoofing" },
    { MOAT_SENTENCE_CATEGORY, "Denial of service attack" },
    { MOAT_SENTENCE_CATEGORY, "Broken access control" },
    { MOAT_SENTENCE_CATEGORY, "Man in the middle" },
    { MOAT_SENTENCE_SEVERAL, "Guess the password. Then read the orders." },
    { MOAT_SENTENCE_SEVERAL, "Guess the password\nRead the orders" },
    { MOAT_SENTENCE_FINE, "SQL injection in the search field" },
    { MOAT_SENTENCE_FINE, "Change the id to update another user's address" },
    { MOAT_SENTENCE_FINE, "Submit ten thousand address changes an hour" },
    { MOAT_SENTENCE_FINE, "Send a parcel via e.g. DHL to an address of one's own." },
    { MOAT_SENTENCE_FINE, "Replay yesterday’s request after the user logged out" },
    { MOAT_SENTENCE_FINE, "Eine fremde Adresse durch Raten der Nummer lesen" },
    { MOAT_SENTENCE_FINE, "他人の住所を読む" },
  };
  g_autofree char *is_long = g_strnfill (MOAT_SENTENCE_MAX + 1, 'x');

  judge_all (cases, G_N_ELEMENTS (cases), MOAT_SENTENCE_OF_MOVE);
  g_assert_cmpint (moat_sentence_judge (is_long, MOAT_SENTENCE_OF_MOVE), ==, MOAT_SENTENCE_LONG);
}

/* A decision says what is built; a wish does not. */
static void
test_sentence_decisions (void)
{
  static const Case cases[] = {
    { MOAT_SENTENCE_ABSTRACT, "Be careful" },
    { MOAT_SENTENCE_ABSTRACT, "Sanitize input" },
    { MOAT_SENTENCE_ABSTRACT, "Validate all user input properly" },
    { MOAT_SENTENCE_ABSTRACT, "Use best practices for passwords" },
    { MOAT_SENTENCE_ABSTRACT, "Follow the OWASP guidelines" },
    { MOAT_SENTENCE_ABSTRACT, "Enable a WAF" },
    { MOAT_SENTENCE_ABSTRACT, "Turn on MFA" },
    { MOAT_SENTENCE_ABSTRACT, "Make the system more secure" },
    { MOAT_SENTENCE_ABSTRACT, "Encrypt sensitive data" },
    { MOAT_SENTENCE_ABSTRACT, "TBD" },
    { MOAT_SENTENCE_SEVERAL, "Look the record up by its owner. Log it too." },
    { MOAT_SENTENCE_FINE, "Use parameterized queries" },
    { MOAT_SENTENCE_FINE, "Find the record by the signed-in user, never by an id from the client" },
    { MOAT_SENTENCE_FINE, "Rate limit per account: 10 changes an hour" },
    { MOAT_SENTENCE_FINE, "TLS 1.3 between gateway and service" },
    { MOAT_SENTENCE_FINE, "Hash passwords with argon2id" },
    { MOAT_SENTENCE_FINE, "Validate the postal code against the country's format" },
    { MOAT_SENTENCE_FINE, "Zugriff nur mit dem Konto, dem die Adresse gehört" },
  };

  judge_all (cases, G_N_ELEMENTS (cases), MOAT_SENTENCE_OF_DECISION);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/sentence/moves", test_sentence_moves);
  g_test_add_func ("/review/sentence/decisions", test_sentence_decisions);
  return g_test_run ();
}
