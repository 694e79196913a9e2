internal import JSONKit

/// Gathers the elements of a card: one after the other, with `if`, `switch` and `for`.
@resultBuilder
public enum ElementBuilder {
    public static func buildExpression<Properties: ElementProperties>(
        _ node: CardNode<Properties>
    ) -> [AdaptiveElement] { [AdaptiveElement(node)] }
    public static func buildExpression(_ element: AdaptiveElement) -> [AdaptiveElement] { [element] }
    public static func buildExpression(_ elements: [AdaptiveElement]) -> [AdaptiveElement] { elements }
    public static func buildBlock(_ parts: [AdaptiveElement]...) -> [AdaptiveElement] { parts.flatMap(\.self) }
    public static func buildOptional(_ part: [AdaptiveElement]?) -> [AdaptiveElement] { part ?? [] }
    public static func buildEither(first part: [AdaptiveElement]) -> [AdaptiveElement] { part }
    public static func buildEither(second part: [AdaptiveElement]) -> [AdaptiveElement] { part }
    public static func buildArray(_ parts: [[AdaptiveElement]]) -> [AdaptiveElement] { parts.flatMap(\.self) }
}

/// Gathers actions: one after the other, with `if`, `switch` and `for`.
@resultBuilder
public enum ActionBuilder {
    public static func buildExpression<Properties: ActionProperties>(
        _ node: CardNode<Properties>
    ) -> [AdaptiveAction] { [AdaptiveAction(node)] }
    public static func buildExpression(_ action: AdaptiveAction) -> [AdaptiveAction] { [action] }
    public static func buildExpression(_ actions: [AdaptiveAction]) -> [AdaptiveAction] { actions }
    public static func buildBlock(_ parts: [AdaptiveAction]...) -> [AdaptiveAction] { parts.flatMap(\.self) }
    public static func buildOptional(_ part: [AdaptiveAction]?) -> [AdaptiveAction] { part ?? [] }
    public static func buildEither(first part: [AdaptiveAction]) -> [AdaptiveAction] { part }
    public static func buildEither(second part: [AdaptiveAction]) -> [AdaptiveAction] { part }
    public static func buildArray(_ parts: [[AdaptiveAction]]) -> [AdaptiveAction] { parts.flatMap(\.self) }
}

/// Gathers parts of one type: columns, rows, cells, facts, pages, choices.
@resultBuilder
public enum PartBuilder<Part> {
    public static func buildExpression(_ part: Part) -> [Part] { [part] }
    public static func buildExpression(_ parts: [Part]) -> [Part] { parts }
    public static func buildBlock(_ parts: [Part]...) -> [Part] { parts.flatMap(\.self) }
    public static func buildOptional(_ part: [Part]?) -> [Part] { part ?? [] }
    public static func buildEither(first part: [Part]) -> [Part] { part }
    public static func buildEither(second part: [Part]) -> [Part] { part }
    public static func buildArray(_ parts: [[Part]]) -> [Part] { parts.flatMap(\.self) }
}

/// A part of a paragraph.
public struct Inline: Sendable, Hashable {
    let json: JSONValue

    /// A run.
    public init(_ run: TextRun) { json = run.json }
    /// An icon.
    public init(_ run: IconRun) { json = run.json }
    /// A picture.
    public init(_ run: ImageRun) { json = run.json }
    /// A citation.
    public init(_ run: CitationRun) { json = run.json }
    /// A text without a look of its own.
    public init(_ text: String) { json = .string(text) }
}

/// Gathers the parts of a paragraph.
@resultBuilder
public enum InlineBuilder {
    public static func buildExpression(_ run: TextRun) -> [Inline] { [Inline(run)] }
    public static func buildExpression(_ run: IconRun) -> [Inline] { [Inline(run)] }
    public static func buildExpression(_ run: ImageRun) -> [Inline] { [Inline(run)] }
    public static func buildExpression(_ run: CitationRun) -> [Inline] { [Inline(run)] }
    public static func buildExpression(_ text: String) -> [Inline] { [Inline(text)] }
    public static func buildBlock(_ parts: [Inline]...) -> [Inline] { parts.flatMap(\.self) }
    public static func buildOptional(_ part: [Inline]?) -> [Inline] { part ?? [] }
    public static func buildEither(first part: [Inline]) -> [Inline] { part }
    public static func buildEither(second part: [Inline]) -> [Inline] { part }
    public static func buildArray(_ parts: [[Inline]]) -> [Inline] { parts.flatMap(\.self) }
}
