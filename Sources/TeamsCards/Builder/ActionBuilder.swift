/// What may be written as a line of buttons: an action of a known type or any other, or a list of them.
public protocol ActionContent {
    /// The actions that it stands for.
    var actions: [AdaptiveAction] { get }
}

extension CardNode: ActionContent where Properties: ActionProperties {
    public var actions: [AdaptiveAction] { [AdaptiveAction(self)] }
}
extension AdaptiveAction: ActionContent {
    public var actions: [AdaptiveAction] { [self] }
}
extension Array: ActionContent where Element == AdaptiveAction {
    public var actions: [AdaptiveAction] { self }
}

/// Gathers actions: one after the other, with `if`, `switch` and `for`.
@resultBuilder
public enum ActionBuilder: CardListBuilder {
    public typealias Part = AdaptiveAction
    public static func buildBlock(_ parts: any ActionContent...) -> [AdaptiveAction] { parts.flatMap(\.actions) }
}
