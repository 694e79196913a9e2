public import JSONKit

extension CardProperties {
    /// A switch.
    public struct InputToggle: InputProperties {
        public static let type = "Input.Toggle"

        /// What it switches.
        public var title: String?
        /// What stands there at first: `valueOn` or `valueOff`.
        public var value: String?
        /// What is submitted when it is on. `true` unless said.
        public var valueOn: String?
        /// What is submitted when it is off. `false` unless said.
        public var valueOff: String?
        /// Whether the title runs over several lines.
        public var wrap: Bool?
        /// Whether the title is shown.
        public var showTitle: Bool?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("title", \.title, required: true),
            .init("value", \.value),
            .init("valueOn", \.valueOn),
            .init("valueOff", \.valueOff),
            .init("wrap", \.wrap, since: CardVersion(1, 2)),
            .init("showTitle", \.showTitle, since: nil),
        ]
    }
}

extension Input {
    /// A switch.
    public typealias Toggle = CardNode<CardProperties.InputToggle>
}

extension Input.Toggle {
    /// A switch for `title`.
    public init(_ id: String, title: String) {
        self.init(Properties())
        common.id = id
        properties.title = title
    }
}

extension CardProperties.InputToggle {
    public func value(of text: String) -> Bool? {
        switch text {
        case valueOn ?? "true": true
        case valueOff ?? "false": false
        default: nil
        }
    }
    public var expected: String { "\(valueOn ?? "true") or \(valueOff ?? "false")" }
}
