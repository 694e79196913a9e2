public import HTTPKit
internal import LockKit
public import ServiceKit
public import TeamsConnector
internal import TeamsModels
internal import TokenKit

/// A bot: gives each activity that Teams posts to the one handler that wants it, and sends what the handlers have to
/// say.
///
/// ```swift
/// let app = App(try .environment())
/// app.onMessage { context in
///     try await context.send("You said: \(context.text)")
/// }
/// try await app.run()
/// ```
/// Of several handlers that fit an activity the most specific one runs, and no other: a text before any message, a
/// message before any activity. The order in which they are given does not matter.
///
/// A handler begins on the thread that read its request, and leaves it at the first `await` that has to wait: work that
/// blocks or computes for long belongs into a task of its own.
public final class App: Sendable {
    /// What the app was made with.
    public let configuration: AppConfiguration
    /// Where the app writes what it does.
    public let logger: Log

    /// What the app sends with: for what has no method of its own, such as reactions and teams.
    public let connector: Connector

    struct Registration: Sendable {
        var router = Router()
        var middleware: [TurnMiddleware] = []
        var doors = RequestDoors()
        var onError: (@Sendable (TurnContext, any Error) async -> Void)?
        var signIns = SignInHandlers()
        var afterTurn: [@Sendable (Activity) async -> Void] = []
    }
    private let registration = Mutex(Registration())
    let services: TurnServices
    /// Why the file of conversations cannot be used; nil when it can.
    private let storeProblem: String?
    let turns: TurnRunner
    private let endpoint: Endpoint
    private let refusals: RefusalLog
    private let observation: Observation

    /// An app that answers nothing yet.
    ///
    /// - Parameters:
    ///   - configuration: who the bot is and where it listens; `try .environment()` reads it from the environment.
    ///   - conversations: what the app knows of its conversations; unless given, the file that the configuration
    ///     names, else memory.
    ///   - logger: where the app writes what it does.
    ///   - transport: carries requests to the service; a client of the app's own unless given.
    ///   - clock: measures deadlines and pauses.
    ///   - wallClock: dates tokens and messages.
    public init(
        _ configuration: AppConfiguration, conversations: (any ConversationStore)? = nil,
        logger: Log = Log(label: "teams.app"), transport: (any HTTPTransport)? = nil,
        clock: any Clock<Duration> = ContinuousClock(), wallClock: WallClock = .system
    ) {
        let transport = transport ?? HTTPClient()
        let time = Stopwatch(clock)
        let observation = Observation(configuration.observer, time: time)
        self.observation = observation
        self.configuration = configuration
        self.logger = logger
        let tokens = configuration.credentials.map {
            TokenProvider(
                $0, cloud: configuration.cloud, transport: transport, clock: clock, wallClock: wallClock,
                retry: configuration.sending.retry, observation: observation)
        }
        var sending = configuration.sending
        sending.additionalServiceHosts.formUnion(configuration.additionalServiceHosts)
        if let address = configuration.serviceURL.flatMap({ try? HTTP.Address(base: $0) }) {
            sending.additionalServiceHosts.insert(address.authority)
        }
        let (store, problem) = Self.store(conversations, configuration)
        storeProblem = problem
        let register = ConversationRegister(store, wallClock: wallClock, time: time, logger: logger)
        let bot = configuration.credentials.map { Account($0.clientID.accountID) }
        connector = Connector(
            tokens: tokens, transport: transport, cloud: configuration.cloud, options: sending, clock: clock,
            wallClock: wallClock, logger: logger, observation: observation,
            onCreate: { reference, member, service in
                await register.opened(reference.opened(by: bot, with: member?.withDirectoryID), askedAt: service)
            })
        let states = StateDesk(beside: register, logger: logger)
        let questions = QuestionDesk(
            states: states, register: register, time: time, wallClock: wallClock, logger: logger)
        services = TurnServices(
            outbox: Outbox(
                connector: connector, register: register, wallClock: wallClock,
                shelf: MessageShelf(wallClock: wallClock, logger: logger)),
            register: register, states: states, questions: questions, commands: CommandDesk(), time: time,
            logger: logger, clientID: configuration.credentials?.clientID,
            homeTenant: configuration.credentials?.tenantID, serviceURL: configuration.serviceURL,
            cloudServiceURL: configuration.cloud.serviceURL.description,
            signInConnection: configuration.signInConnection)
        turns = TurnRunner(
            limits: .init(
                answer: configuration.answerDeadline, turn: configuration.turnDeadline, turns: configuration.maxTurns),
            time: time, logger: logger)
        refusals = RefusalLog(time: time, logger: logger, observation: observation)
        endpoint = Endpoint(
            path: configuration.messagingPath,
            authenticator: Authenticator(
                proof: .init(configuration, transport: transport, time: time, logger: logger),
                allowList: ServiceAllowList(
                    hosts: configuration.cloud.serviceHosts.union(configuration.additionalServiceHosts)),
                wallClock: wallClock),
            refusals: refusals)
        turnEnded { _ in await states.forgetLeft() }
    }

