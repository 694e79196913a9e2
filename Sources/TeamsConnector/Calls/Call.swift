internal import HTTPKit
internal import JSONKit

/// One request to the service, before it has an address and a token.
struct Call: Sendable {
    /// What is asked, for errors and logs: `send`.
    let operation: String
    let method: String
    /// The base address, as an activity or a stored conversation gave it.
    let serviceUrl: String
    /// The path's segments below the base address, not encoded.
    let path: [String]
    var query: [(name: String, value: String)] = []
    var body: JSONValue?
    /// Whose requests go one after the other and are paced; nil for questions.
    var lane: String?
    /// What the right host is remembered by.
    let subject: String
    /// Whether doing it twice is the same as doing it once.
    var isRepeatable = true

    /// The address below `base`.
    func url(at base: ServiceAddress) -> String {
        let segments = path.map { "/" + percentEncoded($0) }.joined()
        let items = query.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }.joined(separator: "&")
        return base.text + segments + (items.isEmpty ? "" : "?\(items)")
    }
}

/// What the service answered.
struct Answer: Sendable {
    /// The body; null when it was empty or no JSON.
    let json: JSONValue
    /// The base address that answered.
    let serviceUrl: String
}
