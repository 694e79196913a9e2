internal import JSONKit

/// A card with a picture, a title, a text and buttons.
public protocol PictureCard: TeamsCard {
    /// The title.
    var title: String? { get set }
    /// A second title.
    var subtitle: String? { get set }
    /// The text.
    var text: String? { get set }
    /// The picture.
    var images: [CardImage]? { get set }
    /// The buttons.
    var buttons: [CardButton]? { get set }
    /// What happens when someone presses anywhere on it.
    var tap: CardButton? { get set }
}

extension PictureCard {
    /// A card with this title and text.
    public init(
        title: String? = nil, subtitle: String? = nil, text: String? = nil, image: String? = nil,
        buttons: [CardButton] = []
    ) {
        self.init()
        self.title = title
        self.subtitle = subtitle
        self.text = text
        images = image.map { [CardImage($0)] }
        self.buttons = buttons.isEmpty ? nil : buttons
    }
}

/// The table of every card with a picture.
func pictureCardMembers<Card: PictureCard>() -> WireMembers<Card> {
    [
        WireMember("title", \.title),
        WireMember("subtitle", \.subtitle),
        WireMember("text", \.text),
        WireMember("images", \.images),
        WireMember("buttons", \.buttons),
        WireMember("tap", \.tap),
    ]
}
