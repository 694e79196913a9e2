public import JSONKit

/// How several attachments are arranged.
public struct AttachmentLayout: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// One below the other.
    public static let list: AttachmentLayout = "list"
    /// Side by side, at most ten.
    public static let carousel: AttachmentLayout = "carousel"
}
