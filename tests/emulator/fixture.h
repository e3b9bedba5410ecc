#pragma once

#include "emulator/emulated-card.h"

G_BEGIN_DECLS

/* One training authority for the whole program, in a folder that goes with it. */
UkeTrainingAuthority *uke_fixture_get_authority (void);
void uke_fixture_remove_authority (void);

/* 2026-11-22, a Sunday on which nothing happens. */
GDate uke_fixture_get_today (void);

/* A persona's card under power; @members as in "\"pin_tries_left\": 1, \"quirks\": {…}". */
UkePersona *uke_fixture_make_persona (const char *members);
UkeEmulatedCard *uke_fixture_make_card (const char *members);

/* Sends @command and compares the answer with @answer, both in hexadecimal with any spaces; "*" in
 * @answer stands for any bytes. */
void uke_fixture_talk (UkeEmulatedCard *card, const char *command, const char *answer);
/* The data of the answer, which must be 9000. */
GBytes *uke_fixture_ask (UkeEmulatedCard *card, const char *command);

GBytes *uke_fixture_from_hex (const char *hex);

#define SELECT_JPKI "00 A4 04 0C 0A D392F000260100000001"
#define SELECT_ISSUER_DOMAIN "00 A4 04 0C 07 A0000001510000"

G_END_DECLS
