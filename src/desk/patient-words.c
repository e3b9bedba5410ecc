#include "desk/patient-words.h"

#include "reception/date-words.h"

#include <glib/gi18n-lib.h>

char *
uke_patient_words_birth (UkePatient *patient)
{
  const GDate *birth = uke_patient_get_birth (patient);

  return birth != NULL ? uke_date_words (birth) : NULL;
}

char *
uke_patient_words_particulars (UkePatient *patient)
{
  const GDate *last_visit = uke_patient_get_last_visit (patient);
  g_autofree char *birth = uke_patient_words_birth (patient);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  if (birth != NULL)
    /* Translators: Of a patient; %s is a date. */
    g_strv_builder_take (parts, g_strdup_printf (C_ ("patient", "born %s"), birth));
  if (uke_patient_get_chart (patient) != NULL)
    /* Translators: Of a patient; %s is the number in the institution's charts (診察券番号). */
    g_strv_builder_take (parts, g_strdup_printf (C_ ("patient", "chart no. %s"),
                                                 uke_patient_get_chart (patient)));
  if (last_visit != NULL) {
    g_autofree char *day = uke_date_words (last_visit);

    /* Translators: Of a patient; %s is the date of the latest visit at this institution. */
    g_strv_builder_take (parts, g_strdup_printf (C_ ("patient", "last here %s"), day));
  }
  words = g_strv_builder_end (parts);
  /* Translators: Between particulars of a patient. */
  return g_strjoinv (C_ ("patient", " · "), words);
}
