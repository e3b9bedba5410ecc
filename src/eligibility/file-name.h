#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a file of the terminal's folders is, by its name alone. Case does not matter. */
typedef enum {
  UKE_FILE_OTHER,     /* of another program or exchange, health records among them: not ours to open */
  UKE_FILE_FACE,      /* OQSsiquc01res_face_*.xml, from the card reader */
  UKE_FILE_ANSWER,    /* OQS…res_*.xml */
  UKE_FILE_ARCHIVE,   /* OQS…res_*.zip: a bulk answer, or one that the terminal encrypts */
  UKE_FILE_REQUEST,   /* OQS…req_*.xml: before the answer in req, with a rejection in res */
  UKE_FILE_REJECTION, /* OQS…req_*.err: why a request was not taken */
} UkeFileKind;

const char *uke_file_kind_get_nick (UkeFileKind kind);

UkeFileKind uke_file_name_get_kind (const char *name);
/* (transfer full) */
char *uke_file_name_dup_key (const char *name);
char *uke_file_name_dup_time (const char *name);
char *uke_file_name_dup_answer (const char *request);
char *uke_file_name_dup_archive (const char *request);
char *uke_file_name_dup_rejection (const char *request);

G_END_DECLS
