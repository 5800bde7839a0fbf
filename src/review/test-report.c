/* Keeping tests by the words of their names, to be found by any of the ways
 * that people write a test's name.
 *
 * Names are compared in one spelling, a key: their parts with one separator between them, whatever a runner
 * or a person puts there. Whether an entry means a test is then whether its key is the end of the test's key.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "test-report.h"

#include <string.h>

#define SEPARATOR '\x1f'
/* The last words of a sentence are enough to be the name of a test from this many words on. */
#define ENOUGH_WORDS 3

/* Tests that stand together: of one class, in one file. */
typedef struct
{
  const char *class_key;
  const char *suite_key;
  const char *file_key; /* without the file's ending */
  GArray *tests;        /* of guint, owned */
} Group;

typedef struct
{
  MoatTest test;
  const char *key; /* of class and name */
  guint name_at;   /* where the name begins in it */
  /* Where the name ends: as it is, "length(String)[1]"; without the number or name of the case; and without
   * its parameters. */
  guint ends[3];
  guint group;
} Entry;

struct _MoatTestReport
{
  GStringChunk *strings; /* all texts, each once */
  GArray *entries;       /* of Entry */
  GPtrArray *groups;     /* of Group, owned */
  GHashTable *group_ids; /* class, file and suite → index + 1 */
  GHashTable *by_name;   /* last part of a name → GArray of entries' indices */
  GHashTable *by_place;  /* a part of a class, the last of a file or suite → GArray of groups' indices */
  const char *date;
};

/* What is looked for, in keys. */
typedef struct
{
  char *test;   /* or NULL */
  char *path;   /* without the file's ending, or NULL */
  char *folder; /* of a file of Go, whose reports name only that; or NULL */
} Wanted;

typedef enum
{
  FIT_EXACT,
  FIT_CLASS, /* by the end of its class, and its name */
  FIT_NAME,  /* by its name alone */
  FIT_WORDS, /* by the end of its name, which is a sentence with the names of the groups around it (Jest) */
  FIT_NONE,
} Fit;

/* ---- Keys ---- */

static gboolean
is_separator (gunichar c)
{
  return c == '.' || c == ':' || c == '#' || c == '/' || c == '\\' || c == '$' || c == '>' || c == 0x203a
         || c == 0xbb || g_unichar_isspace (c);
}

static void
append_key (GString *key, const char *text, gsize length)
{
  gboolean is_pending = FALSE;

  for (const char *at = text; at < text + length && *at != '\0'; at = g_utf8_next_char (at))
    {
      if (is_separator (g_utf8_get_char (at)))
        {
          is_pending = TRUE;
          continue;
        }
      if (is_pending && key->len > 0 && key->str[key->len - 1] != SEPARATOR)
        g_string_append_c (key, SEPARATOR);
      is_pending = FALSE;
      g_string_append_len (key, at, g_utf8_next_char (at) - at);
    }
}

static char *
dup_key (const char *text)
{
  GString *key = g_string_new (NULL);

  append_key (key, text, strlen (text));
  return g_string_free (key, FALSE);
}

/* Of a path, without the ending of its last name, so that it compares with a module's or class's name. */
static char *
dup_path_key (const char *path)
{
  GString *key = g_string_new (NULL);
  gsize length = strlen (path);
  const char *slash = strrchr (path, '/');
  const char *dot = strrchr (slash == NULL ? path : slash, '.');

  if (dot != NULL && dot > path && dot[-1] != '/')
    length = (gsize) (dot - path);
  append_key (key, path, length);

  return g_string_free (key, FALSE);
}

static const char *
last_part (const char *key, gsize length)
{
  const char *separator = memrchr (key, SEPARATOR, length);

  return separator == NULL ? key : separator + 1;
}

