/// What a value belongs to, seen from a turn.
public struct StateScope: Sendable, Hashable {
    enum Kind: Hashable, Sendable {
        case conversation, person, member, message
    }
    let kind: Kind

    /// The chat or channel, threads included: everybody there shares it.
    public static let conversation = StateScope(kind: .conversation)
    /// Who wrote or acted, the same in every conversation.
    public static let person = StateScope(kind: .person)
    /// Who wrote or acted, in this conversation alone.
    public static let member = StateScope(kind: .member)
    /// The message that the activity is about: the one that was written or edited; of a reaction, a press of a button
    /// and another answer the one that it is for.
    public static let message = StateScope(kind: .message)
}
