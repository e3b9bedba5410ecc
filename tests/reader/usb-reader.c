/* The virtual readers of vpcd as a USB reader that can be pulled out and put back.
 *
 * pcscd takes serial readers such as vpcd's when it starts, and never again
 * (HPReCheckSerialReaders() does nothing in a build with libudev, as distributions' are). Only USB
 * readers come and go. So this library, preloaded into pcscd, answers in libudev's stead for a bus
 * with at most one device on it: it is there as long as the file PLUG is. And it is that device's
 * driver, which passes everything on to vpcd's. What pcscd then does with its readers and tells its
 * clients is all its own.
 *
 * While the file MUTE is there, a card that lies on the reader does not answer to power. While the
 * file SHORT is there, the reader passes short commands alone, and says so (PC/SC part 10, 2.6.14). */

#include <dlfcn.h>
#include <ifdhandler.h>
#include <reader.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define FOLDER "/run/uketsuke-test-usb"
#define PLUG "plugged"
#define MUTE FOLDER "/mute"
#define SHORT FOLDER "/short"

#define VPCD "libifdvpcd.so"
#define VPCD_DEVICE "/dev/null:0x8C7B"

/* ---- The bus. Everything opaque is one thing: there is nothing to tell apart. ---- */

struct thing {
  const char *action; /* of the device that a monitor told of */
};

static struct thing bus;
static struct thing device;
static int inotify = -1;

static int
is_plugged (void)
{
  return access (FOLDER "/" PLUG, F_OK) == 0;
}

struct thing *
udev_new (void)
{
  return &bus;
}

struct thing *
udev_unref (struct thing *self)
{
  return NULL;
}

struct thing *
udev_enumerate_new (struct thing *udev)
{
  return udev;
}

struct thing *
udev_enumerate_unref (struct thing *self)
{
  return NULL;
}

int
udev_enumerate_add_match_subsystem (struct thing *self, const char *subsystem)
{
  return 0;
}

int
udev_enumerate_scan_devices (struct thing *self)
{
  return 0;
}

struct thing *
udev_enumerate_get_list_entry (struct thing *self)
{
  return is_plugged () ? &device : NULL;
}

struct thing *
udev_list_entry_get_next (struct thing *self)
{
  return NULL;
}

const char *
udev_list_entry_get_name (struct thing *self)
{
  return "/sys/devices/uketsuke";
}

struct thing *
udev_device_new_from_syspath (struct thing *udev, const char *path)
{
  return &device;
}

struct thing *
udev_device_unref (struct thing *self)
{
  return NULL;
}

struct thing *
udev_device_get_parent_with_subsystem_devtype (struct thing *self,
                                               const char *subsystem,
                                               const char *type)
{
  return self;
}

const char *
udev_device_get_action (struct thing *self)
{
  return self->action;
}

const char *
udev_device_get_devnode (struct thing *self)
{
  return "/dev/null";
}

const char *
udev_device_get_sysname (struct thing *self)
{
  return "uketsuke";
}

const char *
udev_device_get_property_value (struct thing *self, const char *key)
{
  return NULL;
}

/* As the bundle says that tests/pcscd-control writes. */
const char *
udev_device_get_sysattr_value (struct thing *self, const char *name)
{
  if (strcmp (name, "idVendor") == 0)
    return "f00d";
  if (strcmp (name, "idProduct") == 0)
    return "cafe";
  return NULL;
}

struct thing *
udev_monitor_new_from_netlink (struct thing *udev, const char *name)
{
  inotify = inotify_init1 (IN_CLOEXEC);
  return inotify < 0 ? NULL : udev;
}

struct thing *
udev_monitor_unref (struct thing *self)
{
  close (inotify);
  return NULL;
}

int
udev_monitor_filter_add_match_subsystem_devtype (struct thing *self,
                                                 const char *subsystem,
                                                 const char *type)
{
  return 0;
}

int
udev_monitor_enable_receiving (struct thing *self)
{
  return inotify_add_watch (inotify, FOLDER, IN_CREATE | IN_DELETE) < 0 ? -1 : 0;
}

int
udev_monitor_get_fd (struct thing *self)
{
  return inotify;
}

struct thing *
udev_monitor_receive_device (struct thing *self)
{
  /* Room for one event: the folder holds no long names. */
  union {
    struct inotify_event event;
    char room[sizeof (struct inotify_event) + 16];
  } news;

  if (read (inotify, &news, sizeof news) < (ssize_t) sizeof news.event
      || strcmp (news.event.name, PLUG) != 0)
    return NULL;
  device.action = (news.event.mask & IN_CREATE) != 0 ? "add" : "remove";
  return &device;
}