/* Whether @tail is the end of the first @length bytes of @key, from the beginning of a part on. */
static gboolean
ends_with (const char *key, gsize length, const char *tail, gsize tail_length)
{
  return tail_length > 0 && tail_length <= length
         && memcmp (key + length - tail_length, tail, tail_length) == 0
         && (tail_length == length || key[length - tail_length - 1] == SEPARATOR);
}

/* Whether one is the end of the other: reports and models may be written from different folders. */
static gboolean
is_same_place (const char *a, gsize a_length, const char *b)
{
  gsize b_length = strlen (b);

  return ends_with (a, a_length, b, b_length) || ends_with (b, b_length, a, a_length);
}

/* Whether @class_key names a place in the file at @path: its module, or a class in that. */
static gboolean
is_in_file (const char *class_key, gsize length, const char *path)
{
  const char *module = last_part (path, strlen (path));
  gsize module_length = strlen (module);

  for (gsize end = length; end > 0;)
    {
      const char *part = last_part (class_key, end);
      gsize part_at = (gsize) (part - class_key);

      if (end - part_at == module_length && memcmp (part, module, module_length) == 0
          && is_same_place (class_key, end, path))
        return TRUE;
      end = part_at == 0 ? 0 : part_at - 1;
    }

  return FALSE;
}

static guint
count_parts (const char *key)
{
  guint n = 1;

  for (; *key != '\0'; key++)
    n += *key == SEPARATOR;

  return n;
}

/* ---- Adding ---- */

static void
group_free (gpointer data)
{
  Group *group = data;

  g_array_unref (group->tests);
  g_free (group);
}

MoatTestReport *
moat_test_report_new (void)
{
  MoatTestReport *self = g_new0 (MoatTestReport, 1);

  self->strings = g_string_chunk_new (64 * 1024);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->group_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  self->by_place = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  self->date = "";

  return self;
}

void
moat_test_report_free (MoatTestReport *self)
{
  g_hash_table_unref (self->by_place);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->group_ids);
  g_ptr_array_unref (self->groups);
  g_array_unref (self->entries);
  g_string_chunk_free (self->strings);
  g_free (self);
}

static const char *
keep (MoatTestReport *self, const char *text)
{
  return text == NULL || *text == '\0' ? "" : g_string_chunk_insert_const (self->strings, text);
}

static const char *
keep_part (MoatTestReport *self, const char *part, gsize length)
{
  g_autofree char *text = g_strndup (part, length);

  return g_string_chunk_insert_const (self->strings, text);
}

/* Puts @value under @part, unless it was the last one put there. */
static void
index_add (GHashTable *index, const char *part, guint value)
{
  GArray *values = g_hash_table_lookup (index, part);

  if (values == NULL)
    {
      values = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (index, (char *) part, values);
    }
  if (values->len == 0 || g_array_index (values, guint, values->len - 1) != value)
    g_array_append_val (values, value);
}

static void
index_group (MoatTestReport *self, const Group *group, guint index)
{
  const char *others[] = { group->file_key, group->suite_key };

  for (gsize end = strlen (group->class_key); end > 0;)
    {
      const char *part = last_part (group->class_key, end);
      gsize part_at = (gsize) (part - group->class_key);

      index_add (self->by_place, keep_part (self, part, end - part_at), index);
      end = part_at == 0 ? 0 : part_at - 1;
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (*others[i] != '\0')
        index_add (self->by_place, keep (self, last_part (others[i], strlen (others[i]))), index);
    }
}

static gboolean
is_like_path (const char *text)
{
  g_auto (MoatCitation) citation = { 0 };

  moat_citation_init (&citation, text);
  return citation.cites == MOAT_CITES_FILE;
}

/* Some runners leave the class out, others repeat the name there. */
static const char *
choose_class (const MoatTest *test)
{
  if (*test->class_name == '\0')
    return test->suite;

  return strcmp (test->class_name, test->name) == 0 ? "" : test->class_name;
}

