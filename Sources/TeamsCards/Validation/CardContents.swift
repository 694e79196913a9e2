/// What a document holds that can be checked, for people.
package struct CardContents: Sendable, Hashable {
    /// What the document itself is.
    enum Kind: String, Sendable {
        case card
        case attachment = "an attachment"
        case message = "a message"
        case dialog = "a dialog"
        case answer = "an answer"
        case connectorCard = "a connector card"
    }

    var kind = Kind.card
    /// How many Adaptive Cards there are.
    var cards = 0
    /// How many cards of other kinds there are.
    var otherCards = 0

    /// Whether there is no card of any kind.
    package var isEmpty: Bool { cards == 0 && otherCards == 0 }
}

extension CardContents: CustomStringConvertible {
    /// For example `a message with 2 cards`.
    package var description: String {
        guard kind != .connectorCard else { return kind.rawValue }
        let counted = [
            cards == 0 ? nil : Self.counted(cards, "card"),
            otherCards == 0 ? nil : Self.counted(otherCards, "card") + " of another kind",
        ].compactMap(\.self).joined(separator: " and ")
        if kind == .card { return counted.isEmpty ? "no card" : counted }
        return kind.rawValue + (counted.isEmpty ? " without a card" : " with " + counted)
    }

    private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
