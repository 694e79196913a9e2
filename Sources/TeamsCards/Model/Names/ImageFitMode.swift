/// How a picture fits into a given size.
public struct ImageFitMode: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It covers all of it, and is cut where it is too large.
    public static let cover = ImageFitMode(rawValue: "cover")
    /// All of it is seen, and room is left beside it.
    public static let contain = ImageFitMode(rawValue: "contain")
    /// It is stretched.
    public static let fill = ImageFitMode(rawValue: "fill")

    public static let allCases: [ImageFitMode] = [.cover, .contain, .fill]
}
