public import JSONKit

/// The value of a read receipt.
public struct ReadReceipt: WireObject {
    /// The newest message that was read.
    public var lastReadMessageId: ActivityID?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// Whether the message `id` was read: its number is not above that of the newest read one.
    public func covers(_ id: ActivityID) -> Bool {
        guard let asked = id.number, let read = lastReadMessageId?.number else { return false }
        return asked <= read
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<ReadReceipt> = [
        .init("lastReadMessageId", \.lastReadMessageId)
    ]
}
