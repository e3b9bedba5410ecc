#pragma once

#include "emulator/face-record.h"

G_BEGIN_DECLS

/* 券面事項入力補助AP: what is printed on the card, as text. */
UkeCardApplication *uke_text_application_new (const UkeCardOrder *order, const UkeFace *face);

G_END_DECLS
