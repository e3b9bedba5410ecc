#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An address as a QR code (JIS X 0510), black on white whatever the theme, with its quiet zone. */
#define UKE_TYPE_QR_CODE (uke_qr_code_get_type ())
G_DECLARE_FINAL_TYPE (UkeQrCode, uke_qr_code, UKE, QR_CODE, GtkWidget)

/* @text: nullable: nothing is drawn */
void uke_qr_code_set_text (UkeQrCode *self, const char *text);
/* Modules along one side, without the quiet zone; 0: there is nothing to draw. */
int uke_qr_code_get_size (UkeQrCode *self);

G_END_DECLS
