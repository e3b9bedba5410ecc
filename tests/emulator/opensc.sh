#!/bin/bash
# OpenSC, which nobody here wrote, reads the emulated card through a real pcscd and lets it sign.

set -u
# shellcheck source=tap.sh
. "$(dirname "$0")/tap.sh"

export OPENSC_DRIVER=jpki
cd "$work" || exit 1

read_certificate ()
{
  pkcs15-tool --read-certificate "$1" --output "$2"
}

# What the card itself says to plain commands: the file in seven pieces, cut where the certificate
# says that it ends (its own length stands in bytes 2 and 3).
read_by_hand ()
{
  local hex length
  hex=$(opensc-tool --reader 0 -s 00A4040C0AD392F000260100000001 -s 00B08A0000 -s 00B0010000 \
    -s 00B0020000 -s 00B0030000 -s 00B0040000 -s 00B0050000 -s 00B0060000 |
    grep -E '^[0-9A-F]{2} ' | cut -c1-47 | tr -d ' \n')
  length=$((0x${hex:4:4} + 4))
  # shellcheck disable=SC2059
  printf "$(sed 's/../\\x&/g' <<<"${hex:0:length * 2}")" >by-hand.der
}

sign ()
{
  rm -f signature
  pkcs11-tool --module opensc-pkcs11.so --login --pin 1234 --sign --id 01 --mechanism "$1" \
    --input-file "$2" --output-file signature
}

refused ()
{
  ! "$@"
}

is "the card is placed" place normal
is "OpenSC dumps it" exits 0 "*PKCS#15 Card \[JPKI\]*Tries left     : 3*Tries left     : 5*000a*0001*000b*0002*" \
  pkcs15-tool --dump
is "OpenSC reads the authentication certificate" read_certificate 1 auth.pem
is "its CA's" read_certificate 3 authority.pem
is "the certificate is the training authority's" \
  openssl verify -x509_strict -CAfile authority.pem auth.pem
openssl x509 -in auth.pem -outform DER -out auth.der
is "the card is read by hand" read_by_hand
is "byte by byte the same" cmp auth.der by-hand.der
is "the authority is the one that is kept" \
  openssl x509 -in "$XDG_DATA_HOME/uketsuke/training/authority.pem" -outform DER -out kept.der
openssl x509 -in authority.pem -outform DER -out authority.der
is "byte by byte, too" cmp authority.der kept.der

openssl x509 -in auth.pem -noout -pubkey >public.pem
head -c 1000 /dev/urandom >message
openssl dgst -sha256 -binary message >hash
(printf '\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20'; cat hash) >digest-info
is "OpenSC signs a message" sign SHA256-RSA-PKCS message
is "the signature verifies" openssl dgst -sha256 -verify public.pem -signature signature message
is "not for another message" refused openssl dgst -sha256 -verify public.pem -signature signature hash
is "OpenSC signs a digest" sign RSA-PKCS digest-info
is "that verifies as well" openssl pkeyutl -verify -pubin -inkey public.pem -sigfile signature \
  -in hash -pkeyopt digest:sha256

is "a wrong PIN is refused" exits 1 "*CKR_PIN_INCORRECT*" \
  pkcs11-tool --module opensc-pkcs11.so --login --pin 9999 --sign --id 01 --mechanism RSA-PKCS \
  --input-file digest-info --output-file signature
is "and has cost a try" exits 0 "*Tries left     : 2*" pkcs15-tool --dump
is "the certificate for signatures stays shut" refused read_certificate 2 sign.pem
is "the card is lifted" take_away

is "a blocked card is placed" place pin-blocked
# OpenSC knows only ISO's word for a blocked PIN, 6983, and calls the card's own an error.
is "and does not sign" exits 1 "*C_Login failed*" \
  pkcs11-tool --module opensc-pkcs11.so --login --pin 1234 --sign --id 01 --mechanism RSA-PKCS \
  --input-file digest-info --output-file signature
is "it is lifted" lift

finish
