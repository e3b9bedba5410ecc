#include "store/database.h"

G_DEFINE_ABSTRACT_TYPE (UkeDatabase, uke_database, G_TYPE_OBJECT)

static void
uke_database_class_init (UkeDatabaseClass *klass)
{
  klass->begin = "BEGIN";
  klass->look = "BEGIN";
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

static gboolean
run_between (
    UkeDatabase *self, const char *begin, UkeDatabaseFunc func, gpointer user_data, GError **error)
{
  if (!uke_database_run (self, begin, NULL, 0, error))
    return FALSE;

  if (func (self, user_data, error) && uke_database_run (self, "COMMIT", NULL, 0, error))
    return TRUE;

  /* After some faults there is no transaction left to roll back; the first error is the one to
   * tell. */
  uke_database_run (self, "ROLLBACK", NULL, 0, NULL);
  return FALSE;
}

/**
 * uke_database_change:
 * @change: makes the change
 *
 * Makes a change as a whole or not at all. When it returns TRUE, the change survives the loss of
 * power. UKE_STORE_ERROR_UNREACHABLE may come after it was made: nobody knows.
 */
gboolean
uke_database_change (UkeDatabase *self, UkeDatabaseFunc change, gpointer user_data, GError **error)
{
  return run_between (self, UKE_DATABASE_GET_CLASS (self)->begin, change, user_data, error);
}

/**
 * uke_database_look:
 * @look: asks, and changes nothing
 *
 * Looks at everything as it stands at one moment, while others go on writing.
 */
gboolean
uke_database_look (UkeDatabase *self, UkeDatabaseFunc look, gpointer user_data, GError **error)
{
  return run_between (self, UKE_DATABASE_GET_CLASS (self)->look, look, user_data, error);
}

/**
 * uke_database_wait:
 *
 * After UKE_STORE_ERROR_UNREACHABLE: waits a moment for the server.
 *
 * Returns: FALSE where it has been away for too long to be waited for
 */
gboolean
uke_database_wait (UkeDatabase *self)
{
  UkeDatabaseClass *klass = UKE_DATABASE_GET_CLASS (self);

  return klass->wait != NULL && klass->wait (self);
}

/**
 * uke_database_prepare:
 *
 * Inside of a change: makes the place in which the tables lie.
 */
gboolean
uke_database_prepare (UkeDatabase *self, GError **error)
{
  UkeDatabaseClass *klass = UKE_DATABASE_GET_CLASS (self);

  return klass->prepare == NULL || klass->prepare (self, error);
}

/**
 * uke_database_exclude:
 *
 * Inside of a change: waits until no other program writes, and lets none until the change is made.
 */
gboolean
uke_database_exclude (UkeDatabase *self, GError **error)
{
  const char *exclude = UKE_DATABASE_GET_CLASS (self)->exclude;

  return exclude == NULL || uke_database_run (self, exclude, NULL, 0, error);
}

/**
 * uke_database_announce:
 * @words: a few; no name and no number of a person
 *
 * Tells the other programs at this database; inside of a change, once it was made.
 */
gboolean
uke_database_announce (UkeDatabase *self, const char *words, GError **error)
{
  const char *announce = UKE_DATABASE_GET_CLASS (self)->announce;
  g_autofree char *signed_words = NULL;

  if (announce == NULL)
    return TRUE;
  signed_words = g_strconcat (uke_database_get_origin (), " ", words, NULL);
  return UKE_DATABASE_RUN (self, error, announce, signed_words);
}

const char *
uke_database_get_origin (void)
{
  static char *origin = NULL;

  if (g_once_init_enter_pointer (&origin))
    g_once_init_leave_pointer (&origin, g_uuid_string_random ());
  return origin;
}
