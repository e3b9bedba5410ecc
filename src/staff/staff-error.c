#include "staff/staff-error.h"

G_DEFINE_QUARK (uke - staff - error - quark, uke_staff_error)
