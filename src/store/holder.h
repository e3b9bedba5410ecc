#pragma once

#include "store/database.h"

G_BEGIN_DECLS

gboolean uke_holder_find (UkeDatabase *database, const char *certificate, char **ret_holder, GError **error);

G_END_DECLS
