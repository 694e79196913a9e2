internal import HTTPKit

/// An activity that was posted to a bot once, and what came of it.
struct DeliveryAttempt: Sendable {
    enum Answer: Sendable {
        case response(HTTP.Response)
        case failed(HTTPTransportError)
        /// None in time.
        case late
    }

    let delivery: Delivery
    let request: HTTP.ClientRequest
    /// On the world's clock.
    let began: Instant
    /// From post to answer, in real milliseconds.
    let milliseconds: Double
    let answer: Answer

    /// What the one who caused it is told.
    /// - Parameter isLast: whether the activity is not posted once more.
    func outcome(isLast: Bool) -> DeliveryOutcome {
        var outcome = DeliveryOutcome(bot: delivery.bot, milliseconds: milliseconds)
        switch answer {
        case .response(let response):
            outcome.status = response.status
            outcome.botError = response.fields["X-Bot-Error"].flatMap { $0.isEmpty ? nil : String($0.prefix(1_000)) }
            if !(200..<300).contains(response.status) { outcome.note = Self.advice(status: response.status) }
        case .failed(let error):
            outcome.isBotDown = error.code == .connect
            outcome.note = Self.advice(error, endpoint: delivery.endpoint)
        case .late:
            outcome.note =
                isLast
                ? "The bot did not answer within 15 s, twice. It was not posted again."
                : "The bot did not answer within 15 s. The same activity is posted once more."
        }
        return outcome
    }

    private static func advice(status: Int) -> String {
        switch status {
        case 401, 403:
            "The bot refused the delivery (\(status)): its client id, secret or OpenID metadata do not match this service."
        case 404, 405: "The bot answered \(status): is the messaging endpoint's path right?"
        default: "The bot answered \(status)."
        }
    }

    private static func advice(_ error: HTTPTransportError, endpoint: String) -> String {
        switch error.code {
        case .connect: "The bot is down: nothing answers at \(endpoint)."
        case .cancelled: "Local Teams stopped before the bot answered."
        default: "The bot could not be reached at \(endpoint): \(error.message)"
        }
    }
}
