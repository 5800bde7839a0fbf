/* What a file's path says to the audit before it is read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-path.h"

#include <string.h>

static const char *const skipped[] = {
  ".git",
  ".hg",
  ".svn",
  ".bzr",
  "node_modules",
  "bower_components",
  "jspm_packages",
  "vendor",
  "vendored",
  "third_party",
  "third-party",
  "thirdparty",
  "3rdparty",
  "3rd_party",
  "external",
  "externals",
  "extern",
  "deps",
  "godeps",
  "pods",
  "carthage",
  ".venv",
  "venv",
  "virtualenv",
  "site-packages",
  "dist-packages",
  ".tox",
  ".nox",
  "__pycache__",
  ".gradle",
  ".terraform",
  ".yarn",
  ".cargo",
  ".bundle",
  "subprojects",
  "_build",
  ".cache",
  ".mypy_cache",
  ".pytest_cache",
  ".next",
  ".nuxt",
  "bazel-out",
  NULL,
};
static const char *const examples[] = {
  "test",           "tests",    "testdata",  "test-data", "test_data", "testing",  "__tests__", "fixtures",
  "fixture",        "mocks",    "template",  "templates", "example",   "examples", "sample",    "samples",
  "demo",           "demos",    "archive",   "archived",  "e2e",       "goldens",  "snapshots", "_templates",
  "issue_template", "workshop", "workshops", "exercises", "tutorials", NULL,
};
static const char *const no_document_stems[] = {
  "changelog",
  "changes",
  "history",
  "news",
  "releases",
  "release_notes",
  "release-notes",
  "releasenotes",
  "license",
  "licence",
  "copying",
  "notice",
  "authors",
  "contributors",
  "code_of_conduct",
  "code-of-conduct",
  "agents",
  "claude",
  "gemini",
  "skill",
  "copilot-instructions",
  "thanks",
  "maintainers",
  "codeowners",
  "requirements",
  "robots",
  "llms",
  "llms-full",
  "third_party_notices",
  "thirdpartynotices",
  "security_contacts",
  "security_template",
  "roadmap",
  NULL,
};
static const char *const program_folders[] = {
  ".claude", ".cursor", ".agent", ".agents", ".gemini", ".codex", ".windsurf", ".kiro", "agents", NULL,
};
static const char *const decision_folders[] = {
  "adr",
  "adrs",
  "decisions",
  "decision-records",
  "decision_records",
  "architecture-decisions",
  "architecture_decisions",
  "architecture-decision-records",
  "decision-log",
  NULL,
};
static const char *const manifests[] = {
  "package.json",     "requirements.txt", "pyproject.toml", "setup.py",     "pipfile",
  "go.mod",           "cargo.toml",       "gemfile",        "pom.xml",      "build.gradle",
  "build.gradle.kts", "composer.json",    "mix.exs",        "pubspec.yaml", "package.swift",
  "build.sbt",        "project.clj",      "setup.cfg",      NULL,
};
static const char *const schema_suffixes[] = { ".sql",  ".prisma", ".graphql",  ".gql",      ".proto",
                                               ".avsc", ".dbml",   "schema.rb", "models.py", NULL };
static const char *const source_suffixes[] = {
  ".c",      ".h",   ".cc",   ".cpp", ".hpp", ".cs",    ".go",    ".rs",  ".py",     ".js",  ".mjs", ".ts",
  ".tsx",    ".jsx", ".java", ".kt",  ".kts", ".scala", ".swift", ".m",   ".mm",     ".rb",  ".php", ".pl",
  ".ex",     ".exs", ".erl",  ".hs",  ".ml",  ".clj",   ".dart",  ".lua", ".sh",     ".zig", ".nim", ".vue",
  ".svelte", ".tf",  ".sol",  ".r",   ".jl",  ".fs",    ".vala",  ".pyx", ".groovy", NULL,
};
static const char *const model_suffixes[] = {
  ".moat",    ".tm7",      ".otm",        ".otm.json",      ".otm.yaml",     ".otm.yml", ".thf",
  ".tc.json", ".cdx.json", ".tmbom.json", "threagile.yaml", "threagile.yml", NULL,
};
/* Kept by many programs: only a name or folder that speaks of threats makes one worth reading. */
static const char *const shared_suffixes[] = { ".json", ".yaml", ".yml", ".hcl", ".drawio", ".xml", NULL };

