#include "reception/self-test.h"

#include "reader/reader-list.h"
#include "store/store-error.h"
#include "validity/date.h"

/* Below it, the disk fills within weeks of ordinary use of a PC. */
#define LITTLE_SPACE (G_GUINT64_CONSTANT (1) << 30)

G_DEFINE_ENUM_TYPE (UkeCheckPart,
                    uke_check_part,
                    G_DEFINE_ENUM_VALUE (UKE_CHECK_READER, "reader"),
                    G_DEFINE_ENUM_VALUE (UKE_CHECK_CLOCK, "clock"),
                    G_DEFINE_ENUM_VALUE (UKE_CHECK_STORE, "store"),
                    G_DEFINE_ENUM_VALUE (UKE_CHECK_ANCHORS, "anchors"),
                    G_DEFINE_ENUM_VALUE (UKE_CHECK_RULES, "rules"),
                    G_DEFINE_ENUM_VALUE (UKE_CHECK_FOLDERS, "folders"),
                    G_DEFINE_ENUM_VALUE (UKE_CHECK_CAMERA, "camera"))

G_DEFINE_ENUM_TYPE (UkeCheckState,
                    uke_check_state,
                    G_DEFINE_ENUM_VALUE (UKE_CHECK_OK, "ok"),
                    G_DEFINE_ENUM_VALUE (UKE_CHECK_NOT_SET_UP, "not-set-up"),
                    G_DEFINE_ENUM_VALUE (UKE_CHECK_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (UKE_CHECK_FAILED, "failed"))

G_DEFINE_ENUM_TYPE (UkeFinding,
                    uke_finding,
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_READER, "reader"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_READER_NO_SERVICE, "reader-no-service"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_READER_SERVICE_MISMATCH,
                                         "reader-service-mismatch"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_READER_NO_DRIVER, "reader-no-driver"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_READER_ABSENT, "reader-absent"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_READER_NOT_CHOSEN, "reader-not-chosen"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_READER_BUSY, "reader-busy"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_CLOCK, "clock"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_CLOCK_BEFORE_RELEASE, "clock-before-release"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_CLOCK_WENT_BACK, "clock-went-back"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_STORE, "store"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_STORE_ABSENT, "store-absent"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_STORE_NEARLY_FULL, "store-nearly-full"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_STORE_FULL, "store-full"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_STORE_READ_ONLY, "store-read-only"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_STORE_LOST, "store-lost"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_STORE_NEWER, "store-newer"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_STORE_BUSY, "store-busy"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_STORE_UNREACHABLE, "store-unreachable"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_ANCHORS, "anchors"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_ANCHORS_NONE, "anchors-none"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_ANCHORS_EXPIRED, "anchors-expired"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_ANCHORS_UNREADABLE, "anchors-unreadable"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_RULES, "rules"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_RULES_UNUSABLE, "rules-unusable"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_FOLDERS_NOT_SET_UP, "folders-not-set-up"),
                    G_DEFINE_ENUM_VALUE (UKE_FINDING_CAMERA_NOT_SET_UP, "camera-not-set-up"))

