/* OWASP Threat Dragon's models: the table's line, and the words of the format.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "threat-dragon-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BIT(shape) (1 << THREAT_DRAGON_##shape)

const ThreatDragonFlag threat_dragon_flags[] = {
  { "isPublicNetwork", "public network", BIT (FLOW) },
  { "providesAuthentication", "provides authentication", BIT (ACTOR) },
  { "handlesCardPayment", "handles card payments", BIT (PROCESS) },
  { "handlesGoodsOrServices", "handles goods or services", BIT (PROCESS) },
  { "isWebApplication", "web application", BIT (PROCESS) },
  { "isSigned", "signed", BIT (STORE) },
  { "storesInventory", "stores inventory", BIT (STORE) },
};

const guint threat_dragon_n_flags = G_N_ELEMENTS (threat_dragon_flags);

static int
sniff (const char *data, gsize length)
{
  return moat_json_peek (data, length, "summary", "detail", NULL)
                 && g_strstr_len (data, length, "\"diagrams\"") != NULL
             ? 95
             : 0;
}

static const char *const suffixes[] = { ".threat-dragon.json", NULL };

const MoatFormat moat_threat_dragon_format = {
  .name = THREAT_DRAGON,
  .label = N_ ("OWASP Threat Dragon"),
  .suffixes = suffixes,
  .mime = "application/json",
  .sniff = sniff,
  .read = threat_dragon_read,
  .write = threat_dragon_write,
};
