internal import JSONKit

/// A failure of the service that somebody asked for: what it strikes, how often, and what is answered then.
struct Fault: Sendable, Hashable {
    static let statuses = 200...599
    /// The connection is dropped without an answer.
    static let dropped = 0
    static let maxDelay = 86_400_000

    /// Rises with each that is made; no two ever have the same.
    var id = 0
    var operation = FaultOperation.any
    /// With `;messageid=` what is in that thread alone.
    var conversation: ConversationID?
    /// Requests that reach this person alone: their personal chat, a message targeted at them, a chat made for them.
    var user: Handle?
    /// Without one the request is only held up.
    var status: Int?
    var code: String?
    var subCode: String?
    var retryAfter: RetryAfterField?
    /// How often it strikes; 0 for ever.
    var times = 1
    /// How likely it strikes a request that it could strike.
    var probability: Double?
    /// On the world's clock.
    var delayMs: Int?
    /// The operation is done nevertheless, and only its answer is lost.
    var afterDelivery: Bool?
    /// How often it struck.
    var hits = 0
    var extras = JSONObject()
}

extension Fault {
    /// Whether it gives the answer, in place of the operation.
    var answers: Bool { status != nil }

    var isAfterDelivery: Bool { afterDelivery ?? false }

    var delay: Duration { .milliseconds(delayMs ?? 0) }

    /// How often it will strike yet; nil for ever.
    var left: Int? { times == 0 ? nil : max(0, times - hits) }

    /// As the control plane shows it.
    var shown: JSONObject {
        var shown = object
        shown["id"] = .string(String(id))
        shown["left"] = left?.json ?? .null
        return shown
    }

    /// What it does, for people: `502 after delivery`.
    var words: String {
        var words =
            switch status {
            case nil: "held up"
            case Self.dropped: "connection dropped"
            case let status?: "\(status)"
            }
        if isAfterDelivery { words += " after delivery" }
        if let delayMs { words += answers ? ", \(delayMs) ms late" : " for \(delayMs) ms" }
        return words
    }
}

extension Fault: StoredRow, TableRow {
    struct ID: RecordKey, Comparable {
        let number: Int
        var recordKey: String { String(number) }

        static func < (left: ID, right: ID) -> Bool { left.number < right.number }
    }

    var rowID: ID { ID(number: id) }

    var isWhole: Bool {
        (status.map { $0 == Self.dropped || Self.statuses.contains($0) } ?? (delayMs != nil))
            && probability.map { (0...1).contains($0) } ?? true
            && delayMs.map { (0...Self.maxDelay).contains($0) } ?? true
    }

    static let shape: RowShape<Fault> = [
        .count("id", \.id), .required("operation", \.operation), .optional("conversation", \.conversation),
        .optional("user", \.user), .optional("status", \.status), .optional("code", \.code),
        .optional("subCode", \.subCode), .optional("retryAfter", \.retryAfter), .count("times", \.times),
        .optional("probability", \.probability), .optional("delayMs", \.delayMs),
        .optional("afterDelivery", \.afterDelivery), .count("hits", \.hits),
    ]
}
