internal import LockKit
internal import ServiceKit

extension EventLoop {
    /// Lets `handler` answer the request at hand, for which there is room.
    func start(
        _ request: HTTP.Request, _ connection: LoopConnection,
        _ handler: @escaping @Sendable (HTTP.Request) async -> HTTPReply
    ) {
        var request = request
        request.peer = connection.peer
        connection.handledBytes = connection.http.handledBytes
        runningTasks += 1
        let token = connection.token
        // Unstructured, and still owned: counted above, held by its connection, awaited by the end of `run`.
        connection.task = Task(executorPreference: executor) { [self, request] in
            switch await handler(request) {
            case .response(let response): complete(token, response)
            case .webSocket(let fields, let run): complete(token, request, fields, run)
            case .drop: drop(token)
            case .stream(let status, let fields, let length, let write):
                let head = HTTP.Response(status: status, fields: fields)
                guard let writer = beginAnswer(token, head, length: length) else { return }
                do {
                    try await write(writer)
                    endAnswer(token, writer, failure: nil)
                } catch {
                    endAnswer(token, writer, failure: error)
                }
            }
        }
    }

    /// The task of a request has ended.
    /// - Returns: its connection, which has forgotten the task; `nil` when it is gone.
    func conclude(_ token: ConnectionToken) -> LoopConnection? {
        precondition(executor.isCurrent, "a handler's task left its event loop")
        runningTasks -= 1
        context.endRequest()
        guard let connection = connection(token) else {
            forget(token)
            return nil
        }
        connection.task = nil
        connection.handledBytes = 0
        connection.reader?.fail(.ended)
        connection.reader = nil
        connection.writer = nil
        return connection
    }

    /// An answer begins to be written: it promises no other one when the server is going away.
    func prepareAnswer(_ connection: LoopConnection) {
        connection.http.date = dateLine
        if context.shutdown.isSet.load(ordering: .relaxed) { perform(connection.http.drain(now: now), connection) }
    }

    private func complete(_ token: ConnectionToken, _ response: HTTP.Response) {
        guard let connection = conclude(token) else { return }
        prepareAnswer(connection)
        if let response = fitting(response, connection) {
            perform(connection.http.respond(response, now: now), connection)
        } else {
            connection.http.refuse(.overloaded, now: now)
        }
        serve(connection)
    }

    private func drop(_ token: ConnectionToken) {
        guard let connection = conclude(token) else { return }
        close(connection)
    }

    private func complete(
        _ token: ConnectionToken, _ request: HTTP.Request, _ fields: HTTP.Fields,
        _ run: @escaping @Sendable (WebSocket) async -> Void
    ) {
        guard let connection = conclude(token) else { return }
        prepareAnswer(connection)
        let answer = WebSocketHandshake.answer(request, fields: fields, mayUpgrade: connection.http.mayUpgrade)
        if answer.status == 101 {
            connection.http.upgrade(answer, now: now)
            upgrade(connection, run)
        } else {
            perform(connection.http.respond(answer, now: now), connection)
        }
        serve(connection)
    }

    private func upgrade(_ connection: LoopConnection, _ run: @escaping @Sendable (WebSocket) async -> Void) {
        let (output, input) = connection.http.takeUpgraded()
        let token = connection.token
        let socket = WebSocket(maxQueuedBytes: context.webSocket.maxQueuedBytes) { [executor] signal in
            executor.post(.webSocket(token, signal))
        }
        connection.webSocket = Conversation(
            WebSocketSession(limits: context.webSocket, output: output, now: now), socket)
        runningTasks += 1
        // As in `start`.
        connection.task = Task(executorPreference: executor) { [self] in
            await run(socket)
            await socket.close()
            finishWebSocket(token)
        }
        receiveFrames(input.span, connection)
        connection.isReadable = true  // the end of the input may have been seen already
        if isDraining { drain(connection) }
    }

    private func finishWebSocket(_ token: ConnectionToken) {
        precondition(executor.isCurrent, "a WebSocket's task left its event loop")
        runningTasks -= 1
        if let connection = connection(token) {
            connection.task = nil
        } else {
            context.endRequest()
            forget(token)
        }
    }

    func takeOutput(_ connection: LoopConnection) {
        guard let (frames, closing) = connection.webSocket?.socket.takeOutput() else { return }
        for frame in frames { connection.webSocket?.session.send(frame, now: now) }
        if let closing { connection.webSocket?.session.close(closing, now: now) }
    }
}
