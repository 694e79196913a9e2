/// Turns bytes into requests, however they are cut. Knows no socket and no clock.
struct RequestParser {
    struct Limits: Sendable, Hashable {
        var maxHeadBytes = 32 << 10
        var maxTargetBytes = 8 << 10
        /// Of a body that is kept until it is whole.
        var maxBodyBytes = 1 << 20
        /// Of a body that may be passed on as it comes; less than ``maxBodyBytes`` counts as that.
        var maxStreamedBytes = 0

        var mostBodyBytes: Int { max(maxBodyBytes, maxStreamedBytes) }
    }
    /// How far the current request has come; decides which deadline holds.
    enum Phase: Hashable {
        case waiting
        case head
        case body(received: Int)
    }
    enum Event {
        /// A body follows that is not here as a whole, or is longer than one that is kept; `request` is without it, and
        /// nothing of it is read yet. Where its sender waits to be told to go on, `awaitsContinue` says so.
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
    /// How much of the current body was taken before it was whole.
    private var takenBytes = 0

    init(limits: Limits) { self.limits = limits }

    var phase: Phase {
        switch state {
        case .head: head.hasBegun ? .head : .waiting
        case .fixed(_, _, let body): .body(received: takenBytes + body.count)
        case .chunked(_, let chunks): .body(received: takenBytes + chunks.body.count)
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
        takenBytes = 0
        if parsed.isChunked { return try beginChunked(parsed, input, from: start) }
        let length = parsed.contentLength ?? 0
        guard length <= limits.mostBodyBytes else { throw Self.tooLong(limits.mostBodyBytes) }
        if length <= input.count - start, length <= limits.maxBodyBytes {
            let body = length == 0 ? [] : input.bytes(start..<start + length)
            return (start + length, finish(parsed, body))
        }
        state = .fixed(parsed, remaining: length, body: [])
        return (start, bodyFollows(parsed, isHere: start < input.count))
    }

    private mutating func beginChunked(
        _ parsed: RequestHead, _ input: Span<UInt8>, from start: Int
    ) throws(Rejection) -> (Int, Event?) {
        // Tried first whether it is here as a whole; else it is read again from its start.
        var chunks = ChunkedBody(maxBodyBytes: limits.maxBodyBytes, maxTrailerBytes: limits.maxHeadBytes)
        do throws(Rejection) {
            let (next, isWhole) = try chunks.consume(input, from: start)
            if isWhole { return (next, finish(parsed, chunks.body)) }
        } catch {
            guard error.status == Self.tooLong(0).status, limits.mostBodyBytes > limits.maxBodyBytes else {
                throw error
            }
        }
        state = .chunked(
            parsed, ChunkedBody(maxBodyBytes: limits.mostBodyBytes, maxTrailerBytes: limits.maxHeadBytes))
        return (start, bodyFollows(parsed, isHere: start < input.count))
    }

    private func bodyFollows(_ head: RequestHead, isHere: Bool) -> Event {
        let request = HTTP.Request(method: head.method, target: head.target, fields: head.fields)
        return .bodyFollows(request: request, awaitsContinue: head.expectsContinue && !isHere)
    }

    // MARK: A body that is on its way

    /// The head of the request whose body is on its way.
    var currentHead: RequestHead? {
        switch state {
        case .fixed(let head, _, _), .chunked(let head, _): head
        case .head, .failed: nil
        }
    }

    /// Holds the body, of which nothing is read yet, to a limit of its own where that is lower than the one for all.
    mutating func limitBody(toBytes most: Int) throws(Rejection) {
        let most = max(0, most)
        switch state {
        case .fixed(_, let remaining, _): guard remaining <= most else { throw Self.tooLong(most) }
        case .chunked(let parsed, var chunks):
            chunks.limit(toBytes: most)
            state = .chunked(parsed, chunks)
        case .head, .failed: break
        }
    }

    /// How much of the body is here, and was not taken.
    var bodyBytes: Int {
        switch state {
        case .fixed(_, _, let body): body.count
        case .chunked(_, let chunks): chunks.body.count
        case .head, .failed: 0
        }
    }

    /// What is here of the body that is on its way; it is no part of the request that comes out in the end.
    mutating func takeBody() -> [UInt8] {
        let taken: [UInt8]
        switch state {
        case .fixed(let parsed, let remaining, let body):
            taken = body
            state = .fixed(parsed, remaining: remaining, body: [])
        case .chunked(let parsed, var chunks):
            taken = chunks.take()
            state = .chunked(parsed, chunks)
        case .head, .failed: return []
        }
        takenBytes += taken.count
        return taken
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
        let request = HTTP.Request(method: head.method, target: head.target, fields: head.fields, body: body)
        return .request(
            ParsedRequest(
                request: request, keepsAlive: head.keepsAlive, isHTTP10: head.isHTTP10,
                heldBytes: head.byteCount + body.capacity))
    }
}
