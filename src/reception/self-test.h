#pragma once

#include "card/slot.h"
#include "validity/trust.h"

G_BEGIN_DECLS

/* What is looked at before the first patient comes.
 * Nicks: reader, clock, store, anchors, rules, folders, camera. */
#define UKE_TYPE_CHECK_PART (uke_check_part_get_type ())
GType uke_check_part_get_type (void);

typedef enum {
  UKE_CHECK_READER,
  UKE_CHECK_CLOCK,
  UKE_CHECK_STORE,
  UKE_CHECK_ANCHORS,
  UKE_CHECK_RULES,
  UKE_CHECK_FOLDERS, /* of the eligibility terminal */
  UKE_CHECK_CAMERA,
  UKE_N_CHECK_PARTS,
} UkeCheckPart;

/* Nicks: ok, warning, failed, not-set-up. */
#define UKE_TYPE_CHECK_STATE (uke_check_state_get_type ())
GType uke_check_state_get_type (void);

typedef enum {
  UKE_CHECK_OK,
  UKE_CHECK_NOT_SET_UP, /* this release has no such part, or nobody has set it up */
  UKE_CHECK_WARNING,    /* reception goes on, with less than it could */
  UKE_CHECK_FAILED,     /* somebody has to do something first */
} UkeCheckState;

/* One of these is found of each part. Its nick is the part's own, or that and what is the matter:
 * reader-no-service, store-full, … */
#define UKE_TYPE_FINDING (uke_finding_get_type ())
GType uke_finding_get_type (void);

typedef enum {
  UKE_FINDING_READER,
  UKE_FINDING_READER_NO_SERVICE,
  UKE_FINDING_READER_SERVICE_MISMATCH,
  UKE_FINDING_READER_NO_DRIVER,
  UKE_FINDING_READER_ABSENT,
  UKE_FINDING_READER_NOT_CHOSEN, /* there is one, and not the one of the settings */
  UKE_FINDING_READER_BUSY,
  UKE_FINDING_CLOCK,
  UKE_FINDING_CLOCK_BEFORE_RELEASE,
  UKE_FINDING_CLOCK_WENT_BACK,
  UKE_FINDING_STORE,
  UKE_FINDING_STORE_ABSENT,
  UKE_FINDING_STORE_NEARLY_FULL,
  UKE_FINDING_STORE_FULL,
  UKE_FINDING_STORE_READ_ONLY,
  UKE_FINDING_STORE_LOST, /* damaged, or the key does not fit */
  UKE_FINDING_STORE_NEWER,
  UKE_FINDING_STORE_BUSY,
  UKE_FINDING_STORE_UNREACHABLE,
  UKE_FINDING_ANCHORS,
  UKE_FINDING_ANCHORS_NONE,
  UKE_FINDING_ANCHORS_EXPIRED,
  UKE_FINDING_ANCHORS_UNREADABLE,
  UKE_FINDING_RULES,
  UKE_FINDING_RULES_UNUSABLE,
  UKE_FINDING_FOLDERS_NOT_SET_UP,
  UKE_FINDING_CAMERA_NOT_SET_UP,
  UKE_N_FINDINGS,
} UkeFinding;

typedef struct {
  UkeFinding finding;
  char *detail; /* nullable: what a library said, in English, for whoever helps */
} UkeCheck;

void uke_check_free (UkeCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeCheck, uke_check_free)

UkeCheckPart uke_finding_get_part (UkeFinding finding);
UkeCheckState uke_finding_get_state (UkeFinding finding);
const char *uke_finding_get_nick (UkeFinding finding);
const char *uke_check_part_get_nick (UkeCheckPart part);
const char *uke_check_state_get_nick (UkeCheckState state);

/* What is to be thought of what was seen; no I/O. All (transfer full). */
UkeCheck *uke_check_reader (GPtrArray *readers, UkeSlotState absent, const char *chosen);
UkeCheck *uke_check_clock (GDateTime *now, const GDate *built_on, GDateTime *latest_arrival);
UkeCheck *uke_check_store (const GError *error, guint64 free_bytes);
UkeCheck *uke_check_anchors (UkeAnchors *anchors, const GError *error, const GDate *on);
UkeCheck *uke_check_rules (const GError *error);

/* Looks at all parts of this institution, each once, in their order. (element-type UkeCheck)
 * (transfer full) */
GPtrArray *uke_self_test_run (GDateTime *now, const GDate *built_on);
UkeCheckState uke_self_test_get_state (GPtrArray *checks);

G_END_DECLS
