/// Which channels of a team are meant.
public struct ChannelChoice: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case general
        case all
        case named([String])
    }
    package let kind: Kind

    /// The channel General.
    public static let general = ChannelChoice(kind: .general)
    /// Every channel in which the bot may write.
    public static let all = ChannelChoice(kind: .all)
    /// Those of these names, compared without regard to case.
    public static func named(_ names: [String]) -> ChannelChoice { ChannelChoice(kind: .named(names)) }
}
