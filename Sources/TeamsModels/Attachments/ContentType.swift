public import JSONKit

/// What an attachment holds.
public struct ContentType: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// An Adaptive Card.
    public static let adaptiveCard: ContentType = "application/vnd.microsoft.card.adaptive"
    /// A card with a large picture.
    public static let heroCard: ContentType = "application/vnd.microsoft.card.hero"
    /// A card with a small picture.
    public static let thumbnailCard: ContentType = "application/vnd.microsoft.card.thumbnail"
    /// A receipt.
    public static let receiptCard: ContentType = "application/vnd.microsoft.card.receipt"
    /// A card that asks to sign in.
    public static let signInCard: ContentType = "application/vnd.microsoft.card.signin"
    /// A card that signs in through a connection.
    public static let oauthCard: ContentType = "application/vnd.microsoft.card.oauth"
    /// An animated picture.
    public static let animationCard: ContentType = "application/vnd.microsoft.card.animation"
    /// Sound.
    public static let audioCard: ContentType = "application/vnd.microsoft.card.audio"
    /// A video.
    public static let videoCard: ContentType = "application/vnd.microsoft.card.video"
    /// A card of an Office 365 connector.
    public static let connectorCard: ContentType = "application/vnd.microsoft.teams.card.o365connector"
    /// Asks whether the bot may upload a file.
    public static let fileConsentCard: ContentType = "application/vnd.microsoft.teams.card.file.consent"
    /// Shows an uploaded file.
    public static let fileInfoCard: ContentType = "application/vnd.microsoft.teams.card.file.info"
    /// A file that somebody sent to the bot.
    public static let fileDownloadInfo: ContentType = "application/vnd.microsoft.teams.file.download.info"
    /// The formatted form of a message's text.
    public static let html: ContentType = "text/html"
    /// Plain text.
    public static let text: ContentType = "text/plain"
    /// A picture of unstated kind, fetched with the bot's token.
    public static let image: ContentType = "image/*"
    /// A PNG picture.
    public static let png: ContentType = "image/png"
    /// A JPEG picture.
    public static let jpeg: ContentType = "image/jpeg"
    /// A GIF picture.
    public static let gif: ContentType = "image/gif"

    /// Whether the attachment is a picture.
    public var isImage: Bool { rawValue.hasPrefix("image/") }
}
