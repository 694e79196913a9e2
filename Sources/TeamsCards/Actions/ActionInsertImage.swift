public import JSONKit

extension CardProperties {
    /// Puts a picture into a document. Office only.
    public struct ActionInsertImage: ActionProperties {
        public static let type = "Action.InsertImage"
        public static let since: CardVersion? = nil

        /// The address of the picture.
        public var url: String?
        /// What it shows.
        public var altText: String?
        /// Where it is put.
        public var insertPosition: ImageInsertPosition?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("url", \.url, required: true),
            .init("altText", \.altText),
            .init("insertPosition", \.insertPosition),
        ]
    }
}

extension Action {
    /// Puts a picture into a document. Office only.
    public typealias InsertImage = CardNode<CardProperties.ActionInsertImage>
}

extension Action.InsertImage {
    /// Puts the picture at `url` into a document.
    public init(_ title: String, url: String) {
        self.init()
        common.title = title
        properties.url = url
    }
}
