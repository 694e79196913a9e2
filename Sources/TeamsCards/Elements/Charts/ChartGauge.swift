public import JSONKit

extension CardProperties {
    /// A pointer over segments.
    public struct ChartGauge: ElementProperties {
        public static let type = "Chart.Gauge"
        public static let since: CardVersion? = nil
        public typealias Shared = ChartCommon

        /// Where the pointer stands.
        public var value: Double?
        /// Where the scale begins.
        public var min: Double?
        /// Where the scale ends.
        public var max: Double?
        /// The segments.
        public var segments: [Chart.Segment]?
        /// A second title.
        public var subLabel: String?
        /// Whether the ends of the scale are named.
        public var showMinMax: Bool?
        /// How the value is written.
        public var valueFormat: GaugeValueFormat?
        /// Whether the pointer is shown. It is unless said.
        public var showNeedle: Bool?
        /// Whether the segments have outlines.
        public var showOutlines: Bool?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("value", \.value),
            .init("min", \.min),
            .init("max", \.max),
            .init("segments", \.segments),
            .init("subLabel", \.subLabel),
            .init("showMinMax", \.showMinMax),
            .init("valueFormat", \.valueFormat),
            .init("showNeedle", \.showNeedle),
            .init("showOutlines", \.showOutlines),
        ]
    }
}

extension Chart {
    /// A pointer over segments.
    public typealias Gauge = CardNode<CardProperties.ChartGauge>
}
