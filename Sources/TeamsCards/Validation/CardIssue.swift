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

/// Where a card goes, which decides what it may be.
public struct CardTarget: Sendable, Hashable {
    /// For people and for settings: `bot`.
    public let name: String
    /// The most bytes that the whole message may have.
    /// - SeeAlso: [Format your bot
    ///   messages](https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages)
    public let maxBytes: Int
    /// Whether ``maxBytes`` counts the message as UTF-16, without base64 pictures, as Teams does for bots.
    let countsUTF16: Bool

    /// A message of a bot. Teams takes about 100 KB as UTF-16; 80 KB is on the safe side.
    public static let bot = CardTarget(name: "bot", maxBytes: 80 * 1024, countsUTF16: true)
    /// An incoming webhook, a workflow, or a post by Microsoft Graph.
    public static let webhook = CardTarget(name: "webhook", maxBytes: 28 * 1024, countsUTF16: false)
    /// A dialog, opened by a bot.
    public static let dialog = CardTarget(name: "dialog", maxBytes: 80 * 1024, countsUTF16: true)

    /// All of them.
    public static let all: [CardTarget] = [.bot, .webhook, .dialog]
}
