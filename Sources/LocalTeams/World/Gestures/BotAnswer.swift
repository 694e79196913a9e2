internal import HTTPKit
internal import JSONKit

/// A bot's answer to an invoke.
struct BotAnswer: Sendable, Hashable {
    /// The HTTP status; nil when there was no answer.
    var status: Int?
    /// The body; nil when it is empty.
    var body: JSONValue?
    /// Whether there is a body that is no JSON.
    var isUnreadable = false

    /// Whether the client takes it for an answer.
    var isGood: Bool { status.map { (200..<300).contains($0) } ?? false && !isUnreadable }
}

extension BotAnswer {
    init(_ response: HTTP.Response) {
        status = response.status
        guard !response.body.isEmpty else { return }
        body = try? JSONValue(body: response.body)
        isUnreadable = body == nil
    }
}
