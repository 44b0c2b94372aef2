# How ./dev builds: presets of CMakePresets.json, natively and with Emscripten at the same time.

need_modules() {
    [ node_modules/.package-lock.json -nt package-lock.json ] && return
    quietly "installing npm packages" npm ci --ignore-scripts --no-audit --no-fund
    touch node_modules/.package-lock.json
}

# set_up [test]
set_up() {
    need_node
    need_compilers
    need_packages build "$@"
    need_compilers
    need_modules
}

# precompiled <preset>: ON or OFF. A compiler cache that holds something is faster than precompiled headers, and keeps nothing
# that was compiled with them. What a build folder began with stays: a change compiles everything again.
precompiled() {
    local cached folder
    cached=$(sed -n 's/^SQUALL_PRECOMPILED_HEADERS:BOOL=//p' "build/$1/CMakeCache.txt" 2>/dev/null || :)
    folder=$(ccache --get-config cache_dir 2>/dev/null || :)
    if [ -n "$cached" ]; then
        echo "$cached"
    elif [ -n "$folder" ] && [ -n "$(ls -A "$folder" 2>/dev/null)" ]; then
        echo OFF
    else
        echo ON
    fi
}

# configure <preset>: tests are configured only where they are asked for, so that a demo needs no test library.
configure() {
    local preset=$1 tests=OFF
    [ -z "${with_tests-}" ] || tests=ON
    if [ -f "build/$preset/build.ninja" ] && [ ! CMakePresets.json -nt "build/$preset/build.ninja" ]; then
        [ $tests = OFF ] && return
        grep -q '^SQUALL_TESTS:BOOL=ON' "build/$preset/CMakeCache.txt" && return
    fi
    # Warnings are errors in CI, not on a machine whose compiler is newer than those that were tried.
    quietly "configuring build/$preset" cmake --preset "$preset" -DSQUALL_TESTS=$tests \
        -DSQUALL_PRECOMPILED_HEADERS="$(precompiled "$preset")" \
        -DSQUALL_WARNINGS_AS_ERRORS="$([ -n "${CI-}" ] && echo ON || echo OFF)"
    # For editors.
    [ "$preset" != native ] && [ -e compile_commands.json ] || ln -sf "build/$preset/compile_commands.json" compile_commands.json
}

# build_preset <preset> <what it is> [target…]
build_preset() {
    local preset=$1 what=$2
    shift 2
    [ "$preset" != asan ] || local with_tests=1
    configure "$preset"
    quietly "building $what" cmake --build --preset "$preset" ${1:+--target "$@"}
}

build_fuzzers() { build_preset asan "the fuzzers: $*" "${@/#/fuzz_}"; }

# progress <seconds> <log…>: what the builds that write these logs have done, and how long all will take at that pace:
# "native 12/77, wasm 30/94, about 2 min left".
progress() {
    local seconds=$1 log
    shift
    for log in "$@"; do
        printf '%s %s\n' "$(basename "$log" .log)" "$(sed -n 's/^\[\([0-9]*\/[0-9]*\)\].*/\1/p' "$log" | tail -n 1)"
    done | awk -v seconds="$seconds" '
        NF == 2 {
            printf "%s%s", (n++ ? ", " : ""), $0
            split($2, of, "/"); made += of[1]; all += of[2]
        }
        END {
            left = made > all / 10 ? seconds * (all - made) / made : 0
            if (left > 0) printf ", about %s left", left < 90 ? int(left + 1) " s" : int(left / 60 + 0.5) " min"
        }'
}

# watch_builds <log…> with pids in $builds: a line every 20 s until all have ended; fails with the output of the first that failed.
watch_builds() {
    local began now told=0 pid running failed=
    began=$(date +%s)
    while :; do
        running=
        for pid in $builds; do kill -0 "$pid" 2>/dev/null && running=1; done
        [ -n "$running" ] || break
        sleep 0.2
        now=$(($(date +%s) - began))
        [ $((now / 20)) -eq "$told" ] || {
            told=$((now / 20))
            say "  after $now s: $(progress "$now" "$@")"
        }
    done
    for pid in $builds; do
        wait "$pid" || failed=${failed:-$1}
        shift
    done
    [ -z "$failed" ] || {
        grep -v '^\[' "$failed" | tail -n 100
        stop "failed: building ($(basename "$failed" .log))"
    }
}

test_modules="steps faults random_plans value_types mail shop"
bench_modules="bench bench_foundation bench_half"

# build <need…>: dist, tool (the native squall command), node_tool (the command that runs in Node, dist/tool.wasm.br), npm_toolchain (the
# library for projects that build with the compiler from npm, dist/npm_toolchain), modules (those of the tests), native (the native
# tests), fuzzers, bench
build() {
    local native=() wasm=() need logs builds='' module with_tests=
    for need in "$@"; do
        case $need in
            dist) wasm+=(iofold iofold_client) ;;
            tool) native+=(squall_tool) ;;
            node_tool) wasm+=(squall_tool) ;;
            modules)
                for module in $test_modules; do wasm+=("$module" "${module}_client"); done
                ;;
            native) native+=(all) with_tests=1 ;;
            bench)
                for module in $bench_modules; do wasm+=("$module" "${module}_client"); done
                ;;
        esac
    done
    logs=build/logs
    mkdir -p $logs
    [ ${#native[@]} -eq 0 ] || configure native
    [ ${#wasm[@]} -eq 0 ] || configure wasm
    if [ ${#native[@]} -gt 0 ]; then
        say "building natively: ${native[*]}"
        cmake --build --preset native --target "${native[@]}" >$logs/native.log 2>&1 </dev/null &
        builds="$builds $!"
    fi
    if [ ${#wasm[@]} -gt 0 ]; then
        say "building with Emscripten: ${wasm[*]}"
        cmake --build --preset wasm --target "${wasm[@]}" >$logs/wasm.log 2>&1 </dev/null &
        builds="$builds $!"
    fi
    if [ -n "$builds" ]; then
        # shellcheck disable=SC2086
        watch_builds ${native:+$logs/native.log} ${wasm:+$logs/wasm.log}
    fi
    for need in "$@"; do
        case $need in
            dist)
                quietly "filling dist/" node js-shim/build.mjs build/wasm/generated build/wasm/squall.wasm dist migrations
                quietly "filling dist/ with squall/shadow and squall/errors" node js-shim/build_entries.mjs
                quietly "filling dist/ with squall/fleet" node js-shim/fleet/build.mjs build/wasm/generated build/wasm/squall.wasm dist
                ;;
            node_tool)
                mkdir -p dist
                node js-shim/tool/compress_module.mjs build/wasm/bin/tool.wasm dist/tool.wasm.br
                rm -f dist/tool.wasm # as an older build left it
                ;;
            npm_toolchain)
                quietly "filling dist/npm_toolchain with the compiler from npm" node js-shim/npm_toolchain/compile_library.mjs
                ;;
            modules)
                for module in $test_modules; do
                    quietly "filling build/$module/" node js-shim/build.mjs "build/wasm/generated/$module" "build/wasm/$module.wasm" "build/$module"
                done
                ;;
            bench)
                for module in $bench_modules; do
                    quietly "filling build/$module/" node js-shim/build.mjs "build/wasm/generated/$module" "build/wasm/$module.wasm" "build/$module"
                done
                ;;
            fuzzers)
                # shellcheck disable=SC2046
                build_fuzzers $(node tests/run.mjs --fuzzers quick)
                ;;
        esac
    done
}
