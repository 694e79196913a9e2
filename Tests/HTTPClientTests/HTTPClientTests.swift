import HTTPKit
import Testing

/// Answers each request of each connection with what it received.
private func echoServer() -> RawServer {
    RawServer { connection, _ in
        while let request = connection.readRequest() { connection.respond(request) }
    }
}

private func code(_ body: () async throws(HTTPTransportError) -> HTTP.Response) async -> HTTPTransportError.Code? {
    do throws(HTTPTransportError) {
        _ = try await body()
        return nil
    } catch {
        return error.code
    }
}

@Test func clientSendsMethodFieldsAndBody() async throws {
    let server = echoServer()
    defer { server.stop() }
    let client = HTTPClient(.init(userAgent: "agent/1"))
    defer { client.close() }
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
        let response = try await client.send(
            HTTP.ClientRequest(
                method: method, url: server.url("/v3/a%20b?x=1"),
                fields: ["Authorization": "Bearer t", "X-Empty": "", "Content-Type": "application/json"],
                body: method == "GET" ? [] : Array("{}".utf8)))
        let request = String(decoding: response.body, as: UTF8.self)
        #expect(response.status == 200)
        #expect(request.hasPrefix("\(method) /v3/a%20b?x=1 HTTP/1.1\r\n"))
        #expect(request.contains("\r\nHost: 127.0.0.1:\(server.port)\r\n"))
        #expect(request.contains("\r\nAuthorization: Bearer t\r\n"))
        #expect(request.contains("\r\nX-Empty:\r\n"))
        #expect(request.contains("\r\nUser-Agent: agent/1\r\n"))
        #expect(request.contains("\r\nContent-Type: application/json\r\n"))
        #expect(!request.contains("Expect") && !request.contains("Accept"))
        #expect(request.hasSuffix(method == "GET" ? "\r\n\r\n" : "Content-Length: 2\r\n\r\n{}"), "\(request)")
    }
}

/// A handle of libcurl serves one request after the other, and tells nobody what it was told before.
@Test func requestHasNothingOfTheOneBefore() async throws {
    let server = echoServer()
    defer { server.stop() }
    let client = HTTPClient()
    defer { client.close() }
    let large = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
    let requests: [(method: String, body: [UInt8])] = [
        ("POST", Array("first".utf8)), ("POST", Array("second, longer".utf8)), ("POST", Array("3".utf8)), ("POST", []),
        ("GET", []), ("DELETE", []), ("DELETE", Array("why".utf8)), ("DELETE", []), ("PUT", large), ("PUT", [1]),
        ("GET", []), ("POST", Array("last".utf8)),
    ]
    for (number, (method, body)) in requests.enumerated() {
        let response = try await client.send(
            HTTP.ClientRequest(
                method: method, url: server.url("/\(number)"),
                fields: number.isMultiple(of: 2) ? ["X-Even": "yes"] : [:],
                body: body))
        let request = String(decoding: response.body, as: UTF8.self)
        #expect(request.hasPrefix("\(method) /\(number) HTTP/1.1\r\n"))
        #expect(request.contains("X-Even") == number.isMultiple(of: 2))
        #expect(request.hasSuffix("\r\n\r\n" + String(decoding: body, as: UTF8.self)), "\(number)")
        let length = body.isEmpty && method != "POST" ? nil : "\r\nContent-Length: \(body.count)\r\n"
        #expect(length.map { request.contains($0) } ?? !request.contains("Content-Length"), "\(number)")
    }
}

@Test func clientSendsNoFieldThatNobodySet() async throws {
    let server = echoServer()
    defer { server.stop() }
    let client = HTTPClient()
    defer { client.close() }
    let response = try await client.send(HTTP.ClientRequest(method: "POST", url: server.url()))
    #expect(
        String(decoding: response.body, as: UTF8.self)
            == "POST / HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nContent-Length: 0\r\n\r\n")
}

@Test func clientLetsNobodyForgeALine() async throws {
    let server = echoServer()
    defer { server.stop() }
    let client = HTTPClient()
    defer { client.close() }
    let response = try await client.send(
        HTTP.ClientRequest(url: server.url(), fields: ["X": "a\r\nEvil: 1", "Content-Length": "9", "Host": "evil"]))
    let request = String(decoding: response.body, as: UTF8.self)
    #expect(request.contains("\r\nX: a  Evil: 1\r\n"))
    #expect(!request.contains("\r\nEvil") && !request.contains("evil") && !request.contains("Content-Length"))
    for bad in ["X: y", "X\r\n", "", "é"] {
        #expect(
            await code { () async throws(HTTPTransportError) in
                try await client.send(HTTP.ClientRequest(url: server.url(), fields: [bad: "1"]))
            } == .badRequest)
    }
    #expect(
        await code { () async throws(HTTPTransportError) in
            try await client.send(HTTP.ClientRequest(method: "GET / HTTP/1.1\r\nX: ", url: server.url()))
        } == .badRequest)
}

