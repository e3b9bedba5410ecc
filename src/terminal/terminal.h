#pragma once

#include "terminal/terminal-script.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * UkeTerminal:
 *
 * Plays the eligibility terminal's side of its folders, for rehearsals and for tests: people at the
 * reader, answers to requests, and everything that goes wrong on a share. It knows nobody and asks
 * nobody; all that it says stands in a script.
 *
 * Below its folder are `req`, `res`, `face` and `trash`. It writes as the terminal does: in place,
 * so that others may meet half a file.
 *
 * Signals:
 * `did` (const char *what, const char *name): `face` (a result is there as a whole), `half`,
 *   `rewritten`, `vanished`, `to-trash`, `disconnected`, `connected`; of requests `taken`,
 *   `answered`, `processing`, `rejected`, `archive`.
 * `finished`: nothing is left to be played; requests are answered until it is stopped.
 */
#define UKE_TYPE_TERMINAL (uke_terminal_get_type ())
G_DECLARE_FINAL_TYPE (UkeTerminal, uke_terminal, UKE, TERMINAL, GObject)

UkeTerminal *uke_terminal_new (const char *folder, UkeTerminalScript *script, GDateTime *begin);
gboolean uke_terminal_start (UkeTerminal *self, guint poll_interval, GError **error);
void uke_terminal_stop (UkeTerminal *self);

G_END_DECLS
