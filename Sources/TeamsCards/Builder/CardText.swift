/// A text of a card, with the people it mentions: `"Thanks, \(ines)"` writes the text and the entity together.
public struct CardText: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The text as it is written.
    public let string: String
    /// The people it mentions.
    public let mentions: [CardMention]

    /// A text without mentions.
    public init(_ string: String) {
        self.string = string
        mentions = []
    }

    public init(stringLiteral value: String) { self.init(value) }

    public init(stringInterpolation interpolation: StringInterpolation) {
        string = interpolation.string
        mentions = interpolation.mentions
    }

    /// Gathers the parts of an interpolated text.
    public struct StringInterpolation: StringInterpolationProtocol {
        var string = ""
        var mentions: [CardMention] = []

        public init(literalCapacity: Int, interpolationCount: Int) { string.reserveCapacity(literalCapacity) }

        public mutating func appendLiteral(_ literal: String) { string += literal }

        /// Mentions a person or a tag.
        public mutating func appendInterpolation(_ mention: CardMention) {
            string += mention.text
            mentions.append(mention)
        }

        /// Takes in a text with its mentions.
        public mutating func appendInterpolation(_ text: CardText) {
            string += text.string
            mentions += text.mentions
        }

        /// Writes a value as it describes itself.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) { string += value.description }
    }
}
