#include "staff/wiped-text.h"

#include <string.h>

void
uke_wiped_text_free (UkeWipedText *text)
{
  if (text == NULL)
    return;

  explicit_bzero (text, strlen (text));
  g_free (text);
}
