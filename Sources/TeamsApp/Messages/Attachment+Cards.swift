internal import JSONKit
public import TeamsCards
public import TeamsModels

extension Attachment {
    /// An Adaptive Card.
    public init(_ card: AdaptiveCard) {
        self.init(ContentType(rawValue: AdaptiveCard.contentType), content: card.json)
    }

    /// One of the other cards: hero, thumbnail, list, receipt, sign-in, connector, file consent.
    public init(_ card: some TeamsCard) {
        self.init(ContentType(rawValue: type(of: card).contentType), content: card.json)
    }
}

extension CardNode: MessageContent where Properties == CardProperties.AdaptiveCard {
    /// A message with this card alone. Text beside a card would come as a message of its own, and without an id.
    public var message: Message { Attachment(self).message }
}
