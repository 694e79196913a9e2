internal import CLibSystem
internal import LockKit
internal import ServiceKit

/// Takes connections from the listening socket and gives each to the loop that has the fewest. Belongs to one loop.
///
/// One socket with one owner, rather than one a loop with `SO_REUSEPORT`: closing one of those resets what waits in
/// its queue, and a second program could share the port unseen.
final class Acceptor {
    private static let acceptsPerTurn = 64
    /// How long to wait when there is no room and nobody makes any; a retry at once would burn the processor.
    private static let pause: Duration = .milliseconds(100)
    /// One in so many connections makes room for others at once, if it is idle.
    private static let roomShare = 16
    private static let warningInterval: Duration = .seconds(10)

    private let listener: Listener
    private let loops: [EventLoop]
    private var pausedUntil: Instant?
    private var lastWarning: Instant?

    init(_ listener: Listener, loops: [EventLoop]) {
        self.listener = listener
        self.loops = loops
    }

    /// Begins to watch the listening socket on `loop`.
    func begin(_ loop: EventLoop) throws(HTTPServerError) {
        try loop.poller.watchInput(listener.descriptor, token: EventLoop.listenerToken)
    }

    /// Takes what waits, up to a share of the turn.
    func accept(into loop: EventLoop) {
        guard pausedUntil == nil, !loop.context.isFull.load(ordering: .relaxed) else { return }
        for _ in 0..<Self.acceptsPerTurn { guard acceptOne(into: loop) else { return } }
    }

    /// A connection has closed: there is room again.
    func resume(_ loop: EventLoop) {
        pausedUntil = nil
        watch(loop, true)
    }

    func tick(_ loop: EventLoop) {
        guard let pausedUntil else { return }
        guard pausedUntil <= loop.now else { return loop.schedule(pausedUntil) }
        loop.context.isFull.store(false, ordering: .sequentiallyConsistent)
        resume(loop)
    }

    /// Takes all that waits, and closes the socket: from now on connections are refused.
    func finish(_ loop: EventLoop) {
        while acceptOne(into: loop) {}
        loop.poller.forget(listener.descriptor)
        for other in loops where other !== loop { other.executor.post(.drain) }
    }

    /// - Returns: whether to go on.
    private func acceptOne(into loop: EventLoop) -> Bool {
        var counts = loops.map { $0.connectionCount.load(ordering: .sequentiallyConsistent) }
        if counts.reduce(0, +) >= loop.context.maxConnections {
            pause(loop)
            // One may have closed since it was counted, before it could see the mark.
            counts = loops.map { $0.connectionCount.load(ordering: .sequentiallyConsistent) }
            if counts.reduce(0, +) < loop.context.maxConnections { loop.context.acceptsAgain() }
            return false
        }
        var peer = [CChar](repeating: 0, count: 64)
        let socket = csystem_accept(listener.descriptor, &peer, peer.count)
        guard socket >= 0 else { return goesOn(after: -socket, loop) }
        let name = String(decoding: peer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let fewest = counts.indices.min { counts[$0] < counts[$1] } ?? 0
        let chosen = loops[fewest]
        chosen.connectionCount.add(1, ordering: .sequentiallyConsistent)
        if chosen === loop {
            loop.adopt(socket, peer: name)
        } else if !chosen.executor.post(.adopt(socket, peer: name)) {
            csystem_close(socket)
            chosen.connectionCount.subtract(1, ordering: .sequentiallyConsistent)
        }
        return true
    }

    private func goesOn(after error: CInt, _ loop: EventLoop) -> Bool {
        switch error {
        case EAGAIN: return false
        case EMFILE, ENFILE, ENOBUFS, ENOMEM:
            pause(loop)
            if lastWarning.map({ loop.now - $0 > Self.warningInterval }) ?? true {
                lastWarning = loop.now
                loop.context.logger.warning(
                    "no new connections for a moment: the system is out of descriptors or memory",
                    ["error": String(cString: strerror(error))])
            }
            return false
        // The client went away while it waited, or a network error of its own is reported here: accept(2).
        default: return true
        }
    }

    /// Takes no more connections until one has closed, or a moment has passed. Those that have been idle for longest
    /// make room: a share of all, since finding them takes a look at each.
    private func pause(_ loop: EventLoop) {
        watch(loop, false)
        loop.context.isFull.store(true, ordering: .sequentiallyConsistent)
        let until = loop.now + Self.pause
        pausedUntil = until
        loop.schedule(until)
        for other in loops {
            let count = other.connectionCount.load(ordering: .relaxed)
            other.executor.post(.makeRoom(count / Self.roomShare + 1))
        }
    }

    private func watch(_ loop: EventLoop, _ isWanted: Bool) {
        loop.poller.setInput(listener.descriptor, token: EventLoop.listenerToken, isWanted: isWanted)
    }
}
