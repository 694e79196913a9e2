internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

extension App {
    /// Says to who wrote that it did not work, where the configuration has words for it: once a turn, and to that
    /// person alone where nobody else saw what they wrote.
    func apologise(in context: TurnContext, for error: any Error) async {
        guard let words = configuration.apology?.withSingleSpaces, !words.isEmpty, context.activity.type == .message
        else { return }
        // Where the bot may not write any more, nobody would read that either.
        if let refusal = error as? ConnectorError, refusal.isRecipientGone { return }
        // A task of its own: the turn's may be cancelled, since it took too long, and the person waits all the same.
        // It ends with the request, whose time-out and tries are the connector's, and is awaited here.
        await Task {
            do { try await context.send(words) } catch {
                context.logger.warning("An apology was not sent", ["error": "\(error)"])
            }
        }.value
    }
}
