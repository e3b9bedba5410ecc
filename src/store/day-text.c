#include "store/day-text.h"

#include <stdlib.h>

char *
uke_day_text_write (const GDate *day)
{
  if (!g_date_valid (day))
    return NULL;
  return g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (day),
                          (guint) g_date_get_month (day), (guint) g_date_get_day (day));
}

void
uke_day_text_read (const char *text, GDate *ret_day)
{
  g_date_clear (ret_day, 1);
  if (text != NULL)
    g_date_set_dmy (ret_day, (GDateDay) atoi (text + 8), (GDateMonth) atoi (text + 5),
                    (GDateYear) atoi (text));
}
