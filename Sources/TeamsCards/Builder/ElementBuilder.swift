/// What may be written as a line of a body: an element of a known type or any other, or a list of them.
public protocol ElementContent {
    /// The elements that it stands for.
    var elements: [AdaptiveElement] { get }
}

extension CardNode: ElementContent where Properties: ElementProperties {
    public var elements: [AdaptiveElement] { [AdaptiveElement(self)] }
}
extension AdaptiveElement: ElementContent {
    public var elements: [AdaptiveElement] { [self] }
}
extension Array: ElementContent where Element == AdaptiveElement {
    public var elements: [AdaptiveElement] { self }
}

/// Gathers the elements of a card: one after the other, with `if`, `switch` and `for`.
///
/// There is no `buildExpression`: with it the compiler takes half as long again for a long body.
@resultBuilder
public enum ElementBuilder: CardListBuilder {
    public typealias Part = AdaptiveElement
    public static func buildBlock(_ parts: any ElementContent...) -> [AdaptiveElement] { parts.flatMap(\.elements) }
}
