/// How a gauge writes its value.
public struct GaugeValueFormat: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// In per cent of the scale.
    public static let percentage = GaugeValueFormat(rawValue: "Percentage")
    /// As a part of the greatest value.
    public static let fraction = GaugeValueFormat(rawValue: "Fraction")

    public static let allCases: [GaugeValueFormat] = [.percentage, .fraction]
}
