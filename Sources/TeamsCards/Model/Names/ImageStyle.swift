/// The shape of a picture.
public struct ImageStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// With its own edges.
    public static let `default` = ImageStyle(rawValue: "default")
    /// Round, as for a person.
    public static let person = ImageStyle(rawValue: "person")
    /// With round corners.
    public static let roundedCorners = ImageStyle(rawValue: "roundedCorners")

    public static let allCases: [ImageStyle] = [.default, .person, .roundedCorners]
    public static let newer: [ImageStyle: CardVersion?] = [.roundedCorners: nil]
}
