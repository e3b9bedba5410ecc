#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* The store of this run: the institution's, or one that is thrown away after a rehearsal. */
typedef struct {
  UkeStore *store;  /* NULL: it could not be opened */
  char *throw_away; /* folder; NULL: it stays */
  char *name;       /* of where this program receives */
} UkeStorePlace;

gboolean uke_store_place_open (UkeStorePlace *self, GSettings *settings, gboolean training, GError **error);
void uke_store_place_close (UkeStorePlace *self);

G_END_DECLS
