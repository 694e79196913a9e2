internal import Foundation

/// A picture that Teams shows in a message: PNG, JPEG or GIF that does not move, at most 1024 × 1024 pixels and 1 MiB.
///
/// What it is, is read from its bytes, not from a name. Nothing but the head is looked at: a picture that is damaged
/// further on is not found out here.
///
/// - SeeAlso: [Picture messages](https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability)
public struct Picture: Sendable, Hashable {
    /// The most bytes of a picture.
    public static let maxBytes = 1024 * 1024
    /// The most pixels in a row, and the most rows.
    public static let maxSide = 1024

    /// The file.
    public let bytes: [UInt8]
    /// `image/png`, `image/jpeg` or `image/gif`.
    public let contentType: ContentType
    /// Pixels in a row.
    public let width: Int
    /// Rows.
    public let height: Int

    /// Checks that `bytes` are a picture that Teams shows.
    ///
    /// - Throws: ``PictureError``, which says what is wrong and what to do.
    public init(_ bytes: [UInt8]) throws(PictureError) {
        guard bytes.count <= Self.maxBytes else { throw .tooLarge(bytes.count) }
        let head = try PictureHead(bytes)
        guard !head.isAnimated else { throw .animated }
        guard head.width <= Self.maxSide, head.height <= Self.maxSide else { throw .tooWide(head.width, head.height) }
        self.bytes = bytes
        contentType = head.contentType
        width = head.width
        height = head.height
    }

    /// Checks the picture of a `data:` address.
    ///
    /// - Throws: ``PictureError``, also for an address without Base64.
    public init(dataURL: String) throws(PictureError) {
        // Four letters for three bytes, and the head of the address: what is longer need not be decoded to be refused.
        guard dataURL.utf8.count <= Self.maxBytes / 3 * 4 + 256 else { throw .tooLarge(dataURL.utf8.count / 4 * 3) }
        guard let comma = dataURL.utf8.firstIndex(of: UInt8(ascii: ",")),
            dataURL[..<comma].lowercased().hasPrefix("data:"), dataURL[..<comma].lowercased().hasSuffix(";base64"),
            let data = Data(base64Encoded: String(dataURL[dataURL.utf8.index(after: comma)...]))
        else { throw .notBase64 }
        try self.init(Array(data))
    }

    /// The picture as an address that holds it.
    public var dataURL: String { "data:\(contentType.rawValue);base64,\(Data(bytes).base64EncodedString())" }
}

extension Attachment {
    /// A picture beside a message.
    ///
    /// - Parameters:
    ///   - picture: what is shown.
    ///   - name: the file's name, which screen readers may read.
    public static func image(_ picture: Picture, name: String? = nil) -> Attachment {
        Attachment(picture.contentType, url: picture.dataURL, name: name)
    }

    /// A picture beside a message, checked before anything is sent.
    ///
    /// - Throws: ``PictureError`` for what Teams does not show.
    public static func image(bytes: [UInt8], name: String? = nil) throws(PictureError) -> Attachment {
        image(try Picture(bytes), name: name)
    }
}
