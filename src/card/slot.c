#include "card/slot.h"

G_DEFINE_ENUM_TYPE (UkeSlotState,
                    uke_slot_state,
                    G_DEFINE_ENUM_VALUE (UKE_SLOT_NO_SERVICE, "no-service"),
                    G_DEFINE_ENUM_VALUE (UKE_SLOT_SERVICE_MISMATCH, "service-mismatch"),
                    G_DEFINE_ENUM_VALUE (UKE_SLOT_NO_DRIVER, "no-driver"),
                    G_DEFINE_ENUM_VALUE (UKE_SLOT_NO_READER, "no-reader"),
                    G_DEFINE_ENUM_VALUE (UKE_SLOT_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (UKE_SLOT_OCCUPIED, "occupied"),
                    G_DEFINE_ENUM_VALUE (UKE_SLOT_MUTE, "mute"),
                    G_DEFINE_ENUM_VALUE (UKE_SLOT_IN_USE, "in-use"))

G_DEFINE_INTERFACE (UkeSlot, uke_slot, G_TYPE_OBJECT)

static void
uke_slot_default_init (UkeSlotInterface *iface)
{
  /* clang-format off */
  g_object_interface_install_property (iface,
      g_param_spec_enum ("state", NULL, NULL, UKE_TYPE_SLOT_STATE, UKE_SLOT_NO_SERVICE,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
  g_object_interface_install_property (iface,
      g_param_spec_string ("reader-name", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
  g_object_interface_install_property (iface,
      g_param_spec_uint ("placement", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
  /* clang-format on */
}

UkeSlotState
uke_slot_get_state (UkeSlot *self)
{
  UkeSlotState state = UKE_SLOT_NO_SERVICE;

  g_return_val_if_fail (UKE_IS_SLOT (self), UKE_SLOT_NO_SERVICE);

  g_object_get (self, "state", &state, NULL);
  return state;
}

guint
uke_slot_get_placement (UkeSlot *self)
{
  guint placement = 0;

  g_return_val_if_fail (UKE_IS_SLOT (self), 0);

  g_object_get (self, "placement", &placement, NULL);
  return placement;
}

/**
 * uke_slot_dup_reader_name:
 *
 * Names the reader that holds the card, or that a card is awaited on.
 *
 * Returns: (transfer full) (nullable): UTF-8 for people; NULL without a reader
 */
char *
uke_slot_dup_reader_name (UkeSlot *self)
{
  char *name = NULL;

  g_return_val_if_fail (UKE_IS_SLOT (self), NULL);

  g_object_get (self, "reader-name", &name, NULL);
  return name;
}

/**
 * uke_slot_run:
 * @placement: the card that the work is meant for; never reaches another one
 * @task: (transfer full): returned on exactly once, by the slot
 * @work: asked in a thread of the slot's, which has the card to itself meanwhile
 * @data: (transfer full) (nullable): for @work
 *
 * Puts work into the slot's queue and returns at once.
 *
 * What the work tells is returned on @task as a pointer, or its error. The
 * slot itself returns UKE_CARD_ERROR_REMOVED when that card is gone by then,
 * UNREADABLE or NO_SERVICE when it cannot be reached at all, and
 * G_IO_ERROR_CANCELLED when the reader does not come back from a command:
 * the work may still be under way then, and what it tells is thrown away.
 */
void
uke_slot_run (UkeSlot *self, guint placement, GTask *task, const UkeSlotWork *work, gpointer data)
{
  g_return_if_fail (UKE_IS_SLOT (self));
  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (work != NULL);

  UKE_SLOT_GET_IFACE (self)->run (self, placement, task, work, data);
}
