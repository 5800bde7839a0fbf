/* Taking an entry apart into file, line, symbol, test or link.
 *
 * People also name places in words here ("API/Gateway", "Node.js", "/orders/{id}"), and a file that is said
 * to be missing when none was meant is worse than one that nobody looks for: so a path must look like one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "citation.h"

#include <string.h>

/* Endings at which a name without any folder is a file. */
static const char *const bare_suffixes[] = {
  "bash", "c",    "cc",   "cfg",     "clj",   "conf",   "cpp",     "cs",         "css",   "dart",
  "erl",  "ex",   "exs",  "feature", "go",    "gradle", "graphql", "groovy",     "h",     "hcl",
  "hpp",  "hs",   "html", "ini",     "ipynb", "java",   "js",      "json",       "jsx",   "kt",
  "kts",  "lua",  "md",   "mjs",     "ml",    "php",    "pl",      "properties", "proto", "ps1",
  "py",   "rb",   "rego", "robot",   "rs",    "rst",    "scala",   "sh",         "sql",   "swift",
  "tf",   "toml", "ts",   "tsx",     "txt",   "vue",    "xml",     "yaml",       "yml",   NULL,
};

/* Files that have no ending. */
static const char *const bare_names[] = {
  "CODEOWNERS", "Containerfile", "Dockerfile", "Jenkinsfile", "Makefile", "Procfile", "Vagrantfile", NULL,
};

/* Ends of names of hosts and products, not of files and methods. */
static const char *const host_suffixes[] = { "com", "dev", "io", "net", "org", NULL };

#define LONGEST_SUFFIX 10
/* Between the names of nested tests, as Jest and others print them. */
#define NEXT_TEST " › "

static gboolean
has_space (const char *text)
{
  return strpbrk (text, " \t\r\n") != NULL;
}

static gboolean
is_word_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$' || (c & 0x80) != 0;
}

static gboolean
is_identifier (const char *text, gsize length)
{
  if (length == 0 || g_ascii_isdigit (text[0]))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!is_word_char (text[i]))
        return FALSE;
    }

  return TRUE;
}

/* ---- Files ---- */

static gboolean
is_file_suffix (const char *suffix)
{
  gsize length = strlen (suffix);
  gsize n_lower = 0;
  gsize n_upper = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (suffix[i]))
        return FALSE;
      n_lower += g_ascii_islower (suffix[i]);
      n_upper += g_ascii_isupper (suffix[i]);
    }

  return length <= LONGEST_SUFFIX && n_lower + n_upper > 0 && (n_lower == 0 || n_upper == 0);
}

static gboolean
is_host (const char *text, gsize length)
{
  g_autofree char *name = g_strndup (text, length);
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot > name && g_strv_contains (host_suffixes, dot + 1);
}

/* Whether a name without a folder is a file's. */
static gboolean
is_bare_file (const char *name)
{
  const char *dot = strrchr (name, '.');

  if (dot == NULL)
    return g_strv_contains (bare_names, name);
  if (dot == name)
    return g_ascii_islower (dot[1]) && is_file_suffix (dot + 1);
  /* "Node.js", "Vue.js" */
  if (strcmp (dot, ".js") == 0 && g_ascii_isupper (name[0]))
    return FALSE;

  return g_strv_contains (bare_suffixes, dot + 1);
}

/* Whether @path, which has no line or symbol behind it, is one at all. */
static gboolean
is_path (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *name = slash == NULL ? path : slash + 1;
  const char *dot = strrchr (name, '.');

  if (g_str_has_prefix (path, "./") || g_str_has_prefix (path, "../") || g_str_has_prefix (path, "~/"))
    return TRUE;
  if (slash == NULL)
    return is_bare_file (name);
  if (is_host (path, strcspn (path, "/")))
    return FALSE;
  /* A folder; but "/orders/" is an address of an API. */
  if (*name == '\0')
    return path[0] != '/';
  if (g_strv_contains (bare_names, name))
    return TRUE;

  return dot != NULL && dot[1] != '\0' && is_file_suffix (dot + 1);
}