static const struct {
  UkeCheckPart part;
  UkeCheckState state;
} findings[UKE_N_FINDINGS] = {
  [UKE_FINDING_READER] = { UKE_CHECK_READER, UKE_CHECK_OK },
  [UKE_FINDING_READER_NO_SERVICE] = { UKE_CHECK_READER, UKE_CHECK_FAILED },
  [UKE_FINDING_READER_SERVICE_MISMATCH] = { UKE_CHECK_READER, UKE_CHECK_FAILED },
  [UKE_FINDING_READER_NO_DRIVER] = { UKE_CHECK_READER, UKE_CHECK_FAILED },
  [UKE_FINDING_READER_ABSENT] = { UKE_CHECK_READER, UKE_CHECK_FAILED },
  [UKE_FINDING_READER_NOT_CHOSEN] = { UKE_CHECK_READER, UKE_CHECK_FAILED },
  [UKE_FINDING_READER_BUSY] = { UKE_CHECK_READER, UKE_CHECK_WARNING },
  [UKE_FINDING_CLOCK] = { UKE_CHECK_CLOCK, UKE_CHECK_OK },
  [UKE_FINDING_CLOCK_BEFORE_RELEASE] = { UKE_CHECK_CLOCK, UKE_CHECK_FAILED },
  [UKE_FINDING_CLOCK_WENT_BACK] = { UKE_CHECK_CLOCK, UKE_CHECK_FAILED },
  [UKE_FINDING_STORE] = { UKE_CHECK_STORE, UKE_CHECK_OK },
  [UKE_FINDING_STORE_ABSENT] = { UKE_CHECK_STORE, UKE_CHECK_WARNING },
  [UKE_FINDING_STORE_NEARLY_FULL] = { UKE_CHECK_STORE, UKE_CHECK_WARNING },
  [UKE_FINDING_STORE_FULL] = { UKE_CHECK_STORE, UKE_CHECK_FAILED },
  [UKE_FINDING_STORE_READ_ONLY] = { UKE_CHECK_STORE, UKE_CHECK_FAILED },
  [UKE_FINDING_STORE_LOST] = { UKE_CHECK_STORE, UKE_CHECK_FAILED },
  [UKE_FINDING_STORE_NEWER] = { UKE_CHECK_STORE, UKE_CHECK_FAILED },
  [UKE_FINDING_STORE_BUSY] = { UKE_CHECK_STORE, UKE_CHECK_FAILED },
  [UKE_FINDING_STORE_UNREACHABLE] = { UKE_CHECK_STORE, UKE_CHECK_FAILED },
  [UKE_FINDING_ANCHORS] = { UKE_CHECK_ANCHORS, UKE_CHECK_OK },
  [UKE_FINDING_ANCHORS_NONE] = { UKE_CHECK_ANCHORS, UKE_CHECK_WARNING },
  [UKE_FINDING_ANCHORS_EXPIRED] = { UKE_CHECK_ANCHORS, UKE_CHECK_WARNING },
  [UKE_FINDING_ANCHORS_UNREADABLE] = { UKE_CHECK_ANCHORS, UKE_CHECK_FAILED },
  [UKE_FINDING_RULES] = { UKE_CHECK_RULES, UKE_CHECK_OK },
  [UKE_FINDING_RULES_UNUSABLE] = { UKE_CHECK_RULES, UKE_CHECK_WARNING },
  [UKE_FINDING_FOLDERS_NOT_SET_UP] = { UKE_CHECK_FOLDERS, UKE_CHECK_NOT_SET_UP },
  [UKE_FINDING_CAMERA_NOT_SET_UP] = { UKE_CHECK_CAMERA, UKE_CHECK_NOT_SET_UP },
};

static const char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) values = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (values, value);

  g_return_val_if_fail (found != NULL, NULL);
  return found->value_nick;
}

UkeCheckPart
uke_finding_get_part (UkeFinding finding)
{
  return findings[finding].part;
}

UkeCheckState
uke_finding_get_state (UkeFinding finding)
{
  return findings[finding].state;
}

const char *
uke_finding_get_nick (UkeFinding finding)
{
  return get_nick (UKE_TYPE_FINDING, (int) finding);
}

const char *
uke_check_part_get_nick (UkeCheckPart part)
{
  return get_nick (UKE_TYPE_CHECK_PART, (int) part);
}

const char *
uke_check_state_get_nick (UkeCheckState state)
{
  return get_nick (UKE_TYPE_CHECK_STATE, (int) state);
}

void
uke_check_free (UkeCheck *self)
{
  g_free (self->detail);
  g_free (self);
}

static UkeCheck *
find (UkeFinding finding, const char *detail)
{
  UkeCheck *check = g_new0 (UkeCheck, 1);

  *check = (UkeCheck) { finding, g_strdup (detail) };
  return check;
}

static UkeFinding
explain_absence (UkeSlotState absent)
{
  switch (absent) {
  case UKE_SLOT_NO_SERVICE:
    return UKE_FINDING_READER_NO_SERVICE;
  case UKE_SLOT_SERVICE_MISMATCH:
    return UKE_FINDING_READER_SERVICE_MISMATCH;
  case UKE_SLOT_NO_DRIVER:
    return UKE_FINDING_READER_NO_DRIVER;
  case UKE_SLOT_NO_READER:
  case UKE_SLOT_EMPTY:
  case UKE_SLOT_OCCUPIED:
  case UKE_SLOT_MUTE:
  case UKE_SLOT_IN_USE:
    break;
  }
  return UKE_FINDING_READER_ABSENT;
}

static gboolean
is_busy (const UkeReaderInfo *reader)
{
  return g_str_equal (reader->state, "in-use") || g_str_equal (reader->state, "unavailable");
}

/**
 * uke_check_reader:
 * @readers: (element-type UkeReaderInfo): those that there are
 * @absent: why there are none, where there are none
 * @chosen: the setting reader-name; empty where any will do
 *
 * Judges the readers. One that is free is enough where none was chosen.
 */
UkeCheck *
uke_check_reader (GPtrArray *readers, UkeSlotState absent, const char *chosen)
{
  UkeFinding finding = UKE_FINDING_READER_NOT_CHOSEN;

  if (readers->len == 0)
    return find (explain_absence (absent), NULL);

  for (guint i = 0; i < readers->len; i++) {
    const UkeReaderInfo *reader = readers->pdata[i];

    if (*chosen != '\0' && !g_str_equal (reader->name, chosen))
      continue;
    if (!is_busy (reader))
      return find (UKE_FINDING_READER, reader->name);
    finding = UKE_FINDING_READER_BUSY;
  }
  return find (finding, *chosen != '\0' ? chosen : NULL);
}

