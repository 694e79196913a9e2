#ifndef CLIBSYSTEM_SHIM_H
#define CLIBSYSTEM_SHIM_H

#include <arpa/inet.h>
#include <errno.h>
#include <malloc.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

// Not with _GNU_SOURCE, which gives fd_set another shape than the toolchain's own modules have.
#ifndef __USE_GNU
extern int accept4(int, struct sockaddr *, socklen_t *, int);
#endif

/// Writes the shortest spelling of an IPv6 address without brackets. Whether `text` is one.
static inline bool csystem_shortest_ipv6(const char *text, char *shortest, size_t size) {
    struct in6_addr address;
    return inet_pton(AF_INET6, text, &address) == 1 && inet_ntop(AF_INET6, &address, shortest, (socklen_t)size) != NULL;
}

// What Swift cannot call by itself: sockaddr unions, accept4's transparent union, epoll's packed event.
// Every function returns a value >= 0, or -errno.

/// A listening TCP socket on `host`, an address in digits. Not blocking; other programs cannot share its port.
static inline int csystem_listen(const char *host, uint16_t port, int backlog) {
    union { struct sockaddr any; struct sockaddr_in v4; struct sockaddr_in6 v6; } address;
    socklen_t length;
    memset(&address, 0, sizeof address);
    if (inet_pton(AF_INET, host, &address.v4.sin_addr) == 1) {
        address.v4.sin_family = AF_INET;
        address.v4.sin_port = htons(port);
        length = sizeof address.v4;
    } else if (inet_pton(AF_INET6, host, &address.v6.sin6_addr) == 1) {
        address.v6.sin6_family = AF_INET6;
        address.v6.sin6_port = htons(port);
        length = sizeof address.v6;
    } else {
        return -EINVAL;
    }
    int fd = socket(address.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, &address.any, length) < 0 || listen(fd, backlog) < 0) {
        int failure = errno;
        close(fd);
        return -failure;
    }
    return fd;
}

/// The port that a socket is bound to.
static inline int csystem_port(int fd) {
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    if (getsockname(fd, (struct sockaddr *)&address, &length) < 0) return -errno;
    if (address.ss_family == AF_INET6) return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
    return ntohs(((struct sockaddr_in *)&address)->sin_port);
}

/// The next connection of a listening socket, not blocking and without Nagle's delay. Writes who it is to `peer` as
/// "127.0.0.1:50312" or "[::1]:50312"; 64 bytes are enough.
static inline int csystem_accept(int listener, char *peer, size_t capacity) {
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    int fd = accept4(listener, (struct sockaddr *)&address, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return -errno;
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    char digits[INET6_ADDRSTRLEN] = "";
    if (address.ss_family == AF_INET6) {
        struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&address;
        inet_ntop(AF_INET6, &v6->sin6_addr, digits, sizeof digits);
        snprintf(peer, capacity, "[%s]:%u", digits, ntohs(v6->sin6_port));
    } else {
        struct sockaddr_in *v4 = (struct sockaddr_in *)&address;
        inet_ntop(AF_INET, &v4->sin_addr, digits, sizeof digits);
        snprintf(peer, capacity, "%s:%u", digits, ntohs(v4->sin_port));
    }
    return fd;
}

/// Watches `fd` with the given epoll events, or changes what is watched.
static inline int csystem_watch(int poller, int fd, uint32_t events, uint64_t token, int change) {
    struct epoll_event event = { .events = events, .data = { .u64 = token } };
    return epoll_ctl(poller, change ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event) < 0 ? -errno : 0;
}

/// Lets large blocks go back to the system as soon as they are free, and keeps no more than 4 MiB at the end of an arena.
/// By itself glibc raises both limits with the blocks that it sees, up to 32 and 64 MiB an arena: then a flood that is
/// over stays in the process, and `malloc_trim` does not reach the end of any arena but the first.
static inline void csystem_keep_little_memory(void) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_TRIM_THRESHOLD, 4 << 20);
#endif
}

/// Gives memory that is not in use back to the system.
static inline void csystem_trim(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

/// How many descriptors the process may have open.
static inline int64_t csystem_max_descriptors(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur > INT32_MAX) return INT32_MAX;
    return (int64_t)limit.rlim_cur;
}

#define CLINUX_EPOLLET 0x80000000u

#endif
