/// Properties of what has a background and arranges elements.
public protocol BackdropProperties {
    /// A picture behind it: its address, or a ``BackgroundImage``.
    var backgroundImage: TextOr<BackgroundImage>? { get set }
    /// How its elements are arranged, by width.
    var layouts: [AdaptiveLayout]? { get set }
}

extension CardNode where Properties: BackdropProperties {
    /// A picture behind it.
    public func backgroundImage(_ image: BackgroundImage) -> Self {
        backdrop(\.properties.backgroundImage, .other(image))
    }
    /// The picture at `url` behind it.
    public func backgroundImage(_ url: String) -> Self { backdrop(\.properties.backgroundImage, .text(url)) }
    /// Adds a layout. The first whose width fits holds.
    public func layout(_ layout: CardNode<some LayoutProperties>) -> Self {
        backdrop(\.properties.layouts, (properties.layouts ?? []) + [AdaptiveLayout(layout)])
    }
}

extension CardNode where Properties.Shared: BackdropProperties {
    /// A picture behind it.
    public func backgroundImage(_ image: BackgroundImage) -> Self { backdrop(\.shared.backgroundImage, .other(image)) }
    /// The picture at `url` behind it.
    public func backgroundImage(_ url: String) -> Self { backdrop(\.shared.backgroundImage, .text(url)) }
    /// Adds a layout. The first whose width fits holds.
    public func layout(_ layout: CardNode<some LayoutProperties>) -> Self {
        backdrop(\.shared.layouts, (shared.layouts ?? []) + [AdaptiveLayout(layout)])
    }
}

extension CardNode {
    fileprivate func backdrop<Value>(_ path: WritableKeyPath<Self, Value?>, _ value: Value) -> Self {
        changed { $0[keyPath: path] = value }
    }
}
