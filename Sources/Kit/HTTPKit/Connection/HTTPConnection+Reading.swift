extension HTTPConnection {
    /// Goes on with the bytes that were read ahead, unless too much waits to be written.
    mutating func continueReading(now: Instant) -> Action {
        guard output.count <= limits.maxOutputBytes else { return .none }
        let action = readAhead(now: now)
        guard case .none = action else { return action }
        guard case .reading = state, inputEnded, backlog.isEmpty else { return .none }
        if output.isEmpty { return close() }
        state = .closing
        return .none
    }

    /// Reads what waits up to the end of a request.
    mutating func readAhead(now: Instant) -> Action {
        guard !backlog.isEmpty else { return .none }
        let bytes = backlog.bytes
        let (next, action) = parse(bytes.span, from: backlog.start, now: now)
        backlog.skip(to: next)
        return action
    }

    /// Reads up to the end of a request or of a body that is passed on, or of `bytes`.
    mutating func parse(_ bytes: Span<UInt8>, from start: Int, now: Instant) -> (next: Int, Action) {
        var next = start
        while next < bytes.count {
            let event: RequestParser.Event?
            (next, event) = parser.consume(bytes, from: next)
            switch event {
            case nil: break
            case .bodyFollows(let request, let awaitsContinue):
                if limits.asksForAdmission {
                    state = .admitting(
                        Admitting(awaitsContinue: awaitsContinue, withoutBody: request.method == "HEAD"))
                    return (next, .admit(request))
                }
                if awaitsContinue {
                    output.append(ResponseWriter.continue)
                    setOutputDeadline(now)
                }
            case .failed(let rejection): return (next, fail(rejection, now: now))
            case .request(let parsed) where isHandling:
                endBody(parsed.request.body)
                return (next, .none)
            case .request(let parsed):
                phase = .waiting
                bodyDeadline = nil
                state = .handling(
                    Handling(
                        keepsAlive: parsed.keepsAlive, isHTTP10: parsed.isHTTP10,
                        withoutBody: parsed.request.method == "HEAD", bytes: parsed.heldBytes))
                return (next, .handle(parsed.request))
            }
        }
        notePhase(now)
        updateBodyDeadline(now)
        return (next, .none)
    }

    /// What arrives is no request, or takes too long.
    mutating func fail(_ rejection: Rejection, now: Instant) -> Action {
        if isAnswering { return close() }
        refuse(rejection.response, now: now)
        return .none
    }
}