/* ---- The driver ---- */

static void *
vpcd (const char *function)
{
  static void *library;

  /* Preloaded, our names would go before its own where it calls itself. */
  if (library == NULL)
    library = dlopen (getenv ("UKE_VPCD"), RTLD_NOW | RTLD_DEEPBIND);
  if (library == NULL)
    abort ();
  return dlsym (library, function);
}

#define PASS_ON(function, type, ...) (((RESPONSECODE (*) type) vpcd (function)) (__VA_ARGS__))

RESPONSECODE
IFDHCreateChannelByName (DWORD lun, LPSTR name)
{
  char device_name[] = VPCD_DEVICE;

  return PASS_ON ("IFDHCreateChannelByName", (DWORD, LPSTR), lun, device_name);
}

RESPONSECODE
IFDHCreateChannel (DWORD lun, DWORD channel)
{
  return IFD_NOT_SUPPORTED;
}

RESPONSECODE
IFDHCloseChannel (DWORD lun)
{
  return PASS_ON ("IFDHCloseChannel", (DWORD), lun);
}

RESPONSECODE
IFDHGetCapabilities (DWORD lun, DWORD tag, PDWORD length, PUCHAR value)
{
  return PASS_ON ("IFDHGetCapabilities", (DWORD, DWORD, PDWORD, PUCHAR), lun, tag, length, value);
}

RESPONSECODE
IFDHSetCapabilities (DWORD lun, DWORD tag, DWORD length, PUCHAR value)
{
  return PASS_ON ("IFDHSetCapabilities", (DWORD, DWORD, DWORD, PUCHAR), lun, tag, length, value);
}

RESPONSECODE
IFDHSetProtocolParameters (DWORD lun, DWORD protocol, UCHAR flags, UCHAR a, UCHAR b, UCHAR c)
{
  return PASS_ON ("IFDHSetProtocolParameters", (DWORD, DWORD, UCHAR, UCHAR, UCHAR, UCHAR), lun,
                  protocol, flags, a, b, c);
}

RESPONSECODE
IFDHPowerICC (DWORD lun, DWORD action, PUCHAR atr, PDWORD length)
{
  if (action != IFD_POWER_DOWN && access (MUTE, F_OK) == 0)
    return IFD_ERROR_POWER_ACTION;
  return PASS_ON ("IFDHPowerICC", (DWORD, DWORD, PUCHAR, PDWORD), lun, action, atr, length);
}

static int
is_short (void)
{
  return access (SHORT, F_OK) == 0;
}

RESPONSECODE
IFDHTransmitToICC (DWORD lun,
                   SCARD_IO_HEADER send,
                   PUCHAR command,
                   DWORD n_command,
                   PUCHAR answer,
                   PDWORD n_answer,
                   PSCARD_IO_HEADER receive)
{
  if (is_short () && n_command > 5 && command[4] == 0) /* lengths of two bytes */
    return IFD_COMMUNICATION_ERROR;
  return PASS_ON ("IFDHTransmitToICC",
                  (DWORD, SCARD_IO_HEADER, PUCHAR, DWORD, PUCHAR, PDWORD, PSCARD_IO_HEADER), lun,
                  send, command, n_command, answer, n_answer, receive);
}

/* The code that asks for the reader's properties, as tag, length and value; then those. */
static RESPONSECODE
tell_properties (DWORD code, PUCHAR answer, DWORD room, LPDWORD n_answer)
{
  static const UCHAR features[] = { FEATURE_GET_TLV_PROPERTIES, 4, 0x42, 0x33, 0x00, 0x12 };
  static const UCHAR properties[] = { PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize, 4, 0, 0, 0, 0 };
  int is_request = code == CM_IOCTL_GET_FEATURE_REQUEST;

  if (room < sizeof features || (!is_request && code != 0x42330012))
    return IFD_ERROR_NOT_SUPPORTED;
  memcpy (answer, is_request ? features : properties, sizeof features);
  *n_answer = sizeof features;
  return IFD_SUCCESS;
}

RESPONSECODE
IFDHControl (DWORD lun,
             DWORD code,
             PUCHAR command,
             DWORD n_command,
             PUCHAR answer,
             DWORD room,
             LPDWORD n_answer)
{
  if (is_short ())
    return tell_properties (code, answer, room, n_answer);
  return PASS_ON ("IFDHControl", (DWORD, DWORD, PUCHAR, DWORD, PUCHAR, DWORD, LPDWORD), lun, code,
                  command, n_command, answer, room, n_answer);
}

RESPONSECODE
IFDHICCPresence (DWORD lun)
{
  return PASS_ON ("IFDHICCPresence", (DWORD), lun);
}
