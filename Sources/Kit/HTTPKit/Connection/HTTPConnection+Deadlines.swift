extension HTTPConnection {
    /// When to call ``tick(now:)`` at the latest.
    var deadline: Instant? {
        let own: Instant? =
            switch state {
            case .reading: phaseDeadline
            case .handling: bodyDeadline?.instant
            case .admitting, .upgraded, .closed, .closing: nil
            case .lingering(let until, _): until
            }
        guard let own, let outputDeadline else { return own ?? outputDeadline?.instant }
        return min(own, outputDeadline.instant)
    }

    private var phaseDeadline: Instant? {
        switch phase {
        case .waiting: output.isEmpty ? phaseStart + limits.idleTimeout : nil
        case .head: phaseStart + limits.headTimeout
        case .body: bodyDeadline?.instant
        }
    }

    /// Since when the connection has been of no use to anybody: no request has begun and no answer is on its way, or
    /// all that is left is to see the client close. `nil` while there is something to do.
    var idleSince: Instant? {
        switch state {
        case .reading where phase == .waiting && backlog.isEmpty && output.isEmpty: phaseStart
        case .lingering(let until, _): until - limits.lingerTimeout
        case .reading, .admitting, .handling, .closing, .upgraded, .closed: nil
        }
    }

    /// Time has passed.
    mutating func tick(now: Instant) -> Action {
        guard let deadline, deadline <= now else { return .none }
        if let outputDeadline, outputDeadline.instant <= now { return close() }
        switch state {
        case .reading where phase != .waiting: return fail(Self.tooSlow, now: now)
        case .handling: return fail(Self.tooSlow, now: now)
        case .reading, .lingering: return close()
        case .admitting, .closing, .upgraded, .closed: return .none
        }
    }

    // MARK: How

    private static let tooSlow = Rejection(408, "the request took too long to arrive")

    /// Takes note of how far the parser has come, and lets a phase that begins have its time.
    mutating func notePhase(_ now: Instant) {
        let new = parser.phase
        switch (phase, new) {
        case (.waiting, .waiting), (.head, .head): break
        case (.body(let before), .body(let received)): bodyDeadline?.advance(by: received - before, now: now)
        case (_, .body): beginBody(now)
        default: phaseStart = now
        }
        phase = new
    }

    /// From now on the body has to arrive.
    mutating func beginBody(_ now: Instant) {
        phase = parser.phase
        phaseStart = now
        bodyDeadline = freshBodyDeadline(now)
    }

    /// A body that is passed on has no deadline while it is the handler that is awaited.
    mutating func updateBodyDeadline(_ now: Instant) {
        guard case .handling(let handling) = state else { return }
        if case .arriving(awaitsContinue: false) = handling.body, hasRoomForBody {
            bodyDeadline = bodyDeadline ?? freshBodyDeadline(now)
        } else {
            bodyDeadline = nil
        }
    }

    private func freshBodyDeadline(_ now: Instant) -> ProgressDeadline {
        ProgressDeadline(now: now, patience: limits.bodyTimeout, bytesPerSecond: limits.minBodyBytesPerSecond)
    }

    mutating func setOutputDeadline(_ now: Instant) {
        guard outputDeadline == nil, !output.isEmpty else { return }
        outputDeadline = ProgressDeadline(
            now: now, patience: limits.writeTimeout, bytesPerSecond: Limits.minWriteBytesPerSecond)
    }
}
