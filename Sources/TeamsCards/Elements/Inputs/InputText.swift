public import JSONKit

extension CardProperties {
    /// A line or lines of text to fill in.
    public struct InputText: InputProperties {
        public static let type = "Input.Text"

        /// What stands there at first.
        public var value: String?
        /// What is shown while it is empty.
        public var placeholder: String?
        /// Whether it has several lines.
        public var isMultiline: Bool?
        /// How many characters it takes.
        public var maxLength: Int?
        /// What it is for.
        public var style: TextInputStyle?
        /// The pattern that a value must have.
        public var regex: String?
        /// A button at its end.
        public var inlineAction: AdaptiveAction?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("value", \.value),
            .init("placeholder", \.placeholder),
            .init("isMultiline", \.isMultiline),
            .init("maxLength", \.maxLength),
            .init("style", \.style),
            .init("regex", \.regex, since: CardVersion(1, 3)),
            .init("inlineAction", \.inlineAction, since: CardVersion(1, 2)),
        ]
    }
}

extension Input {
    /// A line or lines of text to fill in.
    public typealias Text = CardNode<CardProperties.InputText>
}

extension Input.Text {
    /// A button at the end of the input.
    public func inlineAction(_ action: CardNode<some ActionProperties>) -> Self {
        changed { $0.properties.inlineAction = action.erased }
    }
}

extension CardProperties.InputText {
    public func value(of text: String) -> String? { text }
    public var expected: String { "a text" }
}
