internal import JSONKit

/// What a person fills in or chooses. Declare an input once, put it into a card, and read its value from the submission
/// by the same name: `submission[dueDate]`.
public enum Input {}

extension CardNode where Properties: InputProperties {
    /// An input whose value is submitted under `id`.
    public init(_ id: String) {
        self.init(Properties())
        common.id = id
    }
}

extension CardNode where Properties == InputToggleProperties {
    /// A switch for `title`.
    public init(_ id: String, title: String) {
        self.init(Properties())
        common.id = id
        properties.title = title
    }
}

extension CardNode where Properties == InputChoiceSetProperties {
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

extension CardNode where Properties == InputMultiChoiceSetProperties {
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

extension CardNode where Properties == InputTextProperties {
    /// A button at the end of the input.
    public func inlineAction(_ action: CardNode<some ActionProperties>) -> Self {
        changed { $0.properties.inlineAction = action.erased }
    }
}
