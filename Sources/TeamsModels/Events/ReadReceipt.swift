public import JSONKit

/// The value of a read receipt.
public struct ReadReceipt: WireObject {
    /// The newest message that was read.
    public var lastReadMessageId: ActivityID?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// Whether the message `id` was read: its number is not above that of the newest read one. False for ids that are
    /// no message's.
    ///
    /// Other SDKs call it `IsMessageRead`.
    public func isRead(_ id: ActivityID) -> Bool {
        guard let asked = Self.digits(of: id), let read = lastReadMessageId.flatMap(Self.digits) else { return false }
        return asked.count == read.count ? !read.lexicographicallyPrecedes(asked) : asked.count < read.count
    }

    /// The digits of a message's number without zeros in front, whatever their count; nil for other ids.
    private static func digits(of id: ActivityID) -> Substring.UTF8View? {
        let digits = id.rawValue.utf8
        guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return id.rawValue[...].utf8.drop { $0 == UInt8(ascii: "0") }
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<ReadReceipt> = [
        .init("lastReadMessageId", \.lastReadMessageId)
    ]
}
