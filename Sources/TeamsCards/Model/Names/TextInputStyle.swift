/// What a text input is for: phones show another keyboard, a password is masked.
public struct TextInputStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Any text.
    public static let text = TextInputStyle(rawValue: "text")
    /// A telephone number.
    public static let tel = TextInputStyle(rawValue: "tel")
    /// An address.
    public static let url = TextInputStyle(rawValue: "url")
    /// An e-mail address.
    public static let email = TextInputStyle(rawValue: "email")
    /// A password.
    public static let password = TextInputStyle(rawValue: "password")

    public static let allCases: [TextInputStyle] = [.text, .tel, .url, .email, .password]
    public static let newer: [TextInputStyle: CardVersion?] = [.password: CardVersion(1, 5)]
}
