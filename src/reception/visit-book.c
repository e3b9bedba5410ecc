#include "reception/visit-book.h"

#include "reception/visit-private.h"
#include "validity/date.h"

struct _UkeVisitBook {
  GObject parent_instance;

  UkeNowFunc now;
  gpointer now_data;
  GDate built_on; /* not valid: a rehearsal, whose days are made up */

  GListStore *visits;
  GHashTable *by_id; /* the same; owned by the list */
  GDateTime *latest; /* arrival; NULL before the first one */
  GDate today;
  UkeReason clock_doubt;
};

G_DEFINE_FINAL_TYPE (UkeVisitBook, uke_visit_book, G_TYPE_OBJECT)

typedef enum {
  PROP_TODAY = 1,
  PROP_CLOCK_DOUBT,
} Property;

static GParamSpec *properties[PROP_CLOCK_DOUBT + 1];

/* A machine that says a day before this program was made has lost its clock: it would call lapsed
 * certificates valid. One that says less than the latest arrival was set back; which of the two
 * times was wrong, nobody here can tell. */
static UkeReason
doubt_clock (UkeVisitBook *self, GDateTime *now, const GDate *today)
{
  if (g_date_valid (&self->built_on) && g_date_compare (today, &self->built_on) < 0)
    return UKE_REASON_CLOCK_WRONG;
  if (self->latest != NULL && g_date_time_compare (now, self->latest) < 0)
    return UKE_REASON_CLOCK_WENT_BACK;
  return UKE_REASON_NONE;
}

static void
set_today (UkeVisitBook *self, const GDate *today)
{
  if (g_date_valid (&self->today) && g_date_compare (&self->today, today) == 0)
    return;

  self->today = *today;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->visits)); i++) {
    g_autoptr (UkeVisit) visit = g_list_model_get_item (G_LIST_MODEL (self->visits), i);

    uke_visit_set_today (visit, today);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TODAY]);
}

static void
set_clock_doubt (UkeVisitBook *self, UkeReason doubt)
{
  if (self->clock_doubt == doubt)
    return;

  g_debug ("clock: %s", uke_reason_get_nick (doubt));
  self->clock_doubt = doubt;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOCK_DOUBT]);
}

static void
look_at (UkeVisitBook *self, GDateTime *now)
{
  GDate today;

  uke_date_from_instant (now, &today);
  g_object_freeze_notify (G_OBJECT (self));
  set_today (self, &today);
  set_clock_doubt (self, doubt_clock (self, now, &today));
  g_object_thaw_notify (G_OBJECT (self));
}

