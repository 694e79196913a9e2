public import JSONKit

extension CardProperties {
    /// A number to fill in.
    public struct InputNumber: InputProperties {
        public static let type = "Input.Number"

        /// What stands there at first.
        public var value: Double?
        /// What is shown while it is empty.
        public var placeholder: String?
        /// The least value.
        public var min: Double?
        /// The greatest value.
        public var max: Double?
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
    /// A number to fill in.
    public typealias Number = CardNode<CardProperties.InputNumber>
}

extension CardProperties.InputNumber {
    public func value(of text: String) -> Double? {
        Double(text.replacing(",", with: ".")).flatMap { $0.isFinite ? $0 : nil }
    }
    public var expected: String { "a number" }
}
