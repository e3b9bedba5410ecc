# shellcheck shell=bash
# The machine that Uketsuke is built on: what it must have, and how it comes to
# have it. Sourced by ../dev, whose say, die, step and with_lock are used here.
#
# Where the distribution has GNOME 48, its packages are installed. Elsewhere a
# Debian 13 is kept in a folder of the user's cache, and the host's own
# libraries are left alone.

# shellcheck disable=SC2154 # top, cache and log are dev's
root=$cache/debian-13

# What Debian and Ubuntu call what we need. A change here is all it takes: the
# next command installs the difference.
debian_packages=(
  # to build
  gcc libc6-dev pkgconf meson ninja-build blueprint-compiler gettext
  libglib2.0-dev libglib2.0-dev-bin libgtk-4-dev libadwaita-1-dev
  libssl-dev libpcsclite-dev libjson-glib-dev libsqlcipher-dev libpq-dev
  libargon2-dev libxml2-dev libqrencode-dev libspeechd-dev libsecret-1-dev
  # to validate the data
  desktop-file-utils appstream libxml2-utils
  # to be a card, and to have another's opinion of it
  pcscd vsmartcard-vpcd opensc openssl argon2 bubblewrap
  # to have a screen where there is none, and to look at it
  xvfb openbox dbus dbus-bin at-spi2-core
  python3 python3-gi gir1.2-atspi-2.0 imagemagick xdotool
  # to show Japanese
  fonts-noto-cjk fonts-noto-core librsvg2-common adwaita-icon-theme locales
  # to be several desks
  postgresql-17
  # to know what day it is in Japan, and to end what was started
  tzdata ca-certificates procps
)

# Written from Fedora's names, not yet tried on one. Fedora has no package of
# the virtual reader's driver, so tests that put a card into pcscd fail there.
fedora_packages=(
  gcc libasan libubsan pkgconf-pkg-config meson ninja-build blueprint-compiler gettext
  glib2-devel gtk4-devel libadwaita-devel
  openssl-devel pcsc-lite-devel json-glib-devel sqlcipher-devel libpq-devel
  libargon2-devel libxml2-devel qrencode-devel speech-dispatcher-devel libsecret-devel
  glibc-gconv-extra
  desktop-file-utils appstream libxml2
  pcsc-lite opensc openssl argon2 bubblewrap
  xorg-x11-server-Xvfb openbox dbus-daemon at-spi2-core
  python3 python3-gobject ImageMagick xdotool
  google-noto-sans-cjk-fonts google-noto-sans-fonts adwaita-icon-theme
  postgresql-server
  glibc-locale-source procps-ng
)

# What ./dev fuzz needs besides: libFuzzer comes with clang.
debian_packages_to_fuzz=(clang libclang-rt-dev llvm)
fedora_packages_to_fuzz=(clang compiler-rt llvm util-linux)

# Part of the root's stamp: raise it when the way the root is made changes.
recipe=1

prepare_machine () {
  choose_packages "$1"
  case $(machine) in
    debian) install_here debian "what Uketsuke is built with" "${debian_packages[@]}" ;;
    fedora) install_here fedora "what Uketsuke is built with" "${fedora_packages[@]}" ;;
    ready) ;;
    old)
      mkdir -p "$cache" 2>/dev/null || die "Cannot write to $cache: set XDG_CACHE_HOME to a folder of yours."
      prepare_root
      enter_root "$@" ;;
  esac
}

# A root that has what some commands alone ask for keeps it.
choose_packages () {
  [ "$1" = fuzz ] || grep -qsx clang "$root/etc/uketsuke-packages" || return 0
  debian_packages+=("${debian_packages_to_fuzz[@]}")
  fedora_packages+=("${fedora_packages_to_fuzz[@]}")
}

# --- What the machine has --------------------------------------------------

inside_root () {
  [ -e /etc/uketsuke-packages ]
}

