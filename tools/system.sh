#!/usr/bin/env bash
# What only the tests need from the system: Chromium, CJK fonts, libatomic, PostgreSQL 15. Installs it where it can
# (Debian, root), otherwise names it in one line with the exact command and counts what is left out.
set -uo pipefail
missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
fc-list 2>/dev/null | grep -qi "noto.*cjk" || missing+=(fonts-noto-cjk)
# The browser driver's own node needs it, and a bare Debian has it not.
{ /sbin/ldconfig -p 2>/dev/null | grep -q libatomic.so.1; } || missing+=(libatomic1)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql-15)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing for the tests: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  # The tests start their own PostgreSQL; Debian's package shall not start another.
  if [[ " ${missing[*]} " == *" postgresql-15 "* && ! -e /etc/postgresql-common/createcluster.conf ]]; then
    mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
  fi
  apt-get update -qq >/dev/null 2>&1
  left=()
  for package in "${missing[@]}"; do
    apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 || left+=("$package")
  done
  [ ${#left[@]} -eq 0 ] && exit 0
  missing=("${left[@]}")
fi
echo "left out: ${#missing[@]} (${missing[*]}); to include them: sudo apt-get install -y ${missing[*]}" >&2
exit 0
