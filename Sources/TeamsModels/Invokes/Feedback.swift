public import JSONKit

/// What somebody thinks of a message (`message/submitAction`), after the message asked for it.
public struct Feedback: WireObject {
    /// `feedback`; other buttons below a message may have other names.
    public var actionName: String?
    /// The reaction, and what was written.
    public var actionValue: Value?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// A reaction to a message, and words.
    public struct Value: WireObject {
        /// `like` or `dislike`.
        public var reaction: String?
        /// What was written, as the text of a JSON object.
        public var feedback: String?
        /// What the service sent beyond these members.
        public var extras: JSONObject = [:]

        /// An object without any member.
        public init() {}

        /// The members by their names on the wire.
        public static let members: WireMembers<Value> = [
            .init("reaction", \.reaction),
            .init("feedback", \.feedback),
        ]
    }

    /// An object without any member.
    public init() {}

    /// Whether the person liked the message; nil when that cannot be told.
    public var isLike: Bool? {
        switch actionValue?.reaction?.lowercased() {
        case "like": true
        case "dislike": false
        default: nil
        }
    }

    /// What the form says: `feedbackText` of Teams' own form, or the members of the bot's.
    public var form: JSONObject {
        guard let text = actionValue?.feedback, let json = try? JSONValue(parsing: text) else { return [:] }
        return json.objectValue ?? [:]
    }

    /// What was written into Teams' own form; empty when nothing was.
    public var text: String { form["feedbackText"]?.stringValue ?? "" }

    /// The members by their names on the wire.
    public static let members: WireMembers<Feedback> = [
        .init("actionName", \.actionName),
        .init("actionValue", \.actionValue),
    ]
}
