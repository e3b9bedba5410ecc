#pragma once

#include "emulator/face-keys.h"
#include "emulator/training-authority.h"
#include "emulator/training-store.h"

G_BEGIN_DECLS

/* Read-only, so that several threads may issue cards at once. */
const UkeTrainingKeys *uke_training_authority_get_keys (UkeTrainingAuthority *self);
const UkeFaceKeys *uke_training_authority_get_face_keys (UkeTrainingAuthority *self);

G_END_DECLS
