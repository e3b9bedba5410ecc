#pragma once

#include "virtual-card.h"

#include "card/card-reading.h"
#include "reader/reader.h"

#include <winscard.h>

G_BEGIN_DECLS

/* What tests of the slot have in common. Runs inside tests/with-pcscd, against a real daemon with
 * two virtual readers. */

/* Nothing here takes so long. A test that does is stuck, and says where. */
#define STUCK_S 20

/* Longer than the card stays ours when work is done. */
#define TURN_OVER_US 300000

gboolean
stage_on_stuck (gpointer what);

#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint stuck = g_timeout_add_seconds (STUCK_S, stage_on_stuck, (gpointer) #condition);          \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (stuck);                                                                       \
  }                                                                                                \
  G_STMT_END

/* Waits for what another thread does, without an event of ours. */
#define SPIN_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint stuck = g_timeout_add_seconds (STUCK_S, stage_on_stuck, (gpointer) #condition);          \
    while (!(condition)) {                                                                         \
      g_main_context_iteration (NULL, FALSE);                                                      \
      g_usleep (1000);                                                                             \
    }                                                                                              \
    g_source_remove (stuck);                                                                       \
  }                                                                                                \
  G_STMT_END

#define STATE(reader) uke_slot_get_state (UKE_SLOT (reader))

void
settle (void);
void
control (const char *verb);
void
kill_daemon (void);

/* The states with their placements, as they are told. */
GString *
listen_to (UkeReader *reader);

gboolean
daemon_sees (const char *reader, DWORD flag);
gboolean
daemon_has_readers (void);
UkeReader *
open_empty (const char *only);
void
finish (UkeReader *reader);

/* For results that come later. */
void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data);
UkeCardReading *
finish_read (UkeReader *reader, GAsyncResult **result, GError **error);
UkeCardReading *
read_card (UkeReader *reader, guint placement, GError **error);
void
assert_reads (UkeReader *reader, FakeCard *card);

G_END_DECLS
