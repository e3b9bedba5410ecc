#pragma once

#include "reception/visit-book.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The store of this run: the institution's, or one that is thrown away after a rehearsal. */
typedef struct {
  UkeStore *store;  /* NULL: it could not be opened */
  char *throw_away; /* folder; NULL: it stays */
} UkeStorePlace;

gboolean uke_store_place_open (UkeStorePlace *self, gboolean training, GError **error);
gboolean uke_store_place_restore (UkeStorePlace *self, UkeVisitBook *book, GError **error);
void uke_store_place_close (UkeStorePlace *self);

G_END_DECLS
