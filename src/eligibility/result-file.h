#pragma once

#include "eligibility/eligibility.h"
#include "eligibility/file-name.h"

G_BEGIN_DECLS

/* A file of the terminal that was read whole; never changes. */
typedef struct {
  char *name; /* without a folder, as it is written there */
  UkeFileKind kind;
  char *fingerprint;           /* SHA-256 of its bytes, in hexadecimal */
  UkeEligibility *eligibility; /* nullable: rejections and archives have none */
  char *message;               /* nullable: what a rejection says */
  /*< private >*/
  grefcount references;
} UkeResultFile;

#define UKE_TYPE_RESULT_FILE (uke_result_file_get_type ())
GType uke_result_file_get_type (void);

UkeResultFile *uke_result_file_new (
                   const char *name, GBytes *bytes, const char *fingerprint, GError **error);
UkeResultFile *uke_result_file_ref (UkeResultFile *self);
void uke_result_file_unref (UkeResultFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeResultFile, uke_result_file_unref)

G_END_DECLS
