internal import HTTPKit

extension WireLogEntry {
    /// An activity that was posted to a bot.
    init(_ attempt: DeliveryAttempt, _ outcome: DeliveryOutcome) {
        let (delivery, request) = (attempt.delivery, attempt.request)
        self.init(
            time: attempt.began.text, direction: .outbound, operation: "deliver", method: request.method,
            path: request.url, status: outcome.status, milliseconds: attempt.milliseconds,
            request: WireLogRedaction.message(fields: request.fields, body: request.body),
            note: outcome.botError ?? outcome.note ?? attempt.strike?.note, bot: delivery.bot,
            conversation: delivery.conversation,
            message: delivery.message, readers: delivery.readers)
        if case .response(let received) = attempt.answer {
            response = WireLogRedaction.message(fields: received.fields, body: received.body)
        }
    }

    /// A bot that might have expected something got nothing, and this is why.
    init(
        notSent reason: String, at instant: Instant, bot: AppID, conversation: ConversationID, message: String?,
        readers: Readers
    ) {
        self.init(
            time: instant.text, direction: .outbound, operation: "deliver", method: "POST", path: "",
            milliseconds: 0, request: WireLogMessage(), note: "Nothing was sent: \(reason).", bot: bot,
            conversation: conversation, message: message, readers: readers)
    }
}
