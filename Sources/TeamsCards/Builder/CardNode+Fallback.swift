extension CardNode where Properties: ElementProperties {
    /// What is shown by a host that does not know this type.
    public func fallback(_ element: CardNode<some ElementProperties>) -> Self {
        changed { node in
            node.common.fallback = .content(AdaptiveElement(element))
            node.mentions += element.mentions
        }
    }
    /// A host that does not know this type shows nothing.
    public func fallbackDrop() -> Self { changed { $0.common.fallback = .drop } }
}

extension CardNode where Properties: ActionProperties {
    /// What is shown by a host that does not know this type.
    public func fallback(_ action: CardNode<some ActionProperties>) -> Self {
        changed { node in
            node.common.fallback = .content(action.erased)
            node.mentions += action.mentions
        }
    }
    /// A host that does not know this type shows nothing.
    public func fallbackDrop() -> Self { changed { $0.common.fallback = .drop } }
}
