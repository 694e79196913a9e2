/// The size of a picture.
public struct ImageSize: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// As large as the picture is, if there is room.
    public static let auto = ImageSize(rawValue: "auto")
    /// As large as there is room.
    public static let stretch = ImageSize(rawValue: "stretch")
    /// A small picture.
    public static let small = ImageSize(rawValue: "small")
    /// A picture of middling size.
    public static let medium = ImageSize(rawValue: "medium")
    /// A large picture.
    public static let large = ImageSize(rawValue: "large")

    public static let allCases: [ImageSize] = [.auto, .stretch, .small, .medium, .large]
}
