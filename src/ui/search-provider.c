/* Recent models in the desktop's search (see search-provider.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "search-provider.h"

#include "places.h"
#include "recent.h"

/* The shell shows five or so; more are for those who go on typing. */
#define MAX_RESULTS 20
#define MAX_RECENTS 200

#define ICON_NAME MOAT_APP_ID "-model"

static const char description[]
    = "<node>"
      "<interface name='org.gnome.Shell.SearchProvider2'>"
      "<method name='GetInitialResultSet'>"
      "<arg type='as' name='terms' direction='in'/><arg type='as' name='results' direction='out'/>"
      "</method>"
      "<method name='GetSubsearchResultSet'>"
      "<arg type='as' name='previous' direction='in'/><arg type='as' name='terms' direction='in'/>"
      "<arg type='as' name='results' direction='out'/>"
      "</method>"
      "<method name='GetResultMetas'>"
      "<arg type='as' name='ids' direction='in'/><arg type='aa{sv}' name='metas' direction='out'/>"
      "</method>"
      "<method name='ActivateResult'>"
      "<arg type='s' name='id' direction='in'/><arg type='as' name='terms' direction='in'/>"
      "<arg type='u' name='time' direction='in'/>"
      "</method>"
      "<method name='LaunchSearch'>"
      "<arg type='as' name='terms' direction='in'/><arg type='u' name='time' direction='in'/>"
      "</method>"
      "</interface>"
      "</node>";

struct _MoatSearchProvider
{
  GObject parent_instance;

  GDBusConnection *connection;
  guint registration; /* 0: not exported */
};

enum
{
  SIGNAL_OPEN,
  SIGNAL_LAUNCH,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatSearchProvider, moat_search_provider, G_TYPE_OBJECT)

/* ---- Finding ---- */

gboolean
moat_search_provider_matches (const char *text, const char *const *terms)
{
  for (; *terms != NULL; terms++)
    if (!g_str_match_string (*terms, text, TRUE))
      return FALSE;

  return TRUE;
}

/* The id of a result is its address: it stays what it is while the list changes. */
static GVariant *
find_results (const char *const *terms)
{
  g_autoptr (GPtrArray) recents = moat_recent_list (MAX_RECENTS);
  GVariantBuilder results;
  guint n_results = 0;

  g_variant_builder_init (&results, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < recents->len && n_results < MAX_RESULTS; i++)
    {
      const MoatRecent *recent = g_ptr_array_index (recents, i);
      g_autofree char *text = g_strconcat (recent->name, " ", recent->folder, NULL);
      g_autofree char *uri = g_file_get_uri (recent->file);

      if (!moat_search_provider_matches (text, terms))
        continue;
      g_variant_builder_add (&results, "s", uri);
      n_results++;
    }

  return g_variant_new ("(as)", &results);
}

static void
add_meta (GVariantBuilder *metas, const char *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autofree char *base_name = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base_name);
  g_autofree char *folder = moat_places_describe_folder (file);
  g_autoptr (GIcon) icon = g_themed_icon_new (ICON_NAME);
  g_autoptr (GVariant) icon_variant = g_icon_serialize (icon);

  if (g_str_has_suffix (name, ".moat"))
    name[strlen (name) - strlen (".moat")] = '\0';

  g_variant_builder_open (metas, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (uri));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (name));
  g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (folder));
  g_variant_builder_add (metas, "{sv}", "icon", icon_variant);
  g_variant_builder_close (metas);
}

static GVariant *
describe_results (const char *const *ids)
{
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (; *ids != NULL; ids++)
    add_meta (&metas, *ids);

  return g_variant_new ("(aa{sv})", &metas);
}

/* ---- On the bus ---- */

static void
answer_initial (MoatSearchProvider *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autofree const char **terms = NULL;

  g_variant_get (parameters, "(^a&s)", &terms);
  g_dbus_method_invocation_return_value (invocation, find_results (terms));
}

/* Looking again costs no more than sieving what was found. */
static void
answer_subsearch (MoatSearchProvider *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autofree const char **terms = NULL;

  g_variant_get (parameters, "(as^a&s)", NULL, &terms);
  g_dbus_method_invocation_return_value (invocation, find_results (terms));
}

static void
answer_metas (MoatSearchProvider *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autofree const char **ids = NULL;

  g_variant_get (parameters, "(^a&s)", &ids);
  g_dbus_method_invocation_return_value (invocation, describe_results (ids));
}

static void
activate (MoatSearchProvider *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GFile) file = NULL;
  const char *uri;

  g_variant_get (parameters, "(&sasu)", &uri, NULL, NULL);
  file = g_file_new_for_uri (uri);
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, file);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
launch (MoatSearchProvider *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_signal_emit (self, signals[SIGNAL_LAUNCH], 0);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
called_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  static const struct
  {
    const char *name;
    void (*answer) (MoatSearchProvider *self, GVariant *parameters, GDBusMethodInvocation *invocation);
  } methods[] = {
    { "GetInitialResultSet", answer_initial },
    { "GetSubsearchResultSet", answer_subsearch },
    { "GetResultMetas", answer_metas },
    { "ActivateResult", activate },
    { "LaunchSearch", launch },
  };

  /* GDBus lets through only what the description names. */
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (method, methods[i].name))
      methods[i].answer (user_data, parameters, invocation);
}

gboolean
moat_search_provider_export (MoatSearchProvider *self,
                             GDBusConnection *connection,
                             const char *path,
                             GError **error)
{
  static const GDBusInterfaceVTable table = { .method_call = called_cb };
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autofree char *own_path = NULL;

  g_return_val_if_fail (MOAT_IS_SEARCH_PROVIDER (self), FALSE);
  g_return_val_if_fail (self->registration == 0, FALSE);

  node = g_dbus_node_info_new_for_xml (description, NULL);
  own_path = g_strconcat (path, "/SearchProvider", NULL);
  self->registration = g_dbus_connection_register_object (connection, own_path, node->interfaces[0], &table,
                                                          self, NULL, error);
  if (self->registration == 0)
    return FALSE;

  self->connection = g_object_ref (connection);
  return TRUE;
}

void
moat_search_provider_unexport (MoatSearchProvider *self)
{
  g_return_if_fail (MOAT_IS_SEARCH_PROVIDER (self));

  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  self->registration = 0;
  g_clear_object (&self->connection);
}

/* ---- Object ---- */

static void
moat_search_provider_dispose (GObject *object)
{
  moat_search_provider_unexport (MOAT_SEARCH_PROVIDER (object));

  G_OBJECT_CLASS (moat_search_provider_parent_class)->dispose (object);
}

static void
moat_search_provider_class_init (MoatSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_search_provider_dispose;

  signals[SIGNAL_OPEN] = g_signal_new ("open", MOAT_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[SIGNAL_LAUNCH] = g_signal_new ("launch", MOAT_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
moat_search_provider_init (MoatSearchProvider *self)
{
}

MoatSearchProvider *
moat_search_provider_new (void)
{
  return g_object_new (MOAT_TYPE_SEARCH_PROVIDER, NULL);
}
