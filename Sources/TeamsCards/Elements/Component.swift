public import JSONKit

extension CardProperties {
    /// A person, a file or an event, drawn by Teams from Microsoft Graph.
    public struct Component: ElementProperties {
        public static let type = "Component"
        public static let since: CardVersion? = nil

        /// What it is: `graph.microsoft.com/user`.
        public var name: String?
        /// Which one, and how.
        public var properties: JSONObject?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("name", \.name, required: true),
            .init("properties", \.properties),
        ]
    }
}

/// A person, a file or an event, drawn by Teams from Microsoft Graph.
public typealias Component = CardNode<CardProperties.Component>

extension Component {
    /// What `name` says, drawn by Teams.
    public init(_ name: String, properties values: JSONObject) {
        self.init()
        properties.name = name
        properties.properties = values
    }
}
