import HTTPKit
import LockKit
import Testing

private func send(
    _ request: HTTP.ClientRequest, _ handler: @escaping @Sendable (HTTP.Request) async -> HTTP.Response
) async throws -> HTTP.Response { try await HandlerTransport(handler: handler).send(request) }

@Test func handlerSeesWhatAServerWouldHandOver() async throws {
    let request = HTTP.ClientRequest(
        method: "POST", url: "https://Bot.example:8443/api/messages?x=1",
        fields: ["Authorization": "Bearer t", "Host": "other", "Content-Length": "7", "X": "a\nb"], body: [1, 2])
    let response = try await send(request) { request in
        #expect(request.method == "POST" && request.target == "/api/messages?x=1" && request.body == [1, 2])
        #expect(
            request.fields == [
                "Host": "bot.example:8443", "Authorization": "Bearer t", "X": "a b", "Content-Length": "2",
            ])
        return HTTP.Response(status: 201, fields: ["A": "b", "Date": "never", "Connection": "x"], body: [3])
    }
    #expect(response == HTTP.Response(status: 201, fields: ["A": "b", "Content-Length": "1"], body: [3]))
}

private let exchanges: [(method: String, url: String, answer: HTTP.Response, target: String, seen: HTTP.Response)] = [
    ("GET", "http://a", .empty(), "/", .empty()),
    (
        "GET", "http://a?b", .text("c", status: 304), "/?b",
        HTTP.Response(status: 304, fields: ["Content-Type": "text/plain; charset=utf-8"])
    ),
    (
        "HEAD", "http://a/", HTTP.Response(status: 200, body: [1, 2]), "/",
        HTTP.Response(status: 200, fields: ["Content-Length": "2"])
    ),
    ("GET", "http://a/", HTTP.Response(status: 42), "/", HTTP.Response(status: 500, fields: ["Content-Length": "0"])),
]

@Test(arguments: exchanges.indices)
func senderSeesWhatAClientWouldReceive(index: Int) async throws {
    let exchange = exchanges[index]
    let seen = try await send(HTTP.ClientRequest(method: exchange.method, url: exchange.url)) { request in
        #expect(request.target == exchange.target)
        return exchange.answer
    }
    #expect(seen == exchange.seen)
}

private let refused: [(request: HTTP.ClientRequest, code: HTTPTransportError.Code)] = [
    (HTTP.ClientRequest(url: "nowhere"), .badURL), (HTTP.ClientRequest(url: "ftp://a"), .badURL),
    (HTTP.ClientRequest(url: "http://127.1/"), .badURL),
    (HTTP.ClientRequest(method: "GET /", url: "http://a"), .badRequest),
    (HTTP.ClientRequest(url: "http://a", fields: ["A B": "c"]), .badRequest),
]

@Test(arguments: refused.indices)
func unusableRequestReachesNobody(index: Int) async throws {
    let error = await #expect(throws: HTTPTransportError.self) {
        try await send(refused[index].request) { _ in
            Issue.record("it reached the handler")
            return .empty()
        }
    }
    #expect(error?.code == refused[index].code)
}

@Test func longResponseIsAnError() async throws {
    let request = HTTP.ClientRequest(url: "http://a", maxResponseBytes: 3)
    #expect(try await send(request) { _ in .bytes([1, 2, 3], contentType: "a") }.body.count == 3)
    let error = await #expect(throws: HTTPTransportError.self) {
        try await send(request) { _ in .bytes([1, 2, 3, 4], contentType: "a") }
    }
    #expect(error?.code == .tooLarge)
}

@Test func cancelledSenderCancelsTheHandler() async throws {
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let wasCancelled = Atomic(false)
    let task = Task {
        try await send(HTTP.ClientRequest(url: "http://a")) { _ in
            start.yield()
            await Gate().wait()
            wasCancelled.store(Task.isCancelled, ordering: .relaxed)
            return .text("too late")
        }
    }
    for await _ in started { break }
    task.cancel()
    let error = await #expect(throws: HTTPTransportError.self) { try await task.value }
    #expect(error?.code == .cancelled && wasCancelled.load(ordering: .relaxed))
    let before = Task {
        await Gate().wait()
        return try await send(HTTP.ClientRequest(url: "http://a")) { _ in
            Issue.record("it reached the handler")
            return .empty()
        }
    }
    before.cancel()
    #expect(await #expect(throws: HTTPTransportError.self) { try await before.value }?.code == .cancelled)
}

@Test func whatBreaksOffIsDropped() async throws {
    let request = HTTP.ClientRequest(url: "http://a/")
    let error = await #expect(throws: HTTPTransportError.self) {
        try await HandlerTransport(replies: { _ in .drop }).send(request)
    }
    #expect(error?.code == .dropped)
    let whole = try await HandlerTransport(replies: { _ in .text("x") }).send(request)
    #expect(whole.body == Array("x".utf8))
    let socket = try await HandlerTransport(replies: { _ in .webSocket { _ in } }).send(request)
    #expect(socket.status == 426)
}
