#include "kiosk/option-row.h"

#include "kiosk/even-box.h"
#include "kiosk/languages.h"

#include <glib/gi18n-lib.h>

static void
on_language_toggled (GtkToggleButton *button, UkePreferences *preferences)
{
  if (gtk_toggle_button_get_active (button))
    uke_preferences_set_language (preferences, g_object_get_data (G_OBJECT (button), "uke-code"));
}

static void
on_text_size_toggled (GtkToggleButton *button, UkePreferences *preferences)
{
  int text_size = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "uke-text-size"));

  if (gtk_toggle_button_get_active (button))
    uke_preferences_set_text_size (preferences, (UkeTextSize) text_size);
}

/* The button in the header may have been faster. */
static void
on_text_size_changed (UkePreferences *preferences, GParamSpec *pspec, GtkWidget *row)
{
  int text_size = (int) uke_preferences_get_text_size (preferences);

  for (GtkWidget *button = gtk_widget_get_first_child (row); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "uke-text-size")) == text_size)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

static GtkWidget *
add_option (GtkWidget *row, const char *label)
{
  GtkWidget *first = gtk_widget_get_first_child (row);
  GtkWidget *button = gtk_toggle_button_new ();

  /* A child, not the label property: that would be heard in place of a fuller one. */
  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (label));
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  gtk_widget_add_css_class (button, "kiosk-option");
  uke_even_box_append (UKE_EVEN_BOX (row), button);
  return button;
}

GtkWidget *
uke_option_row_new_languages (UkePreferences *preferences)
{
  GtkWidget *row = g_object_new (UKE_TYPE_EVEN_BOX, "spacing", 12, NULL);

  for (const UkeLanguage *language = uke_languages_get (); language->code != NULL; language++) {
    GtkWidget *button;

    if (!uke_languages_is_there (language->code))
      continue;
    button = add_option (row, language->name);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    language->name, -1);
    g_object_set_data (G_OBJECT (button), "uke-code", (gpointer) language->code);
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                  g_str_equal (language->code,
                                               uke_preferences_get_language (preferences)));
    g_signal_connect_object (button, "toggled", G_CALLBACK (on_language_toggled), preferences,
                             G_CONNECT_DEFAULT);
  }
  return row;
}

const char *
uke_text_size_get_words (UkeTextSize text_size)
{
  switch (text_size) {
  case UKE_TEXT_SIZE_NORMAL:
    /* Translators: The size of the words on the patient's screen, as it is for everybody: 標準 */
    return C_ ("text size", "Standard");
  case UKE_TEXT_SIZE_LARGE:
    /* Translators: The size of the words on the patient's screen, half as large again. */
    return C_ ("text size", "Large");
  case UKE_TEXT_SIZE_LARGEST:
    /* Translators: The size of the words on the patient's screen, twice as large. */
    return C_ ("text size", "Largest");
  case UKE_N_TEXT_SIZES:
    break;
  }
  g_assert_not_reached ();
}

GtkWidget *
uke_option_row_new_text_sizes (UkePreferences *preferences)
{
  GtkWidget *row = g_object_new (UKE_TYPE_EVEN_BOX, "spacing", 12, NULL);
  g_autoptr (GEnumClass) sizes = g_type_class_ref (UKE_TYPE_TEXT_SIZE);

  for (int size = 0; size < UKE_N_TEXT_SIZES; size++) {
    const char *words = uke_text_size_get_words ((UkeTextSize) size);
    GtkWidget *button = add_option (row, words);
    /* Translators: Heard, not seen: a button that sets the size of the words. %s is a size. */
    g_autofree char *heard = g_strdup_printf (_ ("Text size: %s"), words);

    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, heard,
                                    -1);
    gtk_widget_add_css_class (button, g_enum_get_value (sizes, size)->value_nick);
    g_object_set_data (G_OBJECT (button), "uke-text-size", GINT_TO_POINTER (size));
    g_signal_connect_object (button, "toggled", G_CALLBACK (on_text_size_toggled), preferences,
                             G_CONNECT_DEFAULT);
  }
  g_signal_connect_object (preferences, "notify::text-size", G_CALLBACK (on_text_size_changed), row,
                           G_CONNECT_DEFAULT);
  on_text_size_changed (preferences, NULL, row);
  return row;
}
