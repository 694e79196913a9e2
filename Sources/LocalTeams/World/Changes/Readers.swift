/// Who may read of something that happened: decided once, when it happens, from the roster of that moment.
enum Readers: Sendable, Equatable {
    /// It is about nobody in particular: keys, tokens.
    case everyone
    /// Those who were in a conversation then.
    case roster(Roster)
    /// These handles alone.
    case people(Set<Handle>)

    /// Only what shows everything, such as the log of a test.
    static let nobody = Readers.people([])

    func include(_ handle: Handle) -> Bool {
        switch self {
        case .everyone: true
        case .roster(let roster): roster.contains(handle)
        case .people(let handles): handles.contains(handle)
        }
    }

    /// Those of `handles` who are among these.
    func only(_ handles: Set<Handle>) -> Readers { .people(handles.filter(include)) }
}
