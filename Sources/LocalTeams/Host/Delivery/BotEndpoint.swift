internal import HTTPKit

/// The rule for messaging endpoints: Local Teams connects to this machine and to nothing else.
enum BotEndpoint {
    /// Whether deliveries may go to `text`.
    static func isAllowed(_ text: String) -> Bool { (try? HTTP.Address(text))?.isLoopback == true }

    /// `text` as it came, when deliveries may go there; an empty text or none is none.
    static func checked(_ text: String?) throws(Refusal) -> String? {
        guard let text, !text.isEmpty else { return nil }
        guard isAllowed(text) else {
            throw .badRequest(
                "\"endpoint\" must be an http or https address of this machine, such as "
                    + "http://127.0.0.1:3978/api/messages: Local Teams connects to nothing else.")
        }
        return text
    }
}
