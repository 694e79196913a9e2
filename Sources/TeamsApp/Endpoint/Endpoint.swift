internal import HTTPKit
internal import JSONKit
internal import TeamsModels

/// The messaging endpoint: turns a request into an activity that may be trusted, or into a refusal.
struct Endpoint: Sendable {
    /// The longest body that is read. Every activity is shorter.
    static let maxBodyBytes = 1 << 20

    let path: String
    let authenticator: Authenticator
    let refusals: RefusalLog

    /// What to do with a request.
    enum Verdict {
        case answer(HTTP.Response)
        case run(Activity, DeliveryKey?)
    }

    func receive(_ request: HTTP.Request) async -> Verdict {
        if let answer = wrongAddress(request) { return .answer(answer) }
        do {
            let caller = try await authenticator.caller(request.fields["Authorization"])
            let activity = try decode(request.body)
            try authenticator.check(activity, from: caller)
            refusals.admitted()
            return .run(activity, DeliveryKey(activity, body: request.body))
        } catch {
            return .answer(refuse(error))
        }
    }

    /// Decides by the head of a request whether its body is worth reading.
    func admit(_ request: HTTP.Request) -> HTTPAdmission {
        if let answer = wrongAddress(request) { return .answer(answer) }
        let authorization = request.fields["Authorization"]
        switch authenticator.find(authorization) {
        case .accepted: return .body(maxBytes: Self.maxBodyBytes)
        case .refused(let refusal): return .answer(refuse(refusal))
        case .unknownKey:
            return .later {
                do {
                    _ = try await authenticator.caller(authorization)
                    return .body(maxBytes: Self.maxBodyBytes)
                } catch let refusal as Refusal {
                    return .answer(refuse(refusal))
                } catch {
                    return .answer(refuse(.unauthorized("the token could not be checked")))
                }
            }
        }
    }

    private func wrongAddress(_ request: HTTP.Request) -> HTTP.Response? {
        guard request.path == path else { return HTTP.Response(TurnResponse.failure(404, "Not found")) }
        guard request.method != "POST" else { return nil }
        var response = HTTP.Response(TurnResponse.failure(405, "Use POST"))
        response.fields["Allow"] = "POST"
        return response
    }

    private func refuse(_ refusal: Refusal) -> HTTP.Response {
        refusals.refused(status: refusal.status, refusal.reason)
        return refusal.response
    }

    /// The activity in a body, with what every handler counts on: a type, and a conversation. A member that the model
    /// knows has its type or is null; what a list of entities or attachments holds is kept, whatever it is.
    private func decode(_ body: [UInt8]) throws(Refusal) -> Activity {
        let json: JSONValue
        do { json = try JSONValue(parsing: body) } catch {
            throw .badRequest("The body is not JSON: \(error)")
        }
        do {
            let activity = try Activity(json: json)
            guard let type = activity.type, !type.rawValue.isEmpty else {
                throw WireError(expected: "an activity with a type", found: json)
            }
            guard let conversation = activity.conversation?.id, !conversation.isEmpty else {
                throw WireError(expected: "an activity with a conversation.id", found: json)
            }
            return activity
        } catch {
            throw .badRequest("The body is not an activity: \(error)")
        }
    }
}
