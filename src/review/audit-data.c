/* What kinds of data a repository's program handles.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-data.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_WORDS 24
/* A dependency that is made for nothing else is enough; other words must come together. */
#define ENOUGH 4

static const int weights[MOAT_CLUE_N]
    = { [MOAT_CLUE_README] = 1, [MOAT_CLUE_MANIFEST] = 4, [MOAT_CLUE_SCHEMA] = 2, [MOAT_CLUE_NAME] = 1 };
/* However often the README repeats itself, and however many files have such names. */
static const int most[MOAT_CLUE_N]
    = { [MOAT_CLUE_README] = 3, [MOAT_CLUE_MANIFEST] = 4, [MOAT_CLUE_SCHEMA] = 4, [MOAT_CLUE_NAME] = 2 };

static const struct
{
  const char *nick;
  const char *label;
  const char *words[MOAT_CLUE_N][MAX_WORDS]; /* NULL-ended */
} kinds[MOAT_HANDLES_N] = {
  [MOAT_HANDLES_PAYMENT]
  = { "payment",
      N_ ("payment"),
      { [MOAT_CLUE_README] = { " payment", " checkout ", " credit card", " billing", " invoice", " pci dss",
                               " refund", " subscription fee", " bank account", " merchant", " payout" },
        [MOAT_CLUE_MANIFEST] = { " stripe", " braintree", " paypal", " adyen", " square connect", " mollie",
                                 " razorpay", " gocardless", " plaid", " activemerchant", " worldpay",
                                 " authorizenet", " cybersource" },
        [MOAT_CLUE_SCHEMA] = { " card number", " card token", " iban ", " cvv ", " payment", " invoice",
                               " account number", " billing address", " credit card", " payout",
                               " transaction amount" },
        [MOAT_CLUE_NAME] = { " payment", " checkout ", " billing", " invoice", " stripe", " payout",
                             " refund" } } },
  [MOAT_HANDLES_HEALTH]
  = { "health",
      N_ ("health"),
      { [MOAT_CLUE_README] = { " patient", " medical", " health record", " health data", " clinic", " ehr ",
                               " hipaa", " fhir ", " diagnos", " prescription", " hospital", " telehealth" },
        [MOAT_CLUE_MANIFEST] = { " fhir", " hl7", " dicom", " openehr", " healthkit", " pydicom",
                                 " hapi fhir", " cornerstone core" },
        [MOAT_CLUE_SCHEMA] = { " patient", " diagnosis", " prescription", " medical", " allerg",
                               " blood type", " medication", " insurance number", " health", " symptom" },
        [MOAT_CLUE_NAME] = { " patient", " medical", " prescription", " diagnos", " fhir", " ehr ",
                             " clinic" } } },
  [MOAT_HANDLES_PERSONAL]
  = { "personal",
      N_ ("personal"),
      { [MOAT_CLUE_README] = { " personal data", " personal information", " gdpr", " user profile",
                               " customer data", " pii ", " ccpa", " user data", " date of birth",
                               " shipping address", " email address", " customers " },
        [MOAT_CLUE_MANIFEST] = { " libphonenumber", " python social auth", " next auth", " nextauth",
                                 " firebase auth" },
        [MOAT_CLUE_SCHEMA] = { " email ", " phone", " birth", " ssn ", " first name", " last name",
                               " full name", " street", " postal code", " zip code", " passport",
                               " national id", " gender", " ip address" },
        [MOAT_CLUE_NAME] = { " customer", " profile", " address book", " contacts ", " user model",
                             " person ", " personal" } } },
  [MOAT_HANDLES_CREDENTIALS] = { "credentials",
                                 N_ ("credential"),
                                 { [MOAT_CLUE_README] = { " password", " credentials", " secrets ", " oauth",
                                                          " sign in", " single sign on", " private key",
                                                          " api keys", " two factor", " login" },
                                   [MOAT_CLUE_MANIFEST] = { " bcrypt", " argon2", " passport ", " devise ",
                                                            " keycloak", " passlib", " oauthlib", " authlib",
                                                            " spring security", " jsonwebtoken",
                                                            " pyjwt", " flask login", " django allauth",
                                                            " auth0", " scrypt", " keyring", " oidc" },
                                   [MOAT_CLUE_SCHEMA] = { " password", " passwd", " secret", " api key",
                                                          " access token", " refresh token", " credential",
                                                          " private key", " otp ", " session token" },
                                   [MOAT_CLUE_NAME] = { " login", " password", " credential", " auth ",
                                                        " oauth", " keystore", " session", " secret" } } },
};

void
moat_audit_data_add (MoatAuditData *self, MoatClue clue, const char *words)
{
  for (guint kind = 0; kind < MOAT_HANDLES_N; kind++)
    {
      const char *const *word = kinds[kind].words[clue];

      for (guint i = 0; i < MAX_WORDS && word[i] != NULL; i++)
        {
          if (strstr (words, word[i]) != NULL)
            self->met[clue][kind] |= 1u << i;
        }
    }
}

static int
count_bits (guint32 bits)
{
  int n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

guint
moat_audit_data_get (const MoatAuditData *self)
{
  guint handles = 0;

  for (guint kind = 0; kind < MOAT_HANDLES_N; kind++)
    {
      int points = 0;

      for (guint clue = 0; clue < MOAT_CLUE_N; clue++)
        points += MIN (most[clue], weights[clue] * count_bits (self->met[clue][kind]));
      if (points >= ENOUGH)
        handles |= 1u << kind;
    }
  return handles;
}

char *
moat_audit_data_join (guint handles)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint kind = 0; kind < MOAT_HANDLES_N; kind++)
    {
      if ((handles & (1u << kind)) == 0)
        continue;
      if (text->len > 0)
        /* TRANSLATORS: between the last two of a list, and between the others. */
        g_string_append (text, handles >> (kind + 1) == 0 ? _ (" and ") : _ (", "));
      g_string_append (text, _ (kinds[kind].label));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
moat_audit_data_get_nick (MoatHandles handles)
{
  return kinds[handles].nick;
}
