public import JSONKit

/// A button to sign in with.
public struct AuthenticationButton: CardPart {
    public static let name = "sign-in button"

    /// What pressing it does: `signin`.
    public var type: String?
    /// Its text.
    public var title: String?
    /// The address of a picture.
    public var image: String?
    /// The address to sign in at.
    public var value: String?
    public var extras: JSONObject = [:]

    public init() {}

    /// Signs in at `url`.
    public init(_ title: String, url: String) {
        type = "signin"
        self.title = title
        value = url
    }

    public static let schema: CardSchema<Self> = [
        .init("type", \.type, required: true),
        .init("title", \.title),
        .init("image", \.image),
        .init("value", \.value),
    ]
}
