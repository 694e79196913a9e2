internal import Glibc
internal import ServiceKit
internal import Synchronization

extension EventLoop {
    func start(_ request: HTTPRequest, _ connection: LoopConnection) {
        var request = request
        request.peer = connection.peer
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

    private func complete(_ token: ConnectionToken, _ response: HTTPResponse) {
        precondition(executor.isCurrent, "a handler's task left its event loop")
        runningTasks -= 1
        guard let connection = connection(token) else {
            orphans[token] = nil
            return
        }
        connection.task = nil
        connection.http.date = dateLine
        if context.shutdown.isSet.load(ordering: .relaxed) { perform(connection.http.drain(now: now), connection) }
        perform(connection.http.respond(response, now: now), connection)
        if let run = response.upgrade { upgrade(connection, run) }
        serve(connection)
    }

    private func upgrade(_ connection: LoopConnection, _ run: @escaping @Sendable (WebSocket) async -> Void) {
        let (output, input) = connection.http.takeUpgraded()
        let token = connection.token
        let socket = WebSocket(maxQueuedBytes: context.webSocket.maxQueuedBytes) { [executor] signal in
            executor.post(.webSocket(token, signal))
        }
        connection.webSocket = (WebSocketSession(limits: context.webSocket, output: output, now: now), socket)
        runningTasks += 1
        // As in `start`.
        connection.task = Task(executorPreference: executor) { [self] in
            await run(socket)
            await socket.close()
            runningTasks -= 1
        }
        receiveFrames(input.span, connection)
        connection.isReadable = true  // the end of the input may have been seen already
        if isDraining { drain(connection) }
    }

    func takeOutput(_ connection: LoopConnection) {
        guard let (frames, closing) = connection.webSocket?.socket.takeOutput() else { return }
        for frame in frames { connection.webSocket?.session.send(frame, now: now) }
        if let closing { connection.webSocket?.session.close(closing, now: now) }
    }
}
