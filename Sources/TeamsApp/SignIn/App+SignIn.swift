internal import JSONKit
internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

extension App {
    /// Tells `handler` what becomes of people's sign-ins.
    ///
    /// ```swift
    /// app.on(.signedIn) { context, signedIn in … }
    /// app.on(.signInFailed) { context, problem in … }
    /// ```
    /// What it throws goes to ``onError(_:)``, and the person is signed in all the same.
    public func on<Payload>(
        _ event: SignInEvent<Payload>,
        _ handler: @escaping @Sendable (TurnContext, Payload) async throws -> Void
    ) {
        register { event.add(&$0.signIns, handler) }
    }

    /// What the app does by itself with an invoke about a sign-in; nil for any other activity. A handler of the bot's
    /// own for the same name takes its place.
    func signInHandler(for activity: Activity) -> Handler? {
        guard activity.type == .invoke, let name = activity.name.map(InvokeName.init(rawValue:)) else { return nil }
        switch name {
        case .signInTokenExchange: return exchangeToken
        case .signInVerifyState: return verifyState
        case .signInFailure: return reportFailure
        default: return nil
        }
    }

    /// `signin/tokenExchange`: a client offers a token.
    private func exchangeToken(_ context: TurnContext) async throws -> TurnResponse {
        guard let request = try? TokenExchangeRequest(json: context.activity.value ?? .null),
            let offered = request.token, !offered.isEmpty
        else { return .failure(400, "signin/tokenExchange carries no token") }
        let question = try context.question(request.connectionName)
        let id = request.id ?? ""
        let now = context.services.time.elapsed
        let desk = context.services.signIns
        guard id.isEmpty || desk.withLedger({ $0.begin(id, of: question.user, at: now) }) else { return .ok }
        do throws(ConnectorError) {
            let token = try await connector.exchangeToken(offered, question)
            await signedIn(context, question, token)
            return .ok
        } catch {
            desk.withLedger { $0.giveUp(id, of: question.user) }
            guard let status = error.status, !Self.asksForConsent.contains(status) else {
                if error.status == nil { await failed(context, "The token exchange", error, question) }
                return Self.consentNeeded(
                    id: request.id, connection: question.connection,
                    detail: error.status == nil
                        ? printable(error.message) : "The bot is unable to exchange token. Ask for user consent.")
            }
            await failed(context, "The token exchange", error, question)
            return .failure(status, "The token service refused")
        }
    }

    /// `signin/verifyState`: a popup ended with a code. It does not say at which connection.
    private func verifyState(_ context: TurnContext) async throws -> TurnResponse {
        let request = try? SignInVerification(json: context.activity.value ?? .null)
        guard let code = request?.state, !code.isEmpty else {
            return .failure(404, "signin/verifyState carries no state")
        }
        var refusal: ConnectorError?
        for connection in await connections(of: context) {
            let question = try context.question(connection)
            do throws(ConnectorError) {
                guard let token = try await connector.userToken(question, code: code) else { continue }
                await signedIn(context, question, token)
                return .ok
            } catch {
                refusal = error
                guard let status = error.status, !Self.asksForConsent.contains(status) else { continue }
                await failed(context, "The sign-in", error, question)
                return .failure(status, "The token service refused")
            }
        }
        if let refusal {
            context.logger.notice("A sign-in's code was not accepted", ["error": "\(refusal)"])
        }
        return Self.consentNeeded(id: nil, connection: nil, detail: refusal.map { printable($0.message) })
    }

    /// `signin/failure`: a client could not do it.
    private func reportFailure(_ context: TurnContext) async throws -> TurnResponse {
        let report = (try? SignInFailureReport(json: context.activity.value ?? .null)) ?? SignInFailureReport()
        await failed(context, SignInProblem(report))
        return .ok
    }

    /// What the token service answers while a person has to agree, or has used a wrong code.
    private static let asksForConsent: Set<Int> = [400, 404, 412]

    /// The client shows its button again.
    private static func consentNeeded(id: String?, connection: String?, detail: String?) -> TurnResponse {
        var body = JSONObject()
        body["id"] = id.map(JSONValue.string)
        body["connectionName"] = connection.map(JSONValue.string)
        body["failureDetail"] = detail.map(JSONValue.string)
        return TurnResponse(status: 412, body: body.isEmpty ? nil : .object(body))
    }

    /// Where the sender may be signing in, the likeliest first: what was offered to them last, and, after a restart,
    /// the connection of the configuration, and those of the registration.
    func connections(of context: TurnContext) async -> [String] {
        let user = context.activity.from?.id ?? ""
        let offered = context.services.signIns.withLedger { $0.connections(offeredTo: user) }
        if !offered.isEmpty { return offered }
        if let connection = context.services.signInConnection { return [connection] }
        let known = (try? await context.signInStatus()) ?? []
        return known.filter { $0.hasToken != true }.compactMap(\.connectionName)
    }

    func signedIn(_ context: TurnContext, _ question: UserTokenQuestion, _ token: UserToken) async {
        context.services.signIns.withLedger { $0.settle(question.connection, of: question.user) }
        let (handlers, onError) = handlers
        for handler in handlers.signedIn {
            do { try await handler(context, SignedIn(connection: question.connection, token: token)) } catch {
                await tell(error, context, onError)
            }
        }
    }

    private func failed(
        _ context: TurnContext, _ what: String, _ error: ConnectorError, _ question: UserTokenQuestion
    ) async {
        await failed(context, SignInProblem(what, error, connection: question.connection))
    }

    private func failed(_ context: TurnContext, _ problem: SignInProblem) async {
        let person = context.activity.from
        context.logger.warning(
            "A sign-in failed",
            [
                "code": printable(problem.code?.rawValue ?? ""), "message": problem.message,
                "user": printable(person?.id?.rawValue ?? ""), "what to do": problem.advice ?? "",
            ])
        let (handlers, onError) = handlers
        for handler in handlers.failed {
            do { try await handler(context, problem) } catch { await tell(error, context, onError) }
        }
    }

    private typealias ErrorHandler = @Sendable (TurnContext, any Error) async -> Void

    private var handlers: (SignInHandlers, ErrorHandler?) {
        var handlers = SignInHandlers()
        var onError: ErrorHandler?
        register { registration in
            handlers = registration.signIns
            onError = registration.onError
        }
        return (handlers, onError)
    }

    private func tell(_ error: any Error, _ context: TurnContext, _ onError: ErrorHandler?) async {
        if let onError { return await onError(context, error) }
        context.logger.error("A handler of a sign-in threw", ["error": "\(error)"])
    }
}
