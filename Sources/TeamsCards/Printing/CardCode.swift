package import JSONKit

/// The Swift code that builds a card: what a person would have written with the builders of this module.
///
/// What the builders have no word for is written through their open forms (`property(_:_:)`, and elements and actions
/// as JSON), so that the code makes the same card. Names that the schema lists are written in the schema's spelling:
/// `"Large"` becomes `.large`, as clients compare them without regard to case.
package enum CardCode {
    /// A function `name` that returns the card.
    /// - Returns: `nil` when `card` is no object, or one of another type.
    package static func function(for card: JSONValue, named name: String = "card") -> String? {
        guard let code = CardPrinter().card(card) else { return nil }
        var layout = SwiftLayout()
        layout.write(code, level: 1)
        return """
            import Teams

            func \(name)() -> AdaptiveCard {
            \(layout.lines.joined(separator: "\n"))
            }

            """
    }
}
