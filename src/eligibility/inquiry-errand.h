#pragma once

#include "eligibility/request.h"

G_BEGIN_DECLS

/* What UkeInquiries lets another thread do, because a share may have to be waited for. Internal to
 * the room. */
typedef enum {
  UKE_ERRAND_PUBLISH, /* the request */
  UKE_ERRAND_LOOK,    /* whether it still lies there */
  UKE_ERRAND_COLLECT, /* remove what came of it */
} UkeErrandKind;

typedef struct {
  UkeErrandKind kind;
  char *requests; /* the folders */
  char *answers;
  char *name;      /* of the request */
  GBytes *request; /* nullable */
  /* What came of it: */
  UkePublished published;
  gboolean is_lying_there;
  GError *error; /* nullable */
} UkeInquiryErrand;

/* In the thread-default main context of the start; not at all when @owner is gone by then. */
typedef void (*UkeErrandDone) (GObject *owner, const UkeInquiryErrand *errand);

UkeInquiryErrand *uke_inquiry_errand_new (UkeErrandKind kind,
                                          const char *requests,
                                          const char *answers,
                                          const char *name);
void uke_inquiry_errand_start (UkeInquiryErrand *self, GObject *owner, UkeErrandDone done);

G_END_DECLS
