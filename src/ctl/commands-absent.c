#include "command.h"
#define ABSENT(name) int name (int argc, char **argv) { return uke_ctl_fail (UKE_EXIT_USAGE, "%s: absent", argv[0]); }
ABSENT (uke_ctl_validity)
ABSENT (uke_ctl_certificate)
ABSENT (uke_ctl_readers)
ABSENT (uke_ctl_card)
ABSENT (uke_ctl_emulate)
