public import JSONKit

/// Which of the choices that fit are wanted.
public struct SearchOptions: WireObject {
    /// How many to leave out.
    public var skip: Int?
    /// How many to give; Teams shows 15.
    public var top: Int?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<SearchOptions> = [
        .init("skip", \.skip),
        .init("top", \.top),
    ]
}
