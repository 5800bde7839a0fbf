/* Record ids: a letter for the kind and twelve base-32 digits.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "ids.h"

#include "kinds.h"

#include <string.h>
#include <sys/random.h>

#define N_DIGITS   12
#define MAX_LENGTH 64

/* Crockford's base 32 in lower case (https://www.crockford.com/base32.html): no i, l, o, u, so that ids can
 * be read aloud. */
static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

static char *
id_from_bytes (MoatKind kind, const guint8 *bytes)
{
  char id[2 + N_DIGITS + 1];

  id[0] = moat_kind_get_info (kind)->id_prefix;
  id[1] = '-';
  for (guint i = 0; i < N_DIGITS; i++)
    id[2 + i] = digits[bytes[i] & 31];
  id[2 + N_DIGITS] = '\0';

  return g_strdup (id);
}

/**
 * moat_id_new:
 *
 * Returns: (transfer full): an id that nobody else has
 */
char *
moat_id_new (MoatKind kind)
{
  guint8 bytes[N_DIGITS];

  /* The kernel gives up to 256 bytes at once or fails for good: without randomness there is no safe id. */
  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    g_error ("The system gives no random numbers, which new records need");

  return id_from_bytes (kind, bytes);
}

/**
 * moat_id_from_text:
 * @text: what the record is and where it stands in its source
 *
 * Returns: (transfer full): the id that this text always gives (the start of its SHA-256)
 */
char *
moat_id_from_text (MoatKind kind, const char *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_get_digest (checksum, digest, &size);

  return id_from_bytes (kind, digest);
}

gboolean
moat_id_is_minted (MoatKind kind, const char *id)
{
  return id != NULL && id[0] == moat_kind_get_info (kind)->id_prefix && id[1] == '-'
         && strlen (id) == 2 + N_DIGITS && strspn (id + 2, digits) == N_DIGITS;
}

gboolean
moat_id_is_valid (const char *id)
{
  gsize length = id != NULL ? strlen (id) : 0;

  if (length == 0 || length > MAX_LENGTH)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (id[i]) && strchr ("-_.", id[i]) == NULL)
      return FALSE;

  return TRUE;
}
