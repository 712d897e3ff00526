# SPDX-License-Identifier: GPL-3.0-or-later
# Read by app/start and tests/run: what Debian packages Yipu needs, installing those that are
# missing, and building. Not run by itself.

build_packages='
  build-essential desktop-file-utils gettext libadwaita-1-dev libarchive-dev libcairo2-dev
  libcsv-dev libglib2.0-bin libglib2.0-dev libgtk-4-dev libicu-dev libjpeg62-turbo-dev
  libjson-glib-dev libpango1.0-dev libpng-dev librsvg2-dev libsqlite3-dev libssl-dev
  libuchardet-dev libvips-dev libzint-dev meson ninja-build pkg-config shared-mime-info zlib1g-dev
'
# The window: icons of the desktop, Chinese faces, a session bus, accessibility.
run_packages='adwaita-icon-theme at-spi2-core dbus-x11 fonts-cantarell fonts-noto-cjk librsvg2-common'
test_packages='
  appstream clang-format dbus gir1.2-atspi-2.0 graphviz imagemagick libjpeg-turbo-progs
  libvips-tools locales pngcheck poppler-utils python3 python3-gi unzip xauth xdotool xvfb zbar-tools
  zip
'

say () {
  printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"
}

# What of the words given is not installed.
missing_packages () {
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || printf '%s ' "$package"
  done
}

# From Debian 13 on, HEIC photos are decoded by a plugin in a package of its own.
photo_packages () {
  if apt-cache show libheif-plugin-libde265 >/dev/null 2>&1; then
    echo libheif-plugin-libde265
  fi
}

install_missing () {
  # shellcheck disable=SC2046
  missing=$(missing_packages "$@" $(photo_packages))
  if [ -z "$missing" ]; then
    say 'All packages are here.'
    return
  fi
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
      say "Missing: $missing"
      say 'Neither root nor sudo: install these packages, then run this again.'
      exit 1
    }
    as_root=sudo
  fi
  say "Installing (2 to 5 minutes): $missing"
  $as_root apt-get update -qq
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    $missing $(photo_packages) >/dev/null # known only now, where the lists were empty
  say 'Packages installed.'
}

# build FOLDER [meson option...]
build () {
  folder=$1
  shift
  if [ ! -f "$folder/build.ninja" ]; then
    say "Setting up $folder."
    meson setup "$folder" "$@" >"$folder.log" 2>&1 || {
      cat "$folder.log"
      exit 1
    }
    rm -f "$folder.log"
  fi
  say "Building in $folder (1 to 3 minutes the first time, then seconds)."
  ninja -C "$folder" >"$folder/build.log" 2>&1 || {
    tail -n 60 "$folder/build.log"
    say 'The build failed; the end of its output stands above.'
    exit 1
  }
}
