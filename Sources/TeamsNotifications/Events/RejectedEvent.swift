package import Foundation
internal import JSONKit

/// An event of which nothing could be made.
package struct RejectedEvent: Sendable, Hashable {
    /// So many of a source are kept, the newest.
    package static let kept = 10_000
    /// So much of an event is kept.
    package static let maxEventBytes = 8 << 10

    /// When it was rejected.
    package let at: Date
    /// Why, for people.
    package let reason: String
    /// The event as text, or its beginning.
    package let event: String

    package init(at: Date, reason: String, event: String) {
        self.at = at
        self.reason = reason
        self.event = event
    }

    /// What is kept of an event.
    init(_ event: SourceEvent, because reason: String, at: Date) {
        let bytes = event.bytes ?? []
        let text = String(decoding: bytes.prefix(Self.maxEventBytes), as: UTF8.self).replacing("\0", with: "\u{FFFD}")
        let cut = bytes.count > Self.maxEventBytes ? "… (\(bytes.count) bytes)" : ""
        self.init(at: at, reason: String(reason.prefix(1_000)).replacing("\0", with: "\u{FFFD}"), event: text + cut)
    }

    /// As the API writes it: the event as JSON where it is some.
    var apiJSON: JSONValue {
        let json = (try? JSONValue(parsing: Array(event.utf8))) ?? .string(event)
        return ["at": at.apiJSON, "reason": .string(reason), "event": json]
    }
}
