/// One connection's side of HTTP/1.1 as values: bytes and instants go in; requests, bytes and what to do come out.
///
/// Requests are answered in order, one at a time: what a client sends ahead waits, up to a limit, and is not read
/// beyond it. Each phase has a deadline that no amount of dripping moves.
struct HTTPConnection {
    /// What the connection's owner has to do, besides writing ``output``.
    enum Action {
        case none
        /// Answer this, with ``HTTPConnection/respond(_:now:)``.
        case handle(HTTP.Request)
        /// Decide about this request, whose body is not here, with ``HTTPConnection/admit(maxBodyBytes:now:)``,
        /// ``HTTPConnection/admitStream(maxBodyBytes:now:)`` or ``HTTPConnection/refuse(_:now:)``.
        case admit(HTTP.Request)
        /// Close the sending half; the client must get the chance to read the last response before it sees a reset.
        case closeOutput
        /// Close everything, as a break where ``HTTPConnection/breaksOff`` says so.
        case close
    }

    enum State {
        case reading
        /// A request's head is here, and whether its body is wanted is not known yet.
        case admitting(Admitting)
        case handling(Handling)
        /// The last response is on its way.
        case closing
        /// The client may still send, and gets the chance to see the last response: until it pauses, or for so long.
        case lingering(until: Instant, atMost: Instant)
        case upgraded
        case closed
    }
    /// What is known of the request that is being handled.
    struct Handling {
        let keepsAlive: Bool
        let isHTTP10: Bool
        let withoutBody: Bool
        /// How much memory the handler holds with it.
        let bytes: Int
        var body = RequestBody.whole
        /// The answer that is being written piece by piece.
        var answer: StreamedAnswer?
    }

    // Of the extensions in this folder, and of nobody else.
    let limits: Limits
    var state = State.reading
    var parser: RequestParser
    var phase = RequestParser.Phase.waiting
    var phaseStart: Instant
    var bodyDeadline: ProgressDeadline?
    var outputDeadline: ProgressDeadline?
    var backlog = Backlog()
    private var isFirst = true
    private var isDraining = false
    /// Whether nothing more is read but to see the client close: there was no room for it.
    var isShedding = false
    private(set) var inputEnded = false
    private var wasCutOff = false

    /// The `Date` line of what is written from now on.
    var date: [UInt8] = []
    /// What is to be written, in order; tell ``written(_:now:)`` what was.
    var output = OutputQueue()

    init(limits: Limits, now: Instant) {
        self.limits = limits
        parser = RequestParser(limits: limits.parser)
        phaseStart = now
    }

    // MARK: What may be asked

    /// Whether to read from the peer now.
    var wantsInput: Bool {
        guard !inputEnded else { return false }
        return switch state {
        case .reading: backlog.count <= limits.maxBacklogBytes
        case .handling(let handling) where handling.body.isArriving: hasRoomForBody
        case .admitting, .handling: backlog.count < limits.maxBacklogBytes && !isShedding
        case .closing, .lingering: true
        case .upgraded, .closed: false
        }
    }

    /// How much memory waits here: for the rest of a request, for its turn, or to be written.
    var heldBytes: Int { parser.heldBytes + backlog.heldBytes + output.count + handledBytes + bodyRestBytes }

    /// How much memory the handler holds with the request it has.
    var handledBytes: Int { if case .handling(let handling) = state { handling.bytes } else { 0 } }

    /// Whether a handler has a request.
    var isHandling: Bool { if case .handling = state { true } else { false } }

    /// Whether the request at hand may become a WebSocket: HTTP/1.0 has no upgrades, whatever its fields say, and a
    /// handshake has no body.
    /// - SeeAlso: [RFC 9110 §7.8](https://www.rfc-editor.org/rfc/rfc9110#section-7.8)
    var mayUpgrade: Bool {
        guard case .handling(let handling) = state else { return false }
        return !handling.isHTTP10 && handling.body == .whole
    }

    /// Whether a client that saw the connection close in order could take for whole what is not.
    var breaksOff: Bool { wasCutOff || isAnswering }

    // MARK: What may happen

