/* The SECURITY.md that a repository without a threat model begins with.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-starter.h"

static const char beginning[]
    = "# Security\n"
      "\n"
      "<!-- Begun by moat-cli audit. Each TODO is to be replaced by what is true of this\n"
      "     application; until then the audit goes on failing, as it should. -->\n"
      "\n"
      "## Threat Model Summary\n"
      "\n"
      "TODO: What the application does, in two sentences, and who uses it.\n"
      "\n"
      "TODO: How users and services prove who they are.\n"
      "\n"
      "TODO: Who may do what, and where that is checked.\n"
      "\n"
      "### Trust Boundaries\n"
      "\n"
      "- TODO: From where to where, for example public internet to API, and what is checked "
      "there.\n"
      "\n"
      "### Sensitive Data Flows\n"
      "\n";

static const char end[]
    = "\n"
      "### Threats and Mitigations\n"
      "\n"
      "| Threat | Category | Mitigation |\n"
      "|---|---|---|\n"
      "| TODO: what an attacker would do, in one sentence | TODO | TODO: what makes it fail, and "
      "where |\n"
      "\n"
      "## Security Contact\n"
      "\n"
      "TODO: Whom to write to, and how soon they answer.\n"
      "\n"
      "TODO: When this is reviewed: before the first deployment, and when data, integrations or\n"
      "authentication change.\n";

/* One line for each kind of data that was found, so that nobody has to think of it. */
static const char *const lines[MOAT_HANDLES_N] = {
  [MOAT_HANDLES_PAYMENT] = "- TODO: Payment data: where it comes in, where it goes, what is kept of it.\n",
  [MOAT_HANDLES_HEALTH] = "- TODO: Health data: where it comes in, where it rests, who can read it.\n",
  [MOAT_HANDLES_PERSONAL]
  = "- TODO: Personal data: where it comes in, where it rests, how long it is kept.\n",
  [MOAT_HANDLES_CREDENTIALS] = "- TODO: Passwords, keys and tokens: where they are made, kept and checked.\n",
};

char *
moat_audit_starter_write (guint handles)
{
  g_autoptr (GString) text = g_string_new (beginning);

  for (guint kind = 0; kind < MOAT_HANDLES_N; kind++)
    {
      if ((handles & (1u << kind)) != 0)
        g_string_append (text, lines[kind]);
    }
  if (handles == 0)
    g_string_append (
        text, "- TODO: Which data would hurt somebody if it leaked, and where it travels and rests.\n");
  g_string_append (text, end);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
