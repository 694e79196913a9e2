internal import CLibSystem

extension EventLoop {
    /// How many reads one connection gets before the others have their turn.
    private static let readsPerTurn = 4
    /// The same of writes, each of which may fill the system's buffer.
    private static let writesPerTurn = 16

    /// Reads what the connection wants, writes what it has.
    func serve(_ connection: LoopConnection) {
        var reads = 0
        // What is written makes room for what is read, and no event tells of it: both, until neither moves.
        repeat {
            while connection.canRead {
                guard reads < Self.readsPerTurn else {
                    pend(connection)
                    break
                }
                reads += 1
                read(connection)
            }
            if connection.hasStreams { passBodies(connection) }
            flush(connection)
        } while connection.canRead && !connection.isPending
        if !connection.isClosed { count(connection) }
        guard !connection.isClosed else { return }
        if let webSocket = connection.webSocket {
            webSocket.socket.note(unwrittenBytes: webSocket.session.output.count)
            if let closing = webSocket.session.closing, webSocket.socket.finish(closing) { connection.task?.cancel() }
        }
        if let writer = connection.writer { writer.note(unwrittenBytes: connection.http.output.count) }
        poller.expect(
            connection.socket, input: !connection.isReadable && !connection.hasEnded, output: !connection.isWritable)
        schedule(connection.deadline)
    }

    private func read(_ connection: LoopConnection) {
        switch buffer.read(connection.socket) {
        case .bytes(0):
            connection.isReadable = false
            connection.hasEnded = true
            end(connection)
        case .bytes(let count):
            if count < buffer.capacity, !connection.hasEnded { connection.isReadable = false }
            receive(count, connection)
        case .blocked: connection.isReadable = false
        case .broken: close(connection)
        }
    }

    func pend(_ connection: LoopConnection) {
        guard !connection.isPending else { return }
        connection.isPending = true
        pending.append(connection)
    }

    func servePending() {
        guard !pending.isEmpty else { return }
        let connections = pending
        pending = []
        for connection in connections {
            connection.isPending = false
            serve(connection)
        }
    }

    private func receive(_ count: Int, _ connection: LoopConnection) {
        buffer.withBytes(count) { bytes in
            if connection.webSocket != nil { return receiveFrames(bytes, connection) }
            connection.http.date = dateLine
            perform(connection.http.receive(bytes, now: now), connection)
        }
        if !connection.isClosed { self.count(connection) }
    }

    func receiveFrames(_ bytes: Span<UInt8>, _ connection: LoopConnection) {
        guard let socket = connection.webSocket?.socket else { return }
        for message in connection.webSocket?.session.receive(bytes, now: now) ?? [] { socket.deliver(message) }
        if let action = connection.webSocket?.session.settle() { perform(action, connection) }
    }

    private func end(_ connection: LoopConnection) {
        if connection.webSocket != nil {
            if let action = connection.webSocket?.session.receiveEnd(now: now) { perform(action, connection) }
        } else {
            perform(connection.http.receiveEnd(now: now), connection)
        }
    }

    func flush(_ connection: LoopConnection) {
        var writes = 0
        while connection.isWritable, !connection.isClosed, connection.hasOutput {
            guard writes < Self.writesPerTurn else { return pend(connection) }
            writes += 1
            let isWebSocket = connection.webSocket != nil
            let (transfer, offered) = connection.writeNext()
            switch transfer {
            case .bytes(let count):
                if count < offered { connection.isWritable = false }
                if isWebSocket {
                    if let action = connection.webSocket?.session.written(count, now: now) {
                        perform(action, connection)
                    }
                } else {
                    connection.http.date = dateLine
                    perform(connection.http.written(count, now: now), connection)
                }
            case .blocked: connection.isWritable = false
            case .broken: close(connection)
            }
        }
    }

    func perform(_ action: HTTPConnection.Action, _ connection: LoopConnection) {
        switch action {
        case .none: break
        case .handle(let request): if hasRoom(connection) { start(request, connection, context.handler) }
        case .admit(let request): admit(request, connection)
        case .closeOutput: csystem_close_output(connection.socket)
        case .close: close(connection)
        }
    }

    func perform(_ action: WebSocketSession.Action, _ connection: LoopConnection) {
        switch action {
        case .none: break
        case .closeOutput: csystem_close_output(connection.socket)
        case .close: close(connection)
        }
    }

    func drain(_ connection: LoopConnection) {
        // A request that is already here was accepted.
        connection.isReadable = true
        serve(connection)
        guard !connection.isClosed else { return }
        if connection.webSocket != nil {
            let closing = WebSocketClosing(WebSocketClosing.goingAway, "the server is shutting down")
            connection.webSocket?.session.close(closing, now: now)
        } else {
            perform(connection.http.drain(now: now), connection)
        }
        serve(connection)
    }
}
