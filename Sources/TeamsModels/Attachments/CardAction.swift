public import JSONKit

/// A button: a suggested action, or one of a hero or thumbnail card.
public struct CardAction: WireObject {
    /// What it does.
    public var type: CardActionType?
    /// What is written on it.
    public var title: String?
    /// What it sends, or the address that it opens.
    public var value: JSONValue?
    /// What `messageBack` sends as text.
    public var text: String?
    /// What `messageBack` shows in the chat; never sent to the bot.
    public var displayText: String?
    /// The address of its picture.
    public var image: String?
    /// What its picture shows.
    public var imageAltText: String?
    /// What only the channel understands.
    public var channelData: JSONValue?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// A button that does `type` with `value`.
    public init(_ type: CardActionType, title: String, value: JSONValue) {
        self.type = type
        self.title = title
        self.value = value
    }

    /// A button that writes `text`, or its title, into the chat as the person.
    public static func imBack(_ title: String, text: String? = nil) -> CardAction {
        CardAction(.imBack, title: title, value: .string(text ?? title))
    }

    /// A suggested action that gives `value` to the bot, and writes nothing into the chat.
    public static func submit(_ title: String, value: JSONValue) -> CardAction {
        CardAction(.submit, title: title, value: value)
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<CardAction> = [
        .init("type", \.type),
        .init("title", \.title),
        .init("value", \.value),
        .init("text", \.text),
        .init("displayText", \.displayText),
        .init("image", \.image),
        .init("imageAltText", \.imageAltText),
        .init("channelData", \.channelData),
    ]
}
