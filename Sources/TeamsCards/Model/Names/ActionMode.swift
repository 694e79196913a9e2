/// Where an action stands.
public struct ActionMode: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Among the buttons.
    public static let primary = ActionMode(rawValue: "primary")
    /// In the menu of further actions.
    public static let secondary = ActionMode(rawValue: "secondary")

    public static let allCases: [ActionMode] = [.primary, .secondary]
}
