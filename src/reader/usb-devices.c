#include "reader/usb-devices.h"

/* USB CCID 1.1, 4.3: the interface class of smart-card readers. */
#define CCID_CLASS "0b"

static gboolean
is_reader (const char *folder, const char *device)
{
  g_autofree char *path = g_build_filename (folder, device, "bInterfaceClass", NULL);
  g_autofree char *interface_class = NULL;

  if (!g_file_get_contents (path, &interface_class, NULL, NULL))
    return FALSE;
  return g_strcmp0 (g_strstrip (interface_class), CCID_CLASS) == 0;
}

/**
 * uke_usb_devices_have_reader:
 * @folder: UKE_USB_DEVICES, or one that looks like it
 *
 * Tells whether a device of the standard class for card readers is plugged in.
 *
 * Some readers are of no standard class (Sony's RC-S380): those are not seen.
 *
 * Returns: FALSE when there is none, or no such folder
 */
gboolean
uke_usb_devices_have_reader (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *device;

  while (dir != NULL && (device = g_dir_read_name (dir)) != NULL)
    if (is_reader (folder, device))
      return TRUE;
  return FALSE;
}
