#include "kiosk/preferences.h"

struct _UkePreferences {
  GObject parent_instance;

  char *first_language;
  char *language;
  UkeTextSize text_size;
  gboolean reach;
};

G_DEFINE_FINAL_TYPE (UkePreferences, uke_preferences, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (UkeTextSize,
                    uke_text_size,
                    G_DEFINE_ENUM_VALUE (UKE_TEXT_SIZE_NORMAL, "normal"),
                    G_DEFINE_ENUM_VALUE (UKE_TEXT_SIZE_LARGE, "large"),
                    G_DEFINE_ENUM_VALUE (UKE_TEXT_SIZE_LARGEST, "largest"))

typedef enum {
  PROP_LANGUAGE = 1,
  PROP_TEXT_SIZE,
  PROP_REACH,
} Property;

static GParamSpec *properties[PROP_REACH + 1];

static void
uke_preferences_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UkePreferences *self = UKE_PREFERENCES (object);

  switch ((Property) id) {
  case PROP_LANGUAGE:
    g_value_set_string (value, self->language);
    break;
  case PROP_TEXT_SIZE:
    g_value_set_enum (value, (int) self->text_size);
    break;
  case PROP_REACH:
    g_value_set_boolean (value, self->reach);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_preferences_finalize (GObject *object)
{
  UkePreferences *self = UKE_PREFERENCES (object);

  g_free (self->first_language);
  g_free (self->language);
  G_OBJECT_CLASS (uke_preferences_parent_class)->finalize (object);
}

static void
uke_preferences_class_init (UkePreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = uke_preferences_get_property;
  object_class->finalize = uke_preferences_finalize;

  properties[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, flags);
  properties[PROP_TEXT_SIZE] =
      g_param_spec_enum ("text-size", NULL, NULL, UKE_TYPE_TEXT_SIZE, UKE_TEXT_SIZE_NORMAL, flags);
  properties[PROP_REACH] = g_param_spec_boolean ("reach", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
uke_preferences_init (UkePreferences *self)
{
}

/**
 * uke_preferences_new:
 * @language: the language with which each visit begins
 *
 * Creates preferences as nobody has touched them yet.
 *
 * Returns: (transfer full): preferences
 */
UkePreferences *
uke_preferences_new (const char *language)
{
  UkePreferences *self = g_object_new (UKE_TYPE_PREFERENCES, NULL);

  self->first_language = g_strdup (language);
  self->language = g_strdup (language);
  return self;
}

/**
 * uke_preferences_reset:
 * @self: preferences
 *
 * Forgets what a person has chosen.
 */
void
uke_preferences_reset (UkePreferences *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  uke_preferences_set_language (self, self->first_language);
  uke_preferences_set_text_size (self, UKE_TEXT_SIZE_NORMAL);
  uke_preferences_set_reach (self, FALSE);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
uke_preferences_get_language (UkePreferences *self)
{
  return self->language;
}

void
uke_preferences_set_language (UkePreferences *self, const char *language)
{
  if (g_set_str (&self->language, language))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LANGUAGE]);
}

UkeTextSize
uke_preferences_get_text_size (UkePreferences *self)
{
  return self->text_size;
}

void
uke_preferences_set_text_size (UkePreferences *self, UkeTextSize text_size)
{
  if (self->text_size == text_size)
    return;
  self->text_size = text_size;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT_SIZE]);
}

/**
 * uke_preferences_enlarge:
 * @self: preferences
 *
 * Takes the next larger text size; after the largest comes the first again.
 */
void
uke_preferences_enlarge (UkePreferences *self)
{
  uke_preferences_set_text_size (self, (self->text_size + 1) % UKE_N_TEXT_SIZES);
}

gboolean
uke_preferences_get_reach (UkePreferences *self)
{
  return self->reach;
}

void
uke_preferences_set_reach (UkePreferences *self, gboolean reach)
{
  if (self->reach == reach)
    return;
  self->reach = reach;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REACH]);
}
