#!/bin/bash
# "uketsukectl emulate" against a real pcscd, and where there is none.

set -u
# shellcheck source=tap.sh
. "$(dirname "$0")/tap.sh"

emulate=("$ctl" emulate)

is "no persona is wrong usage" exits 2 "*--persona*missing*" "${emulate[@]}"
is "an unknown persona is refused" exits 1 "*no built-in persona “nobody”*" "${emulate[@]}" --persona nobody
echo '{"name": "a", "title": "A", "card": "mynumber", "pin": 12}' >"$work/bad.json"
is "a bad key is named" exits 1 "*$work/bad.json*key “pin”: expected four digits*" \
  "${emulate[@]}" --persona "$work/bad.json"
is "port 0 is wrong usage" exits 2 "*--port*" "${emulate[@]}" --persona normal --port 0
is "port 65536 is wrong usage" exits 2 "*--port*" "${emulate[@]}" --persona normal --port 65536
is "a negative delay is wrong usage" exits 2 "*--slot-delay-ms*" \
  "${emulate[@]}" --persona normal --slot-delay-ms=-1
is "no reader is told with a remedy" exits 3 "*no virtual reader listens on port 9*start pcscd*" \
  "${emulate[@]}" --persona normal --port 9
mkdir -p "$work/file"
touch "$work/file/uketsuke"
is "an unusable folder is told" exits 4 "*$work/file/uketsuke*" \
  env XDG_DATA_HOME="$work/file" "${emulate[@]}" --persona normal
is "the built-in ones are listed" exits 0 '{"persona":"normal","title":"Valid certificate",*"other-card"*' \
  "${emulate[@]}" --list

is "a card is placed" place normal
expiry_year=$(($(TZ=JST-9 date -d '+400 days' +%Y) + 5))
is "it says which and where" test "$placed" = \
  "{\"persona\":\"normal\",\"title\":\"Valid certificate\",\"pin\":\"1234\",\"pin_tries_left\":3,\"number_b\":\"550217${expiry_year}3141\",\"port\":35963}"
is "its face opens with the number it says" exits 0 "*SW1=0x90, SW2=0x00*SW1=0x90, SW2=0x00*SW1=0x90, SW2=0x00*FF 20 82*" \
  opensc-tool --reader 0 -s 00A4040C0AD3921000310001010402 \
  -s "002000920E$(sed -E 's/./3&/g' <<<"550217${expiry_year}3141")" -s 00B0820010
is "the reader shows its ATR" exits 0 "*3b:e0:00:ff:81:31:fe:45:14*" opensc-tool --reader 0 --atr
is "the terminate signal lifts it well" lift TERM
is "which the reader sees" soon exits 1 "*Card not present*" opensc-tool --reader 0 --atr
is "a wrong PIN on the next one" place normal
is "costs a try" exits 0 "*SW1=0x63, SW2=0xC2*" \
  opensc-tool --reader 0 -s 00A4040C0AD392F000260100000001 -s 002000980439393939
is "which is gone" take_away
is "also for the next process" place normal
is "that says so" test "$(grep -o '"pin_tries_left":[0-9]*' <<<"$placed")" = '"pin_tries_left":2'
is "and lifts it" take_away
is "unless somebody asks for a new card" place normal --new-card
is "which has them all" test "$(grep -o '"pin_tries_left":[0-9]*' <<<"$placed")" = '"pin_tries_left":3'
is "until it is lifted" take_away
echo nonsense >"$XDG_DATA_HOME/uketsuke/training/cards/normal.tries"
is "a spoilt memory is named" exits 4 "*cards/normal.tries*new card*" "${emulate[@]}" --persona normal
is "and a new card helps" place normal --new-card
is "until it is lifted, too" take_away
is "the reader is empty then" soon exits 1 "*Card not present*" opensc-tool --reader 0 --atr

is "the other reader takes one, too" place other-card --port 35964
is "it is not a My Number Card" exits 0 "*SW1=0x6A, SW2=0x82*" \
  opensc-tool --reader 1 --send-apdu 00A4040C0AD392F000260100000001
is "the interrupt signal lifts it well" lift INT

personas=$(dirname "$0")/personas
is "a card that will leave is placed" place "$personas/lifted.json"
is "it answers three commands" exits 1 "*SW1=0x90, SW2=0x00*SW1=0x63, SW2=0xC3*30 82*" \
  env OPENSC_DRIVER=default \
  opensc-tool --reader 0 -s 00A4040C0AD392F000260100000001 -s 00200098 -s 00B08A0004 -s 00B08A0004
wait "$card_pid"
is "and is gone, which is no failure" test $? -eq 0
is "the reader is empty by itself" soon exits 1 "*Card not present*" opensc-tool --reader 0 --atr

echo '{"name": "file", "title": "From a file", "card": "mynumber", "pin": "0007"}' >"$work/good.json"
is "a slow card from a file is placed" place "$work/good.json" --slot-delay-ms 20
is "and knows its own PIN" exits 0 "*SW1=0x90, SW2=0x00*SW1=0x63, SW2=0xC3*SW1=0x90, SW2=0x00*" \
  opensc-tool --reader 0 -s 00A4040C0AD392F000260100000001 \
  -s 00200098 -s 002000980430303037
is "stopping the daemon is noticed" "$UKE_PCSCD_CONTROL" stop
wait "$card_pid"
is "as a reader that went away" test $? -eq 3
is "with a sentence" grep -q "the virtual reader went away" "$work/emulate.log"
is "the daemon starts again" "$UKE_PCSCD_CONTROL" start
is "and takes a card again" place normal
is "which is lifted" lift

finish
