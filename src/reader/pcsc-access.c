#include "reader/pcsc-access.h"

#include "card/card-error.h"
#include "reader/pcsc-connection.h"
#include "reader/pcsc-error.h"

/* Longer than any work with a card takes: drivers give up by themselves before. */
#define WORK_MS 30000
/* Work that is not wanted any more may still log out. */
#define CLEAN_UP_MS 1000
#define END_MS 1000

struct _UkePcscAccess {
  UkePcscHand *hand; /* nullable: of no use any more */
  UkePcscConnection *connection;
  const int *quit;
  gboolean is_claiming; /* asked for, and not heard yet */
};

static gboolean
is_quitting (UkePcscAccess *self)
{
  return g_atomic_int_get (self->quit) != 0;
}

static void
give_up (UkePcscAccess *self)
{
  uke_pcsc_connection_break_off (self->connection);
  g_clear_pointer (&self->hand, uke_pcsc_hand_let_go);
}

/* The hand may be left alone with the connection, so it has a reference of its own. */
static void
begin (UkePcscAccess *self, UkePcscCall call)
{
  uke_pcsc_hand_begin (self->hand, call, g_object_ref (self->connection), g_object_unref);
}

UkePcscAccess *
uke_pcsc_access_new (const char *reader_name, DWORD event_state, const int *quit)
{
  UkePcscAccess *self = g_new0 (UkePcscAccess, 1);

  self->hand = uke_pcsc_hand_new (uke_pcsc_connection_close);
  self->connection = uke_pcsc_connection_new (reader_name, event_state);
  self->quit = quit;
  return self;
}

void
uke_pcsc_access_free (UkePcscAccess *self)
{
  g_clear_pointer (&self->hand, uke_pcsc_hand_let_go);
  g_object_unref (self->connection);
  g_free (self);
}

static UkeClaim
judge_claim (UkePcscAccess *self, LONG result, GError **error)
{
  if (result == SCARD_S_SUCCESS)
    return UKE_CLAIM_GRANTED;

  g_debug ("The card was not granted: %s", pcsc_stringify_error (result));
  if (result == SCARD_E_SHARING_VIOLATION)
    return UKE_CLAIM_REFUSED;
  g_propagate_error (error, uke_pcsc_error_new ("The card cannot be reached", result));
  give_up (self);
  return UKE_CLAIM_FAILED;
}

/**
 * uke_pcsc_access_claim:
 * @timeout_ms: how long to wait; the claim stays when it is over
 *
 * Asks for the card, in a thread that can be left alone with it.
 *
 * Returns: what came of it, see UkeClaim
 */
UkeClaim
uke_pcsc_access_claim (UkePcscAccess *self,
                       GCancellable *cancellable,
                       guint timeout_ms,
                       GError **error)
{
  const UkePatience patience = { self->quit, cancellable, timeout_ms };
  LONG result;

  if (self->hand == NULL || is_quitting (self)) {
    g_propagate_error (error,
                       uke_card_error_new (UKE_CARD_ERROR_REMOVED, -1, "The connection is closed"));
    return UKE_CLAIM_FAILED;
  }

  if (!self->is_claiming)
    begin (self, uke_pcsc_connection_claim);
  self->is_claiming = TRUE;
  if (!uke_pcsc_hand_wait (self->hand, &patience, &result))
    return UKE_CLAIM_PENDING;
  self->is_claiming = FALSE;
  return judge_claim (self, result, error);
}

/* Why an errand was not waited for. */
static GError *
explain_abandoning (UkePcscAccess *self, gboolean was_wanted)
{
  if (is_quitting (self))
    return uke_card_error_new (UKE_CARD_ERROR_REMOVED, -1, "The slot is closed");
  if (!was_wanted)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody waits for it");
  return uke_card_error_new (UKE_CARD_ERROR_UNREADABLE, -1, "The reader does not come back");
}

/**
 * uke_pcsc_access_carry_out:
 *
 * Has an errand carried out, and returned on.
 *
 * Once it is cancelled, or took too long, it may clean up behind itself. Should it not come back
 * even then, it is returned without its result, and left to itself.
 *
 * Returns: (transfer full): the errand's task, to be let go where it came from
 */
GTask *
uke_pcsc_access_carry_out (UkePcscAccess *self, UkeErrand *errand)
{
  const UkePatience patience = { self->quit, uke_errand_get_cancellable (errand), WORK_MS };
  const UkePatience last_patience = { NULL, NULL, CLEAN_UP_MS };
  LONG result;

  gboolean done, was_wanted;

  uke_pcsc_connection_give (self->connection, errand);
  begin (self, uke_pcsc_connection_carry_out);
  done = uke_pcsc_hand_wait (self->hand, &patience, &result);
  was_wanted = !g_cancellable_is_cancelled (patience.cancellable);
  if (!done) {
    g_cancellable_cancel (uke_errand_get_cancellable (errand));
    done = uke_pcsc_hand_wait (self->hand, &last_patience, &result);
  }

  if (!done || uke_pcsc_connection_is_broken (self->connection))
    give_up (self);
  if (done && !is_quitting (self))
    return uke_errand_return (errand);
  return uke_errand_return_error (errand, explain_abandoning (self, was_wanted));
}

/* Short, unless the daemon stands still. */
void
uke_pcsc_access_end (UkePcscAccess *self)
{
  const UkePatience patience = { NULL, NULL, END_MS };
  LONG result;

  if (self->hand == NULL)
    return;
  begin (self, uke_pcsc_connection_end);
  if (!uke_pcsc_hand_wait (self->hand, &patience, &result) || result != SCARD_S_SUCCESS)
    give_up (self);
}

gboolean
uke_pcsc_access_is_sound (UkePcscAccess *self)
{
  return self->hand != NULL;
}
