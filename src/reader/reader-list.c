#include "reader/reader-list.h"

#include "reader/pcsc-error.h"
#include "reader/pcsc-features.h"
#include "reader/usb-devices.h"

#include <string.h>

typedef SCARDCONTEXT Context;

static void
context_release (Context *self)
{
  if (*self != 0)
    SCardReleaseContext (*self);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Context, context_release)

void
uke_reader_info_free (UkeReaderInfo *self)
{
  g_free (self->name);
  g_clear_pointer (&self->atr, g_bytes_unref);
  g_free (self);
}

static const char *
name_state (DWORD state)
{
  if ((state & (SCARD_STATE_UNAVAILABLE | SCARD_STATE_UNKNOWN)) != 0)
    return "unavailable";
  if ((state & SCARD_STATE_PRESENT) == 0)
    return "empty";
  if ((state & SCARD_STATE_MUTE) != 0)
    return "mute";
  if ((state & SCARD_STATE_EXCLUSIVE) != 0)
    return "in-use";
  return "present";
}

/* A direct connection talks to the reader and leaves the card alone. Refused while another program
 * has the reader for itself; then the safe answer is no. */
static gboolean
ask_extended_length (SCARDCONTEXT context, const char *name)
{
  SCARDHANDLE handle;
  DWORD protocol;
  gboolean extended;

  if (SCardConnect (context, name, SCARD_SHARE_DIRECT, 0, &handle, &protocol) != SCARD_S_SUCCESS)
    return FALSE;

  extended = uke_pcsc_get_answer_max (handle) > UKE_ANSWER_MAX_SHORT;
  SCardDisconnect (handle, SCARD_LEAVE_CARD);
  return extended;
}

static UkeReaderInfo *
describe (SCARDCONTEXT context, const char *name)
{
  SCARD_READERSTATE reader = { .szReader = name };
  UkeReaderInfo *info = g_new0 (UkeReaderInfo, 1);
  LONG result = SCardGetStatusChange (context, 0, &reader, 1);

  if (result != SCARD_S_SUCCESS)
    reader.dwEventState = SCARD_STATE_UNAVAILABLE;

  info->name = g_strdup (name);
  info->state = name_state (reader.dwEventState);
  if ((reader.dwEventState & SCARD_STATE_PRESENT) != 0 && reader.cbAtr > 0)
    info->atr = g_bytes_new (reader.rgbAtr, MIN (reader.cbAtr, sizeof reader.rgbAtr));
  info->extended_length = ask_extended_length (context, name);
  return info;
}

/**
 * uke_reader_list:
 * @ret_absent: (out): when there is none, why: UKE_SLOT_NO_SERVICE,
 *   SERVICE_MISMATCH, NO_DRIVER or NO_READER
 *
 * Lists what is plugged in, in PC/SC's order, by a short visit to the daemon.
 *
 * Blocks for some milliseconds a reader. "in-use" is a card that another
 * program has for itself.
 *
 * Returns: (element-type UkeReaderInfo) (transfer full): empty when there is none
 */
GPtrArray *
uke_reader_list (UkeSlotState *ret_absent)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) uke_reader_info_free);
  char names[PCSCLITE_MAX_READERS_CONTEXTS * MAX_READERNAME + 1] = "";
  DWORD length = sizeof names;
  g_auto (Context) context = 0;
  LONG result;

  result = SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context);
  if (result == SCARD_S_SUCCESS)
    result = SCardListReaders (context, NULL, names, &length);

  if (result == SCARD_S_SUCCESS) {
    for (const char *name = names; *name != '\0'; name += strlen (name) + 1)
      g_ptr_array_add (list, describe (context, name));
  } else if (result != SCARD_E_NO_READERS_AVAILABLE) {
    *ret_absent = uke_pcsc_error_judge_service (result);
    return g_steal_pointer (&list);
  }

  *ret_absent =
      uke_usb_devices_have_reader (UKE_USB_DEVICES) ? UKE_SLOT_NO_DRIVER : UKE_SLOT_NO_READER;
  return g_steal_pointer (&list);
}
