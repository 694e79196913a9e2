package import TeamsModels

/// What one process does at a time, as long as it holds the lease: serving an organisation's lane, or planning.
package struct LeaseName: RawRepresentable, Sendable, Hashable, Comparable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// Planning what is due, of all organisations.
    package static let planning = LeaseName(rawValue: "planning")

    private static let lanes = "lane/"

    /// The lane of an organisation, whose id may be written in any case.
    package static func lane(_ tenant: TenantID) -> LeaseName {
        LeaseName(rawValue: lanes + tenant.rawValue.lowercased())
    }

    /// The organisation whose lane it is; nil for anything else.
    package var tenant: TenantID? {
        rawValue.hasPrefix(Self.lanes) ? TenantID(rawValue: String(rawValue.dropFirst(Self.lanes.count))) : nil
    }

    package static func < (first: LeaseName, second: LeaseName) -> Bool { first.rawValue < second.rawValue }
}

/// Who holds a lease.
package struct Lease: Sendable, Hashable {
    package var name: LeaseName
    /// The process, for people: `host/4711/2f6c…`. Empty when nobody does.
    package var owner: String
    /// Grows with each process that takes it: what an earlier one still writes is refused.
    package var epoch: Int64
    /// Until when, in milliseconds since 1970 on the server's clock.
    package var deadline: Int64

    package init(name: LeaseName, owner: String, epoch: Int64, deadline: Int64) {
        self.name = name
        self.owner = owner
        self.epoch = epoch
        self.deadline = deadline
    }
}

/// What came of asking for leases.
package struct LeaseReport: Sendable, Hashable {
    /// Those that are held from now on, until ``LaneLeases/length`` after they were asked for.
    package var held: Set<LeaseName> = []
    /// Of these, those that somebody else had before, or nobody: what a process before had begun is to be settled.
    package var isNew: Set<LeaseName> = []
    /// After how long the first of the others ends, unless its process says otherwise; nil when all are held.
    package var othersEnd: Duration?
    /// How many processes are alive, this one included.
    package var processes = 1
    /// How many lanes this process should hand over, so that all serve about as many.
    package var surplus = 0

    package init() {}
}

/// How processes on one store share the work. A lease ends by itself, so that whoever dies or is cut off loses it; it
/// carries an epoch, so that whoever was only asleep cannot write any more.
package protocol LaneLeases: Sendable {
    /// How long a lease lasts.
    var length: Duration { get }
    /// Renews those that this process has, and takes those that nobody has: of lanes, only so many that each process
    /// that is alive has its share of what was asked for. From the first call on, what this process
    /// writes of other lanes is refused.
    func hold(_ names: Set<LeaseName>) async throws(NotificationStoreError) -> LeaseReport
    /// Lets go of those that this process has.
    func release(_ names: Set<LeaseName>) async throws(NotificationStoreError)
    /// All that are held, by whomever.
    func all() async throws(NotificationStoreError) -> [Lease]
    /// Tells the other processes that something has changed. It may get lost.
    func tell()
    /// When others have told something, or may have: ends with the store.
    func news() -> AsyncStream<Void>
}