static guint
add_group (MoatTestReport *self, const MoatTest *test)
{
  const char *class_name = choose_class (test);
  const char *file = *test->file == '\0' && is_like_path (test->suite) ? test->suite : test->file;
  g_autofree char *id = g_strjoin ("\n", class_name, file, test->suite, NULL);
  g_autofree char *class_key = NULL;
  g_autofree char *file_key = NULL;
  g_autofree char *suite_key = NULL;
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->group_ids, id));
  Group *group;

  if (index > 0)
    return index - 1;

  class_key = dup_key (class_name);
  file_key = dup_path_key (file);
  suite_key = dup_key (test->suite);
  group = g_new0 (Group, 1);
  group->class_key = keep (self, class_key);
  group->file_key = keep (self, file_key);
  group->suite_key = keep (self, suite_key);
  group->tests = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->groups, group);
  g_hash_table_insert (self->group_ids, (char *) keep (self, id), GUINT_TO_POINTER (self->groups->len));
  index_group (self, group, self->groups->len - 1);

  return self->groups->len - 1;
}

/* Where the key of the first @length bytes of the name ends in the entry's key. */
static guint
measure_name (const Entry *entry, const char *class_key, gsize length)
{
  g_autoptr (GString) key = g_string_new (class_key);

  if (key->len > 0)
    g_string_append_c (key, SEPARATOR);
  append_key (key, entry->test.name, length);

  return (guint) key->len;
}

/* Gives @entry its key: the class's, a separator, the name's. */
static void
make_key (MoatTestReport *self, Entry *entry, const Group *group)
{
  const char *name = entry->test.name;
  const char *last = strrchr (name, '[');
  gsize lengths[] = { strlen (name), last == NULL ? 0 : (gsize) (last - name), strcspn (name, "[({") };
  g_autoptr (GString) key = g_string_new (group->class_key);

  if (key->len > 0 && *name != '\0')
    g_string_append_c (key, SEPARATOR);
  entry->name_at = (guint) key->len;
  append_key (key, name, lengths[0]);
  entry->key = keep (self, key->str);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    entry->ends[i] = lengths[i] == 0 || lengths[i] == lengths[0]
                         ? (guint) key->len
                         : measure_name (entry, group->class_key, lengths[i]);
}

void
moat_test_report_add (MoatTestReport *self, const MoatTest *test)
{
  Entry entry = { 0 };
  Group *group;

  entry.test.suite = keep (self, test->suite);
  entry.test.class_name = keep (self, test->class_name);
  entry.test.name = keep (self, test->name);
  entry.test.file = keep (self, test->file);
  entry.test.date = keep (self, test->date);
  entry.test.outcome = test->outcome;
  entry.group = add_group (self, &entry.test);
  group = g_ptr_array_index (self->groups, entry.group);
  make_key (self, &entry, group);

  g_array_append_val (self->entries, entry);
  g_array_append_vals (group->tests, &(guint){ self->entries->len - 1 }, 1);
  for (guint i = 0; i < G_N_ELEMENTS (entry.ends); i++)
    {
      const char *part = last_part (entry.key, entry.ends[i]);

      if (i == 0 || entry.ends[i] != entry.ends[i - 1])
        index_add (self->by_name, keep_part (self, part, entry.ends[i] - (gsize) (part - entry.key)),
                   self->entries->len - 1);
    }
  if (strcmp (entry.test.date, self->date) > 0)
    self->date = entry.test.date;
}

guint
moat_test_report_get_size (MoatTestReport *self)
{
  return self->entries->len;
}

const char *
moat_test_report_get_date (MoatTestReport *self)
{
  return self->date;
}

/* ---- Finding ---- */

