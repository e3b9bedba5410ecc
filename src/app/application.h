#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define UKE_TYPE_APPLICATION (uke_application_get_type ())
G_DECLARE_FINAL_TYPE (UkeApplication, uke_application, UKE, APPLICATION, AdwApplication)

UkeApplication *uke_application_new (void);

G_END_DECLS
