internal import Foundation
public import JSONKit
internal import TeamsCards
public import TeamsModels

extension Attachment {
    /// A card that asks a person whether the bot may store a file for them. Personal chats only.
    ///
    /// The answer is an invoke with a ``TeamsModels/FileUploadInfo`` when the person accepts; hand it to
    /// `TurnContext.upload(_:to:)`. The card stays until it is replaced: `TurnContext.deleteRepliedTo()`.
    /// - Parameters:
    ///   - name: the file's name.
    ///   - sizeInBytes: how large it is.
    ///   - description: what it is, for the person.
    ///   - acceptContext: what comes back when the person accepts.
    ///   - declineContext: what comes back when the person declines; the same unless given.
    public static func fileConsent(
        name: String, sizeInBytes: Int, description: String, acceptContext: JSONValue? = nil,
        declineContext: JSONValue? = nil
    ) -> Attachment {
        var attachment = Attachment(
            FileConsentCard(
                description: description, sizeInBytes: sizeInBytes, acceptContext: acceptContext,
                declineContext: declineContext ?? acceptContext))
        attachment.name = name
        return attachment
    }

    /// A card that shows a file which was stored.
    public static func fileInfo(_ info: FileUploadInfo) -> Attachment {
        var card = FileInfoCard()
        card.uniqueId = info.uniqueId
        card.fileType = info.fileType
        var attachment = Attachment(card)
        attachment.contentUrl = info.contentUrl
        attachment.name = info.name
        return attachment
    }
}
