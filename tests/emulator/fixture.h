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

/* A conversation: commands and answers by turns. */
#define CONVERSE(card, ...) \
  uke_fixture_converse (card, (const char *const[]) { __VA_ARGS__, NULL })
void uke_fixture_converse (UkeEmulatedCard *card, const char *const *lines);

/* The tests of a program, up to one without a name; the status is that of main(). */
typedef struct {
  const char *name;
  void (*run) (void);
} UkeFixtureTest;
int uke_fixture_run (const char *prefix, const UkeFixtureTest *tests);

#define SELECT_JPKI "00 A4 04 0C 0A D392F000260100000001"
#define SELECT_ISSUER_DOMAIN "00 A4 04 0C 07 A0000001510000"
#define SELECT_TEXT "00 A4 04 0C 0A D3921000310001010408"
#define SELECT_VISUAL "00 A4 04 0C 0A D3921000310001010402"
#define SELECT_REGISTER "00 A4 04 0C 0A D3921000310001010401"
#define SELECT_COMMON "00 A4 04 0C 0A D3921000310001010100"

/* In the application for authentication, by short identifiers. */
#define VERIFY_RIGHT "00 20 00 98 04 31323334"
#define VERIFY_WRONG "00 20 00 98 04 39393939"
#define TRIES_LEFT "00 20 00 98"
#define SIGN_ONE_BYTE "80 2A 00 97 01 AB 00"
#define SELECT_AUTH_PIN "00 A4 02 0C 02 0018"
#define SELECT_AUTH_KEY "00 A4 02 0C 02 0017"

/* Of the default holder, by short identifiers, in the applications of the face. */
#define VERIFY_BIRTH_CODE "00 20 00 91 06 353530323137"
#define VISUAL_NUMBER_A "00 20 00 93 0C 393939393939393939393939"
#define VISUAL_NUMBER_B "00 20 00 92 0E 3535303231373230333233313431"
#define TEXT_PIN "00 20 00 91 04 31323334"
#define TEXT_NUMBER_A "00 20 00 94 0C 393939393939393939393939"
#define TEXT_NUMBER_B "00 20 00 95 0E 3535303231373230333233313431"

G_END_DECLS