static void
uke_visit_book_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UkeVisitBook *self = UKE_VISIT_BOOK (object);

  switch ((Property) id) {
  case PROP_TODAY:
    g_value_set_boxed (value, &self->today);
    break;
  case PROP_CLOCK_DOUBT:
    g_value_set_enum (value, (int) self->clock_doubt);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_visit_book_finalize (GObject *object)
{
  UkeVisitBook *self = UKE_VISIT_BOOK (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_object (&self->visits);
  g_clear_pointer (&self->latest, g_date_time_unref);

  G_OBJECT_CLASS (uke_visit_book_parent_class)->finalize (object);
}

static void
uke_visit_book_class_init (UkeVisitBookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = uke_visit_book_get_property;
  object_class->finalize = uke_visit_book_finalize;

  properties[PROP_TODAY] = g_param_spec_boxed ("today", NULL, NULL, G_TYPE_DATE, flags);
  properties[PROP_CLOCK_DOUBT] =
      g_param_spec_enum ("clock-doubt", NULL, NULL, UKE_TYPE_REASON, UKE_REASON_NONE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
uke_visit_book_init (UkeVisitBook *self)
{
  self->visits = g_list_store_new (UKE_TYPE_VISIT);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_date_clear (&self->built_on, 1);
  g_date_clear (&self->today, 1);
}

/**
 * uke_visit_book_new:
 * @now: what time it is
 * @built_on: (nullable): the day before which no clock can be right, in Japan; NULL where days are
 *   made up
 *
 * Opens an empty book on the day of @now.
 *
 * Returns: (transfer full):
 */
UkeVisitBook *
uke_visit_book_new (UkeNowFunc now, gpointer now_data, const GDate *built_on)
{
  UkeVisitBook *self = g_object_new (UKE_TYPE_VISIT_BOOK, NULL);

  self->now = now;
  self->now_data = now_data;
  if (built_on != NULL)
    self->built_on = *built_on;
  uke_visit_book_look (self);
  return self;
}

/* One more than the highest of the day: the first of each day is number 1. */
static guint
find_number (UkeVisitBook *self)
{
  guint number = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->visits)); i++) {
    g_autoptr (UkeVisit) visit = g_list_model_get_item (G_LIST_MODEL (self->visits), i);
    GDate day;

    uke_date_from_instant (uke_visit_get_arrived (visit), &day);
    if (g_date_compare (&day, &self->today) == 0)
      number = MAX (number, uke_visit_get_number (visit));
  }
  return number + 1;
}

static void
see_arrival (UkeVisitBook *self, GDateTime *arrival)
{
  if (self->latest != NULL && g_date_time_compare (self->latest, arrival) >= 0)
    return;
  g_clear_pointer (&self->latest, g_date_time_unref);
  self->latest = g_date_time_ref (arrival);
}

static void
note_visit (UkeVisitBook *self, UkeVisit *visit)
{
  g_hash_table_insert (self->by_id, (gpointer) uke_visit_get_id (visit), visit);
  if (!uke_visit_get_elsewhere (visit)) /* whose clock is another */
    see_arrival (self, uke_visit_get_arrived (visit));
}

/**
 * uke_visit_book_begin:
 *
 * Enters a visit that arrives now. It carries the doubt of the clock for good.
 *
 * Returns: (transfer full):
 */
UkeVisit *
uke_visit_book_begin (UkeVisitBook *self)
{
  g_autoptr (GDateTime) now = uke_visit_book_get_now (self);
  UkeVisit *visit;

  look_at (self, now);
  visit = uke_visit_new (NULL, find_number (self), now, self->clock_doubt);
  note_visit (self, visit);
  g_list_store_append (self->visits, visit);
  return visit;
}

/**
 * uke_visit_book_enter:
 * @visits: (element-type UkeVisit): that arrived before, or elsewhere; none of them is in the book
 *
 * Enters visits that were written down. The clock is looked at: it may be behind their arrival.
 */
void
uke_visit_book_enter (UkeVisitBook *self, GPtrArray *visits)
{
  for (guint i = 0; i < visits->len; i++)
    note_visit (self, visits->pdata[i]);
  g_list_store_splice (self->visits, g_list_model_get_n_items (G_LIST_MODEL (self->visits)), 0,
                       visits->pdata, visits->len);
  uke_visit_book_look (self);
}

/**
 * uke_visit_book_see_arrival:
 *
 * Takes note of an arrival of whatever day, which no later one can precede.
 */
void
uke_visit_book_see_arrival (UkeVisitBook *self, GDateTime *arrival)
{
  see_arrival (self, arrival);
  uke_visit_book_look (self);
}

/* (transfer none) (nullable) */
UkeVisit *
uke_visit_book_find (UkeVisitBook *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

/**
 * uke_visit_book_look:
 *
 * Looks at the clock: another day may have come, or the clock may have been set.
 */
void
uke_visit_book_look (UkeVisitBook *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_if_fail (UKE_IS_VISIT_BOOK (self));

  now = uke_visit_book_get_now (self);
  look_at (self, now);
}

GListModel *
uke_visit_book_get_visits (UkeVisitBook *self)
{
  return G_LIST_MODEL (self->visits);
}

const GDate *
uke_visit_book_get_today (UkeVisitBook *self)
{
  return &self->today;
}

UkeReason
uke_visit_book_get_clock_doubt (UkeVisitBook *self)
{
  return self->clock_doubt;
}

/**
 * uke_visit_book_get_now:
 *
 * Asks what time it is.
 *
 * Returns: (transfer full):
 */
GDateTime *
uke_visit_book_get_now (UkeVisitBook *self)
{
  return self->now (self->now_data);
}

/**
 * uke_visit_book_get_next_look:
 *
 * Tells when it will change by itself: at the next midnight in Japan, or when a clock that was set
 * back has caught up with the latest arrival, whichever is first.
 *
 * Returns: (transfer full):
 */
GDateTime *
uke_visit_book_get_next_look (UkeVisitBook *self)
{
  GDate tomorrow = self->today;
  g_autoptr (GDateTime) midnight = NULL;

  g_date_add_days (&tomorrow, 1);
  midnight = uke_date_get_midnight (&tomorrow);
  if (self->clock_doubt == UKE_REASON_CLOCK_WENT_BACK
      && g_date_time_compare (self->latest, midnight) < 0)
    return g_date_time_ref (self->latest);
  return g_steal_pointer (&midnight);
}
