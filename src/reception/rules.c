#include "reception/rules.h"

#include "reception/rules-private.h"
#include "reception/setting.h"

#include <gio/gio.h>

GResource *
uke_rules_get_resource (void);

struct _UkeRules {
  GObject parent_instance;

  UkeRulesContent content;
};

G_DEFINE_QUARK (uke - rules - error - quark, uke_rules_error)
G_DEFINE_FINAL_TYPE (UkeRules, uke_rules, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (UkeHotlineTopic,
                    uke_hotline_topic,
                    G_DEFINE_ENUM_VALUE (UKE_HOTLINE_INSURANCE, "insurance"),
                    G_DEFINE_ENUM_VALUE (UKE_HOTLINE_LOSS, "loss"))

G_DEFINE_ENUM_TYPE (UkeRule,
                    uke_rule,
                    G_DEFINE_ENUM_VALUE (UKE_RULE_GRACE, "grace"),
                    G_DEFINE_ENUM_VALUE (UKE_RULE_LIMIT_AMOUNT_WITHOUT_CONSENT,
                                         "limit-amount-without-consent"),
                    G_DEFINE_ENUM_VALUE (UKE_RULE_CONSENT_CARRIED_OVER, "consent-carried-over"),
                    G_DEFINE_ENUM_VALUE (UKE_RULE_PHONE, "phone"),
                    G_DEFINE_ENUM_VALUE (UKE_RULE_OLD_INSURANCE_CARD, "old-insurance-card"),
                    G_DEFINE_ENUM_VALUE (UKE_RULE_CERTIFICATE_FOR_ALL_AGED_75,
                                         "certificate-for-all-aged-75"))

const UkeRulesContent *
uke_rules_peek_content (UkeRules *self)
{
  return &self->content;
}

static void
uke_rules_finalize (GObject *object)
{
  uke_rules_content_clear (&UKE_RULES (object)->content);

  G_OBJECT_CLASS (uke_rules_parent_class)->finalize (object);
}

static void
uke_rules_class_init (UkeRulesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_rules_finalize;
}

static void
uke_rules_init (UkeRules *self)
{
  uke_rules_content_init (&self->content);
}

const char *
uke_rule_get_nick (UkeRule rule)
{
  g_autoptr (GEnumClass) rules = g_type_class_ref (UKE_TYPE_RULE);
  const GEnumValue *value = g_enum_get_value (rules, (int) rule);

  g_return_val_if_fail (value != NULL, NULL);
  return value->value_nick;
}

/**
 * uke_rules_new_from_data:
 * @data: as data/rules/rules.schema.json describes it
 *
 * Errors: UKE_RULES_ERROR_MALFORMED.
 *
 * Returns: (transfer full):
 */
UkeRules *
uke_rules_new_from_data (GBytes *data, GError **error)
{
  g_autoptr (UkeRules) self = g_object_new (UKE_TYPE_RULES, NULL);

  g_return_val_if_fail (data != NULL, NULL);

  return uke_rules_parse (&self->content, data, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * uke_rules_new_built_in:
 *
 * The rules as they were known on the day of the release.
 *
 * Returns: (transfer full):
 */
UkeRules *
uke_rules_new_built_in (void)
{
  /* Asked of the resource itself: a static library's constructor may have been left out. */
  g_autoptr (GBytes) data =
      g_resource_lookup_data (uke_rules_get_resource (), UKE_RESOURCE_PATH "/rules/rules.json",
                              G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  UkeRules *self = uke_rules_new_from_data (data, &error);

  g_assert_no_error (error); /* the build has read it */
  return self;
}

/**
 * uke_rules_load_file:
 * @path: an institution's own rules
 *
 * Reads rules from a file; they replace the built-in ones as a whole.
 *
 * Errors: UKE_RULES_ERROR; the message names the file.
 *
 * Returns: (transfer full):
 */
UkeRules *
uke_rules_load_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GBytes) data = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GError) fault = NULL;
  UkeRules *self;

  /* A pipe would be waited for without end. */
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR)) {
    g_set_error (error, UKE_RULES_ERROR, UKE_RULES_ERROR_UNREACHABLE, "%s: not a file", shown);
    return NULL;
  }

  stream = g_file_read (file, NULL, &fault);
  /* One byte more than it may take, so that too large is seen; never a whole disk. */
  if (stream != NULL)
    data =
        g_input_stream_read_bytes (G_INPUT_STREAM (stream), UKE_RULES_MAX_SIZE + 1, NULL, &fault);
  if (data == NULL) {
    g_set_error (error, UKE_RULES_ERROR, UKE_RULES_ERROR_UNREACHABLE, "%s: %s", shown,
                 fault->message);
    return NULL;
  }

  self = uke_rules_new_from_data (data, error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", shown);
  return self;
}

/**
 * uke_rules_load_default:
 *
 * Reads the rules of this institution: the file that the setting rules-file names, or the built-in
 * ones where it names none.
 *
 * Errors: those of uke_rules_load_file().
 *
 * Returns: (transfer full):
 */
UkeRules *
uke_rules_load_default (GError **error)
{
  g_autofree char *path = uke_setting_dup_text ("rules-file");

  return *path != '\0' ? uke_rules_load_file (path, error) : uke_rules_new_built_in ();
}

/**
 * uke_rules_hold:
 * @on: a day in Japan
 *
 * Tells whether a rule holds on a day.
 */
gboolean
uke_rules_hold (UkeRules *self, UkeRule rule, const GDate *on)
{
  g_return_val_if_fail (UKE_IS_RULES (self), FALSE);
  g_return_val_if_fail (g_date_valid (on), FALSE);

  for (guint i = 0; i < self->content.entries->len; i++) {
    const UkeRuleEntry *entry = self->content.entries->pdata[i];

    if (entry->rule == rule && g_date_compare (on, &entry->from) >= 0
        && (!g_date_valid (&entry->until) || g_date_compare (on, &entry->until) <= 0))
      return TRUE;
  }
  return FALSE;
}

GPtrArray *
uke_rules_get_entries (UkeRules *self)
{
  g_return_val_if_fail (UKE_IS_RULES (self), NULL);

  return self->content.entries;
}
