import ExpressionKit
public import JSONKit
public import ServiceKit

/// What a template, or its expansion with some data, has wrong with it.
public struct TemplateIssue: Sendable, Hashable {
    /// What is wrong, for code that decides. A minor release may add codes.
    public struct Code: ErrorCode {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        /// A name that the data lacks.
        public static let missing: Code = "template.missing"
        /// `null` inside a text.
        public static let null: Code = "template.null"
        /// What stands in `${…}` is no expression.
        public static let syntax: Code = "template.syntax"
        /// There is no function of that name.
        public static let unknownFunction: Code = "template.unknownFunction"
        /// An expression has no value with these data.
        public static let evaluation: Code = "template.evaluation"
        /// `$when` is neither true nor false; the element was dropped.
        public static let when: Code = "template.when"
        /// `$data` yields nothing that could be a scope.
        public static let data: Code = "template.data"
        /// A text with a binding where the card wants a number, or true or false.
        public static let kind: Code = "template.kind"
        /// The template or the card would grow past a limit.
        public static let limit: Code = "template.limit"
    }

    /// What is wrong.
    public let code: Code
    /// The place in the template, as a JSON pointer: `/body/0/text`.
    public let path: String
    /// What is wrong and what to do, for people.
    public let message: String

    /// An issue of one's own.
    public init(_ code: Code, path: String, message: String) {
        self.code = code
        self.path = path
        self.message = message
    }
}

extension TemplateIssue: CustomStringConvertible {
    /// For example `/body/0/text: the data have no 'name' (template.missing)`.
    public var description: String { "\(path.isEmpty ? "the template" : path): \(message) (\(code.rawValue))" }
}

/// Why a template was not expanded: everything that is wrong with it, not the first thing alone.
public struct TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
    /// At least one.
    public let issues: [TemplateIssue]

    /// The issues, one a line.
    public var description: String { issues.map(\.description).joined(separator: "\n") }
}

/// What became of a template.
public struct ExpansionResult: Sendable, Hashable {
    /// The card. `null` when `$when` dropped all of it.
    public var card: JSONValue
    /// What was left as it stood, and why.
    public var warnings: [TemplateIssue]

    /// A card and its warnings.
    public init(card: JSONValue, warnings: [TemplateIssue] = []) {
        self.card = card
        self.warnings = warnings
    }
}
