public import JSONKit

extension CardProperties {
    /// Choices, of which any number are made.
    public struct InputMultiChoiceSet: InputProperties {
        public static let type = "Input.ChoiceSet"

        /// The choices.
        public var choices: [Choice]?
        /// Where more choices come from.
        public var choicesData: DataQuery?
        /// Whether more than one can be made.
        public var isMultiSelect: Bool?
        /// How they are shown.
        public var style: ChoiceInputStyle?
        /// What is chosen at first, joined by commas.
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
    /// Choices, of which any number are made.
    public typealias MultiChoiceSet = CardNode<CardProperties.InputMultiChoiceSet>
}

extension Input.MultiChoiceSet {
    /// These choices, of which any number are made.
    public init(_ id: String, @PartBuilder<Choice> _ choices: () -> [Choice]) {
        self.init(Properties())
        common.id = id
        properties.isMultiSelect = true
        properties.choices = choices()
    }

    /// Any number of choices among what `query` finds.
    public init(_ id: String, query: DataQuery) {
        self.init(Properties())
        common.id = id
        properties.isMultiSelect = true
        properties.choicesData = query
    }

    /// What is chosen at first.
    public func values(_ values: [String]) -> Self {
        changed { $0.properties.value = values.joined(separator: ",") }
    }
}

extension CardProperties.InputMultiChoiceSet {
    public func value(of text: String) -> [String]? { text.isEmpty ? [] : text.split(separator: ",").map(String.init) }
    public var expected: String { "choices joined by commas" }
}
