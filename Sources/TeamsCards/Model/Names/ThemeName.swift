/// Whether a client is light or dark.
public struct ThemeName: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A light client.
    public static let light = ThemeName(rawValue: "light")
    /// A dark client.
    public static let dark = ThemeName(rawValue: "dark")

    public static let allCases: [ThemeName] = [.light, .dark]
}
