internal import CLibSystem

/// What a poller has seen of something that it watches.
struct PollerEvent: Hashable {
    /// The name under which it is watched.
    var token: UInt64
    var isReadable: Bool
    var isWritable: Bool
    /// The peer has closed its half, or all.
    var hasEnded: Bool
    var isBroken: Bool
}

// Which of the two it is, is decided when it is compiled. Both are used alike: a connection's events come once for each
// change, ``Poller/expect(_:input:output:)`` says which change is of interest next, and ``Poller/forget(_:)`` comes
// before a descriptor is closed.

#if os(Linux) && !PORTABLE_SYSTEM
    /// An epoll instance, and the memory its events arrive in. Has one owner, which uses it on one thread.
    ///
    /// The buffer has `capacity` initialised events for as long as this lives; the system is told that capacity, and
    /// only those are read, each of which is initialised.
    final class Poller {
        private static let capacity = 256
        private let descriptor: CInt
        private let events: UnsafeMutablePointer<epoll_event>

        init() throws(HTTPServerError) {
            descriptor = csystem_make_poller()
            guard descriptor >= 0 else { throw HTTPServerError.system("make a poller", errno: -descriptor) }
            events = .allocate(capacity: Self.capacity)
            events.initialize(repeating: epoll_event(), count: Self.capacity)
        }

        deinit {
            events.deallocate()
            csystem_close(descriptor)
        }

        /// Watches a connection: an event for each change, both ways.
        func watchConnection(_ socket: CInt, token: UInt64) throws(HTTPServerError) {
            let wanted = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | CSYSTEM_EPOLLET
            try watch(socket, wanted, token)
        }

        /// Watches for input, with an event for as long as there is some.
        func watchInput(_ file: CInt, token: UInt64) throws(HTTPServerError) {
            try watch(file, EPOLLIN.rawValue, token)
        }

        /// Stops or goes on with events for something watched by ``watchInput(_:token:)``.
        func setInput(_ file: CInt, token: UInt64, isWanted: Bool) {
            _ = csystem_watch(descriptor, file, isWanted ? EPOLLIN.rawValue : 0, token, true)
        }

        /// Watches for what is asked for, with an event for as long as it is there; may be asked anew at any time.
        func watch(_ file: CInt, token: UInt64, input: Bool, output: Bool) throws(HTTPServerError) {
            let wanted = (input ? EPOLLIN.rawValue : 0) | (output ? EPOLLOUT.rawValue : 0)
            if csystem_watch(descriptor, file, wanted, token, true) != 0 { try watch(file, wanted, token) }
        }

        /// Which changes of a connection are of interest from now on. Here the system tells of each.
        func expect(_ socket: CInt, input: Bool, output: Bool) {}

        /// Watches a descriptor no more that is about to be closed.
        func forget(_ file: CInt) { csystem_watch_no_more(descriptor, file) }

        /// Waits for events, at most `milliseconds`; -1 for ever.
        /// - Returns: how many ``event(_:)`` has until the next wait.
        func wait(milliseconds: CInt) -> Int {
            max(0, Int(epoll_wait(descriptor, events, CInt(Self.capacity), milliseconds)))
        }

        func event(_ index: Int) -> PollerEvent {
            precondition(index >= 0 && index < Self.capacity)
            let flags = events[index].events
            return PollerEvent(
                token: events[index].data.u64, isReadable: flags & EPOLLIN.rawValue != 0,
                isWritable: flags & EPOLLOUT.rawValue != 0,
                hasEnded: flags & (EPOLLRDHUP.rawValue | EPOLLHUP.rawValue) != 0,
                isBroken: flags & EPOLLERR.rawValue != 0)
        }

        private func watch(_ file: CInt, _ events: UInt32, _ token: UInt64) throws(HTTPServerError) {
            let status = csystem_watch(descriptor, file, events, token, false)
            guard status == 0 else { throw HTTPServerError.system("watch a descriptor", errno: -status) }
        }
    }
