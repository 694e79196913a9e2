public import JSONKit

/// A card with a small picture, a title, a text and up to six buttons. Its texts take a subset of HTML.
public struct ThumbnailCard: PictureCard {
    public static let contentType = "application/vnd.microsoft.card.thumbnail"

    /// The title.
    public var title: String?
    /// A second title.
    public var subtitle: String?
    /// The text.
    public var text: String?
    /// The picture, square.
    public var images: [CardImage]?
    /// The buttons.
    public var buttons: [CardButton]?
    /// What happens when someone presses anywhere on it.
    public var tap: CardButton?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<Self> = pictureCardMembers()
}
