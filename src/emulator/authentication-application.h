#pragma once

#include "emulator/card-application.h"

G_BEGIN_DECLS

enum {
  UKE_FILE_SIGN_CERTIFICATE = 0x0001,
  UKE_FILE_SIGN_AUTHORITY = 0x0002,
  UKE_FILE_TOKEN = 0x0006,
  UKE_FILE_PRESENT = 0x0008,
  UKE_FILE_SEALED = 0x0009,
  UKE_FILE_AUTH_CERTIFICATE = 0x000a,
  UKE_FILE_AUTH_AUTHORITY = 0x000b,
  UKE_FILE_TERMINAL_KEY = 0x0016,
  UKE_FILE_AUTH_KEY = 0x0017,
  UKE_FILE_AUTH_PIN = 0x0018,
  UKE_FILE_SIGN_KEY = 0x001a,
  UKE_FILE_SIGN_PIN = 0x001b,
};

UkeCardApplication *uke_authentication_application_new (const UkeCardOrder *order, GError **error);

G_END_DECLS