@Test func clientReadsStatusAndFields() async throws {
    let server = RawServer { connection, _ in
        _ = connection.readRequest()
        connection.send("HTTP/1.1 103 Early Hints\r\nLink: early\r\n\r\n")
        connection.respond(
            "slow down", status: "429 Too Many Requests",
            fields: "Retry-After: 7\r\nset-cookie: a\r\nSet-Cookie:  b \r\nX:\r\n")
    }
    defer { server.stop() }
    let client = HTTPClient()
    defer { client.close() }
    let response = try await client.send(HTTP.ClientRequest(url: server.url()))
    #expect(response.status == 429)
    #expect(response.fields["retry-after"] == "7")
    #expect(response.fields.values("Set-Cookie") == ["a", "b"])
    #expect(response.fields["X"] == "")
    #expect(response.fields["Link"] == nil)
    #expect(String(decoding: response.body, as: UTF8.self) == "slow down")
}

@Test func clientReadsResponsesOfEveryShape() async throws {
    let server = RawServer { connection, _ in
        while let request = connection.readRequest() {
            if request.hasPrefix("HEAD") {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
            } else if request.contains("/none") {
                connection.send("HTTP/1.1 204 No Content\r\n\r\n")
            } else if request.contains("/chunked") {
                connection.send(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n"
                )
            } else if request.contains("/redirect") {
                connection.respond("", status: "302 Found", fields: "Location: /none\r\n")
            } else {
                connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuntil the end")
                return
            }
        }
    }
    defer { server.stop() }
    let client = HTTPClient()
    defer { client.close() }
    func get(_ path: String, _ method: String = "GET") async throws -> HTTP.Response {
        try await client.send(HTTP.ClientRequest(method: method, url: server.url(path)))
    }
    #expect(try await get("/", "HEAD").body.isEmpty)
    #expect(try await get("/none").status == 204)
    let chunked = try await get("/chunked")
    #expect(String(decoding: chunked.body, as: UTF8.self) == "abcde")
    #expect(chunked.fields["Trailer"] == nil)
    #expect(try await get("/redirect").status == 302)
    #expect(String(decoding: try await get("/close").body, as: UTF8.self) == "until the end")
}

@Test(arguments: [
    "", "nonsense", "/path", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http:///x", "http://a b/",
    "http://127.0.0.1:99999/", "http://127.0.0.1/\u{0}", "http://127.0.0.1/\r\nX: y", "gopher://127.0.0.1",
])
func clientRefusesBadAddresses(url: String) async {
    let client = HTTPClient()
    defer { client.close() }
    #expect(
        await code { () async throws(HTTPTransportError) in try await client.send(HTTP.ClientRequest(url: url)) }
            == .badURL)
}

@Test func clientTellsThatNothingListens() async {
    let server = RawServer { _, _ in }
    server.stop()
    let client = HTTPClient()
    defer { client.close() }
    #expect(
        await code { () async throws(HTTPTransportError) in
            try await client.send(HTTP.ClientRequest(method: "POST", url: server.url(), body: [1]))
        } == .connect)
}

@Test func clientTellsThatThereIsNoTLS() async {
    let server = RawServer { connection, _ in connection.send("HTTP/1.1 400 Bad Request\r\n\r\n") }
    defer { server.stop() }
    let client = HTTPClient()
    defer { client.close() }
    let url = "https://127.0.0.1:\(server.port)/"
    #expect(
        await code { () async throws(HTTPTransportError) in try await client.send(HTTP.ClientRequest(url: url)) }
            == .tls)
}

private let breaks: [(what: String, code: HTTPTransportError.Code, serve: @Sendable (RawConnection) -> Void)] = [
    ("no byte", .dropped, { _ in }),
    ("in the header", .dropped, { $0.send("HTTP/1.1 200 OK\r\nContent-Le") }),
    ("after an interim response", .dropped, { $0.send("HTTP/1.1 103 Early Hints\r\n\r\n") }),
    ("in the body", .dropped, { $0.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc") }),
    ("in a chunk", .dropped, { $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc") }),
    ("no HTTP", .dropped, { $0.send("hello\r\n\r\n") }),
    ("too large by length", .tooLarge, { $0.respond(String(repeating: "x", count: 1025)) }),
    (
        "too large by count", .tooLarge,
        { $0.send("HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 100_000)) }
    ),
    (
        "endless header", .tooLarge,
        { $0.send("HTTP/1.1 200 OK\r\n" + String(repeating: "X: yyyyyyyyyyyyyyyyyyyy\r\n", count: 20_000)) }
    ),
    ("never", .timeout, { $0.waitForClose() }),
]

@Test(arguments: breaks)
func clientTellsHowAResponseFailed(
    what: String, code expected: HTTPTransportError.Code, serve: @escaping @Sendable (RawConnection) -> Void
) async {
    let server = RawServer { connection, _ in
        _ = connection.readRequest()
        serve(connection)
    }
    defer { server.stop() }
    let client = HTTPClient()
    defer { client.close() }
    let timeout: Duration = expected == .timeout ? .milliseconds(50) : .seconds(30)
    for method in ["GET", "POST"] {
        let request = HTTP.ClientRequest(
            method: method, url: server.url("/?secret"), body: Array(method == "POST" ? "x".utf8 : "".utf8),
            timeout: timeout, maxResponseBytes: 1024)
        do throws(HTTPTransportError) {
            _ = try await client.send(request)
            Issue.record("a response came")
        } catch {
            #expect(error.code == expected, "\(error)")
            #expect(!error.message.contains("secret"))
        }
    }
}
