#pragma once

#include "eligibility/folder-job.h"

G_BEGIN_DECLS

/* What a UkeResultFolder knows of its files, and what is to be read next. No I/O and no clock: @now
 * is any clock that only goes forward, in µs. Internal to the room. */
typedef struct _UkeKnownFiles UkeKnownFiles;

/* What came of a read. */
typedef enum {
  UKE_FINDING_NONE,
  UKE_FINDING_RESULT,   /* taken now */
  UKE_FINDING_CONFLICT, /* changed since it was taken */
  UKE_FINDING_TROUBLE,  /* persists in being unreadable */
  UKE_FINDING_VANISHED, /* gone before it was taken */
} UkeFinding;

/* (transfer full) (nullable): the fingerprint under which it was taken before */
typedef char *(*UkeKnownLookup) (const char *key, gpointer user_data);

UkeKnownFiles *uke_known_files_new (void);
void uke_known_files_free (UkeKnownFiles *self);
void uke_known_files_set_lookup (UkeKnownFiles *self, UkeKnownLookup lookup, gpointer user_data);

void uke_known_files_begin_scan (UkeKnownFiles *self);
gboolean uke_known_files_meet (UkeKnownFiles *self, const UkeListedFile *file);
void uke_known_files_add (UkeKnownFiles *self, const UkeListedFile *file);
void uke_known_files_end_scan (UkeKnownFiles *self);

gint64 uke_known_files_get_due (const UkeKnownFiles *self, gint64 now);
guint uke_known_files_pick (UkeKnownFiles *self, UkeFolderJob *job, guint most, gint64 now);
UkeFinding uke_known_files_take (UkeKnownFiles *self,
                                 const UkeWantedFile *wanted,
                                 guint tries,
                                 gint64 due);
void uke_known_files_put_back (UkeKnownFiles *self, const UkeWantedFile *wanted);
void uke_known_files_forget (UkeKnownFiles *self, const char *name);
void uke_known_files_forget_waiting (UkeKnownFiles *self);
guint uke_known_files_get_n_waiting (const UkeKnownFiles *self);

G_END_DECLS
