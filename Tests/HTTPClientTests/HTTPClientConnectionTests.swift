import HTTPKit
import LockKit
import Testing

@Test func clientKeepsItsConnection() async throws {
    let server = RawServer { connection, _ in
        while connection.readRequest() != nil { connection.respond("ok") }
    }
    defer { server.stop() }
    let client = HTTPClient()
    defer { client.close() }
    for _ in 0..<20 {
        let response = try await client.send(HTTP.ClientRequest(method: "POST", url: server.url(), body: [1]))
        #expect(response.status == 200)
    }
    #expect(server.connectionCount == 1)
}

@Test func clientSendsManyAtOnce() async throws {
    let server = RawServer { connection, _ in
        while let request = connection.readRequest() {
            connection.respond(String(request.split(separator: " ")[1]))
        }
    }
    defer { server.stop() }
    let client = HTTPClient(.init(maxConnectionsPerHost: 16))
    defer { client.close() }
    try await withThrowingTaskGroup { group in
        for number in 0..<100 {
            group.addTask {
                for round in 0..<5 {
                    let path = "/\(number)/\(round)"
                    let response = try await client.send(
                        HTTP.ClientRequest(method: "POST", url: server.url(path), body: Array(path.utf8)))
                    #expect(String(decoding: response.body, as: UTF8.self) == path)
                }
            }
        }
        try await group.waitForAll()
    }
    #expect(server.requests.count == 500)
    #expect(server.connectionCount <= 16)
}

@Test func clientSurvivesAConnectionThatClosedWhileIdle() async throws {
    let (closed, closing) = AsyncStream.makeStream(of: Void.self)
    let server = RawServer { connection, number in
        while connection.readRequest() != nil {
            connection.respond("\(number)")
            guard number == 0 else { continue }
            connection.close()
            closing.finish()
        }
    }
    defer { server.stop() }
    let client = HTTPClient()
    defer { client.close() }
    for expected in ["0", "1", "1"] {
        let response = try await client.send(HTTP.ClientRequest(method: "POST", url: server.url(), body: [1]))
        #expect(String(decoding: response.body, as: UTF8.self) == expected)
        for await _ in closed {}
    }
    #expect(server.requests.count == 3)
}

private let repeatable: [(method: String, body: [UInt8], times: Int)] = [
    ("POST", [1, 2, 3], 1), ("PATCH", [1], 1), ("POST", [], 1), ("GET", [], 2), ("PUT", [1], 2), ("DELETE", [], 2),
]

@Test(arguments: repeatable)
func clientNeverRepeatsWhatMayNotBeRepeated(method: String, body: [UInt8], times: Int) async throws {
    // The server reads the second request of a connection and closes: it may have acted on it.
    let server = RawServer { connection, _ in
        _ = connection.readRequest()
        connection.respond("first")
        _ = connection.readRequest()
    }
    defer { server.stop() }
    let client = HTTPClient()
    defer { client.close() }
    _ = try await client.send(HTTP.ClientRequest(url: server.url("/first")))
    let result: Result<Int, HTTPTransportError>
    do throws(HTTPTransportError) {
        result = .success(
            try await client.send(HTTP.ClientRequest(method: method, url: server.url("/second"), body: body)).status)
    } catch {
        result = .failure(error)
    }
    let count = server.requests.count { $0.contains("/second") }
    #expect(count == times)
    if times == 2 {
        #expect(try result.get() == 200)  // again, on a new connection
    } else {
        #expect(throws: HTTPTransportError.self) { try result.get() }
        if case .failure(let error) = result { #expect(error.code == .dropped) }
    }
}

@Test(.timeLimit(.minutes(10))) func clientCancelsOneRequestAlone() async throws {
    let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
    let (closed, closing) = AsyncStream.makeStream(of: Void.self)
    let server = RawServer { connection, number in
        guard let request = connection.readRequest() else { return }
        if request.contains("/slow") {
            arrival.finish()
            connection.waitForClose()
            closing.finish()
        } else {
            connection.respond("ok")
        }
    }
    defer { server.stop() }
    let client = HTTPClient()
    defer { client.close() }
    let slow = Task {
        defer { arrival.finish() }
        return try await client.send(HTTP.ClientRequest(url: server.url("/slow")))
    }
    for await _ in arrived {}
    slow.cancel()
    let result = await slow.result
    #expect { try result.get() } throws: { ($0 as? HTTPTransportError)?.code == .cancelled }
    for await _ in closed {}  // the connection goes, so that its answer cannot be taken for another's
    #expect(try await client.send(HTTP.ClientRequest(url: server.url())).status == 200)
}

@Test func clientDoesNotBeginWhatIsCancelled() async {
    let server = RawServer { connection, _ in
        while connection.readRequest() != nil { connection.respond("ok") }
    }
    defer { server.stop() }
    let client = HTTPClient()
    defer { client.close() }
    let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await client.send(HTTP.ClientRequest(url: server.url()))
    }
    let result = await task.result
    #expect { try result.get() } throws: { ($0 as? HTTPTransportError)?.code == .cancelled }
    #expect(server.requests.isEmpty)
}

@Test func clientThatClosesEndsWhatIsUnderWay() async throws {
    let arrivals = AsyncStream.makeStream(of: Void.self)
    let server = RawServer { connection, _ in
        _ = connection.readRequest()
        arrivals.continuation.yield()
        connection.waitForClose()
    }
    defer { server.stop() }
    let client = HTTPClient()
    let tasks = (0..<10).map { _ in Task { try await client.send(HTTP.ClientRequest(url: server.url())) } }
    var arrived = arrivals.stream.makeAsyncIterator()
    for _ in tasks { await arrived.next() }
    client.close()
    client.close()
    for task in tasks {
        let result = await task.result
        #expect { try result.get() } throws: { ($0 as? HTTPTransportError)?.code == .closed }
    }
    await #expect { try await client.send(HTTP.ClientRequest(url: server.url())) } throws: {
        ($0 as? HTTPTransportError)?.code == .closed
    }
}
