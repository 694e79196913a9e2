/// Properties of what can be pressed anywhere.
public protocol SelectActionProperties {
    /// What happens when someone presses anywhere on it.
    var selectAction: AdaptiveAction? { get set }
}

extension CardNode where Properties: SelectActionProperties {
    /// What happens when someone presses anywhere on it. Not `Action.ShowCard`.
    public func selectAction(_ action: CardNode<some ActionProperties>) -> Self {
        changed { $0.properties.selectAction = action.erased }
    }
}

extension CardNode where Properties.Shared: SelectActionProperties {
    /// What happens when someone presses anywhere on it. Not `Action.ShowCard`.
    public func selectAction(_ action: CardNode<some ActionProperties>) -> Self {
        changed { $0.shared.selectAction = action.erased }
    }
}
