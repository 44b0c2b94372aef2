#include "studio_desktop.hpp"

#include <spawn.h>

#include <csignal>
#include <thread>

extern char** environ;

namespace squall::tool {

bool start_program(std::string program, std::string argument) {
    char* const arguments[] = {program.data(), argument.data(), nullptr};
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_t how;
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK);
    signal(SIGCHLD, SIG_IGN);  // it may go on as long as the browser does
    pid_t child = 0;
    const int failed = posix_spawnp(&child, program.c_str(), nullptr, &how, arguments, environ);
    posix_spawnattr_destroy(&how);
    return failed == 0;
}

// The signals that end a program are blocked in this thread and those that it makes later; a thread waits for one.
struct end_by_signal::waiting {
    sigset_t ends;
    std::thread thread;

    static sigset_t block() {
        sigset_t ends;
        sigemptyset(&ends);
        sigaddset(&ends, SIGINT);
        sigaddset(&ends, SIGTERM);
        sigaddset(&ends, SIGHUP);
        pthread_sigmask(SIG_BLOCK, &ends, nullptr);
        return ends;
    }
    explicit waiting(studio::server& s)
        : ends(block()), thread([this, &s] {
              int which = 0;
              sigwait(&ends, &which);
              s.stop();
          }) {}
    ~waiting() {
        // Where serving ended by itself. The signal is blocked, and taken by sigwait. NOLINTNEXTLINE(bugprone-bad-signal-to-kill-thread)
        pthread_kill(thread.native_handle(), SIGTERM);
        thread.join();
    }
    waiting(const waiting&) = delete;
    waiting& operator=(const waiting&) = delete;
};

end_by_signal::end_by_signal(studio::server& s) : waiting_(std::make_unique<waiting>(s)) {}
end_by_signal::~end_by_signal() = default;

}  // namespace squall::tool
