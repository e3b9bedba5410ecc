#pragma once

#include "emulator/face-record.h"

G_BEGIN_DECLS

/* 券面事項確認AP: what is printed on the card, as pictures. */
UkeCardApplication *uke_visual_application_new (const UkeCardOrder *order, const UkeFace *face);

G_END_DECLS
