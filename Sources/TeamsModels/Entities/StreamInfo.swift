public import JSONKit

/// Which piece of a stream an activity is.
public struct StreamInfo: WireObject {
    /// `streaminfo`.
    public var type: String?
    /// The stream: the id of its first piece.
    public var streamId: ActivityID?
    /// Which part it is.
    public var streamType: StreamType?
    /// Its number, from 1; none on the final one.
    public var streamSequence: Int?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// A piece of the stream `id`.
    public init(_ streamType: StreamType, id: ActivityID? = nil, sequence: Int? = nil) {
        type = "streaminfo"
        streamId = id
        self.streamType = streamType
        streamSequence = sequence
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<StreamInfo> = [
        .init("type", \.type),
        .init("streamId", \.streamId),
        .init("streamType", \.streamType),
        .init("streamSequence", \.streamSequence),
    ]
}
