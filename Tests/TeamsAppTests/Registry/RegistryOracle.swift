import TeamsModels

/// What is true of the small world once all of its events have happened, told by their instants alone: in which order
/// they were delivered, and how often, makes no difference.
struct RegistryOracle {
    let events: [RegistryEvent]

    /// - Parameter delivered: in any order, with any repeated.
    init(_ delivered: [RegistryEvent]) { events = Set(delivered).sorted { $0.minute < $1.minute } }

    private enum Standing { case unknown, known, removed }

    /// Whether the person can be written to.
    var personIsReachable: Bool {
        var standing = Standing.unknown
        for event in events where !event.isOfTeam {
            switch event.kind {
            case .remove: standing = .removed
            case .receipt, .removeUpgrade: if standing == .unknown { standing = .known }
            default: standing = .known
            }
        }
        return standing == .known
    }

    /// Whether anything told that a channel is there.
    func isKnown(_ place: String) -> Bool {
        events.contains { event in
            switch event.kind {
            case .teamAdd(let other), .teamMessage(let other):
                other == place || place == RegistryEvent.team.rawValue
            case .channelCreated(let id), .channelRenamed(let id), .channelRestored(let id):
                id == place || place == RegistryEvent.team.rawValue
            default: event.isAboutTeam && place == RegistryEvent.team.rawValue
            }
        }
    }

    /// Whether a channel that is known can be written to.
    func isOpen(_ place: String) -> Bool {
        var isRemoved = false
        var isDeleted = false
        var isArchived = false
        var isChannelDeleted = false
        for event in events where event.isOfTeam {
            switch event.kind {
            case .teamAdd(let other), .teamMessage(let other):
                isRemoved = false
                isDeleted = false
                isArchived = false
                if other == place { isChannelDeleted = false }
            case .teamRemove: isRemoved = true
            case .archive: isArchived = true
            case .unarchive: isArchived = false
            case .delete: isDeleted = true
            case .restore: isDeleted = false
            case .hardDelete: isRemoved = true
            case .channelDeleted(let id): isChannelDeleted = isChannelDeleted || id == place
            case .channelRestored(let id):
                if id == place { isChannelDeleted = false }
            default: break
            }
        }
        return !isRemoved && !isDeleted && !isArchived && !isChannelDeleted
    }

    var personName: String? { events.last { !$0.isOfTeam }?.personName }
    var zone: String? { events.last { $0.kind == .message }?.zone }
    var teamName: String? { events.last { $0.isOfTeam }?.teamName }

    func channelName(_ id: String) -> String? {
        events.last {
            [.channelCreated(id), .channelRenamed(id), .channelDeleted(id), .channelRestored(id)].contains($0.kind)
        }?.channelName(id)
    }

    var selectedChannel: String? {
        for event in events.reversed() { if case .teamAdd(let place) = event.kind { return place } }
        return nil
    }

    /// Whether anything was left in between: then what was told of it before may be forgotten.
    var hasDepartures: Bool {
        events.contains {
            switch $0.kind {
            case .remove, .teamRemove, .hardDelete, .delete, .archive, .channelDeleted: true
            default: false
            }
        }
    }
}
