public import JSONKit

/// A widget calls a tool (`htmlwidget/calltool`, experimental).
public struct WidgetToolCall: WireObject {
    /// Which tool.
    public var name: String?
    /// What for.
    public var arguments: JSONValue?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<WidgetToolCall> = [
        .init("name", \.name),
        .init("arguments", \.arguments),
    ]
}
