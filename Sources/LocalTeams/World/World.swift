internal import JSONKit

/// Microsoft Teams on one machine, as a value: the tenant, its people, bots, chats, teams, messages and clock.
///
/// It does no I/O and reads neither a clock nor chance: an operation goes in, and what changed and who must be told comes
/// out of ``takeChanges()``, also of an operation that throws. The host does, for each operation, in one critical section:
///
///     world.tick(realNow)                       // does nothing on a virtual clock
///     let result = Result { try world.send(…) }
///     let changes = world.takeChanges()         // store changes.records, then acknowledge, then carry out changes.effects
///
/// Operations of people and admins are in `World+Control….swift`, those of bots in `World+Service….swift`.
struct World: Sendable, Equatable {
    /// How strict it is. Belongs to the host, and is not stored.
    var rules = Rules()
    /// Where the service answers: `http://127.0.0.1:3979`. Belongs to the host, and is not stored.
    var origin: String
    private(set) var tenant: Workspace.Tenant

    private var pending = Changes()
}

/// What the service refuses, and what it warns of on the message instead.
struct Rules: Sendable, Equatable {
    /// Refuses what Teams refuses. Otherwise it warns on the message.
    var strict = true
    /// A message with text and attachments becomes two, and its sender gets no id.
    var splitTextAndCard = true

    static let lenient = Rules(strict: false, splitTextAndCard: false)
}

extension World {
    /// A new world. ``takeChanges()`` then holds everything that is to be stored.
    init(_ workspace: Workspace, seed: UInt64, now: Instant, origin: String = "http://127.0.0.1:3979") {
        self.origin = origin
        tenant = workspace.tenant
    }

    /// The world that these records were stored by.
    init(records: [Record], origin: String = "http://127.0.0.1:3979") throws(WorldError) {
        throw WorldError(message: "")
    }

    /// What changed since the last call, and who must be told.
    mutating func takeChanges() -> Changes {
        defer { pending = Changes() }
        return pending
    }
}

/// Stored records that make no world.
struct WorldError: Error, Hashable {
    /// What is wrong, for people.
    let message: String
}
