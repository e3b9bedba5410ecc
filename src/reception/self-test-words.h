#pragma once

#include "reception/self-test.h"

G_BEGIN_DECLS

/* What is said of a finding, one sentence each, in the language of the moment. (transfer none) */
const char *uke_self_test_words_finding (UkeFinding finding);
/* What to do about it; NULL where there is nothing to do. */
const char *uke_self_test_words_remedy (UkeFinding finding);

G_END_DECLS
