public import JSONKit

extension CardProperties {
    /// Choices, of which one is made.
    public struct InputChoiceSet: InputProperties {
        public static let type = "Input.ChoiceSet"

        /// The choices.
        public var choices: [Choice]?
        /// Where more choices come from.
        public var choicesData: DataQuery?
        /// Whether more than one can be made.
        public var isMultiSelect: Bool?
        /// How they are shown.
        public var style: ChoiceInputStyle?
        /// What is chosen at first.
        public var value: String?
        /// What is shown while nothing is chosen.
        public var placeholder: String?
        /// Whether titles run over several lines.
        public var wrap: Bool?
        /// Whether expanded choices stand in columns.
        public var useMultipleColumns: Bool?
        /// The least width of such a column.
        public var minColumnWidth: String?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("choices", \.choices),
            .init("choices.data", \.choicesData, since: nil),
            .init("isMultiSelect", \.isMultiSelect),
            .init("style", \.style),
            .init("value", \.value),
            .init("placeholder", \.placeholder),
            .init("wrap", \.wrap, since: CardVersion(1, 2)),
            .init("useMultipleColumns", \.useMultipleColumns, since: nil),
            .init("minColumnWidth", \.minColumnWidth, since: nil),
        ]
    }
}

extension Input {
    /// Choices, of which one is made.
    public typealias ChoiceSet = CardNode<CardProperties.InputChoiceSet>
}

extension Input.ChoiceSet {
    /// These choices, of which one is made.
    public init(_ id: String, @PartBuilder<Choice> _ choices: () -> [Choice]) {
        self.init(Properties())
        common.id = id
        properties.choices = choices()
    }

    /// A choice among what `query` finds.
    public init(_ id: String, query: DataQuery) {
        self.init(Properties())
        common.id = id
        properties.choicesData = query
    }
}

extension CardProperties.InputChoiceSet {
    public func value(of text: String) -> String? { text }
    public var expected: String { "a choice" }
}
