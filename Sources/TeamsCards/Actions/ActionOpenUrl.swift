public import JSONKit

extension CardProperties {
    /// Opens an address.
    public struct ActionOpenUrl: ActionProperties {
        public static let type = "Action.OpenUrl"

        /// The address.
        public var url: String?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("url", \.url, required: true)
        ]
    }
}

extension Action {
    /// Opens an address.
    public typealias OpenUrl = CardNode<CardProperties.ActionOpenUrl>
}

extension Action.OpenUrl {
    /// Opens `url`.
    public init(_ title: String, url: String) {
        self.init()
        common.title = title
        properties.url = url
    }
}
