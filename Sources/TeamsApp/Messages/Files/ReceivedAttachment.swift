internal import HTTPKit
internal import JSONKit
internal import TeamsConnector
public import TeamsModels

/// A file or a picture that somebody sent to the bot. Its bytes are fetched when they are asked for.
public struct ReceivedAttachment: Sendable {
    /// What came with the message.
    public let attachment: Attachment
    let address: String
    /// Whether the bot's token may be needed: for pictures, which the service itself keeps. Files have addresses that
    /// are their own permission.
    let mayCarryToken: Bool
    let connector: Connector

    /// The file's name; nil for a picture that was pasted.
    public var name: String? { attachment.name }

    /// Whether it is a picture that stands in the message, and no file.
    public var isPicture: Bool { attachment.contentType?.isImage == true }

    /// The ending of a file's name, as Teams tells it: `csv`.
    public var fileType: String? { attachment.content?["fileType"]?.stringValue }

    /// Nil for what nobody can fetch: cards, and the formatted form of the text, which stands beside every message.
    init?(_ attachment: Attachment, connector: Connector) {
        guard attachment.contentType != .html else { return nil }
        let isFile = attachment.contentType == .fileDownloadInfo
        let address = isFile ? attachment.content?["downloadUrl"]?.stringValue : attachment.contentUrl
        guard let address, !address.isEmpty else { return nil }
        self.attachment = attachment
        self.address = address
        mayCarryToken = !isFile
        self.connector = connector
    }

    /// Fetches it into memory.
    ///
    /// The bot's token goes along for pictures that a service of the cloud keeps, and nowhere else: not to a file's own
    /// address, nor to where a service sends the bot on to.
    /// - Parameter maxBytes: the most that it may have; the transfer ends when more comes.
    /// - Throws: ``AppError/Code/file``, which says what happened and what to do; `ConnectorError` when there is no
    ///   token for the bot.
    public func download(maxBytes: Int = 16 << 20) async throws -> DownloadedFile {
        let what = name.map { "The file \($0)" } ?? "The picture"
        let response: HTTP.Response
        do {
            response = try await connector.download(address, mayCarryToken: mayCarryToken, maxBytes: maxBytes)
        } catch let error as HTTPTransportError {
            throw AppError(
                .file,
                error.code == .tooLarge
                    ? "\(what) is larger than \(maxBytes) bytes: ask for a smaller one, or raise maxBytes"
                    : "\(what) could not be fetched: \(error); try again")
        } catch let error as FileTransferError {
            throw AppError(.file, "\(what) was not fetched: \(error)")
        }
        guard (200..<300).contains(response.status) else {
            throw AppError(.file, "\(what) could not be fetched: \(Self.advice(response.status))")
        }
        guard response.body.count <= maxBytes else {
            throw AppError(.file, "\(what) is larger than \(maxBytes) bytes: raise maxBytes")
        }
        return DownloadedFile(
            name: name, contentType: response.fields["Content-Type"] ?? attachment.contentType?.rawValue,
            bytes: response.body)
    }

    private static func advice(_ status: Int) -> String {
        switch status {
        case 401, 403:
            "the bot may not read it (\(status)), its address may be too old: ask the person to send it again"
        case 404, 410: "it is gone (\(status)): ask the person to send it again"
        case 429, 500...: "the service cannot give it now (\(status)): try again"
        default: "the service answered \(status)"
        }
    }
}

/// What was fetched of an attachment.
public struct DownloadedFile: Sendable, Hashable {
    /// The file's name; nil for a picture that was pasted.
    public let name: String?
    /// What its server says that it is; nil when nobody says.
    public let contentType: String?
    /// All of it.
    public let bytes: [UInt8]
}
