/// The id of a conversation, and, for a reply chain of a channel, of its first message.
///
/// A thread is written `<channel>;messageid=<id of the first message>`; the two parts are told apart once, here.
public struct ConversationID: Identifier {
    /// The id as it is written on the wire.
    public let rawValue: String
    /// Where the suffix starts, in UTF-8 units; nil without one.
    private let suffixStart: Int?

    private static let suffix = ";messageid="

    /// Takes the id as it is written on the wire, decoded from percent-encoding.
    public init(rawValue: String) {
        self.rawValue = rawValue
        suffixStart = Self.suffixStart(in: rawValue)
    }

    /// The conversation without its thread: the channel itself, or the same id when there is no thread.
    public var base: ConversationID {
        guard let suffixStart else { return self }
        return ConversationID(rawValue: String(decoding: rawValue.utf8.prefix(suffixStart), as: UTF8.self))
    }

    /// The first message of the thread; nil when the id names a whole conversation.
    public var threadRoot: ActivityID? {
        guard let suffixStart else { return nil }
        let digits = rawValue.utf8.dropFirst(suffixStart + Self.suffix.utf8.count)
        return ActivityID(rawValue: String(decoding: digits, as: UTF8.self))
    }

    /// The thread of this conversation that `root` begins. A thread already named is replaced.
    /// - Parameter root: the id of a message: digits alone, more than zero.
    /// - Throws: ``ThreadError`` for an empty conversation, and for an id that cannot be a message's.
    public func threaded(root: ActivityID) throws(ThreadError) -> ConversationID {
        guard !rawValue.isEmpty, suffixStart != 0 else { throw .noConversation }
        let digits = root.rawValue.utf8
        guard !digits.isEmpty, digits.allSatisfy(isDigit), digits.contains(where: { $0 != UInt8(ascii: "0") })
        else { throw .notAMessage(root) }
        let base = rawValue.firstRange(of: Self.suffix).map { String(rawValue[..<$0.lowerBound]) } ?? rawValue
        guard !base.isEmpty else { throw .noConversation }
        return ConversationID(rawValue: "\(base)\(Self.suffix)\(root.rawValue)")
    }

    /// Matches `^([^;]+);messageid=(\d+)$`.
    private static func suffixStart(in text: String) -> Int? {
        guard text.utf8.last.map(isDigit) == true, let semicolon = text.utf8.firstIndex(of: UInt8(ascii: ";")),
            semicolon != text.utf8.startIndex
        else { return nil }
        let tail = text.utf8[semicolon...]
        guard tail.starts(with: suffix.utf8), tail.dropFirst(suffix.utf8.count).allSatisfy(isDigit) else { return nil }
        return text.utf8.distance(from: text.utf8.startIndex, to: semicolon)
    }
}

private func isDigit(_ unit: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(unit) }

/// Why a thread cannot be named.
public enum ThreadError: Error, Hashable, CustomStringConvertible {
    /// The conversation's id is empty.
    case noConversation
    /// The id does not name a message: it must be digits alone, and more than zero.
    case notAMessage(ActivityID)

    /// What is wrong, for people.
    public var description: String {
        switch self {
        case .noConversation: "a thread needs a conversation, and the conversation's id is empty"
        case .notAMessage(let id): "'\(id)' cannot begin a thread: a message's id is a number above zero"
        }
    }
}
