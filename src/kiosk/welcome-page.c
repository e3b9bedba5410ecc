#include "kiosk/welcome-page.h"

#include "kiosk/option-row.h"
#include "kiosk/scroller.h"

struct _UkeWelcomePage {
  AdwBin parent_instance;

  GtkImage *illustration;
  GtkLabel *headline;
  GtkLabel *detail;
  GtkBox *options;
};

G_DEFINE_FINAL_TYPE (UkeWelcomePage, uke_welcome_page, ADW_TYPE_BIN)

static void
uke_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UKE_TYPE_WELCOME_PAGE);
  G_OBJECT_CLASS (uke_welcome_page_parent_class)->dispose (object);
}

static void
uke_welcome_page_class_init (UkeWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = uke_welcome_page_dispose;

  g_type_ensure (UKE_TYPE_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeWelcomePage, illustration);
  gtk_widget_class_bind_template_child (widget_class, UkeWelcomePage, headline);
  gtk_widget_class_bind_template_child (widget_class, UkeWelcomePage, detail);
  gtk_widget_class_bind_template_child (widget_class, UkeWelcomePage, options);
}

static void
uke_welcome_page_init (UkeWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * uke_welcome_page_new:
 * @words: what to say
 * @preferences: what the person's choices go to
 *
 * Creates a page, in the language of the moment.
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
uke_welcome_page_new (const UkeWords *words, UkePreferences *preferences)
{
  UkeWelcomePage *self = g_object_new (UKE_TYPE_WELCOME_PAGE, NULL);

  gtk_image_set_from_icon_name (self->illustration, words->illustration);
  gtk_label_set_label (self->headline, words->headline);
  gtk_label_set_label (self->detail, words->detail);
  gtk_box_append (self->options, uke_option_row_new_languages (preferences));
  gtk_box_append (self->options, uke_option_row_new_text_sizes (preferences));
  return GTK_WIDGET (self);
}
