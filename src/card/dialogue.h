#pragma once

#include "card/apdu.h"
#include "card/channel.h"

G_BEGIN_DECLS

/* Commands and answers over one channel, counted. A plain struct; borrows what it points to. */
typedef struct {
  UkeChannel *channel;
  GCancellable *cancellable; /* nullable; looked at before each command */
  guint n_commands;
  gsize n_bytes; /* both ways, with status words */
} UkeDialogue;

/* An answer and the bytes that it points into. */
typedef struct {
  UkeApduAnswer answer;
  GBytes *bytes;
} UkeReply;

void
uke_reply_clear (UkeReply *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UkeReply, uke_reply_clear)

gboolean
uke_dialogue_send (UkeDialogue *self,
                   const UkeApduCommand *command,
                   UkeReply *ret_reply,
                   GError **error);
gboolean
uke_dialogue_send_once (UkeDialogue *self,
                        const UkeApduCommand *command,
                        UkeReply *ret_reply,
                        GError **error);

G_END_DECLS
