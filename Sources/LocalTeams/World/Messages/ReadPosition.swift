internal import JSONKit

/// How far a person has read a conversation.
struct ReadPosition: Sendable, Hashable {
    var conversation: ConversationID
    var handle: Handle
    /// The last message that was read.
    var upTo: MessageNumber
    var extras = JSONObject()

    /// Whose position it is, and where.
    struct Place: RecordKey {
        let conversation: ConversationID
        let handle: Handle
        var recordKey: String { "\(conversation) \(handle)" }
    }
}

extension ReadPosition: StoredRow, TableRow {
    var rowID: Place { Place(conversation: conversation, handle: handle) }

    init() { self.init(conversation: "", handle: "", upTo: .none) }

    static let shape: RowShape<ReadPosition> = [
        .required("conversation", \.conversation), .required("handle", \.handle), .required("upTo", \.upTo),
    ]
}
