// Linux: epoll, eventfd, accept4. Included by shim.h alone.

#include <sys/epoll.h>
#include <sys/eventfd.h>

// Not with _GNU_SOURCE, which gives fd_set another shape than the toolchain's own modules have.
#ifndef __USE_GNU
extern int accept4(int, struct sockaddr *, socklen_t *, int);
#endif

#define CSYSTEM_SEND_FLAGS MSG_NOSIGNAL
/// The most descriptors that one poller can watch.
#define CSYSTEM_MAX_WATCHED INT32_MAX

/// A socket that does not block and that no child process gets.
static inline int csystem_stream_socket(int family) {
    int fd = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    return fd < 0 ? -errno : fd;
}

/// The same of a listening socket's next connection.
static inline int csystem_accept_stream(int listener, struct sockaddr *address, socklen_t *length) {
    int fd = accept4(listener, address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

/// Something that one thread waits for (`readable`) and others wake it by (`end`): here one descriptor under both
/// names.
static inline int csystem_make_wakeup(int *readable, int *end) {
    *readable = *end = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    return *end < 0 ? -errno : 0;
}

/// Makes the other end readable. Never waits.
static inline void csystem_wake(int end) { eventfd_write(end, 1); }

/// Makes it unreadable again.
static inline void csystem_clear_wakeup(int readable) {
    eventfd_t count;
    eventfd_read(readable, &count);
}

static inline void csystem_close_wakeup(int readable, int end) { close(readable); }

static inline int csystem_make_poller(void) {
    int fd = epoll_create1(EPOLL_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

/// Watches `fd` with the given epoll events, or changes what is watched.
static inline int csystem_watch(int poller, int fd, uint32_t events, uint64_t token, bool change) {
    struct epoll_event event = { .events = events, .data = { .u64 = token } };
    return epoll_ctl(poller, change ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event) < 0 ? -errno : 0;
}

/// Watches `fd` no more. What another process has open, too (a child that has not yet been given its own program),
/// would be watched on after it is closed here.
static inline void csystem_watch_no_more(int poller, int fd) { epoll_ctl(poller, EPOLL_CTL_DEL, fd, NULL); }

#define CSYSTEM_EPOLLET 0x80000000u
