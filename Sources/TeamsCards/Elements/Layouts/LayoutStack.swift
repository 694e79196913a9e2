public import JSONKit

extension CardProperties {
    /// Elements one above the other.
    public struct LayoutStack: LayoutProperties {
        public static let type = "Layout.Stack"
        public static let since: CardVersion? = nil

        /// The width from which it holds.
        public var targetWidth: TargetWidth?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("targetWidth", \.targetWidth)
        ]
    }
}

extension Layout {
    /// Elements one above the other.
    public typealias Stack = CardNode<CardProperties.LayoutStack>
}
