#include "kiosk/qr-code.h"

#include <qrencode.h>

struct _UkeQrCode {
  GtkWidget parent_instance;

  QRcode *code; /* NULL: nothing to draw */
};

G_DEFINE_FINAL_TYPE (UkeQrCode, uke_qr_code, GTK_TYPE_WIDGET)

#define QUIET_ZONE 4  /* modules around the code, as the standard asks for */
#define MODULE_SIZE 6 /* px, at least: 1.5 mm on a display of 96 dpi */

static int
n_modules (UkeQrCode *self)
{
  return self->code != NULL ? self->code->width + 2 * QUIET_ZONE : 0;
}

static void
uke_qr_code_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = *natural = n_modules (UKE_QR_CODE (widget)) * MODULE_SIZE;
}

static void
uke_qr_code_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  UkeQrCode *self = UKE_QR_CODE (widget);
  int n = n_modules (self);
  int module;
  float left, top;

  if (n == 0)
    return;
  module = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget)) / n;
  left = (float) ((gtk_widget_get_width (widget) - n * module) / 2);
  top = (float) ((gtk_widget_get_height (widget) - n * module) / 2);

  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 },
                             &GRAPHENE_RECT_INIT (left, top, n * module, n * module));
  for (int y = 0; y < self->code->width; y++)
    for (int x = 0; x < self->code->width; x++)
      if (self->code->data[y * self->code->width + x] & 1)
        gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0, 0, 0, 1 },
                                   &GRAPHENE_RECT_INIT (left + (x + QUIET_ZONE) * module,
                                                        top + (y + QUIET_ZONE) * module, module,
                                                        module));
}

static void
uke_qr_code_finalize (GObject *object)
{
  g_clear_pointer (&UKE_QR_CODE (object)->code, QRcode_free);
  G_OBJECT_CLASS (uke_qr_code_parent_class)->finalize (object);
}

static void
uke_qr_code_class_init (UkeQrCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = uke_qr_code_finalize;
  widget_class->measure = uke_qr_code_measure;
  widget_class->snapshot = uke_qr_code_snapshot;
  gtk_widget_class_set_css_name (widget_class, "qrcode");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
uke_qr_code_init (UkeQrCode *self)
{
}

/**
 * uke_qr_code_set_text:
 * @self: a code
 * @text: (nullable): what it holds, such as an address
 *
 * Encodes @text with the correction level M. A text that is too long for any code shows nothing;
 * whoever uses it has the text in words beside it.
 */
void
uke_qr_code_set_text (UkeQrCode *self, const char *text)
{
  g_clear_pointer (&self->code, QRcode_free);
  if (text != NULL)
    self->code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

int
uke_qr_code_get_size (UkeQrCode *self)
{
  return self->code != NULL ? self->code->width : 0;
}
