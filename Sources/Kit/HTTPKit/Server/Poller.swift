internal import CLibSystem
internal import Glibc

/// An epoll instance, and the memory its events arrive in. Has one owner, which uses it on one thread.
///
/// The buffer has `capacity` initialised events for as long as this lives; the system is told that capacity, and only
/// those are read, each of which is initialised.
final class Poller {
    struct Event {
        var token: UInt64
        var isReadable: Bool
        var isWritable: Bool
        /// The peer has closed its half, or all.
        var hasEnded: Bool
        var isBroken: Bool
    }
    private static let capacity = 256
    private let descriptor: CInt
    private let events: UnsafeMutablePointer<epoll_event>

    init() throws(HTTPServerError) {
        descriptor = epoll_create1(CInt(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw HTTPServerError.system("make a poller") }
        events = .allocate(capacity: Self.capacity)
        events.initialize(repeating: epoll_event(), count: Self.capacity)
    }

    deinit {
        events.deallocate()
        close(descriptor)
    }

    /// Watches a connection: an event for each change, both ways.
    func watchConnection(_ socket: CInt, token: UInt64) -> Bool {
        let wanted = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | CLINUX_EPOLLET
        return csystem_watch(descriptor, socket, wanted, token, 0) == 0
    }

    /// Watches for input, with an event for as long as there is some.
    func watchInput(_ file: CInt, token: UInt64) -> Bool {
        csystem_watch(descriptor, file, EPOLLIN.rawValue, token, 0) == 0
    }

    /// Stops or goes on with events for something watched by ``watchInput(_:token:)``.
    func setInput(_ file: CInt, token: UInt64, isWanted: Bool) {
        _ = csystem_watch(descriptor, file, isWanted ? EPOLLIN.rawValue : 0, token, 1)
    }

    /// Waits for events, at most `milliseconds`; -1 for ever.
    /// - Returns: how many ``event(_:)`` has until the next wait.
    func wait(milliseconds: CInt) -> Int {
        max(0, Int(epoll_wait(descriptor, events, CInt(Self.capacity), milliseconds)))
    }

    func event(_ index: Int) -> Event {
        precondition(index >= 0 && index < Self.capacity)
        let flags = events[index].events
        return Event(
            token: events[index].data.u64, isReadable: flags & EPOLLIN.rawValue != 0,
            isWritable: flags & EPOLLOUT.rawValue != 0,
            hasEnded: flags & (EPOLLRDHUP.rawValue | EPOLLHUP.rawValue) != 0,
            isBroken: flags & EPOLLERR.rawValue != 0)
    }
}
