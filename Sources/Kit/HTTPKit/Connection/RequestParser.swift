/// Turns bytes into requests, however they are cut. Knows no socket and no clock.
struct RequestParser {
    struct Limits: Sendable, Hashable {
        var maxHeadBytes = 32 << 10
        var maxTargetBytes = 8 << 10
        var maxBodyBytes = 1 << 20
    }
    /// How far the current request has come; decides which deadline holds.
    enum Phase: Hashable {
        case waiting
        case head
        case body(received: Int)
    }
    enum Event {
        /// A body follows of which a part at most has come; `request` is without it. Where its sender waits to be told
        /// to go on, and nothing of it is here yet, `awaitsContinue` says so.
        case bodyFollows(request: HTTP.Request, awaitsContinue: Bool)
        case request(ParsedRequest)
        case failed(Rejection)
    }
    struct ParsedRequest {
        var request: HTTP.Request
        var keepsAlive: Bool
        var isHTTP10: Bool
        /// How much memory it takes: its body, and its head as it was received.
        var heldBytes: Int
    }
    private enum State {
        case head
        case fixed(RequestHead, remaining: Int, body: [UInt8])
        case chunked(RequestHead, ChunkedBody)
        case failed
    }

    private let limits: Limits
    private var state = State.head
    private var head = HeadScanner()

    init(limits: Limits) { self.limits = limits }

    var phase: Phase {
        switch state {
        case .head: head.hasBegun ? .head : .waiting
        case .fixed(_, _, let body): .body(received: body.count)
        case .chunked(_, let chunks): .body(received: chunks.body.count)
        case .failed: .head
        }
    }

    /// How much memory the request takes that is arriving.
    var heldBytes: Int {
        switch state {
        case .head: head.kept.capacity
        case .fixed(_, _, let body): body.capacity
        case .chunked(_, let chunks): chunks.body.capacity
        case .failed: 0
        }
    }

    /// Reads on from `start`, up to the next event or the end of `input`.
    /// - Returns: where it stopped; without an event that is the end. After a failure there is nothing more to read.
    mutating func consume(_ input: Span<UInt8>, from start: Int) -> (next: Int, event: Event?) {
        do throws(Rejection) {
            switch state {
            case .head: return try consumeHead(input, from: start)
            case .fixed: return consumeFixed(input, from: start)
            case .chunked: return try consumeChunked(input, from: start)
            case .failed: return (input.count, nil)
            }
        } catch {
            state = .failed
            head = HeadScanner()
            return (input.count, .failed(error))
        }
    }

    private mutating func consumeHead(_ input: Span<UInt8>, from start: Int) throws(Rejection) -> (Int, Event?) {
        guard let end = try head.scan(input, from: start, limits) else { return (input.count, nil) }
        let parsed: RequestHead
        if head.kept.isEmpty {
            parsed = try RequestHead(input, start + head.leadingBytes..<end, maxTargetBytes: limits.maxTargetBytes)
        } else {
            let whole = head.kept.span
            parsed = try RequestHead(whole, head.leadingBytes..<whole.count, maxTargetBytes: limits.maxTargetBytes)
        }
        head = HeadScanner()
        return try begin(parsed, input, from: end)
    }

    private mutating func begin(
        _ parsed: RequestHead, _ input: Span<UInt8>, from start: Int
    ) throws(Rejection) -> (Int, Event?) {
        if parsed.isChunked {
            state = .chunked(
                parsed, ChunkedBody(maxBodyBytes: limits.maxBodyBytes, maxTrailerBytes: limits.maxHeadBytes))
            let (next, whole) = try consumeChunked(input, from: start)
            return (next, whole ?? bodyFollows(parsed, isHere: next > start))
        }
        let length = parsed.contentLength ?? 0
        guard length <= limits.maxBodyBytes else { throw Self.tooLong(limits.maxBodyBytes) }
        if length <= input.count - start {
            let body = length == 0 ? [] : input.bytes(start..<start + length)
            return (start + length, finish(parsed, body))
        }
        state = .fixed(parsed, remaining: length, body: [])
        let (next, _) = consumeFixed(input, from: start)
        return (next, bodyFollows(parsed, isHere: next > start))
    }

    private func bodyFollows(_ head: RequestHead, isHere: Bool) -> Event {
        let request = HTTP.Request(method: head.method, target: head.target, fields: head.fields)
        return .bodyFollows(request: request, awaitsContinue: head.expectsContinue && !isHere)
    }

    /// Holds the body that is being read to a limit of its own, where that is lower than the one for all.
    mutating func limitBody(toBytes most: Int) throws(Rejection) {
        let most = max(0, most)
        switch state {
        case .fixed(_, let remaining, let body):
            guard remaining + body.count <= most else { throw Self.tooLong(most) }
        case .chunked(let parsed, var chunks):
            try chunks.limit(toBytes: most)
            state = .chunked(parsed, chunks)
        case .head, .failed: break
        }
    }

    static func tooLong(_ most: Int) -> Rejection { Rejection(413, "the body is longer than \(most) bytes") }

    private mutating func consumeFixed(_ input: Span<UInt8>, from start: Int) -> (Int, Event?) {
        guard case .fixed(let parsed, let remaining, var body) = state else { return (input.count, nil) }
        state = .failed  // so that `body` has one owner and grows in place
        let count = min(remaining, input.count - start)
        body.makeRoom(for: count, most: body.count + remaining)
        body.append(input, start..<start + count)
        if count == remaining { return (start + count, finish(parsed, body)) }
        state = .fixed(parsed, remaining: remaining - count, body: body)
        return (start + count, nil)
    }

    private mutating func consumeChunked(_ input: Span<UInt8>, from start: Int) throws(Rejection) -> (Int, Event?) {
        guard case .chunked(let parsed, var chunks) = state else { return (input.count, nil) }
        state = .failed  // as above
        let (next, isWhole) = try chunks.consume(input, from: start)
        if isWhole { return (next, finish(parsed, chunks.body)) }
        state = .chunked(parsed, chunks)
        return (next, nil)
    }

    private mutating func finish(_ head: RequestHead, _ body: [UInt8]) -> Event {
        state = .head
        var request = HTTP.Request(method: head.method, target: head.target, fields: head.fields, body: body)
        request.isHTTP10 = head.isHTTP10
        return .request(
            ParsedRequest(
                request: request, keepsAlive: head.keepsAlive, isHTTP10: head.isHTTP10,
                heldBytes: head.byteCount + body.capacity))
    }
}
