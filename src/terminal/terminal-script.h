#pragma once

#include "eligibility/encoding.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  UKE_SCRIPT_UTF_8,
  UKE_SCRIPT_SHIFT_JIS,
  UKE_SCRIPT_MIXED, /* one after the other */
} UkeScriptEncoding;

/* Somebody at the reader, once or many times. Times in ms, 0: it does not happen; what happens only
 * to every so manieth happens to all where that is 0. */
typedef struct {
  gint64 at;
  char *persona;
  UkeScriptEncoding encoding;
  gint64 repeat;
  gint64 every;         /* between two */
  gint64 pause;         /* half of the file is written, then the rest after so long */
  gint64 pause_every;   /* every so manieth */
  gint64 rewrite_after; /* the same once more, under the same name */
  gint64 rewrite_every;
  gint64 vanish_after; /* the file is gone, by turns into the trash and for good */
  gint64 vanish_every;
  gint64 disconnect; /* the folder is away for so long */
  gint64 disconnect_every;
} UkeScriptFace;

typedef enum {
  UKE_ANSWER_RESULT,
  UKE_ANSWER_ERR,     /* rejected, with a message */
  UKE_ANSWER_ARCHIVE, /* as when files are encrypted */
  UKE_ANSWER_SILENT,  /* taken, and nothing comes */
  UKE_ANSWER_IGNORE,  /* not even taken */
} UkeAnswerKind;

/* What becomes of a request; the first that fits. */
typedef struct {
  char *insurer_number; /* (nullable), as the next: of whatever number; compared folded */
  char *insured_identification_number;
  UkeAnswerKind kind;
  char *persona; /* (nullable): 該当資格なし */
  char *message; /* (nullable): of *.err */
  UkeScriptEncoding encoding;
  gint64 delay;
  gint64 processing; /* so many times it says 処理中 first */
} UkeScriptAnswer;

typedef struct {
  char *institution;
  GHashTable *personas; /* name to JsonObject */
  GPtrArray *faces;     /* of UkeScriptFace */
  GPtrArray *answers;   /* of UkeScriptAnswer */
} UkeTerminalScript;

UkeTerminalScript *uke_terminal_script_new (const char *json, gssize length, GError **error);
void uke_terminal_script_free (UkeTerminalScript *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeTerminalScript, uke_terminal_script_free)

G_END_DECLS
