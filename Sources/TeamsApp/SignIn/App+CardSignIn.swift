internal import JSONKit
internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

extension App {
    /// Takes the token, or the code, that a client sends along when it presses a button again after a sign-in.
    ///
    /// - Returns: what the client is told when that is not enough; nil when the handler may go on.
    func redeemSignIn(in context: TurnContext) async throws -> TurnResponse? {
        guard context.activity.type == .invoke, let value = context.activity.value else { return nil }
        if let offered = value["authentication"]?["token"]?.stringValue, !offered.isEmpty {
            return try await exchange(offered, value["authentication"]?["connectionName"]?.stringValue, context)
        }
        guard let code = value["state"]?.stringValue, !code.isEmpty else { return nil }
        for connection in await connections(of: context) {
            let question = try context.question(connection)
            guard let token = try? await connector.userToken(question, code: code) else { continue }
            await signedIn(context, question, token)
            return nil
        }
        return CardReply.wrongCode
    }

    private func exchange(
        _ offered: String, _ connection: String?, _ context: TurnContext
    ) async throws -> TurnResponse? {
        let question = try context.question(connection)
        do throws(ConnectorError) {
            await signedIn(context, question, try await connector.exchangeToken(offered, question))
            return nil
        } catch {
            context.logger.notice("A token that came with a press was not accepted", ["error": "\(error)"])
            return CardReply.tokenRefused("The bot is unable to exchange token. Ask for user consent.")
        }
    }
}
