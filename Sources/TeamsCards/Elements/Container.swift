public import JSONKit

extension CardProperties {
    /// Elements one above the other.
    public struct Container: ElementProperties {
        public static let type = "Container"
        public typealias Shared = ContainerContent
        public static let requiredOfShared: Set<String> = ["items"]

        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = []
    }
}

/// Elements one above the other.
public typealias Container = CardNode<CardProperties.Container>

extension Container {
    /// These elements, one above the other.
    public init(@ElementBuilder _ items: () -> [AdaptiveElement]) {
        self.init()
        let items = items()
        shared.items = items
        mentions = items.flatMap(\.mentions)
    }
}
