internal import LockKit

extension EventLoop {
    /// Counts what the connection holds now. When there is no room for it, the connection holds less afterwards: what
    /// arrives is refused, and what was read ahead is forgotten.
    func count(_ connection: LoopConnection) {
        let held = ByteBudget.counted(connection.heldBytes)
        guard held != connection.countedBytes else { return }
        if context.budget.move(from: connection.countedBytes, to: held, .arriving) {
            connection.countedBytes = held
            endFlood()
        } else {
            shed(connection)
        }
    }

    /// Makes the connection hold less.
    private func shed(_ connection: LoopConnection) {
        if connection.webSocket != nil {
            connection.webSocket?.session.giveUp(now: now)
        } else {
            connection.http.date = dateLine
            if connection.isAdmitting { connection.task?.cancel() }
            perform(connection.http.shed(.overloaded, now: now), connection)
            guard !connection.isClosed else { return }
        }
        let held = ByteBudget.counted(connection.heldBytes)
        // What a peer does not take of a WebSocket, or of an answer that is still being written, can only go with it.
        if connection.webSocket == nil, connection.writer == nil {
            context.budget.force(from: connection.countedBytes, to: held)
        } else if !context.budget.move(from: connection.countedBytes, to: held, .arriving) {
            return close(connection)
        }
        connection.countedBytes = held
    }

    /// Whether there is room for the request that has come, and for one more that is handled; it is refused otherwise.
    func hasRoom(_ connection: LoopConnection) -> Bool {
        let held = ByteBudget.counted(connection.heldBytes)
        if held == connection.countedBytes || context.budget.move(from: connection.countedBytes, to: held, .whole) {
            connection.countedBytes = held
            if context.beginRequest() { return true }
        }
        connection.http.date = dateLine
        connection.http.refuse(.overloaded, now: now)
        count(connection)
        return false
    }

    /// `response`, or what is answered in its place when there is no room for it until it is written.
    func fitting(_ response: HTTP.Response, _ connection: LoopConnection) -> HTTP.Response? {
        guard response.body.count >= ByteBudget.step else { return response }
        let held = ByteBudget.counted(connection.heldBytes - connection.http.handledBytes + response.body.count)
        guard context.budget.move(from: connection.countedBytes, to: held, .whole) else { return nil }
        connection.countedBytes = held
        return response
    }

    /// Takes what a closed connection held out of the count, but for what its handler still has.
    func settle(_ connection: LoopConnection) {
        var kept = 0
        if let task = connection.task {
            let isWebSocket = connection.webSocket != nil
            kept = ByteBudget.counted(connection.webSocket?.socket.heldBytes ?? connection.handledBytes)
            orphans[connection.token] = Orphan(task: task, countedBytes: kept)
            if isWebSocket { context.forceRequest() }
        }
        context.budget.force(from: connection.countedBytes, to: kept)
        connection.countedBytes = 0
        endFlood()
    }

    /// The task of a connection that is gone has ended.
    func forget(_ token: ConnectionToken) {
        guard let orphan = orphans.removeValue(forKey: token) else { return }
        context.budget.force(from: orphan.countedBytes, to: 0)
        endFlood()
    }

    /// Lets the system have back what a flood has taken, once those who still hold some of it have let go.
    private func endFlood() {
        guard context.budget.takeEnd() else { return }
        trimTime = now + .milliseconds(500)
        schedule(trimTime)
    }
}

/// The task of a request, a decision or a WebSocket whose connection is gone.
struct Orphan {
    let task: Task<Void, Never>
    /// What it holds, as far as it counts.
    let countedBytes: Int
}
