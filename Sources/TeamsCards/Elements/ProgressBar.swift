public import JSONKit

extension CardProperties {
    /// A bar that shows how far something is.
    public struct ProgressBar: ElementProperties {
        public static let type = "ProgressBar"
        public static let since: CardVersion? = nil

        /// How far. Without it, something goes on and nobody knows how long.
        public var value: Double?
        /// How far it goes. 100 unless said.
        public var max: Double?
        /// Its colour.
        public var color: ProgressColor?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("value", \.value),
            .init("max", \.max),
            .init("color", \.color),
        ]
    }
}

/// A bar that shows how far something is.
public typealias ProgressBar = CardNode<CardProperties.ProgressBar>

extension ProgressBar {
    /// So far, of 100 unless `max` is set; `nil` when nobody knows how far.
    public init(_ value: Double?) {
        self.init()
        properties.value = value
    }
}
