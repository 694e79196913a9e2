import Dispatch
import Foundation
import HTTPKit
import LockKit
import TestSupport
import Testing

private let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

private func post(_ length: Int, _ path: String = "/", _ more: String = "") -> String {
    "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\(more)\r\n"
}

private var uploads: HTTPServer.Configuration {
    var configuration = HTTPServer.Configuration()
    configuration.maxStreamedBodyBytes = 1 << 30
    configuration.bodyTimeout = .seconds(600)  // the machine may be busy
    return configuration
}

/// Admits every body as a stream, and answers how many bytes it had.
private let counting: @Sendable (HTTP.Request) -> HTTPAdmission = { _ in
    .stream(maxBytes: 300 << 20) { _, body in await count(body) }
}

@Sendable private func count(_ body: HTTPBodyReader) async -> HTTPReply {
    var count = 0
    do {
        for try await piece in body { count += piece.count }
    } catch {
        return .text("broken: \(error)", status: 500)
    }
    return .text("\(count)")
}

@Suite(.timeLimit(.minutes(10))) struct HTTPBodyServerTests {
    @Test func writesAnAnswerPieceByPiece() async throws {
        let handler: @Sendable (HTTP.Request) async -> HTTPReply = { request in
            let length = request.queryValue("length").flatMap { Int($0) }
            return .stream(fields: ["Content-Type": "text/plain"], length: length) { writer in
                for piece in ["one ", "two ", "three"] { try await writer.write(piece) }
            }
        }
        try await withServer(handler: handler) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                for _ in 0..<3 {
                    try client.send(get)
                    let response = try client.readResponse()
                    #expect(response.head.contains("Transfer-Encoding: chunked\r\n"))
                    #expect(String(decoding: try client.readChunks(), as: UTF8.self) == "one two three")
                    try client.send("GET /?length=13 HTTP/1.1\r\nHost: a\r\n\r\n")
                    #expect(try client.readResponse().body == "one two three")
                    try client.send("HEAD /?length=13 HTTP/1.1\r\nHost: a\r\n\r\n")
                    #expect(String(decoding: try client.take(12), as: UTF8.self) == "HTTP/1.1 200")
                    while String(decoding: try client.take(1), as: UTF8.self) != "\n" {}
                    try client.skipHead()
                }
                let old = try RawClient(port: server.port)
                try old.send("GET / HTTP/1.0\r\n\r\n")
                #expect(try old.readToEnd().hasSuffix("\r\n\r\none two three"))
                for length in [12, 14] {
                    let short = try RawClient(port: server.port)
                    try short.send("GET /?length=\(length) HTTP/1.1\r\nHost: a\r\n\r\n")
                    #expect(throws: RawClient.Failure.self, "it breaks off") { try short.readResponse() }
                }
            }
        }
    }

    @Test func answerWhoseHandlerFailsBreaksOff() async throws {
        let handler: @Sendable (HTTP.Request) async -> HTTPReply = { _ in
            .stream { writer in
                try await writer.write("abc")
                throw CancellationError()
            }
        }
        try await withServer(handler: handler) { server in
            try await offPool {
                for request in [get, "GET / HTTP/1.0\r\n\r\n"] {
                    let client = try RawClient(port: server.port)
                    try client.send(request)
                    #expect(throws: RawClient.Failure.self) { try client.readToEnd() }
                }
            }
        }
    }

    @Test func writerWaitsForASlowClientAndLearnsThatItIsGone() async throws {
        let written = Atomic(0)
        let (ended, end) = AsyncStream.makeStream(of: (String, Bool).self)
        let handler: @Sendable (HTTP.Request) async -> HTTPReply = { _ in
            .stream { writer in
                let piece = [UInt8](repeating: 97, count: 10_000)
                do {
                    while true {
                        try await writer.write(piece)
                        written.add(piece.count, ordering: .relaxed)
                    }
                } catch {
                    end.yield(("\(error)", Task.isCancelled))
                    throw error
                }
            }
        }
        try await withServer(handler: handler) { server in
            try await offPool {
                let client = try RawClient(port: server.port, receiveBuffer: 4096)
                try client.send(get)
                _ = try client.take(100_000)
                // It stops by itself: the system's buffers are full, and 64 KiB more wait.
                var before = -1
                while before != written.load(ordering: .relaxed) {
                    before = written.load(ordering: .relaxed)
                    for _ in 0..<20 {
                        let other = try RawClient(port: server.port)
                        try other.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
                        try other.skipHead()
                    }
                }
                #expect(before < 16 << 20)
                client.breakOffAtEnd()
            }
            for await (error, isCancelled) in ended {
                #expect(error == "the client has closed the connection" && isCancelled)
                break
            }
        }
    }

    @Test func readsABodyAsItComes() async throws {
        let (pieces, piece) = AsyncStream.makeStream(of: String.self)
        let admit: @Sendable (HTTP.Request) -> HTTPAdmission = { request in
            #expect(request.body.isEmpty && request.peer != nil)
            return .later {
                .stream(maxBytes: 100) { request, body in
                    do {
                        for try await bytes in body { piece.yield(String(decoding: bytes, as: UTF8.self)) }
                        return .text("done")
                    } catch {
                        return .text("\(error)", status: 500)
                    }
                }
            }
        }
        try await withServer(uploads, admit: admit, handler: { _ in .text("whole") }) { server in
            let client = try await offPool {
                let client = try RawClient(port: server.port)
                try client.send(post(6))
                return Held(client)
            }
            var seen = pieces.makeAsyncIterator()
            for text in ["ab", "cd", "ef"] {
                try client.use { try $0.send(text) }
                #expect(await seen.next() == text)
            }
            try await offPool {
                try client.use {
                    let response = try $0.readResponse()
                    #expect(response.body == "done")
                }
                let long = try RawClient(port: server.port)
                try long.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
                try long.send("3\r\nabc\r\n")
                try long.send("62\r\n")
                #expect(try long.readResponse().status == 413)
                #expect(try long.readToEnd() == "")
                let polite = try RawClient(port: server.port)
                try polite.send(post(3, "/", "Expect: 100-continue\r\n"))
                #expect(try polite.readResponse().status == 100)
                try polite.send("abc")
                #expect(try polite.readResponse().body == "done")
            }
        }
    }

    @Test func answerWithoutReadingComesThroughAndTheConnectionCloses() async throws {
        let admit: @Sendable (HTTP.Request) -> HTTPAdmission = { _ in
            .stream(maxBytes: .max) { _, _ in .text("enough", status: 409) }
        }
        try await withServer(uploads, admit: admit, handler: { _ in .empty() }) { server in
            try await offPool {
                for more in ["", "Expect: 100-continue\r\n"] {
                    let client = try RawClient(port: server.port)
                    try client.send(post(1_000_000, "/", more))
                    if more.isEmpty { try client.send([UInt8](repeating: 97, count: 500_000)) }
                    let response = try client.readResponse()
                    #expect(response.status == 409 && response.body == "enough")
                    #expect(response.head.contains("Connection: close"))
                    #expect(try client.readToEnd() == "")
                }
            }
        }
    }

    /// Runs a client against a server whose handler reads all, and tells how that ended.
    private func reading(
        _ bodyTimeout: Duration, _ client: @escaping @Sendable (RawClient, _ hasBegun: DispatchSemaphore) throws -> Void
    ) async throws -> HTTPBodyError? {
        var configuration = uploads
        configuration.bodyTimeout = bodyTimeout
        let (ended, end) = AsyncStream.makeStream(of: HTTPBodyError?.self)
        let hasBegun = DispatchSemaphore(value: 0)
        let admit: @Sendable (HTTP.Request) -> HTTPAdmission = { _ in
            .stream(maxBytes: .max) { _, body in
                do {
                    for try await _ in body { hasBegun.signal() }
                    end.yield(nil)
                } catch {
                    end.yield(error as? HTTPBodyError)
                }
                return .empty()
            }
        }
        let (outcome, tell) = AsyncStream.makeStream(of: HTTPBodyError?.self)
        try await withServer(configuration, admit: admit, handler: { _ in .empty() }) { server in
            try await offPool {
                let raw = try RawClient(port: server.port)
                try raw.send(post(1_000_000) + "abc")
                try client(raw, hasBegun)
            }
            for await error in ended {
                tell.yield(error)
                break
            }
        }
        for await error in outcome { return error }
        return nil
    }

    @Test func readerLearnsThatItsClientIsGoneOrTooSlow() async throws {
        let broken = try await reading(.seconds(600)) { client, hasBegun in
            hasBegun.wait()
            client.breakOffAtEnd()
        }
        #expect(broken == .clientIsGone)
        let slow = try await reading(.milliseconds(100)) { client, _ in
            let response = try client.readResponse()
            #expect(response.status == 408)
        }
        #expect(slow == .refused)
    }

    @Test func echoesABodyWhileItComes() async throws {
        let admit: @Sendable (HTTP.Request) -> HTTPAdmission = { _ in
            .stream(maxBytes: .max) { _, body in
                .stream { writer in for try await piece in body { try await writer.write(piece) } }
            }
        }
        try await withServer(uploads, admit: admit, handler: { _ in .empty() }) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                let sent = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
                try client.whileSending(Array(post(sent.count).utf8) + sent) {
                    let response = try client.readResponse()
                    let received = try client.readChunks()
                    #expect(response.status == 200 && received == sent)
                }
                try client.send(post(2, "/", "Expect: 100-continue\r\n"))
                #expect(try client.readResponse().status == 200, "the answer begins before the body is asked for")
                #expect(throws: RawClient.Failure.self) { try client.readChunks() }
            }
        }
    }

    @Test func drainWaitsForStreamsAndCancellationEndsThem() async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let gate = Gate()
        let handler: @Sendable (HTTP.Request) async -> HTTPReply = { _ in
            .stream { writer in
                try await writer.write("a")
                start.yield()
                await gate.wait()
                try await writer.write("b")
            }
        }
        try await withServer(handler: handler) { server in
            async let answer = offPool {
                let client = try RawClient(port: server.port)
                try client.send(get)
                _ = try client.readResponse()
                let body = try client.readChunks()
                #expect(try client.readToEnd() == "")
                return String(decoding: body, as: UTF8.self)
            }
            for await _ in started { break }
            server.beginShutdown()
            await gate.open()
            let body = try await answer
            #expect(body == "ab")
        }
    }
}

