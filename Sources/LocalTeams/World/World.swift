internal import JSONKit

/// Microsoft Teams on one machine, as a value: the tenant, its people, bots, chats, teams, messages and clock.
///
/// It does no I/O and reads neither a clock nor chance: an operation goes in, and what changed and who must be told
/// comes out of ``takeChanges()``, also of an operation that throws. The host does, for each operation, in one critical
/// section:
///
///     world.tick(realNow)                       // does nothing on a virtual clock
///     let result = Result { try world.send(…) }
///     let changes = world.takeChanges()     // store .records, then acknowledge, then carry out .effects
///
/// Its parts keep their rows, what follows from them, and which of them changed; the operations are the world's own:
/// those of bots are in `Bots/`, those of people and admins in `People/`.
struct World: Sendable, Equatable {
    /// How strict it is. Belongs to the host, and is not stored.
    var rules = Rules()
    /// Where the service answers: `http://127.0.0.1:3979`. Belongs to the host, and is not stored.
    var origin: String

    var tenant: Workspace.Tenant
    var clockMode: Workspace.Clock.Mode
    /// The world's time.
    var now: Instant
    var counters = Counters()
    var ids: IDGenerator
    var initial: InitialWorkspace
    /// People, bots, and who wants nothing from whom.
    var directory: Directory
    var places = Places()
    var installations = Installations()
    var webhooks = Table<WebhookID, Row<Workspace.Webhook>>(.webhook)
    var files = FileShelf()
    var messages = Messages()
    var batches = Batches()
    /// How often each webhook was posted to. Not stored.
    var webhookWindows: [WebhookID: RequestWindow] = [:]
    var ledger = Ledger()
    var limits = Limits()
    var faults = Faults()
    var feed = Feed()
    /// Who is signed in where, and who is about to.
    var signIns = SignIns()
    /// The dialogs that are open. Not stored: a client that starts anew has none.
    var dialogs = Recent<DialogID, Dialog>(capacity: 1_000)
    /// How often each card brought itself up to date for each person. Not stored, as dialogs are not.
    var refreshes = Recent<CardRefresh, Int>(capacity: 1_000)
    /// Who called Microsoft Graph lately. Not stored: no window is longer than a second.
    var graphWindows = GraphWindows()

    // Since the last takeChanges().
    var effects: [Effect] = []
    /// What was stored before is all gone.
    var isReset = false
    var isClockMoved = false

    init(empty workspace: Workspace, ids: IDGenerator, now: Instant, origin: String) {
        self.origin = origin
        self.ids = ids
        initial = InitialWorkspace(workspace)
        tenant = workspace.tenant
        directory = Directory(tenant: workspace.tenant.id)
        clockMode = workspace.clock.mode
        self.now = workspace.clock.mode == .virtual ? workspace.clock.now ?? now : now
    }
}