# Prints debian, fedora, ready or old: whose packages to install here, or
# that someone has already, or that a root of our own is needed.
machine () {
  local ID='' VERSION_ID=''
  # shellcheck source=/dev/null
  [ -r /etc/os-release ] && . /etc/os-release

  local major=${VERSION_ID%%.*}
  case $ID in
    # Testing and unstable have no number.
    debian) [ "${major:-13}" -ge 13 ] && { echo debian; return; } ;;
    ubuntu) [ "${VERSION_ID/./}" -ge 2504 ] && { echo debian; return; } ;;
    fedora) [ "$major" -ge 42 ] && { echo fedora; return; } ;;
    *) has_baseline && { echo ready; return; } ;;
  esac
  echo old
}

has_baseline () {
  pkg-config --exists 'gtk4 >= 4.18' 'libadwaita-1 >= 1.7' 2>/dev/null &&
    command -v meson blueprint-compiler >/dev/null
}

is_administrator () {
  [ "$(id -u)" = 0 ]
}

# May we install? Asked for where a password can still be typed.
may_administer () {
  is_administrator || { command -v sudo >/dev/null &&
    if [ -t 0 ]; then sudo true; else sudo -n true 2>/dev/null; fi; }
}

as_administrator () {
  if is_administrator; then "$@"; else sudo -- "$@"; fi
}

missing_debian () {
  comm -23 <(printf '%s\n' "$@" | sort) \
    <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
        sed -n 's/^installed //p' | sort)
}

missing_fedora () {
  local package
  for package; do
    rpm -q --quiet --whatprovides "$package" || echo "$package"
  done
}

# Installs packages of the machine's own distribution, those that are missing.
install_here () {
  local kind=$1 why=$2 missing install
  shift 2
  mapfile -t missing < <("missing_$kind" "$@")
  [ ${#missing[@]} = 0 ] && return

  case $kind in
    debian) install=(apt-get install -y --no-install-recommends "${missing[@]}") ;;
    fedora) install=(dnf install -y --setopt=install_weak_deps=False "${missing[@]}") ;;
  esac
  may_administer ||
    die "You are not allowed to install packages here. As the administrator, type: ${install[*]}"

  open_log
  [ "$kind" != debian ] || step "Asking for the list of packages (10 seconds)…" \
    as_administrator apt-get update
  step "Installing $why: ${missing[*]} (up to 3 minutes)…" \
    as_administrator env DEBIAN_FRONTEND=noninteractive "${install[@]}"
}

open_log () {
  mkdir -p "$cache" 2>/dev/null || die "Cannot write to $cache: set XDG_CACHE_HOME to a folder of yours."
  : >"$log"
}

need_space () {
  local folder=$1 megabytes=$2 free
  free=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
  [ "$free" -ge "$megabytes" ] ||
    die "Not enough disk space: $folder has $free MB free and $megabytes MB are needed. Free some, or set XDG_CACHE_HOME (and TMPDIR) to a folder on a larger disk."
}

# --- The root: a Debian 13 in a folder ---------------------------------------

wanted_stamp () {
  printf '%s\n' "recipe $recipe" "${debian_packages[@]}"
}

root_is_current () {
  [ "$(cat "$root/etc/uketsuke-packages" 2>/dev/null)" = "$(wanted_stamp)" ]
}

# What this machine needs to reach Debian's packages, for the root's own apt.
# Helpers and certificates stay behind: their files are not in the root.
apt_settings () {
  echo 'Acquire::Languages "none";'
  apt-config dump 2>/dev/null |
    grep -E '^Acquire::(http|https|Retries|ForceIPv|Check-|Max-)' |
    grep -Ev 'Auto-?Detect|CaInfo|CaPath|SslCert|SslKey' || true
}

# A proxy that only apt knows of, for the tools that are not apt.
use_apts_proxy () {
  local proxy=
  eval "$(apt-config shell proxy Acquire::http::Proxy 2>/dev/null)"
  [ -z "$proxy" ] || [ "$proxy" = DIRECT ] || export http_proxy=${http_proxy:-$proxy}
}

