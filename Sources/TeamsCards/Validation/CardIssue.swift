public import ServiceKit

/// Something that a client would refuse, or a person would miss, in a card.
public struct CardIssue: Sendable, Hashable {
    /// How bad it is.
    public enum Severity: String, Sendable, Hashable, Comparable {
        /// The card would be refused, or would not do what it says.
        case error
        /// Some clients or people would not see what was meant.
        case warning
        /// It could be better.
        case info

        private var weight: Int {
            switch self {
            case .error: 2
            case .warning: 1
            case .info: 0
            }
        }

        public static func < (left: Self, right: Self) -> Bool { left.weight < right.weight }
    }

    /// Which rule, for code that decides: `property.required`. A minor release may add rules.
    public struct Code: ErrorCode {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public init(stringLiteral value: String) { rawValue = value }
    }

    /// Which rule.
    public let code: Code
    /// How bad it is.
    public let severity: Severity
    /// Where, as a JSON pointer from the root of what was given: `/body/2/items/0/text`.
    public let path: String
    /// The `id` of the element or action at fault, when it has one.
    public let elementID: String?
    /// What is wrong and what to do about it, for people.
    public let message: String

    /// An issue of a rule of one's own.
    public init(code: Code, severity: Severity, path: String, elementID: String? = nil, message: String) {
        self.code = code
        self.severity = severity
        self.path = path
        self.elementID = elementID
        self.message = message
    }
}

extension CardIssue: CustomStringConvertible {
    /// For example `error property.required at /body/0: …`.
    public var description: String { "\(severity.rawValue) \(code) at \(path.isEmpty ? "/" : path): \(message)" }
}
