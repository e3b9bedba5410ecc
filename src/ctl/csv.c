#include "csv.h"

struct _UkeCsv {
  FILE *stream;
  guint next_line;

  guint line;
  GString *text;  /* the row's fields, each ended by a NUL */
  GArray *starts; /* gsize: where in the text each begins */
  const char *fault;
};

/**
 * uke_csv_new:
 * @stream: UTF-8, with or without a byte order mark; stays the caller's
 *
 * Returns: (transfer full):
 */
UkeCsv *
uke_csv_new (FILE *stream)
{
  UkeCsv *self = g_new0 (UkeCsv, 1);

  self->stream = stream;
  self->next_line = 1;
  self->text = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  return self;
}

void
uke_csv_free (UkeCsv *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->starts);
  g_free (self);
}

static int
read_char (UkeCsv *self)
{
  int c = getc_unlocked (self->stream);

  if (c == '\n')
    self->next_line++;
  if (c == '\0')
    self->fault = "a NUL byte";
  return c;
}

static gboolean
accept_char (UkeCsv *self, int wanted)
{
  int c = getc_unlocked (self->stream);

  if (c == wanted)
    return TRUE;
  ungetc (c, self->stream);
  return FALSE;
}

/* After the opening mark, up to the closing one; "" inside stands for one mark. */
static void
read_quoted (UkeCsv *self)
{
  for (;;) {
    int c = read_char (self);

    if (c == EOF) {
      self->fault = "a quotation mark that is never closed";
      return;
    }
    if (c == '"' && !accept_char (self, '"'))
      return;
    g_string_append_c (self->text, c);
  }
}

/* Returns what ended the field: ',' '\n' or EOF. */
static int
read_field (UkeCsv *self)
{
  gsize start = self->text->len;
  gboolean quoted = FALSE;

  g_array_append_val (self->starts, start);
  for (;;) {
    int c = read_char (self);

    if (c == '\r' && accept_char (self, '\n')) {
      self->next_line++;
      c = '\n';
    }

    if (c == ',' || c == '\n' || c == EOF) {
      g_string_append_c (self->text, '\0');
      return c;
    }

    if (c == '"' && !quoted && self->text->len == start) {
      quoted = TRUE;
      read_quoted (self);
      continue;
    }
    if (c == '"' || quoted)
      self->fault = "a quotation mark in the middle of a field";
    g_string_append_c (self->text, c);
  }
}

static void
skip_byte_order_mark (UkeCsv *self)
{
  static const char mark[] = "\xef\xbb\xbf";

  if (g_str_has_prefix (self->text->str, mark)) {
    g_string_erase (self->text, 0, sizeof mark - 1);
    for (guint i = 1; i < self->starts->len; i++)
      g_array_index (self->starts, gsize, i) -= sizeof mark - 1;
  }
}

/**
 * uke_csv_next:
 *
 * Reads the next row, over blank lines. A row may take several lines, within quotation marks.
 *
 * Returns: FALSE at the end
 */
gboolean
uke_csv_next (UkeCsv *self)
{
  int end;

  do {
    self->line = self->next_line;
    self->fault = NULL;
    g_string_truncate (self->text, 0);
    g_array_set_size (self->starts, 0);

    do
      end = read_field (self);
    while (end == ',');

    if (self->line == 1)
      skip_byte_order_mark (self);

    if (self->text->len > 1 || self->fault != NULL)
      return TRUE;
  } while (end != EOF);

  return FALSE;
}

/**
 * uke_csv_get_line:
 *
 * Counts from 1 to the line on which the row begins.
 */
guint
uke_csv_get_line (UkeCsv *self)
{
  return self->line;
}

guint
uke_csv_get_n_fields (UkeCsv *self)
{
  return self->starts->len;
}

/**
 * uke_csv_get_field:
 *
 * Returns: (nullable): NULL where the row is too short; good until the next row
 */
const char *
uke_csv_get_field (UkeCsv *self, guint column)
{
  if (column >= self->starts->len)
    return NULL;
  return self->text->str + g_array_index (self->starts, gsize, column);
}

/**
 * uke_csv_get_fault:
 *
 * Returns: (nullable): what is wrong with the row's form; its fields mean nothing then
 */
const char *
uke_csv_get_fault (UkeCsv *self)
{
  return self->fault;
}