    /// The store that was given, or that the configuration names; and what is wrong with that one.
    private static func store(
        _ given: (any ConversationStore)?, _ configuration: AppConfiguration
    ) -> (any ConversationStore, problem: String?) {
        if let given { return (given, nil) }
        guard let path = configuration.conversationsFile else { return (MemoryConversationStore(), nil) }
        do {
            return (try SQLiteConversationStore(path: path), nil)
        } catch {
            return (MemoryConversationStore(), "conversationsFile (CONVERSATIONS_FILE): \(error.message)")
        }
    }

    /// Takes a handler or a middleware.
    func register(_ change: (inout Registration) -> Void) {
        registration.withLock { change(&$0) }
    }

    /// Answers one request: everything that the app does in its own server, for use in another one.
    ///
    /// The server limits the body: 1 MiB is enough for every activity. Returns when the handler is ready, or, while it
    /// works on, after ``AppConfiguration/answerDeadline``. Call ``prepare()`` once before, and ``drain()`` at the end.
    ///
    /// What is refused is answered with a status below 500, since Teams stops delivering to a bot that answers 5xx
    /// again and again: 400 for what is no activity, 401 and 403 for who may not speak, 429 with `Retry-After` while
    /// ``AppConfiguration/maxTurns`` run. An activity whose handler throws is answered 200, an invoke 500.
    public func handle(_ request: HTTP.Request) async -> HTTP.Response {
        switch registration.withLock({ $0.doors }).find(request) {
        case .none: break
        case .refused(let response):
            refusals.refused(status: response.status, "a request without the key")
            return response
        case .open(let door): return await door.answer(request, logger: logger)
        }
        switch await endpoint.receive(request) {
        case .answer(let response):
            return response
        case .run(let activity, let key):
            let isInvoke = activity.type == .invoke
            let trace = TraceContext(request.fields)
            let response = await turns.answer(
                key, bytes: request.body.count,
                lateAnswer: isInvoke ? .failure(504, "The handler did not answer in time") : .ok
            ) { run in
                await TraceContext.within(trace) { await self.turn(activity, isInvoke ? nil : run) }
            }
            if response == .busy { refusals.refused(status: response.status, "too many turns run") }
            return HTTP.Response(response)
        }
    }

    /// Decides by the head of a request whether its body is worth reading.
    package func admit(_ request: HTTP.Request) -> HTTPAdmission {
        switch registration.withLock({ $0.doors }).find(request) {
        case .none: break
        case .refused(let response):
            refusals.refused(status: response.status, "a request without the key")
            return .answer(response)
        case .open: return .body(maxBytes: Endpoint.maxBodyBytes)
        }
        let admission = endpoint.admit(request)
        guard case .body = admission, turns.isBusy else { return admission }
        refusals.refused(status: TurnResponse.busy.status, "too many turns run")
        return .answer(HTTP.Response(.busy))
    }

