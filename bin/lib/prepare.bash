# Shared by bin/serve, bin/test and bin/hefu: where things are, what is missing, how to build. Sourced, not run.
# Everything said here goes to standard error: standard output belongs to the program.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
home=~
scratch=${HEFU_BUILD:-$home/.cache/hefu-build}
venv=${HEFU_VENV:-$home/.cache/hefu-venv}
configuration=${HEFU_CONFIGURATION:-debug}
hefu=$scratch/$configuration/hefu

# What the Swift toolchain needs to fetch, compile and link; what the tests need on top.
build_packages=(ca-certificates git g++ libargon2-dev libpq-dev libsqlite3-dev pkg-config)
# What makes PDFs of receipts and previews; without it everything else works.
paper_packages=(fonts-noto-cjk libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 python3-venv)
test_packages=(chromium poppler-utils postgresql strace "${paper_packages[@]}")

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

# The Python environment of the PDF renderer and the tests: installs what the named lists ask for.
python_environment() {
  local python list arguments=()
  # A Python that can make environments: the one in use, or else Debian's.
  for python in python3 /usr/bin/python3; do "$python" -c 'import ensurepip, venv' 2>/dev/null && break; done
  [[ -x $venv/bin/pip ]] || "$python" -m venv "$venv" || return
  for list in "$@"; do arguments+=(-r "$list"); done
  "$venv/bin/pip" install --quiet --disable-pip-version-check "${arguments[@]}"
}

# Gets the PDF renderer ready where it is not; meant for the background, and no reason to stop when it fails.
paper() {
  "$venv/bin/python" -c 'import weasyprint' 2>/dev/null && return
  mkdir -p "$scratch"
  (install_missing "${paper_packages[@]}" && python_environment "$root/bin/lib/requirements.txt") \
    >"$scratch/hefu-paper.log" 2>&1 </dev/null ||
    say "PDF 组件未能安装，暂不提供 PDF；详见 $scratch/hefu-paper.log" \
      "The PDF renderer could not be installed, so there are no PDFs; see $scratch/hefu-paper.log"
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

# A PostgreSQL of the tests' own: in a temporary folder, on a socket of its own, without network, gone after stop_postgres.
# Sets HEFU_POSTGRES; where PostgreSQL is not installed it says so and leaves it unset.
postgres_folder='' postgres_stop=()
start_postgres() {
  local folder as=() programs
  programs=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1)
  [[ -n $programs ]] || programs=$(dirname "$(command -v initdb)" 2>/dev/null)
  if [[ ! -x $programs/initdb ]]; then
    say "没有 PostgreSQL：只测 SQLite" "There is no PostgreSQL: only SQLite is tested"
    return 0
  fi
  folder=$(mktemp -d /tmp/hefu-postgres.XXXXXX) || return
  # PostgreSQL refuses to run as root.
  if ((EUID == 0)); then
    chown postgres "$folder" || return
    as=(runuser -u postgres --)
  fi
  postgres_folder=$folder
  (
    cd "$folder" &&
      "${as[@]}" "$programs/initdb" -D "$folder/data" -A trust -U hefu -E UTF8 --locale=C.UTF-8 -N &&
      "${as[@]}" "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w \
        -o "-k $folder -c listen_addresses= -c fsync=off -c max_connections=400 -c shared_buffers=64MB" start
  ) >"$scratch/hefu-postgres-$$.log" 2>&1 || {
    tail -n 20 "$scratch/hefu-postgres-$$.log" >&2
    say "PostgreSQL 未能启动" "PostgreSQL did not start"
    return 1
  }
  rm "$scratch/hefu-postgres-$$.log"
  postgres_stop=("${as[@]}" "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop)
  export HEFU_POSTGRES="postgres://hefu@/postgres?host=$folder"
}

stop_postgres() {
  [[ -n $postgres_folder ]] || return 0
  ((${#postgres_stop[@]})) && (cd / && "${postgres_stop[@]}") >/dev/null 2>&1
  rm -rf "$postgres_folder"
  postgres_folder=''
}
