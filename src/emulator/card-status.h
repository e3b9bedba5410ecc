#pragma once

/* Status words as this card means them (JICSAP 1.1); ISO/IEC 7816-4 reads some of them otherwise.
 */
enum {
  UKE_SW_DONE = 0x9000,
  UKE_SW_MORE_DATA = 0x6100, /* the last byte tells how much */
  UKE_SW_TRIES_LEFT = 0x63c0, /* the last four bits count */
  UKE_SW_MEMORY_FAILED = 0x6581,
  UKE_SW_WRONG_LENGTH = 0x6700,
  UKE_SW_NO_CHANNELS = 0x6881,
  UKE_SW_NO_SECURE_MESSAGING = 0x6882,
  UKE_SW_WRONG_FILE_KIND = 0x6981,
  UKE_SW_NOT_OPENED = 0x6982, /* the PIN has not been verified */
  UKE_SW_CONDITION_OF_USE = 0x6985,
  UKE_SW_NO_CURRENT_FILE = 0x6986,
  UKE_SW_SECURE_MESSAGING_FAILED = 0x69fc,
  UKE_SW_NO_SUCH_FILE = 0x6a82,
  UKE_SW_NO_SUCH_RECORD = 0x6a83,
  UKE_SW_WRONG_P1_P2 = 0x6a86,
  UKE_SW_NO_SUCH_DATA = 0x6a88,
  UKE_SW_BEYOND_END = 0x6b00,
  UKE_SW_CORRECT_LENGTH = 0x6c00, /* the last byte tells it */
  UKE_SW_NO_SUCH_COMMAND = 0x6d00,
  UKE_SW_NO_SUCH_CLASS = 0x6e00,
  UKE_SW_FAILED = 0x6f00,
};
