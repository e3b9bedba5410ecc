#include "reception/consent-memory.h"

#include "validity/certificate-identity.h"

struct _UkeConsentMemory {
  GHashTable *answers; /* fingerprint to UkeCarriedConsents */
};

static void
free_carried (gpointer data)
{
  UkeCarriedConsents *carried = data;

  uke_carried_consents_clear (carried);
  g_free (carried);
}

UkeConsentMemory *
uke_consent_memory_new (void)
{
  UkeConsentMemory *self = g_new0 (UkeConsentMemory, 1);

  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_carried);
  return self;
}

void
uke_consent_memory_free (UkeConsentMemory *self)
{
  g_hash_table_unref (self->answers);
  g_free (self);
}

/**
 * uke_consent_memory_keep:
 * @self: a memory
 * @certificate: whose answers they are
 * @consents: the answers; what was not asked keeps the answer of an earlier time
 * @answered: when they were given
 *
 * Takes the answers for the next time.
 */
void
uke_consent_memory_keep (UkeConsentMemory *self,
                         UkeCertificate *certificate,
                         const UkeConsents *consents,
                         GDateTime *answered)
{
  char *fingerprint = uke_certificate_dup_fingerprint (certificate);
  UkeCarriedConsents *carried = g_hash_table_lookup (self->answers, fingerprint);

  if (carried == NULL) {
    carried = g_new0 (UkeCarriedConsents, 1);
    g_hash_table_insert (self->answers, g_strdup (fingerprint), carried);
  }
  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    if (consents->items[i] != UKE_CONSENT_NOT_ASKED)
      carried->consents.items[i] = consents->items[i];
  g_clear_pointer (&carried->answered, g_date_time_unref);
  carried->answered = g_date_time_ref (answered);
  g_free (fingerprint);
}

const UkeCarriedConsents *
uke_consent_memory_find (UkeConsentMemory *self, UkeCertificate *certificate)
{
  g_autofree char *fingerprint = uke_certificate_dup_fingerprint (certificate);

  return g_hash_table_lookup (self->answers, fingerprint);
}
