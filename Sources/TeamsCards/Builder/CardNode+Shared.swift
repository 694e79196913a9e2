public import JSONKit

/// Properties of what can be pressed anywhere.
public protocol SelectActionProperties: CardProperties {
    /// What happens when someone presses anywhere on it.
    var selectAction: AdaptiveAction? { get set }
}
extension AdaptiveCardProperties: SelectActionProperties {}
extension TextRunProperties: SelectActionProperties {}
extension IconRunProperties: SelectActionProperties {}
extension ImageRunProperties: SelectActionProperties {}
extension ImageProperties: SelectActionProperties {}
extension ContainerProperties: SelectActionProperties {}
extension ColumnSetProperties: SelectActionProperties {}
extension ColumnProperties: SelectActionProperties {}
extension TableCellProperties: SelectActionProperties {}
extension CarouselPageProperties: SelectActionProperties {}
extension IconProperties: SelectActionProperties {}
extension CompoundButtonProperties: SelectActionProperties {}

extension CardNode where Properties: SelectActionProperties {
    /// What happens when someone presses anywhere on it. Not `Action.ShowCard`.
    public func selectAction(_ action: CardNode<some ActionProperties>) -> Self {
        changed { $0.properties.selectAction = action.erased }
    }
}

/// Properties of what can have a picture behind it.
public protocol BackgroundProperties: CardProperties {
    /// A picture behind it.
    var backgroundImage: JSONValue? { get set }
}
extension AdaptiveCardProperties: BackgroundProperties {}
extension ContainerProperties: BackgroundProperties {}
extension ColumnProperties: BackgroundProperties {}
extension TableCellProperties: BackgroundProperties {}
extension CarouselPageProperties: BackgroundProperties {}

extension CardNode where Properties: BackgroundProperties {
    /// A picture behind it.
    public func backgroundImage(_ image: BackgroundImage) -> Self {
        changed { $0.properties.backgroundImage = image.json }
    }

    /// The picture at `url` behind it.
    public func backgroundImage(_ url: String) -> Self { changed { $0.properties.backgroundImage = .string(url) } }
}

/// Properties of what can arrange its elements.
public protocol LayoutProperties: CardProperties {
    /// How its elements are arranged, by width.
    var layouts: [JSONValue]? { get set }
}
extension AdaptiveCardProperties: LayoutProperties {}
extension ContainerProperties: LayoutProperties {}
extension ColumnProperties: LayoutProperties {}
extension TableCellProperties: LayoutProperties {}
extension CarouselPageProperties: LayoutProperties {}

extension CardNode where Properties: LayoutProperties {
    /// Adds a layout. The first whose width fits holds.
    public func layout<Arrangement: CardProperties>(_ layout: CardNode<Arrangement>) -> Self
    where Arrangement.Common == NoCommon {
        changed { $0.properties.layouts = ($0.properties.layouts ?? []) + [layout.json] }
    }
}

extension CardNode where Properties: ElementProperties {
    /// What is shown by a host that does not know this type.
    public func fallback(_ element: CardNode<some ElementProperties>) -> Self { withFallback(element.json) }
    /// A host that does not know this type shows nothing.
    public func fallbackDrop() -> Self { withFallback("drop") }

    private func withFallback(_ json: JSONValue) -> Self {
        changed { node in
            var common = node.common.json
            common["fallback"] = json
            node.common = Properties.Common(lenient: common.objectValue ?? [:])
        }
    }
}

extension CardNode where Properties: ActionProperties {
    /// What is shown by a host that does not know this type.
    public func fallback(_ action: CardNode<some ActionProperties>) -> Self {
        changed { $0.common.fallback = action.json }
    }
    /// A host that does not know this type shows nothing.
    public func fallbackDrop() -> Self { changed { $0.common.fallback = "drop" } }
}
