public import TeamsModels

// The app answers these by itself; a handler takes its place. `app.on(.signedIn)` is what most bots want.

extension Invoke<TokenExchangeRequest, TurnResponse> {
    /// A client offers a token for single sign-on.
    public static var signInTokenExchange: Self { Self(.signInTokenExchange) }
}

extension Invoke<SignInVerification, TurnResponse> {
    /// The popup of a sign-in ended with six digits.
    public static var signInVerifyState: Self { Self(.signInVerifyState) }
}

extension Invoke<SignInFailureReport, Void> {
    /// A client could not sign somebody in.
    public static var signInFailure: Self { Self(.signInFailure) }
}
