/// Gathers parts of one type: columns, rows, cells, facts, pages, choices.
@resultBuilder
public enum PartBuilder<Part>: CardListBuilder {
    public static func buildExpression(_ part: Part) -> [Part] { [part] }
    public static func buildExpression(_ parts: [Part]) -> [Part] { parts }
    public static func buildBlock(_ parts: [Part]...) -> [Part] { parts.flatMap(\.self) }
}
