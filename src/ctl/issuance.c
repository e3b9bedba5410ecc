#include "command.h"
#include "judgement.h"

#include "validity/date.h"
#include "validity/issuance.h"

/* What may be known of a card and its holder. */
typedef enum {
  DAY_BIRTH,
  DAY_APPLIED,
  DAY_MADE,
  DAY_RENEWED,
  DAY_EXPIRES,
  DAY_STAY_UNTIL,
  N_DAYS,
} Day;

static const char *const names[N_DAYS] = {
  [DAY_BIRTH] = "birthday",  [DAY_APPLIED] = "applied", [DAY_MADE] = "made",
  [DAY_RENEWED] = "renewed", [DAY_EXPIRES] = "expires", [DAY_STAY_UNTIL] = "stay-until",
};

typedef struct {
  char *texts[N_DAYS]; /* nullable */
  GDate days[N_DAYS];  /* of the texts that there are */
  gboolean extended;
} Plan;

static void
clear_plan (Plan *plan)
{
  for (Day day = 0; day < N_DAYS; day++)
    g_clear_pointer (&plan->texts[day], g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, clear_plan)

/* No card is made before its holder is born. */
static const struct {
  Day first, then;
} orders[] = {
  { DAY_BIRTH, DAY_APPLIED }, { DAY_BIRTH, DAY_MADE },   { DAY_APPLIED, DAY_MADE },
  { DAY_MADE, DAY_RENEWED },  { DAY_MADE, DAY_EXPIRES }, { DAY_MADE, DAY_STAY_UNTIL },
};

static gboolean
read_days (const char *command, Plan *plan)
{
  for (Day day = 0; day < N_DAYS; day++) {
    g_autoptr (GError) error = NULL;

    if (plan->texts[day] == NULL || uke_date_parse (plan->texts[day], &plan->days[day], &error))
      continue;
    uke_ctl_fail (UKE_EXIT_USAGE, "%s: --%s: %s", command, names[day], error->message);
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_order (const char *command, const Plan *plan)
{
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++) {
    Day first = orders[i].first, then = orders[i].then;

    if (plan->texts[first] == NULL || plan->texts[then] == NULL
        || g_date_compare (&plan->days[first], &plan->days[then]) <= 0)
      continue;
    uke_ctl_fail (UKE_EXIT_USAGE, "%s: --%s cannot be before --%s", command, names[then],
                  names[first]);
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_plan (const char *command, Plan *plan)
{
  const char *fault = NULL;

  if (plan->texts[DAY_MADE] == NULL || plan->texts[DAY_BIRTH] == NULL)
    fault = "give at least --made and --birthday";
  else if ((plan->texts[DAY_RENEWED] == NULL) != (plan->texts[DAY_EXPIRES] == NULL))
    fault = "--renewed and --expires go together";
  else if (plan->extended && plan->texts[DAY_STAY_UNTIL] == NULL)
    fault = "--extended goes with --stay-until";

  if (fault != NULL)
    uke_ctl_fail (UKE_EXIT_USAGE, "%s: %s", command, fault);
  return fault == NULL && read_days (command, plan) && check_order (command, plan);
}

static void
cut_to_stay (const Plan *plan, UkeIssuance *issuance)
{
  if (plan->texts[DAY_STAY_UNTIL] == NULL)
    return;
  if (plan->extended)
    uke_issuance_cut_to_extended_stay (issuance, &plan->days[DAY_STAY_UNTIL]);
  else
    uke_issuance_cut_to_stay (issuance, &plan->days[DAY_STAY_UNTIL]);
}

static UkeIssuance
explain_card (const Plan *plan)
{
  Day applied = plan->texts[DAY_APPLIED] != NULL ? DAY_APPLIED : DAY_MADE;
  UkeIssuance card =
      uke_issuance_of_card (&plan->days[DAY_MADE], &plan->days[applied], &plan->days[DAY_BIRTH]);

  cut_to_stay (plan, &card);
  return card;
}

static UkeIssuance
explain_certificate (const Plan *plan, const UkeIssuance *card)
{
  const GDate *days = plan->days;
  UkeIssuance certificate =
      plan->texts[DAY_RENEWED] != NULL
          ? uke_issuance_of_renewal (&days[DAY_RENEWED], &days[DAY_EXPIRES], &days[DAY_BIRTH])
          : uke_issuance_of_certificate (&days[DAY_MADE], &days[DAY_BIRTH]);

  cut_to_stay (plan, &certificate);
  uke_issuance_cut_to_card (&certificate, &card->last_day);
  return certificate;
}

static void
add_issuance (JsonBuilder *json, const char *what, const UkeIssuance *issuance)
{
  g_autofree char *expires = g_strconcat (what, "_expires", NULL);
  g_autofree char *reason = g_strconcat (what, "_reason", NULL);

  uke_ctl_add_day (json, expires, &issuance->last_day);
  uke_ctl_add_text (json, reason, uke_issuance_reason_get_nick (issuance->reason));
}

static int
print_issuance (const char *command, const Plan *plan)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  UkeIssuance card = explain_card (plan);
  UkeIssuance certificate = explain_certificate (plan, &card);

  if (plan->texts[DAY_RENEWED] != NULL
      && g_date_compare (&plan->days[DAY_RENEWED], &card.last_day) > 0) {
    g_autofree char *day = uke_date_to_iso (&card.last_day);

    return uke_ctl_fail (UKE_EXIT_REFUSED,
                         "%s: the card ends on %s; after that it takes no new certificate", command,
                         day);
  }

  json_builder_begin_object (json);
  add_issuance (json, "card", &card);
  add_issuance (json, "certificate", &certificate);
  json_builder_end_object (json);
  uke_ctl_print_json (json);
  return UKE_EXIT_DONE;
}

int
uke_ctl_issuance (int argc, char **argv)
{
  g_auto (Plan) plan = { 0 };
  char **texts = plan.texts;
  /* clang-format off */
  const GOptionEntry options[] = {
    { "made", 0, 0, G_OPTION_ARG_STRING, &texts[DAY_MADE], "Day on which the card was made", "YYYY-MM-DD" },
    { "birthday", 0, 0, G_OPTION_ARG_STRING, &texts[DAY_BIRTH], "Day on which its holder was born", "YYYY-MM-DD" },
    { "applied", 0, 0, G_OPTION_ARG_STRING, &texts[DAY_APPLIED], "Day of the application, if not that of making", "YYYY-MM-DD" },
    { "renewed", 0, 0, G_OPTION_ARG_STRING, &texts[DAY_RENEWED], "Day on which the certificate was renewed", "YYYY-MM-DD" },
    { "expires", 0, 0, G_OPTION_ARG_STRING, &texts[DAY_EXPIRES], "Last valid day of the certificate before that", "YYYY-MM-DD" },
    { "stay-until", 0, 0, G_OPTION_ARG_STRING, &texts[DAY_STAY_UNTIL], "Last day of the holder's period of stay", "YYYY-MM-DD" },
    { "extended", 0, 0, G_OPTION_ARG_NONE, &plan.extended, "A longer stay is being decided upon: two months more", NULL },
    G_OPTION_ENTRY_NULL,
  };
  /* clang-format on */

  if (!uke_ctl_parse (argc, argv, options, NULL, NULL) || !check_plan (argv[0], &plan))
    return UKE_EXIT_USAGE;
  return print_issuance (argv[0], &plan);
}
