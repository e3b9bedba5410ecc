#pragma once

#include "emulator/emulated-card.h"

#include <openssl/evp.h>

G_BEGIN_DECLS

/* Reads what the card's face is made of, by other code than writes it. */

/* The value of the object that a file begins with, which must have that tag. */
GBytes *test_open_object (GBytes *file, guint tag);
/* Among objects one behind the other: the value of one, and the bytes of several with their headers. */
GBytes *test_get_object (GBytes *objects, guint tag);
GBytes *test_get_objects_as_written (GBytes *objects, guint first_tag, guint last_tag);
/* Where the object of that tag begins in the file. */
gsize test_find_object (GBytes *file, GBytes *objects, guint tag);

/* From 90 03 010001 91 820100 and the modulus. */
EVP_PKEY *test_read_public_key (GBytes *written);
/* The key and, with its issuer's key, the signature of a card-verifiable certificate. */
EVP_PKEY *test_get_certified_key (GBytes *certificate);
gboolean test_is_certified_by (GBytes *certificate, EVP_PKEY *issuer);

gboolean test_verify_message (EVP_PKEY *key, GBytes *message, GBytes *signature);
/* PKCS#1 v1.5 over @input as it stands. */
gboolean test_verify_bare (EVP_PKEY *key, GBytes *input, GBytes *signature);

/* A file of the current application, whole, by its short identifier. */
GBytes *test_read_file (UkeEmulatedCard *card, guint id);
/* The key that a face's records are signed by, out of the certificate on the card. */
EVP_PKEY *test_read_record_key (UkeEmulatedCard *card);
/* The record's last object signs all before it; another key or content would be noticed. */
void test_check_record (
    UkeEmulatedCard *card, guint id, guint tag, guint first, guint last, guint signature);
GBytes *test_hash_objects (GBytes *objects, guint first, guint last);

/* Whether the answer of @signer to @command verifies by the certificate that lies on @certified. */
gboolean test_is_signed_by_card (UkeEmulatedCard *certified,
                                 UkeEmulatedCard *signer,
                                 const char *command,
                                 GBytes *input);

G_END_DECLS