static void
wanted_init (Wanted *wanted, const MoatCitation *citation)
{
  const char *test = citation->test != NULL ? citation->test : citation->symbol;

  wanted->test = test == NULL ? NULL : dup_key (test);
  /* A method without parameters: some write the brackets, some do not. */
  if (wanted->test != NULL && g_str_has_suffix (wanted->test, "()"))
    wanted->test[strlen (wanted->test) - 2] = '\0';
  wanted->path = citation->path == NULL ? NULL : dup_path_key (citation->path);
  if (wanted->path != NULL && g_str_has_suffix (citation->path, "_test.go"))
    {
      const char *name = last_part (wanted->path, strlen (wanted->path));

      if (name > wanted->path)
        wanted->folder = g_strndup (wanted->path, (gsize) (name - wanted->path) - 1);
    }
}

static void
wanted_clear (Wanted *wanted)
{
  g_free (wanted->test);
  g_free (wanted->path);
  g_free (wanted->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

/* How well the file fits, when the wanted test's own parts leave the first @rest bytes of the class. */
static Fit
fit_file (const Group *group, gsize rest, const Wanted *wanted)
{
  gboolean is_module = rest > 0 && is_same_place (group->class_key, rest, wanted->path);

  if (*group->file_key != '\0')
    {
      if (!is_same_place (group->file_key, strlen (group->file_key), wanted->path))
        return FIT_NONE;
      return rest == 0 || is_module ? FIT_EXACT : FIT_NAME;
    }
  if (is_module
      || (wanted->folder != NULL
          && is_same_place (group->class_key, strlen (group->class_key), wanted->folder)))
    return FIT_EXACT;

  return rest == 0 || is_in_file (group->class_key, rest, wanted->path) ? FIT_NAME : FIT_NONE;
}

/* Whether the suite's name and the test's are wanted, where the class says something else. */
static gboolean
is_in_suite (const Entry *entry, const Group *group, gsize length, const Wanted *wanted)
{
  gsize name_length = length - entry->name_at;
  gsize wanted_length = strlen (wanted->test);

  return wanted->path == NULL && wanted_length > name_length + 1
         && ends_with (wanted->test, wanted_length, entry->key + entry->name_at, name_length)
         && ends_with (group->suite_key, strlen (group->suite_key), wanted->test,
                       wanted_length - name_length - 1);
}

static gboolean
is_end_of_sentence (const Entry *entry, const Wanted *wanted)
{
  return wanted->path == NULL && strchr (entry->test.name, ' ') != NULL
         && count_parts (wanted->test) >= ENOUGH_WORDS;
}

/* As its name ends at @length in the test's key. */
static Fit
fit_length (const Entry *entry, const Group *group, gsize length, const Wanted *wanted)
{
  gsize wanted_length = strlen (wanted->test);
  gsize start;

  if (!ends_with (entry->key, length, wanted->test, wanted_length))
    return is_in_suite (entry, group, length, wanted) ? FIT_CLASS : FIT_NONE;
  start = length - wanted_length;
  if (start > entry->name_at)
    return is_end_of_sentence (entry, wanted) ? FIT_WORDS : FIT_NONE;
  if (wanted->path != NULL)
    return fit_file (group, start == 0 ? 0 : start - 1, wanted);
  if (start == 0)
    return FIT_EXACT;

  return start < entry->name_at ? FIT_CLASS : FIT_NAME;
}

static Fit
fit_entry (const Entry *entry, const Group *group, const Wanted *wanted)
{
  Fit best = FIT_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (entry->ends); i++)
    {
      Fit fit = fit_length (entry, group, entry->ends[i], wanted);

      best = MIN (best, fit);
    }

  return best;
}

static Fit
fit_group (const Group *group, const Wanted *wanted)
{
  gsize length = strlen (group->class_key);

  if (wanted->test == NULL)
    {
      if (*group->file_key != '\0')
        return is_same_place (group->file_key, strlen (group->file_key), wanted->path) ? FIT_EXACT : FIT_NONE;
      if (wanted->folder != NULL && is_same_place (group->class_key, length, wanted->folder))
        return FIT_EXACT;
      return is_in_file (group->class_key, length, wanted->path) ? FIT_EXACT : FIT_NONE;
    }
  if (wanted->path != NULL)
    return ends_with (group->class_key, length, wanted->test, strlen (wanted->test))
                   && fit_file (group, length - MIN (length, strlen (wanted->test) + 1), wanted) != FIT_NONE
               ? FIT_EXACT
               : FIT_NONE;
  if (strcmp (group->class_key, wanted->test) == 0 || strcmp (group->suite_key, wanted->test) == 0)
    return FIT_EXACT;

  return ends_with (group->class_key, length, wanted->test, strlen (wanted->test)) ? FIT_CLASS : FIT_NONE;
}

/* The best fit so far and what fits so. */
typedef struct
{
  GPtrArray *tests;
  Fit best;
  const Group *group; /* of the first in there */
  const Entry *entry; /* the first in there */
  gboolean is_ambiguous;
} Search;

static gboolean
is_other (const Search *search, const Group *group, const Entry *entry)
{
  if (search->best == FIT_EXACT)
    return FALSE;
  if (search->best == FIT_WORDS && strcmp (entry->key, search->entry->key) != 0)
    return TRUE;

  return strcmp (group->class_key, search->group->class_key) != 0
         || strcmp (group->file_key, search->group->file_key) != 0;
}

static void
search_add (Search *search, Fit fit, const Group *group, const Entry *entry)
{
  if (fit > search->best || fit == FIT_NONE)
    return;
  if (fit < search->best)
    {
      g_ptr_array_set_size (search->tests, 0);
      search->is_ambiguous = FALSE;
      search->group = group;
      search->entry = entry;
      search->best = fit;
    }
  search->is_ambiguous = search->is_ambiguous || is_other (search, group, entry);
  g_ptr_array_add (search->tests, (gpointer) &entry->test);
}

static void
search_entries (Search *search, MoatTestReport *self, const Wanted *wanted)
{
  GArray *found = g_hash_table_lookup (self->by_name, last_part (wanted->test, strlen (wanted->test)));

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, g_array_index (found, guint, i));
      const Group *group = g_ptr_array_index (self->groups, entry->group);

      search_add (search, fit_entry (entry, group, wanted), group, entry);
    }
}

