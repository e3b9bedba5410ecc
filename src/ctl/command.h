#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit statuses that scripts depend on. */
enum {
  UKE_EXIT_DONE = 0,
  UKE_EXIT_REFUSED = 1, /* the answer is a refusal: lapsed, forged, unreadable input */
  UKE_EXIT_USAGE = 2,
  UKE_EXIT_NO_CARD = 3,     /* no reader or no card */
  UKE_EXIT_UNREACHABLE = 4, /* store or folder */
};

/* What to tell whoever asks for a reader when nothing can be asked about readers. */
#define UKE_CTL_NO_SERVICE                                                                         \
  "the PC/SC service is not running; start it with “systemctl start pcscd.socket”"

#define UKE_CTL_SERVICE_MISMATCH                                                                   \
  "the PC/SC service and the library libpcsclite do not fit together; install all updates, then "  \
  "restart the service with “systemctl restart pcscd.service”"
#define UKE_CTL_NO_DRIVER                                                                          \
  "a card reader is plugged in that the PC/SC service has no driver for; install libccid or the "  \
  "driver of its maker, then restart the service with “systemctl restart pcscd.service”"
#define UKE_CTL_NO_READER "there is no card reader; plug one in"

/* A word after the program's name. Lists of them end with a NULL name. */
typedef struct {
  const char *name;
  int (*run) (int argc, char **argv);
  const char *summary;
} UkeCtlCommand;

int uke_ctl_run (const UkeCtlCommand *commands, int argc, char **argv);

/* Each in the file of its name. argv[0] is the command's name; JSON goes to standard output. */
int uke_ctl_validity (int argc, char **argv);
int uke_ctl_certificate (int argc, char **argv);
int uke_ctl_readers (int argc, char **argv);
int uke_ctl_card (int argc, char **argv);
int uke_ctl_eligibility (int argc, char **argv);
int uke_ctl_emulate (int argc, char **argv);
int uke_ctl_anchors (int argc, char **argv);
int uke_ctl_rules (int argc, char **argv);
int uke_ctl_issuance (int argc, char **argv);
/* Those that open the store: a program of their own, reached by handing over. */
int uke_ctl_hand_over (int argc, char **argv);
int uke_ctl_audit (int argc, char **argv);
int uke_ctl_backup (int argc, char **argv);
int uke_ctl_receptions (int argc, char **argv);
int uke_ctl_restore (int argc, char **argv);
int uke_ctl_selftest (int argc, char **argv);
int uke_ctl_terminal (int argc, char **argv);

/* "uketsukectl: " and the sentence on standard error; returns @status. */
int uke_ctl_fail (int status, const char *format, ...) G_GNUC_PRINTF (2, 3);
int uke_ctl_fail_to_load (const char *command, const GError *error);
int uke_ctl_fail_to_read (const char *command, const GError *error);
/* Parses @options from argv; FALSE after printing usage to standard error. Positional arguments
 * stay in *ret_rest when it is given, and are a usage error when it is not. (transfer full) */
gboolean uke_ctl_parse (int argc,
                        char **argv,
                        const GOptionEntry *options,
                        const char *parameters,
                        char ***ret_rest);

G_END_DECLS
