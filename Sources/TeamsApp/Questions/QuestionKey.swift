/// What a bot asks about, by which the handler of the answer is found, also after a restart:
/// `app.onAnswer("berth") { … }`.
public struct QuestionKey: Sendable, Hashable, Codable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// Its name, stable between releases of the bot.
    public let name: String

    /// A key by its name.
    public init(_ name: String) { self.name = name }

    /// A key by its name.
    public init(stringLiteral name: String) { self.name = name }

    /// The name.
    public var description: String { name }
}
