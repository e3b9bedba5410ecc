#pragma once

#include "terminal/terminal-message.h"
#include "terminal/terminal.h"

G_BEGIN_DECLS

/* Where its files are. */
typedef struct {
  char *requests;
  char *answers;
  char *faces;
  char *trash;
  char *away; /* where the faces are while the share is disconnected */
  gboolean is_away;
} UkeTerminalFolders;

/* What is to be done later, in ms from now; @data is freed with @destroy whether it came to it. */
void uke_terminal_later (UkeTerminal *self,
                         gint64 delay,
                         void (*act) (UkeTerminal *self, gpointer data),
                         gpointer data,
                         GDestroyNotify destroy);
void uke_terminal_tell (UkeTerminal *self, const char *what, const char *name);
void uke_terminal_write (const char *folder, const char *name, GBytes *bytes, gsize size);

const UkeTerminalScript *uke_terminal_get_script (UkeTerminal *self);
UkeTerminalFolders *uke_terminal_get_folders (UkeTerminal *self);
const char *uke_terminal_get_face_folder (UkeTerminal *self);
GDateTime *uke_terminal_dup_now (UkeTerminal *self);
guint uke_terminal_count (UkeTerminal *self);

/* terminal-faces.c, terminal-answers.c */
void uke_terminal_start_faces (UkeTerminal *self);
void uke_terminal_look_for_requests (UkeTerminal *self, guint *asked);

G_END_DECLS
