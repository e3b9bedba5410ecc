#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One run of uketsukectl: what it was told, what it said. */
typedef struct {
  int status;
  char *output;
  char *diagnostics;
} Answer;

/* Reads the path of uketsukectl from the test's arguments, after g_test_init(). */
void answer_init (int argc, char **argv);

/* With @input (nullable) on standard input and "NAME=VALUE" @variable (nullable) in the environment. */
Answer *answer_ask (GBytes *input, const char *variable, const char *const *arguments);
void answer_free (Answer *self);

/* The one line of output as an object, to unref. */
JsonObject *answer_get_object (Answer *self);
JsonObject *answer_parse_line (const char *line);
void answer_assert_string (JsonObject *object, const char *member, const char *value);
/* Nothing on standard output, one sentence that contains @words on standard error. */
void answer_assert_refused (Answer *self, int status, const char *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

#define ASK(...) answer_ask (NULL, NULL, (const char *const[]) { __VA_ARGS__, NULL })
#define ASK_WITH(input, ...) answer_ask (input, NULL, (const char *const[]) { __VA_ARGS__, NULL })

G_END_DECLS
