/// One connection's side of RFC 6455 as values: bytes and instants go in; messages, bytes and what to do come out.
struct WebSocketSession {
    struct Limits: Sendable, Hashable {
        var maxMessageBytes = 1 << 20
        /// How much may wait for the peer before it is closed with 1013.
        var maxQueuedBytes = 1 << 20
        var pingInterval: Duration = .seconds(30)
        /// How long the peer may take less than ``HTTPConnection/Limits/minWriteBytesPerSecond``.
        var writeTimeout: Duration = .seconds(30)
        /// How long the peer may take to answer a close frame.
        var closeTimeout: Duration = .seconds(5)
        /// With more than this on its way out, nothing more is read.
        static let maxOutputBytes = 64 << 10
    }
    /// What the connection's owner has to do, besides writing ``output``.
    enum Action: Hashable {
        case none
        /// Close the sending half, and wait for the peer to close too.
        case closeOutput
        case close
    }
    private enum State: Hashable {
        case open
        /// Our close frame is on its way or the peer's is awaited, until then at the latest.
        case closing(until: Instant, peerClosed: Bool)
        case lingering(until: Instant)
        case closed
    }

    private let limits: Limits
    private var state = State.open
    private var parser: WebSocketParser
    private var lastInput: Instant
    private var awaitsPong = false
    private var outputDeadline: ProgressDeadline?
    /// Why the socket closed or is closing, as seen first; `nil` while it is open.
    private(set) var closing: WebSocketClosing?
    /// What is to be written, in order; tell ``written(_:now:)`` what was.
    private(set) var output: OutputQueue

    /// - Parameter output: what still has to be written before the first frame.
    init(limits: Limits, output: OutputQueue = OutputQueue(), now: Instant) {
        self.limits = limits
        self.output = output
        parser = WebSocketParser(maxMessageBytes: limits.maxMessageBytes)
        lastInput = now
        setOutputDeadline(now)
    }

    var isOpen: Bool { state == .open }
    /// Whether to read from the peer now.
    var wantsInput: Bool { state != .open || output.count <= Limits.maxOutputBytes }

    /// How much memory waits here: for the rest of a message, or to be written.
    var heldBytes: Int { parser.heldBytes + output.count }

    /// When to call ``tick(now:)`` at the latest.
    var deadline: Instant? {
        switch state {
        case .open: earlier(lastInput + limits.pingInterval * (awaitsPong ? 2 : 1), outputDeadline?.instant)
        case .closing(let until, _), .lingering(let until): until
        case .closed: nil
        }
    }

    // MARK: What may happen

    /// The peer sent `bytes`: the messages that are whole with them. Call ``settle()`` afterwards.
    mutating func receive(_ bytes: Span<UInt8>, now: Instant) -> [WebSocket.Message] {
        lastInput = now
        awaitsPong = false
        var messages: [WebSocket.Message] = []
        var next = 0
        while next < bytes.count {
            let event: WebSocketParser.Event?
            (next, event) = parser.consume(bytes, from: next)
            switch event {
            case .message(let message): if isOpen { messages.append(message) }
            case .ping(let payload): if isOpen { queue(WebSocketFrame.write(.pong, payload), now) }
            case .pong, nil: break
            case .close(let closing): peerClosed(closing, now)
            case .failed(let closing):
                close(closing, now: now)
                // No close frame can be understood after this.
                if case .closing(let until, _) = state { state = .closing(until: until, peerClosed: true) }
            }
        }
        return messages
    }

    /// The peer sends no more.
    mutating func receiveEnd(now: Instant) -> Action {
        if closing == nil { closing = WebSocketClosing(WebSocketClosing.abnormal) }
        state = .closed
        return .close
    }

    /// Sends a whole frame, from ``WebSocketFrame``.
    /// - Returns: whether it was taken. It is not once the socket closes, and not when the peer is too slow: then the
    ///   socket begins to close with 1013. A frame of any length is taken when nothing else waits.
    @discardableResult
    mutating func send(_ frame: [UInt8], now: Instant) -> Bool {
        guard isOpen else { return false }
        return queue(frame, now)
    }

    /// Begins the closing handshake; without effect when it has begun.
    mutating func close(_ closing: WebSocketClosing, now: Instant) {
        guard isOpen else { return }
        self.closing = closing
        output.append(WebSocketFrame.close(closing.code, closing.reason))
        state = .closing(until: now + limits.closeTimeout, peerClosed: false)
    }

    /// Closes with 1013 and reads nothing more, because there is no room for what the peer makes the server hold.
    mutating func giveUp(now: Instant) {
        parser.giveUp()
        close(WebSocketClosing(WebSocketClosing.tryLater, "the server has too much to do"), now: now)
        if case .closing(let until, _) = state { state = .closing(until: until, peerClosed: true) }
    }

    /// The first `count` bytes of ``output`` are written.
    mutating func written(_ count: Int, now: Instant) -> Action {
        output.drop(count)
        if output.isEmpty { outputDeadline = nil } else { outputDeadline?.advance(by: count, now: now) }
        return settle()
    }

    /// What there is to do once everything that was received is taken in and nothing waits to be written.
    mutating func settle() -> Action {
        guard case .closing(let until, peerClosed: true) = state, output.isEmpty else { return .none }
        state = .lingering(until: until)
        return .closeOutput
    }

    /// Time has passed.
    mutating func tick(now: Instant) -> Action {
        guard let deadline, deadline <= now else { return .none }
        if isOpen, !awaitsPong, outputDeadline.map({ $0.instant > now }) ?? true {
            awaitsPong = true
            queue(WebSocketFrame.write(.ping, []), now)
            return .none
        }
        if closing == nil { closing = WebSocketClosing(WebSocketClosing.abnormal, "the peer was silent for too long") }
        state = .closed
        return .close
    }

    // MARK: How

    private mutating func peerClosed(_ closing: WebSocketClosing, _ now: Instant) {
        if isOpen {
            // The answer has the peer's code, or none: RFC 6455 §5.5.1.
            self.closing = closing
            let hasCode = closing.code != WebSocketClosing.noCode
            output.append(hasCode ? WebSocketFrame.close(closing.code, "") : WebSocketFrame.write(.close, []))
        }
        state = .closing(until: now + limits.closeTimeout, peerClosed: true)
    }

    @discardableResult
    private mutating func queue(_ frame: [UInt8], _ now: Instant) -> Bool {
        guard output.isEmpty || output.count + frame.count <= limits.maxQueuedBytes else {
            close(WebSocketClosing(WebSocketClosing.tryLater, "too slow"), now: now)
            return false
        }
        output.append(frame)
        setOutputDeadline(now)
        return true
    }

    private mutating func setOutputDeadline(_ now: Instant) {
        guard outputDeadline == nil, !output.isEmpty else { return }
        outputDeadline = ProgressDeadline(
            now: now, patience: limits.writeTimeout, bytesPerSecond: HTTPConnection.Limits.minWriteBytesPerSecond)
    }

    private func earlier(_ left: Instant, _ right: Instant?) -> Instant { right.map { min(left, $0) } ?? left }
}
