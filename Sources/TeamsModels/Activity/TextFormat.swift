public import JSONKit

/// How the text of a message is to be read. Unset means that the service decides.
public struct TextFormat: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Markdown.
    public static let markdown: TextFormat = "markdown"
    /// Text as it stands.
    public static let plain: TextFormat = "plain"
    /// A subset of HTML.
    public static let xml: TextFormat = "xml"
    /// Markdown with tables and more (preview).
    public static let extendedMarkdown: TextFormat = "extendedmarkdown"
}
