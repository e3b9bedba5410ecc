#include "store/store-error.h"

G_DEFINE_QUARK (uke - store - error - quark, uke_store_error)