/* "12", "12-20", "12:5": the line that it begins with, else 0. */
static guint
parse_line (const char *text)
{
  char *end = NULL;
  guint64 line;

  if (!g_ascii_isdigit (text[0]))
    return 0;
  line = g_ascii_strtoull (text, &end, 10);
  end += strspn (end, "0123456789-:L");

  return *end == '\0' && line <= G_MAXINT ? (guint) line : 0;
}

/* What follows "#" in a path: a line as forges write it ("L12"), or a name. */
static void
set_fragment (MoatCitation *self, const char *fragment)
{
  gsize length = strlen (fragment);

  if (fragment[0] == 'L')
    self->line = parse_line (fragment + 1);
  if (self->line > 0)
    return;
  if (g_str_has_suffix (fragment, "()"))
    length -= 2;
  if (length > 0)
    self->symbol = g_strndup (fragment, length);
}

static gboolean
parse_file (MoatCitation *self, const char *entry, gboolean may_have_spaces)
{
  g_autofree char *path = g_strdup (entry);
  char *hash = strchr (path, '#');
  char *colon = NULL;
  guint line = 0;

  if (hash != NULL)
    *hash = '\0';
  g_strdelimit (path, "\\", '/');
  /* Not the one of a drive. */
  colon = strlen (path) > 2 ? strchr (path + 2, ':') : NULL;
  if (colon != NULL)
    {
      line = parse_line (colon + 1);
      *colon = '\0';
      if (line == 0)
        return FALSE;
    }
  if ((!may_have_spaces && has_space (path)) || strpbrk (path, "{}<>*?\"|") != NULL || !is_path (path))
    return FALSE;

  self->cites = MOAT_CITES_FILE;
  self->line = line;
  self->path = g_steal_pointer (&path);
  if (hash != NULL)
    set_fragment (self, strchr (entry, '#') + 1);

  return TRUE;
}

/* ---- Tests ---- */

/* "tests/test_api.py::TestA::test_b"; "orders::tests::rejects" has no file. */
static gboolean
parse_scoped_test (MoatCitation *self, const char *entry)
{
  const char *colons = strstr (entry, "::");
  g_autofree char *path = NULL;

  if (colons == NULL || colons == entry || colons[2] == '\0')
    return FALSE;
  path = g_strndup (entry, (gsize) (colons - entry));
  if (has_space (path))
    return FALSE;
  g_strdelimit (path, "\\", '/');

  self->cites = MOAT_CITES_TEST;
  if (is_path (path))
    {
      self->path = g_steal_pointer (&path);
      self->test = g_strdup (colons + 2);
    }
  else
    {
      self->test = g_strdup (entry);
    }

  return TRUE;
}

/* "TestUpdate", "TestUpdate/other_user", "FuzzParse". */
static gboolean
is_go_test (const char *name)
{
  static const char *const kinds[] = { "Test", "Fuzz", "Benchmark", "Example" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize length = strlen (kinds[i]);
      char next = g_str_has_prefix (name, kinds[i]) ? name[length] : '\0';

      if (next == '_' || g_ascii_isupper (next) || (g_ascii_isdigit (next) && i == 0))
        return is_identifier (name, strcspn (name, "/"));
    }

  return FALSE;
}

/* With a package before: "github.com/acme/shop/orders.TestUpdate/other_user". */
static gboolean
is_qualified_go_test (const char *entry)
{
  for (const char *dot = strchr (entry, '.'); dot != NULL; dot = strchr (dot + 1, '.'))
    {
      if (is_go_test (dot + 1))
        return TRUE;
    }

  return is_go_test (entry);
}

/* "ApiTest#update", "shop.ApiTest#update". */
static gboolean
is_class_and_method (const char *entry)
{
  const char *hash = strchr (entry, '#');
  gsize length;

  if (hash == NULL || hash == entry || !is_identifier (hash + 1, strcspn (hash + 1, "([")))
    return FALSE;
  length = (gsize) (hash - entry);
  for (gsize at = 0; at < length;)
    {
      gsize part = strcspn (entry + at, ".#");

      if (!is_identifier (entry + at, part))
        return FALSE;
      at += part + 1;
    }

  return TRUE;
}

