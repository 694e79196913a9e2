internal import HTTPKit
package import ServiceKit
package import TeamsApp
internal import TeamsConnector
internal import TeamsModels

extension Notifications {
    /// The engine for a bot on a store that is open: joins intake, planner, contents and dispatcher, and hears what the
    /// app hears.
    package convenience init(
        app: App, store: any NotificationStore, options: NotificationOptions = NotificationOptions(),
        clock: any Clock<Duration> = ContinuousClock(), wallClock: WallClock = .system
    ) async throws(NotificationError) {
        let templates = try TemplateLibrary(folder: options.templates)
        do {
            try await app.keepConversations(in: store.conversations)
        } catch {
            throw NotificationError(.unavailable, error.message)
        }
        let logger = app.logger.labelled("teams.notifications")
        let ids = NotificationIDMaker(wallClock: wallClock)
        let wording = options.wording
        let webhooks = try WebhookBook(
            options.webhooks, allowsLoopback: app.configuration.cloud.serviceURL.isLoopback)
        let intake = Intake(
            store: store, library: templates, wallClock: wallClock, makeID: { ids.next() }, wording: wording,
            webhooks: webhooks)
        let keeper = store.leases.map { LeaseKeeper($0, logger: logger) }
        let dispatcher = Dispatcher(
            store: store, app: app,
            messages: ContentLibrary(store: store, templates: templates, wallClock: wallClock, wording: wording),
            time: Stopwatch(clock), wallClock: wallClock, random: { Double.random(in: 0..<1) }, logger: logger,
            webhooks: webhooks, keeper: keeper)
        let installer = AppInstaller(
            app: app, store: store,
            externalID: options.manifestID ?? app.configuration.credentials?.clientID.rawValue ?? "")
        let planner = Planner(
            store: store, service: AudienceService(app.connector), wallClock: wallClock, installer: installer,
            onPart: {
                $0 ? dispatcher.wake(nil) : dispatcher.addWork()
                store.leases?.tell()
            })
        var parts = NotificationParts(
            prepare: { (request, idempotency) async throws(NotificationError) in
                try await intake.prepare(request, idempotency: idempotency)
            },
            checkEdit: { (content, record) async throws(NotificationError) in
                try await intake.check(content, replacing: record)
            },
            plan: { (request) async throws(NotificationError) in try await intake.plan(request) },
            preview: { (content, category, user, locale) async throws(NotificationError) in
                try await intake.preview(content, about: category, for: user, locale: locale)
            },
            templateNames: templates.names,
            makeDeliveries: { try await planner.plan($0) }, dispatcher: dispatcher)
        parts.keeper = keeper
        parts.installing = InstallationDesk(
            store: store, installer: installer, time: Stopwatch(clock), wallClock: wallClock, logger: logger,
            mayWork: { keeper?.mayPlan ?? true })
        parts.reconciler = Reconciler(installer: installer)
        self.init(
            app: app, store: store, parts: parts, retention: options.retention, clock: clock, wallClock: wallClock)

        app.use(
            OptOutDesk(store: store, answersCommands: options.answersCommands, wording: wording) { user, categories in
                try await Self.setOptedOut(user, categories, store: store, dispatcher: dispatcher)
            }.middleware)
        app.use(ReceiptNotes(store: store, wallClock: wallClock, logger: logger).middleware)
        app.conversationChanged { [zones] change in
            if let move = ZoneWatch.Move(change) { zones.note(move) }
        }
    }

    /// Stores what a person wants nothing of, and returns when nothing for that person is on the wire.
    static func setOptedOut(
        _ user: String, _ categories: Set<String>, store: any NotificationStore, dispatcher: any DeliveryDispatcher
    ) async throws(NotificationStoreError) {
        try await store.setOptedOut(user, categories)
        let user = user.lowercased()
        await dispatcher.settle { delivery in
            delivery.target.user?.lowercased() == user || delivery.target.account?.rawValue.lowercased() == user
        }
        dispatcher.wake(nil)
    }

    static func open(
        _ location: NotificationStoreLocation, wallClock: WallClock
    ) async throws(NotificationError) -> any NotificationStore {
        do {
            return try await location.open(wallClock: wallClock)
        } catch {
            throw NotificationError(error)
        }
    }
}

extension ZoneWatch.Move {
    /// What a change in a person's own chat tells of their zone; nil when it tells nothing new.
    init?(_ change: ConversationChange) {
        guard let after = change.after, let zone = after.timeZone, zone != change.before?.timeZone,
            after.reference.conversation?.conversationType == .personal, let user = after.person?.aadObjectId
        else { return nil }
        self.init(user: user, zone: zone)
    }
}