    /// Checks the configuration and the handlers, and warns when nobody will be let in. ``run(onReady:)`` does it by
    /// itself.
    ///
    /// - Throws: ``AppError`` that names the wrong setting, or both places of two handlers for the same activities.
    public func prepare() throws(AppError) {
        if let problem = configuration.problem ?? storeProblem { throw AppError(.configuration, problem) }
        let (conflicts, theft) = registration.withLock { registration in
            (
                registration.router.conflicts + registration.doors.conflicts + services.questions.conflicts
                    + services.commands.conflicts,
                registration.doors.conflict(with: configuration.messagingPath)
            )
        }
        if let theft { throw AppError(.configuration, theft) }
        guard conflicts.isEmpty else { throw AppError(.duplicateHandler, conflicts.joined(separator: "; ")) }
        if configuration.dangerouslyAllowsUnauthenticatedRequests {
            logger.warning("Requests are not authenticated: anybody who reaches this port can speak as Teams")
        } else if configuration.credentials == nil {
            logger.warning("No CLIENT_ID and CLIENT_SECRET: every request will be refused with 401")
        }
    }

    /// Takes no new activity, and returns when the handlers that run are ready. When the task is cancelled, their tasks
    /// are cancelled too.
    public func drain() async {
        beginShutdown()
        await turns.drain()
        refusals.flush()
    }

    /// Lets no request wait long for a key of the service that is not to be had: the app is about to end.
    func beginShutdown() {
        services.questions.beginShutdown()
        if case .token(_, let keySource) = endpoint.authenticator.proof { keySource.beginShutdown() }
    }

    /// Returns once no keys are being read.
    func settleKeys() async {
        if case .token(_, let keySource) = endpoint.authenticator.proof { await keySource.settle() }
    }

    /// Runs the handler for `activity`, then what follows every turn, and tells what to answer.
    private func turn(_ activity: Activity, _ run: RunningTurn?) async -> TurnResponse {
        let registration = registration.withLock { $0 }
        let response = await turn(activity, run, registration)
        // After its handler, which sees what an edit replaced.
        await services.outbox.shelf.heard(activity)
        for follow in registration.afterTurn { await follow(activity) }
        return response
    }

    private func turn(
        _ activity: Activity, _ run: RunningTurn?, _ registration: Registration
    ) async -> TurnResponse {
        let earlier = await services.earlier(
            than: activity, remembersTexts: registration.router.answersChangedMessages)
        await services.register.hear(activity)
        let context = TurnContext(activity, services: services, earlier: earlier, run: run)
        let own = registration.router.wants(activity.kind) ? nil : signInHandler(for: activity)
        let routed = own ?? registration.router.handler(for: context) ?? unhandled
        let handler = services.answering(activity, text: context.text, else: routed)
        do {
            var response = try await observation.measure(.turn(activity), label: { "\($0.status)" }) {
                try await wrap(handler, in: registration.middleware)(context)
            }
            response.botError = response.misfit.flatMap(botError)
            return response
        } catch {
            if let onError = registration.onError {
                await onError(context, error)
            } else {
                context.logger.error("A handler threw", ["kind": "\(activity.kind)", "error": "\(error)"])
            }
            await apologise(in: context, for: error)
            var response = activity.type == .invoke ? TurnResponse.failure(500, "Internal server error") : .ok
            response.botError = botError(error)
            return response
        }
    }

    /// What went wrong, for who develops the bot; nil where others may read it.
    private func botError(_ error: any Error) -> String? {
        configuration.cloud.isLocal ? BotErrorLine.line(for: error, hiding: configuration.credentials) : nil
    }

    /// What runs around every handler.
    var middleware: [TurnMiddleware] { registration.withLock { $0.middleware } }

    /// Answers what no handler wanted: an invoke with the configured status, all else with 200.
    private func unhandled(_ context: TurnContext) async throws -> TurnResponse {
        if let response = try await unhandledPress(context) { return response }
        guard context.activity.type == .invoke else { return .ok }
        context.logger.notice("No handler for an invoke", ["name": context.activity.name ?? ""])
        let status = configuration.unhandledInvokeStatus
        return status < 400 ? TurnResponse(status: status) : .failure(status, "No handler for this invoke")
    }
}
