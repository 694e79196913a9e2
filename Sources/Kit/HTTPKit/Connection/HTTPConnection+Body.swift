extension HTTPConnection {
    /// What is known of the body of a request that is being handled.
    enum RequestBody: Hashable {
        /// It is part of the request.
        case whole
        /// It was taken to its end.
        case taken
        /// It is on its way, and taken as it comes. Its sender may wait to be told to go on.
        case arriving(awaitsContinue: Bool)
        /// These are its last bytes, which were not taken yet.
        case rest([UInt8])
        /// Its sender was never told to go on, and the answer has begun.
        case unwanted

        var isArriving: Bool { if case .arriving = self { true } else { false } }
        /// Whether all of it has been read from the connection.
        var isComplete: Bool {
            switch self {
            case .whole, .taken, .rest: true
            case .arriving, .unwanted: false
            }
        }
    }

    /// The request at hand is to be handled now, and its body, as long as it has no more than `maxBodyBytes`, to be
    /// taken as it comes, with ``takeBody(now:)``. It was refused where ``isHandling`` is false afterwards.
    mutating func admitStream(maxBodyBytes: Int, now: Instant) -> Action {
        guard case .admitting(let admitting) = state, let head = parser.currentHead else { return .none }
        do throws(Rejection) {
            try parser.limitBody(toBytes: min(maxBodyBytes, limits.parser.mostBodyBytes))
        } catch {
            refuse(error.response, now: now)
            return .none
        }
        state = .handling(
            Handling(
                keepsAlive: head.keepsAlive, isHTTP10: head.isHTTP10, withoutBody: admitting.withoutBody,
                bytes: head.byteCount, body: .arriving(awaitsContinue: admitting.awaitsContinue && backlog.isEmpty)))
        beginBody(now)
        updateBodyDeadline(now)
        let action = readAhead(now: now)
        // Its sender will not send the rest any more.
        if inputEnded, case .handling(let handling) = state, handling.body.isArriving { return close() }
        return action
    }

    /// The handler waits for more of the body.
    mutating func askForBody(now: Instant) {
        guard case .handling(var handling) = state, handling.body == .arriving(awaitsContinue: true) else { return }
        handling.body = .arriving(awaitsContinue: false)
        state = .handling(handling)
        output.append(ResponseWriter.continue)
        setOutputDeadline(now)
        updateBodyDeadline(now)
    }

    /// What is here of the body, and whether nothing follows. Makes room for more.
    mutating func takeBody(now: Instant) -> (bytes: [UInt8], isLast: Bool) {
        guard case .handling(var handling) = state else { return ([], false) }
        switch handling.body {
        case .arriving:
            let bytes = parser.takeBody()
            updateBodyDeadline(now)
            return (bytes, false)
        case .rest(let bytes):
            handling.body = .taken
            state = .handling(handling)
            return (bytes, true)
        case .whole, .taken: return ([], true)
        case .unwanted: return ([], false)
        }
    }

    /// Whether more of the body can still be taken.
    var hasBody: Bool {
        guard case .handling(let handling) = state else { return false }
        return handling.body != .unwanted
    }

    // MARK: How

    /// Whether more of the body may be read before some of it is taken.
    var hasRoomForBody: Bool { parser.bodyBytes < limits.maxBacklogBytes }

    /// How much of the body's end waits to be taken.
    var bodyRestBytes: Int {
        guard case .handling(let handling) = state, case .rest(let bytes) = handling.body else { return 0 }
        return bytes.capacity
    }

    /// The body that is passed on ends with `bytes`.
    mutating func endBody(_ bytes: [UInt8]) {
        guard case .handling(var handling) = state else { return }
        handling.body = .rest(bytes)
        state = .handling(handling)
        phase = .waiting
        bodyDeadline = nil
    }
}
