#include "store/database.h"

G_DEFINE_ABSTRACT_TYPE (UkeDatabase, uke_database, G_TYPE_OBJECT)

static void
uke_database_class_init (UkeDatabaseClass *klass)
{
  klass->begin = "BEGIN";
}

static void
uke_database_init (UkeDatabase *self)
{
}

/**
 * uke_database_ask:
 * @sql: one statement
 * @parameters: (array length=n_parameters): texts for $1, $2, …, each nullable
 *
 * Runs a statement and returns what it answers.
 *
 * Errors: UKE_STORE_ERROR.
 *
 * Returns: (transfer full):
 */
UkeRows *
uke_database_ask (UkeDatabase *self,
                  const char *sql,
                  const char *const *parameters,
                  guint n_parameters,
                  GError **error)
{
  g_return_val_if_fail (UKE_IS_DATABASE (self), NULL);

  return UKE_DATABASE_GET_CLASS (self)->run (self, sql, parameters, n_parameters, error);
}

/**
 * uke_database_run:
 *
 * Runs a statement for its effect alone; see uke_database_ask().
 */
gboolean
uke_database_run (UkeDatabase *self,
                  const char *sql,
                  const char *const *parameters,
                  guint n_parameters,
                  GError **error)
{
  g_autoptr (UkeRows) rows = uke_database_ask (self, sql, parameters, n_parameters, error);

  return rows != NULL;
}

/**
 * uke_database_change:
 * @change: makes the change
 *
 * Makes a change as a whole or not at all. When it returns TRUE, the change survives the loss of
 * power.
 */
gboolean
uke_database_change (UkeDatabase *self, UkeDatabaseFunc change, gpointer user_data, GError **error)
{
  if (!uke_database_run (self, UKE_DATABASE_GET_CLASS (self)->begin, NULL, 0, error))
    return FALSE;

  if (change (self, user_data, error) && uke_database_run (self, "COMMIT", NULL, 0, error))
    return TRUE;

  /* After some faults there is no transaction left to roll back; the first error is the one to
   * tell. */
  uke_database_run (self, "ROLLBACK", NULL, 0, NULL);
  return FALSE;
}
