#include "reader/pcsc-error.h"

/**
 * uke_pcsc_error_decide:
 * @result: anything but SCARD_S_SUCCESS
 *
 * Turns a result of PC/SC into a decision.
 *
 * Returns: NO_SERVICE when the daemon is gone and its handles with it; REMOVED
 *   when card or reader are; UNREADABLE for everything else
 */
UkeCardError
uke_pcsc_error_decide (LONG result)
{
  switch ((guint32) result) {
  case (guint32) SCARD_E_NO_SERVICE:
  case (guint32) SCARD_E_SERVICE_STOPPED:
  case (guint32) SCARD_E_SYSTEM_CANCELLED:
  case (guint32) SCARD_E_INVALID_HANDLE:
  case (guint32) SCARD_F_COMM_ERROR:
  case (guint32) SCARD_F_INTERNAL_ERROR:
    return UKE_CARD_ERROR_NO_SERVICE;

  case (guint32) SCARD_W_REMOVED_CARD:
  case (guint32) SCARD_E_NO_SMARTCARD:
  case (guint32) SCARD_E_READER_UNAVAILABLE:
  case (guint32) SCARD_E_UNKNOWN_READER:
  case (guint32) SCARD_E_NO_READERS_AVAILABLE:
    return UKE_CARD_ERROR_REMOVED;

  default: /* a number, not one of our enumerations */
    return UKE_CARD_ERROR_UNREADABLE;
  }
}

/**
 * uke_pcsc_error_judge_service:
 * @result: of a call that a daemon would have answered otherwise
 *
 * Tells what is the matter with the daemon.
 *
 * A daemon that speaks another version of the protocol than libpcsclite says
 * SCARD_E_SERVICE_STOPPED, and the library passes it on; where there is no
 * daemon, the library itself says SCARD_E_NO_SERVICE (pcsc-lite 2.3.3,
 * ContextThread() and SCardCheckDaemonAvailability()).
 *
 * Returns: UKE_SLOT_NO_SERVICE or UKE_SLOT_SERVICE_MISMATCH
 */
UkeSlotState
uke_pcsc_error_judge_service (LONG result)
{
  return result == SCARD_E_SERVICE_STOPPED ? UKE_SLOT_SERVICE_MISMATCH : UKE_SLOT_NO_SERVICE;
}

GError *
uke_pcsc_error_new (const char *call, LONG result)
{
  g_autofree char *message =
      g_strdup_printf ("%s: %s (%08X)", call, pcsc_stringify_error (result), (guint) result);

  return uke_card_error_new (uke_pcsc_error_decide (result), -1, message);
}
