#include <gio/gio.h>
#include <string.h>

/* Every name that a page or the desk may ask for. */
static const char *const names[] = {
  UKE_APP_ID,
  UKE_APP_ID "-symbolic",
  "uke-stage-normal-symbolic",
  "uke-stage-notice-symbolic",
  "uke-stage-grace-symbolic",
  "uke-stage-lapsed-symbolic",
  "uke-stage-held-symbolic",
  "uke-call-staff-symbolic",
  "uke-voice-symbolic",
  "uke-help-symbolic",
  "uke-leave-symbolic",
  "uke-text-size-symbolic",
  "uke-language-symbolic",
  "uke-reach-symbolic",
  "uke-place-card-symbolic",
  "uke-reading-symbolic",
  "uke-choose-symbolic",
  "uke-pin-symbolic",
  "uke-pin-blocked-symbolic",
  "uke-notice-symbolic",
  "uke-grace-symbolic",
  "uke-lapsed-symbolic",
  "uke-consent-symbolic",
  "uke-complete-symbolic",
  "uke-staff-symbolic",
  "uke-trouble-symbolic",
  "uke-wrong-card-symbolic",
  "uke-expiry-place-symbolic",
  "uke-card-left-symbolic",
};

/* Where GtkIconTheme looks for a name below the resource base path, as in the hicolor theme. */
static char *
path_of_icon (const char *name)
{
  const char *folder = "scalable/actions";

  if (g_str_equal (name, UKE_APP_ID))
    folder = "scalable/apps";
  else if (g_str_equal (name, UKE_APP_ID "-symbolic"))
    folder = "symbolic/apps";

  return g_strdup_printf (UKE_RESOURCE_PATH "/icons/%s/%s.svg", folder, name);
}

static void
test_every_name_is_drawn (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = path_of_icon (names[i]);
    g_autoptr (GError) error = NULL;
    gsize size = 0;

    g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &size, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (size, >, 0);
  }
}

static void
test_every_drawing_has_a_known_name (void)
{
  g_auto (GStrv) files = NULL;
  g_autoptr (GError) error = NULL;

  files = g_resources_enumerate_children (UKE_RESOURCE_PATH "/icons/scalable/actions",
                                          G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);

  for (gsize i = 0; files[i] != NULL; i++) {
    g_autofree char *name = g_strndup (files[i], strlen (files[i]) - strlen (".svg"));
    gboolean known = FALSE;

    for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
      known = known || g_str_equal (names[j], name);
    if (!known)
      g_error ("%s is drawn, but the list of names does not have it", name);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/icons/every-name-is-drawn", test_every_name_is_drawn);
  g_test_add_func ("/icons/every-drawing-has-a-known-name", test_every_drawing_has_a_known_name);

  return g_test_run ();
}
