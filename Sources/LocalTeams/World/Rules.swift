/// What the service refuses, and what it warns of on the message instead.
struct Rules: Sendable, Equatable {
    /// Refuses what Teams refuses. Otherwise it warns on the message.
    var strict = true

    static let lenient = Rules(strict: false)
}
