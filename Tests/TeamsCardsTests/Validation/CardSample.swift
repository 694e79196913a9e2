import JSONKit
import TeamsCards

/// A card with this body and nothing to complain about around it.
func cardText(_ body: String, _ more: String = "") -> String {
    #"{"type":"AdaptiveCard","version":"1.5","fallbackText":"x","body":["# + body + "]" + more + "}"
}

/// A message with these attachments, each an Adaptive Card.
func messageText(_ cards: String..., more: String = "") -> String {
    let attachments = cards.map { #"{"contentType":"application/vnd.microsoft.card.adaptive","content":"# + $0 + "}" }
    return #"{"type":"message","attachments":["# + attachments.joined(separator: ",") + "]" + more + "}"
}

/// What is found, as `severity code path` each.
func found(_ json: String, for target: CardTarget = .bot) throws -> [String] {
    CardValidator.issues(in: try JSONValue(parsing: json), for: target).map {
        "\($0.severity.rawValue) \($0.code.rawValue) \($0.path)"
    }
}
