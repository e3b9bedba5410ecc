#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define UKE_ELIGIBILITY_ERROR (uke_eligibility_error_quark ())
GQuark uke_eligibility_error_quark (void);

/* Each is something else to do with a file of the terminal. */
typedef enum {
  UKE_ELIGIBILITY_ERROR_INCOMPLETE, /* empty or cut short: still being written, read it again */
  UKE_ELIGIBILITY_ERROR_TOO_LARGE,  /* over UKE_ELIGIBILITY_MAX_SIZE, and not read */
  UKE_ELIGIBILITY_ERROR_ENCODING,   /* no encoding that we know, or not the one that it declares */
  UKE_ELIGIBILITY_ERROR_FORBIDDEN,  /* a DTD, entities, or too deep: nothing the terminal writes */
  UKE_ELIGIBILITY_ERROR_MALFORMED,  /* no well-formed XML, or a value said twice */
  UKE_ELIGIBILITY_ERROR_FOREIGN,    /* XML of something else, or an archive where XML was expected */
  UKE_ELIGIBILITY_ERROR_UNSENDABLE, /* a request that must not be written */
} UkeEligibilityError;

const char *uke_eligibility_error_get_nick (UkeEligibilityError code);

G_END_DECLS
