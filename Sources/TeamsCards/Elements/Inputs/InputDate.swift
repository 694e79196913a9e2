public import JSONKit

extension CardProperties {
    /// A day to choose.
    public struct InputDate: InputProperties {
        public static let type = "Input.Date"

        /// What stands there at first.
        public var value: CalendarDate?
        /// What is shown while it is empty.
        public var placeholder: String?
        /// The first day.
        public var min: CalendarDate?
        /// The last day.
        public var max: CalendarDate?
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
    /// A day to choose.
    public typealias Date = CardNode<CardProperties.InputDate>
}

extension CardProperties.InputDate {
    public func value(of text: String) -> CalendarDate? { CalendarDate(text) }
    public var expected: String { CardForm.date.words }
}
