public import JSONKit

extension CardProperties {
    /// Asks the bot, which answers with another card or a message.
    public struct ActionExecute: DataProperties {
        public static let type = "Action.Execute"
        public static let since: CardVersion? = CardVersion(1, 4)

        /// The name of what is asked.
        public var verb: String?
        /// What is sent besides the inputs: an object.
        public var data: TextOr<JSONObject>?
        /// Which inputs are sent.
        public var associatedInputs: AssociatedInputs?
        /// Whether it can be pressed only when the inputs are valid.
        public var conditionallyEnabled: Bool?
        /// What only Teams understands: whether it says that the press was received.
        public var msteams: TeamsActionSettings?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("verb", \.verb),
            .init("data", \.data, kind: .any),
            .init("associatedInputs", \.associatedInputs),
            .init("conditionallyEnabled", \.conditionallyEnabled, since: nil),
            .init("msteams", \.msteams, since: nil),
        ]
    }
}

extension Action {
    /// Asks the bot, which answers with another card or a message.
    public typealias Execute = CardNode<CardProperties.ActionExecute>
}

extension Action.Execute {
    /// Asks the bot for `verb`, with the inputs and `data`.
    public init(_ title: String, verb: String, data: JSONObject = [:]) {
        self.init()
        common.title = title
        properties.verb = verb
        properties.data = data.isEmpty ? nil : .other(data)
    }

    /// Adds an `Action.Submit` of the same title for clients that do not know `Action.Execute`. It sends the same data,
    /// and the verb as `action`.
    public func submitFallback() -> Self {
        var data = properties.data?.other ?? [:]
        if let verb = properties.verb, data["action"] == nil { data["action"] = .string(verb) }
        var submit = Action.Submit(common.title ?? "", data: data)
        submit.common.id = common.id
        submit.properties.associatedInputs = properties.associatedInputs
        return changed { $0.common.fallback = .content(submit.erased) }
    }
}
