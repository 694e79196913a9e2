import HTTPKit
import LockKit
import ServiceKit
import Testing

/// Runs a server on a free port while `body` runs, and lets it drain afterwards.
func withServer(
    _ configuration: HTTPServer.Configuration = .init(),
    admit: (@Sendable (HTTP.Request) -> HTTPAdmission)? = nil,
    handler: @escaping @Sendable (HTTP.Request) async -> HTTPReply,
    _ body: @Sendable @escaping (HTTPServer) async throws -> Void
) async throws {
    var configuration = configuration
    if configuration.loopCount == 0 { configuration.loopCount = 2 }
    let server = try HTTPServer(configuration, logger: Log(label: "test", sink: MemorySink()))
    try await withThrowingTaskGroup { group in
        group.addTask { try await server.run(admit: admit, handler: handler) }
        defer { server.beginShutdown() }
        try await body(server)
        server.beginShutdown()
        try await group.waitForAll()
    }
}

private let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

@Sendable private func echo(_ request: HTTP.Request) async -> HTTPReply {
    .bytes(request.body, contentType: "text/plain")
}

@Suite(.timeLimit(.minutes(10))) struct HTTPServerTests {
    @Test func answersRequestsOnOneConnection() async throws {
        try await withServer(handler: { .text("\($0.method) \($0.target) \($0.peer ?? "")") }) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                for index in 0..<3 {
                    try client.send("GET /\(index) HTTP/1.1\r\nHost: a\r\n\r\n")
                    let response = try client.readResponse()
                    #expect(response.status == 200)
                    #expect(response.body.hasPrefix("GET /\(index) 127.0.0.1:"))
                    #expect(response.head.contains("\r\nDate: "))
                }
            }
        }
    }

    @Test func answersPipelinedRequestsInOrderAfterTheClientHasStoppedSending() async throws {
        try await withServer(handler: echo) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                for index in 0..<500 {
                    let body = "body \(index)"
                    try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
                }
                client.closeOutput()
                for index in 0..<500 { #expect(try client.readResponse().body == "body \(index)") }
                #expect(try client.readToEnd() == "")
            }
        }
    }

    @Test func carriesLargeBodiesBothWays() async throws {
        try await withServer(handler: echo) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                let body = String(repeating: "0123456789abcdef", count: 60_000)
                try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
                #expect(try client.readResponse().body == body)
            }
        }
    }

    @Test func refusesALongBodyBeforeItComes() async throws {
        try await withServer(handler: echo) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n")
                #expect(try client.readResponse().status == 413)
                #expect(try client.readToEnd() == "")
            }
        }
    }

    @Test func answersAnExpectation() async throws {
        try await withServer(handler: echo) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                try client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
                #expect(try client.readResponse().status == 100)
                try client.send("ab")
                #expect(try client.readResponse().body == "ab")
            }
        }
    }

    @Test func closesClientsThatDripOrSayNothing() async throws {
        var configuration = HTTPServer.Configuration()
        configuration.headTimeout = .milliseconds(100)
        configuration.bodyTimeout = .milliseconds(100)
        configuration.idleTimeout = .milliseconds(100)
        try await withServer(configuration, handler: echo) { server in
            try await offPool {
                let silent = try RawClient(port: server.port)
                let head = try RawClient(port: server.port)
                let body = try RawClient(port: server.port)
                try head.send("GET / HT")
                try body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")
                #expect(try silent.readToEnd() == "")
                #expect(try head.readToEnd().hasPrefix("HTTP/1.1 408 "))
                #expect(try body.readToEnd().hasPrefix("HTTP/1.1 408 "))
            }
        }
    }

    /// Neither the request at hand nor one behind it gets an answer; the server goes on with others.
    @Test func breaksOffWithoutAnAnswer() async throws {
        let handler: @Sendable (HTTP.Request) async -> HTTPReply = { $0.target == "/drop" ? .drop : .text("x") }
        try await withServer(handler: handler) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                try client.send("GET /drop HTTP/1.1\r\nHost: a\r\n\r\n" + get)
                #expect(try client.readToEnd() == "")
                let other = try RawClient(port: server.port)
                try other.send(get)
                #expect(try other.readResponse().status == 200)
            }
        }
    }

    @Test func survivesClientsThatLeaveInTheMidst() async throws {
        let page = [UInt8](repeating: 97, count: 8 << 20)
        try await withServer(handler: { _ in .bytes(page, contentType: "a") }) { server in
            try await offPool {
                for _ in 0..<50 {
                    let client = try RawClient(port: server.port, receiveBuffer: 4096)
                    try client.send(get)
                    #expect(try client.take(4) == Array("HTTP".utf8))
                }
            }
        }
    }

    @Test func keepsAThousandIdleConnections() async throws {
        try await withServer(handler: echo) { server in
            try await offPool {
                let clients = try (0..<1000).map { _ in try RawClient(port: server.port) }
                for client in clients { try client.send(get) }
                for client in clients { #expect(try client.readResponse().status == 200) }
                for client in clients.reversed() { try client.send(get) }
                for client in clients.reversed() { #expect(try client.readResponse().status == 200) }
            }
        }
    }

    @Test func connectionsOverTheLimitWaitForTheirTurn() async throws {
        var configuration = HTTPServer.Configuration()
        configuration.maxConnections = 2
        try await withServer(configuration, handler: echo) { server in
            try await offPool {
                let clients = try (0..<6).map { _ in try RawClient(port: server.port) }
                for client in clients { try client.send(get) }
                for client in clients { #expect(try client.readResponse().status == 200) }
            }
        }
    }

    @Test func drainAnswersWhatWasAccepted() async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let gate = Gate()
        let handler: @Sendable (HTTP.Request) async -> HTTPReply = { _ in
            start.yield()
            await gate.wait()
            return .text("done")
        }
        try await withServer(handler: handler) { server in
            async let answer = offPool {
                let idle = try RawClient(port: server.port)
                let client = try RawClient(port: server.port)
                try client.send(get)
                let response = try client.readResponse()
                #expect(try client.readToEnd() == "")
                #expect(try idle.readToEnd() == "")
                return response
            }
            for await _ in started { break }
            server.beginShutdown()
            server.beginShutdown()
            await gate.open()
            let response = try await answer
            #expect(response.body == "done")
            #expect(response.head.contains("Connection: close"))
        }
    }

    @Test func runReturnsWhenItsTaskIsCancelled() async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let server = try HTTPServer(logger: Log(label: "test", sink: MemorySink()))
        let run = Task {
            try await server.run { _ in
                start.yield()
                await Gate().wait()
                return .empty()
            }
        }
        let client = try await offPool {
            let client = try RawClient(port: server.port)
            try client.send(get)
            return Held(client)
        }
        for await _ in started { break }
        run.cancel()
        try await run.value
        _ = client
    }

    @Test func shutdownBeforeRunLetsItReturn() async throws {
        let server = try HTTPServer(logger: Log(label: "test", sink: MemorySink()))
        server.beginShutdown()
        try await server.run(handler: echo)
    }

    @Test func portInUseIsAnErrorThatNamesIt() throws {
        let logger = Log(label: "test", sink: MemorySink())
        let first = try HTTPServer(logger: logger)
        let error = #expect(throws: HTTPServerError.self) {
            try HTTPServer(.init(port: first.port), logger: logger)
        }
        #expect(error?.code == .portInUse)
        #expect(error?.message.contains("\(first.port)") == true)
        #expect(throws: HTTPServerError.self) { try HTTPServer(.init(host: "nowhere"), logger: logger) }
        #expect(throws: HTTPServerError.self) { try HTTPServer(.init(port: 70_000), logger: logger) }
    }
}

/// Holds back whoever waits until it opens, or their task is cancelled.
actor Gate {
    private var isOpen = false
    private var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    private var next = 0

    func wait() async {
        next += 1
        let id = next
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if isOpen || Task.isCancelled { continuation.resume() } else { waiters[id] = continuation }
            }
        } onCancel: {
            Task { await self.release(id) }
        }
    }
    func open() {
        isOpen = true
        for waiter in waiters.values { waiter.resume() }
        waiters = [:]
    }
    private func release(_ id: Int) { waiters.removeValue(forKey: id)?.resume() }
}

/// Keeps a client alive across an `await`, until it is dropped.
final class Held: Sendable {
    private let client: Mutex<Unshared?>
    /// `@unchecked`: used behind the lock alone.
    private struct Unshared: @unchecked Sendable {
        let client: RawClient
    }
    init(_ client: RawClient) { self.client = Mutex(Unshared(client: client)) }

    /// Lends the client, to nobody else meanwhile.
    func use(_ body: (RawClient) throws -> Void) throws {
        try client.withLock { if let client = $0?.client { try body(client) } }
    }

    /// Closes the client's connection.
    func drop() { client.withLock { $0 = nil } }
}
