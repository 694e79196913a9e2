public import JSONKit

extension CardProperties {
    /// Names and values in two columns.
    public struct FactSet: ElementProperties {
        public static let type = "FactSet"

        /// The lines.
        public var facts: [Fact]?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("facts", \.facts, required: true)
        ]
    }
}

/// Names and values in two columns.
public typealias FactSet = CardNode<CardProperties.FactSet>

extension FactSet {
    /// These lines.
    public init(@PartBuilder<Fact> _ facts: () -> [Fact]) {
        self.init()
        properties.facts = facts()
    }
}
