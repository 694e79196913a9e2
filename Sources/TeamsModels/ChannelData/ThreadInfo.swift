public import JSONKit

/// The thread of a channel that a message belongs to.
public struct ThreadInfo: WireObject {
    /// The message that began the thread.
    public var id: ActivityID?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// A thread by the message that began it.
    public init(_ id: ActivityID) { self.id = id }

    /// The members by their names on the wire.
    public static let members: WireMembers<ThreadInfo> = [
        .init("id", \.id)
    ]
}
