#include "reader/card-watch.h"

#define EMPTY SCARD_STATE_EMPTY
#define CARD SCARD_STATE_PRESENT
#define IN_USE (SCARD_STATE_PRESENT | SCARD_STATE_INUSE)
#define MUTE (SCARD_STATE_PRESENT | SCARD_STATE_MUTE)
#define GONE (SCARD_STATE_UNAVAILABLE | SCARD_STATE_UNKNOWN)

/* One look at up to two readers, A and B: what is seen, and what changes: "occupied 1 A, …". */
typedef struct {
  guint n_readers;
  DWORD a;
  guint16 a_events;
  DWORD b;
  guint16 b_events;
  const char *changes;
} Look;

typedef struct {
  const char *name;
  Look looks[6];
} WatchCase;

/* clang-format off */
static const WatchCase cases[] = {
  { "no-reader", { { 0, 0, 0, 0, 0, "no-reader 0 -" } } },
  { "no-card", { { 1, EMPTY, 0, 0, 0, "empty 0 A" }, { 1, EMPTY, 0, 0, 0, "" } } },
  { "card-lay-there", { { 1, CARD, 1, 0, 0, "empty 0 A, occupied 1 A" } } },
  { "placed-lifted-placed", {
    { 1, EMPTY, 0, 0, 0, "empty 0 A" },
    { 1, CARD, 1, 0, 0, "occupied 1 A" },
    { 1, IN_USE, 1, 0, 0, "" },
    { 1, EMPTY, 2, 0, 0, "empty 1 A" },
    { 1, CARD, 3, 0, 0, "occupied 2 A" } } },
  { "lifted-and-placed-between-two-looks", {
    { 1, CARD, 1, 0, 0, "empty 0 A, occupied 1 A" },
    { 1, CARD, 3, 0, 0, "empty 1 A, occupied 2 A" } } },
  { "events-wrap-around", {
    { 1, CARD, 65535, 0, 0, "empty 0 A, occupied 1 A" },
    { 1, CARD, 1, 0, 0, "empty 1 A, occupied 2 A" } } },
  { "first-card-keeps-the-slot", {
    { 2, EMPTY, 0, CARD, 1, "empty 0 A, occupied 1 B" },
    { 2, CARD, 1, CARD, 1, "" },
    { 2, CARD, 1, EMPTY, 2, "empty 1 B, occupied 2 A" },
    { 2, EMPTY, 2, EMPTY, 2, "empty 2 A" } } },
  { "both-at-once", {
    { 2, EMPTY, 0, EMPTY, 0, "empty 0 A" },
    { 2, CARD, 1, CARD, 1, "occupied 1 A" } } },
  { "mute", {
    { 1, EMPTY, 0, 0, 0, "empty 0 A" },
    { 1, MUTE, 1, 0, 0, "mute 1 A" },
    { 1, CARD, 1, 0, 0, "occupied 1 A" },
    { 1, MUTE, 3, 0, 0, "empty 1 A, mute 2 A" } } },
  { "card-that-answers-goes-before-a-mute-one", {
    { 2, MUTE, 1, CARD, 1, "empty 0 A, occupied 1 B" } } },
  { "reader-unplugged-with-card", {
    { 1, CARD, 1, 0, 0, "empty 0 A, occupied 1 A" },
    { 0, 0, 0, 0, 0, "no-reader 1 -" },
    { 1, CARD, 1, 0, 0, "empty 1 A, occupied 2 A" } } },
  { "reader-unavailable", {
    { 1, CARD, 1, 0, 0, "empty 0 A, occupied 1 A" },
    { 1, GONE, 0, 0, 0, "empty 1 A" } } },
  { "other-reader-unplugged", {
    { 2, CARD, 1, EMPTY, 0, "empty 0 A, occupied 1 A" },
    { 1, CARD, 1, 0, 0, "" } } },
};
/* clang-format on */

static char *
describe (GPtrArray *views)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (UKE_TYPE_SLOT_STATE);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < views->len; i++) {
    const UkeSlotView *view = views->pdata[i];

    g_string_append_printf (text, "%s%s %u %s", i > 0 ? ", " : "",
                            g_enum_get_value (states, (int) view->state)->value_nick,
                            view->placement, view->reader_name != NULL ? view->reader_name : "-");
  }
  return g_string_free_and_steal (text);
}

static void
look (UkeCardWatch *watch, const Look *row)
{
  const SCARD_READERSTATE readers[] = {
    { .szReader = "A", .dwEventState = row->a | (DWORD) row->a_events << 16 },
    { .szReader = "B", .dwEventState = row->b | (DWORD) row->b_events << 16 },
  };
  g_autoptr (GPtrArray) views =
      g_ptr_array_new_with_free_func ((GDestroyNotify) uke_slot_view_free);
  g_autofree char *changes = NULL;

  uke_card_watch_update (watch, readers, row->n_readers, UKE_SLOT_NO_READER, views);
  changes = describe (views);
  g_assert_cmpstr (changes, ==, row->changes);
}

static void
test_looks (gconstpointer data)
{
  const WatchCase *row = data;
  UkeCardWatch watch = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (row->looks) && row->looks[i].changes != NULL; i++)
    look (&watch, &row->looks[i]);
  uke_card_watch_clear (&watch);
}

/* The daemon forgets its counts when it restarts: the same count is another card then. */
static void
test_service_lost (void)
{
  const Look card = { 1, CARD, 1, 0, 0, "empty 0 A, occupied 1 A" };
  const Look again = { 1, CARD, 1, 0, 0, "empty 1 A, occupied 2 A" };
  g_autoptr (GPtrArray) views =
      g_ptr_array_new_with_free_func ((GDestroyNotify) uke_slot_view_free);
  g_autofree char *changes = NULL;
  UkeCardWatch watch = { 0 };

  look (&watch, &card);
  uke_card_watch_lose_service (&watch, UKE_SLOT_NO_SERVICE, views);
  uke_card_watch_lose_service (&watch, UKE_SLOT_NO_SERVICE, views);
  changes = describe (views);
  g_assert_cmpstr (changes, ==, "no-service 1 -");
  look (&watch, &again);
  uke_card_watch_clear (&watch);
}

/* Why there is no reader can change without a reader coming. */
static void
test_driver_missing (void)
{
  g_autoptr (GPtrArray) views =
      g_ptr_array_new_with_free_func ((GDestroyNotify) uke_slot_view_free);
  g_autofree char *changes = NULL;
  UkeCardWatch watch = { 0 };

  uke_card_watch_lose_service (&watch, UKE_SLOT_SERVICE_MISMATCH, views);
  uke_card_watch_update (&watch, NULL, 0, UKE_SLOT_NO_READER, views);
  uke_card_watch_update (&watch, NULL, 0, UKE_SLOT_NO_DRIVER, views);
  uke_card_watch_update (&watch, NULL, 0, UKE_SLOT_NO_DRIVER, views);
  changes = describe (views);
  g_assert_cmpstr (changes, ==, "service-mismatch 0 -, no-reader 0 -, no-driver 0 -");
  uke_card_watch_clear (&watch);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/card-watch/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_looks);
  }
  g_test_add_func ("/card-watch/service-lost", test_service_lost);

  g_test_add_func ("/card-watch/driver-missing", test_driver_missing);

  return g_test_run ();
}
