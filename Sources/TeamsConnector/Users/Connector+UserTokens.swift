internal import HTTPKit
internal import JSONKit
internal import ServiceKit
package import TeamsModels
internal import TokenKit

/// The token service of the cloud: tokens of people, where they sign in, and how they sign out.
///
/// It has the bot's token, the retries and the refusals of the connector, but no pace of its own: its limits are not
/// documented.
extension Connector {
    /// A person's token.
    /// - Parameter code: the six digits that a popup ended with; nil for the token that is there.
    /// - Returns: nil when there is none, and when the code is wrong.
    package func userToken(
        _ question: UserTokenQuestion, code: String? = nil
    ) async throws(ConnectorError) -> UserToken? {
        var call = tokenCall("user token", "GET", "usertoken", "GetToken")
        call.query = question.query
        if let code { call.query.append(Call.QueryItem(name: "code", value: code)) }
        do throws(ConnectorError) {
            let token: UserToken = try await tokenQuestion(call)
            return token.token?.isEmpty == false ? token : nil
        } catch {
            guard error.status == 404 else { throw error }
            return nil
        }
    }

    /// A person's token, for one that a client offered.
    package func exchangeToken(
        _ offered: String, _ question: UserTokenQuestion
    ) async throws(ConnectorError) -> UserToken {
        var call = tokenCall(
            "token exchange", "POST", "usertoken", "exchange", body: ["token": .string(offered)])
        call.query = question.query
        return try await tokenQuestion(call)
    }

    /// A person's tokens for other resources, by the resource.
    package func resourceTokens(
        _ resources: [String], _ question: UserTokenQuestion
    ) async throws(ConnectorError) -> [String: UserToken] {
        let call = tokenCall(
            "resource tokens", "POST", "usertoken", "GetAadTokens",
            body: [
                "userId": .string(question.user.rawValue), "connectionName": .string(question.connection),
                "channelId": .string(question.channel), "resourceUrls": resources.json,
            ])
        let answer = try await performTokenCall(call)
        var tokens: [String: UserToken] = [:]
        for (name, value) in answer.json.objectValue ?? [:] { tokens[name] = try? UserToken(json: value) }
        return tokens
    }

    /// Where a person is signed in.
    package func tokenStatus(
        of user: AccountID, channel: String = "msteams"
    ) async throws(ConnectorError) -> [TokenStatus] {
        var call = tokenCall("token status", "GET", "usertoken", "GetTokenStatus")
        call.query = [
            Call.QueryItem(name: "userId", value: user.rawValue), Call.QueryItem(name: "channelId", value: channel),
        ]
        let answer = try await performTokenCall(call)
        do throws(WireError) {
            return answer.json.isNull ? [] : try [TokenStatus](json: answer.json)
        } catch {
            throw Self.unreadable(call, error)
        }
    }

    /// Forgets a person's token.
    package func signOut(_ question: UserTokenQuestion) async throws(ConnectorError) {
        var call = tokenCall("sign-out", "DELETE", "usertoken", "SignOut")
        call.query = question.query
        _ = try await performTokenCall(call)
    }

    /// Where people sign in at a connection.
    /// - Parameters:
    ///   - connection: its name.
    ///   - reference: where the card will be, with the person as its user.
    package func signInResource(
        _ connection: String, for reference: ConversationReference, bot: AppID?
    ) async throws(ConnectorError) -> SignInResource {
        var state: JSONObject = ["connectionName": .string(connection), "conversation": reference.json]
        // Without it the service gives no resource for single sign-on.
        if let bot { state["msAppId"] = .string(bot.rawValue) }
        var call = tokenCall("sign-in resource", "GET", "botsignin", "GetSignInResource")
        let text = Base64.encode(JSONValue.object(state).serialized())
        call.query = [Call.QueryItem(name: "state", value: text)]
        return try await tokenQuestion(call)
    }

    private func tokenCall(
        _ operation: String, _ method: String, _ part: String, _ name: String, body: JSONValue? = nil
    ) -> Call {
        Call(operation, method, at: cloud.tokenServiceURL, path: ["api", part, name], body: body)
    }

    private func tokenQuestion<Reply: WireObject>(_ call: Call) async throws(ConnectorError) -> Reply {
        let answer = try await performTokenCall(call)
        do throws(WireError) { return try Reply(json: answer.json) } catch { throw Self.unreadable(call, error) }
    }

    private static func unreadable(_ call: Call, _ error: WireError) -> ConnectorError {
        ConnectorError(.unreadableAnswer, message: "\(call.operation): the answer cannot be read: \(error)")
    }

    /// Sends `call` as often as the policy says. A 412 is an answer of this service, and no race: it says that the
    /// person has to agree.
    private func performTokenCall(_ call: Call) async throws(ConnectorError) -> Answer {
        var attempt = 1
        while true {
            let outcome = await exchange.send(call)
            let failure: ConnectorError
            do throws(ConnectorError) { return try outcome.answer(to: call.operation) } catch {
                failure = error.sent(attempt)
            }
            let decision = retry.decision(
                after: outcome.fact, retryAfter: outcome.retryAfter, attempt: attempt, isRepeatable: call.isRepeatable,
                hasMoved: true, random: random())
            guard failure.status != 412, case .retry(let delay) = decision else { throw failure }
            do { try await time.sleep(for: delay) } catch {
                throw ConnectorError(
                    .cancelled, message: "\(call.operation): the task was cancelled", attempts: attempt)
            }
            attempt += 1
        }
    }
}
