#include "kiosk/message-page.h"

#include "kiosk/scroller.h"
#include "widget/timeline.h"

struct _UkeMessagePage {
  AdwBin parent_instance;

  GtkBox *lines;
  GtkImage *illustration;
  GtkLabel *headline;
  GtkLabel *detail;
  GtkLabel *dates;
  GtkLabel *code;
  GtkWidget *timeline_clamp;
  UkeTimeline *timeline;
  GtkButton *button;

  UkeEvent on_button;
};

G_DEFINE_FINAL_TYPE (UkeMessagePage, uke_message_page, ADW_TYPE_BIN)

#define DENSE_SPACING 12 /* px */

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

  g_type_ensure (UKE_TYPE_SCROLLER);
  g_type_ensure (UKE_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/message-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeMessagePage, lines);
  gtk_widget_class_bind_template_child (widget_class, UkeMessagePage, illustration);
  gtk_widget_class_bind_template_child (widget_class, UkeMessagePage, headline);
  gtk_widget_class_bind_template_child (widget_class, UkeMessagePage, detail);
  gtk_widget_class_bind_template_child (widget_class, UkeMessagePage, dates);
  gtk_widget_class_bind_template_child (widget_class, UkeMessagePage, code);
  gtk_widget_class_bind_template_child (widget_class, UkeMessagePage, timeline_clamp);
  gtk_widget_class_bind_template_child (widget_class, UkeMessagePage, timeline);
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
  uke_message_page_set_dates (self, words->dates, words->standing);
  gtk_label_set_label (self->code, words->code != NULL ? words->code : "");
  gtk_widget_set_visible (GTK_WIDGET (self->code), words->code != NULL);
  /* The picture gives way first, most of all to a timeline, which is a picture of its own. */
  if (words->standing != NULL) {
    gtk_box_set_spacing (self->lines, DENSE_SPACING);
    gtk_widget_add_css_class (GTK_WIDGET (self), "dense");
  } else if (words->button != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "with-button");
  if (words->button != NULL) {
    gtk_button_set_label (self->button, words->button);
    gtk_widget_set_visible (GTK_WIDGET (self->button), TRUE);
    self->on_button = words->on_button;
  }
  return GTK_WIDGET (self);
}

/**
 * uke_message_page_set_dates:
 * @self: a page
 * @dates: (nullable): the days that matter, one a line
 * @standing: (nullable): the same as a picture
 *
 * Tells days that have changed since.
 */
void
uke_message_page_set_dates (UkeMessagePage *self, const char *dates, const UkeStanding *standing)
{
  gtk_label_set_label (self->dates, dates != NULL ? dates : "");
  gtk_widget_set_visible (GTK_WIDGET (self->dates), dates != NULL);
  uke_timeline_set_standing (self->timeline, standing);
  gtk_widget_set_visible (self->timeline_clamp, standing != NULL);
}
