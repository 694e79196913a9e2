public import JSONKit

extension CardProperties {
    /// Lines of a program.
    public struct CodeBlock: ElementProperties {
        public static let type = "CodeBlock"
        public static let since: CardVersion? = nil

        /// The program text.
        public var codeSnippet: String?
        /// The language. None unless said.
        public var language: CodeLanguage?
        /// The number of its first line.
        public var startLineNumber: Int?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("codeSnippet", \.codeSnippet),
            .init("language", \.language),
            .init("startLineNumber", \.startLineNumber),
        ]
    }
}

/// Lines of a program.
public typealias CodeBlock = CardNode<CardProperties.CodeBlock>

extension CodeBlock {
    /// These lines of a program.
    public init(_ code: String, language: CodeLanguage? = nil) {
        self.init()
        properties.codeSnippet = code
        properties.language = language
    }
}
