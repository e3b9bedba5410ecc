# Read by the scripts beside it: one TAP line for each thing that is so.

n_checks=0

# is NAME COMMAND…: the command succeeds. It runs in this shell, so that it may set variables.
is ()
{
  local name=$1
  shift
  n_checks=$((n_checks + 1))
  if "$@" >"$work/said" 2>&1; then
    echo "ok $n_checks - $name"
  else
    echo "not ok $n_checks - $name"
    echo "# $*"
    sed 's/^/# /' "$work/said"
    failed=yes
  fi
}

finish ()
{
  echo "1..$n_checks"
  [ -z "${failed-}" ]
}

# exits STATUS PATTERN COMMAND…: the command ends so, and what it says fits the pattern.
exits ()
{
  local status=$1 pattern=$2 said actual=0
  shift 2
  said=$("$@" 2>&1) || actual=$?
  echo "$actual: $said"
  # shellcheck disable=SC2053
  [ "$actual" -eq "$status" ] && [[ $said == $pattern ]]
}

# soon COMMAND…: the command succeeds within ten seconds; a driver looks at its readers now and then.
soon ()
{
  local tries=100
  until "$@"; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || return 1
    sleep 0.1
  done
}

# place PERSONA [OPTION…]: puts a card on the reader, and waits until the reader has taken it.
place ()
{
  exec {card}< <(exec "$ctl" emulate --persona "$@" 2>"$work/emulate.log")
  card_pid=$!
  IFS= read -r -t 60 -u "$card" placed || { sed 's/^/# /' "$work/emulate.log"; return 1; }
}

# lift: takes it away; the status is that of the command.
lift ()
{
  kill "-${1-TERM}" "$card_pid"
  wait "$card_pid"
}

# take_away: lifts it, and waits until the first reader has seen that: of a card that is placed before,
# it would take no notice.
take_away ()
{
  lift "$@" && soon exits 1 "*Card not present*" opensc-tool --reader 0 --atr
}

ctl=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_DATA_HOME=$work/data
