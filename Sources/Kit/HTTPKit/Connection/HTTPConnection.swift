/// One connection's side of HTTP/1.1 as values: bytes and instants go in; requests, bytes and what to do come out.
///
/// Requests are answered in order, one at a time: what a client sends ahead waits, up to a limit, and is not read
/// beyond it. Each phase has a deadline that no amount of dripping moves.
struct HTTPConnection {
    typealias Instant = ContinuousClock.Instant

    struct Limits: Sendable, Hashable {
        var parser = RequestParser.Limits()
        var headTimeout: Duration = .seconds(10)
        var bodyTimeout: Duration = .seconds(10)
        var minBodyBytesPerSecond = 1024
        var idleTimeout: Duration = .seconds(75)
        var writeTimeout: Duration = .seconds(30)
        /// How long a half-closed connection may wait for its client to close too.
        var lingerTimeout: Duration = .seconds(2)
        /// How much of the following requests is read while one is being handled.
        var maxBacklogBytes = 64 << 10
        /// With more than this on its way out, the next request waits.
        var maxOutputBytes = 256 << 10
        var cancelsAbandonedRequests = false
        /// By how much a long response moves its deadline.
        static let writeBytesPerSecond = 16 << 10
    }

    /// What the connection's owner has to do, besides writing ``output``.
    enum Action {
        case none
        /// Answer this, with ``HTTPConnection/respond(_:now:)``.
        case handle(HTTPRequest)
        /// Close the sending half; the client must get the chance to read the last response before it sees a reset.
        case closeOutput
        /// Close everything.
        case close
    }

    private enum State {
        case reading
        case handling(keepsAlive: Bool, isHTTP10: Bool, withoutBody: Bool)
        /// The last response is on its way.
        case closing
        case lingering(until: Instant)
        case upgraded
        case closed
    }

    private let limits: Limits
    private var state = State.reading
    private var parser: RequestParser
    private var phase = RequestParser.Phase.waiting
    private var phaseStart: Instant
    private var backlog = Backlog()
    private var isFirst = true
    private var isDraining = false
    private var inputEnded = false
    private var outputDeadline: Instant?
    /// The `Date` line of what is written from now on.
    var date: [UInt8] = []
    /// What is to be written, in order; tell ``written(_:now:)`` what was.
    private(set) var output = OutputQueue()

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
        case .handling: backlog.count < limits.maxBacklogBytes
        case .closing, .lingering: true
        case .upgraded, .closed: false
        }
    }

    /// When to call ``tick(now:)`` at the latest.
    var deadline: Instant? {
        let own: Instant? =
            switch state {
            case .reading: phaseDeadline
            case .handling, .upgraded, .closed, .closing: nil
            case .lingering(let until): until
            }
        guard let own, let outputDeadline else { return own ?? outputDeadline }
        return min(own, outputDeadline)
    }

    private var phaseDeadline: Instant? {
        switch phase {
        case .waiting: output.isEmpty ? phaseStart + limits.idleTimeout : nil
        case .head: phaseStart + limits.headTimeout
        case .body(let received):
            phaseStart + limits.bodyTimeout
                + .milliseconds(received * 1000 / max(limits.minBodyBytesPerSecond, 1))
        }
    }

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
        case .reading, .handling:
            backlog.append(bytes, from: 0)
            return .none
        case .closing, .lingering, .upgraded, .closed: return .none
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
        case .reading, .handling, .closing, .upgraded, .closed: break
        }
        return .none
    }

    /// The handler answered the request that is being handled.
    mutating func respond(_ response: HTTPResponse, now: Instant) -> Action {
        guard case .handling(let asked, let isHTTP10, let withoutBody) = state else { return .none }
        let isUpgrade = response.status == 101
        let keepsAlive = asked && !isDraining && !(inputEnded && backlog.isEmpty)
        let ending: ResponseWriter.Ending =
            isUpgrade ? .upgrade : keepsAlive ? .keepAlive(saysSo: isHTTP10) : .close
        ResponseWriter.write(response, ending: ending, withoutBody: withoutBody, date: date, into: &output)
        setOutputDeadline(now)
        if isUpgrade {
            state = .upgraded
        } else if keepsAlive {
            state = .reading
            phaseStart = now
            return continueReading(now: now)
        } else {
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
        }
        switch state {
        case .closing where output.isEmpty:
            if inputEnded { return close() }
            state = .lingering(until: now + limits.lingerTimeout)
            return .closeOutput
        case .reading: return continueReading(now: now)
        case .handling, .closing, .lingering, .upgraded, .closed: return .none
        }
    }

    /// Time has passed.
    mutating func tick(now: Instant) -> Action {
        guard let deadline, deadline <= now else { return .none }
        if let outputDeadline, outputDeadline <= now { return close() }
        switch state {
        case .reading where phase != .waiting:
            reject(Rejection(408, "the request took too long to arrive"), now: now)
            return .none
        case .reading, .lingering: return close()
        case .handling, .closing, .upgraded, .closed: return .none
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

    private mutating func close() -> Action {
        state = .closed
        return .close
    }

    /// Goes on with the bytes that were read ahead, unless too much waits to be written.
    private mutating func continueReading(now: Instant) -> Action {
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
            case .expectsContinue:
                if next == bytes.count { output.append(ResponseWriter.continue) }
                setOutputDeadline(now)
            case .failed(let rejection): reject(rejection, now: now)
            case .request(let parsed):
                phase = .waiting
                state = .handling(
                    keepsAlive: parsed.keepsAlive, isHTTP10: parsed.isHTTP10,
                    withoutBody: parsed.request.method == "HEAD")
                return (next, .handle(parsed.request))
            }
        }
        notePhase(now)
        return (next, .none)
    }

    private mutating func notePhase(_ now: Instant) {
        let new = parser.phase
        switch (phase, new) {
        case (.waiting, .waiting), (.head, .head), (.body, .body): break
        default: phaseStart = now
        }
        phase = new
    }

    private mutating func reject(_ rejection: Rejection, now: Instant) {
        ResponseWriter.write(rejection.response, ending: .close, withoutBody: false, date: date, into: &output)
        setOutputDeadline(now)
        state = .closing
    }

    private mutating func setOutputDeadline(_ now: Instant) {
        guard !output.isEmpty else { return }
        outputDeadline = now + limits.writeTimeout + .seconds(output.count / Limits.writeBytesPerSecond)
    }
}
