internal import HTTPKit
internal import JSONKit

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
    /// The fault that struck it.
    let strike: FaultStrike?

    /// What the one who caused it is told.
    /// - Parameters:
    ///   - number: how often the activity was posted, this time included.
    ///   - isLast: whether it is not posted once more.
    func outcome(number: Int, isLast: Bool) -> DeliveryOutcome {
        var outcome = DeliveryOutcome(bot: delivery.bot, milliseconds: milliseconds, isRepeated: number > 1)
        switch answer {
        case .response(let response):
            outcome.status = response.status
            if delivery.activity["type"] == "invoke" { outcome.answer = BotAnswer(response) }
            outcome.botError = response.fields["X-Bot-Error"].flatMap { $0.isEmpty ? nil : String($0.prefix(1_000)) }
            if !(200..<300).contains(response.status) { outcome.note = Self.advice(status: response.status) }
        case .failed(let error):
            outcome.isBotDown = error.code == .connect
            outcome.note = Self.advice(error, endpoint: delivery.endpoint)
        case .late:
            outcome.note =
                switch (number, isLast) {
                case (_, false): "The bot did not answer within 15 s. The same activity is posted once more."
                case (1, true): "The bot did not answer within 15 s. The activity is not posted again."
                default: "The bot did not answer within 15 s, twice. It was not posted again."
                }
        }
        if let strike, let note = outcome.note { outcome.note = explained(note, by: strike) }
        return outcome
    }

    /// What the fault gave out as the bot's answer says nothing about the bot.
    private func explained(_ note: String, by strike: FaultStrike) -> String {
        guard strike.fault.answers, isAnswered else { return "\(strike.note). \(note)" }
        return strike.fault.isAfterDelivery
            ? "\(strike.note). The bot's own answer was lost." : "\(strike.note). Nothing was posted to the bot."
    }

    /// Whether there was an answer, or the connection broke: not when none came in time.
    private var isAnswered: Bool { if case .late = answer { false } else { true } }

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
