internal import LockKit
internal import ServiceKit

extension EventLoop {
    /// What a reader or writer of the connection calls, from any thread, when there is something to pass on.
    func bodySignal(_ connection: LoopConnection) -> @Sendable () -> Void {
        { [executor, token = connection.token] in executor.post(.body(token)) }
    }

    /// Passes on what waits between the connection and the tasks that read its request and write its answer.
    func passBodies(_ connection: LoopConnection) {
        if let writer = connection.writer { take(writer, connection) }
        guard let reader = connection.reader, !connection.isClosed else { return }
        guard connection.http.hasBody else {
            reader.fail(.refused)
            connection.reader = nil
            return
        }
        let (isAwaited, hasRoom) = reader.demand
        if isAwaited { connection.http.askForBody(now: now) }
        guard hasRoom else { return }
        let (bytes, isLast) = connection.http.takeBody(now: now)
        if isLast || !bytes.isEmpty { reader.deliver(bytes, isLast: isLast) }
    }

    private func take(_ writer: HTTPBodyWriter, _ connection: LoopConnection) {
        for piece in writer.takePieces() where !connection.isClosed {
            perform(connection.http.write(piece, now: now), connection)
        }
    }

    /// - Returns: where to write the answer's body; `nil` when there is none, and the task has ended.
    func beginAnswer(_ token: ConnectionToken, _ head: HTTP.Response, length: Int?) -> HTTPBodyWriter? {
        precondition(executor.isCurrent, "a handler's task left its event loop")
        guard let connection = connection(token) else {
            _ = conclude(token)
            return nil
        }
        prepareAnswer(connection)
        let action = connection.http.beginAnswer(head, length: length, now: now)
        guard connection.http.isAnswering else {
            _ = conclude(token)
            perform(action, connection)
            serve(connection)
            return nil
        }
        let writer = HTTPBodyWriter(signal: bodySignal(connection))
        connection.writer = writer
        serve(connection)
        return writer
    }

    /// - Parameter failure: why the body did not come to its end.
    func endAnswer(_ token: ConnectionToken, _ writer: HTTPBodyWriter, failure: (any Error)?) {
        if let failure, !(failure is HTTPBodyError), !(failure is CancellationError) {
            context.logger.warning("an answer broke off", ["error": "\(failure)"])
        }
        guard let connection = conclude(token) else { return }
        take(writer, connection)
        writer.fail(.ended)
        guard !connection.isClosed else { return }
        connection.http.date = dateLine
        let action =
            failure == nil ? connection.http.finishAnswer(now: now) : connection.http.abandonAnswer()
        perform(action, connection)
        serve(connection)
    }
}
