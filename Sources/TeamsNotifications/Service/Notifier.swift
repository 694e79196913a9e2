internal import HTTPKit
package import ServiceKit
internal import TeamsApp

/// The service without code: the bot's endpoint, the engine and the API in one process, on one port.
package struct Notifier: Sendable {
    /// What whoever started it is told once it answers.
    package struct Greeting: Sendable {
        /// `http://127.0.0.1:3978`
        package let address: String
        /// A key that was made, which nobody can tell again.
        package let newKey: String?
    }

    /// The port, also when the system chose it.
    package var port: Int { server.port }

    private let clock: LocalTeamsClock?
    private let notifications: Notifications
    private let server: NotifierServer
    private let sources: EventSources
    private let watch: APIKeyWatch

    /// Opens the store, reads templates and keys, and listens; answers once it runs.
    /// - Parameter greet: told once requests are answered.
    /// - Throws: what is wrong, in one line: a setting, the store, a template, the port.
    package init(
        _ settings: NotifierSettings, logger: Log, greet: @escaping @Sendable (Greeting) -> Void
    ) async throws {
        let transport = HTTPClient()
        if settings.clock == .localTeams, let url = settings.localTeamsURL {
            clock = try await LocalTeamsClock(following: url, transport: transport, logger: logger)
        } else {
            clock = nil
        }
        let time: any Clock<Duration> = clock ?? ContinuousClock()
        let wallClock = clock?.wallClock ?? .system
        let store = try await settings.database.open(wallClock: wallClock, log: logger)
        let app = App(
            settings.app, logger: logger, transport: transport, clock: time, wallClock: wallClock)
        var options = NotificationOptions(templates: settings.templates)
        options.manifestID = settings.manifestID
        options.retention = settings.retention
        options.webhooks = settings.webhooks
        notifications = try await Notifications(
            app: app, store: store, options: options, clock: time, wallClock: wallClock)
        if let welcome = settings.welcome {
            notifications.welcome(personal: welcome.personal, group: welcome.group, team: welcome.team)
        }
        // Keys, tokens and answers go by the time of this machine, whatever the world's clock shows.
        let realTime = Stopwatch(ContinuousClock())
        let ring = APIKeyring()
        let watch = APIKeyWatch(
            ring: ring, book: APIKeyBook(store: store), file: settings.apiKeyFile, time: realTime, logger: logger)
        let entra = settings.entra.map {
            EntraAccess($0, transport: transport, time: realTime, wallClock: .system, logger: logger)
        }
        sources = EventSources(
            settings.sources, desk: notifications, store: store, time: realTime, wallClock: wallClock, logger: logger)
        let api = NotificationAPI(
            desk: notifications, access: APIAccess(keys: ring, entra: entra), time: realTime, logger: logger,
            sources: sources,
            otherProblems: { watch.currentProblem.map { [$0] } ?? [] })
        let box = GreetingBox()
        server = try NotifierServer(app: app, api: api) { address in
            greet(Greeting(address: address, newKey: box.newKey))
        }
        // Only now that the port is ours: a key that is made is told once, by the process that runs.
        box.set(try await watch.begin())
        self.watch = watch
    }

    /// Runs until SIGTERM or SIGINT: then nothing new begins, and what is on the wire is waited for.
    package func run() async throws {
        let services: [any Service] = [notifications, sources, watch, server]
        guard let clock else { return try await runUntilSignalled(services) }
        try await withThrowingTaskGroup { group in
            group.addTask { try await clock.run() }
            // The others sleep on it, also while they end.
            defer { clock.beginShutdown() }
            try await runUntilSignalled(services)
        }
    }
}
