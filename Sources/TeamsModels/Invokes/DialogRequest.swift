public import JSONKit

/// A dialog is to be opened, or was submitted (`task/fetch`, `task/submit`).
public struct DialogRequest: WireObject {
    /// What the button that opens it carries, or what the form says.
    public var data: JSONValue?
    /// How the client looks.
    public var context: DialogContext?
    /// The tab that it belongs to.
    public var tabContext: JSONValue?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<DialogRequest> = [
        .init("data", \.data),
        .init("context", \.context),
        .init("tabContext", \.tabContext),
    ]
}
