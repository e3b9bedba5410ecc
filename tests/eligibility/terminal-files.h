#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A folder of the terminal's, and files as it writes them. */
char *files_make_folder (void);
void files_remove_folder (char *folder);

/* A result of the card reader for somebody called @name, in UTF-8 or as bytes of CP932. */
GBytes *files_make_result (const char *name, gboolean cp932);
char *files_make_name (guint number);

void files_write (const char *folder, const char *name, GBytes *bytes);
/* Only so many bytes of it. */
void files_write_part (const char *folder, const char *name, GBytes *bytes, gsize size);
void files_write_text (const char *folder, const char *name, const char *text);
void files_remove (const char *folder, const char *name);
void files_move (const char *folder, const char *name, const char *other_folder);

G_END_DECLS
