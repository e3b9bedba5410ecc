#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* One entry of the record of accesses. Texts are owned; none of them names a patient. */
typedef struct {
  gint64 number; /* 1, 2, 3, … without a gap */
  gint64 moment; /* µs since 1970 in UTC */
  char *place;   /* where it was done */
  char *who;     /* an account; "" where nobody had to say who they are */
  char *action;  /* nick */
  char *subject; /* the id of a visit, or a file's name; may be "" */
  char *seal;    /* SHA-256 over all of this and the seal before, in hexadecimal digits */
} UkeAuditEntry;

UkeAuditEntry *uke_audit_entry_new (gint64 moment, const char *place, const char *who, const char *action, const char *subject);
void uke_audit_entry_free (UkeAuditEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeAuditEntry, uke_audit_entry_free)

/* What a look at the whole chain found. */
typedef struct {
  gint64 n_entries;
  gint64 broken_at; /* the first number that is missing, changed or out of its place; 0: none */
  char *last_seal;  /* "" where there is none; owned */
  gboolean knows;   /* the seal that was asked for is in it */
} UkeAuditVerdict;

void uke_audit_verdict_clear (UkeAuditVerdict *self);

/* The table “audit”, for the store's own thread. */
gboolean uke_audit_rows_add (UkeDatabase *database, const UkeAuditEntry *entry, GError **error);
GPtrArray *uke_audit_rows_read (UkeDatabase *database, gint64 after, guint limit, GError **error);
gboolean uke_audit_rows_verify (UkeDatabase *database, const char *seal, UkeAuditVerdict *ret_verdict, GError **error);

G_END_DECLS
