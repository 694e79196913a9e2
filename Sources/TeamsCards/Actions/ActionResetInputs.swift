public import JSONKit

extension CardProperties {
    /// Puts inputs back to what stood there at first.
    public struct ActionResetInputs: ActionProperties {
        public static let type = "Action.ResetInputs"
        public static let since: CardVersion? = nil

        /// Their ids. All inputs when absent.
        public var targetInputIds: [String]?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("targetInputIds", \.targetInputIds)
        ]
    }
}

extension Action {
    /// Puts inputs back to what stood there at first.
    public typealias ResetInputs = CardNode<CardProperties.ActionResetInputs>
}

extension Action.ResetInputs {
    /// Puts these inputs back, or all.
    public init(_ title: String, inputs ids: [String]? = nil) {
        self.init()
        common.title = title
        properties.targetInputIds = ids
    }
}
