internal import ExpressionKit
internal import Foundation
internal import JSONKit
internal import TokenKit

/// Makes notifications of the events of one source. Knows no clock and no connection.
struct EventMapping: Sendable {
    /// What becomes of an event.
    enum Outcome: Sendable {
        /// `when` does not hold.
        case skipped
        case notification(NotificationRequest, key: String, digest: String)
    }

    /// The longest event that is read.
    static let maxEventBytes = 1 << 20
    private static let nul = Array("\\u0000".utf8)
    private static let limits = ExpressionLimits(nodes: 100_000, textBytes: 4 << 20, steps: 2_000_000)

    private enum When: Sendable {
        case always(Bool)
        case binding(Binding)
    }

    private let source: String
    private let when: When
    private let idempotencyKey: EventTemplate?
    private let notification: EventTemplate

    /// Reads `when`, `idempotencyKey` and `notification` of a source's settings.
    init(source: String, from reader: inout StrictReader) throws(StrictError) {
        self.source = source
        when = try Self.when(reader.place("when"))
        idempotencyKey = try reader.place("idempotencyKey").map { (place) throws(StrictError) in
            try EventTemplate(text: place)
        }
        guard let place = reader.place("notification") else { throw reader.error(at: "notification", "is missing") }
        notification = try EventTemplate(notification: place)
        try Self.check(place)
    }

    private static func when(_ place: StrictPlace?) throws(StrictError) -> When {
        guard let place else { return .always(true) }
        if case .bool(let always) = place.json { return .always(always) }
        guard let binding = try EventTemplate(text: place).whole else {
            throw place.error("must be one expression, such as \"${event.status == 'failed'}\"")
        }
        return .binding(binding)
    }

    /// What is wrong with a notification whatever the event. Where an expression stands, nothing is known yet.
    private static func check(_ place: StrictPlace) throws(StrictError) {
        do throws(StrictError) {
            _ = try StrictReader.read(NotificationRequest.self, from: place.json, at: place.pointer)
        } catch {
            let inner = JSONPointer(tokens: Array(error.pointer.tokens.dropFirst(place.pointer.tokens.count)))
            if let text = place.json[inner]?.stringValue, text.contains("${") { return }
            throw error
        }
    }

    /// What becomes of `event`.
    func outcome(of event: SourceEvent, now: Date) throws(EventFault) -> Outcome {
        let json = try Self.json(of: event)
        var environment = ExpressionEnvironment(limits: Self.limits)
        environment.now = { now }
        var evaluation = BindingEvaluation(
            root: .json(["event": json]), host: .undefined, constants: [:], environment: environment,
            noticesMissing: true)
        switch when {
        case .always(let holds): guard holds else { return .skipped }
        case .binding(let binding):
            do throws(EventFault) {
                guard try EventTemplate.condition(binding, &evaluation) else { return .skipped }
            } catch {
                throw error.within("/when")
            }
        }
        let request: NotificationRequest
        do throws(EventFault) {
            let filled = try notification.value(for: json, &evaluation)
            do throws(StrictError) {
                request = try StrictReader.read(NotificationRequest.self, from: filled)
            } catch {
                throw EventFault(error.problem, at: "\(error.pointer)")
            }
        } catch {
            throw error.within("/notification")
        }
        let (key, digest) = try idempotency(of: event, json, request, &evaluation)
        return .notification(request, key: key, digest: digest)
    }

    private static func json(of event: SourceEvent) throws(EventFault) -> JSONValue {
        guard let bytes = event.bytes, !bytes.isEmpty else { throw EventFault("the event is empty") }
        guard bytes.count <= maxEventBytes else { throw EventFault("the event has more than \(maxEventBytes) bytes") }
        let json: JSONValue
        do throws(JSONError) { json = try JSONValue(parsing: bytes) } catch {
            throw EventFault("the event is no JSON: line \(error.line), column \(error.column): \(error.message)")
        }
        // No database keeps it in a text.
        guard !bytes.contains(nul) else {
            throw EventFault("the event has a character NUL (\\u0000) in a text")
        }
        return json
    }

    /// The key under which the notification is known again, and what tells it from another under the same key: with a
    /// key of the settings the request, else the event. An event without a position is known by its content.
    private func idempotency(
        of event: SourceEvent, _ json: JSONValue, _ request: NotificationRequest,
        _ evaluation: inout BindingEvaluation
    ) throws(EventFault) -> (key: String, digest: String) {
        guard let idempotencyKey else {
            let digest = hexadecimal(sha256(json.serialized(.sorted)))
            return (key(of: event.position ?? digest), digest)
        }
        let value: JSONValue
        do throws(EventFault) { value = try idempotencyKey.value(for: json, &evaluation) } catch {
            throw error.within("/idempotencyKey")
        }
        let text = value.stringValue ?? value.text()
        guard !text.isEmpty, !value.isNull else { throw EventFault("is empty", at: "/idempotencyKey") }
        return (key(of: text), request.digest)
    }

    /// Keys of two sources, and those of the API, never meet.
    private func key(of text: String) -> String {
        let short = text.utf8.count <= 200 ? text : hexadecimal(sha256(Array(text.utf8)))
        return "source/\(source)/\(short)"
    }
}
