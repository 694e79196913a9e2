/// How wide a card must be shown for an element to be there.
public struct TargetWidth: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Very narrow cards alone, as in the pane of a meeting.
    public static let veryNarrow = TargetWidth(rawValue: "veryNarrow")
    /// Narrow cards alone, as on a phone.
    public static let narrow = TargetWidth(rawValue: "narrow")
    /// Cards of the usual width alone, as in a chat.
    public static let standard = TargetWidth(rawValue: "standard")
    /// Wide cards alone.
    public static let wide = TargetWidth(rawValue: "wide")
    /// All but very narrow cards.
    public static let atLeastNarrow = TargetWidth(rawValue: "atLeast:narrow")
    /// Cards of the usual width and wider.
    public static let atLeastStandard = TargetWidth(rawValue: "atLeast:standard")
    /// Wide cards.
    public static let atLeastWide = TargetWidth(rawValue: "atLeast:wide")
    /// Very narrow cards.
    public static let atMostVeryNarrow = TargetWidth(rawValue: "atMost:veryNarrow")
    /// Narrow and very narrow cards.
    public static let atMostNarrow = TargetWidth(rawValue: "atMost:narrow")
    /// All but wide cards.
    public static let atMostStandard = TargetWidth(rawValue: "atMost:standard")

    public static let allCases: [TargetWidth] = [
        .veryNarrow, .narrow, .standard, .wide, .atLeastNarrow, .atLeastStandard, .atLeastWide, .atMostVeryNarrow,
        .atMostNarrow, .atMostStandard,
    ]
    /// They are true of every card.
    public static let unsaid = ["atLeast:veryNarrow", "atMost:wide"]
}
