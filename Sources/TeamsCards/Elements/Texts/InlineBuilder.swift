/// Gathers the parts of a paragraph.
@resultBuilder
public enum InlineBuilder: CardListBuilder {
    public typealias Part = Inline
    public static func buildExpression(_ run: CardNode<some InlineProperties>) -> [Inline] { [Inline(run)] }
    public static func buildExpression(_ text: String) -> [Inline] { [Inline(text)] }
    public static func buildExpression(_ part: Inline) -> [Inline] { [part] }
    public static func buildBlock(_ parts: [Inline]...) -> [Inline] { parts.flatMap(\.self) }
}
