/* What a merge left to settle is told of, shown, and settled as one step to undo.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "banner.h"
#include "choice-dialog.h"
#include "conflicts.h"
#include "moat-test.h"
#include "page-fixture.h"
#include "settle-conflicts.h"

#include <string.h>

typedef struct
{
  PageFixture base;
  MoatRecord *threat;
} Fixture;

/* Leaves @conflicts in the threat, as a merge does. */
static void
leave (Fixture *fixture, const char *conflicts)
{
  g_autofree char *extra = g_strdup_printf ("{ \"conflicts\": %s }", conflicts);
  MoatState *state;

  moat_document_begin (fixture->base.document, "Merge");
  state = moat_document_edit (fixture->base.document, fixture->threat);
  moat_text_set (&state->extra, extra);
  moat_document_commit (fixture->base.document);
}

static void
set_up (Fixture *fixture, gconstpointer application)
{
  g_autoptr(MoatDocument) document = moat_test_document (4);
  g_autoptr(MoatSession) session = moat_session_new_for_document (document, "Test");

  fixture->threat = moat_document_find (document, "t0");
  page_fixture_open (&fixture->base, application, session);
  leave (fixture, "{ \"text\": { \"base\": \"Before\", \"ours\": \"Ours\", \"theirs\": \"Theirs\" } }");
}

static void
tear_down (Fixture *fixture, gconstpointer application)
{
  page_fixture_close (&fixture->base);
}

static MoatChoiceCard *
show (Fixture *fixture)
{
  moat_settle_conflicts (fixture->base.page, "t0");

  return MOAT_CHOICE_CARD (
      page_fixture_find (page_fixture_get_dialog (MOAT_TYPE_CHOICE_DIALOG), MOAT_TYPE_CHOICE_CARD));
}

static void
settle (MoatChoiceCard *card, int answer)
{
  moat_choice_card_set_choice (card, answer);
  g_signal_emit_by_name (page_fixture_get_dialog (MOAT_TYPE_CHOICE_DIALOG), "accepted");
}

static guint
count (Fixture *fixture)
{
  g_autoptr(GPtrArray) conflicts = moat_conflicts_list (fixture->base.document);

  return conflicts->len;
}

static gboolean
is_told (Fixture *fixture)
{
  GtkWidget *banner = page_fixture_find (GTK_WIDGET (fixture->base.window), MOAT_TYPE_BANNER);

  return moat_banner_is_shown (MOAT_BANNER (banner));
}

/* The window tells of conflicts as long as there are some. */
static void
test_banner (Fixture *fixture, gconstpointer application)
{
  g_assert_true (is_told (fixture));
  settle (show (fixture), MOAT_CONFLICT_OURS);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_false (is_told (fixture));

  page_fixture_undo (&fixture->base);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_true (is_told (fixture));
}

static void
test_sides (Fixture *fixture, gconstpointer application)
{
  static const char *const wanted[] = { "Before", "Ours", "Theirs" };

  for (int side = 0; side < MOAT_N_CONFLICT_SIDES; side++)
    {
      settle (show (fixture), side);
      g_assert_cmpstr (moat_record_get_title (fixture->threat), ==, wanted[side]);
      g_assert_cmpuint (count (fixture), ==, 0);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      page_fixture_undo (&fixture->base);
    }
}

/* What somebody wrote since the merge can be kept, and is what one's own text begins with. */
static void
test_edited_since (Fixture *fixture, gconstpointer application)
{
  MoatChoiceCard *card;
  g_autofree char *text = NULL;

  MOAT_TRANSACTION (fixture->base.document, "Edit")
  moat_edit_set_text (fixture->base.document, fixture->threat, "text", "Both of it", NULL);
  card = show (fixture);
  text = moat_choice_card_dup_text (card);
  g_assert_cmpstr (text, ==, "Both of it");
  settle (card, MOAT_N_CONFLICT_SIDES + 1);
  g_assert_cmpstr (moat_record_get_title (fixture->threat), ==, "Both of it");
  g_assert_cmpuint (count (fixture), ==, 0);
}

