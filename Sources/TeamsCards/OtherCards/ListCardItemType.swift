public import JSONKit

/// What a line of a list card is.
public struct ListCardItemType: OpenEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A file.
    public static let file: ListCardItemType = "file"
    /// A result with a title and a second line.
    public static let resultItem: ListCardItemType = "resultItem"
    /// A heading.
    public static let section: ListCardItemType = "section"
    /// A person.
    public static let person: ListCardItemType = "person"
}
