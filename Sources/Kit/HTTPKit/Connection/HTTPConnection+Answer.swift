extension HTTPConnection {
    /// The handler begins an answer whose body it writes piece by piece: `head` is its status and fields, `length` how
    /// long the body will be, where that is known.
    ///
    /// ``isAnswering`` tells afterwards whether a body is to be written, with ``write(_:now:)`` and
    /// ``finishAnswer(now:)``: to `HEAD`, and with 204 and 304, there is none and the answer is whole.
    mutating func beginAnswer(_ head: HTTP.Response, length: Int?, now: Instant) -> Action {
        guard case .handling(var handling) = state, handling.answer == nil else { return .none }
        guard head.hasStatus, length.map({ $0 >= 0 }) ?? true else {
            return respond(HTTP.Response(status: 500), now: now)
        }
        let framing: StreamedAnswer.Framing =
            if let length { .length(left: length) } else if handling.isHTTP10 { .untilClose } else { .chunked }
        let hasBody = !handling.withoutBody && head.mayHaveBody
        if handling.body == .arriving(awaitsContinue: true) { handling.body = .unwanted }
        // A body that is still arriving may be whole by the end of the answer, which then tells nothing of it.
        var whole = handling
        if handling.body.isArriving { whole.body = .whole }
        let keepsAlive = staysOpen(after: hasBody ? whole : handling) && !(hasBody && framing == .untilClose)
        ResponseWriter.writeHead(
            head, framing: head.mayHaveBody ? ResponseWriter.Framing(framing, isSent: hasBody) : .untold,
            ending: keepsAlive ? .keepAlive(saysSo: handling.isHTTP10) : .close, date: date, into: &output)
        guard hasBody else { return endHandling(keepsAlive: keepsAlive, now: now) }
        handling.answer = StreamedAnswer(framing: framing, keepsAlive: keepsAlive)
        state = .handling(handling)
        setOutputDeadline(now)
        updateBodyDeadline(now)
        return .none
    }

    /// Whether the body of an answer is to be written.
    var isAnswering: Bool {
        guard case .handling(let handling) = state else { return false }
        return handling.answer != nil
    }

    /// The next piece of the answer's body. One that is more than was announced breaks the connection off.
    mutating func write(_ piece: ArraySlice<UInt8>, now: Instant) -> Action {
        guard case .handling(var handling) = state, let framed = handling.answer?.frame(piece) else { return close() }
        state = .handling(handling)
        output.append(framed)
        setOutputDeadline(now)
        return .none
    }

    /// The answer's body is written. One that is less than was announced breaks the connection off.
    mutating func finishAnswer(now: Instant) -> Action {
        guard case .handling(let handling) = state, let answer = handling.answer, let end = answer.end else {
            return close()
        }
        output.append(end)
        return endHandling(keepsAlive: answer.keepsAlive && staysOpen(after: handling), now: now)
    }

    /// The rest of the answer will never come: its client must not take for whole what it has.
    mutating func abandonAnswer() -> Action { isAnswering ? close() : .none }
}
