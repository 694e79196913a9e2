public import JSONKit

/// How the client looks that shows a dialog.
public struct DialogContext: WireObject {
    /// `default`, `dark` or `contrast`.
    public var theme: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<DialogContext> = [
        .init("theme", \.theme)
    ]
}
