/* Another program that wants the card, too: takes it, says so, and lets go when its input ends.
 *
 *   hold-card shared|exclusive READER     a transaction, or the whole reader
 *   hold-card reset READER                resets the card and is done */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <winscard.h>

static void
must (const char *call, LONG result)
{
  if (result == SCARD_S_SUCCESS)
    return;
  fprintf (stderr, "hold-card: %s: %s\n", call, pcsc_stringify_error (result));
  exit (1);
}

int
main (int argc, char **argv)
{
  SCARDCONTEXT context;
  SCARDHANDLE handle;
  DWORD protocol;
  int is_exclusive;
  int is_reset;

  if (argc != 3)
    return 2;
  is_exclusive = strcmp (argv[1], "exclusive") == 0;
  is_reset = strcmp (argv[1], "reset") == 0;

  must ("SCardEstablishContext", SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context));
  must ("SCardConnect",
        SCardConnect (context, argv[2], is_exclusive ? SCARD_SHARE_EXCLUSIVE : SCARD_SHARE_SHARED,
                      SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &handle, &protocol));
  if (!is_exclusive && !is_reset)
    must ("SCardBeginTransaction", SCardBeginTransaction (handle));

  puts ("held");
  fflush (stdout);
  while (!is_reset && getchar () != EOF)
    ;

  SCardDisconnect (handle, is_reset ? SCARD_RESET_CARD : SCARD_LEAVE_CARD);
  SCardReleaseContext (context);
  return 0;
}
