# Shared by bin/serve, bin/test and bin/hefu: where things are, what is missing, how to build. Sourced, not run.
# Everything said here goes to standard error: standard output belongs to the program.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
home=~
scratch=${HEFU_BUILD:-$home/.cache/hefu-build}
venv=${HEFU_VENV:-$home/.cache/hefu-venv}
configuration=${HEFU_CONFIGURATION:-debug}
hefu=$scratch/$configuration/hefu

# What the Swift toolchain needs to fetch, compile and link; what the tests need on top.
build_packages=(ca-certificates git g++)
test_packages=(chromium fonts-noto-cjk poppler-utils python3-venv)

say() { printf '%s\n' "$@" >&2; }

fail() {
  say "$@"
  exit 2
}

case $configuration in
debug | release) ;;
*) fail "HEFU_CONFIGURATION 应为 debug 或 release，现为「$configuration」" \
  "HEFU_CONFIGURATION must be debug or release, not “$configuration”" ;;
esac

# Installs those of the named Debian packages that dpkg does not have.
install_missing() {
  command -v dpkg-query >/dev/null || return 0
  local package missing=() sudo=()
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail \
      "缺少 Debian 软件包；请以 root 运行：apt-get install ${missing[*]}" \
      "Debian packages are missing; as root: apt-get install ${missing[*]}"
    sudo=(sudo)
  fi
  say "安装缺少的软件包：${missing[*]}" "Installing what is missing: ${missing[*]}"
  local apt=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q)
  {
    "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"
  } >&2 || fail \
    "安装未成功；请手动安装后重试：apt-get install ${missing[*]}" \
    "Installing failed; install them by hand and try again: apt-get install ${missing[*]}"
}

require_swift() {
  [[ -d $home/.local/share/swiftly/bin ]] && PATH=$PATH:$home/.local/share/swiftly/bin
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
  if [[ -z $version ]]; then
    fail "没有找到 Swift。需要 6.2 或更新版本：https://www.swift.org/install/linux/" \
      "Swift was not found. Version 6.2 or newer is needed: https://www.swift.org/install/linux/"
  fi
  if ((${version%%.*} < 6 || (${version%%.*} == 6 && ${version#*.} < 2))); then
    fail "Swift 为 $version，需要 6.2 或更新版本：https://www.swift.org/install/linux/" \
      "This is Swift $version; 6.2 or newer is needed: https://www.swift.org/install/linux/"
  fi
}

# Whether the program is as new as this checkout's sources. The stamp is older than the build it stands for, so an edit
# during a build counts; it names its checkout, because several may share one scratch path.
stamp=$scratch/hefu-$configuration.stamp
is_current() {
  [[ -x $hefu && -f $stamp && $(<"$stamp") == "$root" ]] &&
    [[ -z $(find "$root/Sources" "$root/Package.swift" -newer "$stamp" -print -quit) ]]
}

# Builds with `swift build ARGS…`: silent when quick, a line of progress when not, the errors when it fails.
build() {
  mkdir -p "$scratch"
  local log=$scratch/hefu-build-$$.log started=$scratch/hefu-build-$$.started watcher never status=0
  printf '%s\n' "$root" >"$started"
  exec {never}<> <(:)
  (
    read -r -t 3 -u "$never"
    say "正在编译，首次约需 6–10 分钟…" "Building; the first time takes 6 to 10 minutes…"
    # A terminal sees the count on one line; a log gets a line every half minute.
    pause=30 start='' end='\n'
    [[ -t 2 ]] && pause=1 start='\r\033[K' end=''
    while kill -0 $$ 2>/dev/null; do
      read -r -t "$pause" -u "$never"
      printf "$start%s$end" "$(tail -c 400 "$log" | tr '\r' '\n' | grep -o '\[[0-9]*/[0-9]*\].*' | tail -n 1)" >&2
    done
  ) &
  watcher=$!
  # A release is one file to copy: the Swift runtime is linked into it.
  local linking=()
  [[ $configuration == release ]] && linking=(--static-swift-stdlib)
  swift build --package-path "$root" --scratch-path "$scratch" -c "$configuration" "${linking[@]}" "$@" >"$log" 2>&1 ||
    status=$?
  kill "$watcher" 2>/dev/null
  wait "$watcher" 2>/dev/null
  exec {never}>&-
  [[ -t 2 ]] && printf '\r\033[K' >&2
  if ((status)); then
    rm "$started"
    # Compilers repeat themselves, once for every file of a target.
    grep -E -A 4 '(^|: )error: ' "$log" | awk '!seen[$0]++' | head -n 80 >&2 || tail -n 40 "$log" >&2
    fail "编译失败，完整记录见 $log" "The build failed; the whole log is in $log"
  fi
  mv "$started" "$stamp"
  rm "$log"
}
