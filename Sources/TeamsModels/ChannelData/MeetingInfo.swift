public import JSONKit

/// A meeting in channel data.
public struct MeetingInfo: WireObject {
    /// The meeting, in Base64.
    public var id: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<MeetingInfo> = [
        .init("id", \.id)
    ]
}
