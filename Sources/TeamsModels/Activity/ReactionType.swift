public import JSONKit

/// A reaction to a message: one of the six old names, or the code name of an emoji.
public struct ReactionType: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Thumb up.
    public static let like: ReactionType = "like"
    /// Heart.
    public static let heart: ReactionType = "heart"
    /// Laughing face.
    public static let laugh: ReactionType = "laugh"
    /// Surprised face.
    public static let surprised: ReactionType = "surprised"
    /// Sad face.
    public static let sad: ReactionType = "sad"
    /// Angry face.
    public static let angry: ReactionType = "angry"
    /// Eyes.
    public static let eyes: ReactionType = "1f440_eyes"
    /// White check mark.
    public static let checkMark: ReactionType = "2705_whiteheavycheckmark"
    /// Rocket.
    public static let launch: ReactionType = "launch"
    /// Pushpin.
    public static let pushpin: ReactionType = "1f4cc_pushpin"
}