static void
search_groups (Search *search, MoatTestReport *self, const Wanted *wanted, const char *place)
{
  GArray *found = g_hash_table_lookup (self->by_place, last_part (place, strlen (place)));

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const Group *group = g_ptr_array_index (self->groups, g_array_index (found, guint, i));
      Fit fit = fit_group (group, wanted);

      for (guint j = 0; j < group->tests->len && fit != FIT_NONE; j++)
        search_add (search, fit, group,
                    &g_array_index (self->entries, Entry, g_array_index (group->tests, guint, j)));
    }
}

MoatTestsFound
moat_test_report_find (MoatTestReport *self, const MoatCitation *citation, GPtrArray *tests)
{
  g_auto (Wanted) wanted = { 0 };
  Search search = { tests, FIT_NONE, NULL, NULL, FALSE };

  g_ptr_array_set_size (tests, 0);
  wanted_init (&wanted, citation);
  if (wanted.test != NULL && *wanted.test != '\0')
    search_entries (&search, self, &wanted);
  if (tests->len == 0 && wanted.test != NULL && *wanted.test != '\0')
    search_groups (&search, self, &wanted, wanted.test);
  if (wanted.test == NULL && wanted.path != NULL && *wanted.path != '\0')
    search_groups (&search, self, &wanted, wanted.path);
  if (tests->len == 0 && wanted.test == NULL && wanted.folder != NULL)
    search_groups (&search, self, &wanted, wanted.folder);

  if (tests->len == 0)
    return MOAT_TESTS_NONE;
  return search.is_ambiguous ? MOAT_TESTS_AMBIGUOUS : MOAT_TESTS_FOUND;
}
