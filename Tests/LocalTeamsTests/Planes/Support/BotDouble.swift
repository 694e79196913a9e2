import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit

/// A bot's messaging endpoint that keeps what it gets, in order.
struct BotDouble: Sendable {
    /// One activity as it came.
    struct Received: Sendable {
        let activity: JSONValue
        let token: String?
        let fields: HTTP.Fields
        /// Its place among those that came, from 1.
        let number: Int
    }

    /// What came. Has one reader at a time.
    let activities: AsyncStream<Received>
    private let server: HTTPServer
    private let handler: @Sendable (HTTP.Request) async -> HTTPReply

    /// - Parameters:
    ///   - port: the port to listen on; 0 takes a free one.
    ///   - answer: the status for an activity.
    init(port: Int = 0, _ answer: @escaping @Sendable (Received) async -> Int = { _ in 200 }) throws {
        let (activities, continuation) = AsyncStream.makeStream(of: Received.self)
        let counter = Counter()
        self.activities = activities
        let logger = Log(label: "bot", sink: MemorySink())
        server = try HTTPServer(HTTPServer.Configuration(port: port), logger: logger)
        handler = { request in
            let received = Received(
                activity: (try? JSONValue(parsing: request.body)) ?? .null,
                token: request.fields["Authorization"].map { String($0.dropFirst("Bearer ".count)) },
                fields: request.fields,
                number: counter.next())
            continuation.yield(received)
            return .empty(status: await answer(received))
        }
    }

    var port: Int { server.port }

    /// Where activities are to be posted.
    var endpoint: String { "http://\(server.address)/api/messages" }

    /// The next message; other activities are passed over.
    func nextMessage() async -> Received? {
        await activities.first { $0.activity["type"] == "message" }
    }

    /// Runs `test` while the endpoint answers.
    func serve(_ test: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [server, handler] in try await server.run(handler: handler) }
            defer { server.beginShutdown() }
            try await test()
            server.beginShutdown()
            try await group.waitForAll()
        }
    }
}

private final class Counter: Sendable {
    private let value = Mutex(0)

    func next() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }
}

/// A door that opens once: whoever waits goes through when it is open.
final class Gate: Sendable {
    private let opened: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (opened, continuation) = AsyncStream.makeStream() }

    func open() { continuation.finish() }
    func wait() async { for await _ in opened {} }
}
