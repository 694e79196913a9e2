internal import CLibSystem

extension EventLoop {
    /// Deadlines are met within this, and within what a look at each connection costs at one part in some hundred of
    /// the time.
    private var tickResolution: Duration { max(.milliseconds(10), .microseconds(10 * slots.count)) }
    /// Who has been idle for less than this is left alone: its request may be on the way.
    private static let minIdleTime: Duration = .milliseconds(100)

    /// Calls `tick` for the acceptor or a connection at `instant`, or soon after.
    func schedule(_ instant: Instant?) {
        guard let instant else { return }
        nextTick = nextTick.map { min($0, instant) } ?? instant
    }

    func tick() {
        nextTick = nil
        acceptor?.tick(self)
        if let trimTime, trimTime <= now {
            self.trimTime = nil
            csystem_trim()
        }
        schedule(trimTime)
        for case let connection? in slots {
            if let deadline = connection.deadline, deadline <= now { meetDeadline(connection) }
            if !connection.isClosed { schedule(connection.deadline) }
        }
        nextTick = nextTick.map { max($0, now + tickResolution) }
    }

    private func meetDeadline(_ connection: LoopConnection) {
        // The system tells of room for a third of its buffer and not before; a slow reader may have made less.
        if connection.hasOutput {
            connection.isWritable = true
            flush(connection)
        }
        guard !connection.isClosed, let deadline = connection.deadline, deadline <= now else {
            return serve(connection)
        }
        if connection.webSocket != nil {
            if let action = connection.webSocket?.session.tick(now: now) { perform(action, connection) }
        } else {
            connection.http.date = dateLine
            perform(connection.http.tick(now: now), connection)
        }
        serve(connection)
    }

    /// Closes up to `count` connections that are of no use to anybody, those first that have been so for longest.
    func makeRoom(_ count: Int) {
        let latest = now - Self.minIdleTime
        var idle: [(since: Instant, connection: LoopConnection)] = []
        for case let connection? in slots where connection.webSocket == nil {
            if let since = connection.http.idleSince, since <= latest { idle.append((since, connection)) }
        }
        idle.sort { $0.since < $1.since }
        for (_, connection) in idle.prefix(count) { close(connection) }
    }
}
