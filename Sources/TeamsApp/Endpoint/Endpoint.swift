internal import HTTPKit
internal import JSONKit
internal import ServiceKit
internal import TeamsModels
internal import TokenKit

/// The messaging endpoint: turns a request into an activity that may be trusted, or into a refusal.
struct Endpoint: Sendable {
    let path: String
    let authenticator: Authenticator
    let logger: Logger

    /// What to do with a request.
    enum Verdict {
        case answer(HTTPResponse)
        case run(Activity, DeliveryKey?)
    }

    func receive(_ request: HTTPRequest) async -> Verdict {
        guard request.path == path else { return .answer(HTTPResponse(TurnResponse.failure(404, "Not found"))) }
        guard request.method == "POST" else {
            var response = HTTPResponse(TurnResponse.failure(405, "Use POST"))
            response.fields["Allow"] = "POST"
            return .answer(response)
        }
        do {
            let token = try await authenticator.token(request.fields["Authorization"])
            let activity = try decode(request.body)
            try authenticator.check(activity, against: token)
            return .run(activity, DeliveryKey(activity, body: request.body))
        } catch {
            logger.notice("Refused a request", ["status": "\(error.status)", "reason": error.reason])
            return .answer(error.response)
        }
    }

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
            return activity
        } catch {
            throw .badRequest("The body is not an activity: \(error)")
        }
    }
}

extension DeliveryKey {
    /// Nil for an activity that cannot be told from others.
    init?(_ activity: Activity, body: [UInt8]) {
        guard let id = activity.id?.rawValue, !id.isEmpty, let conversation = activity.conversation?.id?.rawValue
        else { return nil }
        self.conversation = conversation
        self.activity = id
        type = activity.type?.rawValue ?? ""
        // An edit has the id of the message that it edits.
        let isAboutAnother = activity.type == .messageUpdate || activity.type == .messageDelete
        digest = isAboutAnother ? sha256(body) : []
    }
}
