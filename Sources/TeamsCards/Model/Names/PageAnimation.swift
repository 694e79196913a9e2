/// How a carousel goes from one page to the next.
public struct PageAnimation: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// One page moves away, the next one in.
    public static let slide = PageAnimation(rawValue: "slide")
    /// One page fades into the next.
    public static let crossFade = PageAnimation(rawValue: "crossFade")
    /// At once.
    public static let none = PageAnimation(rawValue: "none")

    public static let allCases: [PageAnimation] = [.slide, .crossFade, .none]
}
