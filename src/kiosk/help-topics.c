#include "kiosk/help-topics.h"

#include "reception/consent-words.h"
#include "reception/hotline-words.h"
#include "validity/date.h"

#include <glib/gi18n-lib.h>

#define MYNAPORTAL "https://myna.go.jp/"
#define CARD_SITE "https://www.kojinbango-card.go.jp/"

typedef struct {
  const char *question;
  const char *answer; /* NULL: put together from what is known here and now */
  const char *picture;
  const char *address;
} Topic;

/* clang-format off */
/* The sources are the ministry's leaflet and rules R1 to R15 of the reception. */
static const Topic topics[UKE_N_HELP_TOPICS] = {
  [UKE_HELP_PLACING] = {
    /* Translators: Help: a button and a heading. Short. */
    N_ ("How do I place the card?"),
    /* Translators: Help: placing the card. */
    N_ ("Take the card out of its sleeve or case. A cover often keeps it from being read.\n\nLay it on the reader with the photo side up, and leave it there until the screen says that you can take it.\n\nIf it is not read, lift it and place it once more. If that does not help, please come to the reception desk."),
    "uke-place-card-symbolic",
  },
  [UKE_HELP_WHERE_EXPIRY] = {
    /* Translators: Help: a button and a heading. Short. */
    N_ ("Where is the expiry date?"),
    /* Translators: Help: both dates on the front of the card. 電子証明書の有効期限 is printed on it
     * in Japanese; keep those words beside your own. */
    N_ ("On the front of the card, below the others, there is a line 電子証明書の有効期限 (expiry of the electronic certificate). That is the date that counts here.\n\nIt is written in by hand. If the line is empty, Mynaportal shows the date after you log in.\n\nThe date beside your birth date is that of the card itself."),
    "uke-expiry-place-symbolic", MYNAPORTAL,
  },
  [UKE_HELP_UNTIL_WHEN] = {
    /* Translators: Help: a button and a heading. Short. */
    N_ ("Until when are they valid?"),
    /* Translators: Help: how long certificate and card last. */
    N_ ("The electronic certificate: until your 5th birthday after it was issued, at any age.\n\nThe card itself: until your 10th birthday after it was issued, or the 5th for those who were under age.\n\nThe certificate never lasts longer than the card. For foreign residents with a period of stay, both end with that period if it ends earlier."),
    "uke-notice-symbolic",
  },
  [UKE_HELP_RENEWING] = {
    /* Translators: Help: a button and a heading. Short. */
    N_ ("It ends soon, or has ended"),
    /* Translators: Help: renewing the certificate. Never say that the insurance ends. */
    N_ ("From three months before it ends, your municipal office renews the certificate, with or without the letter. It cannot be done online, and it is free of charge.\n\nAfter it has ended, the card is still accepted as insurance card until the end of the third month after that month. Only your eligibility can be seen then, no health records.\n\nAlso after that your municipal office can issue the certificate again, and your insurance goes on. Ask your insurer about the 資格確認書 (eligibility certificate), with which you can be received without the card."),
    "uke-grace-symbolic",
  },
  [UKE_HELP_HOTLINE] = {
    /* Translators: Help: a button and a heading. Short. */
    N_ ("Asking by telephone"), NULL, NULL,
  },
  [UKE_HELP_LOST] = {
    /* Translators: Help: a button and a heading. Short. */
    N_ ("I have lost my card"), NULL, NULL,
  },
  [UKE_HELP_REGISTERING] = {
    /* Translators: Help: a button and a heading. Short. */
    N_ ("Registering, and how to check"),
    /* Translators: Help: registering the card for use as insurance card; セブン銀行ATM is a kind of
     * cash machine. The Mynaportal app's own words are Japanese: keep 健康保険証, 登録済み, 未登録. */
    N_ ("To be used as a health-insurance card, the My Number Card is registered once. Your insurance itself does not change.\n\nTo check: log in to the Mynaportal app on your phone with your card, and press 健康保険証. It says 登録済み (registered) or 未登録 (not registered). There you can also register at once.\n\nYou can register at a Seven Bank ATM, too, and ask at the reception desk."),
    NULL, MYNAPORTAL,
  },
  [UKE_HELP_CHIP] = {
    /* Translators: Help: a button and a heading. Short. */
    N_ ("What is in the chip?"),
    /* Translators: Help: the chip holds no medical data. */
    N_ ("No medical data: neither the card nor its chip holds records of your visits or medicines. So you can carry it like a bank card.\n\nKeep the PIN apart from the card.\n\nEven if somebody sees your My Number, nobody can act in your name with the number alone."),
    "uke-reading-symbolic", CARD_SITE,
  },
  [UKE_HELP_CONSENTS] = {
    /* Translators: Help: a button and a heading. Short. */
    N_ ("What are the consents for?"), NULL, "uke-consent-symbolic",
  },
  [UKE_HELP_GOOD_FOR] = {
    /* Translators: Help: a button and a heading. Short. */
    N_ ("What is the card good for?"),
    /* Translators: Help: the three merits of the ministry's leaflet. */
    N_ ("Better care: if you agree, doctors and pharmacists see your past treatment, medicines and check-ups, and can avoid giving you the same medicine twice.\n\nNo large sums in advance: at the desk you pay no more than your limit for high medical costs, without an application.\n\nAlways the same card: it stays valid as insurance card when you move or change your job. Joining a new insurer still has to be reported."),
    "uke-complete-symbolic",
  },
};
/* clang-format on */