prepare_root () {
  root_is_current && return
  with_lock "$cache/lock" make_root
}

make_root () {
  root_is_current && return
  open_log

  if is_administrator; then
    host_tools debootstrap bubblewrap
    can_enter || die "This machine lets no one make namespaces, so a Debian 13 cannot run in a folder. In a container, start it privileged; or use one with Debian 13, Ubuntu 25.04 or Fedora 42 or later."
    make_root_as_administrator
  else
    host_tools mmdebstrap uidmap bubblewrap
    can_enter || die "This machine lets ordinary users make no namespaces. As the administrator, allow them (sysctl kernel.unprivileged_userns_clone=1; on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0), or run ./dev as root."
    grep -q "^$(id -un):" /etc/subuid 2>/dev/null ||
      die "You have no range of subordinate users. As the administrator, type: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)"
    make_root_as_user
  fi
}

# The few tools that make and enter the root; on Ubuntu also Debian's keys.
host_tools () {
  local tools=("$@")
  if command -v apt-get >/dev/null; then
    install_here debian "the tools that make it" "${tools[@]}" debian-archive-keyring
    return
  fi

  command -v "${tools[0]}" bwrap >/dev/null ||
    die "This distribution's GTK is older than 4.18. Install ${tools[*]}, then run the same command again: a Debian 13 will be made in $cache."
}

can_enter () {
  bwrap --bind / / true >>"$log" 2>&1
}

# In one folder, step by step, so that an interrupted one goes on where it was.
make_root_as_administrator () {
  local partial=$root.partial

  if [ -e "$root/etc/uketsuke-packages" ]; then
    step "Bringing the packages up to date (a minute)…" fill_root "$root"
    return
  fi

  if [ ! -e "$partial/etc/uketsuke-base" ]; then
    need_space "$cache" 3000
    rm -rf --one-file-system "$partial"
    use_apts_proxy
    # In its own namespaces, so that it leaves no mounts and dies with us.
    step "This distribution's GTK is older than 4.18: fetching a small Debian 13 into $cache (a minute)…" \
      setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child \
      debootstrap --variant=minbase trixie "$partial"
    configure_root "$partial"
    touch "$partial/etc/uketsuke-base"
  fi
  step "Installing GNOME 48's libraries and tools into it (3 minutes, 2 GB)…" fill_root "$partial"
  mv -T "$partial" "$root"
}

configure_root () {
  apt_settings >"$1/etc/apt/apt.conf.d/90machine"
  # A cache can be made again: no need to wait for the disk.
  echo force-unsafe-io >"$1/etc/dpkg/dpkg.cfg.d/cache"
  rm -f "$1/etc/resolv.conf"
  touch "$1/etc/resolv.conf"
  # Nothing that is installed here is to be started.
  printf '#!/bin/sh\nexit 101\n' >"$1/usr/sbin/policy-rc.d"
  chmod +x "$1/usr/sbin/policy-rc.d"
}

# The stamp is written last, and only then is the root one.
fill_root () {
  # shellcheck disable=SC2016 # for the inner shell
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
    bwrap --bind "$1" / --dev /dev --proc /proc --tmpfs /run --tmpfs /tmp \
    --ro-bind /etc/resolv.conf /etc/resolv.conf --unshare-pid --die-with-parent \
    sh -ec '
      apt-get update
      dpkg --configure -a --force-confold
      apt-get install -y --fix-broken -o Dpkg::Options::=--force-confold
      apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold "$@"
      apt-get clean' sh "${debian_packages[@]}" &&
    wanted_stamp >"$1/etc/uketsuke-packages"
}

