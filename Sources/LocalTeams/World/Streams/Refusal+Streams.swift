/// Why a piece of a stream is refused: Microsoft, "Stream bot messages", response codes. The words are Teams' own.
extension Refusal {
    /// What the payload of a piece lacks, or has too much of.
    static func badPiece(_ message: String, _ rule: String) -> Refusal {
        Refusal(status: 400, code: "BadRequest", message: message, note: "Rule: \(rule) (\(streams)).")
    }
    static let streamNeedsText = badPiece(
        "Start streaming activities should include text", "every piece of a stream has text")
    static let streamElsewhere = notStreamed(
        "Content stream is not allowed", "streams are for chats of the bot with one person")
    static let streamCompleted = notStreamed(
        "Content stream is not allowed on an already completed streamed message", "the final message ends a stream")
    static let streamOverdue = notStreamed(
        "Content stream finished due to exceeded streaming time.",
        "a stream takes two minutes at most; a plain update may take its place")
    static let streamStopped = notStreamed(
        "Content stream was canceled by user.", "the person stopped it, and what was streamed stays as it is")
    static let streamTooBig = notStreamed(
        "Message size too large", "about 100 KB in UTF-16, as for every message")
    static let streamDiffers = notStreamed(
        "Request streamed content should contain the previously streamed content",
        "each piece begins with all the text of the one before")

    /// - Parameter wait: how long until the stream takes another piece.
    static func streamThrottled(_ limit: RateLimit, after wait: Duration) -> Refusal {
        Refusal(
            status: 429, code: throttled(after: wait, note: "").code, message: "API calls quota exceeded",
            retryAfter: throttled(after: wait, note: "").retryAfter,
            note: "Rule: \(limit.count) \(LimitPart.perStream.words) in \(limit.seconds) s (\(streams)).")
    }

    /// A piece that came after a later one. It is answered 202 and dropped.
    static let streamOutOfOrder = Refusal(
        status: 202, code: "ContentStreamSequenceOrderPreConditionFailed",
        message: "PreCondition failed exception when processing streaming activity.",
        note: "Dropped: a piece with this streamSequence or a higher one was here before (\(streams)).")

    private static let streams = "Microsoft, Stream bot messages"

    private static func notStreamed(_ message: String, _ rule: String) -> Refusal {
        Refusal(status: 403, code: "ContentStreamNotAllowed", message: message, note: "Rule: \(rule) (\(streams)).")
    }
}
