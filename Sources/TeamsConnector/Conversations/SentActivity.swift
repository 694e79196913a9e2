internal import HTTPKit
internal import JSONKit
public import TeamsModels

/// What came of a send.
public struct SentActivity: Sendable, Hashable {
    /// The message's id. Nil when the service gave none: for a text with attachments that it split, and for pieces of
    /// streams. Such a message can never be changed.
    public let id: ActivityID?
    /// Where requests about the conversation go from now on: the service may have named another host.
    public let serviceUrl: String

    init(_ answer: Answer) {
        id = answer.json["id"]?.stringValue.flatMap { $0.isEmpty ? nil : ActivityID(rawValue: $0) }
        serviceUrl = answer.base.description
    }
}