/**
 * uke_check_clock:
 * @built_on: the day of this release, in Japan: no clock can be right that says less
 * @latest_arrival: (nullable): the latest visit of any day, where one is kept
 *
 * Judges the clock by what it cannot say.
 */
UkeCheck *
uke_check_clock (GDateTime *now, const GDate *built_on, GDateTime *latest_arrival)
{
  g_autofree char *said = g_date_time_format_iso8601 (now);
  GDate today;

  uke_date_from_instant (now, &today);
  if (g_date_compare (&today, built_on) < 0)
    return find (UKE_FINDING_CLOCK_BEFORE_RELEASE, said);
  if (latest_arrival != NULL && g_date_time_compare (now, latest_arrival) < 0)
    return find (UKE_FINDING_CLOCK_WENT_BACK, said);
  return find (UKE_FINDING_CLOCK, said);
}

static UkeFinding
explain_store_error (const GError *error)
{
  if (error->domain != UKE_STORE_ERROR)
    return UKE_FINDING_STORE_UNREACHABLE;

  switch ((UkeStoreError) error->code) {
  case UKE_STORE_ERROR_FULL:
    return UKE_FINDING_STORE_FULL;
  case UKE_STORE_ERROR_READ_ONLY:
    return UKE_FINDING_STORE_READ_ONLY;
  case UKE_STORE_ERROR_WRONG_KEY:
  case UKE_STORE_ERROR_DAMAGED:
    return UKE_FINDING_STORE_LOST;
  case UKE_STORE_ERROR_NEWER:
    return UKE_FINDING_STORE_NEWER;
  case UKE_STORE_ERROR_BUSY:
    return UKE_FINDING_STORE_BUSY;
  case UKE_STORE_ERROR_UNREACHABLE:
  case UKE_STORE_ERROR_TAKEN:
  case UKE_STORE_ERROR_FAILED:
    break;
  }
  return UKE_FINDING_STORE_UNREACHABLE;
}

/**
 * uke_check_store:
 * @error: (nullable): why it cannot be opened or read; G_IO_ERROR_NOT_FOUND where there is none yet
 * @free_bytes: on its disk; G_MAXUINT64 where that is not this machine's concern
 *
 * Judges the store.
 */
UkeCheck *
uke_check_store (const GError *error, guint64 free_bytes)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return find (UKE_FINDING_STORE_ABSENT, error->message);
  if (error != NULL)
    return find (explain_store_error (error), error->message);
  return find (free_bytes < LITTLE_SPACE ? UKE_FINDING_STORE_NEARLY_FULL : UKE_FINDING_STORE, NULL);
}

/**
 * uke_check_anchors:
 * @anchors: (nullable): NULL where they cannot be read
 * @error: (nullable): why not
 * @on: today
 *
 * Judges the CA certificates that the institution believes. One that is still valid is enough: old
 * ones are kept for the cards that they issued.
 */
UkeCheck *
uke_check_anchors (UkeAnchors *anchors, const GError *error, const GDate *on)
{
  if (anchors == NULL)
    return find (UKE_FINDING_ANCHORS_UNREADABLE, error->message);
  if (uke_anchors_get_size (anchors) == 0)
    return find (UKE_FINDING_ANCHORS_NONE, NULL);

  for (guint i = 0; i < uke_anchors_get_size (anchors); i++) {
    UkeCertificate *authority = uke_anchors_get_nth (anchors, i);

    if (g_date_compare (on, uke_certificate_get_expires (authority)) <= 0)
      return find (UKE_FINDING_ANCHORS, NULL);
  }
  return find (UKE_FINDING_ANCHORS_EXPIRED, NULL);
}

/**
 * uke_check_rules:
 * @error: (nullable): why the institution's own file cannot be used
 *
 * Judges the dated rules. Without the institution's own, the built-in ones hold.
 */
UkeCheck *
uke_check_rules (const GError *error)
{
  return error == NULL ? find (UKE_FINDING_RULES, NULL)
                       : find (UKE_FINDING_RULES_UNUSABLE, error->message);
}

/**
 * uke_self_test_get_state:
 * @checks: (element-type UkeCheck):
 *
 * Returns: the worst state of all; what is not set up is no fault
 */
UkeCheckState
uke_self_test_get_state (GPtrArray *checks)
{
  UkeCheckState worst = UKE_CHECK_OK;

  for (guint i = 0; i < checks->len; i++) {
    const UkeCheck *check = checks->pdata[i];
    UkeCheckState state = uke_finding_get_state (check->finding);

    if (state != UKE_CHECK_NOT_SET_UP)
      worst = MAX (worst, state);
  }
  return worst;
}
