#pragma once

#include "store/rows.h"
#include "store/store-error.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * UkeDatabase:
 *
 * A connection to a database that speaks SQL: SQLCipher in a file of ours, or a PostgreSQL server.
 * What both understand is written once; parameters are $1, $2, … and texts, whatever the column.
 * One thread at a time.
 */
#define UKE_TYPE_DATABASE (uke_database_get_type ())
G_DECLARE_DERIVABLE_TYPE (UkeDatabase, uke_database, UKE, DATABASE, GObject)

struct _UkeDatabaseClass {
  GObjectClass parent_class;

  /* The statement that begins a transaction which will write. */
  const char *begin;
  /* The one that begins a transaction in which everything is read as it stood at one moment. */
  const char *look;
  /* In a transaction: keeps every other writer out until its end. NULL: its beginning did. */
  const char *exclude;
  /* Tells the other programs at this database $1. NULL: there are none that would hear it. */
  const char *announce;
  /* @parameters ends with the count, not with NULL: texts in it are nullable. */
  UkeRows *(*run) (UkeDatabase *self,
                   const char *sql,
                   const char *const *parameters,
                   guint n_parameters,
                   GError **error);
  /* In a transaction, before the tables are looked at. NULL: there is nothing to prepare. */
  gboolean (*prepare) (UkeDatabase *self, GError **error);
  /* FALSE: not reached, and not worth another try. Waits for the next one. NULL: never is. */
  gboolean (*wait) (UkeDatabase *self);
};

/* Runs inside of a transaction; FALSE rolls it back. */
typedef gboolean (*UkeDatabaseFunc) (UkeDatabase *self, gpointer user_data, GError **error);

UkeRows *uke_database_ask (UkeDatabase *self,
                           const char *sql,
                           const char *const *parameters,
                           guint n_parameters,
                           GError **error);
gboolean uke_database_run (UkeDatabase *self,
                           const char *sql,
                           const char *const *parameters,
                           guint n_parameters,
                           GError **error);
gboolean uke_database_change (UkeDatabase *self,
                              UkeDatabaseFunc change,
                              gpointer user_data,
                              GError **error);
gboolean uke_database_look (UkeDatabase *self, UkeDatabaseFunc look, gpointer user_data, GError **error);
gboolean uke_database_wait (UkeDatabase *self);
gboolean uke_database_prepare (UkeDatabase *self, GError **error);
gboolean uke_database_exclude (UkeDatabase *self, GError **error);
gboolean uke_database_announce (UkeDatabase *self, const char *words, GError **error);
/* What the program's own announcements begin with; the same for as long as it runs. */
const char *uke_database_get_origin (void);

/* For the usual case of a few texts. */
#define UKE_DATABASE_ASK(self, error, sql, ...)                                                    \
  uke_database_ask (self, sql, (const char *const[]) { __VA_ARGS__ },                              \
                    G_N_ELEMENTS (((const char *const[]) { __VA_ARGS__ })), error)
#define UKE_DATABASE_RUN(self, error, sql, ...)                                                    \
  uke_database_run (self, sql, (const char *const[]) { __VA_ARGS__ },                              \
                    G_N_ELEMENTS (((const char *const[]) { __VA_ARGS__ })), error)

G_END_DECLS
