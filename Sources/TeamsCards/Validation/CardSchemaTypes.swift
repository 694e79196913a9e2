/// The types of Adaptive Cards that Teams knows.
package enum CardSchemaTypes {
    /// Whether an element, an input or an action has this type.
    package static func isKnown(_ type: String) -> Bool {
        CardType.named(type, in: [.element, .input, .action]) != nil || inner.contains(type)
    }

    /// Parts that stand inside one element alone, and have a type and a fallback all the same.
    private static let inner: Set<String> = [
        CardProperties.Column.type, CardProperties.TableRow.type, CardProperties.TableCell.type,
        CardProperties.CarouselPage.type, CardProperties.TextRun.type, CardProperties.IconRun.type,
        CardProperties.ImageRun.type, CardProperties.CitationRun.type, CardProperties.AdaptiveCard.type,
    ]
}
