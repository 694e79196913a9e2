public import ServiceKit

/// Why a press of a card came to no handler.
public struct CardProblem: Sendable, Hashable, CustomStringConvertible {
    /// Why, for code that decides. A minor release may add codes.
    public struct Code: ErrorCode {
        /// The code's name, stable between releases.
        public let rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// No handler asked for it.
        public static let unhandled: Code = "unhandled"
        /// What it carries is not what its handler reads.
        public static let data: Code = "data"
    }
    /// Why.
    public let code: Code
    /// What was pressed, as far as it says.
    public let verb: String?
    /// What is wrong, for who develops the bot: `/berth is no Int`. Nothing of what was filled in stands in it.
    public let detail: String

    /// What the person who pressed is told unless ``App/onCardProblem(_:)`` says it.
    public var description: String {
        code == .data
            ? "That could not be read. Please check what you filled in; the card may also be an old one."
            : "This button does nothing any more. The card may be an old one."
    }
}
