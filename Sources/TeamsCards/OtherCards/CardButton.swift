public import JSONKit

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

    public static let members: WireMembers<Self> = [
        WireMember("type", \.type), WireMember("title", \.title), WireMember("value", \.value),
        WireMember("text", \.text), WireMember("displayText", \.displayText), WireMember("image", \.image),
        WireMember("imageAltText", \.imageAltText),
    ]
}
