public import JSONKit

/// What a button does.
public struct CardActionType: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Writes its value into the chat as the person.
    public static let imBack: CardActionType = "imBack"
    /// Sends its value to the bot without showing it; of suggested actions alone.
    public static let submit: CardActionType = "Action.Submit"
    /// Sends its value, and shows another text in the chat.
    public static let messageBack: CardActionType = "messageBack"
    /// Opens an address.
    public static let openUrl: CardActionType = "openUrl"
    /// Opens a sign-in.
    public static let signin: CardActionType = "signin"
    /// Asks the bot with its value.
    public static let invoke: CardActionType = "invoke"
    /// Sends its value without showing it.
    public static let postBack: CardActionType = "postBack"
    /// Calls a number.
    public static let call: CardActionType = "call"
    /// Plays sound.
    public static let playAudio: CardActionType = "playAudio"
    /// Plays a video.
    public static let playVideo: CardActionType = "playVideo"
    /// Shows a picture.
    public static let showImage: CardActionType = "showImage"
    /// Downloads a file.
    public static let downloadFile: CardActionType = "downloadFile"
}
