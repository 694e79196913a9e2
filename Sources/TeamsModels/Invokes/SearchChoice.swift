public import JSONKit

/// A choice of an input.
public struct SearchChoice: WireObject {
    /// What the person reads.
    public var title: String?
    /// What the card sends.
    public var value: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// A choice that reads `title` and sends `value`, or the title itself.
    public init(_ title: String, value: String? = nil) {
        self.title = title
        self.value = value ?? title
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<SearchChoice> = [
        .init("title", \.title),
        .init("value", \.value),
    ]
}
