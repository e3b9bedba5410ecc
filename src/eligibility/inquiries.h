#pragma once

#include "eligibility/result-folder.h"

G_BEGIN_DECLS

/* How far a request is. */
typedef enum {
  UKE_INQUIRY_SENDING,
  UKE_INQUIRY_UNSENT,     /* certainly not before the terminal: may be asked anew, under a new name */
  UKE_INQUIRY_WAITING,    /* before the terminal, or maybe so: wait, and never send again */
  UKE_INQUIRY_ANSWERED,   /* the answer is there, whatever its outcome is */
  UKE_INQUIRY_PROCESSING, /* 処理中: ask anew, under a new name, when `ask-again` says so */
  UKE_INQUIRY_REJECTED,   /* the terminal did not take the file, and says why (*.err) */
  UKE_INQUIRY_ARCHIVE,    /* answered with an archive: encrypted, or of another kind */
  UKE_INQUIRY_MISMATCHED, /* a file of the answer's name is not the answer, or cannot be read */
  UKE_INQUIRY_NOT_TAKEN,  /* time is over and the request still lies there: the terminal's program
                             does not run, or it is not its folder */
  UKE_INQUIRY_SILENT,     /* time is over: it was taken, and nothing came. It may come yet */
} UkeInquiryState;

const char *uke_inquiry_state_get_nick (UkeInquiryState state);

/**
 * UkeInquiries:
 *
 * Requests before the terminal, and what became of them. Whoever asks writes name and identifier
 * down first, and forgets them when the answer is written down; in between, uke_inquiries_expect()
 * takes up the waiting after a new start. Answers that come late are told, too.
 *
 * Signals, in the main context of the first call:
 * `changed` (const char *name, UkeInquiryState state as guint, UkeResultFile *file, GError *error): a
 *   request went on. @file (nullable) is the answer, the rejection or the archive; @error (nullable)
 *   says why it is unsent, mismatched, or doubtful while it waits.
 * `ask-again` (const char *name): what was being processed may be done by now.
 */
#define UKE_TYPE_INQUIRIES (uke_inquiries_get_type ())
G_DECLARE_FINAL_TYPE (UkeInquiries, uke_inquiries, UKE, INQUIRIES, GObject)

UkeInquiries *uke_inquiries_new (const char *requests, const char *answers);
UkeResultFolder *uke_inquiries_get_folder (UkeInquiries *self);

void uke_inquiries_send (UkeInquiries *self, const char *name, const char *identifier, GBytes *request);
void uke_inquiries_expect (UkeInquiries *self, const char *name, const char *identifier);
void uke_inquiries_forget (UkeInquiries *self, const char *name, gboolean collect);
gboolean uke_inquiries_get_state (UkeInquiries *self, const char *name, UkeInquiryState *ret_state);

G_END_DECLS