static gboolean
is_one_of (const char *name, const char *const *names)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_strv_contains (names, lower);
}

static gboolean
ends_with_any (const char *path, const char *const *suffixes)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (; *suffixes != NULL; suffixes++)
    {
      if (g_str_has_suffix (lower, *suffixes))
        return TRUE;
    }
  return FALSE;
}

/* Whether one of the folders above the file begins with one of these words. */
static gboolean
is_below_prefix (const char *path, const char *const *prefixes)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = 0; parts[i] != NULL && parts[i + 1] != NULL; i++)
    {
      for (const char *const *prefix = prefixes; *prefix != NULL; prefix++)
        {
          if (g_ascii_strncasecmp (parts[i], *prefix, strlen (*prefix)) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

/* Whether one of the folders above the file has one of these names. */
static gboolean
is_below_any (const char *path, const char *const *names)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = 0; parts[i] != NULL && parts[i + 1] != NULL; i++)
    {
      if (is_one_of (parts[i], names))
        return TRUE;
    }
  return FALSE;
}

static const char *
get_name (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

char *
moat_audit_path_get_stem (const char *path)
{
  char *stem = g_strdup (get_name (path));
  char *dot = strrchr (stem, '.');

  if (dot != NULL && dot != stem)
    *dot = '\0';
  return stem;
}

gboolean
moat_audit_path_skips_folder (const char *name)
{
  return is_one_of (name, skipped) || is_one_of (name, program_folders);
}

gboolean
moat_audit_path_is_example (const char *path)
{
  static const char *const prefixes[] = { "example-", "example_",  "sample-", "sample_",
                                          "demo-",    "archived-", NULL };

  return is_below_any (path, examples) || is_below_prefix (path, prefixes);
}

gboolean
moat_audit_path_is_no_document (const char *path)
{
  static const char *const instructions[] = { ".agent.md",     ".prompt.md",  ".instructions.md",
                                              ".chatmode.md",  "template.md", "template.rst",
                                              "template.adoc", NULL };
  g_autofree char *stem = moat_audit_path_get_stem (path);

  return is_one_of (stem, no_document_stems) || ends_with_any (path, instructions)
         || is_below_any (path, program_folders);
}

MoatPathKind
moat_audit_path_get_kind (const char *path)
{
  const char *name = get_name (path);
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".schema.json"))
    return MOAT_PATH_NOTHING;
  if (ends_with_any (name, model_suffixes))
    return MOAT_PATH_MODEL;
  if (is_one_of (name, manifests) || ends_with_any (name, (const char *const[]){ ".csproj", NULL }))
    return MOAT_PATH_MANIFEST;
  if (ends_with_any (name, shared_suffixes)
      && (strstr (lower, "threat") != NULL || strstr (lower, "threagile") != NULL))
    return MOAT_PATH_MODEL;
  if (ends_with_any (name, schema_suffixes))
    return MOAT_PATH_SCHEMA;
  return ends_with_any (name, source_suffixes) ? MOAT_PATH_SOURCE : MOAT_PATH_NOTHING;
}

gboolean
moat_audit_path_is_security_md (const char *path)
{
  g_autofree char *stem = moat_audit_path_get_stem (path);

  return g_ascii_strcasecmp (stem, "security") == 0;
}

gboolean
moat_audit_path_is_decision_record (const char *path)
{
  g_autofree char *stem = moat_audit_path_get_stem (path);

  return is_below_any (path, decision_folders)
         || (g_ascii_strncasecmp (stem, "adr", 3) == 0 && strpbrk (stem, "0123456789") != NULL);
}
