public import JSONKit

/// A card that is no Adaptive Card, and how it is attached to a message.
public protocol TeamsCard: WireObject {
    /// The content type of the attachment.
    static var contentType: String { get }
}

extension TeamsCard {
    /// The card as it is attached to a message: content type and content.
    public var attachment: JSONObject { ["contentType": .string(Self.contentType), "content": json] }
}

/// A button of a hero, thumbnail, receipt, list or sign-in card.
public struct CardButton: WireObject {
    /// What pressing it does.
    public var type: CardButtonType?
    /// Its text.
    public var title: String?
    /// The address, the text, or the data, by ``type``.
    public var value: JSONValue?
    /// The text that the bot gets, of a `messageBack`.
    public var text: String?
    /// What the chat shows as the person's message, of a `messageBack`. The bot never gets it.
    public var displayText: String?
    /// The address of a picture.
    public var image: String?
    /// What the picture shows.
    public var imageAltText: String?
    public var extras: JSONObject = [:]

    public init() {}

    private init(_ type: CardButtonType, _ title: String, _ value: JSONValue?) {
        self.type = type
        self.title = title
        self.value = value
    }

    /// Opens an address.
    public static func openURL(_ title: String, _ url: String) -> CardButton {
        CardButton(.openUrl, title, .string(url))
    }
    /// Writes `text` in the person's name.
    public static func imBack(_ title: String, _ text: String) -> CardButton {
        CardButton(.imBack, title, .string(text))
    }
    /// Sends `text` and `value` to the bot, and shows `displayText` in the person's name, if any.
    public static func messageBack(
        _ title: String, text: String, displayText: String? = nil, value: JSONValue? = nil
    ) -> CardButton {
        var button = CardButton(.messageBack, title, value)
        button.text = text
        button.displayText = displayText
        return button
    }
    /// Sends an invoke with `value` to the bot.
    public static func invoke(_ title: String, _ value: JSONValue) -> CardButton { CardButton(.invoke, title, value) }
    /// Starts a sign-in at an address.
    public static func signIn(_ title: String, _ url: String) -> CardButton { CardButton(.signin, title, .string(url)) }

    public static let members: WireMembers<CardButton> = [
        WireMember("type", \.type), WireMember("title", \.title), WireMember("value", \.value),
        WireMember("text", \.text), WireMember("displayText", \.displayText), WireMember("image", \.image),
        WireMember("imageAltText", \.imageAltText),
    ]
}

/// What pressing a button does.
public struct CardButtonType: OpenEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Opens an address.
    public static let openUrl: CardButtonType = "openUrl"
    /// Writes a text in the person's name.
    public static let imBack: CardButtonType = "imBack"
    /// Sends a text and data to the bot.
    public static let messageBack: CardButtonType = "messageBack"
    /// Sends an invoke to the bot.
    public static let invoke: CardButtonType = "invoke"
    /// Starts a sign-in.
    public static let signin: CardButtonType = "signin"
}

/// What a line of a list card is.
public struct ListCardItemType: OpenEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A file.
    public static let file: ListCardItemType = "file"
    /// A result with a title and a second line.
    public static let resultItem: ListCardItemType = "resultItem"
    /// A heading.
    public static let section: ListCardItemType = "section"
    /// A person.
    public static let person: ListCardItemType = "person"
}

extension HeroCard {
    /// A card with this title and text.
    public init(
        title: String? = nil, subtitle: String? = nil, text: String? = nil, image: String? = nil,
        buttons: [CardButton] = []
    ) {
        self.title = title
        self.subtitle = subtitle
        self.text = text
        images = image.map { [CardImage($0)] }
        self.buttons = buttons.isEmpty ? nil : buttons
    }
}

extension ThumbnailCard {
    /// A card with this title and text.
    public init(
        title: String? = nil, subtitle: String? = nil, text: String? = nil, image: String? = nil,
        buttons: [CardButton] = []
    ) {
        self.title = title
        self.subtitle = subtitle
        self.text = text
        images = image.map { [CardImage($0)] }
        self.buttons = buttons.isEmpty ? nil : buttons
    }
}

extension CardImage {
    /// The picture at this address.
    public init(_ url: String, alt: String? = nil) {
        self.url = url
        self.alt = alt
    }
}

extension SignInCard {
    /// Asks to sign in at `url`.
    public init(text: String, title: String, url: String) {
        self.text = text
        buttons = [.signIn(title, url)]
    }
}

extension ConnectorCard {
    /// A card with this summary.
    public init(summary: String, title: String? = nil, text: String? = nil) {
        type = "MessageCard"
        context = "http://schema.org/extensions"
        self.summary = summary
        self.title = title
        self.text = text
    }
}

extension FileConsentCard {
    /// Asks to store a file of this size.
    public init(
        description: String, sizeInBytes: Int, acceptContext: JSONValue? = nil, declineContext: JSONValue? = nil
    ) {
        self.description = description
        self.sizeInBytes = sizeInBytes
        self.acceptContext = acceptContext
        self.declineContext = declineContext
    }
}
