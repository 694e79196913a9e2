internal import LockKit
internal import ServiceKit

extension EventLoop {
    func start(_ request: HTTP.Request, _ connection: LoopConnection) {
        guard hasRoom(connection) else { return }
        var request = request
        request.peer = connection.peer
        connection.handledBytes = connection.http.handledBytes
        runningTasks += 1
        let token = connection.token
        // Unstructured, and still owned: counted above, held by its connection, awaited by the end of `run`.
        connection.task = Task(executorPreference: executor) { [self, request] in
            var response = await context.handler(request)
            if let run = response.upgrade {
                response = WebSocketHandshake.answer(request, fields: response.fields)
                if response.status == 101 { response.upgrade = run }
            } else if response.status == 101 {
                response.status = 500
            }
            complete(token, response)
        }
    }

    private func complete(_ token: ConnectionToken, _ response: HTTP.Response) {
        precondition(executor.isCurrent, "a handler's task left its event loop")
        runningTasks -= 1
        context.endRequest()
        guard let connection = connection(token) else { return forget(token) }
        connection.task = nil
        connection.handledBytes = 0
        connection.http.date = dateLine
        if context.shutdown.isSet.load(ordering: .relaxed) { perform(connection.http.drain(now: now), connection) }
        if let response = fitting(response, connection) {
            perform(connection.http.respond(response, now: now), connection)
            if let run = response.upgrade { upgrade(connection, run) }
        } else {
            connection.http.refuse(.overloaded, now: now)
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
