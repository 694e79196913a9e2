import TestSupport
import Testing

@testable import HTTPKit

/// Work of a size, for each thing that takes bytes from outside. The size is such that it takes some milliseconds.
private struct Work: Sendable, CustomTestStringConvertible {
    let name: String
    let size: Int
    let run: @Sendable (Int) -> Void
    var testDescription: String { name }
}

private let wide = RequestParser.Limits(maxHeadBytes: 64 << 20, maxTargetBytes: 64 << 20, maxBodyBytes: 64 << 20)

private func parse(_ text: String, step: Int) {
    let bytes = Array(text.utf8)
    var parser = RequestParser(limits: wide)
    var isWhole = false
    for start in stride(from: 0, to: bytes.count, by: step) {
        let piece = Array(bytes[start..<min(start + step, bytes.count)])
        var next = 0
        while next < piece.count {
            let event: RequestParser.Event?
            (next, event) = parser.consume(piece.span, from: next)
            if case .request = event { isWhole = true }
        }
    }
    precondition(isWhole)
}

private func pipeline(_ count: Int, tail: Bool) {
    var driver = ConnectionDriver()
    driver.receive(String(repeating: "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", count: count))
    for _ in 0..<count {
        driver.respond("")
        driver.flush()
        if tail { driver.receive("G") }
        driver.sent = []
        driver.requests = []
    }
}

private func readFrames(_ bytes: [UInt8], step: Int) {
    var parser = WebSocketParser(maxMessageBytes: 64 << 20)
    for start in stride(from: 0, to: bytes.count, by: step) {
        let piece = Array(bytes[start..<min(start + step, bytes.count)])
        var next = 0
        while next < piece.count { (next, _) = parser.consume(piece.span, from: next) }
    }
}

private func queue(_ count: Int, pieceBytes: Int, step: Int) {
    var output = OutputQueue()
    let piece = [UInt8](repeating: 1, count: pieceBytes)  // one for all: what is measured is not the allocator
    for _ in 0..<count { output.append(piece) }
    while !output.isEmpty { output.drop(min(step, output.withNext { $0.count })) }
}

private let chunkedHead = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
private let head = "GET / HTTP/1.1\r\nHost: a\r\n"

private let works: [Work] = [
    Work(name: "a long field", size: 200_000) {
        parse(head + "X: " + String(repeating: "a", count: $0) + "\r\n\r\n", step: 1000)
    },
    Work(name: "a long target", size: 200_000) {
        parse("GET /" + String(repeating: "a", count: $0) + " HTTP/1.1\r\nHost: a\r\n\r\n", step: 1000)
    },
    Work(name: "a head byte by byte", size: 5000) {
        parse(head + "X: " + String(repeating: "a", count: $0) + "\r\n\r\n", step: 1)
    },
    Work(name: "a body in small pieces", size: 500_000) {
        parse(
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \($0)\r\n\r\n" + String(repeating: "a", count: $0), step: 500
        )
    },
    Work(name: "chunks of one byte", size: 5000) {
        parse(chunkedHead + String(repeating: "1\r\na\r\n", count: $0) + "0\r\n\r\n", step: 65_536)
    },
    Work(name: "chunks of one byte, byte by byte", size: 1000) {
        parse(chunkedHead + String(repeating: "1\r\na\r\n", count: $0) + "0\r\n\r\n", step: 1)
    },
    Work(name: "a pipeline in one piece", size: 500) { pipeline($0, tail: false) },
    Work(name: "a pipeline that goes on", size: 500) { pipeline($0, tail: true) },
    Work(name: "small pieces on their way out", size: 20_000) { queue($0, pieceBytes: 10, step: 7) },
    Work(name: "pieces on their way out", size: 2000) { queue($0, pieceBytes: 5000, step: 5000) },
    Work(name: "small frames", size: 2000) {
        readFrames((0..<$0).flatMap { _ in clientFrame(0x82, [1]) }, step: 65_536)
    },
    Work(name: "fragments of one byte", size: 2000) {
        readFrames(
            clientFrame(0x02, []) + (0..<$0).flatMap { _ in clientFrame(0x00, [1]) } + clientFrame(0x80, []),
            step: 65_536)
    },
    Work(name: "long fragments", size: 1000) { count in
        let fragment = [UInt8](repeating: 1, count: 300)
        var bytes = clientFrame(0x02, fragment, mask: [0, 0, 0, 0])
        for _ in 0..<count { bytes += clientFrame(0x00, fragment, mask: [0, 0, 0, 0]) }
        readFrames(bytes, step: 65_536)
    },
    Work(name: "a long message in small pieces", size: 1 << 18) {
        readFrames(clientFrame(0x82, [UInt8](repeating: 1, count: $0), mask: [0, 0, 0, 0]), step: 200)
    },
    Work(name: "pings", size: 2000) { count in
        var session = WebSocketSession(limits: .init(), now: .now)
        for _ in 0..<count { _ = session.receive(clientFrame(0x89, [1]).span, now: .now) }
        while !session.output.isEmpty { _ = session.written(1, now: .now) }
    },
    Work(name: "fields, looked up", size: 20_000) { count in
        var fields = HTTP.Fields()
        for _ in 0..<count { fields.append("X-Name", "a") }
        precondition(fields["Other"] == nil && fields.values("x-name").count == count)
    },
    Work(name: "fields of one name, replaced", size: 20_000) { count in
        var fields = HTTP.Fields()
        for index in 0..<count { fields.append(index % 2 == 0 ? "X" : "Y", "a") }
        fields["x"] = "b"
        precondition(fields.count == count / 2 + 1)
        fields["y"] = nil
        precondition(fields.count == 1)
    },
    Work(name: "a list of tokens", size: 3000) {
        precondition(!String(repeating: "a ,", count: $0).listContains("close"))
    },
    Work(name: "a query", size: 2000) {
        let request = HTTP.Request(target: "/?" + String(repeating: "a=%41+b&", count: $0))
        precondition(request.queryValue("none") == nil && request.queryItems.count == $0)
    },
    Work(name: "a path of segments", size: 2000) {
        precondition(HTTP.Request(target: String(repeating: "/%41", count: $0)).pathSegments?.count == $0)
    },
    Work(name: "percent escapes", size: 20_000) {
        precondition(String(repeating: "%C3%A9", count: $0).percentDecoded(plusIsSpace: true)?.count == $0)
    },
]

