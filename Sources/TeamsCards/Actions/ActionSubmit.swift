public import JSONKit

extension CardProperties {
    /// Sends the inputs to the bot, as a message that the chat does not show.
    public struct ActionSubmit: DataProperties {
        public static let type = "Action.Submit"

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
            .init("data", \.data, kind: .any),
            .init("associatedInputs", \.associatedInputs, since: CardVersion(1, 3)),
            .init("conditionallyEnabled", \.conditionallyEnabled, since: nil),
            .init("msteams", \.msteams, since: nil),
        ]
    }
}

extension Action {
    /// Sends the inputs to the bot, as a message that the chat does not show.
    public typealias Submit = CardNode<CardProperties.ActionSubmit>
}

extension Action.Submit {
    /// Sends the inputs with `data`.
    public init(_ title: String, data: JSONObject = [:]) {
        self.init()
        common.title = title
        properties.data = data.isEmpty ? nil : .other(data)
    }

    /// Sends the inputs with `data`, which say by their `action` what the bot is asked for.
    public init(_ title: String, verb: String, data: JSONObject = [:]) {
        var data = data
        data["action"] = .string(verb)
        self.init(title, data: data)
    }

    /// Opens the dialog `id` of the bot.
    public init(_ title: String, dialog id: String, data: JSONObject = [:]) {
        var data = data
        data["dialog_id"] = .string(id)
        data["msteams"] = ["type": "task/fetch"]
        self.init(title, data: data)
    }
}
