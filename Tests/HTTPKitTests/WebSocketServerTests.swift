import HTTPKit
import Testing

@Sendable private func echoMessages(_ request: HTTP.Request) async -> HTTPReply {
    .webSocket { socket in
        for await message in socket.messages {
            switch message {
            case .text(let text): try? await socket.send(text: text)
            case .binary(let bytes): try? await socket.send(binary: bytes)
            }
        }
    }
}

@Suite(.timeLimit(.minutes(10))) struct WebSocketServerTests {
    @Test func echoesMessagesAndCloses() async throws {
        try await withServer(handler: echoMessages) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                let response = try client.upgrade()
                #expect(response.status == 101)
                #expect(response.head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
                try client.send(clientFrame(0x81, Array("hello".utf8)))
                #expect(try client.readFrame() == (0x81, Array("hello".utf8)))
                try client.send(
                    clientFrame(0x01, Array("frag".utf8)) + clientFrame(0x89, [7]) + clientFrame(0x80, [0x21]))
                #expect(try client.readFrame() == (0x8A, [7]))
                #expect(try client.readFrame() == (0x81, Array("frag!".utf8)))
                let large = [UInt8](repeating: 5, count: 300_000)
                try client.send(clientFrame(0x82, large))
                #expect(try client.readFrame() == (0x82, large))
                try client.send(clientFrame(0x88, [0x03, 0xE8]))
                #expect(try client.readFrame() == (0x88, [0x03, 0xE8]))
                #expect(try client.readToEnd() == "")
            }
        }
    }

    @Test func closesWhoBreaksTheProtocol() async throws {
        try await withServer(handler: echoMessages) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                #expect(try client.upgrade().status == 101)
                try client.send(clientFrame(0x81, [1], isMasked: false))
                let frame = try client.readFrame()
                #expect(frame.first == 0x88 && frame.payload.prefix(2) == [0x03, 0xEA])
                #expect(try client.readToEnd() == "")
            }
        }
    }

    @Test func refusesAHandshakeThatIsNone() async throws {
        try await withServer(handler: echoMessages) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.readResponse().status == 426)
                let upgrade = "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                try client.send(upgrade + "Sec-WebSocket-Version: 12\r\n\r\n")
                #expect(try client.readResponse().head.contains("Sec-WebSocket-Version: 13"))
                try client.send(upgrade + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n\r\n")
                #expect(try client.readResponse().status == 400)
            }
        }
    }

    /// Handshakes that are none, and how they are answered.
    private static let handshakes: [(what: String, request: String, status: Int)] = [
        ("HTTP/1.0", "GET / HTTP/1.0\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" + version + key, 426),
        (
            "HTTP/1.0 that keeps alive",
            "GET / HTTP/1.0\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n" + version + key, 426
        ),
        ("POST", "POST / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" + version + key, 426),
        ("no Upgrade", "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\n" + version + key, 426),
        ("no Connection", "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n" + version + key, 426),
        ("other upgrade", "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n" + version + key, 426),
        ("no version", upgrade + key, 426),
        ("two versions", upgrade + version + version + key, 426),
        ("other version", upgrade + "Sec-WebSocket-Version: 8\r\n" + key, 426),
        ("no key", upgrade + version, 400),
        ("two keys", upgrade + version + key + key, 400),
        ("short key", upgrade + version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ\r\n", 400),
        ("long key", upgrade + version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQAA\r\n", 400),
        ("key that is not base64", upgrade + version + "Sec-WebSocket-Key: !!!!IHNhbXBsZSBub25jZQ==\r\n", 400),
        ("a body", upgrade + version + key + "Content-Length: 1\r\n", 426),
    ]
    private static let upgrade = "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    private static let version = "Sec-WebSocket-Version: 13\r\n"
    private static let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"

    @Test(arguments: handshakes.indices)
    func refusesEveryHandshakeThatIsNone(index: Int) async throws {
        let (what, request, status) = Self.handshakes[index]
        try await withServer(handler: echoMessages) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                try client.send(request + "\r\n" + (what == "a body" ? "x" : ""))
                #expect(try client.readResponse().status == status, "\(what)")
            }
        }
    }

    @Test func closesWhenTheHandlerReturns() async throws {
        let handler: @Sendable (HTTP.Request) async -> HTTPReply = { _ in
            .webSocket { socket in try? await socket.send(text: "bye") }
        }
        try await withServer(handler: handler) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                #expect(try client.upgrade().status == 101)
                #expect(try client.readFrame() == (0x81, Array("bye".utf8)))
                #expect(try client.readFrame() == (0x88, [0x03, 0xE8]))
            }
        }
    }

    @Test func drainCloses1001AndEndsTheMessages() async throws {
        let (opened, open) = AsyncStream.makeStream(of: Void.self)
        let handler: @Sendable (HTTP.Request) async -> HTTPReply = { _ in
            .webSocket { socket in
                open.yield()
                for await _ in socket.messages {}
                #expect(socket.closeCode == 1001)
            }
        }
        try await withServer(handler: handler) { server in
            async let frame = offPool {
                let client = try RawClient(port: server.port)
                #expect(try client.upgrade().status == 101)
                let frame = try client.readFrame()
                try client.send(clientFrame(0x88, [0x03, 0xE9]))
                #expect(try client.readToEnd() == "")
                return frame
            }
            for await _ in opened { break }
            server.beginShutdown()
            let received = try await frame
            #expect(received.first == 0x88 && received.payload.prefix(2) == [0x03, 0xE9])
        }
    }

    @Test func closingSocketSeesItsPeersEndThoughNobodyReadsItsMessages() async throws {
        let (delivered, deliver) = AsyncStream.makeStream(of: Void.self)
        let gate = Gate()
        let handler: @Sendable (HTTP.Request) async -> HTTPReply = { _ in
            .webSocket { socket in
                deliver.yield()
                await gate.wait()
            }
        }
        try await withServer(handler: handler) { server in
            async let end = offPool {
                let client = try RawClient(port: server.port)
                #expect(try client.upgrade().status == 101)
                for _ in 0..<8 { try client.send(clientFrame(0x82, [UInt8](repeating: 0, count: 100_000))) }
                Task { await gate.open() }
                #expect(try client.readFrame() == (0x88, [0x03, 0xE8]))
                try client.send(clientFrame(0x88, [0x03, 0xE8]))
                client.closeOutput()
                return try client.readToEnd()
            }
            for await _ in delivered { break }
            let rest = try await end
            #expect(rest == "")
        }
    }

    @Test func peerThatDoesNotReadIsClosedInsteadOfFillingMemory() async throws {
        var configuration = HTTPServer.Configuration()
        configuration.webSocketQueueBytes = 100_000
        let (ended, end) = AsyncStream.makeStream(of: WebSocketError?.self)
        let handler: @Sendable (HTTP.Request) async -> HTTPReply = { _ in
            .webSocket { socket in
                let bytes = [UInt8](repeating: 0, count: 10_000)
                do throws(WebSocketError) {
                    while true { try await socket.send(binary: bytes) }
                } catch {
                    end.yield(error)
                }
            }
        }
        try await withServer(configuration, handler: handler) { server in
            let client = try await offPool {
                let client = try RawClient(port: server.port, receiveBuffer: 4096)
                #expect(try client.upgrade().status == 101)
                return Held(client)
            }
            for await error in ended {
                #expect(error?.code == .tooSlow)
                break
            }
            _ = client
        }
    }
}
