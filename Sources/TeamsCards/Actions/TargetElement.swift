public import JSONKit

/// An element to show or to hide.
public struct TargetElement: CardPart {
    public static let name = "target element"

    /// Its id.
    public var elementId: String?
    /// Whether it is shown from then on. Without, it changes.
    public var isVisible: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    /// Shows or hides the element of this id; changes it when nothing is said.
    public init(_ id: String, isVisible: Bool? = nil) {
        elementId = id
        self.isVisible = isVisible
    }

    public static let schema: CardSchema<Self> = [
        .init("elementId", \.elementId),
        .init("isVisible", \.isVisible),
    ]
}
