public import JSONKit

/// A dialog: a card or a page in front of the conversation.
public struct Dialog: WireObject {
    /// What stands above it.
    public var title: String?
    /// How high it is.
    public var height: DialogSize?
    /// How wide it is.
    public var width: DialogSize?
    /// The card that it shows. An Adaptive Card; no other is shown there.
    public var card: Attachment?
    /// The page that it shows in the place of a card: an `https` address.
    public var url: String?
    /// What a client opens that shows no dialogs.
    public var fallbackUrl: String?
    /// The bot that gets what a page submits; the one that opened the dialog unless said.
    public var completionBotId: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// A dialog that shows `card`, which is an Adaptive Card.
    public init(_ title: String, card: Attachment, width: DialogSize? = nil, height: DialogSize? = nil) {
        self.title = title
        self.card = card
        self.width = width
        self.height = height
    }

    /// A dialog that shows the page at `url`.
    public init(_ title: String, url: String, width: DialogSize? = nil, height: DialogSize? = nil) {
        self.title = title
        self.url = url
        self.width = width
        self.height = height
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<Dialog> = [
        .init("title", \.title),
        .init("height", \.height),
        .init("width", \.width),
        .init("card", \.card),
        .init("url", \.url),
        .init("fallbackUrl", \.fallbackUrl),
        .init("completionBotId", \.completionBotId),
    ]
}
