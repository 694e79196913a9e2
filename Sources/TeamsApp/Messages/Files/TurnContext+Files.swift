internal import TeamsConnector
public import TeamsModels

extension TurnContext {
    /// The files and pictures that came with the message; empty when it is text alone.
    ///
    /// ```swift
    /// for file in context.attachments {
    ///     let bytes = try await file.download().bytes
    /// }
    /// ```
    /// The HTML that stands beside every text is none of them: ``activity`` has it.
    public var attachments: [ReceivedAttachment] {
        (activity.attachments ?? []).compactMap {
            ReceivedAttachment($0, connector: services.outbox.connector)
        }
    }

    /// Stores a file where the person who accepted it wants it, and gives the card that shows it.
    ///
    /// ```swift
    /// try await context.send(context.upload(bytes, to: info))
    /// ```
    /// - Parameters:
    ///   - bytes: the file; not empty. It is sent in pieces of ten times 320 KiB, the unit of OneDrive's uploads.
    ///   - info: what came with the answer to the consent card. Its address holds for a short time.
    /// - Throws: ``AppError/Code/file``, which says what happened and what to do.
    public func upload(_ bytes: [UInt8], to info: FileUploadInfo) async throws -> Attachment {
        try await services.outbox.connector.upload(bytes, to: info)
    }
}

extension App {
    /// Stores a file where the person who accepted it wants it, and gives the card that shows it; for work that goes on
    /// after the turn. As ``TurnContext/upload(_:to:)``.
    ///
    /// - Throws: ``AppError/Code/file``, which says what happened and what to do.
    public func upload(_ bytes: [UInt8], to info: FileUploadInfo) async throws -> Attachment {
        try await services.outbox.connector.upload(bytes, to: info)
    }
}
