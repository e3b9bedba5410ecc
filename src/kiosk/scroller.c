#include "kiosk/scroller.h"

#include <glib/gi18n-lib.h>

struct _UkeScroller {
  AdwBin parent_instance;

  GtkScrolledWindow *window;
  GtkWidget *more_button;
};

G_DEFINE_FINAL_TYPE (UkeScroller, uke_scroller, ADW_TYPE_BIN)

typedef enum {
  PROP_CONTENT = 1,
} Property;

/* Of what is seen, so that the last line before is the first one after. */
#define STEP 0.75

static void
on_adjustment_changed (UkeScroller *self, GtkAdjustment *adjustment)
{
  double below = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)
                 - gtk_adjustment_get_value (adjustment);

  gtk_widget_set_visible (self->more_button, below > 1);
}

static void
on_more_clicked (UkeScroller *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->window);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment)
                                            + STEP * gtk_adjustment_get_page_size (adjustment));
}

static void
uke_scroller_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((Property) id) {
  case PROP_CONTENT:
    g_value_set_object (value, gtk_scrolled_window_get_child (UKE_SCROLLER (object)->window));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_scroller_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((Property) id) {
  case PROP_CONTENT:
    gtk_scrolled_window_set_child (UKE_SCROLLER (object)->window, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_scroller_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UKE_TYPE_SCROLLER);
  G_OBJECT_CLASS (uke_scroller_parent_class)->dispose (object);
}

static void
uke_scroller_class_init (UkeScrollerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = uke_scroller_get_property;
  object_class->set_property = uke_scroller_set_property;
  object_class->dispose = uke_scroller_dispose;

  g_object_class_install_property (object_class, PROP_CONTENT,
                                   g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                        G_PARAM_READWRITE
                                                            | G_PARAM_STATIC_STRINGS));

  gtk_widget_class_set_template_from_resource (widget_class, UKE_RESOURCE_PATH "/ui/scroller.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeScroller, window);
  gtk_widget_class_bind_template_child (widget_class, UkeScroller, more_button);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked);
}

static void
uke_scroller_init (UkeScroller *self)
{
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  adjustment = gtk_scrolled_window_get_vadjustment (self->window);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_adjustment_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_adjustment_changed), self,
                           G_CONNECT_SWAPPED);
}

void
uke_scroller_go_to_top (UkeScroller *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->window), 0);
}