    /// The peer sent `bytes`.
    mutating func receive(_ bytes: Span<UInt8>, now: Instant) -> Action {
        switch state {
        case .reading where backlog.isEmpty:
            // The first byte of TLS; an answer in plain text would help nobody.
            if isFirst, bytes.count > 0, bytes[0] == 0x16 { return close() }
            isFirst = false
            let (next, action) = parse(bytes, from: 0, now: now)
            backlog.append(bytes, from: next)
            return action
        case .handling(let handling) where handling.body.isArriving:
            let (next, action) = parse(bytes, from: 0, now: now)
            backlog.append(bytes, from: next)
            return action
        case .reading, .admitting, .handling:
            backlog.append(bytes, from: 0)
            return .none
        case .lingering(_, let most):
            state = .lingering(until: min(now + limits.lingerTimeout, most), atMost: most)
            return .none
        case .closing, .upgraded, .closed: return .none
        }
    }

    /// The peer sends no more, and may still read.
    mutating func receiveEnd(now: Instant) -> Action {
        inputEnded = true
        switch state {
        case .reading where backlog.isEmpty && output.isEmpty: return close()
        case .reading where backlog.isEmpty: state = .closing
        case .handling where limits.cancelsAbandonedRequests: return close()
        case .handling(let handling) where handling.body.isArriving: return close()
        case .lingering: return close()
        case .reading, .admitting, .handling, .closing, .upgraded, .closed: break
        }
        return .none
    }

    /// The handler answered the request that is being handled.
    mutating func respond(_ response: HTTP.Response, now: Instant) -> Action {
        guard case .handling(let handling) = state else { return .none }
        let keepsAlive = staysOpen(after: handling)
        ResponseWriter.write(
            response, ending: keepsAlive ? .keepAlive(saysSo: handling.isHTTP10) : .close,
            withoutBody: handling.withoutBody, date: date, into: &output)
        return endHandling(keepsAlive: keepsAlive, now: now)
    }

    /// The handler's answer to the handshake that is being handled is WebSocket: take over with ``takeUpgraded()``.
    mutating func upgrade(_ response: HTTP.Response, now: Instant) {
        guard case .handling = state else { return }
        ResponseWriter.write(response, ending: .upgrade, withoutBody: true, date: date, into: &output)
        setOutputDeadline(now)
        state = .upgraded
    }

    /// The first `count` bytes of ``output`` are written.
    mutating func written(_ count: Int, now: Instant) -> Action {
        output.drop(count)
        if output.isEmpty {
            outputDeadline = nil
            if phase == .waiting { phaseStart = now }
        } else {
            outputDeadline?.advance(by: count, now: now)
        }
        switch state {
        case .closing where output.isEmpty: return closeOutput(now: now)
        case .reading: return continueReading(now: now)
        case .admitting, .handling, .closing, .lingering, .upgraded, .closed: return .none
        }
    }

    /// The server is going away: the request that has begun is the last one.
    mutating func drain(now: Instant) -> Action {
        isDraining = true
        guard case .reading = state, phase == .waiting, backlog.isEmpty else { return .none }
        if output.isEmpty { return close() }
        state = .closing
        return .none
    }

    /// Hands over what a WebSocket takes over: the bytes still to be written, and those read ahead.
    mutating func takeUpgraded() -> (output: OutputQueue, input: [UInt8]) {
        defer { output = OutputQueue() }
        return (output, backlog.take())
    }

    // MARK: How

    /// Whether the connection can be used for another request after this one's answer.
    func staysOpen(after handling: Handling) -> Bool {
        handling.keepsAlive && handling.body.isComplete && !isDraining && !isShedding
            && !(inputEnded && backlog.isEmpty)
    }

    /// The answer to the request at hand is written.
    mutating func endHandling(keepsAlive: Bool, now: Instant) -> Action {
        setOutputDeadline(now)
        guard keepsAlive else {
            forgetInput()
            state = .closing
            return output.isEmpty ? closeOutput(now: now) : .none
        }
        state = .reading
        phaseStart = now
        return continueReading(now: now)
    }

    /// The last answer is written: the client gets the chance to see it.
    private mutating func closeOutput(now: Instant) -> Action {
        if inputEnded { return close() }
        state = .lingering(until: now + limits.lingerTimeout, atMost: now + limits.maxLingerTime)
        return .closeOutput
    }

    mutating func close() -> Action {
        wasCutOff = wasCutOff || isAnswering
        state = .closed
        forgetInput()
        return .close
    }

    /// Nothing of what has been read will be needed.
    mutating func forgetInput() {
        parser = RequestParser(limits: limits.parser)
        backlog = Backlog()
        phase = .waiting
        bodyDeadline = nil
    }
}
