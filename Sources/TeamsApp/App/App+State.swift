extension App {
    /// Keeps the state in `store` from now on; unless said, it stands in the file of the conversations, or in memory
    /// when they do. What was kept before stays where it is: say so before the app runs.
    public func keepState(in store: any StateStore) { services.states.keep(in: store) }

    /// The values of somebody or something that is not at hand in a turn.
    ///
    /// ```swift
    /// try await app.state(of: .conversation(chat)).set(.duty, to: "Ines")
    /// ```
    public func state(of owner: StateOwner) -> KeptState { services.states.values(of: owner) }
}
