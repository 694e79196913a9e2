@testable import HTTPKit

/// The same bytes in one piece, byte by byte and in pieces of a length that they choose must mean the same requests,
/// and nothing that is read may be longer than its limit.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTTP(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let whole = read(bytes, step: max(bytes.count, 1))
    precondition(read(bytes, step: 1) == whole, "byte by byte it means something else")
    precondition(read(bytes, step: Int(bytes.first ?? 0) % 13 + 2) == whole, "in pieces it means something else")
    converse(bytes, streams: false)
    converse(bytes, streams: true)
    return 0
}

private let limits = RequestParser.Limits(maxHeadBytes: 512, maxTargetBytes: 64, maxBodyBytes: 256)

private func read(_ bytes: [UInt8], step: Int) -> [String] {
    var parser = RequestParser(limits: limits)
    var events: [String] = []
    for start in stride(from: 0, to: bytes.count, by: step) {
        let piece = Array(bytes[start..<min(start + step, bytes.count)])
        var next = 0
        while next < piece.count {
            let event: RequestParser.Event?
            let before = next
            (next, event) = parser.consume(piece.span, from: next)
            precondition(next > before && next <= piece.count, "the parser does not move on")
            switch event {
            case .request(let parsed):
                precondition(parsed.request.body.count <= limits.maxBodyBytes, "a body over its limit")
                precondition(parsed.request.target.utf8.count <= limits.maxTargetBytes, "a target over its limit")
                _ = (parsed.request.pathSegments, parsed.request.queryItems)
                // How much memory it takes depends on the pieces.
                events.append("\(parsed.request) \(parsed.keepsAlive) \(parsed.isHTTP10)")
            case .failed(let rejection): events.append("\(rejection.status)")
            // Told only when the body is not there yet, so it depends on the pieces.
            case .bodyFollows, nil: break
            }
        }
    }
    return events
}

/// A whole connection: whatever comes, it ends closed once its client has ended and its answers are written. With
/// `streams`, bodies are passed on as they come and answers written piece by piece.
private func converse(_ bytes: [UInt8], streams: Bool) {
    let now = Instant.now
    var all = HTTPConnection.Limits()
    all.parser = limits
    all.asksForAdmission = streams
    all.parser.maxStreamedBytes = streams ? 2 * limits.maxBodyBytes : 0
    var connection = HTTPConnection(limits: all, now: now)
    var isClosed = false
    var open = 0
    func perform(_ action: HTTPConnection.Action) {
        switch action {
        case .handle:
            open += 1
            precondition(open == 1, "two requests at once")
        case .admit:
            precondition(open == 0, "a question beside a request")
            perform(connection.admitStream(maxBodyBytes: .max, now: now))
            if connection.isHandling { open += 1 }
        case .close: isClosed = true
        case .none, .closeOutput: break
        }
    }
    func answer() {
        connection.askForBody(now: now)
        var taken = 0
        while case let (piece, isLast) = connection.takeBody(now: now), !piece.isEmpty || !isLast {
            taken += piece.count
            precondition(taken <= 2 * limits.maxBodyBytes, "a body over its limit")
            if piece.isEmpty { break }
        }
        perform(connection.beginAnswer(HTTP.Response(status: 200), length: taken % 2 == 0 ? taken : nil, now: now))
        guard connection.isAnswering else { return }
        perform(connection.write([UInt8](repeating: 97, count: taken)[...], now: now))
        perform(connection.finishAnswer(now: now))
    }
    perform(connection.receive(bytes.span, now: now))
    perform(connection.receiveEnd(now: now))
    for _ in 0..<bytes.count + 2 {
        if isClosed { return }
        if open > 0 {
            open -= 1
            if streams { answer() } else { perform(connection.respond(.text("ok"), now: now)) }
        }
        while !connection.output.isEmpty, !isClosed {
            perform(connection.written(connection.output.withNext { $0.count }, now: now))
        }
    }
    precondition(isClosed, "the connection does not end")
}
