/// The two of a personal chat.
enum Parties: Sendable, Hashable {
    case bot(AppID, handle: Handle)
    /// Two handles in alphabetical order.
    case people(Handle, Handle)

    static func people(of one: Handle, and other: Handle) -> Parties { .people(min(one, other), max(one, other)) }
}