static void
add_paragraph (GString *answer, const char *words)
{
  if (words == NULL || *words == '\0')
    return;
  if (answer->len > 0)
    g_string_append (answer, "\n\n");
  g_string_append (answer, words);
}

/* An institution's own rules may have no hotline for the day. */
static void
add_hotline (GString *answer, const UkeHelpFacts *facts, UkeHotlineTopic topic)
{
  const UkeHotline *hotline;
  g_autofree char *number = NULL;
  g_autofree char *state = NULL;
  g_autofree char *hours = NULL;
  GDate today;

  uke_date_from_instant (facts->now, &today);
  hotline = uke_rules_get_hotline (facts->rules, topic, &today);
  if (hotline == NULL)
    return;
  number = uke_hotline_words_number (hotline);
  state = uke_hotline_words_state (facts->rules, hotline, facts->now);
  hours = uke_hotline_words_hours (hotline);
  add_paragraph (answer, number);
  add_paragraph (answer, state);
  add_paragraph (answer, hours);
}

static char *
answer_hotline (const UkeHelpFacts *facts)
{
  g_autoptr (GString) answer = g_string_new (NULL);

  /* Translators: Help, above the number of the ministry's hotline. */
  add_paragraph (answer, _ ("The government's hotline answers questions about the card, its expiry "
                            "and its use as an insurance card. Calls are free."));
  add_hotline (answer, facts, UKE_HOTLINE_INSURANCE);
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static char *
answer_lost (const UkeHelpFacts *facts)
{
  g_autoptr (GString) answer = g_string_new (NULL);

  /* Translators: Help: what to do about a lost card; the number of the hotline follows. */
  add_paragraph (answer, _ ("Call the hotline soon and have the card suspended. Nobody can use it "
                            "then, and it can be released when you find it."));
  add_hotline (answer, facts, UKE_HOTLINE_LOSS);
  /* Translators: Help: being received without the card. */
  add_paragraph (answer,
                 _ ("You can be received today all the same: please come to the reception desk."));
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static char *
answer_consents (const UkeHelpFacts *facts)
{
  g_autoptr (GString) answer = g_string_new (NULL);

  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++) {
    g_autofree char *line = NULL;

    if (!facts->offers->consents[i])
      continue;
    line = g_strdup_printf (_ ("%1$s: %2$s"), uke_consent_words_item ((UkeConsentItem) i),
                            uke_consent_words_purpose ((UkeConsentItem) i));
    add_paragraph (answer, line);
  }
  /* Translators: Help: consent is free. */
  add_paragraph (answer, _ ("You decide freely. You are received either way, and you can answer "
                            "otherwise at each visit."));
  add_paragraph (answer, uke_consent_words_window ());
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static char *
answer_by_facts (UkeHelpTopic topic, const UkeHelpFacts *facts)
{
  if (topic == UKE_HELP_HOTLINE)
    return answer_hotline (facts);
  if (topic == UKE_HELP_LOST)
    return answer_lost (facts);
  return answer_consents (facts);
}

/**
 * uke_help_words_init:
 * @self: (out): the words, to be cleared
 * @topic: what is asked
 * @facts: what is known here and now
 *
 * Finds the answer to a question, in the language of the moment.
 */
void
uke_help_words_init (UkeHelpWords *self, UkeHelpTopic topic, const UkeHelpFacts *facts)
{
  const Topic *found = &topics[topic];

  self->question = g_strdup (_ (found->question));
  self->answer =
      found->answer != NULL ? g_strdup (_ (found->answer)) : answer_by_facts (topic, facts);
  self->picture = found->picture;
  self->address = found->address;
}

void
uke_help_words_clear (UkeHelpWords *self)
{
  g_clear_pointer (&self->question, g_free);
  g_clear_pointer (&self->answer, g_free);
}
