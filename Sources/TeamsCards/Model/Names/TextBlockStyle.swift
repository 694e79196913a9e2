/// What a text is for, also for screen readers.
public struct TextBlockStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A paragraph.
    public static let `default` = TextBlockStyle(rawValue: "default")
    /// A heading.
    public static let heading = TextBlockStyle(rawValue: "heading")
    /// The heading of a column.
    public static let columnHeader = TextBlockStyle(rawValue: "columnHeader")

    public static let allCases: [TextBlockStyle] = [.default, .heading, .columnHeader]
    public static let newer: [TextBlockStyle: CardVersion?] = [.heading: CardVersion(1, 5), .columnHeader: nil]
}
