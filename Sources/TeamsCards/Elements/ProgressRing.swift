public import JSONKit

extension CardProperties {
    /// A ring that turns while something goes on.
    public struct ProgressRing: ElementProperties {
        public static let type = "ProgressRing"
        public static let since: CardVersion? = nil

        /// What goes on.
        public var label: String?
        /// On which side the label stands.
        public var labelPosition: PopoverPosition?
        /// Its size.
        public var size: ProgressRingSize?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("label", \.label),
            .init("labelPosition", \.labelPosition),
            .init("size", \.size),
        ]
    }
}

/// A ring that turns while something goes on.
public typealias ProgressRing = CardNode<CardProperties.ProgressRing>
