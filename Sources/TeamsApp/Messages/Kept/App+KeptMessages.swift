extension App {
    /// Keeps what the bot sends, and what is sent to it, in `store` from now on: ``TurnContext/original`` finds it. Nil
    /// keeps nothing more, which is so unless said.
    ///
    /// What is kept was written by people: a store forgets old messages, and is as secret as the conversations are.
    public func keepMessages(in store: (any SentMessageStore)?) {
        services.outbox.shelf.store = store
    }
}