@Test(arguments: works)
private func workGrowsWithTheLengthOfWhatCame(work: Work) {
    expectLinear(work.name, size: work.size, of: { $0 }, in: work.run)
}

@Test func pingFloodIsBounded() {
    let now = Instant.now
    var session = WebSocketSession(limits: .init(maxQueuedBytes: 10_000), now: now)
    let pings = (0..<10_000).flatMap { _ in clientFrame(0x89, [1, 2, 3]) }
    _ = session.receive(pings.span, now: now)
    #expect(session.heldBytes <= 10_000 + 200)
    #expect(session.closing?.code == 1013)
}

@Test func smallPiecesLeaveTogether() {
    var output = OutputQueue()
    for _ in 0..<10_000 { output.append([1, 2, 3]) }
    var writes = 0
    while !output.isEmpty {
        output.drop(output.withNext { $0.count })
        writes += 1
    }
    #expect(writes == 1)
}

/// What is queued comes out in its order, however it is cut on its way.
@Test func outputKeepsItsOrder() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed)
    for _ in 0..<200 {
        var output = OutputQueue()
        var expected: [UInt8] = []
        var written: [UInt8] = []
        for _ in 0..<Int.random(in: 1...60, using: &random) {
            let length = Int.random(in: 0...(1 << Int.random(in: 0...17, using: &random)), using: &random)
            let piece = [UInt8](repeating: UInt8.random(in: 0...255, using: &random), count: length)
            output.append(piece)
            expected += piece
            guard Bool.random(using: &random), !output.isEmpty else { continue }
            written += output.withNext { $0.bytes(0..<Int.random(in: 0...$0.count, using: &random)) }
            output.drop(written.count - (expected.count - output.count))
        }
        while !output.isEmpty {
            let next = output.withNext { $0.bytes(0..<$0.count) }
            written += next
            output.drop(next.count)
        }
        #expect(written == expected, "seed \(seed)")
    }
}

@Test func maskLiesOverEachByteWhereverAFrameIsCut() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed)
    for length in [0, 1, 3, 7, 8, 9, 15, 16, 17, 100, 1000] {
        let payload = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
        let mask = (0..<4).map { _ in UInt8.random(in: 0...255, using: &random) }
        var parser = WebSocketParser(maxMessageBytes: 1000)
        var messages: [WebSocket.Message] = []
        for piece in random.pieces(of: clientFrame(0x82, payload, mask: mask)) {
            var next = 0
            while next < piece.count {
                let event: WebSocketParser.Event?
                (next, event) = parser.consume(piece.span, from: next)
                if case .message(let message) = event { messages.append(message) }
            }
        }
        #expect(messages == [.binary(payload)], "seed \(seed)")
    }
}
