#include "reception/rules.h"

#include "reception/rules-private.h"
#include "validity/date.h"

#include <gio/gio.h>

GResource *
uke_rules_get_resource (void);

struct _UkeRules {
  GObject parent_instance;

  UkeRulesContent content;
};

G_DEFINE_QUARK (uke - rules - error - quark, uke_rules_error)
G_DEFINE_FINAL_TYPE (UkeRules, uke_rules, G_TYPE_OBJECT)

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
  g_autoptr (GError) fault = NULL;
  UkeRules *self;

  /* A pipe would be waited for without end. */
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR)) {
    g_set_error (error, UKE_RULES_ERROR, UKE_RULES_ERROR_UNREACHABLE, "%s: not a file", path);
    return NULL;
  }

  stream = g_file_read (file, NULL, &fault);
  /* One byte more than it may take, so that too large is seen; never a whole disk. */
  if (stream != NULL)
    data =
        g_input_stream_read_bytes (G_INPUT_STREAM (stream), UKE_RULES_MAX_SIZE + 1, NULL, &fault);
  if (data == NULL) {
    g_set_error (error, UKE_RULES_ERROR, UKE_RULES_ERROR_UNREACHABLE, "%s: %s", path,
                 fault->message);
    return NULL;
  }

  self = uke_rules_new_from_data (data, error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", path);
  return self;
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

const UkeHotline *
uke_rules_get_hotline (UkeRules *self)
{
  g_return_val_if_fail (UKE_IS_RULES (self), NULL);

  return &self->content.hotline;
}

static gboolean
is_new_year (const UkeRulesContent *content, const GDate *day)
{
  int month_day = (int) g_date_get_month (day) * 100 + g_date_get_day (day);

  return month_day >= content->new_year_from || month_day <= content->new_year_until;
}

static gboolean
is_holiday (const UkeRulesContent *content, const GDate *day)
{
  guint32 julian = g_date_get_julian (day);

  for (guint i = 0; i < content->holidays->len; i++)
    if (g_array_index (content->holidays, guint32, i) == julian)
      return TRUE;
  return FALSE;
}

/* A year without a single holiday is one that nobody has entered. */
static gboolean
knows_year (const UkeRulesContent *content, const GDate *day)
{
  for (guint i = 0; i < content->holidays->len; i++) {
    GDate holiday;

    g_date_clear (&holiday, 1);
    g_date_set_julian (&holiday, g_array_index (content->holidays, guint32, i));
    if (g_date_get_year (&holiday) == g_date_get_year (day))
      return TRUE;
  }
  return FALSE;
}

/* NULL for a day on which nobody answers. */
static const UkeHours *
get_hours (const UkeRulesContent *content, const GDate *day)
{
  if (is_new_year (content, day))
    return NULL;
  if (g_date_get_weekday (day) >= G_DATE_SATURDAY || is_holiday (content, day))
    return &content->hotline.other_days;
  return &content->hotline.weekdays;
}

static GDateTime *
get_moment (const GDate *day, int minutes)
{
  g_autoptr (GDateTime) midnight = uke_date_get_midnight (day);

  return g_date_time_add_minutes (midnight, minutes);
}

/* The next opening after @now, which is of @day. */
static GDateTime *
find_opening (const UkeRulesContent *content, GDate day, GDateTime *now)
{
  for (;; g_date_add_days (&day, 1)) {
    const UkeHours *hours = get_hours (content, &day);
    g_autoptr (GDateTime) opens = hours != NULL ? get_moment (&day, hours->opens) : NULL;

    if (opens != NULL && g_date_time_compare (opens, now) > 0)
      return g_steal_pointer (&opens);
  }
}

/**
 * uke_rules_get_hotline_state:
 * @now: a moment
 * @ret_until: (out) (transfer full) (optional): when that ends, in Japan's zone; NULL when it is
 * not known
 *
 * Tells whether the hotline answers.
 */
UkeHotlineState
uke_rules_get_hotline_state (UkeRules *self, GDateTime *now, GDateTime **ret_until)
{
  const UkeRulesContent *content = &self->content;
  g_autoptr (GDateTime) opens = NULL;
  g_autoptr (GDateTime) closes = NULL;
  const UkeHours *hours;
  gboolean is_open;
  GDate day;

  g_return_val_if_fail (UKE_IS_RULES (self), UKE_HOTLINE_UNKNOWN);

  if (ret_until != NULL)
    *ret_until = NULL;
  uke_date_from_instant (now, &day);
  if (!knows_year (content, &day))
    return UKE_HOTLINE_UNKNOWN;

  hours = get_hours (content, &day);
  if (hours != NULL) {
    opens = get_moment (&day, hours->opens);
    closes = get_moment (&day, hours->closes);
  }
  is_open = hours != NULL && g_date_time_compare (now, opens) >= 0
            && g_date_time_compare (now, closes) < 0;
  if (ret_until != NULL)
    *ret_until = is_open ? g_steal_pointer (&closes) : find_opening (content, day, now);
  return is_open ? UKE_HOTLINE_OPEN : UKE_HOTLINE_CLOSED;
}
