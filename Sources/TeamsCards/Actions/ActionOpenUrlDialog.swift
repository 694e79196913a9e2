public import JSONKit

extension CardProperties {
    /// Opens an address in a dialog.
    public struct ActionOpenUrlDialog: ActionProperties {
        public static let type = "Action.OpenUrlDialog"
        public static let since: CardVersion? = nil

        /// The address.
        public var url: String?
        /// The title of the dialog.
        public var dialogTitle: String?
        /// Its height.
        public var dialogHeight: String?
        /// Its width.
        public var dialogWidth: String?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("url", \.url, required: true),
            .init("dialogTitle", \.dialogTitle),
            .init("dialogHeight", \.dialogHeight),
            .init("dialogWidth", \.dialogWidth),
        ]
    }
}

extension Action {
    /// Opens an address in a dialog.
    public typealias OpenUrlDialog = CardNode<CardProperties.ActionOpenUrlDialog>
}

extension Action.OpenUrlDialog {
    /// Opens `url` in a dialog.
    public init(_ title: String, url: String) {
        self.init()
        common.title = title
        properties.url = url
    }
}
