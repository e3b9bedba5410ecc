#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where Linux lists what is plugged in. */
#define UKE_USB_DEVICES "/sys/bus/usb/devices"

/* What is plugged in, whether or not PC/SC knows a driver for it. */
gboolean
uke_usb_devices_have_reader (const char *folder);

G_END_DECLS