/// Each in a process of its own, whose memory nobody else touches.
@Suite(.serialized, .timeLimit(.minutes(10))) struct LargeBodyTests {
    private static let size = 200 << 20

    @Test func largeAnswerTakesNoMemory() async {
        await #expect(processExitsWith: .success) {
            let handler: @Sendable (HTTP.Request) async -> HTTPReply = { request in
                if request.path == "/" { return .empty(status: 200) }
                return .stream(length: request.path == "/length" ? 200 << 20 : nil) { writer in
                    let piece = [UInt8](repeating: 97, count: 1 << 20)
                    for _ in 0..<200 { try await writer.write(piece) }
                }
            }
            try await withServer(handler: handler) { server in
                try await offPool {
                    let before = try ProcessUsage.idle(port: server.port)
                    for path in ["/length", "/chunks"] {
                        let client = try RawClient(port: server.port)
                        try client.send("GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        let (received, peak) = try client.readAway()
                        #expect(received >= 200 << 20 && received < 201 << 20)
                        #expect(peak < before.residentBytes + 8 * mebibyte)
                    }
                    try expectBack(to: before, port: server.port, margin: 4 * mebibyte)
                }
            }
        }
    }

    @Test func largeUploadTakesNoMemory() async {
        await #expect(processExitsWith: .success) {
            try await withServer(uploads, admit: counting, handler: { _ in .empty(status: 200) }) { server in
                try await offPool {
                    let before = try ProcessUsage.idle(port: server.port)
                    let client = try RawClient(port: server.port)
                    try client.send(post(200 << 20))
                    let piece = [UInt8](repeating: 97, count: 1 << 20)
                    var peak = 0
                    for _ in 0..<200 {
                        try client.send(piece)
                        peak = max(peak, ProcessUsage.now().residentBytes)
                    }
                    #expect(try client.readResponse().body == "\(200 << 20)")
                    #expect(peak < before.residentBytes + 8 * mebibyte)
                    try expectBack(to: before, port: server.port, margin: 4 * mebibyte, descriptors: 1)
                }
            }
        }
    }

    /// Clients that take nothing of a stream cost no more than the budget, and others are served meanwhile.
    @Test func slowReadersOfStreamsAreBounded() async {
        await #expect(processExitsWith: .success) {
            var configuration = HTTPServer.Configuration()
            configuration.maxBufferedBytes = 16 * mebibyte
            let piece = [UInt8](repeating: 97, count: 60_000)
            let handler: @Sendable (HTTP.Request) async -> HTTPReply = { request in
                if request.path == "/" { return .empty(status: 200) }
                return .stream { writer in while true { try await writer.write(piece) } }
            }
            try await withServer(configuration, handler: handler) { server in
                try await offPool {
                    let before = try ProcessUsage.idle(port: server.port)
                    var clients: [RawClient] = []
                    for _ in 0..<400 {
                        let client = try RawClient(port: server.port, receiveBuffer: 4096)
                        try client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
                        clients.append(client)
                    }
                    for _ in 0..<20 {
                        let good = try RawClient(port: server.port)
                        try good.send(get)
                        #expect(try good.readResponse().status == 200)
                        #expect(ProcessUsage.now().residentBytes < before.residentBytes + (16 + 16) * mebibyte)
                    }
                    for client in clients { client.breakOffAtEnd() }
                    clients = []
                    try expectBack(to: before, port: server.port)
                }
            }
        }
    }
}
