/// Which messages a handler wants, by their text.
///
/// A pattern looks at ``TurnContext/text``: the text without the mention of the bot, trimmed. Any run of white space
/// between two words, also of no-break spaces and line ends, counts as one space.
public struct TextPattern: Sendable {
    let condition: TextCondition

    /// The text is `text`, and nothing else.
    public static func equals(_ text: String, ignoringCase: Bool = true) -> TextPattern {
        TextPattern(condition: TextCondition(kind: .equals, text: text, ignoringCase: ignoringCase))
    }

    /// `text` stands somewhere in the text.
    public static func contains(_ text: String, ignoringCase: Bool = true) -> TextPattern {
        TextPattern(condition: TextCondition(kind: .contains, text: text, ignoringCase: ignoringCase))
    }
}
