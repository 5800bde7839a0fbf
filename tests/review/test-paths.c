/* Attack paths: what they begin and end at, and that the shortest are found.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "moat-test.h"
#include "moat-test-seed.h"
#include "paths.h"

#define MAX_ELEMENTS 9

/* A use case of elements in a row: the first one external, the last one a store, no zones. */
typedef struct
{
  MoatDocument *document;
  MoatRecord *use_case;
  MoatRecord *elements[MAX_ELEMENTS];
  MoatRecord *asset;
  guint n_elements;
} Scene;

static const char *
id_of (MoatRecord *record)
{
  return moat_record_get_id (record);
}

static void
scene_init (Scene *scene, guint n_elements)
{
  MoatDocument *document = moat_document_new ();

  *scene = (Scene){ .document = document, .n_elements = n_elements };
  moat_document_begin (document, "Test");
  scene->use_case = moat_edit_add_use_case (document, "Test");
  scene->asset = moat_edit_ensure_asset (document, "Orders");
  moat_text_set (&((MoatAssetState *) moat_document_edit (document, scene->asset))->asset_class, "secret");
  for (guint i = 0; i < n_elements; i++)
    {
      const MoatRect box = { 200.0 * i, 0, 120, 60 };
      g_autofree char *name = g_strdup_printf ("E%u", i);
      MoatElementType type = i == 0                ? MOAT_ELEMENT_EXTERNAL_ENTITY
                             : i == n_elements - 1 ? MOAT_ELEMENT_DATA_STORE
                                                   : MOAT_ELEMENT_PROCESS;

      scene->elements[i] = moat_edit_add_element (document, id_of (scene->use_case), type, name, &box);
    }
  moat_document_commit (document);
}

static void
scene_clear (Scene *scene)
{
  g_object_unref (scene->document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

/* A flow with the asset on it and, when @is_open, a move. */
static MoatRecord *
connect_elements (Scene *scene, guint from, guint to, gboolean is_open)
{
  MoatRecord *flow = NULL;

  MOAT_TRANSACTION (scene->document, "Connect")
  {
    MoatFlowState *state;

    flow = moat_edit_add_flow (scene->document, id_of (scene->use_case), id_of (scene->elements[from]),
                               id_of (scene->elements[to]), "passes on");
    state = moat_document_edit (scene->document, flow);
    moat_list_add (&state->assets, id_of (scene->asset));
    if (is_open)
      moat_edit_add_threat (scene->document, id_of (flow), "Read what passes");
  }

  return flow;
}

static void
assert_path (Scene *scene, const MoatPath *path, const char *expected)
{
  g_autofree char *described = moat_path_describe (scene->document, path);

  g_assert_cmpstr (described, ==, expected);
}

/* A chain needs an open move at each step; a decision anywhere on it breaks it. */
static void
test_paths_open_at_every_step (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) broken = NULL;
  g_autoptr (GPtrArray) threats = NULL;
  MoatRecord *middle;
  gboolean is_complete;

  scene_init (&scene, 4);
  connect_elements (&scene, 0, 1, TRUE);
  middle = connect_elements (&scene, 1, 2, TRUE);
  connect_elements (&scene, 2, 3, TRUE);
  open = moat_paths_find (scene.document, id_of (scene.use_case), &is_complete);
  g_assert_true (is_complete);
  g_assert_cmpuint (open->len, ==, 1);
  assert_path (&scene, g_ptr_array_index (open, 0), "E0 → E1 → E2 → E3");

  threats = moat_document_list_children (scene.document, id_of (middle), MOAT_KIND_THREAT);
  MOAT_TRANSACTION (scene.document, "Decide")
  moat_edit_add_decision (scene.document, id_of (g_ptr_array_index (threats, 0)), "Encrypt it");
  broken = moat_paths_find (scene.document, id_of (scene.use_case), NULL);
  g_assert_cmpuint (broken->len, ==, 0);
}

/* The more secret first, then the shorter; a way round is listed after the direct one. */
static void
test_paths_order (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GPtrArray) paths = NULL;

  scene_init (&scene, 4);
  connect_elements (&scene, 0, 1, TRUE);
  connect_elements (&scene, 1, 2, TRUE);
  connect_elements (&scene, 2, 3, TRUE);
  connect_elements (&scene, 1, 3, TRUE);
  connect_elements (&scene, 2, 1, TRUE);
  paths = moat_paths_find (scene.document, id_of (scene.use_case), NULL);
  g_assert_cmpuint (paths->len, ==, 2);
  assert_path (&scene, g_ptr_array_index (paths, 0), "E0 → E1 → E3");
  assert_path (&scene, g_ptr_array_index (paths, 1), "E0 → E1 → E2 → E3");
  g_assert_true (((MoatPath *) g_ptr_array_index (paths, 0))->is_shortest);
  g_assert_false (((MoatPath *) g_ptr_array_index (paths, 1))->is_shortest);
}

/* Floyd and Warshall's distances, to compare with: flows from the external entity to the store; 0: no way. */
static guint
measure (gboolean edges[MAX_ELEMENTS][MAX_ELEMENTS], guint n)
{
  guint distance[MAX_ELEMENTS][MAX_ELEMENTS];

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      distance[i][j] = i == j ? 0 : edges[i][j] ? 1 : 1000;
  for (guint k = 0; k < n; k++)
    for (guint i = 0; i < n; i++)
      for (guint j = 0; j < n; j++)
        distance[i][j] = MIN (distance[i][j], distance[i][k] + distance[k][j]);

  return distance[0][n - 1] >= 1000 ? 0 : distance[0][n - 1];
}

/* On random graphs the first path is as short as any. */
static void
test_paths_shortest (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_auto (Scene) scene = { 0 };
      gboolean edges[MAX_ELEMENTS][MAX_ELEMENTS] = { 0 };
      g_autoptr (GPtrArray) paths = NULL;
      guint n = 3 + (guint) g_test_rand_int_range (0, MAX_ELEMENTS - 2);
      guint expected;

      scene_init (&scene, n);
      for (guint i = 0; i < 2 * n; i++)
        {
          guint from = (guint) g_test_rand_int_range (0, (gint32) n);
          guint to = (guint) g_test_rand_int_range (0, (gint32) n);
          gboolean is_open = g_test_rand_int_range (0, 4) > 0;

          connect_elements (&scene, from, to, is_open);
          edges[from][to] = edges[from][to] || is_open;
        }
      paths = moat_paths_find (scene.document, id_of (scene.use_case), NULL);
      expected = measure (edges, n);
      if (expected == 0)
        g_assert_cmpuint (paths->len, ==, 0);
      else
        g_assert_cmpuint (((MoatPath *) g_ptr_array_index (paths, 0))->flows->len, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);
  g_test_add_func ("/review/paths/open-at-every-step", test_paths_open_at_every_step);
  g_test_add_func ("/review/paths/order", test_paths_order);
  g_test_add_func ("/review/paths/shortest", test_paths_shortest);
  return g_test_run ();
}
