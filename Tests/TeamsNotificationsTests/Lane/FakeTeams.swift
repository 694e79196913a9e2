import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TestSupport

/// A service with windows of its own, whose way takes time, and that answers as it is told.
final class FakeTeams: HTTPTransport {
    struct Request: Sendable {
        let number: Int
        let method: String
        let url: String
        let body: [UInt8]
        /// When it was sent.
        let at: Duration
        /// When the service counted it.
        var counted: Duration = .zero
        var status: Int?

        var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
        var text: String { json["text"]?.stringValue ?? "" }
        /// The conversation that its path names, decoded as far as tests need it.
        var conversation: String {
            let parts = url.split(separator: "/")
            guard let place = parts.firstIndex(of: "conversations"), place + 1 < parts.count else { return "" }
            return String(parts[place + 1]).replacing("%3A", with: ":").replacing("%40", with: "@")
        }
    }
    enum Reply: Sendable {
        case status(Int, JSONValue = .null, HTTP.Fields = [:])
        case failure(HTTPTransportError.Code)
        /// After the message was taken.
        case lost
    }
    struct Limit: Sendable {
        let count: Int
        let length: Duration
        static let organisation = [Limit(count: 50, length: .seconds(1))]
        static let conversation = [
            Limit(count: 7, length: .seconds(1)), Limit(count: 8, length: .seconds(2)),
            Limit(count: 60, length: .seconds(30)), Limit(count: 1800, length: .seconds(3600)),
        ]
        static func half(_ limits: [Limit]) -> [Limit] { limits.map { Limit(count: $0.count / 2, length: $0.length) } }
    }
    private struct State {
        var log: [Request] = []
        var counted: [String: [Duration]] = [:]
        var reply: (@Sendable (Request) -> Reply?)?
    }

    private let clock: ManualClock
    private let way: @Sendable () -> Duration
    private let organisation: [Limit]
    private let conversation: [Limit]
    private let state = Mutex(State())

    init(
        _ clock: ManualClock, organisation: [Limit] = Limit.organisation, conversation: [Limit] = Limit.conversation,
        way: @escaping @Sendable () -> Duration = { .milliseconds(2) }
    ) {
        self.clock = clock
        self.way = way
        self.organisation = organisation
        self.conversation = conversation
    }

    /// Answers in place of the service from now on; nil for what the service answers by itself.
    func answer(_ reply: (@Sendable (Request) -> Reply?)?) { state.withLock { $0.reply = reply } }

    var log: [Request] { state.withLock { $0.log } }
    var taken: [Request] { log.filter { $0.status.map { $0 < 300 } ?? false } }
    var refused: Int { log.count { $0.status == 429 } }

    func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        let now = clock.now.offset
        let number = state.withLock { state in
            state.log.append(
                Request(
                    number: state.log.count + 1, method: request.method, url: request.url, body: request.body, at: now))
            return state.log.count
        }
        await pause()
        let reply = state.withLock { $0.reply }
        let known = log[number - 1]
        switch reply?(known) {
        case .failure(let code)?:
            await pause()
            throw HTTPTransportError(code, "broken")
        case .status(let status, let json, let fields)?:
            note(number, status)
            await pause()
            return HTTP.Response(status: status, fields: fields, body: json.isNull ? [] : json.serialized())
        case .lost?:
            note(number, 201)
            await pause()
            throw HTTPTransportError(.dropped, "lost")
        case nil: break
        }
        let arrived = clock.now.offset
        let isTooMuch = state.withLock { state in
            let scopes = [("t", organisation), ("c" + known.conversation, conversation)]
            for (name, limits) in scopes {
                let times = state.counted[name, default: []]
                for limit in limits where times.count >= limit.count {
                    if times[times.count - limit.count] + limit.length > arrived { return true }
                }
            }
            for (name, _) in scopes { state.counted[name, default: []].append(arrived) }
            return false
        }
        let status = isTooMuch ? 429 : request.method == "POST" ? 201 : 200
        note(number, status)
        await pause()
        if isTooMuch {
            return HTTP.Response(
                status: 429, fields: ["Retry-After": "1"],
                body: JSONValue.object(["error": ["code": "Throttled", "message": "Too many requests."]]).serialized())
        }
        let id: JSONValue = known.url.hasSuffix("/v3/conversations") ? .string("a:new\(number)") : .string("m\(number)")
        return HTTP.Response(status: status, body: JSONValue.object(["id": id]).serialized())
    }

    private func note(_ number: Int, _ status: Int) {
        let now = clock.now.offset
        state.withLock { state in
            state.log[number - 1].status = status
            state.log[number - 1].counted = now
        }
    }

    private func pause() async {
        let duration = way()
        if duration > .zero { try? await clock.sleep(for: duration) }
    }

    /// From the first request to the last.
    var span: Duration {
        let log = log
        guard let first = log.first, let last = log.map(\.at).max() else { return .zero }
        return last - first.at
    }
}
