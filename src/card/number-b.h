#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define UKE_NUMBER_B_LENGTH 14

/* 照合番号B, which opens the card's face: the birth date as YYMMDD with the year of the Japanese
 * era, the card's expiry year YYYY, and the four digits of the security code, as printed on the
 * card's front. It says when somebody was born, so it is kept as a PIN is. */
typedef struct _UkeNumberB UkeNumberB;

/* Which part cannot be right. Nicks: none, incomplete, era-year, month, day, expiry-year. */
#define UKE_TYPE_NUMBER_B_MISTAKE (uke_number_b_mistake_get_type ())
GType
uke_number_b_mistake_get_type (void);

typedef enum {
  UKE_NUMBER_B_MISTAKE_NONE,
  UKE_NUMBER_B_MISTAKE_INCOMPLETE,
  UKE_NUMBER_B_MISTAKE_ERA_YEAR,
  UKE_NUMBER_B_MISTAKE_MONTH,
  UKE_NUMBER_B_MISTAKE_DAY,
  UKE_NUMBER_B_MISTAKE_EXPIRY_YEAR,
} UkeNumberBMistake;

UkeNumberB *
uke_number_b_new (void);
void
uke_number_b_free (UkeNumberB *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeNumberB, uke_number_b_free)

/* FALSE, and no change, when full or when @digit is not '0'…'9'. */
gboolean
uke_number_b_append (UkeNumberB *self, char digit);
void
uke_number_b_remove_last (UkeNumberB *self);
void
uke_number_b_clear (UkeNumberB *self);
guint
uke_number_b_get_length (UkeNumberB *self);
UkeNumberBMistake
uke_number_b_find_mistake (UkeNumberB *self);

G_END_DECLS
