#include "kiosk/message-page.h"

struct _UkeMessagePage {
  AdwBreakpointBin parent_instance;

  GtkImage *illustration;
  GtkLabel *headline;
  GtkLabel *detail;
  GtkLabel *dates;
  GtkButton *button;

  UkeEvent on_button;
};

G_DEFINE_FINAL_TYPE (UkeMessagePage, uke_message_page, ADW_TYPE_BREAKPOINT_BIN)

/* px; beside a button or dates on a low display. A high one has room for both. */
#define SMALL_ILLUSTRATION 144

/* Characters; more do not stand on one line of the smallest display. */
#define LONG_HEADLINE 24

static guint signal_chosen;

/* Japanese may break within any word; a sentence of two lines reads better broken at its comma. It
 * is heard as the one sentence that it is. */
static void
set_headline (GtkLabel *label, const char *headline)
{
  g_autoptr (GString) lines = g_string_new (headline);

  if (g_utf8_strlen (headline, -1) > LONG_HEADLINE)
    g_string_replace (lines, "、", "、\n", 1);
  gtk_label_set_label (label, lines->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, headline,
                                  -1);
}

static void
on_button_clicked (UkeMessagePage *self)
{
  g_signal_emit (self, signal_chosen, 0, self->on_button);
}

static void
uke_message_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UKE_TYPE_MESSAGE_PAGE);
  G_OBJECT_CLASS (uke_message_page_parent_class)->dispose (object);
}

static void
uke_message_page_class_init (UkeMessagePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = uke_message_page_dispose;

  signal_chosen = g_signal_new ("chosen", UKE_TYPE_MESSAGE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, UKE_TYPE_EVENT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/message-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeMessagePage, illustration);
  gtk_widget_class_bind_template_child (widget_class, UkeMessagePage, headline);
  gtk_widget_class_bind_template_child (widget_class, UkeMessagePage, detail);
  gtk_widget_class_bind_template_child (widget_class, UkeMessagePage, dates);
  gtk_widget_class_bind_template_child (widget_class, UkeMessagePage, button);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked);
}

static void
uke_message_page_init (UkeMessagePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * uke_message_page_new:
 * @words: what to say
 *
 * Creates a page. It keeps the language of @words.
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
uke_message_page_new (const UkeWords *words)
{
  UkeMessagePage *self = g_object_new (UKE_TYPE_MESSAGE_PAGE, NULL);

  gtk_image_set_from_icon_name (self->illustration, words->illustration);
  set_headline (self->headline, words->headline);
  gtk_label_set_label (self->detail, words->detail);
  if (words->dates != NULL) {
    gtk_label_set_label (self->dates, words->dates);
    gtk_widget_set_visible (GTK_WIDGET (self->dates), TRUE);
  }
  /* The picture gives way first. */
  if (words->dates != NULL || words->button != NULL)
    gtk_image_set_pixel_size (self->illustration, SMALL_ILLUSTRATION);
  if (words->button != NULL) {
    gtk_button_set_label (self->button, words->button);
    gtk_widget_set_visible (GTK_WIDGET (self->button), TRUE);
    self->on_button = words->on_button;
  }
  return GTK_WIDGET (self);
}
