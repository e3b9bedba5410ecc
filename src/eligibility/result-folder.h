#pragma once

#include "eligibility/result-file.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * UkeResultFolder:
 *
 * A folder into which the terminal puts results, watched. It hears of changes and looks again every
 * now and then, because shares do not always tell. Files are only ever read: not locked, not
 * renamed, not removed. A file is taken when it was the same twice and can be parsed.
 *
 * Everything that may wait for a disk happens in another thread; signals come in the main context
 * of whoever called uke_result_folder_start(). Set up properties before that.
 *
 * Signals:
 * `result` (UkeResultFile *file): a file was taken, and never will be again.
 * `conflict` (UkeResultFile *file): a file that was taken before has changed: for a person to see.
 * `trouble` (const char *name, GError *error): a file persists in being unreadable. Told once for
 *   what it holds; when it changes, or can be read at last, it is taken.
 * `vanished` (const char *name): it was there, and was gone before it could be read twice; it is not
 *   in the trash. Should it come back it is taken.
 * `scanned`: the folder was looked through, and is reachable.
 */
#define UKE_TYPE_RESULT_FOLDER (uke_result_folder_get_type ())
G_DECLARE_FINAL_TYPE (UkeResultFolder, uke_result_folder, UKE, RESULT_FOLDER, GObject)

/* Whether a file is wanted at all; asked in the main context, for every name that is not
 * UKE_FILE_OTHER, at each scan. */
typedef gboolean (*UkeResultFilter) (const char *name, UkeFileKind kind, gpointer user_data);
/* The fingerprint under which a file was taken before, by whatever process. @key is
 * uke_file_name_dup_key() of its name. (transfer full) (nullable) */
typedef char *(*UkeResultLookup) (const char *key, gpointer user_data);

UkeResultFolder *uke_result_folder_new (const char *path, const char *trash);

void uke_result_folder_set_filter (UkeResultFolder *self,
                                   UkeResultFilter filter,
                                   gpointer user_data,
                                   GDestroyNotify destroy);
void uke_result_folder_set_ledger (UkeResultFolder *self,
                                   UkeResultLookup lookup,
                                   gpointer user_data,
                                   GDestroyNotify destroy);
void uke_result_folder_set_day (UkeResultFolder *self, const GDate *day);

void uke_result_folder_start (UkeResultFolder *self);
void uke_result_folder_stop (UkeResultFolder *self);
void uke_result_folder_scan (UkeResultFolder *self);

void uke_result_folder_forget (UkeResultFolder *self, const char *name);

const char *uke_result_folder_get_path (UkeResultFolder *self);
gboolean uke_result_folder_get_reachable (UkeResultFolder *self);
const GError *uke_result_folder_get_error (UkeResultFolder *self);
guint uke_result_folder_get_n_waiting (UkeResultFolder *self);

G_END_DECLS