# In one go: an ordinary user's dpkg cannot hand files to other users later.
make_root_as_user () {
  local partial=$root.partial temporary=${TMPDIR:-/var/tmp}

  need_space "$cache" 3000
  need_space "$temporary" 3000
  apt_settings >"$cache/apt.conf"
  use_apts_proxy
  chmod -Rf u+w "$partial" 2>/dev/null || true
  rm -rf --one-file-system "$partial"
  mkdir "$partial"
  step "This distribution's GTK is older than 4.18: making a Debian 13 with GNOME 48 in $cache (5 minutes, 2 GB)…" \
    unpack_root_as_user "$partial" "$temporary"
  configure_root "$partial"
  wanted_stamp >"$partial/etc/uketsuke-packages"

  [ ! -e "$root" ] || { mv -T "$root" "$root.old" && rm -rf --one-file-system "$root.old"; }
  mv -T "$partial" "$root"
}

# mmdebstrap works as other users, who may not look into a home: so it builds
# in a public folder, and what it made is unpacked as the user's own.
unpack_root_as_user () {
  local include
  include=$(IFS=,; echo "${debian_packages[*]}")

  TMPDIR=$2 setpriv --pdeathsig TERM \
    mmdebstrap --mode=unshare --variant=minbase --format=tar --include="$include" \
    --aptopt="$cache/apt.conf" --dpkgopt=force-unsafe-io trixie - |
    tar -x -C "$1" --no-same-owner --exclude='./dev/*'
}

# --- Entering the root -------------------------------------------------------

# Starts this script again inside the root: the machine's own folders are where
# they were, its programs and libraries are not there.
enter_root () {
  local command=$1 folder name folders=() variables=()

  for folder in /*; do
    case $folder in
      /bin|/boot|/dev|/etc|/lib*|/lost+found|/proc|/run|/sbin|/sys|/usr|/var) ;;
      *) [ -L "$folder" ] || [ ! -d "$folder" ] || folders+=(--bind "$folder" "$folder") ;;
    esac
  done
  folders+=(--bind "$top" "$top" --bind-try "$HOME" "$HOME")

  # The display's and the session's sockets.
  [ -z "${XDG_RUNTIME_DIR:-}" ] || folders+=(--bind-try "$XDG_RUNTIME_DIR" "$XDG_RUNTIME_DIR")
  # Tests start a pcscd of their own, and must not meet the machine's.
  [ "$command" = test ] || folders+=(--bind-try /run/pcscd /run/pcscd)

  for name in $(compgen -e); do
    case $name in
      XDG_DATA_DIRS|XDG_CONFIG_DIRS) ;;
      TERM|COLORTERM|NO_COLOR|HOME|USER|LOGNAME|TZ|CI|LANG|LANGUAGE|LC_*|*_proxy|*_OPTIONS|\
      DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_SESSION_BUS_ADDRESS|XDG_*|\
      UKE_*|G_*|GTK_*|GDK_*|GSK_*|GSETTINGS_*|ADW_*|PCSCLITE_*|MESON_*)
        variables+=("$name=${!name}") ;;
    esac
  done

  # The root's own /etc/localtime is UTC.
  [ -n "${TZ:-}" ] || [ ! -L /etc/localtime ] ||
    variables+=("TZ=$(readlink -f /etc/localtime | sed -n 's|.*/zoneinfo/||p')")

  # The order matters: what comes later lies on top.
  exec env -i "${variables[@]}" PATH=/usr/sbin:/usr/bin:/sbin:/bin SHELL=/bin/bash \
    bwrap --bind "$root" / --dev /dev --dev-bind-try /dev/dri /dev/dri --proc /proc \
    --ro-bind-try /sys /sys --tmpfs /run \
    --ro-bind /etc/resolv.conf /etc/resolv.conf \
    --ro-bind /etc/passwd /etc/passwd --ro-bind /etc/group /etc/group \
    "${folders[@]}" --chdir "$(visible_folder)" --die-with-parent \
    "$top/dev" "$@"
}

# The current folder, or the checkout where the root has its own in that place.
visible_folder () {
  case $PWD/ in
    "$top"/*|"$HOME"/*) echo "$PWD" ;;
    /bin/*|/boot/*|/dev/*|/etc/*|/lib*|/run/*|/sbin/*|/sys/*|/usr/*|/var/*) echo "$top" ;;
    *) echo "$PWD" ;;
  esac
}