#else
    /// A list of descriptors for `poll`. Has one owner, which uses it on one thread. A wait costs a look at each.
    ///
    /// `poll` tells of a state for as long as it lasts, and not of a change: so what it has told of a connection is not
    /// asked for again until ``expect(_:input:output:)`` says that it is over.
    final class Poller {
        private struct Watched {
            let token: UInt64
            let isConnection: Bool
        }

        /// What `poll` gets. A descriptor that it shall not look at stands there as its complement, which is negative.
        private var entries: [pollfd] = []
        /// What stands at the same place of `entries`.
        private var watched: [Watched] = []
        /// The place of a descriptor, or -1.
        private var places: [Int] = []
        private var events: [PollerEvent] = []

        /// - Throws: never, but on other systems.
        init() throws(HTTPServerError) {}

        /// Watches a connection: an event for each change, both ways. It counts as writable from the start.
        func watchConnection(_ socket: CInt, token: UInt64) throws(HTTPServerError) {
            add(socket, Watched(token: token, isConnection: true))
        }

        /// Watches for input, with an event for as long as there is some.
        func watchInput(_ file: CInt, token: UInt64) throws(HTTPServerError) {
            add(file, Watched(token: token, isConnection: false))
        }

        /// Stops or goes on with events for something watched by ``watchInput(_:token:)``.
        func setInput(_ file: CInt, token: UInt64, isWanted: Bool) {
            if let place = place(of: file) { entries[place].events = isWanted ? CShort(POLLIN) : 0 }
        }

        /// Watches for what is asked for, with an event for as long as it is there; may be asked anew at any time.
        func watch(_ file: CInt, token: UInt64, input: Bool, output: Bool) throws(HTTPServerError) {
            forget(file)
            add(file, Watched(token: token, isConnection: false))
            entries[entries.count - 1].events = (input ? CShort(POLLIN) : 0) | (output ? CShort(POLLOUT) : 0)
        }

        /// Which changes of a connection are of interest from now on.
        func expect(_ socket: CInt, input: Bool, output: Bool) {
            guard let place = place(of: socket) else { return }
            let wanted = (input ? CShort(POLLIN) : 0) | (output ? CShort(POLLOUT) : 0)
            entries[place].events = wanted
            if wanted != 0 { entries[place].fd = socket }
        }

        /// Watches a descriptor no more that is about to be closed.
        func forget(_ file: CInt) {
            guard let place = place(of: file) else { return }
            places[Int(file)] = -1
            let last = entries[entries.count - 1].fd
            if place < entries.count - 1 { places[Int(last < 0 ? ~last : last)] = place }
            entries.swapAt(place, entries.count - 1)
            watched.swapAt(place, watched.count - 1)
            entries.removeLast()
            watched.removeLast()
        }

        /// Waits for events, at most `milliseconds`; -1 for ever.
        /// - Returns: how many ``event(_:)`` has until the next wait.
        func wait(milliseconds: CInt) -> Int {
            events.removeAll(keepingCapacity: true)
            var left = entries.withUnsafeMutableBufferPointer { poll($0.baseAddress, nfds_t($0.count), milliseconds) }
            for place in entries.indices {
                guard left > 0 else { break }
                guard entries[place].revents != 0 else { continue }
                left -= 1
                events.append(take(place))
            }
            return events.count
        }

        func event(_ index: Int) -> PollerEvent { events[index] }

        private func add(_ file: CInt, _ new: Watched) {
            while places.count <= Int(file) { places.append(-1) }
            places[Int(file)] = entries.count
            entries.append(pollfd(fd: file, events: CShort(POLLIN), revents: 0))
            watched.append(new)
        }

        private func place(of file: CInt) -> Int? {
            guard file >= 0, Int(file) < places.count, places[Int(file)] >= 0 else { return nil }
            return places[Int(file)]
        }

        /// What `poll` has found at a place, which it is not asked for again if that is a connection.
        private func take(_ place: Int) -> PollerEvent {
            let flags = CInt(entries[place].revents)
            let isOver = flags & CInt(POLLHUP) != 0
            if watched[place].isConnection {
                entries[place].events &= ~entries[place].revents
                if isOver { entries[place].fd = ~entries[place].fd }  // is told whatever is asked for
            }
            return PollerEvent(
                token: watched[place].token, isReadable: flags & CInt(POLLIN) != 0,
                isWritable: flags & CInt(POLLOUT) != 0 || isOver, hasEnded: isOver,
                isBroken: flags & CInt(POLLERR | POLLNVAL) != 0)
        }
    }
#endif
