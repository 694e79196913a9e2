#ifndef CLIBSYSTEM_SHIM_H
#define CLIBSYSTEM_SHIM_H

// Everything of the system's C library that HTTPKit needs. What differs between systems stands in one of two headers:
// `with_epoll.h` for Linux, `with_poll.h` for every other system, and for Linux too when CSYSTEM_PORTABLE is defined.
//
// Functions that return an int or a ssize_t return a value >= 0, or -errno.

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#if defined(__linux__) && !defined(CSYSTEM_PORTABLE)
#include "with_epoll.h"
#else
#include "with_poll.h"
#endif

/// Writes the shortest spelling of an IPv6 address without brackets. Whether `text` is one.
static inline bool csystem_shortest_ipv6(const char *text, char *shortest, size_t size) {
    struct in6_addr address;
    return inet_pton(AF_INET6, text, &address) == 1 && inet_ntop(AF_INET6, &address, shortest, (socklen_t)size) != NULL;
}

// MARK: Sockets

/// A listening TCP socket on `host`, an address in digits. Not blocking; other programs cannot share its port.
static inline int csystem_listen(const char *host, uint16_t port) {
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
    int fd = csystem_stream_socket(address.any.sa_family);
    if (fd < 0) return fd;
    int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, &address.any, length) < 0 || listen(fd, SOMAXCONN) < 0) {
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
    memset(&address, 0, sizeof address);
    int fd = csystem_accept_stream(listener, (struct sockaddr *)&address, &length);
    if (fd < 0) return fd;
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

/// Reads once; 0 at the peer's end, -EAGAIN when nothing is there.
static inline ssize_t csystem_receive(int fd, void *bytes, size_t capacity) {
    ssize_t count;
    do count = recv(fd, bytes, capacity, 0); while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : count;
}

/// Writes once, without a signal when the peer is gone; -EAGAIN when nothing fits.
static inline ssize_t csystem_send(int fd, const void *bytes, size_t count) {
    ssize_t sent;
    do sent = send(fd, bytes, count, CSYSTEM_SEND_FLAGS); while (sent < 0 && errno == EINTR);
    return sent < 0 ? -errno : sent;
}

/// Says to the peer that nothing more comes.
static inline void csystem_close_output(int fd) { shutdown(fd, SHUT_WR); }

static inline void csystem_close(int fd) { close(fd); }

// MARK: The machine

/// Nanoseconds of a clock that only moves forward.
static inline int64_t csystem_nanoseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/// Names the calling thread among those that run; never 0.
static inline uintptr_t csystem_thread(void) { return (uintptr_t)pthread_self(); }

/// How many processors work.
static inline int csystem_processor_count(void) {
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : (int)count;
}

/// How many descriptors the process may have open.
static inline int64_t csystem_max_descriptors(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur > CSYSTEM_MAX_WATCHED) return CSYSTEM_MAX_WATCHED;
    return (int64_t)limit.rlim_cur;
}

/// Lets large blocks go back to the system as soon as they are free, and keeps no more than 4 MiB at the end of an
/// arena. By itself glibc raises both limits with the blocks that it sees, up to 32 and 64 MiB an arena: then a flood
/// that is over stays in the process, and `malloc_trim` does not reach the end of any arena but the first.
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

#endif
