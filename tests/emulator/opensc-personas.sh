#!/bin/bash
# OpenSC with every persona: what it can do with a real card in the same condition, it can do here,
# and what it cannot, it fails at for the same reason.

set -u
# shellcheck source=tap.sh
. "$(dirname "$0")/tap.sh"

# Pinned: nothing but the application tells the card from others.
export OPENSC_DRIVER=jpki
personas=$(realpath "$(dirname "$0")")/personas
cd "$work" || exit 1
head -c 1000 /dev/urandom >message

pkcs11 ()
{
  pkcs11-tool --module opensc-pkcs11.so "$@"
}

# dumps TRIES: two keys, four certificates, and the tries left of both PINs.
dumps ()
{
  exits 0 "*PKCS#15 Card \[JPKI\]*Tries left     : $1*Tries left     : 5*User Authentication Key*Digital Signature Key*000a*0001*000b*0002*" \
    pkcs15-tool --dump
}

reads ()
{
  rm -f auth.pem
  pkcs15-tool --read-certificate 1 --output auth.pem && openssl x509 -in auth.pem -noout
}

# reads_not REASON
reads_not ()
{
  exits 1 "*Certificate read failed: $1*" pkcs15-tool --read-certificate 1
}

sign ()
{
  rm -f signature
  pkcs11 --login --pin 1234 --sign --id 01 --mechanism SHA256-RSA-PKCS --input-file message \
    --output-file signature
}

signs ()
{
  sign && test "$(stat --format=%s signature)" = 256
}

# The certificate that was read names the key that signed.
signature_fits ()
{
  openssl x509 -in auth.pem -noout -pubkey >public.pem &&
    openssl dgst -sha256 -verify public.pem -signature signature message
}

# OpenSC's own test suite, of which every line but those for what no such card has says OK.
passes_suite ()
{
  exits 0 "*RSA-PKCS: OK*SHA1-RSA-PKCS: OK*SHA256-RSA-PKCS: OK*Verify*RSA-PKCS: OK*No errors" \
    pkcs11 --test --login --pin 1234
}

# It takes a key's length from the certificate that it reads before any PIN. Without one it ends well,
# having tested nothing.
finds_nothing_to_test ()
{
  exits 0 "*Signatures: no private key found in this slot*" pkcs11 --test --login --pin 1234
}

passes_suite_of_signatures ()
{
  exits 0 "*SHA256-RSA-PKCS: OK*No errors" pkcs11 --slot 1 --test --login --pin TRAINING
}

# A blocked PIN: OpenSC knows only ISO's word for it and calls the card's own an error.
is_refused ()
{
  exits 1 "*C_Login failed*" "$@"
}

for persona in normal notice grace lapsed pin-last-try forged juki phone-iphone; do
  file=$persona tries=3
  [ ! -e "$personas/$persona.json" ] || file=$personas/$persona.json
  [ $persona != pin-last-try ] || tries=1
  is "$persona: lies there" place "$file"
  is "$persona: is dumped" dumps $tries
  is "$persona: its certificate is read" reads
  is "$persona: it signs, as a card does in whatever condition its certificate is" signs
  is "$persona: and the signature fits" signature_fits
  is "$persona: OpenSC's suite passes" passes_suite
  is "$persona: is taken away" take_away
done

is "normal: lies there again" place normal
is "normal: the suite passes for the key for signatures" passes_suite_of_signatures
is "normal: its certificate is read with its password" exits 0 "*END CERTIFICATE*" \
  pkcs15-tool --read-certificate 2 --verify-pin --auth-id 02 --pin TRAINING
is "normal: and not without" exits 1 "*Security status not satisfied*" pkcs15-tool --read-certificate 2
is "normal: is taken away again" take_away

for persona in pin-blocked face-only; do
  is "$persona: lies there" place $persona
  is "$persona: is dumped, with no try left" dumps 0
  is "$persona: its certificate is read" reads
  is "$persona: it does not sign" is_refused sign
  is "$persona: nor pass the suite" is_refused pkcs11 --test --login --pin 1234
  case $persona in
    face-only) why="File not found" ;;
    *) why="Security status not satisfied" ;;
  esac
  is "$persona: the other certificate is not to be had" exits 1 "*$why*" pkcs15-tool --read-certificate 2
  is "$persona: is taken away" take_away
done

is "truncated: lies there" place truncated
is "truncated: is dumped" dumps 3
is "truncated: its certificate is no certificate" reads_not "Invalid ASN.1 object"
is "truncated: it signs" signs
is "truncated: OpenSC's suite does not find the key" finds_nothing_to_test
is "truncated: is taken away" take_away

is "phone-android: lies there" place "$personas/phone-android.json"
is "phone-android: is dumped" dumps 3
is "phone-android: its certificate wants the PIN first" reads_not "Security status not satisfied"
is "phone-android: it signs" signs
is "phone-android: OpenSC's suite does not find the key" finds_nothing_to_test
is "phone-android: is taken away" take_away

is "other-card: lies there" place other-card
is "other-card: is not recognised" exits 70 "*Card is invalid or cannot be handled*" pkcs15-tool --dump
is "other-card: nothing is read" exits 70 "*" pkcs15-tool --read-certificate 1
is "other-card: nothing is signed" exits 1 "*" sign
is "other-card: is taken away" take_away

# Where a chunk of 256 bytes ends with the certificate, and where it does not quite.
for size in 1536 1792 1793 2000; do
  for persona in size-$size size-$size-short; do
    is "$persona: lies there" place "$personas/$persona.json"
    is "$persona: its certificate is read" reads
    is "$persona: to its last byte" test "$(openssl x509 -in auth.pem -outform DER | wc -c)" = $size
    is "$persona: is taken away" take_away
  done
done

finish
