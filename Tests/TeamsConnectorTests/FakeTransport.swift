import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsConnector

/// A service that answers as it is told, and remembers what it was asked.
final class FakeTransport: HTTPTransport {
    struct Sent: Sendable {
        let request: HTTP.ClientRequest
        /// What the clock showed.
        let at: Duration
    }
    typealias Reply = Result<HTTP.Response, HTTPTransportError>

    private let clock: ManualClock
    private let log = Mutex<[Sent]>([])
    private let reply: @Sendable (HTTP.ClientRequest, Int) async -> Reply

    /// - Parameter reply: answers a request; the number counts them from 1.
    init(
        clock: ManualClock = ManualClock(), _ reply: @escaping @Sendable (HTTP.ClientRequest, Int) async -> Reply
    ) {
        self.clock = clock
        self.reply = reply
    }

    /// Answers one after the other, and the last one for ever.
    convenience init(clock: ManualClock = ManualClock(), _ replies: Reply...) {
        self.init(clock: clock) { _, number in replies[min(number, replies.count) - 1] }
    }

    var sent: [Sent] { log.withLock { $0 } }
    var requests: [HTTP.ClientRequest] { sent.map(\.request) }

    func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        let number = log.withLock { log in
            log.append(Sent(request: request, at: clock.now.offset))
            return log.count
        }
        return try await reply(request, number).get()
    }
}

extension Result where Success == HTTP.Response, Failure == HTTPTransportError {
    /// An answer with a JSON body.
    static func answer(_ status: Int, _ json: JSONValue? = nil, _ fields: HTTP.Fields = [:]) -> Self {
        .success(HTTP.Response(status: status, fields: fields, body: json.map { $0.serialized() } ?? []))
    }
    /// A refusal with the common envelope.
    static func refusal(_ status: Int, _ code: String, _ message: String = "", _ fields: HTTP.Fields = [:]) -> Self {
        answer(status, ["error": ["code": .string(code), "message": .string(message)]], fields)
    }
    /// A message was accepted.
    static var created: Self { answer(201, ["id": "1001"]) }
    /// No answer.
    static func failure(_ code: HTTPTransportError.Code) -> Self { .failure(HTTPTransportError(code, "broken")) }
}

extension Connector {
    /// A connector without tokens, in whose tests nothing waits by itself and nothing is random.
    static func testing(
        _ transport: FakeTransport, clock: ManualClock = ManualClock(), cloud: Cloud = .public,
        tokens: TokenProvider? = nil, options: Options = Options()
    ) -> Connector {
        Connector(
            tokens: tokens, transport: transport, cloud: cloud, options: options, clock: clock, random: { 0.5 },
            logger: Log(label: "test", sink: MemorySink()))
    }
}

extension ConversationReference {
    static let group = ConversationReference(
        "19:g@thread.v2", type: .groupChat, tenantId: "t", serviceUrl: "https://smba.trafficmanager.net/emea/t/")
    static let personal = ConversationReference(
        "a:1x", type: .personal, tenantId: "t", serviceUrl: "https://smba.trafficmanager.net/emea/t/")
}

extension HTTP.ClientRequest {
    var json: JSONValue? { body.isEmpty ? nil : try? JSONValue(parsing: body) }
    /// Method and address, without the host.
    var line: String { "\(method) \(url.replacing("https://smba.trafficmanager.net/emea/t", with: ""))" }
}

/// Something that becomes true once.
final class Flag: Sendable {
    private let value = Mutex(false)
    var isSet: Bool { value.withLock { $0 } }
    func set() { value.withLock { $0 = true } }
}

/// Runs `body` while whoever sleeps on `clock` is woken at once, by moving the clock to the next deadline.
func withoutWaiting<T: Sendable>(
    _ clock: ManualClock, _ body: @escaping @Sendable () async throws -> T
) async throws -> T {
    let isDone = Flag()
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            while !isDone.isSet {
                await clock.waitForSleepers()
                clock.advanceToNextSleeper()
            }
        }
        let result: Result<T, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        isDone.set()
        // Wakes the driver, which then sees that it is over.
        let bell = Task { try await clock.sleep(for: .nanoseconds(1)) }
        try await group.waitForAll()
        bell.cancel()
        return try result.get()
    }
}

/// The error that `body` throws; nil when it throws none, or another.
func connectorError(_ body: () async throws -> Void) async -> ConnectorError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? ConnectorError
    }
}
