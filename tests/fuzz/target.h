#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A target is one file with these two, linked with libfuzzer.c to be searched for inputs that break
 * it, or with replay.c to be given those of its corpus. What must hold is asserted. */

/* Once, before the first input. */
void
fuzz_set_up (void);
/* Leaves nothing behind that the next input could meet. */
void
fuzz_try (const guint8 *data, gsize size);

G_END_DECLS
