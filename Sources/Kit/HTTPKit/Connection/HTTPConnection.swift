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
        /// Decide about this request, whose body is not here, with ``HTTPConnection/admit(maxBodyBytes:now:)`` or
        /// ``HTTPConnection/refuse(_:now:)``.
        case admit(HTTP.Request)
        /// Close the sending half; the client must get the chance to read the last response before it sees a reset.
        case closeOutput
        /// Close everything.
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
    }

    // Of the extensions in this folder, and of nobody else.
    let limits: Limits
    var state = State.reading
    var parser: RequestParser
    var phase = RequestParser.Phase.waiting
    var phaseStart: Instant
    var bodyDeadline: ProgressDeadline?
    var outputDeadline: ProgressDeadline?
    private(set) var backlog = Backlog()
    private var isFirst = true
    private var isDraining = false
    /// Whether nothing more is read but to see the client close: there was no room for it.
    var isShedding = false
    private var inputEnded = false

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
        case .admitting, .handling: backlog.count < limits.maxBacklogBytes && !isShedding
        case .closing, .lingering: true
        case .upgraded, .closed: false
        }
    }

    /// How much memory waits here: for the rest of a request, for its turn, or to be written.
    var heldBytes: Int { parser.heldBytes + backlog.heldBytes + output.count + handledBytes }

    /// How much memory the handler holds with the request it has.
    var handledBytes: Int { if case .handling(let handling) = state { handling.bytes } else { 0 } }

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
        case .lingering: return close()
        case .reading, .admitting, .handling, .closing, .upgraded, .closed: break
        }
        return .none
    }

    /// The handler answered the request that is being handled.
    mutating func respond(_ response: HTTP.Response, now: Instant) -> Action {
        guard case .handling(let handling) = state else { return .none }
        let isUpgrade = response.status == 101
        let keepsAlive = handling.keepsAlive && !isDraining && !isShedding && !(inputEnded && backlog.isEmpty)
        let ending: ResponseWriter.Ending =
            isUpgrade ? .upgrade : keepsAlive ? .keepAlive(saysSo: handling.isHTTP10) : .close
        ResponseWriter.write(
            response, ending: ending, withoutBody: handling.withoutBody, date: date, into: &output)
        setOutputDeadline(now)
        if isUpgrade {
            state = .upgraded
        } else if keepsAlive {
            state = .reading
            phaseStart = now
            return continueReading(now: now)
        } else {
            forgetInput()
            state = .closing
        }
        return .none
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
        case .closing where output.isEmpty:
            if inputEnded { return close() }
            state = .lingering(until: now + limits.lingerTimeout, atMost: now + limits.maxLingerTime)
            return .closeOutput
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

    mutating func close() -> Action {
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

    /// Goes on with the bytes that were read ahead, unless too much waits to be written.
    mutating func continueReading(now: Instant) -> Action {
        guard output.count <= limits.maxOutputBytes else { return .none }
        if !backlog.isEmpty {
            let bytes = backlog.bytes
            let (next, action) = parse(bytes.span, from: backlog.start, now: now)
            backlog.skip(to: next)
            guard case .none = action else { return action }
        }
        guard case .reading = state, inputEnded, backlog.isEmpty else { return .none }
        if output.isEmpty { return close() }
        state = .closing
        return .none
    }

    /// Reads up to the end of a request, or of `bytes`.
    private mutating func parse(_ bytes: Span<UInt8>, from start: Int, now: Instant) -> (next: Int, Action) {
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
            case .failed(let rejection):
                refuse(rejection.response, now: now)
                return (next, .none)
            case .request(let parsed):
                phase = .waiting
                state = .handling(
                    Handling(
                        keepsAlive: parsed.keepsAlive, isHTTP10: parsed.isHTTP10,
                        withoutBody: parsed.request.method == "HEAD", bytes: parsed.heldBytes))
                return (next, .handle(parsed.request))
            }
        }
        notePhase(now)
        return (next, .none)
    }
}
