/* Random tests that say the same of the same commit (see moat-test-seed.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test-seed.h"

/* GLib's own form of a seed: four numbers of 32 bits. */
#define SEED "--seed=R02S00000001000000020000000300000004"

static gboolean
is_seed_given (int argc, char **argv)
{
  if (g_strcmp0 (g_getenv ("MOAT_TEST_SEED"), "random") == 0)
    return TRUE;
  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (argv[i], "--seed"))
      return TRUE;

  return FALSE;
}

void
moat_test_init (int *argc, char ***argv)
{
  if (!is_seed_given (*argc, *argv))
    {
      /* Lives as long as the program, as its arguments do. */
      char **with_seed = g_new0 (char *, *argc + 2);

      for (int i = 0; i < *argc; i++)
        with_seed[i] = (*argv)[i];
      with_seed[(*argc)++] = (char *) SEED;
      /* Where those who look for leaks find that it is held. */
      g_dataset_set_data (*argv, "with-seed", with_seed);
      *argv = with_seed;
    }

  g_test_init (argc, argv, NULL);
}
