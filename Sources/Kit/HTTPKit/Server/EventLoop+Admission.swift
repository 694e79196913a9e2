internal import LockKit

extension EventLoop {
    /// Asks whether the body of `request` is wanted.
    func admit(_ request: HTTP.Request, _ connection: LoopConnection) {
        guard let admit = context.admit else { return }
        var request = request
        request.peer = connection.peer
        decide(admit(request), request, connection)
    }

    private func decide(
        _ admission: HTTPAdmission, _ request: HTTP.Request, _ connection: LoopConnection
    ) {
        connection.http.date = dateLine
        switch admission {
        case .body(let most): perform(connection.http.admit(maxBodyBytes: most, now: now), connection)
        case .stream(let most, let handler):
            perform(connection.http.admitStream(maxBodyBytes: most, now: now), connection)
            guard connection.http.isHandling, hasRoom(connection) else { return }
            let reader = HTTPBodyReader(signal: bodySignal(connection))
            connection.reader = reader
            start(request, connection) { await handler($0, reader) }
        case .answer(let response): connection.http.refuse(response, now: now)
        case .later(let decision):
            guard hasRoom(connection) else { return }
            runningTasks += 1
            connection.isAdmitting = true
            let token = connection.token
            // As in `start`.
            connection.task = Task(executorPreference: executor) { [self] in
                let admission = await decision()
                finish(token, admission, request)
            }
        }
    }

    private func finish(_ token: ConnectionToken, _ admission: HTTPAdmission, _ request: HTTP.Request) {
        precondition(executor.isCurrent, "a decision's task left its event loop")
        runningTasks -= 1
        context.endRequest()
        guard let connection = connection(token) else { return forget(token) }
        connection.task = nil
        connection.isAdmitting = false
        if context.shutdown.isSet.load(ordering: .relaxed) { perform(connection.http.drain(now: now), connection) }
        decide(admission, request, connection)
        serve(connection)
    }
}
