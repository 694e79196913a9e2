import HTTPKit
import TestSupport
import Testing

/// Sends and reads at once, so that neither side can be the one that everybody waits for.
private func converse(
    port: Int, receiveBuffer: CInt, _ bytes: [UInt8], prepare: (RawClient) throws -> Void = { _ in },
    read: @escaping @Sendable (RawClient) throws -> Void
) throws {
    let client = try RawClient(port: port, receiveBuffer: receiveBuffer, sendBuffer: receiveBuffer)
    try prepare(client)
    try client.whileSending(bytes) { try read(client) }
}

@Suite(.timeLimit(.minutes(10))) struct LivenessTests {
    /// Answers with as many bytes as the query says, and how many the body had.
    @Sendable private static func answer(_ request: HTTP.Request) async -> HTTPReply {
        // Elsewhere, so that more arrives in the meantime.
        await withTaskExecutorPreference(globalConcurrentExecutor) {
            let length = request.queryValue("n").flatMap { Int($0) } ?? 0
            var response = HTTP.Response.bytes([UInt8](repeating: 120, count: length), contentType: "text/plain")
            response.fields["X-Received"] = "\(request.body.count)"
            return .response(response)
        }
    }

    @Test func longRequestBehindALongResponseIsAnswered() async throws {
        let gate = Gate()
        let handler: @Sendable (HTTP.Request) async -> HTTPReply = { request in
            if request.method == "GET" { await gate.wait() }
            return await Self.answer(request)
        }
        try await withServer(handler: handler) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                let body = [UInt8](repeating: 97, count: 200_000)
                try client.send("GET /?n=270000 HTTP/1.1\r\nHost: a\r\n\r\n")
                try client.send("POST /?n=5 HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n")
                try client.send(body)
                Task { await gate.open() }
                #expect(try client.readResponse().body.utf8.count == 270_000)
                let second = try client.readResponse()
                #expect(second.head.contains("X-Received: 200000\r\n") && second.body == "xxxxx")
            }
        }
    }

    /// Whatever sizes requests and responses have and however small the system's buffers are, each is answered.
    @Test func everyPipelineIsAnsweredToItsEnd() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("pipelines: seed \(seed)")
        var configuration = HTTPServer.Configuration()
        configuration.maxBodyBytes = 8 << 20
        try await withServer(configuration, handler: Self.answer) { server in
            try await offPool {
                var random = SeededGenerator(seed)
                for round in 0..<25 {
                    var bytes: [UInt8] = []
                    var expected: [(received: Int, sent: Int)] = []
                    for _ in 0..<Int.random(in: 1...12, using: &random) {
                        let received = random.size()
                        let sent = random.size()
                        let isChunked = Bool.random(using: &random)
                        let length = isChunked ? "Transfer-Encoding: chunked" : "Content-Length: \(received)"
                        bytes += Array("POST /?n=\(sent) HTTP/1.1\r\nHost: a\r\n\(length)\r\n\r\n".utf8)
                        if isChunked, received > 0 { bytes += Array("\(String(received, radix: 16))\r\n".utf8) }
                        bytes += [UInt8](repeating: 97, count: received)
                        if isChunked { bytes += Array((received > 0 ? "\r\n0\r\n\r\n" : "0\r\n\r\n").utf8) }
                        expected.append((received, sent))
                    }
                    let buffer = CInt(
                        [256 << 10, 512 << 10, 1 << 20].randomElement(using: &random) ?? 256 << 10)
                    let wanted = expected
                    try converse(port: server.port, receiveBuffer: buffer, bytes) { client in
                        for (received, sent) in wanted {
                            let response = try client.readResponse()
                            #expect(response.body.utf8.count == sent, "seed \(seed), round \(round)")
                            #expect(
                                response.head.contains("X-Received: \(received)\r\n"),
                                "seed \(seed), round \(round)")
                        }
                    }
                }
            }
        }
    }

    @Test func everyMessageIsEchoedToASlowReader() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("echoes: seed \(seed)")
        var configuration = HTTPServer.Configuration()
        configuration.webSocketQueueBytes = 64 << 20
        configuration.webSocketPingInterval = .seconds(300)  // this client answers none
        configuration.maxBodyBytes = 8 << 20
        let echo: @Sendable (HTTP.Request) async -> HTTPReply = { _ in
            .webSocket { socket in
                for await message in socket.messages {
                    if case .binary(let bytes) = message { try? await socket.send(binary: bytes) }
                }
            }
        }
        try await withServer(configuration, handler: echo) { server in
            try await offPool {
                var random = SeededGenerator(seed)
                for round in 0..<10 {
                    let sizes = (0..<Int.random(in: 1...20, using: &random)).map { _ in random.size() }
                    let bytes = sizes.flatMap { size in
                        clientFrame(
                            0x82, [UInt8](repeating: UInt8(truncatingIfNeeded: size), count: size), mask: [0, 0, 0, 0])
                    }
                    let buffer = CInt(
                        [256 << 10, 512 << 10, 1 << 20].randomElement(using: &random) ?? 256 << 10)
                    try converse(
                        port: server.port, receiveBuffer: buffer, bytes,
                        prepare: { client in
                            let response = try client.upgrade()
                            #expect(response.status == 101)
                        },
                        read: { client in
                            for size in sizes {
                                let payload = try client.readFrame().payload
                                #expect(payload.count == size, "seed \(seed), round \(round)")
                                #expect(payload.allSatisfy { $0 == UInt8(truncatingIfNeeded: size) })
                            }
                        })
                }
            }
        }
    }
}

extension SeededGenerator {
    /// Often small, sometimes larger than any buffer on the way.
    fileprivate mutating func size() -> Int {
        let bits = Int.random(in: 0...22, using: &self)
        return Int.random(in: 0...(1 << bits), using: &self)
    }
}
