#include "terminal/terminal-private.h"

#include <glib/gstdio.h>

/* In ms: how often it is seen whether the share is back. */
#define AWAY_CHECK 200

/* One line of the script, as far as it was played. */
typedef struct {
  const UkeScriptFace *face;
  gint64 number; /* from 1 */
} Player;

/* One result at the reader, and what is still to happen to it. */
typedef struct {
  const UkeScriptFace *face;
  gint64 number;
  char *name;
  GBytes *bytes;
} Visitor;

static void
visitor_free (gpointer data)
{
  Visitor *self = data;

  g_free (self->name);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static Visitor *
visitor_copy (const Visitor *self)
{
  Visitor *copy = g_new0 (Visitor, 1);

  *copy = (Visitor) { self->face, self->number, g_strdup (self->name), g_bytes_ref (self->bytes) };
  return copy;
}

/* Does what takes @time happen to the @number-th? @shift keeps mishaps apart from each other. */
static gboolean
happens (gint64 time, gint64 every, gint64 number, gint64 shift)
{
  return time > 0 && (every == 0 || (number + shift) % every == 0);
}

static UkeEncoding
choose_encoding (UkeScriptEncoding encoding, gint64 number)
{
  switch (encoding) {
  case UKE_SCRIPT_UTF_8:
    return UKE_ENCODING_UTF_8;
  case UKE_SCRIPT_SHIFT_JIS:
    return UKE_ENCODING_CP932;
  case UKE_SCRIPT_MIXED:
    return number % 2 == 0 ? UKE_ENCODING_UTF_8 : UKE_ENCODING_CP932;
  }
  return UKE_ENCODING_UTF_8;
}

/* --- Mishaps ------------------------------------------------------------------------------ */

static void
rewrite (UkeTerminal *self, gpointer data)
{
  const Visitor *visitor = data;

  uke_terminal_write (uke_terminal_get_face_folder (self), visitor->name, visitor->bytes,
                      g_bytes_get_size (visitor->bytes));
  uke_terminal_tell (self, "rewritten", visitor->name);
}

static void
vanish (UkeTerminal *self, gpointer data)
{
  const Visitor *visitor = data;
  const UkeScriptFace *face = visitor->face;
  gint64 turn = face->vanish_every > 0 ? visitor->number / face->vanish_every : visitor->number;
  g_autofree char *path =
      g_build_filename (uke_terminal_get_face_folder (self), visitor->name, NULL);
  g_autofree char *trash =
      g_build_filename (uke_terminal_get_folders (self)->trash, visitor->name, NULL);

  if (turn % 2 == 0)
    g_rename (path, trash);
  else
    g_unlink (path);
  uke_terminal_tell (self, turn % 2 == 0 ? "to-trash" : "vanished", visitor->name);
}

static void
connect_again (UkeTerminal *self, gpointer data)
{
  UkeTerminalFolders *folders = uke_terminal_get_folders (self);

  g_rename (folders->away, folders->faces);
  folders->is_away = FALSE;
  uke_terminal_tell (self, "connected", "face");
}

/* One that comes while the share is still away begins when it is back. */
static void
disconnect (UkeTerminal *self, gpointer data)
{
  const UkeScriptFace *face = data;
  UkeTerminalFolders *folders = uke_terminal_get_folders (self);

  if (folders->is_away)
    uke_terminal_later (self, AWAY_CHECK, disconnect, data, NULL);
  if (folders->is_away || g_rename (folders->faces, folders->away) < 0)
    return;
  folders->is_away = TRUE;
  uke_terminal_tell (self, "disconnected", "face");
  uke_terminal_later (self, face->disconnect, connect_again, NULL, NULL);
}

/* --- One result --------------------------------------------------------------------------------
 */

static void
write_whole (UkeTerminal *self, gpointer data)
{
  const Visitor *visitor = data;
  const UkeScriptFace *face = visitor->face;

  uke_terminal_write (uke_terminal_get_face_folder (self), visitor->name, visitor->bytes,
                      g_bytes_get_size (visitor->bytes));
  uke_terminal_tell (self, "face", visitor->name);
  /* One that vanishes must not be there again. */
  if (happens (face->vanish_after, face->vanish_every, visitor->number, 0))
    uke_terminal_later (self, face->vanish_after, vanish, visitor_copy (visitor), visitor_free);
  else if (happens (face->rewrite_after, face->rewrite_every, visitor->number, 1))
    uke_terminal_later (self, face->rewrite_after, rewrite, visitor_copy (visitor), visitor_free);
}

static void
write_half (UkeTerminal *self, const Visitor *visitor)
{
  uke_terminal_write (uke_terminal_get_face_folder (self), visitor->name, visitor->bytes,
                      g_bytes_get_size (visitor->bytes) / 2);
  uke_terminal_tell (self, "half", visitor->name);
  uke_terminal_later (self, visitor->face->pause, write_whole, visitor_copy (visitor),
                      visitor_free);
}

/* As readers name them: the institution, 20 letters, the time. */
static char *
make_name (UkeTerminal *self, GDateTime *now, guint count)
{
  g_autofree char *time = g_date_time_format (now, "%Y%m%d%H%M%S");

  return g_strdup_printf ("OQSsiquc01res_face_%sa%019u_%s.xml",
                          uke_terminal_get_script (self)->institution, count, time);
}

static void
play_one (UkeTerminal *self, const UkeScriptFace *face, gint64 number)
{
  const UkeTerminalScript *script = uke_terminal_get_script (self);
  JsonObject *persona = g_hash_table_lookup (script->personas, face->persona);
  g_autoptr (GDateTime) now = uke_terminal_dup_now (self);
  guint count = uke_terminal_count (self);
  g_autofree char *identifier = g_strdup_printf ("training-%u", count);
  UkeEncoding encoding = choose_encoding (face->encoding, number);
  UkeTerminalOccasion occasion = { TRUE, now, script->institution, identifier, encoding, NULL };
  g_autofree char *name = make_name (self, now, count);
  g_autoptr (GBytes) bytes = uke_terminal_message_build (persona, &occasion, NULL);
  Visitor visitor = { face, number, name, bytes };

  /* The encoding may lack a character: then the terminal has nothing to write. */
  if (bytes == NULL)
    return;
  if (happens (face->disconnect, face->disconnect_every, number, 2))
    disconnect (self, (gpointer) face);
  if (happens (face->pause, face->pause_every, number, 3))
    write_half (self, &visitor);
  else
    write_whole (self, &visitor);
}

static void
play (UkeTerminal *self, gpointer data)
{
  const Player *player = data;
  Player *next;

  play_one (self, player->face, player->number);
  if (player->number >= player->face->repeat)
    return;
  next = g_new0 (Player, 1);
  *next = (Player) { player->face, player->number + 1 };
  uke_terminal_later (self, player->face->every, play, next, g_free);
}

/* All lines of the script, each at its time. */
void
uke_terminal_start_faces (UkeTerminal *self)
{
  const UkeTerminalScript *script = uke_terminal_get_script (self);

  for (guint i = 0; i < script->faces->len; i++) {
    Player *player = g_new0 (Player, 1);

    *player = (Player) { script->faces->pdata[i], 1 };
    if (player->face->repeat > 0)
      uke_terminal_later (self, player->face->at, play, player, g_free);
    else
      g_free (player);
  }
}
