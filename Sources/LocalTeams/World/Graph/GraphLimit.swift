/// A limit of Microsoft Graph for what one app asks of one tenant (Microsoft, "Microsoft Graph service-specific
/// throttling limits", Teams).
enum GraphLimit: Sendable, Hashable {
    case listInstalledApps
    case install
    case uninstall
    /// Whatever is asked of one team.
    case team(ConversationID)
    case notify(GraphTarget.Kind)
    case notifyRecipients

    /// Requests a second.
    var count: Int {
        switch self {
        case .listInstalledApps, .install: 30
        case .uninstall: 15
        case .team: 4
        case .notify: 5
        case .notifyRecipients: 2
        }
    }

    /// Why a request has to wait, for people.
    var rule: String {
        let what =
            switch self {
            case .listInstalledApps: "requests a second that read installed apps"
            case .install: "requests a second that install or upgrade apps"
            case .uninstall: "requests a second that remove apps"
            case .team: "requests a second about one team"
            case .notify(let kind): "activity notifications a second in the scope \"\(kind.rawValue.lowercased())\""
            case .notifyRecipients: "activity notifications a second to many recipients"
            }
        return
            "Rule: \(count) \(what), for one app in one tenant (Microsoft, Graph service-specific throttling limits)."
    }
}

/// What each app asked of Microsoft Graph lately. It remembers no app that is not registered, and no team that is not
/// there.
struct GraphWindows: Sendable, Equatable {
    private struct Key: Hashable {
        let bot: AppID
        let limit: GraphLimit
    }

    private var windows: [Key: RequestWindow] = [:]

    init() {}

    /// How long a request must wait at `now`, and the limit that makes it wait the longest. Nil when it may go.
    func wait(of bot: AppID, under limits: [GraphLimit], at now: Instant) -> (time: Duration, limit: GraphLimit)? {
        var longest: (time: Duration, limit: GraphLimit)?
        for limit in limits {
            let window = windows[Key(bot: bot, limit: limit)] ?? RequestWindow()
            guard let time = window.wait(at: now, under: [Self.rate(limit)]) else { continue }
            if longest.map({ $0.time < time }) ?? true { longest = (time, limit) }
        }
        return longest
    }

    /// Counts a request that was let through.
    mutating func count(_ bot: AppID, under limits: [GraphLimit], at now: Instant) {
        for limit in limits {
            windows[Key(bot: bot, limit: limit), default: RequestWindow()].count(at: now, under: [Self.rate(limit)])
        }
    }

    private static func rate(_ limit: GraphLimit) -> RateLimit { RateLimit(count: limit.count, seconds: 1) }
}

extension World {
    /// Lets a request through, or says how long it must wait. One that is refused does not count.
    mutating func throttle(_ caller: GraphCaller, _ limits: [GraphLimit]) throws(Refusal) {
        guard keepsWindows, bot(caller.bot) != nil else { return }
        if let (time, limit) = graphWindows.wait(of: caller.bot, under: limits, at: now) {
            let refusal = Refusal.tooManyGraphRequests(after: time, note: limit.rule)
            throw refusal.noted("\(limit.rule) Come back after \(refusal.retryAfter ?? 1) s.")
        }
        graphWindows.count(caller.bot, under: limits, at: now)
    }

    /// The limits of what is asked of a team that has no other.
    func limits(of target: GraphTarget) -> [GraphLimit] {
        (try? graphTeam(target.name)).map { [.team($0.id)] } ?? []
    }

    /// The limits of what is asked of a place: those of its kind, and of a team its own.
    func limits(_ limit: GraphLimit, at target: GraphTarget) -> [GraphLimit] {
        guard target.kind == .team, let team = try? graphTeam(target.name) else { return [limit] }
        return [limit, .team(team.id)]
    }
}
