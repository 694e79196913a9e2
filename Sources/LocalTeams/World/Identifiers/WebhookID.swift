internal import JSONKit

/// What a channel's webhook is known by. It is the key to it: whoever has it can post.
struct WebhookID: Identifier {
    let rawValue: String

    init(rawValue: String) { self.rawValue = rawValue }
}
