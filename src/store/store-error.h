#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define UKE_STORE_ERROR (uke_store_error_quark ())
GQuark uke_store_error_quark (void);

/* Each is something else to do for whoever looks after the store. */
typedef enum {
  UKE_STORE_ERROR_UNREACHABLE, /* no such folder, no permission, no server */
  UKE_STORE_ERROR_FULL,        /* the disk is full: free some space */
  UKE_STORE_ERROR_READ_ONLY,   /* the disk or the file may not be written */
  UKE_STORE_ERROR_WRONG_KEY,   /* not a store of ours, or not with this key */
  UKE_STORE_ERROR_DAMAGED,     /* restore the newest backup */
  UKE_STORE_ERROR_NEWER,       /* written by a later release: install that one */
  UKE_STORE_ERROR_BUSY,        /* another program holds it for too long */
  UKE_STORE_ERROR_TAKEN,       /* another visit has this result of the terminal already */
  UKE_STORE_ERROR_FAILED,
} UkeStoreError;

G_END_DECLS
