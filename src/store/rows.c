#include "store/rows.h"

#include <string.h>

struct _UkeRows {
  guint n_columns;
  GPtrArray *cells;
};

/* Names may be among them. */
static void
free_wiped (gpointer text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

UkeRows *
uke_rows_new (guint n_columns)
{
  UkeRows *self = g_new (UkeRows, 1);

  self->n_columns = n_columns;
  self->cells = g_ptr_array_new_with_free_func (free_wiped);
  return self;
}

void
uke_rows_free (UkeRows *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
uke_rows_append (UkeRows *self, const char *text)
{
  g_ptr_array_add (self->cells, g_strdup (text));
}

guint
uke_rows_get_n_rows (const UkeRows *self)
{
  return self->n_columns > 0 ? self->cells->len / self->n_columns : 0;
}

const char *
uke_rows_get_text (const UkeRows *self, guint row, guint column)
{
  g_return_val_if_fail (column < self->n_columns, NULL);
  g_return_val_if_fail (row < uke_rows_get_n_rows (self), NULL);

  return self->cells->pdata[row * self->n_columns + column];
}

gint64
uke_rows_get_int (const UkeRows *self, guint row, guint column)
{
  const char *text = uke_rows_get_text (self, row, column);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}
