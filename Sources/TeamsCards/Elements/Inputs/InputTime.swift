public import JSONKit

extension CardProperties {
    /// A time of day to choose.
    public struct InputTime: InputProperties {
        public static let type = "Input.Time"

        /// What stands there at first.
        public var value: TimeOfDay?
        /// What is shown while it is empty.
        public var placeholder: String?
        /// The earliest time.
        public var min: TimeOfDay?
        /// The latest time.
        public var max: TimeOfDay?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("value", \.value),
            .init("placeholder", \.placeholder),
            .init("min", \.min),
            .init("max", \.max),
        ]
    }
}

extension Input {
    /// A time of day to choose.
    public typealias Time = CardNode<CardProperties.InputTime>
}

extension CardProperties.InputTime {
    public func value(of text: String) -> TimeOfDay? { TimeOfDay(text) }
    public var expected: String { CardForm.time.words }
}
