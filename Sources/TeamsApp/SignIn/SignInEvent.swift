/// What becomes of people's sign-ins, and what it carries: a handler for another payload does not compile.
///
/// ```swift
/// app.on(.signedIn) { context, signedIn in
///     try await context.send("Welcome back.")
/// }
/// ```
public struct SignInEvent<Payload: Sendable>: Sendable {
    let add: @Sendable (inout SignInHandlers, @escaping @Sendable (TurnContext, Payload) async throws -> Void) -> Void
}

extension SignInEvent<SignedIn> {
    /// Somebody has signed in: by the popup, or without being asked.
    public static let signedIn = SignInEvent { $0.signedIn.append($1) }
}

extension SignInEvent<SignInProblem> {
    /// A client or the token service could not do it. Without a handler the log tells.
    public static let signInFailed = SignInEvent { $0.failed.append($1) }
}

/// Who wants to know what becomes of sign-ins.
struct SignInHandlers: Sendable {
    var signedIn: [@Sendable (TurnContext, SignedIn) async throws -> Void] = []
    var failed: [@Sendable (TurnContext, SignInProblem) async throws -> Void] = []
}
