public import JSONKit

extension CardProperties {
    /// A ring in parts.
    public struct ChartDonut: ElementProperties {
        public static let type = "Chart.Donut"
        public static let since: CardVersion? = nil
        public typealias Shared = ChartCommon

        /// The parts.
        public var data: [Chart.Slice]?
        /// What stands in the middle.
        public var value: String?
        /// The colour of what stands in the middle.
        public var valueColor: ChartColor?
        /// How thick the ring is.
        public var thickness: DonutThickness?
        /// Whether the parts have outlines.
        public var showOutlines: Bool?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("data", \.data),
            .init("value", \.value),
            .init("valueColor", \.valueColor),
            .init("thickness", \.thickness),
            .init("showOutlines", \.showOutlines),
        ]
    }
}

extension Chart {
    /// A ring in parts.
    public typealias Donut = CardNode<CardProperties.ChartDonut>
}
