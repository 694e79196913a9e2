internal import JSONKit
internal import TeamsApp
internal import TeamsModels

/// What a new installation is greeted with, by its kind, and when. Pure.
struct Welcome: Sendable, Hashable {
    var personal: NotificationContent?
    var group: NotificationContent?
    var team: NotificationContent?

    subscript(scope: InstallationScope) -> NotificationContent? {
        switch scope {
        case .personal: personal
        case .group: group
        case .team: team
        }
    }

    /// The conversation of the installation that `activity` tells of; nil when it tells of none, or of an upgrade.
    static func installation(in activity: Activity) -> ConversationID? {
        let isNew =
            switch activity.type {
            case ActivityType.installationUpdate?: activity.action == .add
            case ActivityType.conversationUpdate?:
                activity.isRecipientAdded && activity.channelData?.eventType != .channelMemberAdded
            default: false
            }
        guard isNew, let id = activity.teamID?.conversationID ?? activity.conversation?.id?.base, !id.isEmpty else {
            return nil
        }
        return id
    }

    /// Under which name it is remembered that an installation was greeted. One that comes after a removal is another.
    static func name(for known: KnownConversation) -> String {
        "welcome/\(known.id)/\(known.installedAt?.rawValue ?? "")"
    }

    /// Whether the content says who installed the app, so that it must be known.
    func needsInstaller(_ scope: InstallationScope) -> Bool { self[scope]?.mentions("installedBy") ?? false }

    /// What is sent, and where to; nil for a place that gets no welcome, or was left meanwhile.
    /// - Parameters:
    ///   - installer: the name of who installed the app.
    ///   - channel: the channel that was chosen, where the bot knows it; else a team is greeted in General.
    func request(
        for known: KnownConversation, installer: String?, channel: KnownConversation?
    ) -> NotificationRequest? {
        guard known.isReachable, let scope = InstallationScope(known), let content = self[scope] else { return nil }
        let data: JSONObject = [
            "installedBy": .string(installer ?? known.installedBy?.name ?? known.person?.name ?? "Somebody"),
            "team": .string(known.team?.name ?? ""),
            "channel": .string(
                channel?.channel?.name ?? channel?.reference.conversation?.name
                    ?? (scope == .team ? TeamChannel.general : "")),
        ]
        return NotificationRequest(to: Self.audience(channel?.id ?? known.id), content.filled(with: data))
    }

    private static func audience(_ id: ConversationID) -> NotificationAudience {
        NotificationAudience(.conversations([id]))
    }

    /// What these texts lack of what a welcome should say: a way to go on; and where several read it, who brought the
    /// bot there.
    var gaps: [String] {
        InstallationScope.allCases.flatMap { scope -> [String] in
            guard let content = self[scope] else { return [] }
            var gaps: [String] = []
            if scope != .personal, !content.mentions("installedBy") {
                gaps.append("the welcome of a \(scope.rawValue) does not say who installed the app: ${installedBy}")
            }
            if !content.hasNextStep {
                gaps.append("the welcome of a \(scope.rawValue) has no next step: a button, a link, or what to write")
            }
            return gaps
        }
    }
}

extension NotificationContent {
    /// With data below its own: what it says itself counts. In a text, `${name}` is replaced.
    func filled(with data: JSONObject) -> NotificationContent {
        var content = self
        content.summary = summary.map { Self.fill($0, data) }
        content.kind =
            switch kind {
            case .text(let text): .text(Self.fill(text, data))
            case .card(let card, data: let own): .card(card, data: Self.lay(own, over: data))
            case .template(let name, data: let own): .template(name, data: Self.lay(own, over: data))
            case .locales(let contents, let fallback):
                .locales(contents.mapValues { $0.filled(with: data) }, fallback: fallback)
            }
        return content
    }

    /// Whether a name of the data stands anywhere in it; of a template nobody knows, so it may.
    func mentions(_ name: String) -> Bool {
        switch kind {
        case .text(let text): text.contains("${\(name)}")
        case .card(let card, _): card.text().contains(name)
        case .template: true
        case .locales(let contents, _): contents.values.contains { $0.mentions(name) }
        }
    }

    /// Whether it offers something to do.
    fileprivate var hasNextStep: Bool {
        switch kind {
        case .text(let text): ["http", "`", "\"", "“", "@", "write", "type", "?"].contains { text.contains($0) }
        case .card(let card, _): card.text().contains("Action.")
        case .template: true
        case .locales(let contents, _): contents.values.allSatisfy(\.hasNextStep)
        }
    }

    private static func lay(_ own: JSONValue?, over data: JSONObject) -> JSONValue {
        guard let own else { return .object(data) }
        guard case .object(let members) = own else { return own }
        var result = data
        for (name, value) in members { result[name] = value }
        return .object(result)
    }

    private static func fill(_ text: String, _ data: JSONObject) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            result += rest[..<start.lowerBound]
            rest = rest[start.lowerBound...]
            guard let end = rest.firstIndex(of: "}"),
                let value = data[String(rest[rest.index(rest.startIndex, offsetBy: 2)..<end])]?.stringValue
            else {
                result += "${"
                rest = rest.dropFirst(2)
                continue
            }
            result += value
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
