internal import ServiceKit
internal import TeamsApp
internal import TeamsConnector
internal import TeamsModels

extension Notifications {
    /// Greets each new installation once, after the turn of the event that tells of it: a person, a group chat, a team
    /// (in the channel that was chosen, else in General). Once also when the event comes again, or after a restart; who
    /// removes the app and installs it again is greeted again.
    ///
    /// In texts and cards `${installedBy}` is the name of who installed the app, `${team}` and `${channel}` are where.
    /// What a welcome should say: why the bot is there, what it offers, and what to do next. What is missing of that
    /// goes to the log.
    ///
    /// ```swift
    /// notifications.welcome(
    ///     personal: .text("Hello! I tell you when the tide turns. Write \"tides\" to see today's."),
    ///     team: .text("${installedBy} brought me to ${team} to tell of tides. Write \"tides\" to see today's."))
    /// ```
    public func welcome(
        personal: NotificationContent? = nil, group: NotificationContent? = nil, team: NotificationContent? = nil
    ) {
        let welcome = Welcome(personal: personal, group: group, team: team)
        for gap in welcome.gaps { app.logger.warning("A welcome lacks something", ["what": "\(gap)"]) }
        greet(welcome) { (request, name) async throws(NotificationError) in
            _ = try await self.accept(request, idempotency: (key: name, digest: "welcome"))
        }
    }

    /// As ``welcome(personal:group:team:)``, by way of `accept`, which takes a request of one name once.
    func greet(
        _ welcome: Welcome,
        by accept: @escaping @Sendable (NotificationRequest, _ name: String) async throws(NotificationError) -> Void
    ) {
        app.turnEnded { [app, store] activity in
            guard let id = Welcome.installation(in: activity) else { return }
            do {
                guard let known = try await store.conversations.conversation(id),
                    let scope = InstallationScope(known), welcome[scope] != nil
                else { return }
                let name = Welcome.name(for: known)
                guard try await store.value(name) == nil else { return }
                let installer = welcome.needsInstaller(scope) ? await Self.installer(of: known, app) : nil
                var channel: KnownConversation?
                if let chosen = known.selectedChannel?.conversationID, chosen != id {
                    channel = try await store.conversations.conversation(chosen)
                }
                guard let request = welcome.request(for: known, installer: installer, channel: channel) else { return }
                // The name is the request's key too: a crash between the two steps greets nobody twice.
                try await accept(request, name)
                _ = try await store.setOnce(name, to: "sent")
            } catch {
                app.logger.error("A welcome could not be sent", ["conversation": "\(id)", "error": "\(error)"])
            }
        }
    }

    /// The name of who installed the app: events often leave it out, and the roster has it.
    private static func installer(of known: KnownConversation, _ app: App) async -> String? {
        guard let installer = known.installedBy else { return nil }
        if let name = installer.name, !name.isEmpty { return name }
        guard let id = installer.id ?? installer.directoryID.map(AccountID.init(rawValue:)),
            let member = try? await app.connector.member(id, of: known.reference)
        else { return nil }
        await app.noteMembers([member], in: known.tenant)
        return member.name
    }
}