static void
test_own_text (Fixture *fixture, gconstpointer application)
{
  MoatChoiceCard *card = show (fixture);
  GtkWidget *view = page_fixture_find (GTK_WIDGET (card), GTK_TYPE_TEXT_VIEW);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "Mine", -1);
  settle (card, MOAT_N_CONFLICT_SIDES);
  g_assert_cmpstr (moat_record_get_title (fixture->threat), ==, "Mine");
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* Deleted on one side: it goes when told so, and comes back by undo. */
static void
test_deletion (Fixture *fixture, gconstpointer application)
{
  leave (fixture, "{ \"record\": { \"deletedBy\": \"theirs\" } }");
  settle (show (fixture), MOAT_CONFLICT_THEIRS);
  g_assert_null (moat_document_find (fixture->base.document, "t0"));
  page_fixture_undo (&fixture->base);
  g_assert_nonnull (moat_document_find (fixture->base.document, "t0"));
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* A side that names what is gone cannot be taken: it says so, and nothing was changed. */
static void
test_gone (Fixture *fixture, gconstpointer application)
{
  g_autofree char *before = NULL;

  leave (fixture, "{ \"on\": { \"ours\": \"f0\", \"theirs\": \"f-gone\" } }");
  before = moat_test_dump (fixture->base.document);
  settle (show (fixture), MOAT_CONFLICT_THEIRS);
  moat_test_assert_same_dump (fixture->base.document, before);
  g_assert_true (page_fixture_has_dialog (&fixture->base));
}

/* Who does not see the card hears what it is about, and with each choice what it says. */
static void
test_names (Fixture *fixture, gconstpointer application)
{
  GtkWidget *card = GTK_WIDGET (show (fixture));
  GtkWidget *side = page_fixture_find (card, GTK_TYPE_CHECK_BUTTON);
  const char *field = moat_kind_find_field (MOAT_KIND_THREAT, "text")->label;
  const char *kind = moat_kind_get_info (MOAT_KIND_THREAT)->label;
  g_autofree char *about = g_strdup_printf ("%s of “%s”, %s", field, moat_record_get_title (fixture->threat),
                                            kind);
  g_autofree char *ours = g_strdup_printf ("Ours: Ours. %s", about);

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (card)), ==, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL, about);
  gtk_test_accessible_assert_property (side, GTK_ACCESSIBLE_PROPERTY_LABEL, ours);
}

/* What is in no record is settled, and undone, like everything else. */
static void
test_of_file (Fixture *fixture, gconstpointer application)
{
  const char *later = "{ \"later\": 1, \"conflicts\": { \"later\": { \"ours\": 1, \"theirs\": 2 } } }";

  leave (fixture, "{}");
  MOAT_TRANSACTION (fixture->base.document, "Merge")
  moat_document_set_extra (fixture->base.document, later);
  g_assert_true (is_told (fixture));
  settle (show (fixture), MOAT_CONFLICT_THEIRS);
  g_assert_nonnull (strstr (moat_document_get_extra (fixture->base.document), "2"));
  g_assert_cmpuint (count (fixture), ==, 0);
  page_fixture_undo (&fixture->base);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* A boundary that both moved is shown where each put it. */
static void
test_boundary (Fixture *fixture, gconstpointer application)
{
  MoatRecord *boundary = g_ptr_array_index (moat_document_list (fixture->base.document, MOAT_KIND_BOUNDARY),
                                            0);

  leave (fixture, "{}");
  fixture->threat = boundary;
  leave (fixture, "{ \"box\": { \"base\": [0, 0, 10, 10], \"ours\": [0, 0, 500, 500], "
                  "\"theirs\": [900, 0, 50, 50] } }");
  settle (show (fixture), MOAT_CONFLICT_THEIRS);
  g_assert_cmpfloat (moat_boundary_state (boundary)->box.x, ==, 900);
}

#define TEST(path, test)                                                                                     \
  g_test_add ("/ui/settle-conflicts/" path, Fixture, application, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr(MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  application = page_fixture_new_application ();

  TEST ("banner", test_banner);
  TEST ("sides", test_sides);
  TEST ("edited-since", test_edited_since);
  TEST ("own-text", test_own_text);
  TEST ("deletion", test_deletion);
  TEST ("gone", test_gone);
  TEST ("boundary", test_boundary);
  TEST ("of-file", test_of_file);
  TEST ("names", test_names);

  return g_test_run ();
}
