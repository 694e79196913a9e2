import Foundation
import HTTPKit
import JSONKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsNotifications

/// The API on an engine in memory, with a key of each scope. Every answer is held against the document that the API
/// serves.
struct APITown {
    static let keys: [APIScope: String] = [
        .read: "read-key-0123456789", .send: "send-key-0123456789", .admin: "admin-key-012345678",
    ]

    let desk = DeskDouble()
    let sink = MemorySink()
    let ring: APIKeyring
    let api: NotificationAPI

    init(
        maxWaiting: Int = NotificationAPI.maxWaiting, entra: EntraAccess? = nil, problems: [String] = [],
        sources: EventSources? = nil
    ) {
        ring = APIKeyring(Self.keys.map { APIKey(name: $0.key.rawValue, scope: $0.key, secret: $0.value) })
        api = NotificationAPI(
            desk: desk, access: APIAccess(keys: ring, entra: entra), time: Stopwatch(ContinuousClock()),
            logger: Log(label: "test", sink: sink), sources: sources, maxWaiting: maxWaiting,
            otherProblems: { problems })
    }

    /// An answer, with its body as JSON where it is JSON.
    struct Answer {
        let status: Int
        let fields: HTTP.Fields
        let bytes: [UInt8]
        var json: JSONValue { (try? JSONValue(parsing: bytes)) ?? .null }
        var text: String { String(decoding: bytes, as: UTF8.self) }
        var pointer: String? { json["error"]?["pointer"]?.stringValue }
        var code: String? { json["error"]?["code"]?.stringValue }
    }

    @discardableResult
    func call(
        _ method: String, _ target: String, _ body: JSONValue? = nil, as scope: APIScope? = .admin,
        fields: HTTP.Fields = [:], location: SourceLocation = #_sourceLocation
    ) async -> Answer {
        await raw(method, target, body?.serialized() ?? [], as: scope, fields: fields, location: location)
    }

    func raw(
        _ method: String, _ target: String, _ body: [UInt8], as scope: APIScope? = .admin, fields: HTTP.Fields = [:],
        location: SourceLocation = #_sourceLocation
    ) async -> Answer {
        var fields = fields
        if let scope { fields["Authorization"] = "Bearer \(Self.keys[scope] ?? "")" }
        let reply = await api.handle(HTTP.Request(method: method, target: target, fields: fields, body: body))
        let answer: Answer
        switch reply {
        case .response(let response):
            answer = Answer(status: response.status, fields: response.fields, bytes: response.body)
        case .stream(let status, let fields, _, let write):
            answer = Answer(status: status, fields: fields, bytes: await StreamedBody().bytes(write))
        default: answer = Answer(status: 0, fields: [:], bytes: [])
        }
        check(method, target, answer, location)
        return answer
    }

    /// Holds an answer against the document.
    private func check(_ method: String, _ target: String, _ answer: Answer, _ location: SourceLocation) {
        let document = OpenAPIDocument.json
        let check = SchemaCheck(components: document["components"]?["schemas"] ?? .null)
        let segments = HTTP.Request(target: target).pathSegments ?? []
        guard case .found(let route, _) = APIRoute.table.match(method, segments[...]) else {
            guard let error = document["components"]?["schemas"]?["Error"] else { return }
            let problems = check.problems(answer.json, error)
            #expect(problems.isEmpty, "\(method) \(target)", sourceLocation: location)
            return
        }
        let operation = document["paths"]?[route.pattern]?[method.lowercased()]
        guard let described = operation?["responses"]?["\(answer.status)"] else {
            Issue.record("\(method) \(target): \(answer.status) is not described", sourceLocation: location)
            return
        }
        let type = answer.fields["Content-Type"].map { String($0.prefix { $0 != ";" }) } ?? ""
        guard let schema = described["content"]?[type]?["schema"] else {
            Issue.record("\(method) \(target): \(answer.status) \(type) is not described", sourceLocation: location)
            return
        }
        guard type == "application/json" else { return }
        let problems = check.problems(answer.json, schema)
        #expect(problems.isEmpty, "\(method) \(target): \(answer.text)", sourceLocation: location)
    }

    static let notification: JSONValue = ["audience": ["everyone": true], "content": ["text": "The tide turns."]]

    /// Accepts one, and says its id.
    func accepted() async -> String {
        await call("POST", "/v1/notifications", Self.notification).json["id"]?.stringValue ?? ""
    }
}
