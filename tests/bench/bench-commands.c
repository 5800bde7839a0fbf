/* What the command palette costs in a model with 10,000 elements and as many
 * flows: collecting what can be found, and each letter that is typed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "bench.h"
#include "command-index.h"
#include "moat-test.h"

#define N_ELEMENTS 10000
#define N_FOUND    120

static const char *const names[] = { "submits the address form", "signs in with a second factor",
                                     "writes the order to the database", "uploads a photo",
                                     "calls the payment provider" };

static void
name_flows (MoatDocument *document)
{
  GPtrArray *flows = moat_document_list (document, MOAT_KIND_FLOW);

  MOAT_TRANSACTION (document, "Name flows")
  for (guint i = 0; i < flows->len; i++)
    moat_text_set (&((MoatFlowState *) moat_document_edit (document, g_ptr_array_index (flows, i)))->name,
                   names[i % G_N_ELEMENTS (names)]);
}

typedef struct
{
  MoatDocument *document;
  MoatCommandIndex *index;
  const char *typed;
} Model;

static void
search (gpointer data)
{
  Model *model = data;
  g_autoptr (GPtrArray) found G_GNUC_UNUSED = moat_command_index_search (model->index, model->typed, N_FOUND);
}

/* What stays of a frame when the palette has just been opened. */
static void
collect_portion (gpointer data)
{
  Model *model = data;
  g_autoptr (MoatCommandIndex) index = moat_command_index_new (model->document);

  moat_command_index_collect (index, 500);
}

static void
collect (gpointer data)
{
  Model *model = data;
  g_autoptr (MoatCommandIndex) index = moat_command_index_new (model->document);
  g_autoptr (GPtrArray) found G_GNUC_UNUSED = moat_command_index_search (index, "x", N_FOUND);
}

int
main (int argc, char *argv[])
{
  static const char *const typed[] = { "s", "sub", "submits form", "wrtordb", "zzz" };
  Model model = { .document = moat_test_document (N_ELEMENTS) };

  name_flows (model.document);
  bench_print ("collecting 10,000 elements and their flows", bench_measure (5, collect, &model), "ms", "–");
  bench_print ("making the index of commands and of 500 records", bench_measure (5, collect_portion, &model),
               "ms", "≤ 16 ms");
  model.index = moat_command_index_new (model.document);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *what = g_strdup_printf ("searching all of it for “%s”", typed[i]);

      model.typed = typed[i];
      bench_print (what, bench_measure (10, search, &model), "ms", "≤ 16 ms");
    }
  moat_command_index_free (model.index);
  g_object_unref (model.document);
  return 0;
}
