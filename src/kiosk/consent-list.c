#include "kiosk/consent-list.h"

#include "kiosk/even-box.h"
#include "reception/consent-words.h"

#include <glib/gi18n-lib.h>

struct _UkeConsentList {
  GtkBox parent_instance;

  GtkToggleButton *agree[UKE_N_CONSENT_ITEMS]; /* NULL: not asked */
  GtkToggleButton *refuse[UKE_N_CONSENT_ITEMS];
  gboolean complete;
};

G_DEFINE_FINAL_TYPE (UkeConsentList, uke_consent_list, GTK_TYPE_BOX)

typedef enum {
  PROP_COMPLETE = 1,
} Property;

static GParamSpec *properties[PROP_COMPLETE + 1];

static UkeConsent
answer_of (UkeConsentList *self, int item)
{
  if (self->agree[item] == NULL)
    return UKE_CONSENT_NOT_ASKED;
  if (gtk_toggle_button_get_active (self->agree[item]))
    return UKE_CONSENT_AGREED;
  if (gtk_toggle_button_get_active (self->refuse[item]))
    return UKE_CONSENT_REFUSED;
  return UKE_CONSENT_NOT_ASKED;
}

static void
on_answer_toggled (UkeConsentList *self)
{
  gboolean complete = TRUE;

  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    complete = complete && (self->agree[i] == NULL || answer_of (self, i) != UKE_CONSENT_NOT_ASKED);
  if (self->complete == complete)
    return;
  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static GtkToggleButton *
add_answer (UkeConsentList *self, GtkWidget *answers, const char *item, const char *label)
{
  GtkWidget *button = gtk_toggle_button_new ();
  g_autofree char *heard = g_strdup_printf (_ ("%1$s: %2$s"), item, label);

  /* A child, not the label property: that would be heard in place of the whole answer. */
  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, heard,
                                  -1);
  gtk_widget_add_css_class (button, "consent-answer");
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_answer_toggled), self,
                           G_CONNECT_SWAPPED);
  uke_even_box_append (UKE_EVEN_BOX (answers), button);
  return GTK_TOGGLE_BUTTON (button);
}

static GtkWidget *
new_name (const char *item, gboolean is_new)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (item);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_add_css_class (name, "consent-item");
  gtk_box_append (GTK_BOX (box), name);
  if (is_new) {
    /* Translators: Beside a kind of health record that was not asked about last time. */
    GtkWidget *mark = gtk_label_new (C_ ("consent", "New"));

    gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
    gtk_widget_add_css_class (mark, "consent-new");
    gtk_box_append (GTK_BOX (box), mark);
  }
  return box;
}

static void
add_item (UkeConsentList *self, UkeConsentItem item, UkeConsent before, gboolean mark_new)
{
  const char *words = uke_consent_words_item (item);
  GtkWidget *row = g_object_new (UKE_TYPE_EVEN_BOX, "spacing", 12, "rows-differ", TRUE, NULL);
  GtkWidget *answers = g_object_new (UKE_TYPE_EVEN_BOX, "spacing", 12, NULL);

  uke_even_box_append (UKE_EVEN_BOX (row),
                       new_name (words, mark_new && before == UKE_CONSENT_NOT_ASKED));
  uke_even_box_append (UKE_EVEN_BOX (row), answers);
  gtk_box_append (GTK_BOX (self), row);

  /* Translators: Answer for one kind of health record. */
  self->agree[item] = add_answer (self, answers, words, C_ ("consent", "Provide"));
  /* Translators: Answer for one kind of health record. */
  self->refuse[item] = add_answer (self, answers, words, C_ ("consent", "Do not provide"));
  gtk_toggle_button_set_group (self->refuse[item], self->agree[item]);
  if (before == UKE_CONSENT_AGREED)
    gtk_toggle_button_set_active (self->agree[item], TRUE);
  if (before == UKE_CONSENT_REFUSED)
    gtk_toggle_button_set_active (self->refuse[item], TRUE);
}

static void
uke_consent_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((Property) id) {
  case PROP_COMPLETE:
    g_value_set_boolean (value, UKE_CONSENT_LIST (object)->complete);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_consent_list_class_init (UkeConsentListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = uke_consent_list_get_property;
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
uke_consent_list_init (UkeConsentList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
}

/**
 * uke_consent_list_new:
 * @offers: what this institution asks about
 * @before: (nullable): what the person has answered before
 * @mark_new: whether to mark the rows that were not asked before
 *
 * Creates a list, in the language of the moment.
 *
 * Returns: (transfer floating): a list
 */
GtkWidget *
uke_consent_list_new (const UkeOffers *offers, const UkeConsents *before, gboolean mark_new)
{
  UkeConsentList *self = g_object_new (UKE_TYPE_CONSENT_LIST, NULL);

  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    if (offers->consents[i])
      add_item (self, (UkeConsentItem) i, before != NULL ? before->items[i] : UKE_CONSENT_NOT_ASKED,
                mark_new);
  on_answer_toggled (self);
  return GTK_WIDGET (self);
}

void
uke_consent_list_get_consents (UkeConsentList *self, UkeConsents *ret_consents)
{
  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    ret_consents->items[i] = answer_of (self, i);
}
