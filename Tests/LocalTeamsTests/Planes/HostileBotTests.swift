import Foundation
import HTTPKit
import JSONKit
import ServiceKit
import TestSupport
import Testing

@testable import LocalTeams

private let mention: JSONObject = ["mentions": [.string(RunningTeams.app)]]

/// Bots that answer wrongly, without end, or never.
@Suite struct HostileBotTests {
    /// Runs `test` beside a server that answers each delivery with what `answer` gives.
    private func withBot(
        _ answer: @escaping @Sendable () -> HTTP.Response,
        _ test: @escaping @Sendable (RunningTeams) async throws -> Void
    ) async throws {
        let logger = Log(label: "bot", sink: MemorySink())
        let server = try HTTPServer(HTTPServer.Configuration(port: 0), logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run { _ in .response(answer()) } }
            defer { server.beginShutdown() }
            try await withTeams(bot: "http://\(server.address)/api/messages", { $0.service.clock = .virtual }, test)
            server.beginShutdown()
            try await group.waitForAll()
        }
    }

    @Test(arguments: [(200, "no room: the berth is taken"), (500, "boom")])
    func whatTheBotSaysWentWrongIsShown(status: Int, error: String) async throws {
        try await withBot({ HTTP.Response(status: status, fields: ["X-Bot-Error": error]) }) { teams in
            let posted = try await teams.post("hello", as: "ines", mention)
            #expect(posted.json["deliveries"]?[0]?["status"]?.intValue == status)
            #expect(posted.json["deliveries"]?[0]?["error"]?.stringValue == error)
        }
    }

    @Test func anAnswerOf32MiBIsNotTakenIn() async throws {
        try await withBot({ HTTP.Response(status: 200, body: [UInt8](repeating: 0x5b, count: 32 << 20)) }) { teams in
            let posted = try await teams.post("hello", as: "ines", mention)
            #expect(posted.status == 201)
            #expect(posted.json["deliveries"]?[0]?["error"]?.stringValue?.isEmpty == false)
            #expect(try await teams.history("bo").last?["text"]?.stringValue?.hasSuffix("hello") == true)
        }
    }

    @Test func anAnswerWithoutEndIsCutOff() async throws {
        let bot = try EndlessServer()
        defer { bot.stop() }
        let endpoint = "http://127.0.0.1:\(bot.port)/api/messages"
        try await withTeams(bot: endpoint, { $0.service.clock = .virtual }) { teams in
            let posted = try await teams.post("hello", as: "ines", mention)
            #expect(posted.status == 201)
            #expect(posted.json["deliveries"]?[0]?["error"]?.stringValue?.isEmpty == false)
            // Other people, and other calls, wait for nothing.
            #expect(try await teams.post("and now", as: "bo").status == 201)
        }
    }

    /// A line of deliveries that nobody takes has an end, in number and in bytes.
    @Test(arguments: [("", DeliveryLimits.maxWaitingInLane), (String(repeating: "x", count: 4 << 20), 31)])
    func deliveriesThatWaitAreCounted(text: String, room: Int) async throws {
        let deliverer = Deliverer(
            transport: NoTransport(), signer: DeliverySigner(keys: try KeyRing(keys: [])),
            clock: WorldClock(stoppedAt: Harbor.start), log: WireLog(), logger: Log(label: "x", sink: MemorySink()))
        var last: DeliveryTicket?
        for _ in 0...room {
            last = deliverer.enqueue(
                Delivery(
                    bot: "b", endpoint: "http://127.0.0.1:1/", activity: .message(text), conversation: "c",
                    readers: .nobody),
                isSigned: false)
        }
        // None of them was worked on: the last was answered at once.
        let outcome = try #require(await last?.outcome(within: .seconds(3_600)))
        #expect(outcome.skipped == "too many deliveries wait for the bot already")
    }

    @Test func aSlowPageLosesItsStream() async throws {
        let hub = StreamHub()
        let slow = try hub.subscribe("ines")
        let text = JSONValue.string(String(repeating: "x", count: 1 << 20))
        for seq in 0..<10 {
            hub.send(StreamEvent(seq: seq, kind: .message, message: ["text": text]), to: ["ines", "bo"])
        }
        #expect(hub.count == 0)
        var frames = 0
        await slow.read { _ in frames += 1 }
        #expect((1...8).contains(frames))
    }

    @Test func pagesThatListenAreCountedAndForgotten() throws {
        let hub = StreamHub()
        var pages: [StreamHub.Subscription] = []
        for _ in 0..<StreamHub.maxListenersOfOne { pages.append(try hub.subscribe("ines")) }
        #expect(refusal { _ = try hub.subscribe("ines") }?.status == 429)
        pages.append(try hub.subscribe("bo"))
        #expect(hub.count == StreamHub.maxListenersOfOne + 1)
        pages.removeAll()
        #expect(hub.count == 0)
        _ = try hub.subscribe("ines")
    }

    @Test func filesHaveABudget() throws {
        var harbor = Harbor()
        harbor.world.files.maxBytes = 16 * 272
        let more = SentFile(name: "a", contentType: "text/csv", base64: "AAAA")
        for _ in 0..<16 { try harbor.world.post("x", to: Harbor.tides, as: "ines", attachments: [more.again]) }
        #expect(
            refusal { try harbor.world.post("x", to: Harbor.tides, as: "ines", attachments: [more]) }?.status == 413)
        try harbor.world.post("x", to: Harbor.tides, as: "ines")
        harbor.world.reset()
        try harbor.world.post("x", to: Harbor.tides, as: "ines", attachments: [more])
    }
}

extension SentFile {
    /// The same file under another id.
    fileprivate var again: SentFile { SentFile(name: name, contentType: contentType, base64: base64) }
}

private struct NoTransport: HTTPTransport {
    func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        HTTP.Response(status: 200)
    }
}

/// Answers whoever connects with a head, and then with bytes until they hang up.
private final class EndlessServer: Sendable {
    let port: Int
    private let descriptor: CInt

    struct NoPort: Error {}

    init() throws {
        descriptor = makeStreamSocket()
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { [descriptor] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 16) == 0 ? getsockname(descriptor, $0, &size) : -1
            }
        }
        guard status == 0 else { throw NoPort() }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [descriptor] in
            while case let connection = acceptConnection(descriptor), connection >= 0 {
                Thread.detachNewThread { Self.answer(connection) }
            }
        }
    }

    func stop() {
        shutdown(descriptor, CInt(SHUT_RDWR))
        close(descriptor)
    }

    private static func answer(_ connection: CInt) {
        var bytes = Array("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".utf8)
        while sendOnce(bytes, to: connection) > 0 {
            bytes = [UInt8](repeating: 0x20, count: 65_536)
        }
        close(connection)
    }
}
