import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit

@testable import TeamsCommand

/// A notifier that answers as the contract says, from a list of what a notification goes through.
final class FakeNotifier: Sendable {
    struct Seen: Sendable, Hashable {
        let line: String
        let key: String?
        let authorization: String?
        let body: String
    }

    struct State {
        var seen: [Seen] = []
        /// What a notification goes through, one a look; the last one stays.
        var course: [JSONValue]
        var deliveries: [JSONValue] = []
        var lanes: [JSONValue] = []
        /// Answers that come first, in place of the real ones, to requests whose line begins so.
        var instead: [(line: String, reply: HTTPReply)] = []
        /// By idempotency key.
        var accepted: [String: Int] = [:]
        var pageSize = 2
    }

    let state: Mutex<State>

    init(_ course: [JSONValue] = [status()]) { state = Mutex(State(course: course)) }

    static func status(
        _ state: String = "done", delivered: Int = 3, failed: Int = 0, skipped: Int = 0, unknown: Int = 0,
        planned: Int = 0, sending: Int = 0, _ more: JSONObject = [:]
    ) -> JSONValue {
        let counts: [(String, JSONValue)] = [
            ("planned", planned), ("sending", sending), ("delivered", delivered), ("failed", failed),
            ("skipped", skipped), ("unknown", unknown),
        ].map { ($0.0, .number(JSONNumber($0.1))) }
        var object: JSONObject = [
            "id": "n1", "state": .string(state), "counts": .object(JSONObject(counts)),
            "createdAt": "2026-11-28T09:00:00Z",
        ]
        for (name, value) in more { object[name] = value }
        return .object(object)
    }

    var transport: HandlerTransport {
        HandlerTransport(replies: { [self] request in answer(request) })
    }

    private func answer(_ request: HTTP.Request) -> HTTPReply {
        state.withLock { state in
            let line = "\(request.method) \(request.target)"
            let key = request.fields["Idempotency-Key"]
            state.seen.append(
                Seen(
                    line: line, key: key, authorization: request.fields["Authorization"],
                    body: String(decoding: request.body, as: UTF8.self)))
            if let place = state.instead.firstIndex(where: { line.hasPrefix($0.line) }) {
                return state.instead.remove(at: place).reply
            }
            guard request.fields["Authorization"] == "Bearer secret-key" else {
                return .response(Self.error(401, "unauthorized", "no key"))
            }
            return .response(Self.answer(line, key, request, &state))
        }
    }

    private static func answer(
        _ line: String, _ key: String?, _ request: HTTP.Request, _ state: inout State
    ) -> HTTP.Response {
        let look = { (state: inout State) -> JSONValue in
            state.course.count > 1 ? state.course.removeFirst() : state.course[0]
        }
        switch line {
        case "POST /v1/notifications":
            let body = try? JSONValue(parsing: request.body)
            if body?["dryRun"] == true {
                return json([
                    "plan": [
                        "recipients": 1000, "skipped": ["optedOut": 2], "requests": 1001, "estimatedSeconds": 19.2,
                        "largestBytes": 2048, "warnings": ["the card has no summary"],
                    ]
                ])
            }
            if let key { state.accepted[key, default: 0] += 1 }
            return json(["id": "n1", "state": "planning", "counts": [:]], 202)
        case "GET /v1/notifications/n1": return json(look(&state))
        case "PUT /v1/notifications/n1/content", "DELETE /v1/notifications/n1":
            return HTTP.Response(status: 202)
        case _ where line.hasPrefix("POST /v1/notifications/n1/"): return json(look(&state))
        case "GET /v1/notifications/n1/deliveries.csv":
            return .bytes(
                Array("conversation,user,state,activityId,code\na,b,failed,,x\n".utf8), contentType: "text/csv")
        case _ where line.hasPrefix("GET /v1/notifications/n1/deliveries?"):
            let items = state.deliveries.filter { line.contains("state=\($0["state"]?.stringValue ?? "")") }
            let start = line.split(separator: "after=").dropFirst().first.flatMap { Int($0) } ?? 0
            var page: JSONObject = ["items": .array(Array(items.dropFirst(start).prefix(state.pageSize)))]
            if start + state.pageSize < items.count { page["next"] = .string("\(start + state.pageSize)") }
            return json(.object(page))
        case _ where line.hasPrefix("GET /v1/lanes"): return json(["items": .array(state.lanes)])
        default: return error(404, "notFound", "there is no notification of that id")
        }
    }

    static func json(_ json: JSONValue, _ status: Int = 200) -> HTTP.Response {
        .json(json.serialized(), status: status)
    }

    static func error(
        _ status: Int, _ code: String, _ message: String, _ pointer: String? = nil, retryAfter: String? = nil
    ) -> HTTP.Response {
        var object: JSONObject = ["code": .string(code), "message": .string(message)]
        object["pointer"] = pointer.map { .string($0) }
        var response = json(["error": .object(object)], status)
        if let retryAfter { response.fields["Retry-After"] = retryAfter }
        return response
    }

    /// The lines of all requests but those to the lanes.
    var lines: [String] { state.withLock { $0.seen.map(\.line).filter { !$0.contains("/lanes") } } }
}

/// A clock on which every sleep is over at once, and time passes by sleeping alone.
final class JumpingClock: Clock, Sendable {
    private let offset = Mutex(Duration.zero)
    var now: ManualClock.Instant { ManualClock.Instant(offset: offset.withLock { $0 }) }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: ManualClock.Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        offset.withLock { $0 = max($0, deadline.offset) }
    }
}
