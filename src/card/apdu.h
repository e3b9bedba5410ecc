#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define UKE_SW_OK 0x9000

enum {
  UKE_INS_VERIFY = 0x20,
  UKE_INS_SIGN = 0x2a,
  UKE_INS_SELECT = 0xa4,
  UKE_INS_READ_BINARY = 0xb0,
  UKE_INS_GET_RESPONSE = 0xc0,
};

/* Most bytes that an answer may hold: 65,536 of data and the status word. */
#define UKE_APDU_ANSWER_MAX (65536 + 2)

/* One command of ISO/IEC 7816-4. n_expected: 0 when no answer data is asked for, up to 65,536. */
typedef struct {
  guint8 cla;
  guint8 ins;
  guint8 p1;
  guint8 p2;
  const guint8 *data; /* borrowed */
  gsize n_data;
  gsize n_expected;
} UkeApduCommand;

/* A view of an answer's bytes. */
typedef struct {
  const guint8 *data; /* borrowed */
  gsize n_data;
  guint16 sw;
} UkeApduAnswer;

gsize
uke_apdu_command_encode (const UkeApduCommand *self, guint8 *buffer, gsize capacity);
gboolean
uke_apdu_answer_parse (UkeApduAnswer *self, const guint8 *bytes, gsize length);

G_END_DECLS
