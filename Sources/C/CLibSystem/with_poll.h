// Every system of POSIX: poll, a pipe, fcntl. Included by shim.h alone.

#include <fcntl.h>
#include <limits.h>
#include <poll.h>

#ifdef MSG_NOSIGNAL
#define CSYSTEM_SEND_FLAGS MSG_NOSIGNAL
#else
#define CSYSTEM_SEND_FLAGS 0
#endif

/// The most descriptors that one poller can watch: the kernel of macOS refuses to poll more than this.
#if defined(__APPLE__) && defined(OPEN_MAX)
#define CSYSTEM_MAX_WATCHED OPEN_MAX
#else
#define CSYSTEM_MAX_WATCHED INT32_MAX
#endif

/// Lets `fd` not block and no child process have it. A process that is started right before this may have it.
static inline int csystem_prepare(int fd) {
    if (fcntl(fd, F_SETFD, FD_CLOEXEC) < 0 || fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) < 0) {
        int failure = errno;
        close(fd);
        return -failure;
    }
#ifdef SO_NOSIGPIPE
    int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);  // fails for what is no socket
#endif
    return fd;
}

/// A socket that does not block and that no child process gets.
static inline int csystem_stream_socket(int family) {
    int fd = socket(family, SOCK_STREAM, 0);
    return fd < 0 ? -errno : csystem_prepare(fd);
}

/// The same of a listening socket's next connection.
static inline int csystem_accept_stream(int listener, struct sockaddr *address, socklen_t *length) {
    int fd = accept(listener, address, length);
    return fd < 0 ? -errno : csystem_prepare(fd);
}

/// Something that one thread waits for (`readable`) and others wake it by (`end`): here the two ends of a pipe.
static inline int csystem_make_wakeup(int *readable, int *end) {
    int ends[2];
    if (pipe(ends) < 0) return -errno;
    int first = csystem_prepare(ends[0]);
    int second = csystem_prepare(ends[1]);
    if (first < 0 || second < 0) {
        if (first >= 0) close(first);
        if (second >= 0) close(second);
        return first < 0 ? first : second;
    }
    *readable = first;
    *end = second;
    return 0;
}

/// Makes the other end readable. Never waits: a pipe that is full is readable already.
static inline void csystem_wake(int end) {
    char byte = 1;
    while (write(end, &byte, 1) < 0 && errno == EINTR) {}
}

/// Makes it unreadable again.
static inline void csystem_clear_wakeup(int readable) {
    char bytes[1024];
    ssize_t count;
    do count = read(readable, bytes, sizeof bytes); while (count == sizeof bytes || (count < 0 && errno == EINTR));
}

static inline void csystem_close_wakeup(int readable, int end) {
    close(end);
    close(readable);
}
