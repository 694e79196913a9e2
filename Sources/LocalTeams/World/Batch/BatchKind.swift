/// Whom a batch operation reaches. The names are those of the routes.
enum BatchKind: String, Sendable, CaseIterable {
    /// The people of a list, each in their personal chat.
    case users
    /// The channels of a list.
    case channels
    /// Everyone in a team, each in their personal chat.
    case team
    /// Everyone whom the app reaches, each in their personal chat.
    case tenant
}