/* A name that only a program would have: "test_update", "rejectsOtherUser". */
static gboolean
is_code_name (const char *name)
{
  if (!is_identifier (name, strcspn (name, "[(")))
    return FALSE;
  if (strchr (name + 1, '_') != NULL)
    return TRUE;
  if (g_ascii_islower (name[0]))
    {
      for (const char *c = name + 1; *c != '\0'; c++)
        {
          if (g_ascii_isupper (*c))
            return TRUE;
        }
    }

  return FALSE;
}

/* "shop.ApiTest.update", "tests.test_api.test_b": something in a class, or a name of code in something. */
static gboolean
is_dotted_test (const char *entry)
{
  g_auto (GStrv) parts = g_strsplit (entry, ".", -1);
  guint n_parts = g_strv_length (parts);
  gboolean in_class = FALSE;

  if (n_parts < 2 || is_host (entry, strlen (entry)) || strcmp (parts[n_parts - 1], "js") == 0)
    return FALSE;
  for (guint i = 0; i < n_parts; i++)
    {
      if (!is_identifier (parts[i], i + 1 < n_parts ? strlen (parts[i]) : strcspn (parts[i], "[(")))
        return FALSE;
      in_class = in_class || (i > 0 && g_ascii_isupper (parts[i - 1][0])) || g_ascii_isupper (parts[i][0]);
    }
  /* "ASP.NET" */
  if (n_parts == 2 && strcmp (parts[1], "NET") == 0)
    return FALSE;

  return in_class || is_code_name (parts[n_parts - 1]);
}

static gboolean
is_test (const char *entry)
{
  if (strstr (entry, NEXT_TEST) != NULL)
    return TRUE;
  if (is_qualified_go_test (entry))
    return TRUE;
  /* What the parameters of a test are may hold anything. */
  if (has_space (entry) && strcspn (entry, " \t\r\n") < strcspn (entry, "[("))
    return FALSE;

  return is_class_and_method (entry) || is_dotted_test (entry) || is_code_name (entry);
}

/* ---- Entries ---- */

static gboolean
is_link (const char *entry)
{
  return (g_str_has_prefix (entry, "https://") || g_str_has_prefix (entry, "http://")) && !has_space (entry);
}

void
moat_citation_init (MoatCitation *self, const char *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (entry == NULL ? "" : entry));
  gsize length = strlen (text);
  gboolean is_quoted = length > 2 && text[0] == '`' && strchr (text + 1, '`') == text + length - 1;

  memset (self, 0, sizeof *self);
  if (is_quoted)
    {
      memmove (text, text + 1, length - 2);
      text[length - 2] = '\0';
      g_strstrip (text);
    }

  if (is_link (text))
    self->cites = MOAT_CITES_LINK;
  else if (!parse_scoped_test (self, text) && !parse_file (self, text, is_quoted) && is_test (text))
    {
      self->cites = MOAT_CITES_TEST;
      self->test = g_steal_pointer (&text);
    }
}

void
moat_citation_clear (MoatCitation *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->symbol, g_free);
  g_clear_pointer (&self->test, g_free);
}

char *
moat_citation_dup_inside (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  if (path[0] == '/' || path[0] == '~' || path[0] == '\\' || (g_ascii_isalpha (path[0]) && path[1] == ':'))
    return NULL;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (strcmp (parts[i], "..") == 0 && kept->len == 0)
        return NULL;
      if (strcmp (parts[i], "..") == 0)
        g_ptr_array_set_size (kept, (int) kept->len - 1);
      else if (parts[i][0] != '\0' && strcmp (parts[i], ".") != 0)
        g_ptr_array_add (kept, parts[i]);
    }
  g_ptr_array_add (kept, NULL);

  return kept->len == 1 ? g_strdup (".") : g_strjoinv ("/", (char **) kept->pdata);
}
