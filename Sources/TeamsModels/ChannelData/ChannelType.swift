public import JSONKit

/// The kind of a team's channel or of a team, as the service names it.
public struct ChannelType: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Open to the team.
    public static let standard: ChannelType = "standard"
    /// Open to some of the team.
    public static let privateChannel: ChannelType = "private"
    /// Shared with other teams.
    public static let sharedChannel: ChannelType = "shared"
}
