/// Why nothing came of a post to a webhook.
struct WebhookRefusal: Error, Hashable {
    enum Answer: Hashable, Sendable {
        /// The post itself is refused, with a status and a text for people.
        case request(status: Int, text: String)
        /// The post was taken in, and its delivery to the channel failed with this status. Senders that give up after
        /// an error are not to give up: the answer is a success whose text says otherwise
        /// (MicrosoftDocs/msteams-docs#1810).
        case delivery(status: Int)
    }

    let answer: Answer
    /// For the log: the rule's name, and where it stands.
    let note: String
    /// After how many whole seconds the next post is let through, of one that came too soon.
    var retryAfter: Int?

    /// The status that says best what happened.
    var status: Int {
        switch answer {
        case .request(let status, _), .delivery(let status): status
        }
    }
}

extension WebhookRefusal {
    private static func request(_ status: Int, _ text: String, _ note: String) -> WebhookRefusal {
        WebhookRefusal(answer: .request(status: status, text: text), note: note)
    }

    /// What is no JSON object, or has members of wrong types.
    static func badPayload(_ problem: String) -> WebhookRefusal {
        request(
            400, "Bad payload received by generic incoming webhook.",
            "\(problem) A webhook takes {\"text\"}, a MessageCard, or a message with Adaptive Cards.")
    }
    static let noSummary = request(
        400, "Summary or Text is required.",
        "Rule: a post has a text, a MessageCard a text or a summary (Microsoft, Create Incoming Webhooks).")
    static let empty = request(400, "Invalid webhook request - Empty Payload", "The post has no body.")
    static let unknown = request(404, "The webhook was not found.", "No webhook has this address.")
    static let removed = request(
        410, "The webhook was removed.", "Rule: of a webhook that was removed 410 (MicrosoftDocs/msteams-docs#906).")
    static func method(_ method: String) -> WebhookRefusal {
        request(405, "Invalid webhook request - \(method.prefix(16)) not supported", "A webhook takes POST only.")
    }

    static let tooBig = WebhookRefusal(
        answer: .delivery(status: 413), note: "Rule: a post has 28 KB at most (Microsoft, Create Incoming Webhooks).")
    static func badCard(_ problem: String) -> WebhookRefusal {
        WebhookRefusal(answer: .delivery(status: 400), note: "\(problem) Teams cannot show such a card.")
    }
    static let noChannel = WebhookRefusal(
        answer: .delivery(status: 404), note: "The channel or its team is deleted.")
    static let archived = WebhookRefusal(
        answer: .delivery(status: 403), note: "Rule: nobody can write into an archived team.")
    static func tooSoon(_ wait: Duration) -> WebhookRefusal {
        let seconds = max(1, Int((wait / .seconds(1)).rounded(.up)))
        return WebhookRefusal(
            answer: .delivery(status: 429),
            note: "Rule: a webhook posts 4 times in 1 s, 60 in 30 s, 100 in an hour, 150 in 2 hours, 1,800 in a day "
                + "(Microsoft, Create Incoming Webhooks). Come back after \(seconds) s.",
            retryAfter: seconds)
    }
    /// A workflow goes through the list of attachments; without one its run fails, and nobody who posts learns of it
    /// (MicrosoftDocs/msteams-docs#11302).
    static let noAttachments = WebhookRefusal(
        answer: .delivery(status: 400),
        note:
            "The run of the workflow failed: 'Send_each_adaptive_card' wants a list \"attachments\" of Adaptive Cards; "
            + "a text or a MessageCard shows nothing.")
}
