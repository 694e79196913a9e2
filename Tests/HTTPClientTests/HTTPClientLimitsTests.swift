import Foundation
import HTTPKit
import Testing

private func outcome(
    _ client: HTTPClient, _ request: HTTP.ClientRequest
) async -> Result<HTTP.Response, HTTPTransportError> {
    do throws(HTTPTransportError) { return .success(try await client.send(request)) } catch { return .failure(error) }
}

private func code(_ result: Result<HTTP.Response, HTTPTransportError>) -> HTTPTransportError.Code? {
    if case .failure(let error) = result { error.code } else { nil }
}

@Suite(.timeLimit(.minutes(10))) struct HTTPClientLimitsTests {
    /// Durations and lengths beyond reason mean the nearest that makes sense, and none traps.
    @Test func clientBearsEveryLimit() async {
        let server = RawServer { connection, _ in
            while connection.readRequest() != nil { connection.respond("abc") }
        }
        defer { server.stop() }
        let client = HTTPClient()
        defer { client.close() }
        for timeout in [Duration.seconds(Int64.max), .seconds(1 << 40), .seconds(60)] {
            let request = HTTP.ClientRequest(url: server.url(), timeout: timeout, maxResponseBytes: .max)
            #expect(code(await outcome(client, request)) == nil)
        }
        for most in [0, -1, Int.min, 2] {
            let request = HTTP.ClientRequest(url: server.url(), maxResponseBytes: most)
            #expect(code(await outcome(client, request)) == .tooLarge)
        }
    }

    @Test func timeoutThatIsNoneIsOverAtOnce() async {
        let server = RawServer { connection, _ in connection.waitForClose() }
        defer { server.stop() }
        let client = HTTPClient()
        defer { client.close() }
        for timeout in [Duration.zero, .seconds(-1), .seconds(Int64.min)] {
            let result = await outcome(client, HTTP.ClientRequest(url: server.url(), timeout: timeout))
            #expect([.timeout, .connect].contains(code(result)))
        }
    }

    /// A server that drips is given up when the time is up, however much it still promises.
    @Test(arguments: ["HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", "HTTP/1.1 200 OK\r\nX: "])
    func dripDoesNotHoldTheClient(beginning: String) async {
        let server = RawServer { connection, _ in
            _ = connection.readRequest()
            connection.send(beginning)
            while connection.drip() {}
        }
        defer { server.stop() }
        let client = HTTPClient()
        defer { client.close() }
        let request = HTTP.ClientRequest(url: server.url(), timeout: .milliseconds(300))
        #expect([.timeout, .tooLarge].contains(code(await outcome(client, request))))
    }

    /// Neither is a compressed response asked for, nor is one unpacked that comes all the same.
    @Test func compressedResponseStaysAsItIs() async throws {
        let server = RawServer { connection, _ in
            _ = connection.readRequest()
            connection.respond("\u{1F}packed", fields: "Content-Encoding: gzip\r\n")
        }
        defer { server.stop() }
        let client = HTTPClient()
        defer { client.close() }
        let response = try await client.send(HTTP.ClientRequest(url: server.url()))
        #expect(String(decoding: response.body, as: UTF8.self) == "\u{1F}packed")
        #expect(!server.requests.joined().lowercased().contains("accept-encoding"))
    }

    /// Whoever is asked cannot send the client, and the token it carries, to somebody else.
    @Test(arguments: [301, 302, 303, 307, 308])
    func tokenDoesNotFollowARedirect(status: Int) async throws {
        let other = RawServer { connection, _ in
            _ = connection.readRequest()
            connection.respond("")
        }
        defer { other.stop() }
        let server = RawServer { connection, _ in
            _ = connection.readRequest()
            connection.respond("", status: "\(status) Elsewhere", fields: "Location: \(other.url())\r\n")
        }
        defer { server.stop() }
        let client = HTTPClient()
        defer { client.close() }
        let request = HTTP.ClientRequest(method: "POST", url: server.url(), fields: ["Authorization": "Bearer t"])
        #expect(try await client.send(request).status == status)
        #expect(other.connectionCount == 0)
    }

    /// The fields and the body of a response cost time in proportion to their length: that of a process of its own,
    /// since the client works on a thread of its own.
    @Test func responseIsTakenInInProportionToItsLength() async {
        await #expect(processExitsWith: .success) {
            let server = RawServer { connection, _ in
                while let request = connection.readRequest() {
                    let parts = request.split(separator: " ")[1].split(separator: "/").compactMap { Int($0) }
                    let fields = String(repeating: "A: b\r\n", count: parts[0])
                    connection.respond(String(repeating: "x", count: parts[1]), fields: fields)
                }
            }
            defer { server.stop() }
            let client = HTTPClient()
            defer { client.close() }
            for (fields, bytes) in [(5000, 0), (0, 1 << 20)] {
                var (small, large): (Duration, Duration) = (.seconds(3600), .seconds(3600))
                for _ in 0..<10 {
                    small = min(small, try await cost(of: fields, bytes, client, server))
                    large = min(large, try await cost(of: 4 * fields, 4 * bytes, client, server))
                    if large < small * 5 { break }
                }
                #expect(large < small * 6, "\(fields) fields, \(bytes) bytes: \(small) and \(large)")
            }
        }
    }
}

/// How long the process is busy with a response of so many fields and bytes.
private func cost(of fields: Int, _ bytes: Int, _ client: HTTPClient, _ server: RawServer) async throws -> Duration {
    func now() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    let start = now()
    let response = try await client.send(HTTP.ClientRequest(url: server.url("/\(fields)/\(bytes)")))
    let end = now()
    #expect(response.fields.values("a").count == fields && response.body.count == bytes)
    return end - start
}
